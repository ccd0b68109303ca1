"""What waits in all licensing cases, by day: licences that end, remedies, actions, requests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from db.tables.licensing import (
    DecisionRecord,
    GapRecord,
    ImprovementRecord,
    LicenceRecord,
    SelfEvaluationRecord,
)
from iris_grants.licensing.queries import CaseRow, list_cases
from iris_grants.licensing.records import current_staff, waiting_requests
from iris_grants.licensing.rules.path import Stage
from iris_grants.licensing.rules.reminders import (
    SOON_DAYS,
    STAFF_DAYS,
    Reminder,
    day_reminder,
    evaluation_reminder,
    licence_reminder,
)
from iris_grants.licensing.standards import list_packs

UNDER_REMEDY = frozenset({Stage.REFUSED, Stage.SUSPENDED})
CLOSED = frozenset({Stage.WITHDRAWN, Stage.REVOKED, Stage.COMPLETED})

Found = tuple[str, Reminder | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderRow:
    """A reminder with the case it belongs to."""

    case_id: str
    number: str
    organisation: str
    reminder: Reminder


def reminders(session: Session, today: date) -> tuple[ReminderRow, ...]:
    """What has passed or comes soon, the most pressing first.

    Licences 270, 180 and 90 days before their end, staff licences 90 days, everything else
    30 days (DOMAIN.md §10.6). Cases that ended without a licence are left alone.
    """
    cases = {row.id: row for row in list_cases(session) if Stage(row.stage) not in CLOSED}
    found = [
        ReminderRow(
            case_id=case_id,
            number=cases[case_id].number,
            organisation=cases[case_id].organisation,
            reminder=reminder,
        )
        for case_id, reminder in _all(session, cases, today)
        if reminder is not None and case_id in cases
    ]
    found.sort(key=lambda row: (-row.reminder.level, row.reminder.due_on, row.number))
    return tuple(found)


def reminders_of(session: Session, case_id: str, today: date) -> tuple[Reminder, ...]:
    """The same for one case."""
    return tuple(row.reminder for row in reminders(session, today) if row.case_id == case_id)


def _all(session: Session, cases: dict[str, CaseRow], today: date) -> Iterator[Found]:
    yield from _licences(session, cases, today)
    yield from _remedies(session, cases, today)
    yield from _actions(session, today)
    yield from _requests(session, today)
    yield from _staff(session, today)
    yield from _evaluations(session, cases, today)


def _licences(session: Session, cases: dict[str, CaseRow], today: date) -> Iterator[Found]:
    """The last licence of each case, also while its renewal is under way."""
    once = {pack.id for pack in list_packs(session) if pack.limited_once}
    for row in cases.values():
        if row.licence_number is None:
            continue
        for_good = row.licence_limited and row.standards_pack_id in once
        yield (
            row.id,
            licence_reminder(row.licence_number, _day(row.licence_valid_to), for_good, today),
        )


def _remedies(session: Session, cases: dict[str, CaseRow], today: date) -> Iterator[Found]:
    query = select(DecisionRecord).where(DecisionRecord.remedy_on.is_not(None))
    last: dict[str, DecisionRecord] = {}
    for record in session.scalars(query.order_by(DecisionRecord.decided_on)):
        last[record.case_id] = record
    for case_id, record in last.items():
        due = _day(record.remedy_on)
        if due and case_id in cases and Stage(cases[case_id].stage) in UNDER_REMEDY:
            yield case_id, day_reminder("reminder.remedy", due, today, record.number, STAFF_DAYS)


def _actions(session: Session, today: date) -> Iterator[Found]:
    """Actions about gaps, one reminder a case with its first day, and steps of improvement."""
    query = (
        select(GapRecord.case_id, GapRecord.due_on, GapRecord.code)
        .where(GapRecord.due_on.is_not(None))
        .where(GapRecord.done_on.is_(None))
    )
    late: dict[str, list[tuple[str, str]]] = {}
    for case_id, due_on, code in session.execute(query.order_by(GapRecord.position)):
        if due_on is not None and due_on <= today.isoformat():
            late.setdefault(case_id, []).append((due_on, code))
    for case_id, found in late.items():
        codes = ", ".join(code for _due_on, code in found)
        yield case_id, _due("reminder.action", min(found)[0], today, codes, 0)
    steps = (
        select(SelfEvaluationRecord.case_id, ImprovementRecord.due_on, ImprovementRecord.action)
        .join(SelfEvaluationRecord, SelfEvaluationRecord.id == ImprovementRecord.evaluation_id)
        .where(ImprovementRecord.done_on.is_(None))
    )
    for case_id, due_on, action in session.execute(steps):
        yield case_id, _due("reminder.improvement", due_on, today, action, 0)


def _requests(session: Session, today: date) -> Iterator[Found]:
    for record in waiting_requests(session):
        yield (
            record.case_id,
            _due("reminder.request", record.due_on, today, record.request, SOON_DAYS),
        )


def _staff(session: Session, today: date) -> Iterator[Found]:
    """The licence of each person that counts: one that was renewed, or left, is forgotten."""
    for one in current_staff(session):
        late = one.until < today.isoformat()
        code = "reminder.staff_expired" if late else "reminder.staff_licence"
        yield one.case_id, _due(code, one.valid_to, today, one.words, STAFF_DAYS)


def _evaluations(session: Session, cases: dict[str, CaseRow], today: date) -> Iterator[Found]:
    evaluated = select(
        SelfEvaluationRecord.case_id, func.max(SelfEvaluationRecord.evaluated_on)
    ).group_by(SelfEvaluationRecord.case_id)
    licensed = select(LicenceRecord.case_id, func.min(LicenceRecord.valid_from)).group_by(
        LicenceRecord.case_id
    )
    last, first = _by_case(session, evaluated), _by_case(session, licensed)
    for row in cases.values():
        since = _day(first.get(row.id))
        if since is not None and Stage(row.stage) is not Stage.SUSPENDED:
            yield row.id, evaluation_reminder(since, _day(last.get(row.id)), today)


def _by_case(session: Session, query: Select[str, str]) -> dict[str, str]:
    return {row[0]: row[1] for row in session.execute(query)}


def _due(code: str, due_on: str | None, today: date, what: str, within: int) -> Reminder | None:
    due = _day(due_on)
    return day_reminder(code, due, today, what, within) if due else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
