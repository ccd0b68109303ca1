"""How rule sets and what they hold look in tables."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from iris_grants.calls.grid import EvaluationGrid
from iris_grants.licensing.standards import RequiredDocument, Standard
from iris_grants.programme.rule_bodies import (
    FixedRate,
    IneligibleCost,
    Limit,
    PaymentPreset,
    ProcurementBand,
)
from iris_grants.wording import N_, _, current_language, label
from iris_grants.wording.formats import decimal_text, money, number_text
from iris_grants.wording.source_texts import source_words
from ui.shell.tokens import Meaning
from ui.tables.columns import Chip, Column, Kind, chip
from ui.templates.rows import TemplateRow

STATES = {
    "adopted": (N_("in the store"), Meaning.GOOD),
    "shipped": (N_("can be adopted"), Meaning.INFORMATION),
    "in_calls": (N_("comes with a call"), Meaning.NEUTRAL),
}
CRITICALITY = {"blocking": Meaning.BAD, "major": Meaning.ATTENTION}


def verified_chip(verified: bool) -> Chip:
    """Whether somebody has compared rules with their source."""
    if verified:
        return Chip(word=_("compared"), meaning=Meaning.GOOD)
    return Chip(word=_("not compared"), meaning=Meaning.ATTENTION)


def state_chip(row: TemplateRow) -> Chip:
    """Where a rule set stands."""
    words, meaning = STATES[row.state]
    return Chip(word=_(words), meaning=meaning)


TEMPLATES: tuple[Column[TemplateRow], ...] = (
    Column(
        key="kind",
        title=N_("Kind"),
        value=lambda row: label(f"rule_set.kind.{row.kind}"),
        width=150,
    ),
    Column(key="code", title=N_("Code"), width=150, stretch=3),
    Column(key="edition", title=N_("Edition"), width=80),
    Column(
        key="verified",
        title=N_("Compared with its source"),
        kind=Kind.CHIP,
        value=lambda row: verified_chip(row.verified),
        width=186,
    ),
    Column(key="state", title=N_("State"), kind=Kind.CHIP, value=state_chip, width=150),
    Column(
        key="source",
        title=N_("Source"),
        value=lambda row: source_words(row.source),
        width=160,
        stretch=2,
        hidden=True,
    ),
)

LIMITS: tuple[Column[Limit], ...] = (
    Column(
        key="code",
        title=N_("Rule"),
        value=lambda row: label(f"programme.limit.{row.code}"),
        width=150,
        stretch=3,
        tooltip=lambda row: f"{label(f'programme.limit.{row.code}')}\n{source_words(row.source)}",
    ),
    Column(key="value", title=N_("Value"), value=lambda row: plain_number(row.value), width=76),
)

PRESETS: tuple[Column[PaymentPreset], ...] = (
    Column(
        key="percents",
        title=N_("Instalments (%)"),
        value=lambda row: " / ".join(decimal_text(one, 0) for one in row.percents),
        width=120,
    ),
    Column(
        key="source",
        title=N_("Source"),
        value=lambda row: source_words(row.source),
        width=140,
        stretch=2,
        tooltip=lambda row: source_words(row.source),
    ),
)

BANDS: tuple[Column[ProcurementBand], ...] = (
    Column(
        key="up_to",
        title=N_("Value up to"),
        value=lambda row: money(row.up_to) if row.up_to is not None else _("without limit"),
        width=124,
    ),
    Column(
        key="evidence",
        title=N_("Proof"),
        value=lambda row: row.evidence.of(current_language()),
        width=150,
        stretch=3,
        tooltip=lambda row: row.evidence.of(current_language()),
    ),
    Column(key="offers", title=N_("Offers"), kind=Kind.INTEGER, width=70),
)

REASONS: tuple[Column[IneligibleCost], ...] = (
    Column(key="code", title=N_("Code"), width=64),
    Column(
        key="words",
        title=N_("Costs that are not accepted"),
        value=lambda row: row.words.of(current_language()),
        width=150,
        stretch=3,
        tooltip=lambda row: source_words(row.source),
    ),
)

FIXED_RATES: tuple[Column[FixedRate], ...] = (
    Column(key="currency", title=N_("Currency"), width=80),
    Column(key="rate", title=N_("Rate"), value=lambda row: number_text(row.rate), width=90),
    Column(
        key="source",
        title=N_("Source"),
        value=lambda row: source_words(row.source),
        width=140,
        stretch=2,
        tooltip=lambda row: source_words(row.source),
    ),
)

STANDARDS: tuple[Column[Standard], ...] = (
    Column(key="code", title=N_("Standard"), width=84),
    Column(
        key="text",
        title=N_("Requirement"),
        value=lambda row: row.text[_language()],
        width=150,
        stretch=3,
        tooltip=lambda row: row.text[_language()],
    ),
    Column(
        key="criticality",
        title=N_("Weight"),
        kind=Kind.CHIP,
        value=lambda row: chip(row.criticality, CRITICALITY, "criticality."),
        width=110,
    ),
    Column(
        key="verified",
        title=N_("Source"),
        value=lambda row: _("compared") if row.verified else _("not verified"),
        tooltip=lambda row: source_words(row.source),
        width=104,
    ),
)

PAPERS: tuple[Column[RequiredDocument], ...] = (
    Column(key="code", title=N_("Paper"), width=84),
    Column(
        key="text",
        title=N_("Document"),
        value=lambda row: row.text[_language()],
        width=150,
        stretch=3,
        tooltip=lambda row: row.text[_language()],
    ),
    Column(
        key="verified",
        title=N_("Source"),
        value=lambda row: _("compared") if row.verified else _("not verified"),
        tooltip=lambda row: source_words(row.source),
        width=104,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """A line of a grid: a section or one of its criteria; `points` is its scale or maximum."""

    code: str
    title: str
    points: str
    section: bool


def grid_rows(grid: EvaluationGrid) -> tuple[GridRow, ...]:
    """The grid as lines, each section before its criteria."""
    language = current_language()
    rows = []
    for section in grid.sections:
        rows.append(
            GridRow(
                code=section.code,
                title=section.title.of(language),
                points=_("most {points}").format(points=plain_number(section.most)),
                section=True,
            )
        )
        rows += [
            GridRow(
                code=item.code,
                title=item.title.of(language),
                points=f"{plain_number(item.min)}–{plain_number(item.max)}"
                + (f" × {plain_number(item.coef)}" if item.coef != 1 else ""),
                section=False,
            )
            for item in section.items
        ]
    return tuple(rows)


def gate_lines(grid: EvaluationGrid) -> tuple[str, ...]:
    """The gates of a grid, each as a line."""
    lines = []
    for section in grid.sections:
        gates = []
        if section.min_total is not None:
            gates.append(_("at least {points}").format(points=plain_number(section.min_total)))
        if section.reject_item_mean_at_most is not None:
            words = _("no criterion at {points} or below on average")
            gates.append(words.format(points=plain_number(section.reject_item_mean_at_most)))
        if gates:
            title = section.title.of(current_language())
            lines.append(f"{section.code} {title}: {', '.join(gates)}")
    if grid.overall_min is not None:
        words = _("Total: at least {points}")
        lines.append(words.format(points=plain_number(grid.overall_min)))
    return tuple(lines)


GRID: tuple[Column[GridRow], ...] = (
    Column(key="code", title=N_("No."), width=52),
    Column(
        key="title",
        title=N_("Section or criterion"),
        value=lambda row: row.title.upper() if row.section else row.title,
        width=120,
        stretch=3,
        tooltip=lambda row: row.title,
    ),
    Column(key="points", title=N_("Points"), width=92),
)


def plain_number(value: Decimal) -> str:
    """A number with the decimals that it needs and no more."""
    places = max(-int(value.normalize().as_tuple().exponent), 0)
    return decimal_text(value, places)


def _language() -> str:
    return "sr" if current_language() == "sr_Latn" else "en"
