"""What the dossier of a licensing case holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.licensing import CaseRecord
from db.tables.organisations import OrganisationRecord
from db.tables.people import PersonRecord
from iris_grants.documents.attachments import documents_of
from iris_grants.documents.pdf_blocks import Align, Block, Column, KeyValues, Table, Text, TextLook
from iris_grants.dossiers import sheets
from iris_grants.dossiers.journal_extract import owned_rows
from iris_grants.dossiers.pieces import Contents, in_order, originals, written
from iris_grants.dossiers.sections import CASE_KINDS, CASE_SECTIONS
from iris_grants.dossiers.sheets import Paper
from iris_grants.kernel.problems import refusal
from iris_grants.licensing.queries import (
    GapRow,
    LicenceRow,
    StepRow,
    gaps_of,
    licences_of,
    steps_of,
)
from iris_grants.licensing.standards import StandardsPack, standards_pack
from iris_grants.wording import _, current_language, label
from iris_grants.wording.formats import day, minor


def case_contents(session: Session, number: str, created: datetime) -> Contents:
    """Everything of the licensing case with this number, in the current language.

    Refused if there is no such case (`dossiers.case_unknown`).
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
    paper = Paper(session=session, created=created, number=number)
    documents = [
        *documents_of(session, "case", case.id),
        *documents_of(session, "organisation", organisation.id),
    ]
    pack = standards_pack(session, case.standards_pack_id)
    gaps = gaps_of(session, case.id)
    facts = _facts(case, organisation, mentor)
    pieces = [
        *originals(documents, CASE_KINDS),
        written("case", "case.pdf", "sheet", _case_sheet(paper, case, pack, facts)),
        written("gap_assessment", "gap-assessment.pdf", "sheet", _gap_sheet(paper, gaps)),
    ]
    if any(gap.action for gap in gaps):
        pieces.append(written("action_plan", "action-plan.pdf", "sheet", _plan(paper, gaps)))
    roots = {
        "licensing_case": frozenset({case.id}),
        "organisation": frozenset({organisation.id}),
        "document": frozenset(document.id for document in documents),
    }
    return Contents(
        subject_kind="case",
        subject_id=case.id,
        number=number,
        title=f"{organisation.name} · {label(f'service.{case.service}')}",
        sections=CASE_SECTIONS,
        pieces=in_order(CASE_SECTIONS, pieces),
        facts=facts,
        rows=owned_rows(session, roots),
    )


def _facts(
    case: CaseRecord, organisation: OrganisationRecord, mentor: str | None
) -> tuple[tuple[str, str], ...]:
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


def _case_sheet(
    paper: Paper, case: CaseRecord, pack: StandardsPack, facts: Sequence[tuple[str, str]]
) -> bytes:
    blocks: list[Block] = [
        KeyValues(rows=facts),
        _steps(steps_of(paper.session, case.id)),
        _licences(licences_of(paper.session, case.id)),
        Text(text=_pack_note(pack), look=TextLook.SMALL),
    ]
    return sheets.pdf(paper, _("Licensing case"), blocks)


def _steps(steps: Sequence[StepRow]) -> Table:
    return Table(
        columns=[
            Column(title=_("No."), align=Align.RIGHT),
            Column(title=_("Step")),
            Column(title=_("Reached on")),
            Column(title=_("Note")),
        ],
        rows=[
            [
                str(step.position),
                label(f"stage.{step.stage}"),
                day(step.reached_on),
                step.note or "",
            ]
            for step in steps
        ],
        caption=_("Path of the case"),
    )


def _licences(licences: Sequence[LicenceRow]) -> Table:
    return Table(
        columns=[
            Column(title=_("Licence")),
            Column(title=_("Issued on")),
            Column(title=_("Valid from")),
            Column(title=_("Valid to")),
            Column(title=_("Kind")),
        ],
        rows=[
            [
                licence.number,
                day(licence.issued_on),
                day(licence.valid_from),
                day(licence.valid_to),
                _("limited licence") if licence.limited else _("licence"),
            ]
            for licence in licences
        ],
        caption=_("Licences"),
        empty=_("No licence yet."),
    )


def _pack_note(pack: StandardsPack) -> str:
    note = _("Standards pack {code}, edition {edition}. Source: {source}").format(
        code=pack.code, edition=pack.edition, source=pack.source
    )
    return note if pack.verified else f"{note} {_('Not legally verified.')}"


def _gap_sheet(paper: Paper, gaps: Sequence[GapRow]) -> bytes:
    serbian = current_language() == "sr_Latn"
    table = Table(
        columns=[
            Column(title=_("Standard")),
            Column(title=_("Requirement")),
            Column(title=_("Weight")),
            Column(title=_("Self-assessment")),
            Column(title=_("Verified")),
            Column(title=_("Finding")),
        ],
        rows=[
            [
                gap.code,
                gap.text_sr if serbian else gap.text_en,
                label(f"criticality.{gap.criticality}"),
                label(f"gap.{gap.self_state}"),
                label(f"gap.{gap.verified_state}"),
                gap.finding or "",
            ]
            for gap in gaps
        ],
        small=True,
    )
    return sheets.pdf(paper, _("Gap assessment"), [table])


def _plan(paper: Paper, gaps: Sequence[GapRow]) -> bytes:
    planned = [gap for gap in gaps if gap.action]
    table = Table(
        columns=[
            Column(title=_("Standard")),
            Column(title=_("Action")),
            Column(title=_("Responsible")),
            Column(title=_("Until")),
            Column(title=_("Cost (EUR)"), align=Align.RIGHT),
            Column(title=_("Done on")),
        ],
        rows=[
            [
                gap.code,
                gap.action or "",
                gap.responsible or "",
                day(gap.due_on),
                "" if gap.cost_minor is None else minor(gap.cost_minor),
                day(gap.done_on),
            ]
            for gap in planned
        ],
    )
    return sheets.pdf(paper, _("Action plan"), [table])
