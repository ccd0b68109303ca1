"""Budgets in versions: what may be planned, and how the next version is written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from sqlalchemy.orm import Session

from db.tables.grants import BudgetLineRecord, BudgetVersionRecord, GrantRecord
from iris_grants.awards.queries import limits_of
from iris_grants.awards.rules.negotiation import check_shares
from iris_grants.grants import queries
from iris_grants.grants.headings import heading_words
from iris_grants.grants.rules.reallocation import Route, route_of
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.money import Money, half_up
from iris_grants.kernel.operations import Work
from iris_grants.kernel.problems import Where, refusal, refuse_on_errors
from iris_grants.wording.formats import minor

CHANGEABLE = ("signed", "running")


def changeable(work: Work, grant_id: str, effective_on: date, reason: str) -> GrantRecord:
    """The grant, held for a change of its contract from this day on for this reason.

    Refused before signature and after the final report (`grants.wrong_state`), without a
    reason, and for a day outside the implementation period.
    """
    grant = work.hold(GrantRecord, grant_id)
    if grant.state not in CHANGEABLE:
        raise refusal("grants.wrong_state", state=f"state.grant.{grant.state}")
    if not reason.strip():
        raise refusal("grants.reason_needed", Where(key="reason"))
    if not grant.starts_on <= effective_on.isoformat() <= grant.ends_on:
        where = Where(key="effective_on")
        raise refusal("grants.outside_period", where, starts=grant.starts_on, ends=grant.ends_on)
    return grant


def moved_amounts(
    current: queries.Budget, currency: str, *, from_line: str, to_line: str, amount: Money
) -> dict[str, Money]:
    """The new amounts of two lines when money moves from one to the other.

    Refused for unknown lines, the same line twice, another currency, and where the line
    has less than that.
    """
    now = {line.code: Money(line.amount_minor, currency) for line in current.lines}
    for name, code in (("from_line", from_line), ("to_line", to_line)):
        if code not in now:
            raise refusal("grants.line_unknown", Where(key=name), lines=code)
    if from_line == to_line:
        raise refusal("grants.same_line", Where(key="to_line"))
    if amount.currency != currency:
        raise refusal("grants.other_currency", Where(key="amount"), currency=currency)
    if not 0 < amount.minor <= now[from_line].minor:
        left = str(now[from_line])
        raise refusal("grants.too_little_in_line", Where(key="amount"), left=left)
    return {from_line: now[from_line] - amount, to_line: now[to_line] + amount}


def planned_amounts(
    current: queries.Budget, currency: str, amounts: Mapping[str, Money]
) -> dict[str, int]:
    """The new amounts of all lines in cents; refused where they are no change of this budget.

    The total never changes: a grant does not grow (DOMAIN.md §5.4).
    """
    unknown = set(amounts) - {line.code for line in current.lines}
    if unknown:
        raise refusal("grants.line_unknown", lines=", ".join(sorted(unknown)))
    for code, amount in amounts.items():
        if amount.currency != currency:
            raise refusal("grants.other_currency", Where(key=code), currency=currency)
    before = {line.code: line.amount_minor for line in current.lines}
    planned = before | {code: amount.minor for code, amount in amounts.items()}
    if sum(planned.values()) != sum(before.values()):
        raise refusal("grants.total_changed")
    if planned == before:
        raise refusal("grants.nothing_changed")
    return planned


def require_allowed(
    session: Session,
    grant: GrantRecord,
    *,
    kind: str,
    current: queries.Budget,
    effective_on: date,
    planned: Mapping[str, int],
) -> None:
    """Refuse planned amounts that the shares of the call or the reallocation meter forbid.

    A notification may change every heading by the limit of the grant's rules, cumulatively
    since the last addendum; what is beyond it is named with its amount (DOMAIN.md §5.4;
    §14, R-REALLOC25).
    """
    if effective_on.isoformat() < current.effective_on:
        where = Where(key="effective_on")
        raise refusal("grants.before_last_change", where, day=current.effective_on)
    by_heading: dict[str, int] = {}
    for line in current.lines:
        by_heading[line.heading] = by_heading.get(line.heading, 0) + planned[line.code]
    limits = limits_of(session, grant.call_id)
    refuse_on_errors(
        check_shares(by_heading, indirect=limits.indirect, contingency=limits.contingency)
    )
    changes = queries.reallocation_of(session, grant.id, by_heading)
    if kind == "notification" and route_of(changes) is Route.ADDENDUM:
        words = heading_words(session, grant.call_id)
        over = [change for change in changes if change.route is Route.ADDENDUM]
        raise refusal(
            "grants.addendum_needed",
            headings="; ".join(f"{words[one.heading]} ({minor(one.excess)} EUR)" for one in over),
        )


def next_version(
    work: Work,
    current: queries.Budget,
    *,
    kind: str,
    effective_on: date,
    reason: str,
    planned: Mapping[str, int],
) -> str:
    """Write the next version of a budget with these amounts in cents by line; returns its id."""
    version = work.add(
        BudgetVersionRecord(
            id=new_id(),
            grant_id=current.grant_id,
            number=current.number + 1,
            kind=kind,
            effective_on=effective_on.isoformat(),
            reason=reason,
        )
    )
    work.add_all(
        [
            BudgetLineRecord(
                id=new_id(),
                budget_version_id=version.id,
                position=line.position,
                heading=line.heading,
                code=line.code,
                description=line.description,
                unit=line.unit,
                units_milli=line.units_milli,
                unit_value_minor=unit_value(planned[line.code], line.units_milli),
                amount_minor=planned[line.code],
            )
            for line in current.lines
        ]
    )
    return version.id


def unit_value(amount_minor: int, units_milli: int) -> int:
    """Cents for one unit, as printed beside the amount (the amount itself is what counts)."""
    return half_up(Fraction(amount_minor * 1000, units_milli)) if units_milli else 0
