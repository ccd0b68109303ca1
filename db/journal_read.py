"""Reading the journal: entries with their changes, and the history of one row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Row, Select, func, select
from sqlalchemy.orm import Session

from db.tables.journal import JournalChangeRecord, JournalEntryRecord, JournalValueRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """One operation as it stands in the journal."""

    number: int
    operation: str
    person_id: str
    standing: str
    at: str
    changes: int
    previous: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalChange:
    """One change of one row; `salt`, `before` and `after` are none where they were erased.

    `before` and `after` are canonical JSON objects of columns (all, or the changed ones).
    """

    id: int
    entry: int
    table: str
    key: str
    verb: str
    digest: str
    salt: str | None
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Which entries are wanted; what is empty does not matter.

    `since` and `until` are stored UTC text, the latter not included; `table` is a kind of
    record that the entry changed, `key` one record of it.
    """

    person_id: str = ""
    since: str = ""
    until: str = ""
    table: str = ""
    key: str = ""


def entries(
    session: Session, *, before: int | None = None, limit: int = 200, chosen: Chosen | None = None
) -> tuple[JournalEntry, ...]:
    """The newest entries, newest first; those below number `before` to read on."""
    query = select(JournalEntryRecord).order_by(JournalEntryRecord.number.desc()).limit(limit)
    if before is not None:
        query = query.where(JournalEntryRecord.number < before)
    if chosen is not None:
        query = query.where(*_conditions(chosen))
    return tuple(_entry(record) for record in session.scalars(query))


def tables_changed(session: Session) -> frozenset[str]:
    """The tables that the journal knows any change of, found by its index, one at a time."""
    found: list[str] = []
    first = select(func.min(JournalChangeRecord.table_name))
    table = session.scalar(first)
    while table is not None:
        found.append(table)
        table = session.scalar(first.where(JournalChangeRecord.table_name > table))
    return frozenset(found)


def newest(session: Session) -> int:
    """The number of the newest entry; 0 before the first."""
    return session.scalar(select(func.max(JournalEntryRecord.number))) or 0


def tables_of(session: Session, numbers: Sequence[int]) -> Mapping[int, tuple[str, ...]]:
    """The tables that entries changed rows of, by number, in the order of their first change."""
    found: dict[int, list[str]] = {}
    if numbers:
        first, last = min(numbers), max(numbers)
        dense = last - first < 2 * len(numbers)
        entry = JournalChangeRecord.entry
        query = (
            select(JournalChangeRecord.entry, JournalChangeRecord.table_name)
            .where(entry.between(first, last) if dense else entry.in_(numbers))
            .group_by(JournalChangeRecord.entry, JournalChangeRecord.table_name)
            .order_by(JournalChangeRecord.entry, func.min(JournalChangeRecord.id))
        )
        for number, table in session.execute(query):
            found.setdefault(number, []).append(table)
    return {number: tuple(found.get(number, ())) for number in numbers}


def _conditions(chosen: Chosen) -> Iterator[ColumnElement[bool]]:
    if chosen.person_id:
        yield JournalEntryRecord.person_id == chosen.person_id
    if chosen.since:
        yield JournalEntryRecord.at >= chosen.since
    if chosen.until:
        yield JournalEntryRecord.at < chosen.until
    if chosen.table:
        changed = select(JournalChangeRecord.entry).where(
            JournalChangeRecord.table_name == chosen.table
        )
        if chosen.key:
            changed = changed.where(JournalChangeRecord.row_key == chosen.key)
        yield JournalEntryRecord.number.in_(changed)


def all_entries(session: Session) -> Iterator[JournalEntry]:
    """Every entry from the first on, a few thousand in memory at a time."""
    query = select(JournalEntryRecord).order_by(JournalEntryRecord.number)
    for record in session.scalars(query.execution_options(yield_per=2_000)):
        yield _entry(record)
        session.expunge(record)


def changes_of(session: Session, entry: int) -> tuple[JournalChange, ...]:
    """The changes of one entry in their order."""
    query = _changes().where(JournalChangeRecord.entry == entry)
    return tuple(_change(row) for row in session.execute(query.order_by(JournalChangeRecord.id)))


def all_changes(session: Session) -> Iterator[JournalChange]:
    """Every change in the order of the chain, a few thousand in memory at a time."""
    query = _changes().order_by(JournalChangeRecord.entry, JournalChangeRecord.id)
    for row in session.execute(query.execution_options(yield_per=2_000)):
        yield _change(row)


def history_of(session: Session, table: str, keys: Sequence[str]) -> tuple[JournalChange, ...]:
    """Everything that ever happened to some rows of a table, oldest first."""
    query = _changes().where(
        JournalChangeRecord.table_name == table, JournalChangeRecord.row_key.in_(keys)
    )
    return tuple(_change(row) for row in session.execute(query.order_by(JournalChangeRecord.id)))


def _changes() -> Select[int, int, str, str, str, str, str, str | None, str | None]:
    return select(
        JournalChangeRecord.id,
        JournalChangeRecord.entry,
        JournalChangeRecord.table_name,
        JournalChangeRecord.row_key,
        JournalChangeRecord.verb,
        JournalChangeRecord.digest,
        JournalValueRecord.salt,
        JournalValueRecord.before,
        JournalValueRecord.after,
    ).outerjoin(JournalValueRecord, JournalValueRecord.id == JournalChangeRecord.id)


def _change(row: Row[int, int, str, str, str, str, str, str | None, str | None]) -> JournalChange:
    identity, entry, table, key, verb, digest, salt, before, after = row
    return JournalChange(
        id=identity,
        entry=entry,
        table=table,
        key=key,
        verb=verb,
        digest=digest,
        salt=salt,
        before=before,
        after=after,
    )


def _entry(record: JournalEntryRecord) -> JournalEntry:
    return JournalEntry(
        number=record.number,
        operation=record.operation,
        person_id=record.person_id,
        standing=record.standing,
        at=record.at,
        changes=record.changes,
        previous=record.previous,
        hash=record.hash,
    )
