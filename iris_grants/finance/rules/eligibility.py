"""Automatic checks of a cost by itself: days, budget line, VAT; and of lines that run over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from iris_grants.awards.rules.negotiation import CONTINGENCY, INDIRECT
from iris_grants.kernel.money import Money
from iris_grants.kernel.problems import Problem, Severity, Where

HUMAN_RESOURCES = "1"
"""The heading of salaries and per diems: nothing there is bought (DOMAIN.md §6.1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """A cost as documented: amounts in minor units of its currency.

    `key` tells costs apart; `eur` and `eur_net` are what is charged and the document without
    VAT in euro cents, if the cost could be converted; `accepted` is what of `eur` still
    counts. `grant` is the number of the contract.
    """

    key: str
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
    grant: str = ""
    payment_ref: str = ""
    exemption_ref: str = ""
    offers: int | None = None
    eur: int | None = None
    eur_net: int | None = None
    accepted: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the budget in force: its heading and its amount in euro cents."""

    heading: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CostRules:
    """What the contract says: period, lines of the budget in force, is VAT eligible.

    `starts_on` is the first day on which costs count: of the implementation period, or of
    the last signature if that is later (DOMAIN.md §2.1, FSTP-12).
    """

    starts_on: date
    ends_on: date
    vat_eligible: bool
    lines: Mapping[str, Line] = field(default_factory=dict)

    def heading_of(self, line_code: str) -> str:
        """The heading of a line, empty for one that the budget does not have."""
        line = self.lines.get(line_code)
        return line.heading if line is not None else ""


def check_cost(cost: Cost, rules: CostRules) -> tuple[Problem, ...]:
    """What is wrong with a cost by itself.

    Errors are what cannot be booked at all; warnings are what makes a cost doubtful or
    ineligible and needs a decision (DOMAIN.md §5.5, §14: R-PERIOD, R-VAT).
    """
    return (*_line(cost, rules), *_amounts(cost), *_vat(cost, rules), *_days(cost, rules))


def check_lines(costs: Sequence[Cost], rules: CostRules) -> dict[str, Problem]:
    """The costs, by key, with which a budget line is exceeded; `costs` in booking order.

    Within a heading the grantee moves money by notification; until then what is above the
    line is not in the approved budget (DOMAIN.md §5.4, §5.5).
    """
    spent: dict[str, int] = {}
    found: dict[str, Problem] = {}
    for cost in costs:
        line = rules.lines.get(cost.line_code)
        if line is None or cost.accepted <= 0:
            continue
        total = spent[cost.line_code] = spent.get(cost.line_code, 0) + cost.accepted
        if total > line.amount:
            over = euro_text(total - line.amount)
            found[cost.key] = warning(cost, "finance.line_exceeded", line=cost.line_code, over=over)
    return found


def warning(cost: Cost, code: str, **params: str | int) -> Problem:
    """A doubt about a cost, at its place."""
    return Problem(code=code, where=cost.where, severity=Severity.WARNING, params=params)


def euro_text(minor: int) -> str:
    """Euro cents as a parameter of a sentence."""
    return str(Money(minor, "EUR"))


def _line(cost: Cost, rules: CostRules) -> list[Problem]:
    line = rules.lines.get(cost.line_code)
    if line is None:
        params = {"line": cost.line_code}
        return [Problem(code="finance.line_unknown", where=cost.where, params=params)]
    if line.heading == INDIRECT:
        return [warning(cost, "finance.indirect_by_document")]
    if line.heading == CONTINGENCY:
        return [warning(cost, "finance.contingency_charged")]
    return []


def _amounts(cost: Cost) -> list[Problem]:
    problems = []
    if min(cost.net, cost.vat, cost.charged) < 0:
        problems.append(Problem(code="finance.amount_negative", where=cost.where))
    if cost.charged > cost.net + cost.vat:
        problems.append(Problem(code="finance.charged_above_document", where=cost.where))
    return problems


def _vat(cost: Cost, rules: CostRules) -> list[Problem]:
    problems = []
    covered = rules.vat_eligible and cost.vat_treatment == "eligible"
    if cost.net < cost.charged <= cost.net + cost.vat and not covered:
        problems.append(warning(cost, "finance.vat_charged"))
    if cost.vat_treatment == "exempt" and not cost.exemption_ref:
        problems.append(warning(cost, "finance.exemption_missing"))
    return problems


def _days(cost: Cost, rules: CostRules) -> list[Problem]:
    problems = []
    if not rules.starts_on <= cost.document_on <= rules.ends_on:
        days = {"starts": rules.starts_on.isoformat(), "ends": rules.ends_on.isoformat()}
        problems.append(warning(cost, "finance.outside_period", **days))
    if cost.paid_on < cost.document_on:
        problems.append(warning(cost, "finance.paid_before_document"))
    return problems
