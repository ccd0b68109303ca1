"""One piece of background work on its way."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from PySide6.QtCore import QObject

from iris_grants.kernel.progress import Progress
from ui.feedback.faults import Explained

T = TypeVar("T")


class Lane(StrEnum):
    """Reads run side by side; everything that writes runs one after the other."""

    READ = "read"
    WRITE = "write"


@dataclass(slots=True, kw_only=True, eq=False)
class Task(Generic[T]):
    """One piece of work on its way: `reached` is (done, total, step code) for who polls.

    `quiet` work is not counted among the jobs that people see.
    """

    title: str
    owner: QObject
    on_done: Callable[[T], None]
    on_refused: Callable[[Explained], None] | None
    on_end: Callable[[], None] | None
    reached: tuple[int, int, str] = (0, 0, "")
    progress: Progress = field(init=False)
    future: Future[None] | None = None
    dropped: bool = False
    ended: bool = False
    quiet: bool = False

    def __post_init__(self) -> None:
        self.progress = Progress(self._report)

    def drop(self) -> None:
        """Nobody wants the result any more: stop the work and tell nobody."""
        self.dropped = True
        self.progress.cancel()

    def cancel(self) -> None:
        """Stop the work at its next step; the person is told that it stopped."""
        self.progress.cancel()

    def _report(self, done: int, total: int, step: str) -> None:
        self.reached = (done, total, step)
