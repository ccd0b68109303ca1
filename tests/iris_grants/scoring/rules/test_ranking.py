"""The ranking against the worked case, a second reading of the rules, and what always holds."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iris_grants.kernel.problems import Problem, Refused
from iris_grants.scoring.rules.assessment import AssessmentTable, scale_of, sum_up
from iris_grants.scoring.rules.gates import watched_items
from iris_grants.scoring.rules.ranking import RankingInput, RankingResult, rank, rank_from_sums
from iris_grants.scoring.rules.ranking_files import (
    grid_json,
    ranking_csv,
    read_ranking,
    read_ranking_folder,
    scores_csv,
)
from iris_grants.scoring.rules.selection import Decision
from tests.iris_grants.scoring.rules.naive_ranking import NaiveRanking
from tests.iris_grants.scoring.rules.random_calls import (
    Call,
    Row,
    calls,
    grid_text,
    make_call,
    scores_text,
)

EXAMPLE = Path("tests/data/ranking-example")


def read(document: dict[str, Any], rows: list[Row]) -> RankingInput:
    """The input in a document and rows, which must be in order."""
    problems: list[Problem] = []
    found = read_ranking(grid_text(document).encode(), scores_text(rows).encode(), problems)
    assert problems == []
    assert found is not None
    return found


def ranked(call: Call) -> RankingResult:
    """The ranking of a call that is in order."""
    return rank(read(*call))


def test_worked_case_comes_out_byte_for_byte() -> None:
    result = rank(read_ranking_folder(EXAMPLE))
    assert ranking_csv(result) == (EXAMPLE / "ranking.csv").read_bytes()
    assert result.preliminary
    assert {row.application.id: row.section_means for row in result.rows}["IP-001"] == (
        Fraction(15, 2),
        Fraction(13),
        Fraction(25, 2),
    )


def test_worked_case_agrees_with_the_second_reading() -> None:
    texts = [(EXAMPLE / name).read_text("utf-8") for name in ("grid.json", "scores.csv")]
    assert NaiveRanking(*texts).text() == (EXAMPLE / "ranking.csv").read_text("utf-8")


@settings(max_examples=250)
@given(calls())
def test_any_call_agrees_with_the_second_reading(call: Call) -> None:
    document, rows = call
    naive = NaiveRanking(grid_text(document), scores_text(rows)).text()
    assert ranking_csv(ranked(call)).decode() == naive


@pytest.mark.slow
def test_random_calls_reach_every_branch() -> None:
    seen: set[str] = set()
    for seed in range(400):
        for row in ranked(make_call(seed)).rows:
            reason = "_".join(row.reason.split("_")[:2])
            shared = "shared " if row.tie_break == "shared" else ""
            seen.add(f"{shared}{row.decision} {reason}".strip())
            seen.add(row.tie_break.partition(":")[0])
            seen.update(str(one.reason) for one in row.left_out)
    assert seen == {
        *("", "section", "item", "requested_asc", "requested_desc", "shared"),
        *("incomplete", "recused", "void", "not_closest", "not_higher", "replaced"),
        *("selected", "reserve envelope", "reserve quota", "reserve committee_vote"),
        *("shared selected", "shared reserve envelope", "shared reserve quota"),
        "shared reserve committee_vote",
        *("rejected gate_item", "rejected gate_section", "rejected gate_overall"),
        *("awaiting too_few", "awaiting third_assessor"),
    }


@given(calls(), st.integers(0, 2**63))
def test_order_of_rows_means_nothing(call: Call, seed: int) -> None:
    document, rows = call
    shuffled = list(rows)
    Random(seed).shuffle(shuffled)
    applications = list(document["applications"])
    Random(seed).shuffle(applications)
    again = ranked(({**document, "applications": applications}, shuffled))
    assert ranking_csv(again) == ranking_csv(ranked(call))


@given(calls())
def test_mean_stays_within_its_parts(call: Call) -> None:
    result = ranked(call)
    for row in result.rows:
        for index, mean in enumerate(row.section_means):
            parts = [Fraction(one.sections[index]) / row.unit for one in row.taken]
            assert min(parts) <= mean <= max(parts) <= result.terms.grid.sections[index].maximum
        if row.total is not None:
            totals = [Fraction(one.total) / row.unit for one in row.taken]
            assert min(totals) <= row.total <= max(totals) <= result.terms.grid.maximum
            assert sum(row.section_means) == row.total


@given(calls())
def test_selection_never_exceeds_envelope_or_quota(call: Call) -> None:
    result = ranked(call)
    envelope = result.terms.envelope
    assert envelope is None or result.offered_minor <= envelope.amount_minor
    chosen = [row for row in result.rows if row.decision is Decision.SELECTED]
    places = Counter(row.application.country for row in chosen)
    for country, quota in result.terms.quotas.items():
        assert places[country] <= quota
    for row in chosen:
        assert row.offered_minor is not None
        assert row.offered_minor <= row.application.amount_minor


@given(calls(), st.integers(0, 100_000))
def test_more_money_never_hurts_the_first(call: Call, more: int) -> None:
    inputs = read(*call)
    envelope = inputs.terms.envelope
    if envelope is None:
        return
    richer = replace(envelope, amount_minor=envelope.amount_minor + more)
    before = rank(inputs)
    after = rank(replace(inputs, terms=replace(inputs.terms, envelope=richer)))
    alone = [row for row in before.rows if row.rank == 1]
    if len(alone) == 1:
        offered = alone[0].offered_minor or 0
        assert (after.rows[0].offered_minor or 0) >= offered


@given(calls())
def test_writing_and_reading_the_files_changes_nothing(call: Call) -> None:
    inputs = read(*call)
    problems: list[Problem] = []
    grid, scores = grid_json(inputs.terms), scores_csv(inputs)
    again = read_ranking(grid, scores, problems)
    assert problems == []
    assert again is not None
    assert again.terms == inputs.terms
    assert Counter(map(str, again.scores)) == Counter(map(str, inputs.scores))
    assert grid_json(again.terms) == grid
    assert scores_csv(again) == scores
    assert ranking_csv(rank(again)) == ranking_csv(rank(inputs))


@given(calls())
def test_sums_in_thousandths_with_only_the_watched_items_give_the_same_ranking(
    call: Call,
) -> None:
    inputs = read(*call)
    full = sum_up(inputs.terms.grid, inputs.scores)
    scale = scale_of(inputs.terms.grid, score=1000)
    factor = scale.score // full.scale.score
    watched = watched_items(inputs.terms)
    places = [full.watched.index(code) for code in watched]
    table = AssessmentTable(
        scale=scale,
        watched=watched,
        assessments=tuple(
            replace(
                one,
                points=tuple(points * factor for points in one.points),
                not_applicable=tuple(weight * factor for weight in one.not_applicable),
                values=tuple(
                    None if (value := one.values[place]) is None else value * factor
                    for place in places
                ),
            )
            for one in full.assessments
        ),
    )
    assert ranking_csv(rank_from_sums(inputs.terms, table)) == ranking_csv(rank(inputs))


@given(calls())
def test_equal_applications_share_their_fate(call: Call) -> None:
    result = ranked(call)
    by_rank: dict[int, set[tuple[str, str]]] = {}
    for row in result.rows:
        if row.rank is not None and row.decision is Decision.SELECTED:
            by_rank.setdefault(row.rank, set()).add(("selected", ""))
        elif row.rank is not None:
            by_rank.setdefault(row.rank, set()).add(("reserve", row.reason))
    for fates in by_rank.values():
        assert len({decision for decision, _reason in fates}) == 1


def test_rank_refuses_values_that_no_file_may_hold() -> None:
    inputs = read_ranking_folder(EXAMPLE)
    spoiled = replace(inputs.scores[0], score=Fraction(9))
    with pytest.raises(Refused) as caught:
        rank(replace(inputs, scores=(spoiled, *inputs.scores[1:], inputs.scores[1])))
    assert [problem.code for problem in caught.value.problems] == [
        "ranking.score_outside",
        "ranking.score_twice",
    ]
    with pytest.raises(Refused) as caught:
        rank(replace(inputs, terms=replace(inputs.terms, min_assessments=0)))
    assert [str(problem.where) for problem in caught.value.problems] == [
        "grid.json · min_assessments"
    ]
