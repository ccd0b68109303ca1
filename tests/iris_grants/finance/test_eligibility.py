"""Automatic checks of a cost by itself: days, lines, VAT; and lines that run over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from iris_grants.finance.rules.eligibility import (
    Cost,
    CostRules,
    Line,
    check_cost,
    check_lines,
)
from iris_grants.kernel.problems import Severity, Where

RULES = CostRules(
    starts_on=date(2023, 12, 15),
    ends_on=date(2024, 10, 14),
    vat_eligible=False,
    lines={
        "1.1": Line(heading="1", amount=50_000),
        "5.1": Line(heading="5", amount=30_000),
        "7.1": Line(heading="indirect", amount=5_000),
        "8.1": Line(heading="contingency", amount=2_000),
    },
)
COST = Cost(
    key="5",
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
    exemption_ref="PP-12/24",
)


def found(cost: Cost, rules: CostRules = RULES) -> list[tuple[str, Severity]]:
    return [(problem.code, problem.severity) for problem in check_cost(cost, rules)]


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
    problems = found(cost, replace(RULES, vat_eligible=eligible))
    assert problems == ([("finance.vat_charged", Severity.WARNING)] if doubtful else [])


@pytest.mark.parametrize(
    ("line", "code"),
    [("7.1", "finance.indirect_by_document"), ("8.1", "finance.contingency_charged")],
)
def test_flat_rate_and_reserve_are_not_charged_by_documents(line: str, code: str) -> None:
    assert found(replace(COST, line_code=line)) == [(code, Severity.WARNING)]


def test_exemption_without_certificate_is_doubtful() -> None:
    cost = replace(COST, exemption_ref="")
    assert found(cost) == [("finance.exemption_missing", Severity.WARNING)]


def test_costs_above_their_line_are_doubtful_from_where_it_is_exceeded() -> None:
    costs = [
        replace(COST, key=str(number), accepted=accepted)
        for number, accepted in enumerate((20_000, 10_000, 0, 1, 250))
    ]
    exceeded = check_lines([*costs, replace(COST, key="other", line_code="1.1")], RULES)
    assert {key: problem.params["over"] for key, problem in exceeded.items()} == {
        "3": "0.01 EUR",
        "4": "2.51 EUR",
    }
