"""Figures are read, written and checked: parts sum to totals, nothing personal is summed twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iris_grants.kernel.problems import Refused
from iris_grants.programme.framework import Dimension, Measure
from iris_grants.results.rules.figures import (
    CATEGORIES,
    Cell,
    cells_of,
    check_figures,
    figures_text,
    read_figures,
    wanted_of,
)

ACADEMY = wanted_of(
    [(Measure.PERSONS, (Dimension.SEX, Dimension.COUNTRY)), (Measure.RECORDS, (Dimension.COUNTRY,))]
)
GOOD = (
    "participants=30, persons=25, persons.sex.female=15, persons.sex.male=9, "
    "persons.sex.unknown=1, persons.country.RS=20, persons.country.other=5"
)
CELLS = st.builds(
    Cell, measure=st.sampled_from((Measure.PARTICIPANTS, Measure.PERSONS))
) | st.builds(
    lambda measure, place: Cell(measure=measure, dimension=place[0], category=place[1]),
    st.sampled_from((Measure.PARTICIPANTS, Measure.PERSONS)),
    st.sampled_from([(str(d), c) for d, known in CATEGORIES.items() for c in known]),
)


def codes(text: str) -> list[tuple[str, str | None]]:
    """What is wrong with the figures of an academy, each with its place."""
    problems = check_figures(ACADEMY, read_figures(text))
    return [(one.code.removeprefix("results."), one.where.key) for one in problems]


@given(st.dictionaries(CELLS, st.integers(0, 10**6)))
def test_figures_are_read_as_they_were_written(figures: dict[Cell, int]) -> None:
    assert read_figures(figures_text(figures)) == figures


def test_what_is_no_figure_is_refused_with_its_text() -> None:
    with pytest.raises(Refused) as refused:
        read_figures("persons=1, persons=2; women 12, reach.sex=3, cases=4")
    found = [(one.code, dict(one.params).get("text")) for one in refused.value.problems]
    assert found == [
        ("results.figure_twice", None),
        ("results.figure_unreadable", "women 12"),
        ("results.figure_unreadable", "reach.sex=3"),
        ("results.figure_unreadable", "cases=4"),
    ]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (GOOD, []),
        ("persons=0", []),
        ("", [("total_missing", "persons")]),
        ("persons.sex.female=3", [("total_missing", "persons")]),
        (
            "persons=5, persons.sex.female=5",
            [("dimension_missing", "persons.country")],
        ),
        (
            "persons=5, persons.sex.female=4, persons.country.unknown=5",
            [("cells_do_not_sum", "persons.sex")],
        ),
        (GOOD.replace("participants=30", "participants=24"), [("more_than_present", "persons")]),
        (
            "reach=1, persons=0, persons.age.65+=0, persons.sex.none=0, participants=-1",
            [
                ("measure_not_wanted", "reach"),
                ("dimension_not_wanted", "persons.age.65+"),
                ("category_unknown", "persons.sex.none"),
                ("count_negative", "participants"),
                ("more_than_present", "persons"),
            ],
        ),
        (
            "persons=1000000000000",
            [
                ("count_too_large", "persons"),
                ("dimension_missing", "persons.sex"),
                ("dimension_missing", "persons.country"),
            ],
        ),
    ],
)
def test_figures_of_an_academy_are_checked(text: str, wrong: list[tuple[str, str]]) -> None:
    assert codes(text) == wrong


def test_a_gap_is_filled_by_unknown_alone() -> None:
    (problem,) = check_figures(ACADEMY, read_figures(GOOD.replace("persons.sex.unknown=1, ", "")))
    assert dict(problem.params) == {
        "dimension": "results.dimension.sex",
        "sum": 24,
        "total": 25,
    }


def test_parts_are_given_without_zeros() -> None:
    figures = read_figures(f"{GOOD}, persons.sex.other=0")
    assert cells_of(figures, Measure.PERSONS) == {
        Dimension.SEX: {"female": 15, "male": 9, "unknown": 1},
        Dimension.COUNTRY: {"RS": 20, "other": 5},
    }
