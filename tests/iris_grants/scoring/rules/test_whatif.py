"""A trial of other terms is the ranking itself under those terms, told as moves."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from iris_grants.scoring.rules.ranking import RankingInput, RankingResult, rank
from iris_grants.scoring.rules.ranking_files import ranking_csv, read_ranking_folder
from iris_grants.scoring.rules.scores import ScoreState
from iris_grants.scoring.rules.terms import WhenTooLarge
from iris_grants.scoring.rules.whatif import (
    OVERALL,
    Change,
    Trial,
    check_trial,
    tried_terms,
    try_out,
)

EXAMPLE = Path("tests/data/ranking-example")


@pytest.fixture(scope="module")
def inputs() -> RankingInput:
    return read_ranking_folder(EXAMPLE)


@pytest.fixture(scope="module")
def basis(inputs: RankingInput) -> RankingResult:
    return rank(inputs)


def moves(basis: RankingResult, trial: Trial) -> dict[str, str]:
    """What changes, by application."""
    assert check_trial(basis, trial) == ()
    found = try_out(basis, trial)
    return {one.application.id: one.change for one in found.moves if one.change is not Change.SAME}


def test_nothing_tried_is_the_ranking_byte_for_byte(basis: RankingResult) -> None:
    found = try_out(basis, Trial())
    assert ranking_csv(found.after) == (EXAMPLE / "ranking.csv").read_bytes()
    assert {one.change for one in found.moves} == {Change.SAME}


def test_every_trial_is_what_the_files_would_give_under_its_terms(
    inputs: RankingInput, basis: RankingResult
) -> None:
    trial = Trial(
        envelope_minor=2_600_000,
        when_too_large=WhenTooLarge.SKIP,
        quotas={"RS": 1},
        thresholds={"1": None, OVERALL: Fraction(32)},
        tie_break=("requested_desc",),
        set_aside=frozenset({("IP-005", "A")}),
    )
    assert check_trial(basis, trial) == ()
    void = tuple(
        replace(row, state=ScoreState.VOID, score=None)
        if (row.application, row.assessor) == ("IP-005", "A")
        else row
        for row in inputs.scores
    )
    alone = rank(RankingInput(terms=tried_terms(inputs.terms, trial), scores=void))
    assert ranking_csv(try_out(basis, trial).after) == ranking_csv(alone)


def test_moves_say_who_comes_in_and_by_how_much(basis: RankingResult) -> None:
    larger = moves(basis, Trial(envelope_minor=9_000_000, quotas={}))
    assert larger == {"IP-007": Change.IN, "IP-002": Change.IN}
    smaller = try_out(basis, Trial(envelope_minor=2_900_000))
    assert [one.application.id for one in smaller.having(Change.OUT)] == ["IP-003"]
    assert smaller.having(Change.OUT)[0].offered_minor == -900_000
    swapped = moves(basis, Trial(tie_break=("requested_asc",)))
    assert swapped == {"IP-009": Change.UP, "IP-001": Change.DOWN}


def test_an_assessment_set_aside_needs_a_third_and_others_rise(
    basis: RankingResult,
) -> None:
    aside = frozenset({("IP-004", basis.rows[0].taken[0].assessor)})
    found = try_out(basis, Trial(set_aside=aside))
    (out,) = found.having(Change.OUT)
    assert (out.application.id, out.places, out.points) == ("IP-004", None, None)
    assert out.after.reason == "third_assessor_needed"
    risen = {one.application.id: one.places for one in found.moves if one.places}
    assert risen["IP-001"] == 1


@pytest.mark.parametrize(
    ("trial", "code", "key"),
    [
        (Trial(envelope_minor=-1), "ranking.amount_negative", "envelope.amount"),
        (Trial(quotas={"RS": -1}), "ranking.quota", "quotas.RS"),
        (Trial(tie_break=("section:9",)), "ranking.tie_break_unknown", "tie_break[0]"),
        (Trial(thresholds={"9": None}), "ranking.section_unknown", "threshold.9"),
        (Trial(thresholds={OVERALL: Fraction(41)}), "ranking.threshold_outside", "threshold"),
        (Trial(set_aside=frozenset({("IP-1", "A")})), "ranking.assessment_unknown", "set_aside"),
    ],
)
def test_what_cannot_be_tried_is_said_at_its_key(
    basis: RankingResult, trial: Trial, code: str, key: str
) -> None:
    (problem,) = check_trial(basis, trial)
    assert (problem.code, problem.where.key) == (code, key)


def test_an_envelope_is_tried_only_where_there_is_one(basis: RankingResult) -> None:
    bare = replace(basis, terms=replace(basis.terms, envelope=None))
    (problem,) = check_trial(bare, Trial(envelope_minor=1))
    assert problem.code == "ranking.no_envelope"
