"""When a grant can be closed, and until when its papers are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from iris_grants.kernel.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A point of the closure checklist: met or not, with parameters of its sentence.

    The words are `closure.point.<code>`; why it is not met is `reporting.<code>_missing`.
    """

    code: str
    met: bool
    params: tuple[tuple[str, str | int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosureFacts:
    """What the store says of a grant at its end; amounts in euro cents.

    `final` is the final amount as fixed (none: not fixed), `recovery` the state of the
    money to come back (none: nothing is), `settled` whether that is over.
    """

    final_report: str
    open_reports: int
    final: int | None
    paid: int
    recovery: str | None
    settled: bool
    payments_open: int
    equipment_minor: int
    asset_papers: int
    findings_open: int
    visibility_items: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """Until when papers are kept, and from what that is counted."""

    until: date
    basis: str


def closure_points(facts: ClosureFacts) -> tuple[Point, ...]:
    """The closure checklist (DOMAIN.md §8.3, sections 20 to 24).

    The final report is approved, the final amount fixed; its balance is paid, or what was
    paid too much is paid back, offset or waived; no payment waits; equipment that was
    bought has its list or transfer; no finding of a visit is open.
    """
    balance = None if facts.final is None else facts.final - facts.paid
    settled = balance == 0 or (balance is not None and balance < 0 and facts.settled)
    shown = 0 if balance is None else balance
    return (
        Point(code="reports", met=facts.final_report == "approved" and not facts.open_reports),
        Point(code="final_amount", met=facts.final is not None),
        Point(code="balance", met=settled, params=(("balance", _cents(shown)),)),
        Point(code="payments", met=facts.payments_open == 0),
        Point(
            code="assets",
            met=facts.equipment_minor == 0 or facts.asset_papers > 0,
            params=(("value", _cents(facts.equipment_minor)),),
        ),
        Point(code="findings", met=facts.findings_open == 0, params=(("n", facts.findings_open),)),
        Point(code="visibility", met=facts.visibility_items > 0),
    )


def check_closure(points: Sequence[Point]) -> tuple[Problem, ...]:
    """A problem for every point of the checklist that is not met."""
    return tuple(
        Problem(code=f"reporting.{point.code}_missing", params=dict(point.params))
        for point in points
        if not point.met
    )


def retention(
    *,
    closed_on: date,
    parent_balance_on: date | None,
    action_ends_on: date,
    years: int,
    accounting_years: int,
    hold_until: date | None = None,
) -> Retention:
    """Until when the papers of a grant are kept (DOMAIN.md §8.4, R-RET).

    The latest of: so many years after the balance of the action was paid (until that is
    known, after the end of the action: provisional), so many years after the business year
    of the closure, and a hold for an audit.
    """
    basis = "end_of_action" if parent_balance_on is None else "parent_balance"
    start = action_ends_on if parent_balance_on is None else parent_balance_on
    accounting = date(closed_on.year + accounting_years, 12, 31)
    until = max(years_later(start, years), accounting)
    if hold_until is not None and hold_until > until:
        return Retention(until=hold_until, basis="hold")
    return Retention(until=until, basis=basis)


def years_later(day: date, years: int) -> date:
    """The same day so many years later; the 28th where there is no 29th of February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _cents(minor: int) -> str:
    sign, whole = ("-" if minor < 0 else ""), abs(minor)
    return f"{sign}{whole // 100}.{whole % 100:02d} EUR"
