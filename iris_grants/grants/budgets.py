"""Changes of the budget of a grant: a new version each, by notification or by addendum."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from db.tables.grants import BudgetLineRecord, BudgetVersionRecord, GrantRecord
from iris_grants.awards.queries import limits_of
from iris_grants.awards.rules.negotiation import check_shares
from iris_grants.grants import queries
from iris_grants.grants.headings import heading_words
from iris_grants.grants.rules.reallocation import Route, route_of
from iris_grants.kernel.access import Role
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.money import Money, half_up
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Where, refusal, refuse_on_errors

OFFICER = frozenset({Role.GRANTS_OFFICER, Role.FINANCE_OFFICER})
TOPICS = frozenset({"grants", "awards"})
KINDS = ("notification", "addendum")
CHANGEABLE = ("signed", "running")


@operation("grants.change_budget", roles=OFFICER, topics=TOPICS)
def change_budget(
    work: Work,
    *,
    grant_id: str,
    kind: str,
    effective_on: date,
    amounts: Mapping[str, Money],
    reason: str,
) -> str:
    """A new version of the budget with new amounts by line code; returns its id.

    Between signature and final report, from a day in the implementation period that is not
    before the last change. The total never changes. By notification only where the
    reallocation meter allows it: cumulative change of every heading within the limit of the
    grant's rules against the last addendum (DOMAIN.md §5.4; §14, R-REALLOC25). An addendum
    needs the same reasons.
    """
    grant = _changeable(work, grant_id, kind, effective_on, reason)
    return _change(work, grant, kind, effective_on, reason, amounts)


@operation("grants.move_money", roles=OFFICER, topics=TOPICS)
def move_money(
    work: Work,
    *,
    grant_id: str,
    kind: str,
    effective_on: date,
    from_line: str,
    to_line: str,
    amount: Money,
    reason: str,
) -> str:
    """Move an amount from one budget line to another, as `change_budget`; returns its id.

    Refused as well where the line has less than that.
    """
    grant = _changeable(work, grant_id, kind, effective_on, reason)
    current = {
        line.code: Money(line.amount_minor, grant.currency)
        for line in queries.current_budget(work.session, grant_id).lines
    }
    for name, code in (("from_line", from_line), ("to_line", to_line)):
        if code not in current:
            raise refusal("grants.line_unknown", Where(key=name), lines=code)
    if from_line == to_line:
        raise refusal("grants.same_line", Where(key="to_line"))
    if amount.currency != grant.currency:
        raise refusal("grants.other_currency", Where(key="amount"), currency=grant.currency)
    if not 0 < amount.minor <= current[from_line].minor:
        left = str(current[from_line])
        raise refusal("grants.too_little_in_line", Where(key="amount"), left=left)
    amounts = {from_line: current[from_line] - amount, to_line: current[to_line] + amount}
    return _change(work, grant, kind, effective_on, reason, amounts)


def unit_value(amount_minor: int, units_milli: int) -> int:
    """Cents for one unit, as printed beside the amount (the amount itself is what counts)."""
    return half_up(Fraction(amount_minor * 1000, units_milli)) if units_milli else 0


def _changeable(
    work: Work, grant_id: str, kind: str, effective_on: date, reason: str
) -> GrantRecord:
    grant = work.hold(GrantRecord, grant_id)
    if grant.state not in CHANGEABLE:
        raise refusal("grants.wrong_state", state=f"state.grant.{grant.state}")
    if kind not in KINDS:
        raise refusal("grants.kind_unknown", Where(key="kind"))
    if not reason.strip():
        raise refusal("grants.reason_needed", Where(key="reason"))
    if not grant.starts_on <= effective_on.isoformat() <= grant.ends_on:
        where = Where(key="effective_on")
        raise refusal("grants.outside_period", where, starts=grant.starts_on, ends=grant.ends_on)
    return grant


def _change(
    work: Work,
    grant: GrantRecord,
    kind: str,
    effective_on: date,
    reason: str,
    amounts: Mapping[str, Money],
) -> str:
    current = queries.current_budget(work.session, grant.id)
    if effective_on.isoformat() < current.effective_on:
        where = Where(key="effective_on")
        raise refusal("grants.before_last_change", where, day=current.effective_on)
    planned = _planned(current, grant.currency, amounts)
    by_heading: dict[str, int] = {}
    for line in current.lines:
        by_heading[line.heading] = by_heading.get(line.heading, 0) + planned[line.code]
    limits = limits_of(work.session, grant.call_id)
    refuse_on_errors(
        check_shares(by_heading, indirect=limits.indirect, contingency=limits.contingency)
    )
    changes = queries.reallocation_of(work.session, grant.id, by_heading)
    if kind == "notification" and route_of(changes) is Route.ADDENDUM:
        words = heading_words(work.session, grant.call_id)
        headings = ", ".join(words[c.heading] for c in changes if c.route is Route.ADDENDUM)
        raise refusal("grants.addendum_needed", headings=headings)
    return _next_version(work, current, kind, effective_on, reason, planned)


def _planned(
    current: queries.Budget, currency: str, amounts: Mapping[str, Money]
) -> dict[str, int]:
    """The new amounts of all lines in cents; refused where they are no change of this budget."""
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


def _next_version(
    work: Work,
    current: queries.Budget,
    kind: str,
    effective_on: date,
    reason: str,
    planned: Mapping[str, int],
) -> str:
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
