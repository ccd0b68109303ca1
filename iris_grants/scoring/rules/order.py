"""The order of those that passed all gates: totals, tie-breaks and shared ranks (rule 7)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import lcm

from iris_grants.scoring.rules.assessment import Counted, Exact
from iris_grants.scoring.rules.terms import RankedApplication, RankingTerms

SHARED = "shared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """An application that passed all gates, with the assessments taken.

    `points` is the sum of their totals, in the unit that all of the ranking share.
    """

    application: RankedApplication
    taken: tuple[Counted, ...]
    points: Exact


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A place in the order; `tie_break` is the key that placed it below the one above."""

    rank: int
    passed: Passed
    tie_break: str


def in_order(passed: Iterable[Passed], terms: RankingTerms, watched: Sequence[str]) -> list[Placed]:
    """All places in rank order; what is equal in everything shares a rank (1, 2, 2, 4).

    `watched` names the items that the assessments carry values of; `KeyError` if an item
    of a tie-break is not among them.
    """
    found = list(passed)
    if not found:
        return []
    common = lcm(*range(1, 1 + max(len(one.taken) for one in found)))
    heights = {one.application.id: one.points * (common // len(one.taken)) for one in found}
    found.sort(key=lambda one: (-heights[one.application.id], one.application.id))
    ties = _Ties(terms, watched, common)
    placed: list[Placed] = []
    for _height, equals in groupby(found, key=lambda one: heights[one.application.id]):
        placed.extend(_untied(list(equals), len(placed), ties))
    return placed


def _untied(equals: list[Passed], above: int, ties: _Ties) -> list[Placed]:
    if len(equals) == 1:
        return [Placed(rank=above + 1, passed=equals[0], tie_break="")]
    values = {one.application.id: ties.values(one) for one in equals}
    equals.sort(key=lambda one: (values[one.application.id], one.application.id))
    placed: list[Placed] = []
    for index, one in enumerate(equals):
        rank, key = above + index + 1, ""
        if index:
            key = ties.decisive(
                values[equals[index - 1].application.id], values[one.application.id]
            )
            rank = placed[-1].rank if key == SHARED else rank
        placed.append(Placed(rank=rank, passed=one, tie_break=key))
    return placed


class _Ties:
    """The tie-break keys of a ranking; smaller values stand higher.

    Means are compared as whole numbers: `common` is a multiple of every count of values.
    """

    def __init__(self, terms: RankingTerms, watched: Sequence[str], common: int) -> None:
        self._keys = terms.tie_break
        self._sections = {s.code: index for index, s in enumerate(terms.grid.sections)}
        self._items = {code: place for place, code in enumerate(watched)}
        self._common = common

    def values(self, one: Passed) -> tuple[Exact, ...]:
        """What decides for this application, key by key."""
        return tuple([self._value(key, one) for key in self._keys])

    def decisive(self, above: Sequence[Exact], below: Sequence[Exact]) -> str:
        """The first key whose values differ, `shared` if none does."""
        for key, higher, lower in zip(self._keys, above, below, strict=True):
            if higher != lower:
                return key
        return SHARED

    def _value(self, key: str, one: Passed) -> Exact:
        kind, _colon, code = key.partition(":")
        if kind == "section":
            index = self._sections[code]
            return self._mean([c.sections[index] for c in one.taken])
        if kind == "item":
            place = self._items[code]
            return self._mean([v for c in one.taken if (v := c.sums.values[place]) is not None])
        requested = one.application.requested_minor
        return -requested if kind == "requested_desc" else requested

    def _mean(self, values: Sequence[Exact]) -> Exact:
        return -sum(values) * (self._common // len(values)) if values else 0
