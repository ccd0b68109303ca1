"""What tests of the window stand on: a themed application, a real store, a quiet ending."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from iris_grants.people.desks import create_store
from iris_grants.wording import set_language
from ui.desk import WindowDesk
from ui.feedback import Feedback
from ui.shell.context import Context
from ui.shell.preferences import Preferences
from ui.shell.theme import Scheme, Theme
from ui.tasks import Tasks

OFFSCREEN_ONLY = "This plugin does not support propagateSizeHints"


def pytest_itemcollected(item: pytest.Item) -> None:
    """Overlook what only the platform without a screen says of windows with a least size."""
    item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN_ONLY))


class Went:
    """Remembers which pages were asked for and what was said to wait there."""

    def __init__(self) -> None:
        self.to: list[tuple[str, str]] = []
        self.waiting: dict[str, int] = {}
        self.triggered: list[str] = []

    def go(self, page: str, record: str) -> None:
        """Remember a jump."""
        self.to.append((page, record))

    def say_waiting(self, page: str, count: int) -> None:
        """Remember a count."""
        self.waiting[page] = count

    def trigger(self, key: str) -> None:
        """Remember an action of the menus."""
        self.triggered.append(key)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Every test begins and ends in English."""
    set_language("en")
    yield
    set_language("en")


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The theme of the one application of the test run, light."""
    made = Theme(qapp)
    made.set_scheme(Scheme.LIGHT)
    return made


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> QWidget:
    """A bare window at the size of an old laptop."""
    made = QWidget()
    made.resize(1366, 768)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def feedback(window: QWidget) -> Feedback:
    """The door for messages of the bare window."""
    return Feedback(window)


@pytest.fixture
def tasks(feedback: Feedback, window: QWidget) -> Iterator[Tasks]:
    """Background work that is over when the test is."""
    made = Tasks(feedback, window)
    yield made
    made.close()


@pytest.fixture
def desk(tmp_path: Path, tasks: Tasks, window: QWidget) -> Iterator[WindowDesk]:
    """A new, empty store with its founder at the desk."""
    made = create_store(tmp_path / "sample.iris", person_name="Ana Primer")
    desk = WindowDesk(made, tasks, window)
    yield desk
    tasks.close()
    desk.close()


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    """Preferences that nobody else has."""
    return Preferences(tmp_path / "window.ini")


@pytest.fixture
def went() -> Went:
    """Where pages asked to go."""
    return Went()


@pytest.fixture
def context(
    window: QWidget, desk: WindowDesk, feedback: Feedback, preferences: Preferences, went: Went
) -> Context:
    """What a page needs to stand alone."""
    return Context(
        window=window,
        desk=desk,
        feedback=feedback,
        preferences=preferences,
        go=went.go,
        say_waiting=went.say_waiting,
        trigger=went.trigger,
    )
