"""Pages of a licensing case's dossier, written from what the store holds."""

from __future__ import annotations

from collections.abc import Sequence

from iris_grants.documents.attachments import DocumentRow
from iris_grants.documents.pdf_blocks import (
    Align,
    Column,
    KeyValues,
    Row,
    RowLook,
    Table,
    Text,
    TextLook,
)
from iris_grants.dossiers import sheets
from iris_grants.dossiers.sheets import Paper
from iris_grants.licensing.pack import RequiredDocument, StandardsPack, short_language
from iris_grants.licensing.plan_paper import pack_note, plan_table
from iris_grants.licensing.queries import GapRow, StepRow
from iris_grants.licensing.records import (
    AnswerRow,
    PlanRow,
    VisitRow,
)
from iris_grants.licensing.rules.selection import conditions_of
from iris_grants.wording import _, current_language, label
from iris_grants.wording.formats import day

Facts = Sequence[tuple[str, str]]


def case_sheet(paper: Paper, pack: StandardsPack, facts: Facts, steps: Sequence[StepRow]) -> bytes:
    """The case and its path."""
    table = Table(
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
    note = Text(text=pack_note(pack), look=TextLook.SMALL)
    return sheets.pdf(paper, _("Licensing case"), [KeyValues(rows=facts), table, note])


def selection_sheet(paper: Paper, goal: str, answers: Sequence[AnswerRow]) -> bytes:
    """Every condition for mentoring with its answer and what proves it."""
    given = {one.question: one for one in answers}
    rows = []
    for question in conditions_of(goal):
        answer = given.get(question)
        rows.append(
            [
                label(f"mentoring.{question}"),
                label(f"mentoring_answer.{answer.answer}") if answer else _("open"),
                (answer.evidence or "") if answer else "",
                day(answer.answered_on) if answer else "",
            ]
        )
    table = Table(
        columns=[
            Column(title=_("Condition")),
            Column(title=_("Answer"), width_mm=20),
            Column(title=_("Evidence")),
            Column(title=_("Answered on"), width_mm=26),
        ],
        rows=rows,
    )
    return sheets.pdf(paper, _("Selection for mentoring"), [table])


def gap_sheet(paper: Paper, pack: StandardsPack, gaps: Sequence[GapRow]) -> bytes:
    """The standards by area with both assessments side by side."""
    serbian = current_language() == "sr_Latn"
    rows: list[Sequence[str] | Row] = []
    area = ""
    for gap in gaps:
        if gap.area != area:
            area = gap.area
            words = label(f"area.{area}").capitalize()
            rows.append(Row(cells=["", words, "", "", "", ""], look=RowLook.GROUP))
        remarks = (gap.self_note, gap.evidence, gap.finding)
        rows.append(
            [
                gap.code,
                gap.text_sr if serbian else gap.text_en,
                label(f"criticality.{gap.criticality}"),
                label(f"gap.{gap.self_state}"),
                label(f"gap.{gap.verified_state}"),
                " · ".join(remark for remark in remarks if remark),
            ]
        )
    table = Table(
        columns=[
            Column(title=_("Standard"), width_mm=16),
            Column(title=_("Requirement")),
            Column(title=_("Importance"), width_mm=18),
            Column(title=_("Self-assessment"), width_mm=22),
            Column(title=_("Verified"), width_mm=20),
            Column(title=_("Remark, evidence, finding"), width_mm=40),
        ],
        rows=rows,
        small=True,
    )
    note = Text(text=pack_note(pack), look=TextLook.SMALL)
    return sheets.pdf(paper, _("Gap assessment"), [table, note])


def plan_sheet(paper: Paper, gaps: Sequence[GapRow], plans: Sequence[PlanRow]) -> bytes:
    """The action plan as it stands, and its approvals; the papers approved lie beside it."""
    approvals = Table(
        columns=[
            Column(title=_("Edition"), align=Align.RIGHT, width_mm=18),
            Column(title=_("Approved on"), width_mm=30),
            Column(title=_("Approved by")),
        ],
        rows=[[str(one.revision), day(one.approved_on), one.approved_by] for one in plans],
        caption=_("Approved editions"),
        empty=_("The plan is not approved yet."),
    )
    return sheets.pdf(paper, _("Action plan"), [plan_table(gaps), approvals], landscape=True)


def visits_sheet(paper: Paper, visits: Sequence[VisitRow]) -> bytes:
    """Visits with what was found, the verdict of mock reviews, and the next step."""
    table = Table(
        columns=[
            Column(title=_("Visited on"), width_mm=24),
            Column(title=_("Kind"), width_mm=32),
            Column(title=_("Visitor"), width_mm=32),
            Column(title=_("Finding")),
            Column(title=_("Verdict"), width_mm=26),
            Column(title=_("Next step")),
        ],
        rows=[
            [
                day(one.visited_on),
                label(f"visit.{one.kind}"),
                one.visitor,
                one.finding,
                label(f"verdict.{one.verdict}") if one.verdict else "",
                one.next_step or "",
            ]
            for one in visits
        ],
        small=True,
    )
    return sheets.pdf(paper, _("Visits"), [table], landscape=True)


def documents_sheet(paper: Paper, pack: StandardsPack, documents: Sequence[DocumentRow]) -> bytes:
    """The checklist of papers; what is missing stands first."""
    there: dict[str, list[str]] = {}
    for document in documents:
        there.setdefault(document.kind, []).append(document.name)
    language = short_language(current_language())
    table = Table(
        columns=[
            Column(title=_("Paper"), width_mm=24),
            Column(title=_("Document")),
            Column(title=_("State"), width_mm=26),
            Column(title=_("Files")),
            Column(title=_("Compared with its source"), width_mm=30),
        ],
        rows=[
            [
                one.code,
                _paper_words(one, language),
                _state(one, bool(there.get(one.kind))),
                ", ".join(there.get(one.kind, ())),
                _("yes") if one.verified else _("not verified"),
            ]
            for one in sorted(pack.documents, key=lambda x: (bool(there.get(x.kind)), x.code))
        ],
        small=True,
    )
    return sheets.pdf(paper, _("Papers that the authority asks for"), [table])


def missing_papers(pack: StandardsPack, documents: Sequence[DocumentRow]) -> tuple[str, ...]:
    """The papers that are not there yet, by code and words; conditional ones are left out."""
    kinds = {document.kind for document in documents}
    language = short_language(current_language())
    words = _("paper {code} is missing: {paper}")
    return tuple(
        words.format(code=one.code, paper=one.text[language])
        for one in pack.documents
        if one.condition is None and one.kind not in kinds
    )


def _paper_words(paper: RequiredDocument, language: str) -> str:
    words = paper.text[language]
    return f"{words} ({paper.condition[language]})" if paper.condition else words


def _state(paper: RequiredDocument, there: bool) -> str:
    if there:
        return _("on file")
    return _("if it applies") if paper.condition else _("missing")
