"""What a measurement gives, and how it is printed beside what it is compared with."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

SCALE = float(os.environ.get("IRIS_BENCH_SCALE", "1"))
"""How large the measured data are; 1 is a minute's work, 10 the full sizes of the goals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One measurement: our seconds, those of the floor, and the goal for their ratio."""

    name: str
    seconds: float
    floor_seconds: float
    goal: float | None = None

    @property
    def ratio(self) -> float:
        """Our time in floors."""
        return self.seconds / self.floor_seconds


def side_by_side(
    ours: Callable[[], object], floor: Callable[[], object], rounds: int = 3
) -> tuple[float, float]:
    """The best seconds of each, measured in turn so that a busy machine is fair to both."""
    best = [float("inf"), float("inf")]
    for _ in range(rounds):
        for place, work in enumerate((ours, floor)):
            started = time.perf_counter()
            work()
            best[place] = min(best[place], time.perf_counter() - started)
    return best[0], best[1]


def printed(rows: Iterable[Row]) -> str:
    """The rows as a table."""
    lines = [f"{'':58} {'seconds':>9} {'floor':>9} {'ratio':>7} {'goal':>7}"]
    for row in rows:
        goal = "" if row.goal is None else f"≤ {row.goal:g}"
        lines.append(
            f"{row.name:58} {row.seconds:9.3f} {row.floor_seconds:9.3f} {row.ratio:6.2f}× {goal:>7}"
        )
    return "\n".join(lines)
