"""How reports, revisions, indicators and visits look in tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from iris_grants.reporting.indicator_queries import IndicatorRow, IndicatorValue
from iris_grants.reporting.life_queries import FindingRow, RiskRow, VisibilityRow, VisitRow
from iris_grants.reporting.queries import ReportRow, RevisionRow
from iris_grants.reporting.rules.schedule import Standing
from iris_grants.wording import N_, _, label
from iris_grants.wording.formats import day, number_text
from ui.shell.tokens import Meaning
from ui.tables.columns import Chip, Column, Kind, chip

STANDINGS = {
    Standing.SOON: Meaning.ATTENTION,
    Standing.OVERDUE: Meaning.BAD,
    Standing.RECEIVED: Meaning.INFORMATION,
    Standing.RETURNED: Meaning.ATTENTION,
    Standing.APPROVED: Meaning.GOOD,
}
VISITS_STATES = {"planned": Meaning.INFORMATION, "done": Meaning.GOOD}
RISKS = {"low": Meaning.GOOD, "medium": Meaning.ATTENTION, "high": Meaning.BAD}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedReport:
    """A report with where it stands today."""

    row: ReportRow
    standing: Standing


def standing_chip(standing: Standing) -> Chip:
    """The chip of a report."""
    return Chip(
        word=label(f"standing.report.{standing}"),
        meaning=STANDINGS.get(standing, Meaning.NEUTRAL),
    )


REPORTS: tuple[Column[ListedReport], ...] = (
    Column(key="grant", title=N_("Contract"), value=lambda one: one.row.grant_number, width=88),
    Column(
        key="grantee",
        title=N_("Grantee"),
        value=lambda one: one.row.grantee,
        width=120,
        stretch=3,
    ),
    Column(
        key="kind",
        title=N_("Report"),
        value=lambda one: f"{one.row.number} · {label(f'report.{one.row.kind}')}",
        width=150,
        stretch=1,
    ),
    Column(
        key="due_on",
        title=N_("To be handed in by"),
        kind=Kind.DATE,
        value=lambda one: one.row.due_on,
        width=110,
    ),
    Column(
        key="standing",
        title=N_("State"),
        kind=Kind.CHIP,
        value=lambda one: standing_chip(one.standing),
        width=172,
    ),
    Column(
        key="received_on",
        title=N_("Received on"),
        kind=Kind.DATE,
        value=lambda one: one.row.received_on,
        hidden=True,
    ),
    Column(
        key="revisions",
        title=N_("Revisions"),
        kind=Kind.INTEGER,
        value=lambda one: one.row.revisions,
        hidden=True,
    ),
    Column(
        key="period",
        title=N_("Period"),
        value=lambda one: f"{day(one.row.period_from)} – {day(one.row.period_to)}",
        width=180,
        hidden=True,
    ),
)

OF_GRANT: tuple[Column[ListedReport], ...] = (
    Column(
        key="kind",
        title=N_("Report"),
        value=lambda one: f"{one.row.number} · {label(f'report.{one.row.kind}')}",
        width=150,
        stretch=2,
    ),
    Column(
        key="due_on",
        title=N_("To be handed in by"),
        kind=Kind.DATE,
        value=lambda one: one.row.due_on,
    ),
    Column(
        key="standing",
        title=N_("State"),
        kind=Kind.CHIP,
        value=lambda one: standing_chip(one.standing),
        width=172,
    ),
)

REVISIONS: tuple[Column[RevisionRow], ...] = (
    Column(key="revision", title=N_("Revision"), kind=Kind.INTEGER, width=64),
    Column(key="received_on", title=N_("Received on"), kind=Kind.DATE),
    Column(
        key="medium",
        title=N_("Arrived as"),
        value=lambda row: label(f"report.medium.{row.medium}"),
        width=110,
    ),
    Column(key="recorded_by", title=N_("Recorded by"), width=120, stretch=1),
    Column(key="reviewed_by", title=N_("Reviewed by"), width=120, stretch=1),
    Column(key="comments", title=N_("Comments"), width=160, stretch=3),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """A question of the review with its answer, or none."""

    code: str
    question: str
    answer: Chip | None
    remark: str
    person: str


CHECKS: tuple[Column[CheckLine], ...] = (
    Column(key="question", title=N_("Question"), width=180, stretch=3),
    Column(key="answer", title=N_("Answer"), kind=Kind.CHIP, width=130),
    Column(key="person", title=N_("Answered by"), width=120, stretch=1),
    Column(key="remark", title=N_("Remark"), width=140, stretch=2),
)


def number(thousandths: int | None) -> str:
    """A number of an indicator; empty where nothing was said."""
    return "" if thousandths is None else number_text(Decimal(thousandths).scaleb(-3))


VALUES: tuple[Column[IndicatorValue], ...] = (
    Column(key="code", title=N_("Code"), width=64),
    Column(key="title", title=N_("Indicator"), width=150, stretch=3),
    Column(
        key="total",
        title=N_("Reached since the start"),
        kind=Kind.DECIMAL,
        value=lambda row: Decimal(row.value.total).scaleb(-3),
        places=0,
        width=96,
    ),
    Column(key="female", title=N_("Women"), value=lambda row: number(row.value.female), width=64),
    Column(key="male", title=N_("Men"), value=lambda row: number(row.value.male), width=64),
    Column(key="other", title=N_("Other"), value=lambda row: number(row.value.other), width=64),
    Column(
        key="unknown",
        title=N_("Not known"),
        value=lambda row: number(row.value.unknown),
        width=72,
    ),
    Column(key="remark", title=N_("Remark and source"), width=120, stretch=2),
)


def indicator_columns(targets: Mapping[str, str]) -> tuple[Column[IndicatorRow], ...]:
    """The indicators of a grant; `targets` are those of the action that they count towards."""
    counts: Column[IndicatorRow] = Column(
        key="counts",
        title=N_("Counts towards"),
        value=lambda row: targets.get(row.id),
        width=84,
    )
    return (*_INDICATORS[:-1], counts, _INDICATORS[-1])


_INDICATORS: tuple[Column[IndicatorRow], ...] = (
    Column(key="code", title=N_("Code"), width=64),
    Column(key="title", title=N_("Indicator"), width=150, stretch=3),
    Column(key="unit", title=N_("Unit"), width=80),
    Column(key="target", title=N_("Target"), value=lambda row: number(row.target_milli), width=72),
    Column(
        key="approved",
        title=N_("Approved"),
        value=lambda row: number(row.approved.total if row.approved else None),
        width=80,
    ),
    Column(
        key="reported",
        title=N_("Reported"),
        value=lambda row: number(row.reported.total if row.reported else None),
        width=80,
    ),
    Column(key="sexes", title=N_("Women / men / other / not known"), value=lambda row: sexes(row)),
)


def sexes(row: IndicatorRow) -> str:
    """The people of the latest value by sex; empty for what counts no people."""
    value = row.approved or row.reported
    if value is None or not row.people:
        return ""
    return " / ".join(number(part) or "–" for part in value.parts)


VISITS: tuple[Column[VisitRow], ...] = (
    Column(key="number", title=N_("No."), kind=Kind.INTEGER, width=48),
    Column(
        key="state",
        title=N_("State"),
        kind=Kind.CHIP,
        value=lambda row: chip(row.state, VISITS_STATES, "state.visit."),
        width=120,
    ),
    Column(
        key="on",
        title=N_("Day"),
        kind=Kind.DATE,
        value=lambda row: row.visited_on or row.planned_on,
    ),
    Column(key="place", title=N_("Place"), width=110),
    Column(key="purpose", title=N_("Purpose"), width=140, stretch=2),
    Column(key="summary", title=N_("Summary"), width=140, stretch=3),
)

FINDINGS: tuple[Column[FindingRow], ...] = (
    Column(
        key="number",
        title=N_("No."),
        value=lambda row: f"{row.visit_number}.{row.number}",
        width=48,
    ),
    Column(key="finding", title=N_("Finding"), width=150, stretch=3),
    Column(key="follow_up", title=N_("What is to be done"), width=140, stretch=2),
    Column(key="responsible", title=N_("Responsible"), width=110),
    Column(key="due_on", title=N_("Until"), kind=Kind.DATE),
    Column(
        key="done",
        title=N_("State"),
        kind=Kind.CHIP,
        value=lambda row: finding_chip(row),
        width=110,
    ),
)


def finding_chip(row: FindingRow) -> Chip | None:
    """Whether a follow-up is done; nothing where none was asked for."""
    if row.follow_up is None:
        return None
    if row.done_on is None:
        return Chip(word=_("open"), meaning=Meaning.ATTENTION)
    return Chip(word=_("done {day}").format(day=day(row.done_on)), meaning=Meaning.GOOD)


VISIBILITY: tuple[Column[VisibilityRow], ...] = (
    Column(key="item", title=N_("Item"), width=150, stretch=3),
    Column(key="kind", title=N_("Kind"), value=lambda row: label(f"visibility.{row.kind}")),
    Column(key="shown_on", title=N_("Shown on"), kind=Kind.DATE),
    Column(key="emblem_ok", title=N_("Emblem"), kind=Kind.YES),
    Column(key="statement_ok", title=N_("Statement"), kind=Kind.YES),
    Column(key="disclaimer_ok", title=N_("Disclaimer"), kind=Kind.YES, width=86),
    Column(
        key="consent",
        title=N_("Consent"),
        value=lambda row: label(f"consent.{row.consent}"),
        width=120,
    ),
)

RISK_NOTES: tuple[Column[RiskRow], ...] = (
    Column(key="assessed_on", title=N_("Assessed on"), kind=Kind.DATE),
    Column(
        key="level",
        title=N_("Risk"),
        kind=Kind.CHIP,
        value=lambda row: chip(row.level, RISKS, "risk."),
        width=120,
    ),
    Column(key="reason", title=N_("Reason"), width=150, stretch=2),
    Column(key="measures", title=N_("Measures"), width=150, stretch=2),
    Column(key="person", title=N_("Assessed by"), width=120),
)
