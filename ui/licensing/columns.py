"""How licensing cases and what they gather look in tables."""

from __future__ import annotations

from dataclasses import dataclass

from iris_grants.licensing.pack import RequiredDocument, short_language
from iris_grants.licensing.queries import CaseRow, GapRow, StepRow
from iris_grants.licensing.records import (
    AnswerRow,
    DecisionRow,
    EvaluationRow,
    FilingRow,
    ImprovementRow,
    RequestRow,
    StaffLicenceRow,
    VisitRow,
)
from iris_grants.licensing.words import mean_words
from iris_grants.wording import N_, _, current_language, label
from ui.shell.tokens import Meaning
from ui.tables.columns import Chip, Column, Kind, chip

STAGES = {
    "licensed": Meaning.GOOD,
    "maintenance": Meaning.GOOD,
    "completed": Meaning.GOOD,
    "refused": Meaning.BAD,
    "suspended": Meaning.BAD,
    "revoked": Meaning.BAD,
    "withdrawn": Meaning.NEUTRAL,
    "filed": Meaning.INFORMATION,
    "authority_review": Meaning.INFORMATION,
}
GAPS = {"met": Meaning.GOOD, "partly": Meaning.ATTENTION, "not_met": Meaning.BAD}
WEIGHTS = {"blocking": Meaning.BAD, "major": Meaning.ATTENTION}
VERDICTS = {"ready": Meaning.GOOD, "not_ready": Meaning.ATTENTION}
ANSWERS = {"yes": Meaning.GOOD, "no": Meaning.BAD}

CASES: tuple[Column[CaseRow], ...] = (
    Column(key="number", title=N_("Case"), width=84),
    Column(key="organisation", title=N_("Organisation"), width=130, stretch=3),
    Column(
        key="country",
        title=N_("Country"),
        value=lambda row: label(f"country.{row.country}"),
        hidden=True,
    ),
    Column(
        key="service",
        title=N_("Service"),
        value=lambda row: label(f"service.{row.service}"),
        width=90,
        stretch=2,
    ),
    Column(key="goal", title=N_("Goal"), value=lambda row: label(f"goal.{row.goal}"), hidden=True),
    Column(
        key="stage",
        title=N_("Stage"),
        kind=Kind.CHIP,
        value=lambda row: chip(row.stage, STAGES, "stage."),
        width=170,
    ),
    Column(key="reached_on", title=N_("Since"), kind=Kind.DATE, width=96),
    Column(key="gaps", title=N_("Open gaps"), kind=Kind.INTEGER, width=96, hidden=True),
    Column(key="mentor", title=N_("Mentor"), hidden=True),
    Column(key="licence_number", title=N_("Licence"), hidden=True),
    Column(key="licence_valid_to", title=N_("Valid to"), kind=Kind.DATE, width=96),
)


def requirement(row: GapRow) -> str:
    """The words of a standard in the language of the reader."""
    return row.text_sr if current_language() == "sr_Latn" else row.text_en


GAP_COLUMNS: tuple[Column[GapRow], ...] = (
    Column(key="code", title=N_("Standard"), width=66),
    Column(
        key="text",
        title=N_("Requirement"),
        value=requirement,
        width=130,
        stretch=3,
        tooltip=requirement,
    ),
    Column(
        key="criticality",
        title=N_("Importance"),
        kind=Kind.CHIP,
        value=lambda row: chip(row.criticality, WEIGHTS, "criticality."),
        width=104,
    ),
    Column(
        key="self_state",
        title=N_("Self-assessment"),
        kind=Kind.CHIP,
        value=lambda row: chip(row.self_state, GAPS, "gap."),
        tooltip=lambda row: row.self_note or "",
    ),
    Column(
        key="verified_state",
        title=N_("Verified"),
        kind=Kind.CHIP,
        value=lambda row: chip(row.verified_state, GAPS, "gap."),
        tooltip=lambda row: row.finding or "",
    ),
    Column(
        key="compared",
        title=N_("Source"),
        value=lambda row: _("compared") if row.compared else _("not verified"),
        tooltip=lambda row: row.source,
        width=96,
    ),
)

PLAN_COLUMNS: tuple[Column[GapRow], ...] = (
    Column(key="code", title=N_("Standard"), width=84),
    Column(key="action", title=N_("Action"), width=150, stretch=3),
    Column(key="responsible", title=N_("Responsible"), stretch=1),
    Column(key="due_on", title=N_("Until"), kind=Kind.DATE),
    Column(key="cost_minor", title=N_("Cost"), kind=Kind.MONEY, currency="EUR", total=True),
    Column(key="done_on", title=N_("Done on"), kind=Kind.DATE),
)

STEP_COLUMNS: tuple[Column[StepRow], ...] = (
    Column(key="stage", title=N_("Step"), value=lambda row: label(f"stage.{row.stage}"), stretch=2),
    Column(key="reached_on", title=N_("Reached on"), kind=Kind.DATE),
    Column(key="note", title=N_("Note"), stretch=2),
)

VISIT_COLUMNS: tuple[Column[VisitRow], ...] = (
    Column(key="visited_on", title=N_("Visited on"), kind=Kind.DATE),
    Column(key="kind", title=N_("Kind"), value=lambda row: label(f"visit.{row.kind}"), stretch=1),
    Column(key="visitor", title=N_("Visitor"), stretch=1),
    Column(key="finding", title=N_("Finding"), width=140, stretch=3),
    Column(
        key="verdict",
        title=N_("Verdict"),
        kind=Kind.CHIP,
        value=lambda row: chip(row.verdict, VERDICTS, "verdict.") if row.verdict else None,
    ),
)

