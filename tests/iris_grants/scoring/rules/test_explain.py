"""The steps that explain a place: complete, in words, and true."""

from __future__ import annotations

import string
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given

from iris_grants.scoring.rules.explain import Explainer, explain, points_text, reason_step
from iris_grants.scoring.rules.ranking import RankingInput, rank
from iris_grants.scoring.rules.ranking_files import read_ranking_folder
from iris_grants.scoring.rules.scores import ScoreRow, ScoreState
from iris_grants.scoring.rules.terms import EqualDistance, Reassessment
from iris_grants.wording import in_language, sentence_of
from iris_grants.wording.codes.ranking import SENTENCES
from tests.iris_grants.scoring.rules.random_calls import Call, calls, make_call
from tests.iris_grants.scoring.rules.test_ranking import ranked

EXAMPLE = Path("tests/data/ranking-example")


def words(application: str) -> list[str]:
    """The steps of an application of the worked case, in English."""
    result = rank(read_ranking_folder(EXAMPLE))
    row = next(row for row in result.rows if row.application.id == application)
    return [sentence_of(step.code, step.params) for step in explain(result, row)]


def test_third_assessment_is_explained() -> None:
    assert words("IP-004") == [
        "The assessment by A counts: 39 of 40 points.",
        "The assessment by B counts: 24 of 40 points.",
        "The assessment by C counts: 34 of 40 points.",
        "The totals of A and B are 15 points apart, more than the limit of 8 points (20 %).",
        "The assessments by A and B, each taken alone, agree on the gates.",
        "The third assessment is by C.",
        "Taken are the two assessments whose totals are closest: A, C.",
        "Section 1: mean 9.5 of 10 points.",
        "Section 2: mean 13.5 of 15 points.",
        "Section 3: mean 13.5 of 15 points.",
        "Total: 36.5 of 40 points, the mean of the assessments by A, C.",
        "All gates are passed.",
        "Rank: 1.",
        "Selected: 40,000.00 were left of the envelope, 12,000.00 are offered.",
    ]


def test_tie_and_items_not_applicable_are_explained() -> None:
    assert words("IP-009")[-3:] == [
        "The total is equal to that of IP-001, which has the higher mean in section 2.",
        "Rank: 3.",
        "Selected: 14,000.00 were left of the envelope, 3,000.00 are offered.",
    ]
    assert (
        "In section 2, B found items not applicable; the others were scaled up to the maximum "
        "of the section."
    ) in words("IP-003")


def test_what_was_not_selected_is_explained() -> None:
    endings = {name: words(name)[-1] for name in ("IP-007", "IP-002", "IP-008", "IP-005")}
    assert endings == {
        "IP-007": "Reserve list: the quota of RS (2) is filled by higher ranks.",
        "IP-002": "Reserve list: the amount 15,000.00 is more than the 2,000.00 left of "
        "the envelope.",
        "IP-008": "Rejected: the mean of section 1 is 5.5; at least 6 are needed.",
        "IP-005": "A third assessor is needed.",
    }
    assert words("IP-006") == [
        "The assessment by A counts: 28 of 40 points.",
        "The assessment by B is incomplete and does not count; missing: 2.2.",
        "Assessments that count: 1; needed: 2.",
    ]


@given(calls())
def test_every_step_has_its_sentence_and_fills_it_exactly(call: Call) -> None:
    result = ranked(call)
    explainer = Explainer(result)
    for row in result.rows:
        for step in explainer.steps(row):
            named = {name for _t, name, _s, _c in string.Formatter().parse(SENTENCES[step.code])}
            assert named - {None} <= set(step.params)
        reason = reason_step(row.reason)
        assert (reason is None) == (row.reason == "")
        assert reason is None or reason.code in SENTENCES


@pytest.mark.slow
def test_random_calls_need_every_sentence_of_the_steps() -> None:
    seen: set[str] = set()
    for seed in range(600):
        result = ranked(make_call(seed))
        explainer = Explainer(result)
        for row in result.rows:
            seen.update(step.code for step in explainer.steps(row))
            reason = reason_step(row.reason)
            seen.update([reason.code] if reason else [])
    prefixes = ("ranking.step.", "ranking.reason.")
    steps = {code for code in SENTENCES if code.startswith(prefixes)}
    # The first is of sums that a database made; the second has a test of its own.
    assert steps - seen == {
        "ranking.step.incomplete_somewhere",
        "ranking.step.taken_all_equal",
    }


def test_three_equal_totals_of_a_higher_pair_are_explained() -> None:
    inputs = read_ranking_folder(EXAMPLE)
    sheets = {"A": "444444", "B": "235544", "C": "444444"}
    codes = [item.code for item in inputs.terms.grid.items]
    rows = tuple(
        ScoreRow(
            application="IP-004",
            assessor=who,
            criterion=code,
            state=ScoreState.VALUE,
            score=Fraction(score),
        )
        for who, scores in sheets.items()
        for code, score in zip(codes, scores, strict=True)
    )
    rule = Reassessment(straddles_gates=True, equal_distance=EqualDistance.HIGHER_PAIR)
    terms = replace(inputs.terms, reassessment=rule)
    result = rank(RankingInput(terms=terms, scores=rows))
    steps = explain(result, result.rows[0])
    assert [sentence_of(step.code, step.params) for step in steps[:6]] == [
        "The assessment by A counts: 32 of 40 points.",
        "The assessment by B counts: 32 of 40 points.",
        "The assessment by C counts: 32 of 40 points.",
        "Of the assessments by A and B, each taken alone, exactly one passes all gates.",
        "The third assessment is by C.",
        "All three totals are equal; all assessments are taken: A, B, C.",
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Fraction(33), "33"),
        (Fraction(65, 2), "32.5"),
        (Fraction(1, 16), "0.0625"),
        (Fraction(179, 3), "179/3 ≈ 59.67"),
        (Fraction(1, 32), "1/32 ≈ 0.03"),
    ],
)
def test_points_are_written_out_or_as_a_fraction(value: Fraction, expected: str) -> None:
    assert points_text(value) == expected


def test_all_sentences_are_in_serbian_too() -> None:
    with in_language("sr"):
        for code, english in SENTENCES.items():
            named = [n for _t, n, _s, _c in string.Formatter().parse(english) if n]
            filled = sentence_of(code, dict.fromkeys(named, "7"))
            with in_language("en"):
                assert filled != sentence_of(code, dict.fromkeys(named, "7"))


def test_points_read_as_people_write_them_in_each_language() -> None:
    mean = {"section": "3", "mean": "14.5", "maximum": "15"}
    exact = {"section": "3", "mean": "43/3 ≈ 14.33", "maximum": "15"}
    assert sentence_of("ranking.step.section_mean", mean) == "Section 3: mean 14.5 of 15 points."
    with in_language("sr"):
        assert "14,5 od 15" in sentence_of("ranking.step.section_mean", mean)
        assert "43/3 ≈ 14,33" in sentence_of("ranking.step.section_mean", exact)
