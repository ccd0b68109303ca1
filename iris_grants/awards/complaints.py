"""Complaints: received, given to somebody who took no part, decided, answered by letter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from db.tables.applications import ApplicationRecord, CheckRecord
from db.tables.awards import ComplaintRecord, LetterRecord
from db.tables.organisations import OrganisationRecord
from db.tables.people import PersonRecord
from db.tables.scoring import MemberRecord
from iris_grants.applications.office_register import check_register_no
from iris_grants.awards.complaint_letter import write_answer
from iris_grants.awards.filing import file_paper
from iris_grants.awards.rules.complaints import (
    ANSWER_DAYS,
    DECISIONS,
    ComplaintState,
    check_decider,
    complaint_state,
    is_in_time,
)
from iris_grants.calls.queries import terms_of
from iris_grants.kernel.access import Role
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Problem, Where, refusal, refuse_on_errors

OFFICE = frozenset({Role.GRANTS_OFFICER, Role.SECRETARY})
DECIDERS = frozenset(Role) - {Role.AUDITOR, Role.ASSESSOR}
TOPICS = frozenset({"complaints", "applications", "awards", "documents"})
COMPLAINT_KIND = "complaint"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintRow:
    """A complaint as lists and dossiers show it; days as ISO text."""

    id: str
    application_id: str
    application: str
    organisation: str
    lot: str | None
    number: int
    received_on: str
    in_time: bool
    grounds: str
    due_on: str
    assigned_to: str | None
    decision: str | None
    decision_reason: str | None
    decided_on: str | None
    decided_by: str | None
    register_no: str | None
    answered_on: str | None
    state: ComplaintState
    document_id: str | None
    answer_document_id: str | None


@operation("awards.receive_complaint", roles=OFFICE, topics=TOPICS)
def receive_complaint(
    work: Work,
    *,
    application_id: str,
    received_on: date,
    grounds: str,
    path: Path | None = None,
    due_on: date | None = None,
) -> str:
    """Enter a complaint of an applicant, with its paper; gives its identity.

    Whether it came in time follows from the last letter that told a result. `due_on` is the
    last day of the decision (15 days after the receipt unless said, DOMAIN.md §4.9).
    Refused: `awards.grounds_needed`, `awards.complaint_due_early`.
    """
    application = work.get(ApplicationRecord, application_id)
    if not grounds.strip():
        raise refusal("awards.grounds_needed", Where(key="grounds"))
    due = due_on or received_on + timedelta(days=ANSWER_DAYS)
    if due <= received_on:
        raise refusal("awards.complaint_due_early", Where(key="due_on"))
    days = terms_of(work.session, application.call_id).complaint_days
    in_time = is_in_time(received_on, _notified_on(work.session, application_id), days)
    record = ComplaintRecord(
        id=new_id(),
        call_id=application.call_id,
        application_id=application_id,
        number=_next_number(work.session, application.call_id),
        received_on=received_on.isoformat(),
        in_time=int(in_time),
        grounds=grounds.strip(),
        due_on=due.isoformat(),
        document_id=None
        if path is None
        else file_paper(work, application_id, COMPLAINT_KIND, path),
    )
    return work.add(record).id


@operation("awards.assign_complaint", roles=OFFICE, topics=TOPICS)
def assign_complaint(work: Work, *, complaint_id: str, person_id: str) -> None:
    """Say who decides a complaint: nobody who took part in the evaluation (R-SEP, §14).

    Refused: `awards.complaint_by_evaluator`, `awards.complaint_decided`.
    """
    record = _undecided(work, complaint_id)
    person = work.get(PersonRecord, person_id)
    refuse_on_errors(check_decider(person.id, person.name, evaluators_of(work.session, record)))
    record.assigned_to_id = person.id
    work.flush()


@operation("awards.decide_complaint", roles=DECIDERS, topics=TOPICS)
def decide_complaint(
    work: Work, *, complaint_id: str, decision: str, reason: str, decided_on: date
) -> None:
    """Decide a complaint as the acting person: `upheld`, `dismissed` or `inadmissible`.

    Refused: `awards.complaint_decided`, `awards.complaint_of_another` where somebody else was
    asked to decide, `awards.complaint_by_evaluator`, `awards.decision_unknown`,
    `awards.reason_needed`, `awards.decided_before_receipt`.
    """
    record = _undecided(work, complaint_id)
    me = work.person
    problems = [*check_decider(me.person_id, me.name, evaluators_of(work.session, record))]
    if record.assigned_to_id not in (None, me.person_id):
        name = work.get(PersonRecord, record.assigned_to_id or "").name
        problems.append(Problem(code="awards.complaint_of_another", params={"name": name}))
    if decision not in DECISIONS:
        params = {"decision": decision, "known": ", ".join(DECISIONS)}
        where = Where(key="decision")
        problems.append(Problem(code="awards.decision_unknown", where=where, params=params))
    if not reason.strip():
        problems.append(Problem(code="awards.reason_needed", where=Where(key="reason")))
    if decided_on.isoformat() < record.received_on:
        where = Where(key="decided_on")
        problems.append(Problem(code="awards.decided_before_receipt", where=where))
    refuse_on_errors(problems)
    record.assigned_to_id = record.decided_by_id = me.person_id
    record.decision, record.decision_reason = decision, reason.strip()
    record.decided_on = decided_on.isoformat()
    work.flush()


@operation("awards.answer_complaint", roles=OFFICE, topics=TOPICS | {"letters"})
def answer_complaint(
    work: Work, *, complaint_id: str, register_no: str, written_on: date, language: str
) -> str:
    """Write the letter that tells the decision on a complaint; gives the document's identity.

    Refused: `awards.complaint_undecided`, `awards.complaint_answered`,
    `awards.register_no_needed`, `applications.register_no_taken`.
    """
    record = work.hold(ComplaintRecord, complaint_id)
    if record.decision is None:
        raise refusal("awards.complaint_undecided", number=record.number)
    if record.answer_document_id is not None:
        raise refusal("awards.complaint_answered", number=record.number)
    if not register_no.strip():
        raise refusal("awards.register_no_needed", Where(key="register_no"))
    check_register_no(work.session, register_no)
    record.register_no, record.answered_on = register_no.strip(), written_on.isoformat()
    record.answer_document_id = write_answer(work, record, language)
    work.flush()
    return record.answer_document_id


def complaints_of(
    session: Session,
    *,
    call_id: str | None = None,
    application_id: str | None = None,
    today: date | None = None,
) -> tuple[ComplaintRow, ...]:
    """The complaints to a call, of an application, or all, in the order of their numbers."""
    assigned, decider = aliased(PersonRecord), aliased(PersonRecord)
    query = (
        select(
            ComplaintRecord, ApplicationRecord, OrganisationRecord.name, assigned.name, decider.name
        )
        .join(ApplicationRecord, ApplicationRecord.id == ComplaintRecord.application_id)
        .join(OrganisationRecord, OrganisationRecord.id == ApplicationRecord.organisation_id)
        .outerjoin(assigned, assigned.id == ComplaintRecord.assigned_to_id)
        .outerjoin(decider, decider.id == ComplaintRecord.decided_by_id)
        .order_by(ComplaintRecord.call_id, ComplaintRecord.number)
    )
    if call_id is not None:
        query = query.where(ComplaintRecord.call_id == call_id)
    if application_id is not None:
        query = query.where(ComplaintRecord.application_id == application_id)
    return tuple(
        _row(record, application, organisation, (assigned_to, decided_by), today)
        for record, application, organisation, assigned_to, decided_by in session.execute(query)
    )


def standstill(session: Session, call_id: str, lot: str | None) -> tuple[Problem, ...]:
    """The complaints that nobody decided yet: until then nothing is awarded in the lot.

    Standstill on the affected lot is a preset of the office (DOMAIN.md §4.9).
    """
    query = (
        select(ComplaintRecord.number, ApplicationRecord.number)
        .join(ApplicationRecord, ApplicationRecord.id == ComplaintRecord.application_id)
        .where(ComplaintRecord.call_id == call_id)
        .where(ComplaintRecord.decision.is_(None))
        .order_by(ComplaintRecord.number)
    )
    if lot is not None:
        query = query.where(ApplicationRecord.lot == lot)
    return tuple(
        Problem(code="awards.standstill", params={"number": number, "application": application})
        for number, application in session.execute(query)
    )


def evaluators_of(session: Session, record: ComplaintRecord) -> frozenset[str]:
    """Who took part in the evaluation: the committee, and who checked the application."""
    members = select(MemberRecord.person_id).where(MemberRecord.call_id == record.call_id)
    checkers = (
        select(CheckRecord.person_id)
        .where(CheckRecord.application_id == record.application_id)
        .where(CheckRecord.automatic == 0)
    )
    return frozenset((*session.scalars(members), *session.scalars(checkers)))


def _undecided(work: Work, complaint_id: str) -> ComplaintRecord:
    record = work.hold(ComplaintRecord, complaint_id)
    if record.decision is not None:
        raise refusal("awards.complaint_decided", number=record.number)
    return record


def _row(
    record: ComplaintRecord,
    application: ApplicationRecord,
    organisation: str,
    people: tuple[str | None, str | None],
    today: date | None,
) -> ComplaintRow:
    return ComplaintRow(
        id=record.id,
        application_id=record.application_id,
        application=application.number,
        organisation=organisation,
        lot=application.lot,
        number=record.number,
        received_on=record.received_on,
        in_time=bool(record.in_time),
        grounds=record.grounds,
        due_on=record.due_on,
        assigned_to=people[0],
        decision=record.decision,
        decision_reason=record.decision_reason,
        decided_on=record.decided_on,
        decided_by=people[1],
        register_no=record.register_no,
        answered_on=record.answered_on,
        state=complaint_state(
            assigned=record.assigned_to_id is not None,
            decided=record.decision is not None,
            answered=record.answer_document_id is not None,
            due_on=date.fromisoformat(record.due_on),
            today=today,
        ),
        document_id=record.document_id,
        answer_document_id=record.answer_document_id,
    )


def _notified_on(session: Session, application_id: str) -> date | None:
    written = session.scalar(
        select(func.max(LetterRecord.written_on))
        .where(LetterRecord.application_id == application_id)
        .where(LetterRecord.kind != "receipt")
    )
    return None if written is None else date.fromisoformat(written)


def _next_number(session: Session, call_id: str) -> int:
    last = session.scalar(
        select(func.max(ComplaintRecord.number)).where(ComplaintRecord.call_id == call_id)
    )
    return (last or 0) + 1
