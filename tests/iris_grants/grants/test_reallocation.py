"""The reallocation meter."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from iris_grants.grants.rules.reallocation import Route, reallocation, route_of

LIMIT = Decimal(25)
HEADINGS = st.sampled_from(["1", "2", "3", "4", "5"])
BUDGETS = st.dictionaries(HEADINGS, st.integers(min_value=1, max_value=10**7), min_size=1)


def test_reallocation_exactly_at_the_limit_is_a_notification() -> None:
    base = {"1": 600_000, "2": 100_000, "3": 150_000, "4": 80_000, "5": 270_000}
    plan = {"1": 600_000, "2": 125_000, "3": 150_000, "4": 60_000, "5": 265_000}
    changes = reallocation(base, plan, LIMIT)
    assert [(c.heading, c.route) for c in changes] == [
        ("1", Route.NONE),
        ("2", Route.NOTIFICATION),
        ("3", Route.NONE),
        ("4", Route.NOTIFICATION),
        ("5", Route.NOTIFICATION),
    ]
    assert route_of(changes) is Route.NOTIFICATION


def test_reallocation_one_cent_above_the_limit_is_an_addendum() -> None:
    changes = reallocation({"1": 10_000, "2": 10_000}, {"1": 12_501, "2": 7_499}, LIMIT)
    assert route_of(changes) is Route.ADDENDUM


def test_reallocation_from_zero_is_an_addendum() -> None:
    changes = reallocation({"1": 100}, {"1": 90, "2": 10}, LIMIT)
    assert [(c.heading, c.route) for c in changes] == [
        ("1", Route.NOTIFICATION),
        ("2", Route.ADDENDUM),
    ]


def test_reallocation_of_indirect_costs_is_an_addendum() -> None:
    changes = reallocation({"1": 1_000, "indirect": 70}, {"1": 1_001, "indirect": 69}, LIMIT)
    assert route_of(changes) is Route.ADDENDUM


@given(BUDGETS)
def test_reallocation_of_an_unchanged_budget_needs_nothing(base: dict[str, int]) -> None:
    assert route_of(reallocation(base, dict(base), LIMIT)) is Route.NONE


@given(BUDGETS, BUDGETS)
def test_reallocation_a_higher_limit_never_asks_for_more(
    base: dict[str, int], plan: dict[str, int]
) -> None:
    order = [Route.NONE, Route.NOTIFICATION, Route.ADDENDUM]
    strict = order.index(route_of(reallocation(base, plan, LIMIT)))
    loose = order.index(route_of(reallocation(base, plan, LIMIT * 2)))
    assert loose <= strict
