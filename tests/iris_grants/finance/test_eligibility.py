"""Automatic checks of costs: days, lines, VAT, the same document twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from iris_grants.finance.rules.eligibility import Cost, CostRules, check_costs, document_key
from iris_grants.kernel.problems import Severity, Where

RULES = CostRules(
    starts_on=date(2023, 12, 15),
    ends_on=date(2024, 10, 14),
    line_codes=frozenset({"1.1", "5.1"}),
    vat_eligible=False,
)
COST = Cost(
    where=Where(file="spisak.xlsx", sheet="Troškovi", cell="K5"),
    line_code="5.1",
    supplier_key="stamparija",
    document_no="R-12/24",
    document_on=date(2024, 3, 4),
    paid_on=date(2024, 3, 9),
    currency="RSD",
    net=10_000,
    vat=2_000,
    charged=10_000,
    vat_treatment="exempt",
)


def found(
    *costs: Cost, rules: CostRules = RULES, booked: set[tuple[str, str]] | None = None
) -> list[tuple[str, Severity]]:
    problems = check_costs(costs, rules, booked or set())
    return [(problem.code, problem.severity) for problem in problems]


def test_cost_in_order_has_no_problems() -> None:
    assert found(COST) == []


@pytest.mark.parametrize(
    ("cost", "code"),
    [
        (replace(COST, line_code="9.9"), "finance.line_unknown"),
        (replace(COST, net=-1, charged=-1), "finance.amount_negative"),
        (replace(COST, charged=12_001), "finance.charged_above_document"),
    ],
)
def test_cost_that_cannot_be_booked_is_an_error(cost: Cost, code: str) -> None:
    assert found(cost) == [(code, Severity.ERROR)]


@pytest.mark.parametrize(
    ("day", "problems"),
    [
        (date(2023, 12, 14), ["finance.outside_period"]),
        (date(2023, 12, 15), []),
        (date(2024, 10, 14), []),
        (date(2024, 10, 15), ["finance.outside_period"]),
    ],
)
def test_cost_outside_the_days_that_count_is_doubtful(day: date, problems: list[str]) -> None:
    cost = replace(COST, document_on=day, paid_on=day)
    assert found(cost) == [(code, Severity.WARNING) for code in problems]


def test_cost_paid_before_its_document_is_doubtful() -> None:
    cost = replace(COST, paid_on=date(2024, 3, 3))
    assert found(cost) == [("finance.paid_before_document", Severity.WARNING)]


@pytest.mark.parametrize(
    ("treatment", "eligible", "charged", "doubtful"),
    [
        ("exempt", False, 10_000, False),
        ("ineligible", False, 10_001, True),
        ("eligible", False, 12_000, True),
        ("eligible", True, 12_000, False),
        ("none", True, 12_000, True),
    ],
)
def test_vat_counts_only_where_contract_and_document_say_so(
    treatment: str, eligible: bool, charged: int, doubtful: bool
) -> None:
    cost = replace(COST, vat_treatment=treatment, charged=charged)
    problems = found(cost, rules=replace(RULES, vat_eligible=eligible))
    assert problems == ([("finance.vat_charged", Severity.WARNING)] if doubtful else [])


def test_document_twice_in_a_list_is_doubtful_both_times() -> None:
    again = replace(COST, document_no="r-12 /24")
    other = replace(COST, supplier_key="drugi")
    assert found(COST, again, other) == [("finance.document_twice", Severity.WARNING)] * 2


def test_document_that_is_booked_already_is_doubtful() -> None:
    booked = {document_key("stamparija", "R-12/24")}
    assert found(COST, booked=booked) == [("finance.document_twice", Severity.WARNING)]
    assert found(COST, booked={document_key("drugi", "R-12/24")}) == []
