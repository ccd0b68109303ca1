"""A whole window with two invented pages, over a real store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from iris_grants.people.desks import create_store
from ui.shell import workspace
from ui.shell.entries import Entry, Group
from ui.shell.preferences import Preferences
from ui.shell.theme import Theme
from ui.shell.window import MainWindow

SAMPLE = Entry(
    key="sample",
    title="Applications",
    icon="inbox",
    group=Group.GRANTS,
    module="tests.ui.sample_page",
)
SETTINGS = Entry(
    key="settings", title="Settings", icon="settings", group=Group.FILES, module="ui.settings.page"
)


@pytest.fixture
def entries(monkeypatch: pytest.MonkeyPatch) -> tuple[Entry, ...]:
    """The two pages of the window."""
    monkeypatch.setattr(workspace, "present_entries", lambda: (SAMPLE, SETTINGS))
    return (SAMPLE, SETTINGS)


@pytest.fixture
def store(tmp_path: Path) -> str:
    """A closed store with one person."""
    address = tmp_path / "sample.iris"
    create_store(address, person_name="Ana Primer").store.close()
    return str(address)


@pytest.fixture
def main_window(
    qtbot: QtBot, theme: Theme, preferences: Preferences, entries: tuple[Entry, ...]
) -> Iterator[MainWindow]:
    """The window with its start page, in English."""
    preferences.language = "en"
    made = MainWindow(theme, preferences)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


@pytest.fixture
def open_window(qtbot: QtBot, main_window: MainWindow, store: str) -> MainWindow:
    """The window with the store open."""
    with qtbot.waitSignal(main_window.store_opened, timeout=10_000):
        main_window.open_store(store)
    qtbot.waitUntil(main_window.tasks.idle, timeout=10_000)
    # The progress of a slow opening was in front for a while.
    with qtbot.waitActive(main_window, timeout=10_000):
        main_window.activateWindow()
    return main_window
