"""Headings that spent more than the contract lets move without an addendum."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from iris_grants.awards.rules.negotiation import CONTINGENCY, INDIRECT


def heading_excess(
    base: Mapping[str, int], spent: Mapping[str, int], limit_percent: Decimal
) -> dict[str, int]:
    """What of the costs of each heading passes the limit, in euro cents.

    `base` is the budget of the contract or of the last addendum, `spent` what counts. A
    heading may vary by `limit_percent` of its budget without an addendum; the excess is
    proposed as ineligible (DOMAIN.md §5.4; §14, R-REALLOC25). Exactly the limit is allowed.
    Flat rate and reserve have rules of their own.
    """
    found: dict[str, int] = {}
    for heading, amount in spent.items():
        if heading in (INDIRECT, CONTINGENCY):
            continue
        allowed = Fraction(base.get(heading, 0)) * (100 + Fraction(limit_percent)) / 100
        if amount > allowed:
            found[heading] = amount - int(allowed)
    return found
