"""The journal as people read it: who did what and when, and what was old and new."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from db import integrity, journal_read, journal_undo
from db.errors import StoreNotice
from db.journal_read import Chosen as Chosen
from db.tables.people import PersonRecord
from iris_grants.kernel.clock import utc_text
from iris_grants.kernel.operations import Desk
from iris_grants.kernel.progress import Progress
from iris_grants.wording.formats import OFFICE_ZONE

LISTED = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalRow:
    """One operation: `operation` and `standing` are codes, `at` is stored UTC text.

    `tables` are the kinds of records that it changed, `undone_by` the number of the entry
    that took it back (0: none did).
    """

    number: int
    at: str
    person: str
    standing: str
    operation: str
    changes: int
    hash: str
    tables: tuple[str, ...] = ()
    undone_by: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueChange:
    """One column of a changed row, old and new as text; none where there was no value."""

    column: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """One changed row; `erased` where the values were erased by law."""

    table: str
    key: str
    verb: str
    erased: bool
    values: tuple[ValueChange, ...]


def list_journal(
    session: Session,
    *,
    before: int | None = None,
    limit: int = LISTED,
    chosen: Chosen | None = None,
) -> tuple[JournalRow, ...]:
    """The newest entries, of those that are `chosen`; those below number `before` to read on."""
    names, undone = names_of_people(session), journal_undo.undone_by(session)
    found = journal_read.entries(session, before=before, limit=limit, chosen=chosen)
    tables = journal_read.tables_of(session, [entry.number for entry in found])
    return tuple(
        JournalRow(
            number=entry.number,
            at=entry.at,
            person=names.get(entry.person_id, ""),
            standing=entry.standing,
            operation=entry.operation,
            changes=entry.changes,
            hash=entry.hash,
            tables=tables[entry.number],
            undone_by=undone.get(entry.number, 0),
        )
        for entry in found
    )


def choose(
    *,
    person_id: str = "",
    first: date | None = None,
    last: date | None = None,
    table: str = "",
    key: str = "",
) -> Chosen:
    """The entries of a person, of days where the office is, of a kind of record."""
    return Chosen(
        person_id=person_id,
        since="" if first is None else _midnight(first),
        until="" if last is None else _midnight(last + timedelta(days=1)),
        table=table,
        key=key,
    )


def tables_changed(session: Session) -> frozenset[str]:
    """The kinds of records that the journal knows any change of."""
    return journal_read.tables_changed(session)


def newest(session: Session) -> int:
    """The number of the newest entry, which is how many there are."""
    return journal_read.newest(session)


def _midnight(day: date) -> str:
    return utc_text(datetime.combine(day, time(), ZoneInfo(OFFICE_ZONE)))


def entry_changes(session: Session, number: int) -> tuple[ChangeRow, ...]:
    """What one operation changed, in its order."""
    return tuple(change_row(change) for change in journal_read.changes_of(session, number))


def check_store(desk: Desk, progress: Progress) -> tuple[StoreNotice, ...]:
    """Everything that is wrong with the store, the chain of the journal first; none if sound."""
    return integrity.check(desk.store, progress.step)


def names_of_people(session: Session) -> Mapping[str, str]:
    """The name of everybody by identity."""
    return {row.id: row.name for row in session.execute(select(PersonRecord.id, PersonRecord.name))}


def change_row(change: journal_read.JournalChange) -> ChangeRow:
    """A change as people read it: the columns that differ, old and new."""
    before, after = _columns(change.before), _columns(change.after)
    return ChangeRow(
        table=change.table,
        key=change.key,
        verb=change.verb,
        erased=change.salt is None,
        values=tuple(
            ValueChange(column=name, before=before.get(name), after=after.get(name))
            for name in {**before, **after}
            if before.get(name) != after.get(name)
        ),
    )


def _columns(text: str | None) -> dict[str, str]:
    found: dict[str, object] = json.loads(text) if text else {}
    return {
        name: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for name, value in found.items()
        if value is not None
    }
