"""What must hold before a contract is drafted, signed, and before money leaves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from iris_grants.kernel.problems import Problem, Where, refusal
from iris_grants.programme.grant_rules import GrantRules


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedInstalment:
    """One instalment of a payment plan: its kind, percent of the grant and due day."""

    kind: str
    percent: Decimal
    due_on: date | None = None


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


def check_sanctions(
    checked_on: date | None, result: str | None, day: date, days: int
) -> tuple[Problem, ...]:
    """Problems of the search on the EU lists before a contract or a payment.

    A search must exist, have found nothing, not lie after the day of the act and be at
    most `days` days old (DOMAIN.md §2.1 FSTP-09, §14 R-SANC; the number of days is a preset).
    """
    if checked_on is None:
        return (Problem(code="grants.sanctions_unchecked"),)
    if result != "no_match":
        return (Problem(code="grants.sanctions_match"),)
    if not 0 <= (day - checked_on).days <= days:
        return (
            Problem(
                code="grants.sanctions_check_old",
                params={
                    "checked": checked_on.isoformat(),
                    "days": days,
                },
            ),
        )
    return ()
