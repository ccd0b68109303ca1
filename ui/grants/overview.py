"""The tab *Overview* of a grant: its money, its headings, its course in time, its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from iris_grants.finance.queries import NOTHING_SPENT, spending
from iris_grants.grants import queries
from iris_grants.grants.change_queries import changes_of
from iris_grants.grants.headings import heading_words
from iris_grants.grants.queries import GrantRow
from iris_grants.grants.rules.reallocation import HeadingChange
from iris_grants.kernel.money import Money
from iris_grants.programme.grant_rules import GrantRules, rules_of_contract
from iris_grants.reporting.closing import closure_facts
from iris_grants.reporting.life_queries import ClosureRow
from iris_grants.reporting.rules.closure import Point
from iris_grants.wording import N_, _, label
from iris_grants.wording.formats import day, decimal_text, minor, money, sentence_case, today
from iris_grants.wording.source_texts import source_words
from ui.charts import HorizontalBars, Slice
from ui.grants.drawn import CourseStrip, Dot, HeadingMeters, Moved
from ui.grants.life_tabs import Life
from ui.grants.next_steps import next_steps
from ui.grants.standing import Standing
from ui.reporting.columns import RISKS
from ui.shell.tokens import Meaning
from ui.tables.columns import Chip, Column, Kind, chip
from ui.tables.detail import Drawn, Pair, Pairs, Part, Tab, Why, Words, sub_table

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

EUR = "EUR"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A day in the course of a grant: what, and whether it is done, near or past."""

    on: str
    what: str
    done: bool
    key: str


def moment_chip(one: Moment) -> Chip:
    """Done, to come, or overdue today."""
    if one.done:
        return Chip(word=_("done"), meaning=Meaning.GOOD)
    if one.on < today().isoformat():
        return Chip(word=_("overdue"), meaning=Meaning.BAD)
    return Chip(word=_("to come"), meaning=Meaning.NEUTRAL)


TIMELINE: tuple[Column[Moment], ...] = (
    Column(key="on", title=N_("Day"), kind=Kind.DATE),
    Column(key="what", title=N_("What"), width=150, stretch=1),
    Column(key="state", title=N_("State"), kind=Kind.CHIP, value=moment_chip, width=100),
)

POINTS: tuple[Column[Point], ...] = (
    Column(
        key="code",
        title=N_("Closure checklist"),
        value=lambda one: label(f"closure.point.{one.code}"),
        width=180,
        stretch=1,
    ),
    Column(
        key="met",
        title=N_("Met"),
        kind=Kind.CHIP,
        value=lambda one: Chip(
            word=_("yes") if one.met else _("no"),
            meaning=Meaning.GOOD if one.met else Meaning.ATTENTION,
        ),
        width=80,
    ),
)


def overview_tab(
    session: Session,
    row: GrantRow,
    standing: Standing,
    life: Life,
    points: tuple[Point, ...],
    closure: ClosureRow | None,
) -> Tab:
    """Everything that tells at a glance where a grant stands."""
    rules = rules_of_contract(session, standing.rule_set_id)
    parts: list[Part] = []
    steps = next_steps(session, row, standing, life, points)
    if steps is not None:
        parts.append(steps)
    parts.append(_money(session, row))
    if closure is not None:
        parts.append(_closure(closure))
    if life.risks:
        parts.append(_risk(life))
    parts += _course(row, _moments(session, row, standing, life))
    parts += _headings(session, row, rules)
    if row.state in ("reported", "running") and points:
        parts.append(sub_table(POINTS, points, lambda one: one.code, title=_("Before the end")))
    parts.append(_rules(rules))
    return Tab(title=_("Overview"), parts=tuple(parts))


def _money(session: Session, row: GrantRow) -> Drawn:
    spent = spending(session).get(row.id, NOTHING_SPENT)
    final = queries.final_minor(session, row.id)
    whole = row.amount.minor if final is None else final
    slices = [
        _slice(_("Granted"), row.amount.minor),
        _slice(_("Paid"), row.paid.minor),
        _slice(_("Reported"), spent.reported_minor),
        _slice(_("Accepted"), spent.accepted_minor),
    ]
    if final is not None:
        slices.insert(1, _slice(_("Final amount"), final))
    balance = whole - row.paid.minor
    if balance < 0 and closure_facts(session, row.id).settled:
        slices.append(_slice(_("Recovered"), -balance))
    else:
        slices.append(_slice(_("Balance"), balance))
    bars = tuple(slices)
    return Drawn(title=_("Money"), make=lambda context: HorizontalBars(_("Money"), bars))


def _slice(name: str, cents: int) -> Slice:
    return Slice(name=name, value=cents, shown=money(Money(cents, EUR)))


