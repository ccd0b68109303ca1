"""Actual values: each way of putting values together, evidence, and that order is no matter."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iris_grants.programme.framework import Aggregation, Dimension
from iris_grants.results.rules.actuals import (
    Contribution,
    ResultState,
    actual_of,
    course_of,
    share_of,
    state_of,
)


def event(
    source_id: str,
    on: str,
    value: int,
    *,
    women: int = 0,
    counts_as: str = "",
    evidence: bool = True,
) -> Contribution:
    """An event with its count, of which so many are women."""
    cells = {Dimension.SEX: {"female": women, "male": value - women}}
    return Contribution(
        source_id=source_id, on=on, value=value, cells=cells, counts_as=counts_as, evidence=evidence
    )


EVENTS = (
    event("c", "2024-05-01", 40, women=10),
    event("a", "2023-11-02", 25, women=20),
    event("d", "2024-06-30", 30, women=15, evidence=False),
    event("b", "2024-02-10", 50, women=30),
)


@pytest.mark.parametrize(
    ("aggregation", "value", "women", "sources", "waiting"),
    [
        (Aggregation.SUM, 115, 60, ("a", "b", "c"), 30),
        (Aggregation.MAX, 50, 30, ("b",), 0),
        (Aggregation.LATEST, 40, 10, ("c",), 0),
        (Aggregation.UNIQUE, 115, 60, ("a", "b", "c"), 30),
    ],
)
def test_values_are_put_together_as_the_target_says(
    aggregation: Aggregation, value: int, women: int, sources: tuple[str, ...], waiting: int
) -> None:
    actual = actual_of(aggregation, EVENTS)
    assert (actual.value, actual.sources, actual.waiting) == (value, sources, waiting)
    assert actual.cells == {Dimension.SEX: {"female": women, "male": value - women}}


def test_one_that_counts_already_is_not_counted_again() -> None:
    twice = [
        event("g2", "2024-03-01", 1, counts_as="organisation-1"),
        event("g1", "2023-12-15", 1, women=1, counts_as="organisation-1"),
        event("g3", "2024-01-01", 1, counts_as="organisation-2"),
    ]
    actual = actual_of(Aggregation.UNIQUE, twice)
    assert (actual.value, actual.sources) == (2, ("g1", "g3"))
    assert actual.cells == {Dimension.SEX: {"female": 1, "male": 1}}


def test_nothing_achieved_is_zero_with_no_parts() -> None:
    for aggregation in Aggregation:
        actual = actual_of(aggregation, ())
        assert (actual.value, actual.cells, actual.sources, actual.waiting) == (0, {}, (), 0)


@given(
    st.lists(st.tuples(st.integers(1, 28), st.integers(0, 99), st.booleans()), max_size=8),
    st.sampled_from(Aggregation),
    st.integers(),
)
def test_order_is_no_matter_and_parts_sum_to_the_value(
    drawn: list[tuple[int, int, bool]], aggregation: Aggregation, seed: int
) -> None:
    found = [
        event(f"e{place}", f"2024-01-{day:02}", value, women=value // 2, evidence=proved)
        for place, (day, value, proved) in enumerate(drawn)
    ]
    shuffled = random.Random(seed).sample(found, len(found))
    actual = actual_of(aggregation, found)
    assert actual_of(aggregation, shuffled) == actual
    assert sum(actual.cells.get(Dimension.SEX, {}).values()) == actual.value


def test_course_tells_the_value_at_the_end_of_each_quarter() -> None:
    assert course_of(Aggregation.SUM, EVENTS) == (
        ("2023-Q4", 25),
        ("2024-Q1", 75),
        ("2024-Q2", 115),
    )


def test_state_says_missed_only_after_the_end() -> None:
    assert [
        state_of(value, 10, ended=ended)
        for value, ended in ((10, False), (11, True), (9, True), (9, False), (0, False), (0, True))
    ] == [
        ResultState.REACHED,
        ResultState.REACHED,
        ResultState.MISSED,
        ResultState.UNDER_WAY,
        ResultState.NOT_STARTED,
        ResultState.MISSED,
    ]
    assert share_of(1, 3) == Fraction(1, 3)
