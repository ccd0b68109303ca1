"""The final amount of a grant."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from iris_grants.finance.rules.final_amount import final_amount

CENTS = st.integers(min_value=0, max_value=10**9)
RATES = st.decimals(min_value=0, max_value=100, places=2)


def test_final_amount_with_a_balance_to_pay() -> None:
    found = final_amount(
        eligible=1_380_000, maximum=1_300_000, rate_percent=Decimal(90), paid=1_040_000
    )
    assert (found.final, found.balance) == (1_242_000, 202_000)


def test_final_amount_with_a_recovery() -> None:
    found = final_amount(
        eligible=1_090_000, maximum=1_300_000, rate_percent=Decimal(90), paid=1_040_000
    )
    assert (found.final, found.balance) == (981_000, -59_000)


def test_final_amount_of_nothing_eligible_is_zero() -> None:
    found = final_amount(
        eligible=0, maximum=1_300_000, rate_percent=Decimal(90), paid=0, no_profit=True
    )
    assert (found.final, found.balance) == (0, 0)


@given(CENTS, CENTS, RATES, CENTS)
def test_final_amount_never_passes_maximum_or_rate(
    eligible: int, maximum: int, rate: Decimal, reduction: int
) -> None:
    found = final_amount(
        eligible=eligible, maximum=maximum, rate_percent=rate, paid=0, reduction=reduction
    )
    assert 0 <= found.final <= maximum
    assert Decimal(found.final) <= Decimal(eligible) * rate / 100 + Decimal("0.5")


@given(CENTS, CENTS, CENTS, RATES)
def test_final_amount_more_eligible_costs_never_give_less(
    less: int, more: int, maximum: int, rate: Decimal
) -> None:
    low, high = sorted((less, more))
    assert (
        final_amount(eligible=low, maximum=maximum, rate_percent=rate, paid=0).final
        <= final_amount(eligible=high, maximum=maximum, rate_percent=rate, paid=0).final
    )
