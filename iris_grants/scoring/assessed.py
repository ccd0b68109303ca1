"""One assessment as its author wrote it: what is in it, what it still lacks, what it comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache

from iris_grants.calls.documents import ranking_document
from iris_grants.calls.terms import CallTerms
from iris_grants.kernel.canonical import fingerprint
from iris_grants.kernel.problems import Problem, Where
from iris_grants.scoring.rules.assessment import counted, section_maxima, sum_up
from iris_grants.scoring.rules.exact import plain
from iris_grants.scoring.rules.gates import failed_gate, gates_of
from iris_grants.scoring.rules.grid import Grid, parse_grid
from iris_grants.scoring.rules.scores import ScoreRow, ScoreState

MILLI = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One score: its state, thousandths of a point in state `value`, and the comment."""

    state: ScoreState
    milli: int | None = None
    comment: str = ""

    @property
    def number(self) -> Fraction | None:
        """The exact score, none in any state but `value`."""
        return None if self.milli is None else Fraction(self.milli, MILLI)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recusal:
    """Why an assessor may not assess: the kind of tie, and in own words."""

    kind: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """All that an assessor says of one application.

    `scores` has every criterion of the grid; `sections` the comments by section that are
    not empty. A recused assessor's scores say nothing.
    """

    scores: Mapping[str, Score]
    sections: Mapping[str, str] = field(default_factory=dict)
    comment: str = ""
    recusal: Recusal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the scores given so far come to.

    Points are exact; `complete` if every criterion has an answer, `failed_gate` the first
    gate that a complete assessment, taken alone, would fail (`gate_section_1`, empty: none).
    """

    points: Fraction
    maximum: Fraction
    sections: Mapping[str, Fraction]
    section_maxima: Mapping[str, Fraction]
    missing: tuple[str, ...]
    failed_gate: str

    @property
    def complete(self) -> bool:
        """Whether every criterion has an answer."""
        return not self.missing


def scoring_grid(terms: CallTerms) -> Grid:
    """The grid of a call as the arithmetic takes it."""
    return parse_grid(ranking_document(terms)["grid"])


def content_document(assessed: Assessed) -> dict[str, object]:
    """What counts of an assessment, as a return holds it."""
    recusal = assessed.recusal
    return {
        "recused": None if recusal is None else {"kind": recusal.kind, "reason": recusal.reason},
        "comment": assessed.comment,
        "sections": dict(assessed.sections),
        "scores": {code: score_document(score) for code, score in assessed.scores.items()},
    }


def score_document(score: Score) -> dict[str, object]:
    """One score as a return holds it; the number as plain decimal text."""
    return {
        "state": score.state.value,
        "score": None if score.milli is None else milli_text(score.milli),
        "comment": score.comment,
    }


@cache
def milli_text(milli: int) -> str:
    """Thousandths as the shortest plain decimal (`4`, `3.5`); there are few on any scale."""
    return plain(Fraction(milli, MILLI))


def content_fingerprint(assessed: Assessed) -> str:
    """The SHA-256 by which two assessments are known to be the same."""
    return fingerprint(content_document(assessed))


def outcome(assessed: Assessed, grid: Grid) -> Outcome:
    """What the scores given so far come to (RANKING.md, rules 1, 2 and 6)."""
    table = sum_up(grid, _rows(assessed, grid))
    one = counted(table.assessments[0], section_maxima(grid, table.scale))
    unit = table.scale.unit
    codes = [section.code for section in grid.sections]
    missing = tuple(
        item.code for item in grid.items if assessed.scores[item.code].state is ScoreState.MISSING
    )
    return Outcome(
        points=Fraction(one.total) / unit,
        maximum=grid.maximum,
        sections={
            code: Fraction(points) / unit for code, points in zip(codes, one.sections, strict=True)
        },
        section_maxima={section.code: section.maximum for section in grid.sections},
        missing=missing,
        failed_gate="" if missing else failed_gate(gates_of(grid, table), [one]),
    )


def check_complete(assessed: Assessed, terms: CallTerms, number: str) -> tuple[Problem, ...]:
    """What an assessment lacks before it can be returned; nothing if its author is recused.

    `scoring.score_open` for each criterion without an answer, `scoring.comment_open` where
    the call wants reasons: in each section, and for scores that it names (DOMAIN.md §4.3).
    `number` is the application's.
    """
    if assessed.recusal is not None:
        return ()
    rule, problems = terms.comment_required, []
    for section in terms.grid.sections:
        for item in section.items:
            score = assessed.scores[item.code]
            if score.state is ScoreState.MISSING:
                problems.append(_open("scoring.score_open", number, item.code))
            elif score.number in rule.item_scores and not score.comment:
                problems.append(_open("scoring.comment_open", number, item.code))
        if rule.section and not assessed.sections.get(section.code):
            problems.append(_open("scoring.comment_open", number, section.code))
    return tuple(problems)


def _open(code: str, number: str, key: str) -> Problem:
    return Problem(code=code, where=Where(key=f"{number} {key}"), params={"criterion": key})


def _rows(assessed: Assessed, grid: Grid) -> list[ScoreRow]:
    given = (ScoreState.VALUE, ScoreState.NA, ScoreState.MISSING)
    return [
        ScoreRow(
            application="",
            assessor="",
            criterion=item.code,
            state=score.state if score.state in given else ScoreState.MISSING,
            score=score.number if score.state is ScoreState.VALUE else None,
        )
        for item in grid.items
        for score in [assessed.scores[item.code]]
    ]
