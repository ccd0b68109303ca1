"""Which exchange rate a cost takes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from iris_grants.finance.rules.exchange import Rate, RateBook, Receipt, rate_for
from iris_grants.kernel.problems import Problem, Refused

BOOK = RateBook(
    accounting_currency="RSD",
    method="receipt_period",
    other_method="monthly_inforeuro",
    receipts=(
        Receipt(
            currency="RSD",
            credited_on=date(2024, 6, 3),
            rate=Decimal("117.05"),
            reference="statement 9",
        ),
        Receipt(
            currency="RSD",
            credited_on=date(2024, 1, 8),
            rate=Decimal("117.20"),
            reference="statement 2",
        ),
    ),
    monthly={("MKD", date(2024, 2, 1)): Rate(value=Decimal("61.695"), source="InforEuro")},
    daily={},
)


@pytest.mark.parametrize(
    ("paid_on", "rate"),
    [
        (date(2024, 1, 8), "117.20"),
        (date(2024, 6, 2), "117.20"),
        (date(2024, 6, 3), "117.05"),
        (date(2025, 1, 1), "117.05"),
    ],
)
def test_rate_for_the_accounting_currency_is_of_the_last_receipt(paid_on: date, rate: str) -> None:
    found = rate_for(BOOK, "RSD", paid_on)
    assert isinstance(found, Rate)
    assert found.value == Decimal(rate)


def test_rate_for_a_cost_before_any_receipt_is_missing() -> None:
    found = rate_for(BOOK, "RSD", date(2024, 1, 7))
    assert isinstance(found, Problem)
    assert found.code == "finance.no_receipt_yet"
    assert found.params == {"currency": "RSD", "day": "2024-01-07"}


def test_rate_of_a_receipt_is_never_taken_for_another_currency() -> None:
    book = replace(BOOK, other_method="receipt_period")
    found = rate_for(book, "MKD", date(2024, 6, 3))
    assert isinstance(found, Problem)
    assert found.code == "finance.no_receipt_yet"


def test_rate_by_accounting_practice_is_of_the_day_itself() -> None:
    daily = {("RSD", date(2024, 2, 5)): Rate(value=Decimal("117.19"), source="NBS")}
    book = replace(BOOK, method="accounting_practice", daily=daily)
    assert rate_for(book, "RSD", date(2024, 2, 5)) == daily["RSD", date(2024, 2, 5)]
    found = rate_for(book, "RSD", date(2024, 2, 6))
    assert isinstance(found, Problem)
    assert found.code == "finance.rate_missing"


def test_rate_for_another_currency_is_of_its_month_and_never_of_another() -> None:
    assert rate_for(BOOK, "MKD", date(2024, 2, 29)) == Rate(
        value=Decimal("61.695"), source="InforEuro"
    )
    assert isinstance(rate_for(BOOK, "MKD", date(2024, 3, 1)), Problem)


def test_rate_for_euro_is_one() -> None:
    found = rate_for(BOOK, "EUR", date(2024, 2, 2))
    assert isinstance(found, Rate)
    assert found.value == 1


def test_rate_for_an_unknown_method_is_refused() -> None:
    book = RateBook(
        accounting_currency="RSD",
        method="guess",
        other_method="guess",
        receipts=(),
        monthly={},
        daily={},
    )
    with pytest.raises(Refused):
        rate_for(book, "RSD", date(2024, 2, 2))
