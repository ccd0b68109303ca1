"""Background work: results come home, refusals are told, stopping leaves nothing behind."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from iris_grants.kernel.problems import refusal
from iris_grants.kernel.progress import Progress
from iris_grants.kernel.storage import StoreError
from ui.feedback import Feedback, Telling
from ui.tasks import Lane, Tasks
from ui.tasks.progress import TaskDialog

SHORT = 3_000


def failing(error: Exception) -> Callable[[Progress], None]:
    """Work that ends with this error."""

    def work(progress: Progress) -> None:
        raise error

    return work


def test_result_comes_home_to_the_thread_of_the_window(
    qtbot: QtBot, tasks: Tasks, window: QWidget
) -> None:
    threads: list[object] = []
    results: list[int] = []

    def work(progress: Progress) -> int:
        threads.append(threading.current_thread())
        return 42

    def done(result: int) -> None:
        threads.append(threading.current_thread())
        results.append(result)

    tasks.start(work, done, owner=window)
    qtbot.waitUntil(lambda: results == [42], timeout=SHORT)
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()
    assert QThread.currentThread() is window.thread()
    assert tasks.idle()


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (refusal("kernel.not_found", table="call"), "in the store (call)."),
        (StoreError("store.unheard_of"), "store.unheard_of"),
        (FileNotFoundError(2, "No such file or directory", "papers/list.xlsx"), "list.xlsx"),
    ],
)
def test_what_the_world_refuses_is_explained(
    qtbot: QtBot,
    tasks: Tasks,
    feedback: Feedback,
    window: QWidget,
    error: Exception,
    sentence: str,
) -> None:
    tasks.start(failing(error), lambda result: None, owner=window)
    qtbot.waitUntil(lambda: bool(feedback.said), timeout=SHORT)
    (said,) = feedback.said
    assert said.telling is Telling.REFUSED
    assert sentence in said.details[0]


def test_refusal_goes_to_who_asked_for_it(qtbot: QtBot, tasks: Tasks, window: QWidget) -> None:
    refused: list[object] = []
    ended: list[bool] = []
    error = refusal("kernel.not_found", table="call")
    tasks.start(
        failing(error),
        lambda result: None,
        owner=window,
        on_refused=refused.append,
        on_end=lambda: ended.append(True),
    )
    qtbot.waitUntil(lambda: ended == [True], timeout=SHORT)
    assert refused == [error]


def test_our_own_mistake_becomes_a_report_without_data(
    qtbot: QtBot, tasks: Tasks, feedback: Feedback, window: QWidget
) -> None:
    tasks.start(failing(KeyError("Ana Primer, 12.500 EUR")), lambda result: None, owner=window)
    qtbot.waitUntil(lambda: bool(feedback.said), timeout=SHORT)
    (said,) = feedback.said
    assert said.telling is Telling.CRASHED
    assert "KeyError" in said.details[0]
    assert "ui/tasks/runner.py" in said.details[0] or "ui/tasks/test_runner.py" in said.details[0]
    assert "Ana Primer" not in said.details[0]


def test_owner_that_is_gone_is_not_called(qtbot: QtBot, tasks: Tasks, qapp: QApplication) -> None:
    owner, go = QObject(), threading.Event()
    called: list[None] = []

    def work(progress: Progress) -> None:
        go.wait(SHORT / 1000)

    tasks.start(work, called.append, owner=owner)
    shiboken6.delete(owner)
    go.set()
    qtbot.waitUntil(tasks.idle, timeout=SHORT)
    assert called == []


def test_dropped_work_stops_and_tells_nobody(
    qtbot: QtBot, tasks: Tasks, feedback: Feedback, window: QWidget
) -> None:
    called: list[None] = []

    def work(progress: Progress) -> None:
        while True:
            progress.step(0, 0, "")

    tasks.start(work, called.append, owner=window).drop()
    qtbot.waitUntil(tasks.idle, timeout=SHORT)
    assert (called, feedback.said) == ([], [])


def test_long_work_shows_its_progress_and_can_be_stopped(
    qtbot: QtBot, tasks: Tasks, feedback: Feedback, window: QWidget
) -> None:
    window.show()

    def work(progress: Progress) -> None:
        while True:
            progress.step(3, 10, "role.approver")

    tasks.start(work, lambda result: None, owner=window, title="Exporting", lane=Lane.WRITE)
    assert window.findChildren(TaskDialog) == []
    qtbot.waitUntil(lambda: len(window.findChildren(TaskDialog)) == 1, timeout=SHORT)
    (dialog,) = window.findChildren(TaskDialog)
    assert dialog.shown() == ("Exporting", 3, 10, "approver · 3 / 10")
    assert tasks.running() == ("Exporting",)
    dialog.reject()
    qtbot.waitUntil(tasks.idle, timeout=SHORT)
    qtbot.waitUntil(lambda: window.findChildren(TaskDialog) == [], timeout=SHORT)
    assert feedback.said[-1].text == "Stopped. Nothing was changed."


def test_writes_run_one_after_the_other(qtbot: QtBot, tasks: Tasks, window: QWidget) -> None:
    running, most = [0], [0]
    done: list[None] = []

    def work(progress: Progress) -> None:
        running[0] += 1
        most[0] = max(most[0], running[0])
        running[0] -= 1

    for _number in range(20):
        tasks.start(work, done.append, owner=window, lane=Lane.WRITE)
    qtbot.waitUntil(lambda: len(done) == 20, timeout=SHORT)
    assert most == [1]
