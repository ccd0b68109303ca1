"""What the dossier of a licensing case holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.licensing import CaseRecord
from db.tables.organisations import OrganisationRecord
from db.tables.people import PersonRecord
from iris_grants.documents.attachments import DocumentRow, documents_of
from iris_grants.dossiers import case_sheets
from iris_grants.dossiers.case_authority_sheets import (
    decisions_sheet,
    filing_sheet,
    maintenance_sheet,
    requests_sheet,
)
from iris_grants.dossiers.case_sheets import gap_sheet, plan_sheet, selection_sheet, visits_sheet
from iris_grants.dossiers.journal_extract import organisation_rows, owned_rows
from iris_grants.dossiers.pieces import Contents, Piece, in_order, originals, sheet
from iris_grants.dossiers.redaction import NOTHING_HIDDEN, Redaction
from iris_grants.dossiers.sections import CASE_KINDS, CASE_SECTIONS
from iris_grants.dossiers.sheets import Paper
from iris_grants.kernel.problems import refusal
from iris_grants.licensing import records
from iris_grants.licensing.queries import gaps_of, licences_of, steps_of
from iris_grants.licensing.standards import StandardsPack, standards_pack
from iris_grants.wording import _, label
from iris_grants.wording.formats import day

Facts = tuple[tuple[str, str], ...]


def case_contents(
    session: Session, number: str, created: datetime, redaction: Redaction = NOTHING_HIDDEN
) -> Contents:
    """Everything of the licensing case with this number, in the current language.

    What is lacking is named: papers that the standards pack asks of everybody, and requests
    of the authority without an answer. Refused if there is no such case (`dossiers.case_unknown`).
    """
    found = session.execute(
        select(CaseRecord, OrganisationRecord, PersonRecord.name)
        .join(OrganisationRecord, OrganisationRecord.id == CaseRecord.organisation_id)
        .outerjoin(PersonRecord, PersonRecord.id == CaseRecord.mentor_id)
        .where(CaseRecord.number == number)
    ).first()
    if found is None:
        raise refusal("dossiers.case_unknown", number=number)
    case, organisation, mentor = found
    paper = Paper(session=session, created=created, number=number, redaction=redaction)
    own = documents_of(session, "case", case.id)
    documents = [*own, *documents_of(session, "organisation", organisation.id)]
    pack = standards_pack(session, case.standards_pack_id)
    facts = _facts(case, organisation, mentor)
    pieces = [
        *originals(documents, CASE_KINDS),
        *_preparation(paper, case, pack, facts, own),
        *_at_authority(paper, case.id, pack),
    ]
    roots = {
        "licensing_case": frozenset({case.id}),
        "document": frozenset(document.id for document in documents),
    }
    leaves = organisation_rows(session, organisation.id)
    return Contents(
        subject_kind="case",
        subject_id=case.id,
        number=number,
        title=f"{organisation.name} · {label(f'service.{case.service}')}",
        sections=CASE_SECTIONS,
        pieces=in_order(CASE_SECTIONS, pieces),
        facts=facts,
        rows=owned_rows(session, roots, leaves),
        lacking=(*case_sheets.missing_papers(pack, own), *_open_requests(session, case.id)),
    )


def _preparation(
    paper: Paper,
    case: CaseRecord,
    pack: StandardsPack,
    facts: Facts,
    documents: Sequence[DocumentRow],
) -> list[Piece]:
    """From the selection to the papers; a sheet is written where there is something to say."""
    session, case_id = paper.session, case.id
    gaps, answers = gaps_of(session, case_id), records.answers_of(session, case.organisation_id)
    visits = records.visits_of(session, case_id)
    steps = steps_of(session, case_id)
    papers = case_sheets.documents_sheet
    pieces = [
        sheet("case", "case.pdf", case_sheets.case_sheet, paper, pack, facts, steps),
        sheet("licence_documents", "papers.pdf", papers, paper, pack, documents),
    ]
    if answers:
        pieces.append(
            sheet("selection", "selection.pdf", selection_sheet, paper, case.goal, answers)
        )
    if any(gap.self_state != "not_assessed" for gap in gaps):
        pieces.append(sheet("gap_assessment", "gap-assessment.pdf", gap_sheet, paper, pack, gaps))
    if any(gap.action for gap in gaps):
        plans = records.plans_of(session, case_id)
        pieces.append(sheet("action_plan", "action-plan.pdf", plan_sheet, paper, gaps, plans))
    if visits:
        pieces.append(sheet("mentoring", "visits.pdf", visits_sheet, paper, visits))
    return pieces


def _at_authority(paper: Paper, case_id: str, pack: StandardsPack) -> list[Piece]:
    """From the filing to the years after the licence."""
    session = paper.session
    filings = records.filings_of(session, case_id)
    requests = records.requests_of(session, case_id)
    licences, decisions = licences_of(session, case_id), records.decisions_of(session, case_id)
    staff = records.staff_licences_of(session, case_id)
    evaluations = records.evaluations_of(session, case_id)
    pieces = []
    if filings:
        pieces.append(sheet("filing", "filing.pdf", filing_sheet, paper, filings))
    if requests:
        pieces.append(sheet("authority", "requests.pdf", requests_sheet, paper, requests))
    if licences or decisions:
        pieces.append(
            sheet("decision", "decisions.pdf", decisions_sheet, paper, pack, licences, decisions)
        )
    if staff or evaluations:
        pieces.append(
            sheet("maintenance", "maintenance.pdf", maintenance_sheet, paper, staff, evaluations)
        )
    return pieces


def _open_requests(session: Session, case_id: str) -> tuple[str, ...]:
    words = _("request of the authority of {day} without an answer: {request}")
    return tuple(
        words.format(day=day(one.requested_on), request=one.request)
        for one in records.requests_of(session, case_id)
        if one.answered_on is None
    )


def _facts(
    case: CaseRecord,
    organisation: OrganisationRecord,
    mentor: str | None,
) -> Facts:
    return (
        (_("Case"), case.number),
        (_("Organisation"), organisation.name),
        (_("Registration number"), organisation.register_no),
        (_("Country"), label(f"country.{case.country}")),
        (_("Service"), label(f"service.{case.service}")),
        (_("Goal"), label(f"goal.{case.goal}")),
        (_("Mentor"), mentor or ""),
        (_("Opened on"), day(case.opened_on)),
        (_("Stage"), label(f"stage.{case.stage}")),
    )
