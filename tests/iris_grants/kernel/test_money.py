"""Exact money."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iris_grants.kernel.money import Money, convert, half_up, split_by_percent


def test_convert_gives_the_euros_of_the_rate() -> None:
    dinars = Money.of("1218880.00", "RSD")
    assert convert(dinars, Decimal("117.2000")) == Money.of("10400.00", "EUR")


@pytest.mark.parametrize(
    ("value", "rounded"), [("0.5", 1), ("-0.5", -1), ("1.49", 1), ("2.5", 3), ("-2.4", -2)]
)
def test_half_up_goes_away_from_zero(value: str, rounded: int) -> None:
    assert half_up(Decimal(value)) == rounded


def test_money_refuses_a_third_decimal_and_foreign_currencies() -> None:
    with pytest.raises(ValueError, match="decimals"):
        Money.of("1.005", "EUR")
    with pytest.raises(ValueError, match="currency"):
        Money.of("1", "USD")
    with pytest.raises(ValueError, match="mix"):
        Money.of("1", "EUR") + Money.of("1", "RSD")


@given(
    st.integers(min_value=0, max_value=10**9),
    st.lists(st.integers(min_value=1, max_value=100), min_size=1, max_size=6),
)
def test_split_by_percent_loses_no_cent(minor: int, weights: list[int]) -> None:
    exact = [Decimal(w) * 100 / sum(weights) for w in weights[:-1]]
    percents = (*exact, 100 - sum(exact, Decimal(0)))
    parts = split_by_percent(Money(minor, "EUR"), percents)
    assert sum(part.minor for part in parts) == minor
