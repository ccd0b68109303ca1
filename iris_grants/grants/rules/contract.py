"""What must hold before a contract is drafted, signed, and before money leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from iris_grants.kernel.money import CURRENCIES
from iris_grants.kernel.problems import Problem, Where, refusal
from iris_grants.programme.grant_rules import GrantRules


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedInstalment:
    """One instalment of a payment plan: its kind, percent of the grant and due day."""

    kind: str
    percent: Decimal
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """A search of an organisation on the EU lists: its day, and whether it found something."""

    searched_on: date
    match: bool


def planned_instalments(rules: GrantRules, preset: str) -> tuple[PlannedInstalment, ...]:
    """The payment plan of a preset of the grant rules; refused if they have none of that code.

    The first instalment is pre-financing, the last the balance (DOMAIN.md §5.3).
    """
    found = [one.percents for one in rules.payment_presets if one.code == preset]
    if not found:
        known = ", ".join(one.code for one in rules.payment_presets)
        raise refusal("grants.preset_unknown", Where(key="preset"), known=known)
    percents = found[0]
    last = len(percents) - 1
    return tuple(
        PlannedInstalment(
            kind="balance" if place == last else "further" if place else "pre_financing",
            percent=percent,
        )
        for place, percent in enumerate(percents)
    )


def check_plan(plan: tuple[PlannedInstalment, ...]) -> tuple[Problem, ...]:
    """Problems of a payment plan: percents sum to 100 and the last one is the balance.

    Source: DOMAIN.md §5.3 (the last instalment only after approval of the final report).
    """
    problems = []
    total = sum((part.percent for part in plan), Decimal(0))
    if total != 100:
        problems.append(Problem(code="grants.plan_not_100", params={"total": str(total)}))
    if any(part.percent <= 0 for part in plan):
        problems.append(Problem(code="grants.plan_empty_instalment"))
    if not plan or plan[-1].kind != "balance":
        problems.append(Problem(code="grants.plan_without_balance"))
    return tuple(problems)


def check_period(
    starts_on: date, ends_on: date, *, action_starts: date, action_ends: date
) -> tuple[Problem, ...]:
    """Problems of an implementation period: in order, and inside the parent action's.

    Source: DOMAIN.md §2.1, FSTP-12.
    """
    problems = []
    if ends_on <= starts_on:
        problems.append(Problem(code="grants.period_reversed", where=Where(key="ends_on")))
    if starts_on < action_starts or ends_on > action_ends:
        problems.append(
            Problem(
                code="grants.outside_action",
                where=Where(key="starts_on"),
                params={
                    "starts": action_starts.isoformat(),
                    "ends": action_ends.isoformat(),
                },
            )
        )
    return tuple(problems)


def check_currencies(accounting_currency: str, fx_other_method: str) -> tuple[Problem, ...]:
    """Problems of the currency clause: a currency of the programme, and a usable second method.

    The rate of an instalment is one of the accounting currency; costs in other currencies
    need another method (DOMAIN.md §7.4).
    """
    problems = []
    if accounting_currency not in CURRENCIES:
        where = Where(key="accounting_currency")
        known = ", ".join(CURRENCIES)
        problems.append(
            Problem(code="grants.currency_unknown", where=where, params={"known": known})
        )
    if fx_other_method in ("receipt_period", "instalment_fifo"):
        problems.append(Problem(code="grants.fx_other_receipt", where=Where(key="fx_other_method")))
    return tuple(problems)


def check_sanctions(searches: Sequence[Search], day: date, days: int) -> tuple[Problem, ...]:
    """Problems of the searches on the EU lists before a contract or a payment.

    `searches` in order of their days, `day` that of the act. The last search up to that day
    must exist, have found nothing, and be at most `days` days old; a match found since
    stops the act as well (DOMAIN.md §2.1 FSTP-09, §14 R-SANC; the number of days is a
    preset).
    """
    if not searches:
        return (Problem(code="grants.sanctions_unchecked"),)
    before = [search for search in searches if search.searched_on <= day]
    if any(search.match for search in (searches[-1], *before[-1:])):
        return (Problem(code="grants.sanctions_match"),)
    last = (before or searches)[-1]
    if 0 <= (day - last.searched_on).days <= days:
        return ()
    return (
        Problem(
            code="grants.sanctions_check_old",
            params={"checked": last.searched_on.isoformat(), "days": days},
        ),
    )
