"""How licensing cases and what they gather look in tables."""

from __future__ import annotations

from collections.abc import Mapping
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
    ScoreRow,
    StaffLicenceRow,
    VisitRow,
)
from iris_grants.licensing.words import mean_words
from iris_grants.wording import N_, _, current_language, label, ngettext
from iris_grants.wording.formats import day, today
from iris_grants.wording.source_texts import source_words
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


def proof_words(row: GapRow, files: int) -> str:
    """How many files prove a standard, and what the organisation names as its evidence."""
    words = ngettext("{n} file", "{n} files", files).format(n=files) if files else ""
    return " · ".join(one for one in (words, row.evidence) if one)


def gap_columns(files: Mapping[str, int]) -> tuple[Column[GapRow], ...]:
    """The standards with both assessments; `files` are those of evidence by standard."""
    evidence: Column[GapRow] = Column(
        key="evidence",
        title=N_("Evidence"),
        value=lambda row: proof_words(row, files.get(row.code, 0)),
        tooltip=lambda row: proof_words(row, files.get(row.code, 0)),
        width=86,
        stretch=1,
    )
    return (*_GAPS[:-1], evidence, _GAPS[-1])


_GAPS: tuple[Column[GapRow], ...] = (
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
        tooltip=lambda row: source_words(row.source),
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
    Column(key="reopened_reason", title=N_("Why open again"), width=90, stretch=1),
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
    Column(key="despite", title=N_("Why it was filed all the same"), stretch=2),
)

REQUEST_COLUMNS: tuple[Column[RequestRow], ...] = (
    Column(key="requested_on", title=N_("Requested on"), kind=Kind.DATE),
    Column(key="request", title=N_("Request"), width=130, stretch=2),
    Column(key="due_on", title=N_("Until"), kind=Kind.DATE),
    Column(key="answer", title=N_("Answer"), stretch=2),
    Column(
        key="state",
        title=N_("State"),
        kind=Kind.CHIP,
        value=lambda row: request_chip(row),
        width=130,
    ),
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
    Column(
        key="state", title=N_("State"), kind=Kind.CHIP, value=lambda row: staff_chip(row), width=110
    ),
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
    Column(key="reopened_reason", title=N_("Why open again"), width=90, stretch=1),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredRow:
    """A standard with its scores of the last two self-evaluations."""

    gap: GapRow
    before: ScoreRow | None
    now: ScoreRow | None


def score_columns(before: int | None, now: int) -> tuple[Column[ScoredRow], ...]:
    """The scores of a year beside those of the year before, if there was one."""
    earlier: Column[ScoredRow] = Column(
        key="before",
        title=str(before),
        value=lambda row: str(row.before.score) if row.before else "–",
        width=60,
    )
    return (
        Column(key="code", title=N_("Standard"), value=lambda row: row.gap.code, width=66),
        Column(
            key="text",
            title=N_("Requirement"),
            value=lambda row: requirement(row.gap),
            tooltip=lambda row: requirement(row.gap),
            width=130,
            stretch=3,
        ),
        *((earlier,) if before else ()),
        Column(
            key="now",
            title=str(now),
            value=lambda row: str(row.now.score) if row.now else "–",
            width=60,
        ),
        Column(
            key="evidence",
            title=N_("Evidence"),
            value=lambda row: row.now.evidence if row.now else None,
            stretch=2,
        ),
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
        tooltip=lambda row: source_words(row.paper.source),
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


def request_chip(row: RequestRow) -> Chip:
    """Whether the authority has its answer, still waits, or decided without it."""
    if row.answered_on:
        return Chip(word=_("answered"), meaning=Meaning.GOOD)
    if row.waiting:
        return Chip(word=_("waits for an answer"), meaning=Meaning.ATTENTION)
    return Chip(word=_("decided without it"))


def staff_chip(row: StaffLicenceRow) -> Chip:
    """Whether a staff licence is valid, has ended, was renewed, or its holder has left."""
    if row.left_on:
        return Chip(word=_("left {day}").format(day=day(row.left_on)))
    if not row.counts:
        return Chip(word=_("renewed"))
    if row.valid_to and row.valid_to < today().isoformat():
        return Chip(word=_("ended"), meaning=Meaning.BAD)
    return Chip(word=_("valid"), meaning=Meaning.GOOD)
