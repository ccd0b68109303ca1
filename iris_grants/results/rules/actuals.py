"""Actual values: a pure function of what was achieved, each value with what it is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from iris_grants.programme.framework import Aggregation, Dimension

Cells = Mapping[Dimension, Mapping[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What one event, paper, grant or case adds to a target on a day (ISO text).

    `counts_as` names what must not count twice (an organisation, a country); empty where
    the value is of those counted for the first time already. What has no `evidence` waits:
    it is shown, and does not count.
    """

    source_id: str
    on: str
    value: int
    cells: Cells = field(default_factory=dict)
    counts_as: str = ""
    evidence: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Actual:
    """The actual value of a target, its parts by dimension, and what it is made of.

    `waiting` is what would be added if everything had its evidence. `sources` are those
    that count, by day.
    """

    value: int
    cells: Cells
    sources: tuple[str, ...]
    waiting: int


class ResultState(StrEnum):
    """How a target stands; *missed* is known only after the end of the programme."""

    REACHED = "reached"
    UNDER_WAY = "under_way"
    NOT_STARTED = "not_started"
    MISSED = "missed"


def actual_of(aggregation: Aggregation, contributions: Iterable[Contribution]) -> Actual:
    """The actual value of a target (DOMAIN.md §9.2); the order of contributions is no matter.

    sum: all values · max: the largest · latest: that of the last day · unique: values of
    persons and organisations each counted once, the first time.
    """
    found = sorted(contributions, key=lambda one: (one.on, one.source_id))
    proved = [one for one in found if one.evidence]
    counted = _counted(aggregation, proved)
    value = sum(one.value for one in counted)
    everything = sum(one.value for one in _counted(aggregation, found))
    return Actual(
        value=value,
        cells=_added(counted),
        sources=tuple(one.source_id for one in counted),
        waiting=max(everything - value, 0),
    )


def course_of(
    aggregation: Aggregation, contributions: Iterable[Contribution]
) -> tuple[tuple[str, int], ...]:
    """The actual value at the end of each quarter (`2023-Q4`) that changed it, in order."""
    proved = sorted(
        (one for one in contributions if one.evidence), key=lambda one: (one.on, one.source_id)
    )
    points: dict[str, int] = {}
    for place, one in enumerate(proved, start=1):
        points[_quarter(one.on)] = actual_of(aggregation, proved[:place]).value
    return tuple(points.items())


def state_of(value: int, target: int, *, ended: bool) -> ResultState:
    """How an actual value stands against its target, during the programme or after it."""
    if value >= target:
        return ResultState.REACHED
    if ended:
        return ResultState.MISSED
    return ResultState.UNDER_WAY if value else ResultState.NOT_STARTED


def share_of(value: int, target: int) -> Fraction:
    """The actual value as an exact share of the target, 1 where it is reached."""
    return Fraction(value, target)


def _counted(aggregation: Aggregation, ordered: Sequence[Contribution]) -> tuple[Contribution, ...]:
    """Those of the contributions that make the value; they come by day."""
    match aggregation:
        case Aggregation.SUM:
            return tuple(ordered)
        case Aggregation.MAX:
            best = max(ordered, key=lambda one: one.value, default=None)
            return () if best is None else (best,)
        case Aggregation.LATEST:
            return tuple(ordered[-1:])
        case Aggregation.UNIQUE:
            return _once(ordered)


def _once(ordered: Sequence[Contribution]) -> tuple[Contribution, ...]:
    seen: set[str] = set()
    found = []
    for one in ordered:
        if not one.counts_as or one.counts_as not in seen:
            found.append(one)
        seen.add(one.counts_as)
    return tuple(found)


def _added(counted: Iterable[Contribution]) -> dict[Dimension, dict[str, int]]:
    cells: dict[Dimension, dict[str, int]] = {}
    for one in counted:
        for dimension, parts in one.cells.items():
            own = cells.setdefault(dimension, {})
            for category, value in parts.items():
                own[category] = own.get(category, 0) + value
    return cells


def _quarter(day: str) -> str:
    return f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}"
