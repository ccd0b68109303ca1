"""Triggers, generated from the table definitions, that no write can go around.

Every journalled table gets three: they refuse a write outside an open operation and lay the
values down in `journal_value`. The journal guards itself with more of the same kind. Both
engines write the same canonical JSON, character for character.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from sqlalchemy import Connection, LargeBinary, Table

from db import journal_postgresql, journal_sqlite
from db.engines import run_all
from db.tables import whole

UNJOURNALLED = frozenset({"store", "store_mark", "person_secret", "file_content", "file_chunk"})
JOURNAL = "journal_"
ERASURE = "journal_erasure"


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerDifference:
    """A trigger that is `missing`, `changed` or `unknown` in a store."""

    name: str
    what: str


class Language(Protocol):
    """How one engine writes the triggers (`journal_sqlite`, `journal_postgresql`)."""

    def triggers_of(self, table: Table) -> Iterator[tuple[str, str]]:
        """The triggers of one journalled table."""

    def guards(self) -> Iterator[tuple[str, str]]:
        """The triggers by which the journal guards itself."""

    def drop_all(self, connection: Connection) -> None:
        """Remove every trigger."""

    def present(self, connection: Connection) -> Mapping[str, str]:
        """The triggers that there are."""

    def key_of(self, table: Table, prefix: str = "") -> str:
        """SQL for the key of a row."""

    def row_json(self, table: Table) -> str:
        """SQL for a whole row."""


def language(engine_name: str) -> Language:
    """The language of an engine."""
    return journal_sqlite if engine_name == "sqlite" else journal_postgresql


def journalled_tables() -> tuple[Table, ...]:
    """All tables of the business, in the order in which rows can be written."""
    return tuple(table for table in whole().sorted_tables if is_journalled(table.name))


def is_journalled(name: str) -> bool:
    """Whether the rows of a table stand in the journal."""
    return name == ERASURE or not (name in UNJOURNALLED or name.startswith(JOURNAL))


@cache
def generated(engine_name: str) -> Mapping[str, str]:
    """Every trigger that a store on this engine must have: its name and its statement."""
    writer = language(engine_name)
    found = dict(writer.guards())
    for table in journalled_tables():
        if any(isinstance(column.type, LargeBinary) for column in table.columns):
            raise TypeError(f"{table.name}: bytes cannot be journalled")
        found.update(writer.triggers_of(table))
    return found


def install(connection: Connection) -> None:
    """Put every trigger in place anew; those that are there already are replaced."""
    writer = language(connection.dialect.name)
    writer.drop_all(connection)
    run_all(connection, generated(connection.dialect.name).values())


def differences(connection: Connection) -> Iterator[TriggerDifference]:
    """What differs between the triggers of a store and the generated ones, by name."""
    expected = generated(connection.dialect.name)
    actual = language(connection.dialect.name).present(connection)
    for name in sorted(expected.keys() | actual.keys()):
        if name not in actual:
            yield TriggerDifference(name=name, what="missing")
        elif name not in expected:
            yield TriggerDifference(name=name, what="unknown")
        elif actual[name] != expected[name]:
            yield TriggerDifference(name=name, what="changed")
