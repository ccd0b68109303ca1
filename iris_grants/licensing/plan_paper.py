"""The action plan of a case on paper: what is done about each gap, by whom, until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.licensing import CaseRecord
from db.tables.organisations import OrganisationRecord
from db.tables.people import PersonRecord
from iris_grants.documents.pdf import render_pdf
from iris_grants.documents.pdf_blocks import (
    Align,
    Block,
    Column,
    KeyValues,
    Row,
    RowLook,
    SignatureLine,
    Signatures,
    Table,
    Text,
    TextLook,
    Title,
)
from iris_grants.kernel.operations import fetch
from iris_grants.licensing.pack import short_language
from iris_grants.licensing.queries import GapRow, gaps_of
from iris_grants.licensing.standards import StandardsPack, standards_pack
from iris_grants.programme.papers import paper_meta
from iris_grants.wording import _, current_language, label
from iris_grants.wording.formats import day, minor
from iris_grants.wording.source_texts import source_words


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    case: CaseRecord
    organisation: str
    mentor: str


def plan_name(number: str, revision: int) -> str:
    """The name of the paper as people know it."""
    return _("Action plan {number} ({revision}).pdf").format(number=number, revision=revision)


def approval_words(revision: int, approved_on: date, approved_by: str) -> str:
    """Which edition was approved, when and by whom."""
    return _("Edition {revision}, approved on {day} by {name}.").format(
        revision=revision, day=day(approved_on), name=approved_by
    )


def plan_paper(
    session: Session, case_id: str, *, created: datetime, approval: str, approved_by: str
) -> bytes:
    """The plan as PDF/A in the current language, as it stands, with places to sign."""
    facts, gaps = _facts(session, case_id), gaps_of(session, case_id)
    pack = standards_pack(session, facts.case.standards_pack_id)
    blocks: list[Block] = [
        Title(text=_("Action plan"), subtitle=facts.organisation, eyebrow=facts.case.number),
        KeyValues(
            rows=[
                (_("Service"), label(f"service.{facts.case.service}")),
                (_("Country"), label(f"country.{facts.case.country}")),
                (_("Goal"), label(f"goal.{facts.case.goal}")),
                (_("Mentor"), facts.mentor or "–"),
                (_("Approval"), approval),
            ]
        ),
        plan_table(gaps),
        Text(text=pack_note(pack), look=TextLook.SMALL),
        Signatures(
            lines=[
                SignatureLine(name=approved_by, role=_("for the organisation")),
                SignatureLine(name=facts.mentor, role=_("mentor")),
            ]
        ),
    ]
    meta = paper_meta(
        session,
        title=_("Action plan"),
        created=created,
        reference=facts.case.number,
        landscape=True,
    )
    return render_pdf(blocks, meta)


def pack_note(pack: StandardsPack) -> str:
    """Which pack a paper follows, with its source, and that nobody has verified it."""
    words = _("Standards pack {code}, edition {edition}. Source: {source}").format(
        code=pack.code, edition=pack.edition, source=source_words(pack.source)
    )
    if pack.verified:
        return words
    warning = _("Not legally verified.")
    return f"{words} {warning}"


def plan_table(gaps: Sequence[GapRow]) -> Table:
    """The actions with their cost and its total, in the current language."""
    planned = [gap for gap in gaps if gap.action]
    language = short_language(current_language())
    known = [gap.cost_minor for gap in planned if gap.cost_minor is not None]
    rows: list[Sequence[str] | Row] = [
        [
            gap.code,
            gap.text_sr if language == "sr" else gap.text_en,
            gap.action or "",
            gap.responsible or "",
            day(gap.due_on),
            "" if gap.cost_minor is None else minor(gap.cost_minor),
            day(gap.done_on),
        ]
        for gap in planned
    ]
    if known:
        words = _("Total")
        rows.append(Row(cells=["", words, "", "", "", minor(sum(known)), ""], look=RowLook.TOTAL))
    return Table(
        columns=[
            Column(title=_("Standard"), width_mm=18),
            Column(title=_("Requirement")),
            Column(title=_("Action")),
            Column(title=_("Responsible"), width_mm=36),
            Column(title=_("Until"), width_mm=22),
            Column(title=_("Cost (EUR)"), align=Align.RIGHT, width_mm=22),
            Column(title=_("Done on"), width_mm=22),
        ],
        rows=rows,
        empty=_("No action is needed: every standard is met."),
        small=True,
    )


def _facts(session: Session, case_id: str) -> _Facts:
    case = fetch(session, CaseRecord, case_id)
    organisation = fetch(session, OrganisationRecord, case.organisation_id)
    mentor = session.scalar(select(PersonRecord.name).where(PersonRecord.id == case.mentor_id))
    return _Facts(case=case, organisation=organisation.name, mentor=mentor or "")
