"""The 70 % rule: what of a further instalment is due."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iris_grants.grants.rules.instalments import further_instalment

SEVENTY = Decimal(70)
CENTS = st.integers(min_value=0, max_value=10_000_000)


@pytest.mark.parametrize(
    ("paid", "spent", "amount"),
    [
        ((700_000,), 490_000, 200_000),
        ((700_000,), 489_999, 199_999),
        ((700_000,), 290_001, 1),
        ((700_000,), 290_000, 0),
        ((700_000,), 0, 0),
        ((400_000, 500_000), 750_000, 200_000),
        ((400_000, 500_000), 700_000, 150_000),
        ((), 0, 200_000),
    ],
)
def test_further_instalment_is_less_what_is_missing(
    paid: tuple[int, ...], spent: int, amount: int
) -> None:
    assert further_instalment(200_000, paid, spent, SEVENTY).amount == amount


@given(CENTS, st.lists(CENTS, max_size=3), CENTS, CENTS)
def test_spending_more_never_makes_less_due(
    planned: int, paid: list[int], spent: int, more: int
) -> None:
    before = further_instalment(planned, paid, spent, SEVENTY).amount
    after = further_instalment(planned, paid, spent + more, SEVENTY).amount
    assert 0 <= before <= after <= planned
