"""Taking one's own last operation back, and doing it again: both are operations themselves."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db import journal_read, journal_undo
from db.journal_undo import Later
from db.tables.journal import JournalEntryRecord
from db.tables.people import PersonRecord, UndoneRecord
from iris_grants.kernel.access import WORKING
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import OPERATIONS, Operation, Work, check_role, operation
from iris_grants.kernel.problems import Refused, refusal

UNDO, REDO = "people.undo", "people.redo"
PASSED_OVER = frozenset({"people.sign_in", "people.sign_in_failed"})
"""Entries about a person that are no work of theirs."""

LOOKED_AT = 400
"""How many of a person's latest entries are looked through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastOwn:
    """An entry that would be taken back: its number, operation and stored UTC time."""

    number: int
    operation: str
    at: str
    undoable: bool


@operation(UNDO, roles=WORKING, topics=frozenset())
def undo(work: Work, *, entry: int | None = None) -> int:
    """Take one's own last operation back, so that its rows are what they were; gives its number.

    The journal keeps both. An `entry` says which one is meant, so that nothing else is taken
    back that came meanwhile. Refused: `people.nothing_to_undo`, `people.undo_not_last`,
    `people.not_undoable` for what signed, sent, decided or paid, `people.undo_touched`
    where a later operation changed the same rows or rows beside them, `people.undo_needed`
    where other records depend on it, `people.undo_altered` and `people.undo_erased` where the
    journal cannot tell what was before.
    """
    last = last_own(work.session, work.person.person_id)
    if last is None:
        raise refusal("people.nothing_to_undo")
    if entry is not None and entry != last.number:
        raise refusal("people.undo_not_last", number=entry)
    declared = declared_as(last.operation)
    if declared is None or not declared.undoable:
        raise refusal("people.not_undoable", operation=f"operation.{last.operation}")
    check_role(declared, work.person)
    _take_back(work, last.number)
    work.topics |= declared.topics
    return last.number


@operation(REDO, roles=WORKING, topics=frozenset())
def redo(work: Work) -> int:
    """Do again what was taken back last, where nothing else was done since; gives its number.

    Refused: `people.nothing_to_redo`, and those of `undo` about other records.
    """
    found = last_undone(work.session, work.person.person_id)
    if found is None:
        raise refusal("people.nothing_to_redo")
    declared = declared_as(found.operation)
    if declared is not None:
        check_role(declared, work.person)
        work.topics |= declared.topics
    _take_back(work, journal_undo.undone_by(work.session)[found.number])
    return found.number


def last_own(session: Session, person_id: str) -> LastOwn | None:
    """The person's last operation that still has effect; none where there is none."""
    ignored = journal_undo.settled(session)
    for entry in _own(session, person_id):
        if entry.number not in ignored and entry.operation not in PASSED_OVER:
            return _last(entry)
    return None


def last_undone(session: Session, person_id: str) -> LastOwn | None:
    """What the person took back last and has not done again; none once they went on working."""
    by, ignored = journal_undo.undone_by(session), journal_undo.settled(session)
    taken = {taking: number for number, taking in by.items()}
    for entry in _own(session, person_id):
        if entry.operation == UNDO and entry.number in taken and entry.number not in by:
            found = session.get_one(JournalEntryRecord, taken[entry.number])
            return _last(found)
        if entry.number not in ignored and entry.operation not in PASSED_OVER:
            return None
    return None


def operation_of_entry(session: Session, number: int) -> str:
    """The name of the operation of an entry."""
    return session.get_one(JournalEntryRecord, number).operation


def declared_as(name: str) -> Operation | None:
    """How an operation is declared, its package imported; none for one of another version."""
    if name not in OPERATIONS:
        try:
            package = importlib.import_module(f"iris_grants.{name.partition('.')[0]}")
        except ModuleNotFoundError:
            return None
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    return OPERATIONS.get(name)


def _take_back(work: Work, number: int) -> None:
    changes = journal_read.changes_of(work.session, number)
    if any(change.salt is None or change.verb == "snapshot" for change in changes):
        raise refusal("people.undo_erased")
    ignored = journal_undo.settled(work.session)
    later = journal_undo.later_touch(work.session, number, ignored)
    if later is not None:
        raise _touched(work.session, later)
    needed = journal_undo.dependent(work.session, changes)
    if needed is not None:
        raise refusal("people.undo_needed", record=f"record.{needed.table}")
    if not journal_undo.is_as_left(work.session, changes):
        raise refusal("people.undo_altered")
    journal_undo.reverse(work.session, changes)
    work.add(UndoneRecord(id=new_id(), entry=number))


def _touched(session: Session, later: Later) -> Refused:
    entry = session.get_one(JournalEntryRecord, later.entry)
    person = session.get(PersonRecord, entry.person_id)
    return refusal(
        "people.undo_touched",
        number=later.entry,
        name="" if person is None else person.name,
        operation=f"operation.{entry.operation}",
        record=f"record.{later.table}",
    )


def _own(session: Session, person_id: str) -> list[JournalEntryRecord]:
    query = (
        select(JournalEntryRecord)
        .where(JournalEntryRecord.person_id == person_id)
        .order_by(JournalEntryRecord.number.desc())
        .limit(LOOKED_AT)
    )
    return list(session.scalars(query))


def _last(entry: JournalEntryRecord) -> LastOwn:
    declared = declared_as(entry.operation)
    return LastOwn(
        number=entry.number,
        operation=entry.operation,
        at=entry.at,
        undoable=declared is not None and declared.undoable,
    )
