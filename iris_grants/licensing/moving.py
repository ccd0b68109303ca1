"""Moving a case along its path: the stage, the step with its day, and what refuses it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from db.tables.documents import DocumentRecord
from db.tables.licensing import CaseRecord, CaseStepRecord, GapRecord, ImprovementRecord
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Work
from iris_grants.kernel.problems import Problem, Where, refusal, refuse_on_errors
from iris_grants.licensing import queries
from iris_grants.licensing.rules.path import Stage, check_step


def move(
    work: Work,
    case: CaseRecord,
    to: Stage,
    reached_on: date,
    note: str | None = None,
    document_id: str | None = None,
) -> tuple[Problem, ...]:
    """Let a case reach its next stage on a day; gives what was warned of.

    Refused with everything that is still missing (`rules.path.check_step`), and with
    `licensing.before_last_step` for a day before the last step.
    """
    warned = check_step(queries.case_facts(work.session, case.id, reached_on), to)
    refuse_on_errors(warned)
    check_order(work, case, reached_on)
    case.stage = to
    write_step(work, case, to, reached_on, note, document_id)
    return warned


def check_order(work: Work, case: CaseRecord, on: date) -> None:
    """Refuse a day that lies before the last step of the case."""
    last = work.session.scalar(
        select(func.max(CaseStepRecord.reached_on)).where(CaseStepRecord.case_id == case.id)
    )
    if last is not None and on.isoformat() < last:
        raise refusal("licensing.before_last_step", Where(key="reached_on"), last=last)


def write_step(
    work: Work,
    case: CaseRecord,
    stage: Stage,
    reached_on: date,
    note: str | None,
    document_id: str | None,
) -> None:
    """Write the step itself, after all that are there."""
    count = work.session.scalar(
        select(func.count()).select_from(CaseStepRecord).where(CaseStepRecord.case_id == case.id)
    )
    work.add(
        CaseStepRecord(
            id=new_id(),
            case_id=case.id,
            position=int(count or 0) + 1,
            stage=stage,
            reached_on=reached_on.isoformat(),
            note=note,
            document_id=document_id,
        )
    )


def check_paper(work: Work, case: CaseRecord, document_id: str | None) -> None:
    """Refuse a document that is not one of the case (`licensing.paper_of_other`)."""
    if document_id is None:
        return
    found = work.get(DocumentRecord, document_id)
    if (found.subject_kind, found.subject_id) != ("case", case.id):
        raise refusal("licensing.paper_of_other", Where(key="document_id"))


def check_text(text: str, key: str) -> str:
    """The text without blanks around it; an empty one is refused (`licensing.text_missing`)."""
    tidy = text.strip()
    if not tidy:
        raise refusal("licensing.text_missing", Where(key=key))
    return tidy


def check_not_done(done_on: str | None) -> None:
    """Refuse to touch what is done (`licensing.done_already`): it is opened again first."""
    if done_on is not None:
        raise refusal("licensing.done_already", done=done_on)


def reopen(record: GapRecord | ImprovementRecord, reason: str) -> None:
    """Open what was done again, with the reason. Refused: `licensing.not_done`."""
    if record.done_on is None:
        raise refusal("licensing.not_done")
    record.reopened_reason = check_text(reason, "reason")
    record.done_on = None
