"""Taking in a returned gap sheet: the file is kept, its values go into the assessment."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from db.tables.licensing import CaseRecord, GapRecord
from iris_grants.documents.attachments import attach
from iris_grants.documents.filing import media_type_of
from iris_grants.documents.world import refusing
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Where, refusal, refuse_on_errors
from iris_grants.licensing.commands import OFFICER, TOPICS
from iris_grants.licensing.gap_reading import GAP_SHEET, plan_gap_sheet


@operation("licensing.import_gap_sheet", roles=OFFICER, topics=TOPICS, undoable=True)
def import_gap_sheet(work: Work, *, case_id: str, path: Path, sha256: str | None = None) -> int:
    """Take in a returned sheet (`plan_gap_sheet`); gives how many values it changed.

    The file is kept with the case, bit for bit, once. `sha256` is that of the file whose
    plan was shown: another one in its place is refused (`licensing.sheet_changed`).
    Refused with all errors of the plan; then nothing is taken in.
    """
    case = work.hold(CaseRecord, case_id)
    plan = plan_gap_sheet(work.session, case.id, path, work.today)
    if sha256 is not None and plan.sha256 != sha256:
        raise refusal("licensing.sheet_changed", Where(file=path.name))
    refuse_on_errors(plan.problems)
    gaps = {
        gap.code: gap
        for gap in work.session.scalars(select(GapRecord).where(GapRecord.case_id == case.id))
    }
    for change in plan.changes:
        value = int(change.new) if change.name == "cost_minor" else change.new
        setattr(gaps[change.code], change.name, value)
    work.flush()
    if not any(problem.code == "licensing.sheet_known" for problem in plan.problems):
        with refusing(path), path.open("rb") as stream:
            attach(
                work,
                subject_kind="case",
                subject_id=case.id,
                kind=GAP_SHEET,
                name=path.name,
                media_type=media_type_of(path),
                data=stream,
            )
    return len(plan.changes)
