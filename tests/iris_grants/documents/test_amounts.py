"""Amounts and days as people type them: exact, or a problem, never a guess in silence."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iris_grants.documents.amounts import (
    NumberLocale,
    ambiguity_note,
    is_ambiguous,
    parse_amount,
    parse_date,
)
from iris_grants.kernel.problems import Problem, Severity

TODAY = date(2024, 5, 5)
COMMA, POINT = NumberLocale.COMMA, NumberLocale.POINT
cents = st.integers(-(10**12), 10**12)


def code(found: object) -> str:
    assert isinstance(found, Problem)
    return found.code


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12.500,5", "12500.5"),
        ("12500.50", "12500.50"),
        ("12500,50", "12500.50"),
        ("12 500,50", "12500.50"),
        ("12\u00a0500,50", "12500.50"),
        ("12\u202f500", "12500"),
        ("12,500.50", "12500.50"),
        ("1'250.00", "1250.00"),
        ("1\u2019250,00", "1250.00"),
        ("1.234.567", "1234567"),
        ("1.234.567,89", "1234567.89"),
        ("1 234.567", "1234.567"),
        ("1234.567", "1234.567"),
        ("0.125", "0.125"),
        ("0,5", "0.5"),
        (",5", "0.5"),
        ("+7", "7"),
        ("-3", "-3"),
        ("\u22123,5", "-3.5"),
        ("- 5", "-5"),
        ("  42\t", "42"),
        ("007", "7"),
    ],
)
def test_amount_is_read_alike_in_both_locales(text: str, value: str) -> None:
    assert parse_amount(text, COMMA) == Decimal(value)
    assert parse_amount(text, POINT) == Decimal(value)
    assert not is_ambiguous(text)


@pytest.mark.parametrize(
    ("text", "comma", "point"),
    [("1.234", "1234", "1.234"), ("1,234", "1.234", "1234"), ("-999.000", "-999000", "-999")],
)
def test_only_the_locale_tells_and_it_is_said(text: str, comma: str, point: str) -> None:
    assert parse_amount(text, COMMA) == Decimal(comma)
    assert parse_amount(text, POINT) == Decimal(point)
    assert is_ambiguous(text)
    assert ambiguity_note(text, Decimal(comma)) == Problem(
        code="documents.amount_ambiguous",
        severity=Severity.WARNING,
        params={"text": text, "value": comma},
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "abc",
        "1.2.24",
        "12.50.00",
        "1 2",
        "12 50",
        "1.234 567",
        "1,234.5.6",
        "1.23,45.6",
        "500,-",
        "5.",
        "500 EUR",
        "1e5",
        "0x10",
        "--3",
        "3-",
        "NaN",
        "Infinity",
        "=1+1",
        "١٢",
        "１２",
        "1,,5",
        "." * 50,
        "1" * 61,
    ],
)
def test_what_is_no_number_is_a_problem(text: str) -> None:
    for locale in NumberLocale:
        assert code(parse_amount(text, locale)) == "documents.not_an_amount"
    assert not is_ambiguous(text)


def test_too_many_digits_and_decimals_are_problems() -> None:
    assert code(parse_amount("9" * 16)) == "documents.too_many_digits"
    assert parse_amount("9" * 13 + ",99") == Decimal("9" * 13 + ".99")
    assert code(parse_amount("1,234", places=2)) == "documents.too_many_decimals"
    assert parse_amount("1,20000", places=2) == Decimal("1.20000")
    assert code(parse_amount("1,5", places=0)) == "documents.too_many_decimals"


@given(cents, st.sampled_from([("", ","), ("", "."), (".", ","), (",", "."), (" ", ",")]))
def test_what_is_written_with_two_decimals_is_read_back(value: int, signs: tuple[str, str]) -> None:
    grouper, decimal = signs
    amount = Decimal(value).scaleb(-2)
    text = f"{amount:,.2f}".replace(",", "\0").replace(".", decimal).replace("\0", grouper)
    assert parse_amount(text, COMMA) == parse_amount(text, POINT) == amount


@given(st.text(max_size=70))
def test_any_text_gives_a_number_or_a_problem(text: str) -> None:
    found = parse_amount(text)
    assert isinstance(found, Decimal | Problem)
    if is_ambiguous(text):
        assert parse_amount(text, COMMA) != parse_amount(text, POINT)
    else:
        assert parse_amount(text, POINT) == found


@pytest.mark.parametrize(
    "text",
    [
        "1.2.24",
        "1.2.24.",
        "01.02.2024",
        "01.02.2024.",
        "1. 2. 2024.",
        "1/2/2024",
        "1-2-2024",
        "2024-02-01",
        "2024-2-1",
        "2024.02.01.",
        " 01 . 02 . 2024 ",
        "1.\u00a02.\u00a02024",
    ],
)
def test_day_is_read_with_the_day_first(text: str) -> None:
    assert parse_date(text, TODAY) == date(2024, 2, 1)


@pytest.mark.parametrize(
    "text",
    ["", "x", "31.2.2024", "2/13/2024", "1.2", "1.2.024", "1.2/2024", "45000", "1.2.2024. 12:00"],
)
def test_what_is_no_day_is_a_problem(text: str) -> None:
    assert code(parse_date(text, TODAY)) == "documents.not_a_date"


def test_day_outside_the_centuries_is_a_problem() -> None:
    assert code(parse_date("31.12.1899", TODAY)) == "documents.date_out_of_range"
    assert code(parse_date("1.1.2101", TODAY)) == "documents.date_out_of_range"


@given(st.dates(date(1945, 1, 1), TODAY + timedelta(days=365 * 19)))
def test_year_of_two_digits_is_the_near_one(day: date) -> None:
    assert parse_date(f"{day.day}.{day.month}.{day:%y}", TODAY) == day


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_written_days_are_read_back(day: date) -> None:
    assert parse_date(f"{day:%d.%m.%Y.}", TODAY) == parse_date(day.isoformat(), TODAY) == day


@given(st.text(max_size=30))
def test_any_text_gives_a_day_or_a_problem(text: str) -> None:
    assert isinstance(parse_date(text, TODAY), date | Problem)
