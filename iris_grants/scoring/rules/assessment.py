"""From scores to assessments: which count, and their sections as scaled whole numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from math import lcm
from typing import TypeAlias

from iris_grants.scoring.rules.grid import Grid
from iris_grants.scoring.rules.scores import ScoreRow, ScoreState

Exact: TypeAlias = int | Fraction
"""An exact number of scaled points: whole unless items that do not apply scaled it up."""


class Standing(StrEnum):
    """Whether an assessment counts, and if not, why (rule 1)."""

    COUNTS = "counts"
    INCOMPLETE = "incomplete"
    RECUSED = "recused"
    VOID = "void"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """What the whole numbers are multiples of.

    A score is a whole number of 1/`score`, a coefficient of 1/`coef`, points of 1/`unit`.
    """

    score: int
    coef: int

    @property
    def unit(self) -> int:
        """How many scaled points make one point."""
        return self.score * self.coef


def scale_of(grid: Grid, score: int = 1) -> Scale:
    """The smallest scale in which all scores of the grid, and 1/`score`, are whole.

    Scores stored in thousandths go with `score=1000`.
    """
    for item in grid.items:
        score = lcm(
            score, item.minimum.denominator, item.maximum.denominator, item.step.denominator
        )
    return Scale(score=score, coef=lcm(*(item.coef.denominator for item in grid.items)))


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentSums:
    """One assessment as sums, whether they come from rows or from a database.

    `points` is, by section of the grid, Σ score × coef over the items with a value, and
    `not_applicable` Σ max × coef over the items in state `na`, both in scaled points.
    `values` are the scores of the items that the table watches, in scaled scores, None for
    an item without a value. Where `standing` is not `COUNTS` no sum is ever looked at.
    `missing` names the items that an incomplete assessment lacks, where that is known.
    """

    application: str
    assessor: str
    standing: Standing
    points: tuple[int, ...]
    not_applicable: tuple[int, ...]
    values: tuple[int | None, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentTable:
    """All assessments of one ranking; `watched` are the items whose values they carry."""

    scale: Scale
    watched: tuple[str, ...]
    assessments: tuple[AssessmentSums, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A counting assessment with its section scores and total in scaled points (rule 2).

    Of one ranking all are in the same unit, in which they are whole numbers.
    """

    sums: AssessmentSums
    sections: tuple[Exact, ...]
    total: Exact

    @property
    def assessor(self) -> str:
        """Who wrote it."""
        return self.sums.assessor


@dataclass(frozen=True, slots=True, kw_only=True)
class Lift:
    """A unit so fine that all section scores of a table are whole numbers of it.

    One point has `unit` of them. `shares` has, for each section, what one scaled point is
    worth when items of that weight do not apply. Whole numbers compare many times faster
    than fractions, and say the same.
    """

    unit: int
    maximum: int
    shares: tuple[Mapping[int, int], ...]


def section_maxima(grid: Grid, scale: Scale) -> tuple[int, ...]:
    """The most that each section can bring, in scaled points."""
    return tuple(int(section.maximum * scale.unit) for section in grid.sections)


