"""What must hold before a contract or a payment."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from iris_grants.grants.rules.contract import (
    PlannedInstalment,
    Search,
    check_currencies,
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


def searched(*found: tuple[int, int, bool]) -> tuple[Search, ...]:
    """Searches by month, day and whether they matched, in 2023."""
    return tuple(
        Search(searched_on=date(2023, month, day), match=match) for month, day, match in found
    )


def test_check_sanctions_thirty_days_old_is_still_fresh() -> None:
    assert check_sanctions(searched((11, 10, False)), DAY, 30) == ()
    (old,) = check_sanctions(searched((11, 9, False)), DAY, 30)
    assert old.code == "grants.sanctions_check_old"
    assert old.params == {"checked": "2023-11-09", "days": 30}


def test_check_sanctions_from_after_the_act_proves_nothing() -> None:
    assert codes(check_sanctions(searched((12, 11, False)), DAY, 30)) == [
        "grants.sanctions_check_old"
    ]


def test_check_sanctions_of_before_the_act_counts_though_a_later_one_was_made() -> None:
    assert check_sanctions(searched((12, 8, False), (12, 20, False)), DAY, 30) == ()


def test_check_sanctions_missing_or_matching_is_refused() -> None:
    assert codes(check_sanctions((), DAY, 30)) == ["grants.sanctions_unchecked"]
    assert codes(check_sanctions(searched((12, 10, True)), DAY, 30)) == ["grants.sanctions_match"]


def test_check_sanctions_with_a_match_since_is_refused() -> None:
    found = check_sanctions(searched((12, 8, False), (12, 20, True)), DAY, 30)
    assert codes(found) == ["grants.sanctions_match"]


def test_check_sanctions_cleared_only_after_the_act_is_refused() -> None:
    found = check_sanctions(searched((12, 8, True), (12, 20, False)), DAY, 30)
    assert codes(found) == ["grants.sanctions_match"]


def test_check_sanctions_cleared_before_the_act_is_clean() -> None:
    assert check_sanctions(searched((12, 1, True), (12, 8, False)), DAY, 30) == ()


def test_check_currencies_names_both_problems() -> None:
    assert check_currencies("RSD", "monthly_inforeuro") == ()
    assert codes(check_currencies("CHF", "receipt_period")) == [
        "grants.currency_unknown",
        "grants.fx_other_receipt",
    ]
