"""What the tests of the store build with: operations, people, and somebody who forges."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager

import psycopg
from sqlalchemy import make_url
from sqlalchemy.orm import Session

from db.journal_triggers import generated
from db.search import search_key, sort_key
from db.store import Store
from db.tables.people import PersonRecord

AT = "2023-10-30T17:00:00Z"
PERSON = "0" * 32


def working(store: Store, name: str = "people.add") -> AbstractContextManager[Session]:
    """An open operation."""
    return store.operation(operation=name, person_id=PERSON, standing="declared", at=AT)


def carry_out(store: Store, work: Callable[[Session], object], name: str = "people.change") -> None:
    """Do some work in one operation."""
    with working(store, name) as session:
        work(session)


def person(identity: str, name: str = "Mira Mirić") -> PersonRecord:
    """A person who is not in a store yet."""
    return PersonRecord(
        id=identity,
        name=name,
        search_key=search_key(f"{name} {identity}"),
        sort_key=sort_key(name),
        active=1,
    )


def add_people(store: Store, *names: str) -> None:
    """One operation a person; the identities are `p1`, `p2`, …"""
    for number, name in enumerate(names, 1):
        with working(store) as session:
            session.add(person(f"p{number}", name))


class Forger:
    """Somebody with the rights to do anything to a store, past the program."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.on_server = address.startswith("postgresql")

    @contextmanager
    def bare(self) -> Iterator[sqlite3.Connection | psycopg.Connection]:
        """A bare connection whose changes are committed at the end."""
        if self.on_server:
            url = make_url(self.address).set(drivername="postgresql")
            with psycopg.connect(
                url.render_as_string(), options="-c search_path=iris_grants", autocommit=True
            ) as server:
                yield server
            return
        with closing(sqlite3.connect(self.address)) as file, file:
            yield file

    def run(self, *statements: str) -> None:
        """Run plain SQL as it is."""
        with self.bare() as connection:
            for statement in statements:
                connection.execute(statement.encode() if self.on_server else statement)  # type: ignore[arg-type]  # each engine takes its own

    def forge(self, *statements: str) -> None:
        """Run plain SQL while the triggers are away, and put them back as they were."""
        with self.bare() as connection:
            if isinstance(connection, sqlite3.Connection):
                triggers = connection.execute(
                    "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
                ).fetchall()
                for name, _ in triggers:
                    connection.execute(f'DROP TRIGGER "{name}"')
                for statement in statements:
                    connection.execute(statement)
                for _, sql in triggers:
                    connection.execute(sql)
                return
            tables = connection.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'iris_grants'"
            ).fetchall()
            for (table,) in tables:
                connection.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER'.encode())
            for statement in statements:
                connection.execute(statement.encode())
            for name, table in _triggers(connection):
                connection.execute(f'ALTER TABLE "{table}" ENABLE ALWAYS TRIGGER "{name}"'.encode())


def _triggers(connection: psycopg.Connection) -> list[tuple[str, str]]:
    names = list(generated("postgresql"))
    return connection.execute(
        "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
        " WHERE tgname = ANY(%s)",
        (names,),
    ).fetchall()
