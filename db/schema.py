"""The current schema: its number, and how an empty store gets it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache

from sqlalchemy import Connection, MetaData, insert, inspect, make_url
from sqlalchemy.schema import CreateIndex, CreateTable

from db.engines import run_all
from db.errors import StoreError
from db.files_guard import install_guards
from db.journal_triggers import install
from db.tables import whole
from db.tables.files import FilesBase
from db.tables.store import StoreRecord

SCHEMA = 1
"""The number of the newest migration (`NNNN_what.py`)."""

FILES_SCHEMA = 1
"""The number of the files part: contents by hash, so that migrations need not touch it."""

Fill = Callable[[Connection], None]
"""Writes the rows of a new store before its triggers watch."""

_DRIVERS = {"sqlite": "sqlite://", "postgresql": "postgresql+psycopg://"}
_VERSION_TABLE = "alembic_version"


def revision(number: int) -> str:
    """The name of a schema number among the migrations."""
    return f"{number:04d}"


@cache
def table_statements(engine_name: str) -> tuple[str, ...]:
    """The statements that make all tables and indexes of the models on an engine."""
    made = _statements(engine_name, whole())
    on_server = engine_name == "postgresql"
    return (*made, *_statements(engine_name, FilesBase.metadata)) if on_server else made


def create_tables(connection: Connection, fill: Fill | None = None) -> None:
    """Make all tables of an empty store, fill them, and put the triggers in place.

    Without `fill` the store gets an identity of its own; else its rows come from elsewhere.
    On PostgreSQL the contents of files lie among the tables.
    """
    run_all(connection, table_statements(connection.dialect.name))
    if fill is None:
        made_at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        identity = secrets.token_hex(16)
        connection.execute(insert(StoreRecord).values(id=identity, made_at=made_at))
    else:
        fill(connection)
    install(connection)
    stamp(connection, SCHEMA)


def create_files(connection: Connection) -> None:
    """Make the tables of the files part of an SQLite store and what guards them."""
    run_all(connection, _statements(connection.dialect.name, FilesBase.metadata))
    install_guards(connection)
    connection.exec_driver_sql(f"PRAGMA user_version = {FILES_SCHEMA}")


def _statements(engine_name: str, metadata: MetaData) -> tuple[str, ...]:
    dialect = make_url(_DRIVERS[engine_name]).get_dialect()()
    found = []
    for table in metadata.sorted_tables:
        found.append(str(CreateTable(table).compile(dialect=dialect)))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            found.append(str(CreateIndex(index).compile(dialect=dialect)))
    lines = (statement.strip().splitlines() for statement in found)
    return tuple("\n".join(line.rstrip() for line in statement) for statement in lines)


def stamp(connection: Connection, number: int) -> None:
    """Note which migration the schema is at."""
    if not inspect(connection).has_table(_VERSION_TABLE):
        connection.exec_driver_sql(
            f"CREATE TABLE {_VERSION_TABLE} (version_num VARCHAR(32) NOT NULL,"
            f" CONSTRAINT {_VERSION_TABLE}_pkc PRIMARY KEY (version_num))"
        )
    connection.exec_driver_sql(f"DELETE FROM {_VERSION_TABLE}")
    connection.exec_driver_sql(f"INSERT INTO {_VERSION_TABLE} VALUES ('{revision(number)}')")
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA user_version = {number}")


def require_current(number: int, name: str) -> None:
    """Raise `StoreError` for a schema that is not the current one: `store.newer`, `store.older`."""
    _require(number, SCHEMA, name)


def require_current_files(number: int, name: str) -> None:
    """The same for the schema of a files part."""
    _require(number, FILES_SCHEMA, name)


def _require(number: int, known: int, name: str) -> None:
    if number != known:
        code = "store.newer" if number > known else "store.older"
        raise StoreError(code, name=name, found=number, known=known)
