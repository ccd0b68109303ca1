"""At the authority: the application, what it asks to be supplemented, and its decisions."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from db.tables.licensing import (
    CaseRecord,
    DecisionRecord,
    FilingRecord,
    LicenceRecord,
    RequestRecord,
)
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Problem, Refused, Where, refusal, refuse_on_errors
from iris_grants.licensing.commands import OFFICER, TOPICS
from iris_grants.licensing.moving import check_order, check_paper, check_text, move, write_step
from iris_grants.licensing.rules.licences import check_licence, check_renewal
from iris_grants.licensing.rules.path import AT_AUTHORITY, Stage
from iris_grants.licensing.standards import standards_pack

DECISIONS = {
    Stage.REFUSED: "refused",
    Stage.SUSPENDED: "suspended",
    Stage.MAINTENANCE: "lifted",
    Stage.REVOKED: "revoked",
}
"""The kind of decision by which the authority takes a case to a stage."""


@operation("licensing.file_application", roles=OFFICER, topics=TOPICS)
def file_application(
    work: Work,
    *,
    case_id: str,
    number: str,
    filed_on: date,
    document_id: str,
    despite: str | None = None,
) -> str:
    """Record that the application was handed in; `number` is that of the authority's register.

    `document_id` is the proof of filing. Refused with everything that the application still
    lacks (`check_step`). Where that warns of something, `despite` says why it was filed all
    the same, or it is refused too (`licensing.despite_missing`). Returns the filing's id.
    """
    case = work.hold(CaseRecord, case_id)
    check_paper(work, case, document_id)
    kind = _kind_of_filing(work, case)
    note, reason = check_text(number, "number"), (despite or "").strip() or None
    warned = move(work, case, Stage.FILED, filed_on, note, document_id)
    if warned and reason is None:
        raise Refused(
            Problem(code="licensing.despite_missing", where=Where(key="despite")), *warned
        )
    return work.add(
        FilingRecord(
            id=new_id(),
            case_id=case.id,
            kind=kind,
            number=note,
            filed_on=filed_on.isoformat(),
            document_id=document_id,
            despite=reason if warned else None,
        )
    ).id


@operation("licensing.record_request", roles=OFFICER, topics=TOPICS)
def record_request(
    work: Work,
    *,
    case_id: str,
    requested_on: date,
    request: str,
    due_on: date,
    document_id: str | None = None,
) -> str:
    """Record what the authority asks to be supplemented, until when; returns its id.

    Refused: `licensing.not_filed`, `licensing.due_before_request`.
    """
    case = work.get(CaseRecord, case_id)
    if Stage(case.stage) not in AT_AUTHORITY:
        raise refusal("licensing.not_filed")
    if due_on < requested_on:
        raise refusal("licensing.due_before_request", Where(key="due_on"))
    check_paper(work, case, document_id)
    return work.add(
        RequestRecord(
            id=new_id(),
            case_id=case.id,
            requested_on=requested_on.isoformat(),
            request=check_text(request, "request"),
            due_on=due_on.isoformat(),
            document_id=document_id,
        )
    ).id


@operation("licensing.answer_request", roles=OFFICER, topics=TOPICS)
def answer_request(work: Work, *, request_id: str, answered_on: date, answer: str) -> None:
    """Record what was answered to the authority. Refused: `licensing.request_answered`."""
    record = work.hold(RequestRecord, request_id)
    if record.answered_on is not None:
        raise refusal("licensing.request_answered", answered=record.answered_on)
    if answered_on.isoformat() < record.requested_on:
        raise refusal("licensing.answer_before_request", Where(key="answered_on"))
    record.answered_on, record.answer = answered_on.isoformat(), check_text(answer, "answer")
    work.flush()


@operation("licensing.record_licence", roles=OFFICER, topics=TOPICS)
def record_licence(
    work: Work,
    *,
    case_id: str,
    number: str,
    issued_on: date,
    valid_from: date,
    valid_to: date | None,
    limited: bool,
    document_id: str,
) -> str:
    """Record the licence of a case with its validity; returns its id.

    A limited licence is given once to an organisation and service where the pack says so,
    for so many years at most (Serbia, DOMAIN.md §10.1). Refused: `check_licence`,
    `check_step`.
    """
    case = work.hold(CaseRecord, case_id)
    check_paper(work, case, document_id)
    pack = standards_pack(work.session, case.standards_pack_id)
    refuse_on_errors(
        check_licence(
            valid_from=valid_from,
            valid_to=valid_to,
            limited=limited,
            limited_years=pack.limited_years,
            had_limited=pack.limited_once and _had_limited(work, case),
        )
    )
    move(work, case, Stage.LICENSED, issued_on, None, document_id)
    licence = LicenceRecord(
        id=new_id(),
        case_id=case.id,
        country=case.country,
        number=check_text(number, "number"),
        authority=pack.authority["en"],
        issued_on=issued_on.isoformat(),
        valid_from=valid_from.isoformat(),
        valid_to=valid_to.isoformat() if valid_to else None,
        limited=int(limited),
        document_id=document_id,
    )
    return work.add(licence).id


@operation("licensing.record_refusal", roles=OFFICER, topics=TOPICS)
def record_refusal(
    work: Work,
    *,
    case_id: str,
    number: str,
    decided_on: date,
    reason: str,
    remedy_on: date | None,
    document_id: str,
) -> str:
    """Record that the authority refused, until when it may be remedied; returns its id."""
    case = work.hold(CaseRecord, case_id)
    check_paper(work, case, document_id)
    return _decide(work, case, Stage.REFUSED, number, decided_on, reason, remedy_on, document_id)


@operation("licensing.suspend_licence", roles=OFFICER, topics=TOPICS)
def suspend_licence(
    work: Work,
    *,
    case_id: str,
    number: str,
    decided_on: date,
    reason: str,
    remedy_on: date | None,
    document_id: str,
) -> str:
    """Record that the authority suspended the licence; returns the decision's id."""
    case = work.hold(CaseRecord, case_id)
    check_paper(work, case, document_id)
    return _decide(work, case, Stage.SUSPENDED, number, decided_on, reason, remedy_on, document_id)


