"""Connections to the two kinds of store, each with a writing and a reading side."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

BUSY_MILLISECONDS = 10_000
_STREAMED = 5_000
_KEY_BYTES = (32, 48)


def placeholder(connection: Connection) -> str:
    """How a parameter stands in SQL for the driver of this connection."""
    return "?" if connection.dialect.name == "sqlite" else "%s"


def insert_rows(
    connection: Connection,
    table: str,
    columns: Sequence[str],
    rows: Sequence[tuple[int | str | bytes | None, ...]],
) -> None:
    """Insert many rows by the driver itself; nothing for none."""
    if rows:
        marks = ", ".join([placeholder(connection)] * len(columns))
        connection.exec_driver_sql(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", list(rows)
        )


def run_all(connection: Connection, statements: Iterable[str]) -> None:
    """Run statements that define things, in one go where the engine takes them so."""
    together = connection.dialect.name == "postgresql"
    for statement in [";\n".join(statements)] if together else statements:
        connection.exec_driver_sql(statement)


def stream(
    connection: Connection, statement: str, parameters: Sequence[int | str] = ()
) -> Iterator[tuple[Any, ...]]:
    """The rows of a query by the driver itself, a few thousand in memory at a time."""
    bare: Any = connection.connection.dbapi_connection
    name = {} if connection.dialect.name == "sqlite" else {"name": f"s{secrets.token_hex(8)}"}
    cursor = bare.cursor(**name)
    try:
        if name:
            cursor.itersize = _STREAMED
        cursor.execute(statement, parameters)
        yield from cursor
    finally:
        cursor.close()


def sqlite_writer(path: Path, key: bytes | None = None) -> Engine:
    """The one writing side of an SQLite file: every transaction takes the write lock at once."""
    return _sqlite_engine(path, key, "rw", "BEGIN IMMEDIATE", ("PRAGMA synchronous = FULL",), 1)


def sqlite_maker(path: Path, key: bytes | None = None) -> Engine:
    """A side that may create the file; for new stores and copies that nobody else knows yet."""
    return _sqlite_engine(path, key, "rwc", "BEGIN IMMEDIATE", ("PRAGMA synchronous = FULL",), 1)


def sqlite_changer(path: Path, key: bytes | None = None) -> Engine:
    """A writing side for migrations, which rebuild tables that others refer to."""
    pragmas = ("PRAGMA synchronous = FULL", "PRAGMA foreign_keys = OFF")
    return _sqlite_engine(path, key, "rw", "BEGIN IMMEDIATE", pragmas, 1)


def sqlite_reader(path: Path, key: bytes | None = None) -> Engine:
    """The reading side of an SQLite file."""
    pragmas = ("PRAGMA query_only = ON",)
    return _sqlite_engine(path, key, reading_mode(path), "BEGIN", pragmas, 5)


def reading_mode(path: Path) -> str:
    """How to open a file for reading; where nobody can write, nothing can change either."""
    return "ro" if os.access(path.parent, os.W_OK) else "ro&immutable=1"


def driver(key: bytes | None) -> ModuleType:
    """The SQLite driver: the one that encrypts where there is a key."""
    if key is None:
        return sqlite3
    import sqlcipher3.dbapi2

    found: ModuleType = sqlcipher3.dbapi2
    return found


def connect(path: Path, mode: str, key: bytes | None = None) -> sqlite3.Connection:
    """A bare connection to an SQLite file (`mode` of its URI); the caller ends transactions.

    A `key` has 32 bytes, or 48: then the last 16 are the salt at the head of the file.
    """
    if key is not None and len(key) not in _KEY_BYTES:
        raise ValueError(f"a key has {_KEY_BYTES} bytes, not {len(key)}")
    connection: sqlite3.Connection = driver(key).connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_MILLISECONDS / 1000,
    )
    if key is not None:
        connection.execute("PRAGMA cipher_log = off")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return connection


def leave_tidy(path: Path, key: bytes | None = None) -> None:
    """Remove the empty log that reading leaves behind, unless somebody has the file open."""
    log = path.with_name(path.name + "-wal")
    if not (log.is_file() and log.stat().st_size == 0 and os.access(path, os.W_OK)):
        return
    # SQLite itself removes the log when the last connection that may write is closed.
    with suppress(driver(key).Error), closing(connect(path, "rw", key)) as bare:
        bare.execute("SELECT count(*) FROM sqlite_master").fetchone()


def _sqlite_engine(
    path: Path, key: bytes | None, mode: str, begin: str, pragmas: Sequence[str], size: int
) -> Engine:
    def open_connection() -> sqlite3.Connection:
        connection = connect(path, mode, key)
        for pragma in (*_EVERY_CONNECTION, *pragmas):
            connection.execute(pragma)
        return connection

    engine = create_engine(
        "sqlite://",
        module=driver(key),
        creator=open_connection,
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0 if size == 1 else 20,
    )
    event.listen(engine, "begin", _begin_with(begin))
    event.listen(engine, "checkin", _leave_no_transaction)
    return engine


def _leave_no_transaction(connection: sqlite3.Connection | None, _record: object) -> None:
    """A commit that was refused leaves SQLite's transaction open; end it."""
    if connection is not None and connection.in_transaction:
        connection.rollback()


_EVERY_CONNECTION = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
)


def _begin_with(statement: str) -> Callable[[Connection], Any]:
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(statement)

    return begin
