"""The return as a document: what is written is read, and nothing looser than that."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iris_grants.documents.signatures import public_bytes, signed_document
from iris_grants.kernel.problems import Refused
from iris_grants.scoring.assessed import Assessed, Recusal, Score
from iris_grants.scoring.returns import (
    Expected,
    Return,
    ReturnedAssessment,
    Scales,
    check_return,
    read_return,
    return_document,
    standing_of,
)
from iris_grants.scoring.rules.scores import ScoreState
from tests.iris_grants.scoring.packages import sample_package
from tests.iris_grants.scoring.returned import KEYS, assessed, content_of

WORDS = st.text(st.characters(codec="utf-8"), max_size=20)
SCORES = st.one_of(
    st.builds(Score, state=st.just(ScoreState.VALUE), milli=st.integers(0, 10**6), comment=WORDS),
    st.builds(Score, state=st.sampled_from([ScoreState.NA, ScoreState.MISSING]), comment=WORDS),
)
ASSESSED = st.builds(
    Assessed,
    scores=st.dictionaries(st.sampled_from(["1.1", "2.1", "2.2"]), SCORES),
    sections=st.dictionaries(st.sampled_from("12"), WORDS),
    comment=WORDS,
    recusal=st.none() | st.builds(Recusal, kind=st.just("family"), reason=WORDS),
)
RETURNS = st.builds(
    Return,
    package_number=WORDS,
    package_fingerprint=WORDS,
    call_number=WORDS,
    call_fingerprint=WORDS,
    grid=WORDS,
    member_id=WORDS,
    code=WORDS,
    sequence=st.integers(1, 99),
    replaces=st.lists(WORDS, max_size=3).map(tuple),
    signed_at=WORDS,
    assessments=st.lists(
        st.builds(
            ReturnedAssessment,
            number=WORDS,
            revision=st.integers(1, 9),
            fingerprint=WORDS,
            assessed=ASSESSED,
        ),
        max_size=3,
    ).map(tuple),
)


@given(RETURNS)
def test_reading_gives_what_was_written(content: Return) -> None:
    read = read_return(signed_document(return_document(content), KEYS["A"]))
    assert read.content == content
    assert read.public_key == public_bytes(KEYS["A"]).hex()


def one_score(**changes: Any) -> dict[str, Any]:
    """The body of a return whose first score is otherwise."""
    document = json.loads(json.dumps(return_document(content_of(sample_package(), {}))))
    document["assessments"][0]["scores"]["1.1"] |= changes
    body: dict[str, Any] = document
    return body


@pytest.mark.parametrize(
    "changes",
    [
        {"score": "4.0"},
        {"score": "+4"},
        {"score": "-4"},
        {"score": "4,5"},
        {"score": "0.0001"},
        {"score": 4},
        {"score": None},
        {"state": "na"},
        {"state": "void"},
        {"state": "perhaps"},
        {"extra": 1},
        {"comment": None},
    ],
)
def test_score_written_otherwise_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        read_return(signed_document(one_score(**changes), KEYS["A"]), "a.iris-return")
    assert [(p.code, p.where.file) for p in refused.value.problems] == [
        ("scoring.file_malformed", "a.iris-return")
    ]


@pytest.mark.parametrize(
    ("said", "possible"),
    [
        (assessed(1, 5, 3), True),
        (assessed(None, None, None), True),
        (assessed(0, 5, 3), False),
        (assessed(1, 6, 3), False),
    ],
)
def test_only_scores_of_the_grid_are_possible(said: Assessed, possible: bool) -> None:
    package = sample_package()
    expected = Expected(
        member_id=package.assessor.member_id,
        versions=frozenset(
            (one.number, one.revision, one.fingerprint) for one in package.applications
        ),
    )
    content = content_of(package, {"IP-001": said})
    problems = check_return(content, expected, Scales.of(package.call_terms()))
    assert [problem.code for problem in problems] == (
        [] if possible else ["scoring.return_impossible"]
    )


def test_standing_follows_from_the_answers() -> None:
    tie = Recusal(kind="family", reason="Sestra.")
    assert standing_of(assessed(1, 2, 3)) == "complete"
    assert standing_of(assessed(1, None, 3)) == "incomplete"
    assert standing_of(assessed(1, None, 3, recusal=tie)) == "recused"
