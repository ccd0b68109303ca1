"""Indirect costs: the contract's own flat rate, and what it makes of direct costs."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from iris_grants.kernel.money import half_up

PERCENT_PLACES = 8
"""Decimals of a rate of indirect costs that is worked out from a budget."""


def indirect_percent(direct: int, indirect: int, at_most: Decimal) -> Decimal:
    """The contract's own rate of indirect costs, from its budget; at most that of the rules.

    In percent to eight decimals, so that no cent depends on them (DOMAIN.md §6.1, §7.5).
    """
    if direct <= 0 or indirect <= 0:
        return Decimal(0)
    scaled = half_up(Fraction(indirect * 100 * 10**PERCENT_PLACES, direct))
    return min(Decimal(scaled).scaleb(-PERCENT_PLACES), at_most)


def indirect_costs(direct: int, percent: Decimal) -> int:
    """Indirect costs in euro cents: a flat rate on the accepted direct costs, half-up."""
    return half_up(Fraction(max(direct, 0)) * Fraction(percent) / 100)
