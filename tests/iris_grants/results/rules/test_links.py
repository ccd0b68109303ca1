"""Which indicators suit which target, and what their values add to it."""

from __future__ import annotations

import pytest

from iris_grants.programme.framework import Aggregation, Dimension, Measure
from iris_grants.reporting.rules.indicators import Value
from iris_grants.results.rules.links import check_link, counted_cells, counted_value


@pytest.mark.parametrize(
    ("measure", "aggregation", "people", "problems"),
    [
        (Measure.PERSONS, Aggregation.UNIQUE, True, []),
        (Measure.PARTICIPANTS, Aggregation.SUM, True, []),
        (Measure.REACH, Aggregation.SUM, True, []),
        (Measure.REACH, Aggregation.SUM, False, []),
        (Measure.RECORDS, Aggregation.SUM, False, []),
        (Measure.PERSONS, Aggregation.UNIQUE, False, ["indicator_without_people"]),
        (Measure.RECORDS, Aggregation.SUM, True, ["indicator_of_people"]),
        (Measure.PERSONS, Aggregation.MAX, True, ["target_not_linkable"]),
        (Measure.GRANTS, Aggregation.UNIQUE, False, ["target_not_linkable"]),
        (Measure.COUNTRIES, Aggregation.UNIQUE, False, ["target_not_linkable"]),
    ],
)
def test_persons_go_to_targets_of_persons(
    measure: Measure, aggregation: Aggregation, people: bool, problems: list[str]
) -> None:
    found = check_link(measure, aggregation, people=people)
    assert [one.code for one in found] == [f"results.{code}" for code in problems]


def test_parts_make_up_the_whole() -> None:
    value = Value(total=40_000, female=25_000, male=14_000, other=0, unknown=1_000)
    dimensions = (Dimension.SEX, Dimension.COUNTRY, Dimension.AGE)
    assert counted_cells(value, "RS", dimensions) == {
        Dimension.SEX: {"female": 25, "male": 14, "unknown": 1},
        Dimension.COUNTRY: {"RS": 40},
        Dimension.AGE: {"unknown": 40},
    }
    assert counted_value(Value(total=3_999)) == 3
    assert counted_cells(Value(total=999), "RS", dimensions) == {}
