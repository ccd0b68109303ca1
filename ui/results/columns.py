"""How targets and the entries towards them look in tables."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from iris_grants.grants.queries import GrantRow
from iris_grants.kernel.money import round_cents
from iris_grants.licensing.queries import SupportedRow
from iris_grants.results.from_grants import LinkRow
from iris_grants.results.queries import AchievementRow
from iris_grants.results.words import link_words, totals
from iris_grants.wording import N_, _, label
from iris_grants.wording.formats import day, decimal_text
from ui.grants.columns import STATES as GRANT_STATES
from ui.licensing.columns import STAGES
from ui.results.rows import ListedResult
from ui.shell.tokens import Meaning
from ui.tables.columns import Chip, Column, Kind, chip

SHARE = "share"
STATES = {
    "reached": Meaning.GOOD,
    "under_way": Meaning.INFORMATION,
    "missed": Meaning.BAD,
}


def _achieved(one: ListedResult) -> str:
    actual, target = one.row.actual.value, one.row.target.target
    return f"{decimal_text(actual, 0)} / {decimal_text(target, 0)}"


RESULTS: tuple[Column[ListedResult], ...] = (
    Column(key="code", title=N_("Code"), width=64),
    Column(
        key="title",
        title=N_("Indicator"),
        width=170,
        stretch=3,
        tooltip=lambda one: f"{one.title}\n{one.result_title}",
    ),
    Column(key="result_title", title=N_("Result"), width=160, stretch=2, hidden=True),
    Column(
        key="achieved",
        title=N_("Achieved"),
        value=_achieved,
        sorted_as=lambda one: f"{one.row.actual.value:020d}",
        width=124,
    ),
    Column(
        key="target",
        title=N_("Target"),
        kind=Kind.INTEGER,
        value=lambda one: one.row.target.target,
        hidden=True,
    ),
    Column(
        key="actual",
        title=N_("Actual value"),
        kind=Kind.INTEGER,
        value=lambda one: one.row.actual.value,
        hidden=True,
    ),
    Column(key=SHARE, title=N_("Share"), kind=Kind.PERCENT, places=0, width=138, drawn=50),
    Column(key="trend", title=N_("Trend"), width=60, tooltip=lambda one: one.trend_words),
    Column(
        key="state",
        title=N_("State"),
        kind=Kind.CHIP,
        value=lambda one: chip(one.state, STATES, "results.state."),
        width=130,
    ),
    Column(key="women", title=N_("Women"), kind=Kind.PERCENT, places=0, width=66),
    Column(
        key="countries",
        title=N_("By country"),
        width=80,
        stretch=1,
        tooltip=lambda one: one.country_names,
        hidden=True,
    ),
    Column(
        key="waiting",
        title=N_("Awaits evidence"),
        kind=Kind.INTEGER,
        value=lambda one: one.row.actual.waiting or None,
        width=110,
        hidden=True,
    ),
)


def entry_chip(row: AchievementRow) -> Chip:
    """How an entry stands."""
    if row.withdrawn_reason is not None:
        return Chip(word=_("withdrawn"), meaning=Meaning.BAD)
    if not row.documents:
        return Chip(word=_("awaits evidence"), meaning=Meaning.ATTENTION)
    if row.verified_by is None:
        return Chip(word=_("not verified"), meaning=Meaning.INFORMATION)
    return Chip(word=_("verified"), meaning=Meaning.GOOD)


ENTRIES: tuple[Column[AchievementRow], ...] = (
    Column(key="held_on", title=N_("Day"), kind=Kind.DATE, width=96),
    Column(
        key="title", title=N_("Title"), width=150, stretch=3, tooltip=lambda row: row.note or ""
    ),
    Column(
        key="place",
        title=N_("Place"),
        value=lambda row: f"{row.place}, {label(f'country.{row.country}')}",
        width=120,
        stretch=1,
    ),
    Column(
        key="figures",
        title=N_("Figures"),
        value=lambda row: totals(row.figures),
        width=120,
        stretch=1,
    ),
    Column(key="documents", title=N_("Documents"), kind=Kind.INTEGER, width=92),
    Column(key="state", title=N_("State"), kind=Kind.CHIP, value=entry_chip, width=130),
)


def link_chip(row: LinkRow) -> Chip:
    """Whether a value counts, waits for the approval of its report, or is not there yet."""
    meaning = Meaning.GOOD if row.approved else Meaning.ATTENTION
    if row.ended_reason is not None:
        meaning = Meaning.BAD
    elif row.value is None:
        meaning = Meaning.NEUTRAL
    return Chip(word=link_words(row), meaning=meaning)


LINKS: tuple[Column[LinkRow], ...] = (
    Column(key="grant_number", title=N_("Contract"), width=88),
    Column(key="grantee", title=N_("Grantee"), width=110, stretch=2),
    Column(
        key="indicator",
        title=N_("Indicator"),
        value=lambda row: f"{row.code} {row.title}",
        tooltip=lambda row: "\n".join(
            one for one in (row.basis, row.ended_reason) if one is not None
        ),
        width=130,
        stretch=3,
    ),
    Column(key="counted", title=N_("Value"), kind=Kind.INTEGER, width=72),
    Column(
        key="report_number",
        title=N_("Report"),
        value=lambda row: _report(row),
        width=96,
    ),
    Column(key="state", title=N_("State"), kind=Kind.CHIP, value=link_chip, width=150),
)


def _report(row: LinkRow) -> str:
    """The report that tells the value, with the day up to which it reaches."""
    return f"{row.report_number} · {day(row.period_to)}" if row.report_number else ""


GRANTS: tuple[Column[GrantRow], ...] = (
    Column(key="number", title=N_("Contract"), width=88),
    Column(key="organisation", title=N_("Grantee"), width=140, stretch=3),
    Column(
        key="country",
        title=N_("Country"),
        value=lambda row: label(f"country.{row.country}"),
        width=110,
    ),
    Column(
        key="state",
        title=N_("State"),
        kind=Kind.CHIP,
        value=lambda row: chip(row.state, GRANT_STATES, "state.grant."),
        width=120,
    ),
)

CASES: tuple[Column[SupportedRow], ...] = (
    Column(key="number", title=N_("Case"), width=84),
    Column(key="organisation", title=N_("Organisation"), width=140, stretch=3),
    Column(key="counted_on", title=N_("Counts since"), kind=Kind.DATE, width=110),
    Column(
        key="stage",
        title=N_("Stage"),
        kind=Kind.CHIP,
        value=lambda row: chip(row.stage, STAGES, "stage."),
        width=150,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRow:
    """A part of an actual value: its words, its value, and its share of the whole."""

    key: str
    name: str
    value: int
    whole: int

    @property
    def share(self) -> Decimal:
        """The share in percent."""
        return round_cents(Decimal(self.value) * 100 / self.whole)


PARTS: tuple[Column[PartRow], ...] = (
    Column(key="name", title=N_("Part"), width=140, stretch=2),
    Column(key="value", title=N_("Value"), kind=Kind.INTEGER, width=90),
    Column(key="share", title=N_("Share"), kind=Kind.PERCENT, places=1, width=90),
)
