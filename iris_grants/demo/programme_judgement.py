"""How the committee of the sample programme sees each application, the same for a seed."""

from __future__ import annotations

from random import Random

_MEAN, _SPREAD = 3.75, 0.5
_NOISE = 0.45
_LEAST, _MOST = 1, 5
_LEAN = {"A": 0.0, "B": -0.12, "C": 0.1, "D": 0.04, "E": 0.0}
"""How strict an assessor is, by code."""

_DIVIDED = 0.1
"""The share of applications about which assessors disagree."""

_CRITICS = frozenset("ACE")
_DISTANCE = 0.8


class Judgement:
    """The scores that assessors give; a figure an item of the grid, in its order."""

    def __init__(self, seed: int, items: int) -> None:
        self._seed = seed
        self._items = items

    def figures(self, title: str, code: str) -> str:
        """The scores of one assessor for the application of this title."""
        own = Random(f"{self._seed}:{title}:{code}")
        lean = self._quality(title) + _LEAN[code] + self._side(title, code)
        return "".join(
            str(min(_MOST, max(_LEAST, round(own.gauss(lean, _NOISE)))))
            for _item in range(self._items)
        )

    def _quality(self, title: str) -> float:
        found = Random(f"{self._seed}:{title}").gauss(_MEAN, _SPREAD)
        return min(4.8, max(2.3, found))

    def _side(self, title: str, code: str) -> float:
        if Random(f"{self._seed}:{title}:divided").random() >= _DIVIDED:
            return 0.0
        return -_DISTANCE if code in _CRITICS else _DISTANCE
