"""What a purchase must be proved with by its value, and purchases split to need less."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from iris_grants.finance.rules.doubles import document_key
from iris_grants.finance.rules.eligibility import (
    HUMAN_RESOURCES,
    Cost,
    CostRules,
    euro_text,
    warning,
)
from iris_grants.kernel.problems import Problem

WINDOW = timedelta(days=365)
"""Purchases of one supplier for one budget line within twelve months count together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Purchases up to a value (net euro cents; none: any) and the offers they need."""

    up_to: int | None
    offers: int


def offers_needed(net: int, bands: Sequence[Band]) -> int:
    """How many offers a purchase of this value needs."""
    for band in bands:
        if band.up_to is None or net <= band.up_to:
            return band.offers
    return 0


def check_purchases(
    costs: Sequence[Cost], rules: CostRules, bands: Sequence[Band]
) -> dict[str, list[Problem]]:
    """The purchases, by key of the cost, with less evidence than their value asks for.

    Bands and numbers are data of the rule set (DOMAIN.md §5.6, a preset; §14, R-PROC).
    Salaries are no purchases; a document paid in parts counts once.
    """
    groups: dict[tuple[str, str], dict[tuple[str, str], Cost]] = {}
    for cost in costs:
        heading = rules.heading_of(cost.line_code)
        if heading and heading != HUMAN_RESOURCES and cost.eur_net is not None:
            group = groups.setdefault((cost.supplier_key, cost.line_code), {})
            group.setdefault(document_key(cost.supplier_key, cost.document_no), cost)
    found: dict[str, list[Problem]] = {}
    for group in groups.values():
        _check_group(sorted(group.values(), key=lambda one: one.document_on), bands, found)
    return found


def _check_group(
    purchases: Sequence[Cost], bands: Sequence[Band], found: dict[str, list[Problem]]
) -> None:
    """Look at purchases of one supplier for one line, in order of their days.

    What was shown at most in the twelve months is kept as places of falling offers, so that
    a long list takes no longer a row than a short one.
    """
    best: deque[int] = deque()
    total = first = marked = 0
    for place, cost in enumerate(purchases):
        _check_one(cost, bands, found)
        total += cost.eur_net or 0
        while best and _shown(purchases[best[-1]], bands) <= _shown(cost, bands):
            best.pop()
        best.append(place)
        while cost.document_on - purchases[first].document_on > WINDOW:
            total -= purchases[first].eur_net or 0
            first += 1
        while best[0] < first:
            best.popleft()
        needed = offers_needed(total, bands)
        if place > first and needed > _shown(purchases[best[0]], bands):
            count, sum_text = place - first + 1, euro_text(total)
            for one in purchases[max(first, marked) : place + 1]:
                found.setdefault(one.key, []).append(
                    warning(
                        one, "finance.purchase_split", total=sum_text, count=count, needed=needed
                    )
                )
            marked = place + 1


def _check_one(cost: Cost, bands: Sequence[Band], found: dict[str, list[Problem]]) -> None:
    needed = offers_needed(cost.eur_net or 0, bands)
    if needed > (cost.offers or 0):
        value = euro_text(cost.eur_net or 0)
        problem = warning(cost, "finance.offers_missing", value=value, needed=needed)
        found.setdefault(cost.key, []).append(problem)


def _shown(cost: Cost, bands: Sequence[Band]) -> int:
    """How many offers a purchase showed, or had to show by its own value."""
    return max(cost.offers or 0, offers_needed(cost.eur_net or 0, bands))
