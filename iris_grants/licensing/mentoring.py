"""What a mentor does in a case: visits, evidence, the plan on paper, the mock review."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sqlalchemy import func, select

from db.tables.licensing import (
    VERDICTS,
    VISIT_KINDS,
    CaseRecord,
    GapRecord,
    PlanRecord,
    VisitRecord,
)
from iris_grants.documents.attachments import attach
from iris_grants.documents.filing import media_type_of
from iris_grants.documents.world import refusing
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Where, refusal
from iris_grants.licensing.commands import OFFICER, TOPICS
from iris_grants.licensing.moving import check_order, check_paper, check_text, move
from iris_grants.licensing.plan_paper import approval_words, plan_name, plan_paper
from iris_grants.licensing.rules.path import Stage
from iris_grants.wording import in_language

EVIDENCE = "evidence"
"""The kind of a document that proves a standard; its note is the code of the standard."""
PLANNED = frozenset(
    {
        Stage.PLAN_APPROVED,
        Stage.DOCUMENTS_DRAFTED,
        Stage.GAPS_CLOSED,
        Stage.MOCK_REVIEW,
    }
)


@operation("licensing.record_visit", roles=OFFICER, topics=TOPICS)
def record_visit(
    work: Work,
    *,
    case_id: str,
    kind: str,
    visited_on: date,
    visitor: str,
    finding: str,
    next_step: str | None = None,
    verdict: str | None = None,
    document_id: str | None = None,
) -> str:
    """Record a visit (`mentor`, `mock_review`, `authority`); returns its id.

    A mock review ends with a verdict (`ready`, `not_ready`), other visits have none.
    Refused: `licensing.visit_unknown`, `licensing.verdict_missing`,
    `licensing.visit_before_case`, `licensing.text_missing`, `licensing.paper_of_other`.
    """
    case = work.get(CaseRecord, case_id)
    if kind not in VISIT_KINDS:
        raise refusal("licensing.visit_unknown", Where(key="kind"), kind=kind)
    if kind == "mock_review" and verdict not in VERDICTS:
        raise refusal("licensing.verdict_missing", Where(key="verdict"))
    if visited_on.isoformat() < case.opened_on:
        raise refusal("licensing.visit_before_case", Where(key="visited_on"), opened=case.opened_on)
    check_paper(work, case, document_id)
    return work.add(
        VisitRecord(
            id=new_id(),
            case_id=case.id,
            kind=kind,
            visited_on=visited_on.isoformat(),
            visitor=check_text(visitor, "visitor"),
            finding=check_text(finding, "finding"),
            next_step=(next_step or "").strip() or None,
            verdict=verdict if kind == "mock_review" else None,
            document_id=document_id,
        )
    ).id


@operation("licensing.file_evidence", roles=OFFICER, topics=TOPICS)
def file_evidence(work: Work, *, case_id: str, code: str, path: Path) -> str:
    """Keep the file at `path` as what proves a standard of the case; returns its id."""
    case = work.get(CaseRecord, case_id)
    known = work.session.scalar(
        select(GapRecord.id).where(GapRecord.case_id == case.id).where(GapRecord.code == code)
    )
    if known is None:
        raise refusal("licensing.standard_unknown", Where(key=code))
    with refusing(path), path.open("rb") as stream:
        return attach(
            work,
            subject_kind="case",
            subject_id=case.id,
            kind=EVIDENCE,
            name=path.name,
            media_type=media_type_of(path),
            data=stream,
            note=code,
        ).id


@operation("licensing.approve_plan", roles=OFFICER, topics=TOPICS)
def approve_plan(
    work: Work,
    *,
    case_id: str,
    approved_on: date,
    approved_by: str,
    language: str = "sr_Latn",
) -> str:
    """Approve the action plan as it stands; it is kept on paper (PDF/A). Returns the paper's id.

    The first approval moves the case on; a later one, before filing, is a new edition.
    Refused: `check_step`, `licensing.text_missing`, `licensing.before_last_step`.
    """
    case = work.hold(CaseRecord, case_id)
    who = check_text(approved_by, "approved_by")
    if Stage(case.stage) in PLANNED:
        check_order(work, case, approved_on)
    else:
        move(work, case, Stage.PLAN_APPROVED, approved_on)
    revision = 1 + _approved_plans(work, case)
    with in_language(language):
        paper = _plan_document(work, case, revision, approved_on, who)
    work.add(
        PlanRecord(
            id=new_id(),
            case_id=case.id,
            revision=revision,
            approved_on=approved_on.isoformat(),
            approved_by=who,
            document_id=paper,
        )
    )
    return paper


def _plan_document(
    work: Work, case: CaseRecord, revision: int, approved_on: date, approved_by: str
) -> str:
    data = plan_paper(
        work.session,
        case.id,
        created=work.now,
        approval=approval_words(revision, approved_on, approved_by),
        approved_by=approved_by,
    )
    return attach(
        work,
        subject_kind="case",
        subject_id=case.id,
        kind="action_plan",
        name=plan_name(case.number, revision),
        media_type="application/pdf",
        data=data,
    ).id


def _approved_plans(work: Work, case: CaseRecord) -> int:
    query = select(func.max(PlanRecord.revision)).where(PlanRecord.case_id == case.id)
    return int(work.session.scalar(query) or 0)