FILING_COLUMNS: tuple[Column[FilingRow], ...] = (
    Column(key="filed_on", title=N_("Filed on"), kind=Kind.DATE),
    Column(key="number", title=N_("Number"), stretch=1),
    Column(key="kind", title=N_("Kind"), value=lambda row: label(f"filing.{row.kind}"), stretch=1),
)

REQUEST_COLUMNS: tuple[Column[RequestRow], ...] = (
    Column(key="requested_on", title=N_("Requested on"), kind=Kind.DATE),
    Column(key="request", title=N_("Request"), width=130, stretch=2),
    Column(key="due_on", title=N_("Until"), kind=Kind.DATE),
    Column(key="answer", title=N_("Answer"), stretch=2),
)

DECISION_COLUMNS: tuple[Column[DecisionRow], ...] = (
    Column(key="decided_on", title=N_("Decided on"), kind=Kind.DATE),
    Column(
        key="kind",
        title=N_("Decision"),
        value=lambda row: label(f"authority_decision.{row.kind}"),
        stretch=1,
    ),
    Column(key="number", title=N_("Number"), stretch=1),
    Column(key="reason", title=N_("Reason"), stretch=2),
    Column(key="remedy_on", title=N_("Remedy until"), kind=Kind.DATE),
)

STAFF_COLUMNS: tuple[Column[StaffLicenceRow], ...] = (
    Column(key="name", title=N_("Full name"), stretch=2),
    Column(
        key="kind",
        title=N_("Kind"),
        value=lambda row: label(f"staff_licence.{row.kind}"),
        stretch=2,
    ),
    Column(key="number", title=N_("Licence"), stretch=1),
    Column(key="valid_to", title=N_("Valid to"), kind=Kind.DATE),
)

EVALUATION_COLUMNS: tuple[Column[EvaluationRow], ...] = (
    Column(key="year", title=N_("Year"), value=lambda row: str(row.year), width=70),
    Column(key="evaluated_on", title=N_("Evaluated on"), kind=Kind.DATE),
    Column(key="scores", title=N_("Mean score"), value=lambda row: mean_words(row), stretch=1),
    Column(
        key="users",
        title=N_("Satisfied users"),
        value=lambda row: f"{row.users_satisfied} / {row.users_asked}",
        stretch=1,
    ),
)

IMPROVEMENT_COLUMNS: tuple[Column[ImprovementRow], ...] = (
    Column(key="action", title=N_("Action"), width=130, stretch=3),
    Column(key="responsible", title=N_("Responsible"), stretch=1),
    Column(key="due_on", title=N_("Until"), kind=Kind.DATE),
    Column(key="done_on", title=N_("Done on"), kind=Kind.DATE),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionRow:
    """A condition for mentoring with its answer, if there is one."""

    question: str
    answer: AnswerRow | None


CONDITION_COLUMNS: tuple[Column[ConditionRow], ...] = (
    Column(
        key="question",
        title=N_("Condition"),
        value=lambda row: label(f"mentoring.{row.question}"),
        tooltip=lambda row: label(f"mentoring.{row.question}"),
        width=170,
        stretch=3,
    ),
    Column(
        key="answer",
        title=N_("Answer"),
        kind=Kind.CHIP,
        value=lambda row: answer_chip(row),
        width=110,
    ),
    Column(
        key="evidence",
        title=N_("Evidence"),
        value=lambda row: row.answer.evidence if row.answer else None,
        stretch=2,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRow:
    """A paper that the pack asks for, and how many of its kind are in the case."""

    paper: RequiredDocument
    count: int


PAPER_COLUMNS: tuple[Column[PaperRow], ...] = (
    Column(key="code", title=N_("Paper"), value=lambda row: row.paper.code, width=66),
    Column(
        key="text",
        title=N_("Document"),
        value=lambda row: paper_words(row),
        tooltip=lambda row: paper_words(row),
        width=150,
        stretch=3,
    ),
    Column(key="state", title=N_("State"), kind=Kind.CHIP, value=lambda row: paper_chip(row)),
    Column(
        key="verified",
        title=N_("Compared with its source"),
        value=lambda row: _("yes") if row.paper.verified else _("not verified"),
        tooltip=lambda row: row.paper.source,
        width=110,
    ),
)


def answer_chip(row: ConditionRow) -> Chip:
    """The answer on a condition, or that there is none."""
    if row.answer is None:
        return Chip(word=_("open"), meaning=Meaning.ATTENTION)
    return chip(row.answer.answer, ANSWERS, "mentoring_answer.")


def paper_words(row: PaperRow) -> str:
    """What the paper is, and of whom it is asked."""
    language = short_language(current_language())
    words = row.paper.text[language]
    return f"{words} ({row.paper.condition[language]})" if row.paper.condition else words


def paper_chip(row: PaperRow) -> Chip:
    """Whether the paper is there."""
    if row.count:
        return Chip(word=_("on file"), meaning=Meaning.GOOD)
    if row.paper.condition is not None:
        return Chip(word=_("if it applies"))
    return Chip(word=_("missing"), meaning=Meaning.BAD)
