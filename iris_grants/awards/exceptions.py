"""Exceptions from the ceiling per third party: asked for on paper, approved by another person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from db.tables.applications import ApplicationRecord
from db.tables.awards import AwardRecord, CeilingExceptionRecord
from db.tables.documents import DocumentRecord
from db.tables.organisations import OrganisationRecord
from db.tables.people import PersonRecord
from iris_grants.awards.commands import APPROVER, OFFICER, TOPICS
from iris_grants.awards.filing import file_paper
from iris_grants.awards.queries import ceiling_of
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.money import Money
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Where, refusal

EXCEPTION_KIND = "ceiling_exception"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionRow:
    """An exception as lists show it; `approved` is none while nobody decided."""

    id: str
    award_id: str
    application: str
    organisation: str
    number: int
    amount: Money
    reason: str
    document: str
    sha256: str
    size: int
    asked_on: str
    asked_by: str
    approved: bool | None
    decided_on: str | None
    decided_by: str | None
    decision_reason: str | None


@operation("awards.ask_exception", roles=OFFICER, topics=TOPICS | {"documents"})
def ask_exception(work: Work, *, award_id: str, amount: Money, reason: str, path: Path) -> str:
    """Ask that the organisation of an award may receive more than the ceiling, with its paper.

    `amount` is what it may receive over the whole action. It holds only once somebody else
    has approved it (DOMAIN.md §2.1, FSTP-02: the ceiling holds unless the objectives would
    otherwise be impossible or overly difficult to achieve). Refused: `awards.wrong_state`,
    `awards.reason_needed`, `awards.other_currency`, `awards.exception_below_ceiling`,
    `awards.exception_waits`, and where the file cannot be read.
    """
    award = work.hold(AwardRecord, award_id)
    if award.state != "proposed":
        raise refusal("awards.wrong_state", state=f"state.award.{award.state}")
    if not reason.strip():
        raise refusal("awards.reason_needed", Where(key="reason"))
    if amount.currency != award.currency:
        raise refusal("awards.other_currency", Where(key="amount"), currency=award.currency)
    application = work.get(ApplicationRecord, award.application_id)
    ceiling = ceiling_of(work.session, application.organisation_id).ceiling
    if amount <= ceiling:
        where = Where(key="amount")
        raise refusal("awards.exception_below_ceiling", where, ceiling=str(ceiling))
    record = work.add(
        CeilingExceptionRecord(
            id=new_id(),
            award_id=award_id,
            number=_next_number(work, award_id),
            amount_minor=amount.minor,
            currency=amount.currency,
            reason=reason.strip(),
            document_id=file_paper(work, application.id, EXCEPTION_KIND, path),
            asked_on=work.today.isoformat(),
            asked_by_id=work.person.person_id,
            approved=None,
            decided_on=None,
            decided_by_id=None,
            decision_reason=None,
        )
    )
    return record.id


@operation("awards.approve_exception", roles=APPROVER, topics=TOPICS, approval=True)
def approve_exception(work: Work, *, exception_id: str) -> None:
    """Approve an exception: another person than the one who asked (DOMAIN.md §14, R-SEP).

    Refused: `awards.exception_decided`, `awards.second_person_needed`.
    """
    _decide(work, exception_id, approved=True, reason=None)


@operation("awards.refuse_exception", roles=APPROVER, topics=TOPICS, approval=True)
def refuse_exception(work: Work, *, exception_id: str, reason: str) -> None:
    """Refuse an exception, with the reason; the ceiling holds as it is.

    Refused: `awards.reason_needed`, `awards.exception_decided`, `awards.second_person_needed`.
    """
    if not reason.strip():
        raise refusal("awards.reason_needed", Where(key="reason"))
    _decide(work, exception_id, approved=False, reason=reason.strip())


def list_exceptions(session: Session, *, award_id: str | None = None) -> tuple[ExceptionRow, ...]:
    """All exceptions (of one award), by application and number."""
    asker, decider = aliased(PersonRecord), aliased(PersonRecord)
    query = (
        select(
            CeilingExceptionRecord,
            ApplicationRecord.number,
            OrganisationRecord.name,
            DocumentRecord,
            asker.name,
            decider.name,
        )
        .join(AwardRecord, AwardRecord.id == CeilingExceptionRecord.award_id)
        .join(ApplicationRecord, ApplicationRecord.id == AwardRecord.application_id)
        .join(OrganisationRecord, OrganisationRecord.id == ApplicationRecord.organisation_id)
        .join(DocumentRecord, DocumentRecord.id == CeilingExceptionRecord.document_id)
        .join(asker, asker.id == CeilingExceptionRecord.asked_by_id)
        .outerjoin(decider, decider.id == CeilingExceptionRecord.decided_by_id)
        .order_by(ApplicationRecord.number, CeilingExceptionRecord.number)
    )
    if award_id is not None:
        query = query.where(CeilingExceptionRecord.award_id == award_id)
    return tuple(
        _row(record, document, application=number, organisation=name, people=people)
        for record, number, name, document, *people in session.execute(query)
    )


def _row(
    record: CeilingExceptionRecord,
    document: DocumentRecord,
    *,
    application: str,
    organisation: str,
    people: Sequence[str | None],
) -> ExceptionRow:
    asked_by, decided_by = people
    return ExceptionRow(
        id=record.id,
        award_id=record.award_id,
        application=application,
        organisation=organisation,
        number=record.number,
        amount=Money(record.amount_minor, record.currency),
        reason=record.reason,
        document=document.name,
        sha256=document.sha256,
        size=document.size,
        asked_on=record.asked_on,
        asked_by=asked_by or "",
        approved=None if record.approved is None else bool(record.approved),
        decided_on=record.decided_on,
        decided_by=decided_by,
        decision_reason=record.decision_reason,
    )


def _next_number(work: Work, award_id: str) -> int:
    """The number of another exception of an award; refused while one waits."""
    asked = work.session.execute(
        select(CeilingExceptionRecord.number, CeilingExceptionRecord.approved).where(
            CeilingExceptionRecord.award_id == award_id
        )
    ).all()
    if any(one.approved is None for one in asked):
        raise refusal("awards.exception_waits")
    return max((one.number for one in asked), default=0) + 1


def _decide(work: Work, exception_id: str, *, approved: bool, reason: str | None) -> None:
    record = work.hold(CeilingExceptionRecord, exception_id)
    if record.approved is not None:
        raise refusal("awards.exception_decided")
    if record.asked_by_id == work.person.person_id:
        raise refusal("awards.second_person_needed")
    record.approved = int(approved)
    record.decided_on = work.today.isoformat()
    record.decided_by_id = work.person.person_id
    record.decision_reason = reason
    work.flush()
