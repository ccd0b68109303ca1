"""After the licence: staff licences, the yearly self-evaluation, and what shall improve."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from db.tables.licensing import (
    STAFF_LICENCE_KINDS,
    CaseRecord,
    GapRecord,
    ImprovementRecord,
    SelfEvaluationRecord,
    SelfScoreRecord,
    StaffLicenceRecord,
)
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Where, refusal
from iris_grants.licensing.commands import OFFICER, TOPICS
from iris_grants.licensing.moving import check_not_done, check_paper, check_text, reopen
from iris_grants.licensing.standards import standards_pack

BEST_SCORE = 3


@operation("licensing.record_staff_licence", roles=OFFICER, topics=TOPICS)
def record_staff_licence(
    work: Work,
    *,
    case_id: str,
    name: str,
    kind: str,
    number: str,
    issued_on: date,
    valid_to: date | None = None,
    document_id: str | None = None,
) -> str:
    """Record a professional licence of somebody in the service; returns its id."""
    case = work.get(CaseRecord, case_id)
    if kind not in STAFF_LICENCE_KINDS:
        raise refusal("licensing.staff_kind_unknown", Where(key="kind"), kind=kind)
    check_paper(work, case, document_id)
    return work.add(
        StaffLicenceRecord(
            id=new_id(),
            case_id=case.id,
            name=check_text(name, "name"),
            kind=kind,
            number=check_text(number, "number"),
            issued_on=issued_on.isoformat(),
            valid_to=valid_to.isoformat() if valid_to else None,
            document_id=document_id,
        )
    ).id


@operation("licensing.leave_service", roles=OFFICER, topics=TOPICS)
def leave_service(work: Work, *, staff_licence_id: str, left_on: date) -> None:
    """Whose licence it is has left the service: it is counted and reminded of no more.

    Refused: `licensing.left_already`, and a day before the licence was issued.
    """
    record = work.hold(StaffLicenceRecord, staff_licence_id)
    if record.left_on is not None:
        raise refusal("licensing.left_already", left=record.left_on)
    record.left_on = left_on.isoformat()
    work.flush()


@operation("licensing.record_evaluation", roles=OFFICER, topics=TOPICS)
def record_evaluation(
    work: Work,
    *,
    case_id: str,
    year: int,
    evaluated_on: date,
    evaluated_by: str,
    users_asked: int,
    users_satisfied: int,
    document_id: str | None = None,
) -> str:
    """Record the self-evaluation of a year with what its users said; returns its id.

    The framework is the standards pack of the case. Refused: `licensing.year_wrong` for a
    year that is not before or that of the day, and what the store refuses of the counts.
    """
    case = work.get(CaseRecord, case_id)
    if not date.fromisoformat(case.opened_on).year <= year <= evaluated_on.year:
        raise refusal("licensing.year_wrong", Where(key="year"), year=year)
    check_paper(work, case, document_id)
    pack = standards_pack(work.session, case.standards_pack_id)
    return work.add(
        SelfEvaluationRecord(
            id=new_id(),
            case_id=case.id,
            year=year,
            framework=pack.code,
            evaluated_on=evaluated_on.isoformat(),
            evaluated_by=check_text(evaluated_by, "evaluated_by"),
            users_asked=users_asked,
            users_satisfied=users_satisfied,
            document_id=document_id,
        )
    ).id


@operation("licensing.score_standard", roles=OFFICER, topics=TOPICS, undoable=True)
def score_standard(
    work: Work, *, evaluation_id: str, code: str, score: int, evidence: str | None = None
) -> None:
    """Score one standard in a self-evaluation, 0 to 3; a later score replaces the earlier.

    Refused: `licensing.standard_unknown`, `licensing.score_out_of_scale`.
    """
    evaluation = work.get(SelfEvaluationRecord, evaluation_id)
    known = work.session.scalar(
        select(GapRecord.id)
        .where(GapRecord.case_id == evaluation.case_id)
        .where(GapRecord.code == code)
    )
    if known is None:
        raise refusal("licensing.standard_unknown", Where(key=code))
    if not 0 <= score <= BEST_SCORE:
        raise refusal("licensing.score_out_of_scale", Where(key="score"), most=BEST_SCORE)
    record = work.session.scalars(
        select(SelfScoreRecord)
        .where(SelfScoreRecord.evaluation_id == evaluation.id)
        .where(SelfScoreRecord.code == code)
    ).first()
    if record is None:
        record = SelfScoreRecord(id=new_id(), evaluation_id=evaluation.id, code=code)
        work.session.add(record)
    record.score, record.evidence = score, (evidence or "").strip() or None
    work.flush()


@operation("licensing.plan_improvement", roles=OFFICER, topics=TOPICS, undoable=True)
def plan_improvement(
    work: Work, *, evaluation_id: str, action: str, responsible: str, due_on: date
) -> str:
    """Add a step to the improvement plan of a self-evaluation; returns its id."""
    evaluation = work.get(SelfEvaluationRecord, evaluation_id)
    last = work.session.scalar(
        select(func.max(ImprovementRecord.position)).where(
            ImprovementRecord.evaluation_id == evaluation.id
        )
    )
    return work.add(
        ImprovementRecord(
            id=new_id(),
            evaluation_id=evaluation.id,
            position=int(last or 0) + 1,
            action=check_text(action, "action"),
            responsible=check_text(responsible, "responsible"),
            due_on=due_on.isoformat(),
        )
    ).id


@operation("licensing.finish_improvement", roles=OFFICER, topics=TOPICS)
def finish_improvement(work: Work, *, improvement_id: str, done_on: date) -> None:
    """A step of an improvement plan is done. Refused: `licensing.done_already`."""
    record = work.hold(ImprovementRecord, improvement_id)
    check_not_done(record.done_on)
    record.done_on = done_on.isoformat()
    work.flush()


@operation("licensing.reopen_improvement", roles=OFFICER, topics=TOPICS)
def reopen_improvement(work: Work, *, improvement_id: str, reason: str) -> None:
    """A step of improvement is open again. Refused: `licensing.not_done`,
    `licensing.text_missing`."""
    reopen(work.hold(ImprovementRecord, improvement_id), reason)
    work.flush()