def _headings(session: Session, row: GrantRow, rules: GrantRules) -> tuple[Part, ...]:
    """How much of what a notification may change each heading has used up, drawn and in words."""
    words = heading_words(session, row.call_id)
    changes = queries.reallocation_of(session, row.id)
    limit = Fraction(rules.reallocation_percent)
    pairs = tuple(
        Pair(
            label=words[change.heading],
            value=_moved(change),
            chip=_meter_chip(change, limit),
            why=Why(
                values=(
                    (_("Contract or last addendum"), f"{minor(change.base)} EUR"),
                    (_("Budget in force"), f"{minor(change.plan)} EUR"),
                ),
                rule=_(
                    "Up to {percent} % by notification, cumulatively; above it an addendum."
                ).format(percent=decimal_text(rules.reallocation_percent, 0)),
                source=next(
                    source_words(one.source)
                    for one in rules.limits
                    if one.code == "reallocation_percent"
                ),
                version=f"{rules.code} · {rules.edition}",
            ),
        )
        for change in changes
    )
    moved = tuple(
        Moved(
            name=words[change.heading],
            percent=None if change.percent is None else Fraction(change.percent),
            shown="–" if change.percent is None else _percent(Fraction(change.percent)),
        )
        for change in changes
    )
    title = _("Headings against the reallocation limit")
    meters = Drawn(title=title, make=lambda context: HeadingMeters(title, moved, limit))
    return (meters, Pairs(pairs=pairs))


def _moved(change: HeadingChange) -> str:
    if change.percent is None:
        return f"{minor(change.plan)} EUR"
    return f"{_percent(Fraction(change.percent))} · {minor(change.plan)} EUR"


def _percent(percent: Fraction) -> str:
    """A change in percent, with its sign."""
    sign = "+" if percent > 0 else ""
    return f"{sign}{decimal_text(_decimal(percent), 1)} %"


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def _meter_chip(change: HeadingChange, limit: Fraction) -> Chip | None:
    if change.excess:
        return Chip(word=_("over the limit"), meaning=Meaning.BAD)
    if change.percent is not None and abs(change.percent) * 5 >= limit * 4:
        return Chip(word=_("near the limit"), meaning=Meaning.ATTENTION)
    return None


def _course(row: GrantRow, moments: tuple[Moment, ...]) -> tuple[Part, ...]:
    """The course as a line and as a table."""
    dots = tuple(
        Dot(on=date.fromisoformat(one.on), what=one.what, meaning=moment_chip(one).meaning)
        for one in moments
    )
    starts, ends = date.fromisoformat(row.starts_on), date.fromisoformat(row.ends_on)
    strip = Drawn(title=_("Course"), make=lambda context: CourseStrip(starts, ends, today(), dots))
    return (strip, sub_table(TIMELINE, moments, lambda one: one.key))


def _moments(session: Session, row: GrantRow, standing: Standing, life: Life) -> tuple[Moment, ...]:
    now = today().isoformat()
    found = [
        Moment(on=row.starts_on, what=_("Start"), done=row.starts_on <= now, key="start"),
        Moment(on=row.ends_on, what=_("End of the period"), done=row.ends_on <= now, key="end"),
    ]
    if standing.signed_on:
        found.append(Moment(on=standing.signed_on, what=_("Signed"), done=True, key="signed"))
    for one in standing.instalments:
        when = one.paid_on if one.approved_by else one.due_on
        if when:
            kind = label(f"instalment.{one.kind}")
            what = f"{sentence_case(kind)} · {money(one.paid or one.amount)}"
            found.append(Moment(on=when, what=what, done=bool(one.approved_by), key=one.id))
    for listed in life.reports:
        report = listed.row
        kind = label(f"report.{report.kind}")
        what = f"{sentence_case(kind)} {report.number}"
        when = report.approved_on or report.due_on
        found.append(Moment(on=when, what=what, done=report.state == "approved", key=report.id))
    for visit in life.visits:
        if visit.state != "cancelled":
            found.append(
                Moment(
                    on=visit.visited_on or visit.planned_on,
                    what=_("Visit {number}").format(number=visit.number),
                    done=visit.state == "done",
                    key=visit.id,
                )
            )
    for change in changes_of(session, row.id):
        if change.state == "in_force":
            kind = label(f"budget.{change.kind}")
            what = f"{sentence_case(kind)} {change.number}"
            found.append(Moment(on=change.effective_on, what=what, done=True, key=change.id))
    return tuple(sorted(found, key=lambda one: (one.on, one.key)))


def _risk(life: Life) -> Pairs:
    newest = life.risks[0]
    return Pairs(
        title=_("Risk"),
        pairs=(
            Pair(
                label=_("Assessed on {day}").format(day=day(newest.assessed_on)),
                value="",
                chip=chip(newest.level, RISKS, "risk."),
            ),
            Pair(label=_("Reason"), value=newest.reason),
        ),
    )


def _closure(closure: ClosureRow) -> Pairs:
    ended = label(f"closure.{closure.kind}")
    return Pairs(
        title=_("End of the grant"),
        pairs=(
            Pair(
                label=sentence_case(ended),
                value=f"{day(closure.closed_on)} · {closure.closed_by}",
            ),
            Pair(label=_("Lessons"), value=closure.lessons or closure.reason or "–"),
            Pair(
                label=_("Papers are kept until"),
                value=day(closure.retain_until),
                why=Why(
                    values=((_("Counted from"), label(f"retention.{closure.retention_basis}")),),
                    rule=_(
                        "The latest of the years after the balance of the action, the years of "
                        "accounting law, and a hold for an audit. Nothing is deleted by itself."
                    ),
                ),
            ),
        ),
    )


def _rules(rules: GrantRules) -> Words:
    words = _("Rules {code}, edition {edition}.").format(code=rules.code, edition=rules.edition)
    if not rules.verified:
        words += " " + _("A preset that nobody has compared with the signed contract yet.")
    return Words(title=_("Rules"), text=words)
