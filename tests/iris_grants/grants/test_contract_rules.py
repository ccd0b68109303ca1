"""What must hold before a contract or a payment."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from iris_grants.grants.rules.contract import (
    PlannedInstalment,
    check_period,
    check_plan,
    check_sanctions,
)

DAY = date(2023, 12, 10)


def plan(*parts: tuple[str, str]) -> tuple[PlannedInstalment, ...]:
    return tuple(PlannedInstalment(kind=kind, percent=Decimal(p)) for kind, p in parts)


def codes(problems: tuple[object, ...]) -> list[str]:
    return [getattr(problem, "code", "") for problem in problems]


def test_check_plan_of_eighty_and_twenty_is_clean() -> None:
    assert check_plan(plan(("pre_financing", "80"), ("balance", "20"))) == ()


def test_check_plan_names_every_problem() -> None:
    found = check_plan(plan(("pre_financing", "80"), ("further", "0")))
    assert codes(found) == [
        "grants.plan_not_100",
        "grants.plan_empty_instalment",
        "grants.plan_without_balance",
    ]


def test_check_period_outside_the_action_is_refused() -> None:
    found = check_period(
        date(2023, 1, 1),
        date(2022, 12, 31),
        action_starts=date(2023, 2, 1),
        action_ends=date(2026, 1, 31),
    )
    assert codes(found) == ["grants.period_reversed", "grants.outside_action"]


def test_check_sanctions_thirty_days_old_is_still_fresh() -> None:
    assert check_sanctions(date(2023, 11, 10), "no_match", DAY, 30) == ()
    assert codes(check_sanctions(date(2023, 11, 9), "no_match", DAY, 30)) == [
        "grants.sanctions_check_old"
    ]


def test_check_sanctions_from_after_the_act_proves_nothing() -> None:
    assert codes(check_sanctions(date(2023, 12, 11), "no_match", DAY, 30)) == [
        "grants.sanctions_check_old"
    ]


def test_check_sanctions_missing_or_matching_is_refused() -> None:
    assert codes(check_sanctions(None, None, DAY, 30)) == ["grants.sanctions_unchecked"]
    assert codes(check_sanctions(DAY, "match", DAY, 30)) == ["grants.sanctions_match"]
