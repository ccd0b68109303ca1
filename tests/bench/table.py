"""What a measurement gives, and how it is printed beside what it is compared with."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass

SCALE = float(os.environ.get("IRIS_BENCH_SCALE", "1"))
"""How large the measured data are; 1 is some minutes' work, 10 the full sizes of the goals."""
CLOCK = time.process_time if os.environ.get("IRIS_BENCH_CLOCK") == "cpu" else time.perf_counter
"""What is measured; `IRIS_BENCH_CLOCK=cpu` counts the processor alone, for a busy machine."""
NOISE = 1.5
"""By how much the cost of one piece may grow with the number of pieces and still be linear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One measurement: our seconds, those of the floor, and the goal for their ratio.

    Where nothing is compared, `most_seconds` is the goal; `most_megabytes` goes with
    `megabytes`, the highest memory of the process that did the work.
    """

    name: str
    seconds: float
    floor_seconds: float | None = None
    goal: float | None = None
    most_seconds: float | None = None
    megabytes: float | None = None
    most_megabytes: float | None = None

    @property
    def ratio(self) -> float | None:
        """Our time in floors."""
        return None if self.floor_seconds is None else self.seconds / self.floor_seconds

    @property
    def goals(self) -> str:
        """What it must reach, in words."""
        parts = []
        if self.goal is not None:
            parts.append(f"≤ {self.goal:g}×")
        if self.most_seconds is not None:
            parts.append(f"≤ {self.most_seconds * 1000:g} ms")
        if self.most_megabytes is not None:
            parts.append(f"< {self.most_megabytes:g} MB")
        return ", ".join(parts)

    @property
    def verdict(self) -> str:
        """Whether it reaches its goals; empty where it has none."""
        pairs = (
            (self.ratio, self.goal),
            (self.seconds, self.most_seconds),
            (self.megabytes, self.most_megabytes),
        )
        judged = [found <= goal for found, goal in pairs if found is not None and goal is not None]
        if not judged:
            return ""
        return "reached" if all(judged) else "MISSED"


def side_by_side(
    ours: Callable[[], object], floor: Callable[[], object], rounds: int = 3
) -> tuple[float, float]:
    """The best seconds of each, measured in turn so that a busy machine is fair to both."""
    best = [float("inf"), float("inf")]
    for _ in range(rounds):
        for place, work in enumerate((ours, floor)):
            started = CLOCK()
            work()
            best[place] = min(best[place], CLOCK() - started)
    return best[0], best[1]


def growth(name: str, small: Row, large: Row, times: float) -> Row:
    """Whether work on so many times as much takes at most so many times as long."""
    return Row(
        name=f"growth of {name}, {times:g} times as much / linear",
        seconds=large.seconds,
        floor_seconds=small.seconds * times,
        goal=NOISE,
    )


HEAD = f"{'':62} {'seconds':>9} {'floor':>9} {'ratio':>8} {'memory':>8}  {'goal':18} verdict"


def printed(row: Row) -> str:
    """A row as a line of the table under `HEAD`."""
    floor = "" if row.floor_seconds is None else f"{row.floor_seconds:.3f}"
    ratio = "" if row.ratio is None else f"{row.ratio:.2f}×"
    memory = "" if row.megabytes is None else f"{row.megabytes:.0f} MB"
    return (
        f"{row.name:62} {row.seconds:9.3f} {floor:>9} {ratio:>8} {memory:>8}"
        f"  {row.goals:18} {row.verdict}".rstrip()
    )
