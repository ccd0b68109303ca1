"""The current schema: its number, and how an empty store gets it."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, inspect

import db.tables
from db.base import Base
from db.errors import StoreError
from db.files_guard import install_guards
from db.journal_triggers import install
from db.tables.files import FilesBase
from db.tables.store import StoreRecord

__all__ = ["SCHEMA", "create_files", "create_tables", "revision", "stamp"]

SCHEMA = 1
"""The number of the newest migration (`NNNN_what.py`)."""

_REGISTERED = db.tables
_VERSION_TABLE = "alembic_version"


def revision(number: int) -> str:
    """The name of a schema number among the migrations."""
    return f"{number:04d}"


def create_tables(connection: Connection) -> str:
    """Make all tables of an empty store and its triggers; the identity it got.

    On PostgreSQL the contents of files lie among them.
    """
    Base.metadata.create_all(connection)
    if connection.dialect.name == "postgresql":
        FilesBase.metadata.create_all(connection)
    identity = secrets.token_hex(16)
    made_at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    connection.execute(insert(StoreRecord).values(id=identity, made_at=made_at))
    install(connection)
    stamp(connection, SCHEMA)
    return identity


def create_files(connection: Connection) -> None:
    """Make the tables of the files part of an SQLite store and what guards them."""
    FilesBase.metadata.create_all(connection)
    install_guards(connection)
    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")


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
    if number > SCHEMA:
        raise StoreError("store.newer", name=name, found=number, known=SCHEMA)
    if number < SCHEMA:
        raise StoreError("store.older", name=name, found=number, known=SCHEMA)
