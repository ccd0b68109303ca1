"""Progress of long work, and the wish to stop it."""

from __future__ import annotations

from collections.abc import Callable


class Cancelled(Exception):  # noqa: N818 - a wish that was granted, not an error
    """The person asked to stop; nothing of the work remains."""


class Progress:
    """Reports steps to whoever watches, and raises `Cancelled` when asked to stop.

    `report(done, total, step)` gets whole numbers and a step code whose sentence is in
    `wording` (`total` 0: unknown).
    """

    def __init__(self, report: Callable[[int, int, str], None] | None = None) -> None:
        self._report = report
        self._cancelled = False

    def cancel(self) -> None:
        """Ask the work to stop at its next step; safe from any thread."""
        self._cancelled = True

    def step(self, done: int, total: int, step: str) -> None:
        """Say how far the work is; raises `Cancelled` if it should stop."""
        if self._cancelled:
            raise Cancelled
        if self._report is not None:
            self._report(done, total, step)
