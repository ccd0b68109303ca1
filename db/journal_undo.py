"""Taking an operation back by the journal: may its rows be as before, and making them so."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Column, Select, Table, and_, select
from sqlalchemy.orm import Session, aliased

from db.journal_read import JournalChange
from db.tables import whole
from db.tables.documents import DocumentRecord
from db.tables.journal import JournalChangeRecord
from db.tables.people import UndoneRecord

_VERSION = "version"
_AT_ONCE = 500

_Values = dict[str, int | str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """What stands against taking an operation back: a later entry (0: unknown) and a table."""

    entry: int
    table: str


def settled(session: Session) -> frozenset[int]:
    """The entries that have no effect: those taken back, and those that took them back."""
    return frozenset(number for pair in undone_by(session).items() for number in pair)


def undone_by(session: Session) -> Mapping[int, int]:
    """Every entry that was taken back, with the entry that did it."""
    query = (
        select(UndoneRecord.entry, JournalChangeRecord.entry)
        .join(JournalChangeRecord, JournalChangeRecord.row_key == UndoneRecord.id)
        .where(JournalChangeRecord.table_name == UndoneRecord.__tablename__)
        .where(JournalChangeRecord.verb == "insert")
    )
    return {row[0]: row[1] for row in session.execute(query)}


def later_touch(session: Session, entry: int, ignored: frozenset[int]) -> Later | None:
    """The first later entry that changed a row of this one, or a row beside it.

    Beside a row stand those that refer to it and those that it refers to. Entries that are
    `ignored` do not count.
    """
    for query in _touching(session, entry):
        for number, table in session.execute(query):
            if number not in ignored:
                return Later(entry=number, table=table)
    return None


def dependent(session: Session, changes: Sequence[JournalChange]) -> Later | None:
    """A row that refers to one which would go, and would not go itself."""
    gone: dict[str, set[str]] = {}
    for change in changes:
        if change.verb == "insert":
            gone.setdefault(change.table, set()).add(change.key)
    for table, keys in gone.items():
        for column in _referring(table):
            own = gone.get(column.table.name, set())
            for some in _portions(sorted(keys)):
                found = select(_key(column.table)).where(column.in_(some))
                if any(key not in own for key in session.scalars(found)):
                    return Later(entry=0, table=column.table.name)
    return _documents(session, gone)


def is_as_left(session: Session, changes: Sequence[JournalChange]) -> bool:
    """Whether every row is as the operation left it; the rows are held until the end."""
    expected: dict[str, dict[str, _Values | None]] = {}
    for change in changes:
        rows = expected.setdefault(change.table, {})
        if change.verb == "delete":
            rows[change.key] = None
        else:
            rows[change.key] = {**(rows.get(change.key) or {}), **_values(change.after)}
    return all(
        _same(rows.get(key), values)
        for name, wanted in expected.items()
        for rows in [_present(session, whole().tables[name], sorted(wanted))]
        for key, values in wanted.items()
    )


def reverse(session: Session, changes: Sequence[JournalChange]) -> None:
    """Make every row what it was before the operation, the last change first.

    The version of a row goes on counting, so that an edit under way elsewhere is noticed.
    """
    for change in reversed(changes):
        table = whole().tables[change.table]
        here = _key(table) == change.key
        if change.verb == "insert":
            session.execute(table.delete().where(here))
            continue
        values = _values(change.before)
        version = values.pop(_VERSION, None)
        if change.verb == "delete":
            if version is not None:
                values[_VERSION] = int(version) + 1
            session.execute(table.insert().values(values))
        else:
            counted = {_VERSION: table.c.version + 1} if version is not None else {}
            session.execute(table.update().where(here).values({**values, **counted}))


def _touching(session: Session, entry: int) -> Iterator[Select[int, str]]:
    first, later = aliased(JournalChangeRecord), aliased(JournalChangeRecord)
    found = select(later.entry, later.table_name).where(later.entry > entry).distinct()
    same = and_(later.table_name == first.table_name, later.row_key == first.row_key)
    yield found.join(first, same).where(first.entry == entry)
    for name in session.scalars(select(first.table_name).where(first.entry == entry).distinct()):
        table = whole().tables[name]
        own = select(first.row_key).where(first.entry == entry, first.table_name == name)
        for column in _referring(name):
            rows = select(_key(column.table)).where(column.in_(own))
            yield found.where(later.table_name == column.table.name, later.row_key.in_(rows))
        for column in table.columns:
            for reference in column.foreign_keys:
                rows = select(column).where(_key(table).in_(own))
                above = reference.column.table.name
                yield found.where(later.table_name == above, later.row_key.in_(rows))


def _referring(name: str) -> Iterator[Column[str]]:
    """The columns of all tables that refer to a table."""
    for table in whole().sorted_tables:
        for column in table.columns:
            if any(key.column.table.name == name for key in column.foreign_keys):
                yield column


def _documents(session: Session, gone: Mapping[str, set[str]]) -> Later | None:
    """A document of a row that would go; it names its subject without a reference."""
    own = gone.get(DocumentRecord.__tablename__, set())
    keys = sorted(key for some in gone.values() for key in some)
    for some in _portions(keys):
        found = select(DocumentRecord.id).where(DocumentRecord.subject_id.in_(some))
        if any(key not in own for key in session.scalars(found)):
            return Later(entry=0, table=DocumentRecord.__tablename__)
    return None


def _present(session: Session, table: Table, keys: Sequence[str]) -> dict[str, _Values]:
    found: dict[str, _Values] = {}
    for some in _portions(keys):
        query = select(table).where(_key(table).in_(some)).with_for_update()
        for row in session.execute(query).mappings():
            values = {str(name): value for name, value in row.items()}
            found[str(values[_key(table).name])] = values
    return found


def _same(present: _Values | None, expected: _Values | None) -> bool:
    if present is None or expected is None:
        return present is expected
    return all(present.get(name) == expected[name] for name in expected if name != _VERSION)


def _key(table: Table) -> Column[str]:
    (column,) = table.primary_key.columns
    return column


def _values(text: str | None) -> _Values:
    found: _Values = json.loads(text or "{}")
    return found


def _portions(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    for begin in range(0, len(keys), _AT_ONCE):
        yield keys[begin : begin + _AT_ONCE]
