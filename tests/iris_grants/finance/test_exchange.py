"""Which exchange rate a cost takes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iris_grants.finance.rules.exchange import (
    Conversion,
    Outlay,
    Rate,
    RateBook,
    Receipt,
    convert_outlays,
    rate_for,
)
from iris_grants.kernel.money import half_up
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


FIFO = RateBook(
    accounting_currency="RSD",
    method="instalment_fifo",
    other_method="monthly_inforeuro",
    receipts=(
        Receipt(
            currency="RSD",
            credited_on=date(2024, 1, 8),
            rate=Decimal(100),
            reference="izvod 2",
            local_minor=100_000,
        ),
        Receipt(
            currency="RSD",
            credited_on=date(2024, 6, 3),
            rate=Decimal(125),
            reference="izvod 9",
            local_minor=50_000,
        ),
    ),
    monthly={},
    daily={},
)


def outlay(charged: int, paid_on: date = date(2024, 7, 1), currency: str = "RSD") -> Outlay:
    return Outlay(currency=currency, paid_on=paid_on, charged_minor=charged)


def converted(book: RateBook, *outlays: Outlay) -> list[tuple[str, str, int]]:
    found = convert_outlays(book, outlays)
    assert all(isinstance(one, Conversion) for one in found)
    return [
        (f"{one.rate:f}", one.source, one.eur_minor) for one in found if isinstance(one, Conversion)
    ]


def test_instalments_are_used_up_in_turn() -> None:
    assert converted(FIFO, outlay(60_000), outlay(40_000), outlay(25_000)) == [
        ("100", "izvod 2", 600),
        ("100", "izvod 2", 400),
        ("125", "izvod 9", 200),
    ]


def test_cost_across_two_instalments_has_an_effective_rate_that_gives_its_euro() -> None:
    ((rate, source, euro),) = converted(FIFO, outlay(125_000))
    assert (source, euro) == ("izvod 2: 1000.00 RSD / 100 + izvod 9: 250.00 RSD / 125", 1_200)
    assert half_up(Fraction(125_000) / Fraction(rate)) == euro


def test_what_exceeds_the_instalments_takes_the_last_rate() -> None:
    assert converted(FIFO, outlay(150_000), outlay(12_500))[1] == ("125", "izvod 9", 100)
    used = replace(FIFO, used_minor=1_000_000)
    assert converted(used, outlay(12_500)) == [("125", "izvod 9", 100)]


def test_order_of_payment_decides_and_an_instalment_is_not_used_before_it_came() -> None:
    early = date(2024, 2, 1)
    assert converted(FIFO, outlay(50_000), outlay(110_000, early)) == [
        ("125", "izvod 9", 400),
        ("100", "izvod 2", 1_100),
    ]
    (missing,) = convert_outlays(FIFO, [outlay(1, date(2024, 1, 7))])
    assert isinstance(missing, Problem)
    assert missing.code == "finance.no_receipt_yet"


@given(
    charges=st.lists(st.integers(min_value=0, max_value=10**9), min_size=1, max_size=8),
    used=st.integers(min_value=0, max_value=10**9),
)
def test_effective_rate_always_gives_the_same_cents(charges: list[int], used: int) -> None:
    for one, charged in zip(
        convert_outlays(replace(FIFO, used_minor=used), [outlay(c) for c in charges]),
        charges,
        strict=True,
    ):
        assert isinstance(one, Conversion)
        assert abs(Fraction(charged) / Fraction(one.rate) - one.eur_minor) <= Fraction(1, 2) + (
            Fraction(1, 10**4)
        )


@pytest.mark.parametrize("method", ["monthly_inforeuro", "accounting_practice"])
def test_currency_bound_to_the_euro_has_that_rate_in_every_month(method: str) -> None:
    fixed = {"BAM": Rate(value=Decimal("1.95583"), source="valutni odbor")}
    book = replace(BOOK, accounting_currency="BAM", method=method, fixed=fixed)
    assert converted(book, outlay(195_583, currency="BAM")) == [
        ("1.95583", "valutni odbor", 100_000)
    ]
    other = replace(book, fixed={})
    assert isinstance(convert_outlays(other, [outlay(1, currency="BAM")])[0], Problem)


def test_published_vector_of_dinars() -> None:
    book = replace(
        FIFO,
        method="receipt_period",
        receipts=(replace(FIFO.receipts[0], rate=Decimal("117.2000")),),
    )
    assert converted(book, outlay(121_888_000))[0][2] == 1_040_000


AVERAGED = replace(
    BOOK,
    method="average_inforeuro",
    other_method="average_inforeuro",
    monthly={
        ("RSD", date(2024, 1, 1)): Rate(value=Decimal("117.20"), source="InforEuro 1/24"),
        ("RSD", date(2024, 2, 1)): Rate(value=Decimal("117.15"), source="InforEuro 2/24"),
        ("RSD", date(2024, 3, 1)): Rate(value=Decimal("117.20"), source="InforEuro 2/24"),
    },
    fixed={"BAM": Rate(value=Decimal("1.95583"), source="law")},
    period=(date(2024, 1, 15), date(2024, 3, 31)),
)


def test_average_rate_is_the_sum_of_the_months_by_their_number_wherever_the_cost_lies() -> None:
    found = rate_for(AVERAGED, "RSD", date(2024, 2, 29))
    assert found == Rate(
        value=Decimal("117.1833333333"),
        source="2024-01 – 2024-03: (117.20 + 117.15 + 117.20) / 3 · InforEuro 1/24, InforEuro 2/24",
    )
    assert rate_for(AVERAGED, "RSD", date(2024, 4, 5)) == found
    assert rate_for(AVERAGED, "BAM", date(2024, 2, 29)) == AVERAGED.fixed["BAM"]


def test_average_of_an_open_period_goes_up_to_the_month_of_payment_and_leaves_no_month_out() -> (
    None
):
    still_open = replace(AVERAGED, period=(date(2024, 1, 15), None))
    found = rate_for(still_open, "RSD", date(2024, 2, 10))
    assert isinstance(found, Rate)
    assert found.value == Decimal("117.175")
    missing = rate_for(still_open, "RSD", date(2024, 4, 1))
    assert isinstance(missing, Problem)
    assert (missing.code, missing.params["day"]) == ("finance.rate_missing", "2024-04-01")
