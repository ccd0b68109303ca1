"""The columns of the ranking, of fixed rankings, and of what explains a place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from iris_grants.scoring.queries.ranking import FixedRanking
from iris_grants.scoring.rules.explain import points_text
from iris_grants.wording import N_, _
from ui.ranking.places import FixedRow, PlaceRow, country_name, fixed_rows
from ui.shell.tokens import Meaning
from ui.tables.columns import Chip, Column, Kind, chip

POINTS, APPLICATION, VERDICT = "points", "application", "verdict"
DECISIONS = {
    "selected": Meaning.GOOD,
    "reserve": Meaning.INFORMATION,
    "rejected": Meaning.BAD,
    "awaiting": Meaning.ATTENTION,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessorLine:
    """What one assessor gave an application; `sections` in the order of the grid."""

    code: str
    name: str
    state: Chip
    total: Decimal | None
    sections: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionLine:
    """A section of the grid: the mean, what is possible, and the gate if there is one."""

    code: str
    title: str
    mean: Decimal | None
    most: Decimal
    gate: Decimal | None
    state: Chip | None


def place_columns(assessors: tuple[str, ...], *, lots: bool) -> tuple[Column[PlaceRow], ...]:
    """The columns of the ranking; one for each assessor, which are hidden at first."""
    lot: Column[PlaceRow] = Column(
        key="lot", title=N_("Lot"), value=lambda one: one.application.lot, width=60
    )
    return (
        Column(
            key="rank",
            title=N_("Place"),
            kind=Kind.INTEGER,
            value=lambda one: one.row.rank,
            width=58,
        ),
        *((lot,) if lots else ()),
        *_who_columns(),
        *_verdict_columns(),
        *_money_columns(),
        *(_assessor_column(code) for code in assessors),
    )


def _who_columns() -> tuple[Column[PlaceRow], ...]:
    return (
        Column(
            key=APPLICATION,
            title=N_("Application"),
            value=lambda one: f"{one.application.number} · {one.application.organisation}",
            tooltip=lambda one: f"{one.application.organisation}\n{one.application.title}",
            width=210,
            stretch=3,
        ),
        Column(
            key="country",
            title=N_("Country"),
            value=lambda one: country_name(one.application.country),
            width=72,
            hidden=True,
        ),
    )


def _verdict_columns() -> tuple[Column[PlaceRow], ...]:
    return (
        Column(
            key=POINTS,
            title=N_("Points"),
            kind=Kind.DECIMAL,
            value=lambda one: one.total,
            tooltip=points_tooltip,
            width=180,
            drawn=110,
            stretch=1,
        ),
        Column(
            key=VERDICT,
            title=N_("Decision and reason"),
            value=lambda one: f"{decision_of(one).word}: {one.reason}",
            tooltip=lambda one: one.reason,
            width=210,
            stretch=3,
        ),
        Column(
            key="decision",
            title=N_("Decision"),
            kind=Kind.CHIP,
            value=lambda one: decision_of(one),
            width=146,
            hidden=True,
        ),
        Column(key="reason", title=N_("Reason"), width=120, stretch=3, hidden=True),
    )


def _money_columns() -> tuple[Column[PlaceRow], ...]:
    return (
        Column(
            key="offered",
            title=N_("Offered"),
            kind=Kind.MONEY,
            value=lambda one: one.row.offered_minor,
            currency="EUR",
            width=116,
            total=True,
            hidden=True,
        ),
        Column(
            key="requested",
            title=N_("Requested"),
            kind=Kind.MONEY,
            value=lambda one: one.row.application.requested_minor,
            currency="EUR",
            total=True,
            hidden=True,
        ),
        Column(
            key="assessments",
            title=N_("Assessments"),
            kind=Kind.INTEGER,
            value=lambda one: one.row.assessments,
            hidden=True,
        ),
    )


def _assessor_column(code: str) -> Column[PlaceRow]:
    def points(one: PlaceRow) -> Decimal | None:
        return one.points_of(code)

    value: Callable[[PlaceRow], object] = points
    return Column(key=f"assessor_{code}", title=code, kind=Kind.DECIMAL, value=value, hidden=True)


def decision_of(one: PlaceRow) -> Chip:
    """What became of an application, as a chip."""
    return chip(one.row.decision, DECISIONS, "ranking.decision.")


def points_tooltip(one: PlaceRow) -> str:
    """Total and sections in words, for whoever cannot read the bar."""
    if one.total is None:
        return one.reason
    grid = one.result.terms.grid
    parts = (
        _("section {code}: {mean} of {most}").format(
            code=section.code, mean=points_text(mean), most=points_text(section.maximum)
        )
        for section, mean in zip(grid.sections, one.row.section_means, strict=True)
    )
    return "\n".join(parts)


def fixed_state(fixed: FixedRanking) -> Chip:
    """Whether a fixed ranking was final."""
    if fixed.preliminary:
        return Chip(word=_("preliminary"), meaning=Meaning.ATTENTION)
    return Chip(word=_("final"), meaning=Meaning.GOOD)


def count_of(fixed: FixedRanking, decision: str) -> int:
    """How many applications a fixed ranking decided that way."""
    return sum(one.decision == decision for one in fixed_rows(fixed))


def _count_column(decision: str, title: str) -> Column[FixedRanking]:
    return Column(
        key=decision,
        title=title,
        kind=Kind.INTEGER,
        value=lambda one: count_of(one, decision),
        width=100,
        stretch=1,
    )


FIXED: tuple[Column[FixedRanking], ...] = (
    Column(key="number", title=N_("No."), kind=Kind.INTEGER, width=56),
    Column(key="made_at", title=N_("Fixed"), kind=Kind.MOMENT),
    Column(key="lot", title=N_("Lot"), width=70, hidden=True),
    Column(
        key="preliminary",
        title=N_("State"),
        kind=Kind.CHIP,
        value=fixed_state,
        width=130,
    ),
    *(
        _count_column(decision, title)
        for decision, title in (
            ("selected", N_("Selected")),
            ("reserve", N_("Reserve list")),
            ("rejected", N_("Rejected")),
            ("awaiting", N_("Awaiting")),
        )
    ),
)

FIXED_ROWS: tuple[Column[FixedRow], ...] = (
    Column(key="rank", title=N_("Place"), kind=Kind.INTEGER, width=56),
    Column(key="application", title=N_("Application"), width=84, stretch=1),
    Column(key="total", title=N_("Points"), kind=Kind.DECIMAL, width=70),
    Column(
        key="decision",
        title=N_("Decision"),
        kind=Kind.CHIP,
        value=lambda one: chip(one.decision, DECISIONS, "ranking.decision."),
        width=110,
    ),
)


def assessor_columns(sections: tuple[str, ...]) -> tuple[Column[AssessorLine], ...]:
    """The columns of the assessments of one application."""
    return (
        Column(
            key="code",
            title=N_("Assessor"),
            value=lambda one: f"{one.code} · {one.name}",
            width=92,
            stretch=1,
        ),
        Column(key="total", title=N_("Points"), kind=Kind.DECIMAL, width=70),
        Column(key="state", title=N_("State"), kind=Kind.CHIP, width=120),
        *(_section_column(place, code) for place, code in enumerate(sections)),
    )


def _section_column(place: int, code: str) -> Column[AssessorLine]:
    def points(one: AssessorLine) -> object:
        return one.sections[place] if one.sections else None

    title = _("Section {code}").format(code=code)
    return Column(key=f"section_{code}", title=title, kind=Kind.DECIMAL, value=points, width=84)


SECTIONS: tuple[Column[SectionLine], ...] = (
    Column(
        key="title",
        title=N_("Section"),
        value=lambda one: f"{one.code} {one.title}",
        width=110,
        stretch=1,
    ),
    Column(key="mean", title=N_("Mean"), kind=Kind.DECIMAL, width=62),
    Column(key="most", title=N_("At most"), kind=Kind.DECIMAL, places=0, width=62),
    Column(key="gate", title=N_("Gate"), kind=Kind.DECIMAL, places=0, width=56),
)
