"""Garbage: whatever threads make, what lay in a cycle ends in the window's thread."""

from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from iris_grants.kernel.progress import Progress
from ui.tasks import Tasks

LONG = 20_000
MANY = 200_000


def test_widget_in_a_cycle_ends_in_the_thread_of_the_window(
    qtbot: QtBot, tasks: Tasks, window: QWidget
) -> None:
    ended: list[threading.Thread] = []
    widget = QWidget()
    widget.held = widget  # type: ignore[attr-defined]  # a cycle, as signals and slots make them
    weakref.finalize(widget, lambda: ended.append(threading.current_thread()))
    del widget

    def work(progress: Progress) -> list[list[int]]:
        return [[place] for place in range(MANY)]

    made: list[list[list[int]]] = []
    tasks.start(work, made.append, owner=window)
    qtbot.waitUntil(lambda: bool(made and ended), timeout=LONG)
    assert ended == [threading.main_thread()]


def test_python_looks_for_garbage_itself_once_no_thread_works(
    tasks: Tasks, window: QWidget
) -> None:
    assert not gc.isenabled()
    tasks.close()
    assert gc.isenabled()
