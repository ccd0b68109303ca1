"""Tests of identifiers and account numbers."""

from __future__ import annotations

import pytest

from iris_grants.kernel.problems import Severity
from iris_grants.organisations.rules import (
    check_iban,
    check_identifiers,
    tidy_iban,
    tidy_number,
)

SOUND = (
    ("RS", "17123456", "100002887"),
    ("RS", "07123456", "104052135"),
    ("BA", "65-02-0012/20", "4400964000002"),
    ("BA", "12", "4200211100005"),
    ("ME", "4321", "02655284"),
    ("MK", "7123456", "4030000375897"),
    ("MK", "7123456", "MK4030000375897"),
    ("MK", "7123456", "МК 4030000375897"),
    ("AL", "K22218003V", "J91402501L"),
    ("AL", "123", "k22218003v"),
    ("XK", "5123456-7", "601234567"),
    ("XK", "5123456", "810123456"),
    ("RS", "17 123 456", None),
    ("RS", "17123456", "  "),
)
"""Tax numbers with right check digits as DOMAIN.md §12.2 lists them; register numbers made up."""


@pytest.mark.parametrize(("country", "register_no", "tax_no"), SOUND)
def test_check_identifiers_takes_sound_numbers(
    country: str, register_no: str, tax_no: str | None
) -> None:
    assert check_identifiers(country=country, register_no=register_no, tax_no=tax_no) == ()


@pytest.mark.parametrize(
    ("country", "register_no", "tax_no", "key", "reason", "severity"),
    [
        ("RS", "1712345", None, "register_no", "number_shape", Severity.ERROR),
        ("RS", "17123456", "100002888", "tax_no", "number_check", Severity.ERROR),
        ("RS", "17123456", "10000288", "tax_no", "number_shape", Severity.ERROR),
        ("BA", "12", "4400964000003", "tax_no", "number_check", Severity.WARNING),
        ("BA", "12", "5400964000002", "tax_no", "number_shape", Severity.ERROR),
        ("ME", "12", "02655283", "tax_no", "number_check", Severity.ERROR),
        ("MK", "712345", None, "register_no", "number_shape", Severity.WARNING),
        ("MK", "7123456", "4030000375890", "tax_no", "number_check", Severity.ERROR),
        ("AL", "12", "N91402501L", "tax_no", "number_shape", Severity.ERROR),
        ("XK", "12", None, "register_no", "number_shape", Severity.WARNING),
        ("XK", "5123456", "12", "tax_no", "number_shape", Severity.WARNING),
        ("RS", " . ", None, "register_no", "register_no_missing", Severity.ERROR),
        ("HR", "12", None, "country", "country_unknown", Severity.ERROR),
    ],
)
def test_check_identifiers_says_what_is_wrong_and_how_sure_it_is(
    country: str,
    register_no: str,
    tax_no: str | None,
    key: str,
    reason: str,
    severity: Severity,
) -> None:
    (problem,) = check_identifiers(country=country, register_no=register_no, tax_no=tax_no)

    assert (problem.code, problem.where.key, problem.severity) == (
        f"organisations.{reason}",
        key,
        severity,
    )


@pytest.mark.parametrize(
    "iban",
    [
        "RS35260005601001611379",
        "BA391290079401028494",
        "ME25505000012345678951",
        "MK07250120000058984",
        "AL47212110090000000235698741",
        "XK051212012345678906",
        "rs35 2600 0560 1001 6113 79",
    ],
)
def test_check_iban_takes_valid_accounts_of_six_countries(iban: str) -> None:
    assert check_iban(iban) == ()
    assert check_iban(iban, tidy_iban(iban)[:2]) == ()


@pytest.mark.parametrize(
    "iban", ["RS35260005601001611378", "RS3526000560100161137", "", "X", "RS35", "12345678901234"]
)
def test_check_iban_refuses_others(iban: str) -> None:
    (problem,) = check_iban(iban, "RS")

    assert (problem.code, problem.severity) == ("organisations.iban_wrong", Severity.ERROR)


def test_check_iban_warns_of_an_account_abroad() -> None:
    (problem,) = check_iban("ME25505000012345678951", "RS")

    assert (problem.code, problem.severity) == ("organisations.iban_abroad", Severity.WARNING)
    assert problem.params == {"iban": "ME25505000012345678951", "country": "country.RS"}


def test_tidy_number_takes_blanks_dots_and_country_letters_away() -> None:
    assert tidy_number(" 17.123 456 ") == "17123456"
    assert tidy_number("мк4030000375897") == "4030000375897"
    assert tidy_number("5123456-7") == "5123456-7"
