"""Two windows on one store: who writes is seen, asked, hands over, or goes on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from iris_grants.kernel.access import Role
from iris_grants.people.commands import add_person
from iris_grants.people.desks import open_desk
from tests.ui.feedback.test_door import press
from ui.shell.entries import Entry
from ui.shell.preferences import Preferences
from ui.shell.theme import Theme
from ui.shell.window import MainWindow

LONG = 10_000


@pytest.fixture
def second(
    qtbot: QtBot, theme: Theme, tmp_path: Path, entries: tuple[Entry, ...]
) -> Iterator[MainWindow]:
    """Another window, as on another desk."""
    own = Preferences(tmp_path / "second.ini")
    own.language = "en"
    made = MainWindow(theme, own)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def test_pen_is_asked_for_refused_and_handed_over(
    qtbot: QtBot, main_window: MainWindow, second: MainWindow, store: str
) -> None:
    with_colleague(store)
    open_as(qtbot, main_window, store, "Ana Primer")
    second.opening.open_as(store, "Petar Primer")
    qtbot.waitUntil(lambda: second.feedback.dialog is not None, timeout=LONG)
    assert "Ana Primer on " in second.feedback.said[-1].details[0]
    with qtbot.waitSignal(second.store_opened, timeout=LONG):
        press(qtbot, second.feedback, "Open to read")
    qtbot.waitUntil(second.tasks.idle, timeout=LONG)
    assert " · read-only · Ana Primer writes since " in second.status.text()

    ask(second)
    assert second.status.pen.text() == "Ask no longer"
    main_window.pen.look()
    main_window.pen.look()
    assert main_window.feedback.said[-1].text == "Petar Primer asks to write in this programme."
    press(qtbot, main_window.feedback, "Go on writing")
    second.pen.look()
    assert second.feedback.said[-1].text == "Ana Primer goes on writing; ask again later."
    assert second.status.pen.text() == "Ask to write"

    ask(second)
    ask(second)
    main_window.pen.look()
    assert main_window.feedback.dialog is None
    ask(second)
    main_window.pen.look()
    with qtbot.waitSignal(main_window.store_opened, timeout=LONG):
        press(qtbot, main_window.feedback, "Hand over")
    with qtbot.waitSignal(second.store_opened, timeout=LONG):
        second.pen.look()
    assert second.desk is not None
    assert main_window.desk is not None
    assert (second.desk.writable, main_window.desk.writable) == (True, False)
    assert second.feedback.said[-1].text == "You can write now."
    main_window.pen.look()
    assert " · read-only · Petar Primer writes since " in main_window.status.text()


def test_pen_is_taken_where_nobody_writes_any_more(
    qtbot: QtBot, main_window: MainWindow, store: str
) -> None:
    with_colleague(store)
    writer = open_desk(store, "Ana Primer")
    main_window.opening.open_as(store, "Petar Primer", write=False)
    qtbot.waitUntil(lambda: main_window.desk is not None, timeout=LONG)
    writer.store.close()
    main_window.pen.look()
    assert main_window.status.pen.text() == "Write now"
    with qtbot.waitSignal(main_window.store_opened, timeout=LONG):
        ask(main_window)
    assert main_window.desk is not None
    assert main_window.desk.writable


def test_work_of_others_is_shown_without_asking(
    qtbot: QtBot, main_window: MainWindow, store: str
) -> None:
    with_colleague(store)
    writer = open_desk(store, "Ana Primer")
    main_window.opening.open_as(store, "Petar Primer", write=False)
    qtbot.waitUntil(lambda: main_window.desk is not None, timeout=LONG)
    assert main_window.desk is not None
    told: list[frozenset[str]] = []
    main_window.desk.changed.connect(told.append)
    look(qtbot, main_window)
    assert told == []
    writer.run(add_person, name="Vera Primer", roles=frozenset({Role.SECRETARY}))
    look(qtbot, main_window)
    assert told == [frozenset({"people"})]
    look(qtbot, main_window)
    assert len(told) == 1
    writer.store.close()


def look(qtbot: QtBot, window: MainWindow) -> None:
    """Ask once what is new; jobs are not counted by that."""
    window.neighbours.look()
    assert not window.neighbours.timer.isActive()
    qtbot.waitUntil(window.neighbours.timer.isActive, timeout=LONG)


def ask(window: MainWindow) -> None:
    """Press the button at the foot."""
    QTest.mouseClick(window.status.pen, Qt.MouseButton.LeftButton)


def open_as(qtbot: QtBot, window: MainWindow, store: str, name: str) -> None:
    """Open the store to write."""
    with qtbot.waitSignal(window.store_opened, timeout=LONG):
        window.opening.open_as(store, name)
    qtbot.waitUntil(window.tasks.idle, timeout=LONG)


def with_colleague(store: str) -> None:
    """A second person who may write."""
    desk = open_desk(store, "Ana Primer")
    desk.run(add_person, name="Petar Primer", roles=frozenset({Role.GRANTS_OFFICER}))
    desk.store.close()
