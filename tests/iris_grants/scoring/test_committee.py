"""What a committee must have, and the codes of its members."""

from __future__ import annotations

import pytest

from iris_grants.kernel.problems import Problem
from iris_grants.scoring.committee import check_committee, may_assess, next_code

WHOLE = ["chair", "secretary", "voting", "voting", "voting"]


def test_whole_committee_has_no_problems() -> None:
    assert check_committee(WHOLE) == ()


@pytest.mark.parametrize(
    ("roles", "problem"),
    [
        (WHOLE[1:], Problem(code="scoring.chair_missing")),
        ([*WHOLE, "chair"], Problem(code="scoring.chair_missing")),
        (WHOLE[:1] + WHOLE[2:], Problem(code="scoring.secretary_missing")),
        ([*WHOLE, "voting"], Problem(code="scoring.voting_even", params={"count": 4})),
        (WHOLE[:-1], Problem(code="scoring.voting_too_few", params={"count": 2, "least": 3})),
    ],
)
def test_what_is_missing_is_named(roles: list[str], problem: Problem) -> None:
    assert check_committee(roles) == (problem,)


def test_voting_members_assess_where_there_are_no_assessors() -> None:
    assert may_assess(WHOLE) == {"voting"}
    assert may_assess([*WHOLE, "assessor"]) == {"assessor"}


def test_next_code_takes_the_first_free_one() -> None:
    letters = [chr(65 + number) for number in range(26)]
    assert next_code("assessor", []) == "A"
    assert next_code("assessor", ["A", "C"]) == "B"
    assert next_code("assessor", letters) == "AA"
    assert next_code("chair", []) == "CH"
    assert next_code("chair", ["CH"]) == "CH2"
    assert next_code("voting", ["V1"]) == "V2"
