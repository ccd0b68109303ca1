"""Headings that spent more than may move without an addendum."""

from __future__ import annotations

from decimal import Decimal

from iris_grants.finance.rules.variation import heading_excess

BASE = {"1": 600_000, "2": 100_000, "indirect": 50_000}


def test_quarter_more_is_allowed_and_a_cent_above_it_is_not() -> None:
    limit = Decimal(25)
    assert heading_excess(BASE, {"1": 600_000, "2": 125_000}, limit) == {}
    assert heading_excess(BASE, {"2": 125_001}, limit) == {"2": 1}


def test_heading_without_budget_needs_an_addendum_for_everything() -> None:
    assert heading_excess(BASE, {"3": 4_000}, Decimal(25)) == {"3": 4_000}


def test_flat_rate_and_reserve_have_rules_of_their_own() -> None:
    assert heading_excess(BASE, {"indirect": 90_000, "contingency": 1}, Decimal(25)) == {}
