"""Documents that are declared more than once, and those that are only paid in parts."""

from __future__ import annotations

from collections.abc import Sequence

from iris_grants.finance.rules.eligibility import Cost, warning
from iris_grants.kernel.problems import Problem


def document_key(supplier_key: str, document_no: str) -> tuple[str, str]:
    """By what two documents are the same, however their number was spaced and capitalised."""
    return supplier_key, "".join(document_no.casefold().split())


def check_doubles(costs: Sequence[Cost]) -> dict[str, list[Problem]]:
    """The costs, by key, whose document stands elsewhere too, in this grant or another.

    A document that is paid in parts is none: a salary whose taxes are paid on another day
    has two payments on one payslip. Its rows name the same document amount and different
    payments, and charge no more than it together (DOMAIN.md §5.5, IN-03; §14).
    """
    together: dict[tuple[str, str], list[Cost]] = {}
    for cost in costs:
        together.setdefault(document_key(cost.supplier_key, cost.document_no), []).append(cost)
    found: dict[str, list[Problem]] = {}
    for same in together.values():
        if len(same) > 1:
            for cost in same:
                found[cost.key] = _of(cost, same)
    return {key: problems for key, problems in found.items() if problems}


def parts_of_one(costs: Sequence[Cost]) -> bool:
    """Whether the rows are payments of one document."""
    documents = {(cost.currency, cost.net + cost.vat) for cost in costs}
    payments = {(cost.paid_on, "".join(cost.payment_ref.casefold().split())) for cost in costs}
    charged = sum(cost.charged for cost in costs)
    return (
        len(documents) == 1
        and len(payments) == len(costs)
        and charged <= costs[0].net + costs[0].vat
    )


def _of(cost: Cost, same: Sequence[Cost]) -> list[Problem]:
    own = [other for other in same if other.grant == cost.grant]
    grants = sorted({other.grant for other in same} - {cost.grant})
    problems = []
    if len(own) > 1 and not parts_of_one(own):
        problems.append(warning(cost, "finance.document_twice", document=cost.document_no))
    if grants:
        params = {"document": cost.document_no, "grants": ", ".join(grants)}
        problems.append(warning(cost, "finance.document_elsewhere", **params))
    return problems
