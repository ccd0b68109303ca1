"""Everything that the page shows of one case, read in one go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iris_grants.documents.attachments import DocumentRow, documents_of
from iris_grants.licensing import queries, records
from iris_grants.licensing.queries import CaseRow, GapRow, LicenceRow, StepRow
from iris_grants.licensing.reminders import reminders_of
from iris_grants.licensing.rules.path import CaseFacts
from iris_grants.licensing.rules.reminders import Reminder
from iris_grants.licensing.standards import StandardsPack, standards_pack
from iris_grants.wording.formats import today

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A case with its facts, its pack and its records."""

    row: CaseRow
    facts: CaseFacts
    pack: StandardsPack
    gaps: tuple[GapRow, ...]
    documents: tuple[DocumentRow, ...]
    steps: tuple[StepRow, ...]
    licences: tuple[LicenceRow, ...]
    answers: tuple[records.AnswerRow, ...]
    visits: tuple[records.VisitRow, ...]
    plans: tuple[records.PlanRow, ...]
    filings: tuple[records.FilingRow, ...]
    requests: tuple[records.RequestRow, ...]
    decisions: tuple[records.DecisionRow, ...]
    staff: tuple[records.StaffLicenceRow, ...]
    evaluations: tuple[records.EvaluationRow, ...]
    reminders: tuple[Reminder, ...]


def standing_of(session: Session, row: CaseRow) -> Standing:
    """Where a case stands."""
    return Standing(
        row=row,
        facts=queries.case_facts(session, row.id, today()),
        pack=standards_pack(session, row.standards_pack_id),
        gaps=queries.gaps_of(session, row.id),
        documents=documents_of(session, "case", row.id),
        steps=queries.steps_of(session, row.id),
        licences=queries.licences_of(session, row.id),
        answers=records.answers_of(session, row.organisation_id),
        visits=records.visits_of(session, row.id),
        plans=records.plans_of(session, row.id),
        filings=records.filings_of(session, row.id),
        requests=records.requests_of(session, row.id),
        decisions=records.decisions_of(session, row.id),
        staff=records.staff_licences_of(session, row.id),
        evaluations=records.evaluations_of(session, row.id),
        reminders=reminders_of(session, row.id, today()),
    )
