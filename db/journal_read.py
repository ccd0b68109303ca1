"""Reading the journal: entries with their changes, and the history of one row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Row, Select, select
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


def entries(
    session: Session, *, before: int | None = None, limit: int = 200
) -> tuple[JournalEntry, ...]:
    """The newest entries, newest first; those below number `before` to read on."""
    query = select(JournalEntryRecord).order_by(JournalEntryRecord.number.desc()).limit(limit)
    if before is not None:
        query = query.where(JournalEntryRecord.number < before)
    return tuple(_entry(record) for record in session.scalars(query))


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
