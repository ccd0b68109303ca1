"""Documents declared twice, in one grant or two, and documents that are only paid in parts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from iris_grants.finance.rules.doubles import check_doubles, parts_of_one
from iris_grants.finance.rules.eligibility import Cost
from tests.iris_grants.finance.test_eligibility import COST as INVOICE

COST = replace(INVOICE, grant="IP-G-001", payment_ref="izvod 64")
SALARY = replace(
    COST,
    key="salary",
    line_code="1.1",
    supplier_key="radmila izvorska",
    document_no="OL-1/24",
    net=85_000,
    vat=0,
    charged=52_000,
    vat_treatment="none",
    paid_on=date(2024, 2, 1),
    payment_ref="izvod 21",
)
TAXES = replace(
    SALARY, key="taxes", charged=33_000, paid_on=date(2024, 2, 15), payment_ref="izvod 31"
)


def codes(*costs: Cost) -> dict[str, list[str]]:
    found = check_doubles(costs)
    return {key: [problem.code for problem in problems] for key, problems in found.items()}


def test_document_twice_is_doubtful_both_times_however_it_is_written() -> None:
    again = replace(COST, key="6", document_no="r-12 /24")
    other = replace(COST, key="7", supplier_key="drugi")
    assert codes(COST, again, other) == {
        "5": ["finance.document_twice"],
        "6": ["finance.document_twice"],
    }


def test_salary_with_taxes_paid_on_another_day_is_one_document_in_two_payments() -> None:
    assert codes(SALARY, TAXES) == {}
    assert parts_of_one([SALARY, TAXES])


def test_parts_that_charge_more_than_the_document_are_a_double() -> None:
    assert set(codes(SALARY, replace(TAXES, charged=33_001))) == {"salary", "taxes"}


def test_same_payment_twice_is_a_double() -> None:
    again = replace(SALARY, key="again", charged=1_000, payment_ref=" Izvod 21")
    assert set(codes(SALARY, again)) == {"salary", "again"}


def test_rows_that_disagree_on_the_document_are_a_double() -> None:
    assert set(codes(SALARY, replace(TAXES, net=90_000))) == {"salary", "taxes"}
    assert set(codes(SALARY, replace(TAXES, currency="EUR"))) == {"salary", "taxes"}


def test_document_of_another_grant_is_named_with_that_grant() -> None:
    there = replace(COST, key="there", grant="IP-G-004")
    found = check_doubles([COST, there])
    assert {key: [p.params["grants"] for p in problems] for key, problems in found.items()} == {
        "5": ["IP-G-004"],
        "there": ["IP-G-001"],
    }
    assert codes(SALARY, TAXES, replace(SALARY, key="there", grant="IP-G-004")) == {
        "salary": ["finance.document_elsewhere"],
        "taxes": ["finance.document_elsewhere"],
        "there": ["finance.document_elsewhere"],
    }
