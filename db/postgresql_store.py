"""A store on PostgreSQL: one schema, owned by a role that the program never works as."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, select
from sqlalchemy.exc import ArgumentError, DBAPIError, ProgrammingError

from db import schema
from db.errors import StoreError, StoreNotice
from db.faults import explained
from db.files import FileContents
from db.journal_postgresql import SCHEMA_NAME
from db.journal_sqlite import quoted
from db.journal_triggers import journalled_tables
from db.tables.store import StoreRecord

if TYPE_CHECKING:
    import psycopg

PREFIX = "postgresql"
_LOCK_MILLISECONDS = 10_000
_READ_ONLY = {
    "default_transaction_isolation": "repeatable\\ read",
    "default_transaction_read_only": "on",
}
_APPENDED = ("journal_entry", "journal_change", "journal_erasure", "file_content", "file_chunk")
_REMOVABLE = ("journal_value", "journal_open")
_REFUSED = {"22023": "store.not_ours", "42501": "store.not_permitted"}
_SECRET = ("person_secret",)
_READ = ("store", "store_mark", "alembic_version")


def is_address(address: str) -> bool:
    """Whether an address names a PostgreSQL server."""
    return address.startswith(PREFIX)


def owner_of(url: URL) -> str:
    """The role that owns the tables of a database."""
    return f"{url.database}_owner"


def program_of(url: URL) -> str:
    """The role that the program works as in a database."""
    return f"{url.database}_program"


def parsed(address: str) -> URL:
    """The address as a URL; `StoreError`: `store.bad_address`, `store.password_in_address`."""
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise StoreError("store.bad_address", address="postgresql") from error
    if url.drivername not in (PREFIX, f"{PREFIX}+psycopg") or not url.database:
        raise StoreError("store.bad_address", address=url.render_as_string())
    if url.password is not None:
        raise StoreError("store.password_in_address", address=url.render_as_string())
    return url.set(drivername=f"{PREFIX}+psycopg")


def create(address: str, password: str | None, fill: schema.Fill | None = None) -> None:
    """Make a store in an existing database, empty or filled; raises `StoreError`.

    `store.exists`, `store.roles_missing` (the person may not create the two roles), and
    what `PostgresqlSides` raises.
    """
    url = parsed(address)
    engine = _engine(url, password, {"search_path": SCHEMA_NAME})
    try:
        with explained(str(url.database)), _connected(engine, str(url.database)) as connection:
            if inspect(connection).has_schema(SCHEMA_NAME):
                raise StoreError("store.exists", name=str(url.database))
            _make_roles(connection, str(url.database), (owner_of(url), program_of(url)))
            owner, program = quoted(owner_of(url)), quoted(program_of(url))
            connection.exec_driver_sql(f"CREATE SCHEMA {SCHEMA_NAME} AUTHORIZATION {owner}")
            connection.exec_driver_sql(f"SET LOCAL ROLE {owner}")
            schema.create_tables(connection, fill)
            grant(connection, program)
            connection.commit()
    finally:
        engine.dispose()


@contextmanager
def as_owner(address: str, password: str | None) -> Iterator[tuple[Connection, str, str]]:
    """A connection with the rights of the owner, the store's name and the program's role."""
    url = parsed(address)
    engine = _engine(url, password, {"search_path": SCHEMA_NAME})
    name = str(url.database)
    _work_as(engine, owner_of(url))
    try:
        with explained(name), _connected(engine, name) as connection:
            yield connection, name, quoted(program_of(url))
    finally:
        engine.dispose()


def grant(connection: Connection, program: str) -> None:
    """Give the program's role exactly what it needs: nothing that was journalled can change."""

    def allow(rights: str, names: tuple[str, ...]) -> None:
        tables = ", ".join(quoted(name) for name in names)
        connection.exec_driver_sql(f"GRANT {rights} ON {tables} TO {program}")

    business = tuple(table.name for table in journalled_tables() if table.name not in _APPENDED)
    connection.exec_driver_sql(f"GRANT USAGE ON SCHEMA {SCHEMA_NAME} TO {program}")
    connection.exec_driver_sql(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {SCHEMA_NAME} TO {program}")
    allow("SELECT, INSERT, UPDATE, DELETE", business + _SECRET)
    allow("SELECT, INSERT", _APPENDED)
    allow("SELECT, INSERT, DELETE", _REMOVABLE)
    allow("SELECT", _READ)


class PostgresqlSides:
    """An open store on PostgreSQL."""

    def __init__(self, address: str, *, write: bool, password: str | None) -> None:
        """Open it, or raise `StoreError`.

        `store.server_unreachable`, `store.not_ours` (no store in this database),
        `store.not_permitted`, `store.newer`, `store.older`.
        """
        url = parsed(address)
        self.address = url.render_as_string()
        self.name = str(url.database)
        self.notices: tuple[StoreNotice, ...] = ()
        settings = {"search_path": SCHEMA_NAME}
        self.reader = _engine(url, password, settings | _READ_ONLY)
        self.writer = _engine(url, password, settings) if write else None
        self.contents = FileContents(self.name, self.reader, self.writer)
        try:
            for engine in filter(None, (self.reader, self.writer)):
                _work_as(engine, program_of(url))
            with explained(self.name), _connected(self.reader, self.name) as connection:
                self.store_id = self._identity(connection)
        except BaseException:
            self.release()
            raise

    def name_writer(self, person: str) -> None:
        """Nothing: many may write at once."""

    def begin_writing(self) -> None:
        """Nothing: the server keeps order."""

    def settle(self) -> None:
        """Nothing: the server does it."""

    def release(self) -> None:
        """Close every connection."""
        self.reader.dispose()
        if self.writer is not None:
            self.writer.dispose()

    def _identity(self, connection: Connection) -> str:
        if not inspect(connection).has_table("store", schema=SCHEMA_NAME):
            raise StoreError("store.not_ours", name=self.name)
        number = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        schema.require_current(int(str(number)), self.name)
        found: str = connection.scalars(select(StoreRecord.id)).one()
        return found


# Of a refused batch psycopg logs a warning beside the error that it raises.
logging.getLogger("psycopg").setLevel(logging.ERROR)


def _engine(url: URL, password: str | None, settings: dict[str, str]) -> Engine:
    options = " ".join(f"-c {name}={value}" for name, value in settings.items())
    arguments = {"options": f"{options} -c lock_timeout={_LOCK_MILLISECONDS}"}
    secret = password or os.environ.get("IRIS_GRANTS_PGPASSWORD")
    if secret:
        arguments["password"] = secret
    return create_engine(url, connect_args=arguments, pool_pre_ping=True)


def _work_as(engine: Engine, role: str) -> None:
    """Make every session of an engine work with the rights of a role, from its first moment."""

    def take_role(connection: psycopg.Connection, _record: object) -> None:
        connection.autocommit = True
        connection.execute(f"SET ROLE {quoted(role)}".encode())
        connection.autocommit = False

    event.listen(engine, "connect", take_role)


@contextmanager
def _connected(engine: Engine, name: str) -> Iterator[Connection]:
    """A connection; where there is none, a `StoreError` that says why as far as it is told."""
    try:
        connection = engine.connect()
    except DBAPIError as error:
        state = getattr(error.orig, "sqlstate", None)
        if state in _REFUSED:
            raise StoreError(_REFUSED[state], name=name) from error
        detail = str(error.orig).strip().splitlines()[0]
        raise StoreError("store.server_unreachable", name=name, detail=detail) from error
    with connection:
        yield connection


def _make_roles(connection: Connection, name: str, roles: tuple[str, ...]) -> None:
    """Make the roles that do not exist yet, and let the person who creates the store use them."""
    known = set(connection.exec_driver_sql("SELECT rolname FROM pg_roles").scalars())
    try:
        for role in roles:
            if role not in known:
                connection.exec_driver_sql(f"CREATE ROLE {quoted(role)} NOLOGIN")
                connection.exec_driver_sql(f"GRANT {quoted(role)} TO CURRENT_USER")
    except ProgrammingError as error:
        raise StoreError(
            "store.roles_missing", name=name, owner=roles[0], program=roles[1]
        ) from error
