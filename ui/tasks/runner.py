"""Runs work in threads and brings the results home to the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import TypeVar, cast

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal

from iris_grants.kernel.progress import Cancelled, Progress
from iris_grants.wording import _
from ui.feedback import Feedback
from ui.feedback.faults import EXPLAINED, Explained
from ui.shell.tokens import Meaning
from ui.tasks.garbage import Garbage
from ui.tasks.progress import TaskDialog
from ui.tasks.task import Lane, Task

T = TypeVar("T")

SHOW_AFTER_MS = 600
READERS = 2


@dataclass(frozen=True, slots=True)
class _Arrival:
    task: Task[object]
    result: object
    error: Exception | None


class Tasks(QObject):
    """The one long-lived object that starts background work and brings its results home."""

    running_changed = Signal(int)
    _arrived = Signal(object)

    def __init__(self, feedback: Feedback, parent: QObject) -> None:
        super().__init__(parent)
        self._feedback = feedback
        self.garbage = Garbage(self)
        self._running: set[Task[object]] = set()
        self._lanes = {
            Lane.READ: ThreadPoolExecutor(READERS, thread_name_prefix="read"),
            Lane.WRITE: ThreadPoolExecutor(1, thread_name_prefix="write"),
        }
        self._arrived.connect(self._on_arrived)

    def start(
        self,
        work: Callable[[Progress], T],
        on_done: Callable[[T], None],
        *,
        owner: QObject,
        title: str = "",
        lane: Lane = Lane.READ,
        on_refused: Callable[[Explained], None] | None = None,
        on_end: Callable[[], None] | None = None,
        quiet: bool = False,
    ) -> Task[T]:
        """Run `work` in a thread, then `on_done(result)` in the window's thread.

        Work with a `title` shows its progress, with a way to stop it, after 600 ms. If
        `owner` is gone by then, nothing is called. Refusals go to `on_refused`, or else
        to the person; `on_end` is called however the work ended. `quiet` work is not counted
        among the jobs that people see.
        """
        task: Task[T] = Task(
            title=title,
            owner=owner,
            on_done=on_done,
            on_refused=on_refused,
            on_end=on_end,
            quiet=quiet,
        )
        held = cast("Task[object]", task)
        self._running.add(held)
        self._tell_running()
        task.future = self._lanes[lane].submit(self._work, held, work)
        if title:
            QTimer.singleShot(SHOW_AFTER_MS, self, lambda: self._show_progress(held))
        return task

    def running(self) -> tuple[str, ...]:
        """The titles of the work on its way that has one."""
        return tuple(task.title for task in self._running if task.title)

    def idle(self) -> bool:
        """Whether nothing is on its way."""
        return not self._running

    def settle(self) -> None:
        """Stop everything and wait until no thread works; new work may start afterwards."""
        for task in tuple(self._running):
            task.drop()
            if task.future is not None:
                wait([task.future])

    def close(self) -> None:
        """Stop everything and wait until no thread works any more."""
        for task in tuple(self._running):
            task.drop()
        for lane in self._lanes.values():
            lane.shutdown(wait=True, cancel_futures=True)
        self._running.clear()
        self.garbage.end()

    def _tell_running(self) -> None:
        self.running_changed.emit(sum(1 for task in self._running if not task.quiet))

    def _work(self, task: Task[object], work: Callable[[Progress], object]) -> None:
        result: object = None
        error: Exception | None = None
        try:
            result = work(task.progress)
        except Exception as found:  # noqa: BLE001 - a door: whatever went wrong is told at home
            error = found
        if shiboken6.isValid(self):
            self._arrived.emit(_Arrival(task, result, error))

    def _on_arrived(self, arrival: _Arrival) -> None:
        task, error = arrival.task, arrival.error
        task.ended = True
        self._running.discard(task)
        self._tell_running()
        if task.dropped or not shiboken6.isValid(task.owner):
            return
        if error is None:
            task.on_done(arrival.result)
        else:
            self._tell(task, error)
        if task.on_end is not None and shiboken6.isValid(task.owner):
            task.on_end()

    def _tell(self, task: Task[object], error: Exception) -> None:
        if isinstance(error, Cancelled):
            self._feedback.inform(_("Stopped. Nothing was changed."), Meaning.NEUTRAL)
        elif isinstance(error, EXPLAINED):
            if task.on_refused is not None:
                task.on_refused(error)
            else:
                self._feedback.refused(error)
        else:
            self._feedback.crash(error)

    def _show_progress(self, task: Task[object]) -> None:
        if not task.ended and not task.dropped and shiboken6.isValid(task.owner):
            TaskDialog(task, self._feedback.window()).open()
