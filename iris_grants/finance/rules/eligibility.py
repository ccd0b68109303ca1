"""Automatic checks of a cost: days, budget line, VAT, double documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from iris_grants.kernel.problems import Problem, Severity, Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """A cost as documented: amounts in minor units of its currency."""

    where: Where
    line_code: str
    supplier_key: str
    document_no: str
    document_on: date
    paid_on: date
    currency: str
    net: int
    vat: int
    charged: int
    vat_treatment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CostRules:
    """What the contract says: period, lines of the budget in force, is VAT eligible.

    `starts_on` is the first day on which costs count: of the implementation period, or of
    the last signature if that is later (DOMAIN.md §2.1, FSTP-12).
    """

    starts_on: date
    ends_on: date
    line_codes: frozenset[str]
    vat_eligible: bool


def check_costs(
    costs: Sequence[Cost], rules: CostRules, booked: Collection[tuple[str, str]] = ()
) -> tuple[Problem, ...]:
    """Problems of the costs of a grant, in their order.

    Errors are what cannot be booked at all; warnings are what makes a cost doubtful or
    ineligible and needs a decision (DOMAIN.md §5.5, §14: R-PERIOD, R-VAT). `booked` are
    the documents that the ledger has already, as `document_key`.
    """
    seen = Counter(document_key(cost.supplier_key, cost.document_no) for cost in costs)
    seen.update(set(booked))
    problems: list[Problem] = []
    for cost in costs:
        problems += _bookkeeping(cost, rules)
        problems += _days(cost, rules)
        if seen[document_key(cost.supplier_key, cost.document_no)] > 1:
            problems.append(_warning(cost, "finance.document_twice", document=cost.document_no))
    return tuple(problems)


def document_key(supplier_key: str, document_no: str) -> tuple[str, str]:
    """By what two documents are the same, however their number was spaced and capitalised."""
    return supplier_key, "".join(document_no.casefold().split())


def _bookkeeping(cost: Cost, rules: CostRules) -> list[Problem]:
    problems = []
    if cost.line_code not in rules.line_codes:
        problems.append(
            Problem(
                code="finance.line_unknown",
                where=cost.where,
                params={"line": cost.line_code},
            )
        )
    if min(cost.net, cost.vat, cost.charged) < 0:
        problems.append(Problem(code="finance.amount_negative", where=cost.where))
    if cost.charged > cost.net + cost.vat:
        problems.append(Problem(code="finance.charged_above_document", where=cost.where))
    elif cost.charged > cost.net and not (rules.vat_eligible and cost.vat_treatment == "eligible"):
        problems.append(_warning(cost, "finance.vat_charged"))
    return problems


def _days(cost: Cost, rules: CostRules) -> list[Problem]:
    problems = []
    if not rules.starts_on <= cost.document_on <= rules.ends_on:
        problems.append(
            _warning(
                cost,
                "finance.outside_period",
                starts=rules.starts_on.isoformat(),
                ends=rules.ends_on.isoformat(),
            )
        )
    if cost.paid_on < cost.document_on:
        problems.append(_warning(cost, "finance.paid_before_document"))
    return problems


def _warning(cost: Cost, code: str, **params: str) -> Problem:
    return Problem(code=code, where=cost.where, severity=Severity.WARNING, params=params)