def lift_of(grid: Grid, table: AssessmentTable) -> Lift:
    """The unit for all counting assessments of a table and for the thresholds of its gates.

    `ZeroDivisionError` if a section has nothing but `na`, which no checked score allows.
    """
    scale = table.scale
    maxima = section_maxima(grid, scale)
    combinations = {
        one.not_applicable for one in table.assessments if one.standing is Standing.COUNTS
    }
    absent = [set(weights) for weights in zip(*combinations, strict=True)] or [
        {0} for _section in maxima
    ]
    thresholds = [section.min_total for section in grid.sections]
    thresholds.append(grid.overall_min)
    factor = lcm(*((t * scale.unit).denominator for t in thresholds if t is not None))
    for maximum, weights in zip(maxima, absent, strict=True):
        fractions = (Fraction(maximum, maximum - weight) for weight in weights)
        factor = lcm(factor, *(share.denominator for share in fractions))
    return Lift(
        unit=scale.unit * factor,
        maximum=sum(maxima) * factor,
        shares=tuple(
            {weight: maximum * factor // (maximum - weight) for weight in weights}
            for maximum, weights in zip(maxima, absent, strict=True)
        ),
    )


def lifted(sums: AssessmentSums, lift: Lift) -> Counted:
    """Section scores and total in the unit of the lift; sections with `na` are scaled up."""
    sections = tuple(
        [
            points * share[absent]
            for points, absent, share in zip(
                sums.points, sums.not_applicable, lift.shares, strict=True
            )
        ]
    )
    return Counted(sums=sums, sections=sections, total=sum(sections))


def counted(sums: AssessmentSums, maxima: tuple[int, ...]) -> Counted:
    """Section scores and total of a single assessment, in scaled points (rule 2).

    Sections with items that do not apply are scaled up; one with nothing but those is 0
    (it is never complete: such an assessment is refused).
    """
    sections = tuple(
        points if not absent else Fraction(points * maximum, maximum - absent or 1)
        for points, absent, maximum in zip(sums.points, sums.not_applicable, maxima, strict=True)
    )
    return Counted(sums=sums, sections=sections, total=sum(sections))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    section: int
    position: int
    coef: int
    weight: int


@dataclass(slots=True)
class _Tally:
    points: list[int]
    not_applicable: list[int]
    values: list[int | None]
    answered: set[str] = field(default_factory=set)
    recused: bool = False
    void: bool = False


def sum_up(grid: Grid, rows: Iterable[ScoreRow]) -> AssessmentTable:
    """All assessments in rows that are in order; their order has no meaning (rules 1, 2).

    All items are watched. `KeyError` for a criterion that the grid does not have.
    """
    scale = scale_of(grid)
    cells = _cells(grid, scale)
    tallies: dict[tuple[str, str], _Tally] = {}
    for row in rows:
        key = (row.application, row.assessor)
        tally = tallies.get(key)
        if tally is None:
            sections = len(grid.sections)
            tally = _Tally([0] * sections, [0] * sections, [None] * len(cells))
            tallies[key] = tally
        _take(tally, row, cells[row.criterion], scale.score)
    assessments = (
        _closed(application, assessor, tallies[application, assessor], tuple(cells))
        for application, assessor in sorted(tallies)
    )
    return AssessmentTable(scale=scale, watched=tuple(cells), assessments=tuple(assessments))


def _cells(grid: Grid, scale: Scale) -> dict[str, _Cell]:
    cells: dict[str, _Cell] = {}
    for index, section in enumerate(grid.sections):
        for item in section.items:
            cells[item.code] = _Cell(
                section=index,
                position=len(cells),
                coef=int(item.coef * scale.coef),
                weight=int(item.weight * scale.unit),
            )
    return cells


def _take(tally: _Tally, row: ScoreRow, cell: _Cell, score_scale: int) -> None:
    if row.state is ScoreState.VALUE and row.score is not None:
        value = row.score.numerator * (score_scale // row.score.denominator)
        tally.points[cell.section] += value * cell.coef
        tally.values[cell.position] = value
        tally.answered.add(row.criterion)
    elif row.state is ScoreState.NA:
        tally.not_applicable[cell.section] += cell.weight
        tally.answered.add(row.criterion)
    elif row.state is ScoreState.RECUSED:
        tally.recused = True
    elif row.state is ScoreState.VOID:
        tally.void = True


def _closed(
    application: str, assessor: str, tally: _Tally, items: tuple[str, ...]
) -> AssessmentSums:
    missing = tuple(code for code in items if code not in tally.answered)
    if tally.recused:
        standing = Standing.RECUSED
    elif tally.void:
        standing = Standing.VOID
    else:
        standing = Standing.INCOMPLETE if missing else Standing.COUNTS
    return AssessmentSums(
        application=application,
        assessor=assessor,
        standing=standing,
        points=tuple(tally.points),
        not_applicable=tuple(tally.not_applicable),
        values=tuple(tally.values),
        missing=missing if standing is Standing.INCOMPLETE else (),
    )
