"""The order of those that passed all gates: totals, tie-breaks and shared ranks (rule 7)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from math import lcm

from iris_grants.scoring.rules.assessment import Counted
from iris_grants.scoring.rules.terms import RankedApplication, RankingTerms

SHARED = "shared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """An application that passed all gates, with the assessments taken.

    `total` is the mean of their totals in scaled points.
    """

    application: RankedApplication
    taken: tuple[Counted, ...]
    total: Fraction


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
    common = lcm(*{one.total.denominator for one in found})
    heights = {
        one.application.id: one.total.numerator * (common // one.total.denominator) for one in found
    }
    found.sort(key=lambda one: (-heights[one.application.id], one.application.id))
    ties = _Ties(terms, watched)
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
    """The tie-break keys of a ranking; smaller values stand higher."""

    def __init__(self, terms: RankingTerms, watched: Sequence[str]) -> None:
        self._keys = terms.tie_break
        self._sections = {s.code: index for index, s in enumerate(terms.grid.sections)}
        self._items = {code: place for place, code in enumerate(watched)}

    def values(self, one: Passed) -> tuple[Fraction, ...]:
        """What decides for this application, key by key."""
        return tuple(self._value(key, one) for key in self._keys)

    def decisive(self, above: Sequence[Fraction], below: Sequence[Fraction]) -> str:
        """The first key whose values differ, `shared` if none does."""
        for key, higher, lower in zip(self._keys, above, below, strict=True):
            if higher != lower:
                return key
        return SHARED

    def _value(self, key: str, one: Passed) -> Fraction:
        kind, _colon, code = key.partition(":")
        if kind == "section":
            index = self._sections[code]
            return Fraction(-sum(c.sections[index] for c in one.taken), len(one.taken))
        if kind == "item":
            place = self._items[code]
            values = [v for c in one.taken if (v := c.sums.values[place]) is not None]
            return Fraction(-sum(values), len(values)) if values else Fraction(0)
        requested = Fraction(one.application.requested_minor)
        return -requested if kind == "requested_desc" else requested