@operation("licensing.lift_suspension", roles=OFFICER, topics=TOPICS)
def lift_suspension(
    work: Work, *, case_id: str, number: str, decided_on: date, reason: str, document_id: str
) -> str:
    """Record that the authority ended the suspension; returns the decision's id."""
    case = work.hold(CaseRecord, case_id)
    check_paper(work, case, document_id)
    if Stage(case.stage) is not Stage.SUSPENDED:
        raise refusal("licensing.not_suspended")
    return _decide(work, case, Stage.MAINTENANCE, number, decided_on, reason, None, document_id)


@operation("licensing.revoke_licence", roles=OFFICER, topics=TOPICS)
def revoke_licence(
    work: Work, *, case_id: str, number: str, decided_on: date, reason: str, document_id: str
) -> str:
    """Record that the authority revoked the licence; returns the decision's id."""
    case = work.hold(CaseRecord, case_id)
    check_paper(work, case, document_id)
    return _decide(work, case, Stage.REVOKED, number, decided_on, reason, None, document_id)


@operation("licensing.start_renewal", roles=OFFICER, topics=TOPICS)
def start_renewal(work: Work, *, case_id: str, started_on: date) -> None:
    """Begin to renew the licence: the papers are drafted anew, as at the first time.

    Refused: `licensing.not_licensed`, and before nine months to its end (`check_renewal`).
    """
    case = work.hold(CaseRecord, case_id)
    if Stage(case.stage) not in (Stage.LICENSED, Stage.MAINTENANCE):
        raise refusal("licensing.not_licensed")
    last = work.session.scalars(
        select(LicenceRecord)
        .where(LicenceRecord.case_id == case.id)
        .order_by(LicenceRecord.valid_from.desc())
        .limit(1)
    ).first()
    end = date.fromisoformat(last.valid_to) if last and last.valid_to else None
    refuse_on_errors(check_renewal(end, started_on))
    check_order(work, case, started_on)
    case.stage = Stage.DOCUMENTS_DRAFTED
    write_step(work, case, Stage.DOCUMENTS_DRAFTED, started_on, None, None)


def _decide(
    work: Work,
    case: CaseRecord,
    to: Stage,
    number: str,
    decided_on: date,
    reason: str,
    remedy_on: date | None,
    document_id: str,
) -> str:
    words = check_text(reason, "reason")
    move(work, case, to, decided_on, words, document_id)
    return work.add(
        DecisionRecord(
            id=new_id(),
            case_id=case.id,
            kind=DECISIONS[to],
            number=check_text(number, "number"),
            decided_on=decided_on.isoformat(),
            reason=words,
            remedy_on=remedy_on.isoformat() if remedy_on else None,
            document_id=document_id,
        )
    ).id


def _kind_of_filing(work: Work, case: CaseRecord) -> str:
    licensed = work.session.scalar(
        select(LicenceRecord.id).where(LicenceRecord.case_id == case.id).limit(1)
    )
    if licensed is not None:
        return "renewal"
    filed = work.session.scalar(
        select(FilingRecord.id).where(FilingRecord.case_id == case.id).limit(1)
    )
    return "again" if filed is not None else "first"


def _had_limited(work: Work, case: CaseRecord) -> bool:
    query = (
        select(LicenceRecord.id)
        .join(CaseRecord, CaseRecord.id == LicenceRecord.case_id)
        .where(CaseRecord.organisation_id == case.organisation_id)
        .where(CaseRecord.service == case.service)
        .where(LicenceRecord.limited == 1)
    )
    return work.session.scalars(query).first() is not None
