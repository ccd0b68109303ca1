"""Rules 1 to 4 on small cases worked by hand: counting, na, third assessor, resolutions."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from iris_grants.kernel.problems import Problem
from iris_grants.scoring.rules.ranking import RankedRow, rank
from iris_grants.scoring.rules.ranking_files import read_ranking
from tests.iris_grants.scoring.rules.random_calls import Row, grid_text, scores_text

TEN = {"code": "1", "items": [{"code": "x", "min": 0, "max": 10, "step": "0.5"}]}
Totals = dict[str, str]


def outcome(totals: Totals, third: str | None = None, **terms: Any) -> RankedRow:
    """What becomes of one application scored on one item of ten points."""
    rows: list[Row] = [("P", who, "x", "value", score, "") for who, score in totals.items()]
    return judged(rows, third=third, **terms)


def judged(rows: list[Row], third: str | None = None, **terms: Any) -> RankedRow:
    """What becomes of one application with these rows."""
    application = {"id": "P", "requested": 0, "third_assessor": third}
    document = {"version": 1, "grid": {"id": "T", "sections": [TEN]}}
    document |= {"applications": [application], **terms}
    problems: list[Problem] = []
    inputs = read_ranking(grid_text(document).encode(), scores_text(rows).encode(), problems)
    assert problems == []
    assert inputs is not None
    return rank(inputs).rows[0]


def short(row: RankedRow) -> str:
    """The outcome in a line: the mean and who is in it, or why there is none."""
    who = "".join(one.assessor for one in row.taken)
    return row.reason if row.total is None else f"{row.total} {who}"


def gap(percent: Any, **more: Any) -> dict[str, Any]:
    """Terms with a re-assessment."""
    return {"reassessment": {"gap_percent": percent, **more}}


@pytest.mark.parametrize(
    ("totals", "terms", "expected"),
    [
        ({"A": "8", "B": "6"}, gap(20), "7 AB"),
        ({"A": "8.5", "B": "6"}, gap(20), "third_assessor_needed"),
        ({"A": "6", "B": "8.5"}, gap(20), "third_assessor_needed"),
        ({"A": "8.5", "B": "6"}, gap("24.999"), "third_assessor_needed"),
        ({"A": "8.5", "B": "6"}, gap(25), "29/4 AB"),
        ({"A": "8.5", "B": "6"}, gap(None), "29/4 AB"),
        ({"A": "8.5", "B": "6"}, {}, "29/4 AB"),
        ({"A": "4", "B": "4"}, gap(0), "4 AB"),
        ({"A": "4.5", "B": "4"}, gap(0), "third_assessor_needed"),
        ({"A": "5", "B": "4"}, gap(20, gap_of="higher"), "9/2 AB"),
        ({"A": "5", "B": "3.5"}, gap(20, gap_of="higher"), "third_assessor_needed"),
        ({"A": "5", "B": "3.5"}, gap(20, gap_of="max"), "17/4 AB"),
        ({"A": "0", "B": "0"}, gap(0, gap_of="higher"), "0 AB"),
        ({"A": "9"}, gap(0), "9 A"),
        ({"A": "9"}, {"min_assessments": 2}, "too_few_assessments"),
        ({}, {}, "too_few_assessments"),
        ({"A": "9", "B": "1"}, gap(0) | {"min_assessments": 3}, "too_few_assessments"),
        ({"A": "1", "B": "5", "C": "9"}, gap(0), "5 ABC"),
        ({"A": "1", "B": "5", "C": "9", "D": "9"}, gap(0), "6 ABCD"),
    ],
)
def test_third_is_needed_only_for_two_that_are_more_than_the_limit_apart(
    totals: Totals, terms: dict[str, Any], expected: str
) -> None:
    assert short(outcome(totals, **terms)) == expected


@pytest.mark.parametrize(
    ("totals", "third", "more", "expected"),
    [
        ({"A": "2", "B": "8", "C": "7"}, "C", {}, "15/2 BC"),
        ({"A": "2", "B": "8", "C": "3"}, "C", {}, "5/2 AC"),
        ({"A": "2", "B": "8", "C": "5"}, "C", {}, "5 ABC"),
        ({"A": "2", "B": "8", "C": "5"}, "C", {"equal_distance": "higher_pair"}, "13/2 BC"),
        ({"A": "8", "B": "2", "C": "5"}, "C", {"equal_distance": "higher_pair"}, "13/2 AC"),
        ({"A": "5", "B": "8", "C": "2"}, "C", {"equal_distance": "higher_pair"}, "13/2 AB"),
        ({"A": "2", "B": "8", "C": "8"}, "C", {"equal_distance": "higher_pair"}, "8 BC"),
        ({"A": "2", "B": "8", "C": "2"}, "C", {"equal_distance": "higher_pair"}, "2 AC"),
        ({"A": "2", "B": "8", "C": "10"}, "C", {"resolution": "third_replaces"}, "10 C"),
        ({"A": "2", "B": "8", "C": "10"}, "B", {"resolution": "third_replaces"}, "8 B"),
        ({"A": "2", "B": "8", "C": "10"}, "C", {"resolution": "mean_of_all"}, "20/3 ABC"),
        ({"A": "2", "B": "8", "C": "10"}, None, {}, "20/3 ABC"),
        ({"A": "2", "B": "8", "C": "10"}, "D", {}, "20/3 ABC"),
        ({"A": "8", "B": "8", "C": "2"}, "C", {}, "6 ABC"),
        ({"A": "8", "B": "8", "C": "2"}, "C", {"resolution": "third_replaces"}, "6 ABC"),
        ({"A": "8", "B": "8", "C": "2"}, "A", {}, "8 AB"),
        ({"A": "2", "B": "8", "C": "7", "D": "7"}, "C", {}, "6 ABCD"),
        ({"A": "2", "C": "8"}, "C", {}, "third_assessor_needed"),
    ],
)
def test_third_assessment_resolves_as_the_call_says(
    totals: Totals, third: str | None, more: dict[str, Any], expected: str
) -> None:
    assert short(outcome(totals, third, **gap(20, **more))) == expected


def test_all_equal_totals_are_all_taken_even_for_the_higher_pair() -> None:
    straddling = {
        "code": "1",
        "items": [{"code": "x", "max": 5}, {"code": "y", "max": 5}],
        "reject_item_mean_at_most": 1,
    }
    sheets = {"A": ("3", "3"), "B": ("5", "1"), "C": ("3", "3")}
    rows: list[Row] = []
    for who, scores in sheets.items():
        rows += [("P", who, code, "value", s, "") for code, s in zip("xy", scores, strict=True)]
    row = judged(
        rows,
        third="C",
        grid={"id": "T", "sections": [straddling]},
        reassessment={"straddles_gates": True, "equal_distance": "higher_pair"},
    )
    assert short(row) == "6 ABC"


@pytest.mark.parametrize(
    ("totals", "flag", "expected"),
    [
        ({"A": "5", "B": "6"}, True, "third_assessor_needed"),
        ({"A": "6", "B": "5"}, True, "third_assessor_needed"),
        ({"A": "5.5", "B": "6"}, True, "23/4 AB"),
        ({"A": "5", "B": "5"}, True, "5 AB"),
        ({"A": "5", "B": "6"}, False, "11/2 AB"),
        ({"A": "5", "B": "6"}, None, "11/2 AB"),
    ],
)
def test_straddled_gates_ask_for_a_third(totals: Totals, flag: bool | None, expected: str) -> None:
    grid = {"id": "T", "sections": [TEN], "overall_min": "5.5"}
    row = outcome(totals, grid=grid, reassessment={"straddles_gates": flag})
    assert short(row) == expected


def test_third_needed_by_gates_alone_may_leave_the_first_two_as_the_closest() -> None:
    grid = {"id": "T", "sections": [TEN], "overall_min": "5.5"}
    row = outcome(
        {"A": "5", "B": "6", "C": "10"}, "C", grid=grid, reassessment={"straddles_gates": True}
    )
    assert short(row) == "11/2 AB"
    assert [(one.assessor, str(one.reason)) for one in row.left_out] == [("C", "not_closest")]


def test_what_does_not_count_is_never_a_second_opinion() -> None:
    rows: list[Row] = [
        ("P", "A", "x", "value", "9", ""),
        ("P", "B", "x", "recused", "", ""),
        ("P", "C", "x", "void", "", ""),
        ("P", "D", "x", "missing", "", ""),
    ]
    row = judged(rows, **gap(0))
    assert short(row) == "9 A"
    assert [(one.assessor, str(one.reason), one.missing) for one in row.left_out] == [
        ("B", "recused", ()),
        ("C", "void", ()),
        ("D", "incomplete", ("x",)),
    ]


def test_recused_or_void_rows_take_a_whole_assessment_out() -> None:
    two = {"code": "1", "items": [{"code": "x", "max": 5}, {"code": "y", "max": 5}]}
    rows: list[Row] = [
        ("P", "A", "x", "value", "5", ""),
        ("P", "A", "y", "void", "", ""),
        ("P", "B", "x", "recused", "", ""),
        ("P", "B", "y", "missing", "", ""),
        ("P", "C", "x", "value", "5", ""),
    ]
    row = judged(rows, grid={"id": "T", "sections": [two]})
    assert (row.reason, row.assessments) == ("too_few_assessments", 0)
    assert [str(one.reason) for one in row.left_out] == ["void", "recused", "incomplete"]


def test_na_scales_the_rest_of_its_section_up_with_coefficients() -> None:
    sections = [
        {
            "code": "1",
            "items": [
                {"code": "x", "max": 5, "coef": 2},
                {"code": "y", "max": 5, "allow_na": True},
                {"code": "z", "max": 6, "coef": "0.5", "allow_na": True},
            ],
        },
        {"code": "2", "items": [{"code": "w", "max": 7}]},
    ]
    rows: list[Row] = [
        ("P", "A", "x", "value", "4", ""),
        ("P", "A", "y", "na", "", ""),
        ("P", "A", "z", "value", "2", ""),
        ("P", "A", "w", "value", "7", ""),
    ]
    row = judged(rows, grid={"id": "T", "sections": sections})
    # 4 × 2 + 2 × 0.5 = 9 of 13, so of the section's 18: 162/13.
    assert row.section_means == (Fraction(162, 13), Fraction(7))
    assert row.total == Fraction(162, 13) + 7


def test_item_mean_is_of_those_who_gave_a_value() -> None:
    section = {
        "code": "1",
        "items": [{"code": "x", "max": 5}, {"code": "y", "max": 5, "allow_na": True}],
        "reject_item_mean_at_most": 2,
    }
    rows: list[Row] = [
        ("P", "A", "x", "value", "5", ""),
        ("P", "A", "y", "na", "", ""),
        ("P", "B", "x", "value", "5", ""),
        ("P", "B", "y", "value", "3", ""),
    ]
    assert judged(rows, grid={"id": "T", "sections": [section]}).reason == ""
    rows[-1] = ("P", "B", "y", "value", "2", "")
    assert judged(rows, grid={"id": "T", "sections": [section]}).reason == "gate_item_y"
    rows[-1] = ("P", "B", "y", "na", "", "")
    assert judged(rows, grid={"id": "T", "sections": [section]}).reason == ""


def test_gates_are_tried_in_grid_order_and_the_first_is_the_reason() -> None:
    def section(code: str, **gates: Any) -> dict[str, Any]:
        items = [{"code": f"{code}{n}", "max": 5} for n in (1, 2)]
        return {"code": code, "items": items, **gates}

    rows: list[Row] = [
        ("P", "A", code, "value", score, "")
        for code, score in (("a1", "2"), ("a2", "1"), ("b1", "1"), ("b2", "1"))
    ]

    def reason(a: dict[str, Any], b: dict[str, Any], overall: Any = None) -> str:
        sections = [section("a", **a), section("b", **b)]
        return judged(rows, grid={"id": "T", "sections": sections, "overall_min": overall}).reason

    reject = {"reject_item_mean_at_most": 1}
    assert reason({"min_total": 4} | reject, reject, 11) == "gate_item_a2"
    assert reason({"min_total": 4}, reject, 11) == "gate_section_a"
    assert reason({"min_total": 3}, reject, 11) == "gate_item_b1"
    assert reason({"min_total": 3}, {"min_total": "2.01"}, 11) == "gate_section_b"
    assert reason({"min_total": 3}, {"min_total": 2}, "5.01") == "gate_overall"
    assert reason({"min_total": 3}, {"min_total": 2}, 5) == ""
    assert reason({"reject_item_mean_at_most": "0.99"}, {}, None) == ""
