"""Whatever stands in the files, the answer is a ranking or problems, never a crash."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iris_grants.kernel.problems import Problem
from iris_grants.scoring.rules.explain import Explainer
from iris_grants.scoring.rules.ranking import rank
from iris_grants.scoring.rules.ranking_files import compare_ranking, ranking_csv, read_ranking
from iris_grants.wording import sentence, sentence_of
from iris_grants.wording.sentences import all_sentences

EXAMPLE = Path("tests/data/ranking-example")
GRID, SCORES, RANKING = (
    (EXAMPLE / name).read_bytes() for name in ("grid.json", "scores.csv", "ranking.csv")
)
SNIPPETS = (
    *(b"", b"\n", b"\r", b",", b'"', b"{", b"}", b"[]", b"null", b"true", b"-1", b"1e5", b"0.001"),
    *(b"1e400", b"NaN", b"\xff", b"\x00", b"\xef\xbb\xbf", b'"id"', b'"\\ud800"', b"value"),
    *(b"na", b"recused", b"IP-001", b"1.1", b"section:1", b"9" * 5000, b"\xe2\x80\xa8"),
)


def spoiled(data: bytes, random: Random) -> bytes:
    """The data with one to three places overwritten, doubled, cut or moved."""
    for _change in range(random.randint(1, 3)):
        first = random.randrange(len(data) + 1)
        last = min(len(data), first + random.choice((0, 1, 2, 5, 40)))
        piece = random.choice((*SNIPPETS, data[first:last] * 2))
        data = data[:first] + piece + data[last:]
    return data[: random.randrange(len(data) + 1)] if random.random() < 0.05 else data


def answer(grid: bytes, scores: bytes) -> list[Problem]:
    """The problems of the two files; where there are none, the ranking is made."""
    problems: list[Problem] = []
    inputs = read_ranking(grid, scores, problems)
    if inputs is not None and not problems:
        result = rank(inputs)
        assert compare_ranking(ranking_csv(result), result) == ()
        explainer = Explainer(result)
        for row in result.rows:
            for step in explainer.steps(row):
                sentence_of(step.code, step.params)
    for problem in problems:
        assert problem.code in all_sentences()
        assert len(sentence(problem).splitlines()) == 1
        sentence(problem).encode()
    return problems


@settings(max_examples=300)
@given(st.integers(0, 2**63))
def test_spoiled_files_are_refused_or_ranked(seed: int) -> None:
    random = Random(seed)
    which = random.randrange(3)
    grid = GRID if which == 1 else spoiled(GRID, random)
    scores = SCORES if which == 0 else spoiled(SCORES, random)
    answer(grid, scores)


@settings(max_examples=200)
@given(st.integers(0, 2**63))
def test_spoiled_ranking_is_told_from_the_right_one(seed: int) -> None:
    problems: list[Problem] = []
    inputs = read_ranking(GRID, SCORES, problems)
    assert inputs is not None
    given_file = spoiled(RANKING, Random(seed))
    found = compare_ranking(given_file, rank(inputs))
    assert bool(found) == (given_file != RANKING)
    for problem in found:
        assert len(sentence(problem).splitlines()) == 1


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_noise_is_refused(grid: bytes, scores: bytes) -> None:
    assert answer(grid, scores) != []


@pytest.mark.slow
@pytest.mark.parametrize(
    "scores",
    [
        SCORES + b'IP-001,C,1.1,value,5,"open\n' + b"x\n" * 200_000,
        SCORES + b'a"b\n' * 200_000,
        SCORES + b'"' * 500_001,
        SCORES.replace(b"\n", b"\r"),
        SCORES + b"," * 500_000,
    ],
    ids=["unclosed", "stray", "quotes", "old_mac", "commas"],
)
def test_large_nonsense_is_refused_quickly(scores: bytes) -> None:
    assert answer(GRID, scores) != []
