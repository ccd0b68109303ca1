"""A window with the package of an assessor of a small call, made by the office."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.iris_grants.scoring.packages import made_packages
from tests.iris_grants.scoring.sample import Office, open_office
from tests.ui.assessor.driving import Assessor
from ui.shell.preferences import Preferences
from ui.shell.theme import Theme
from ui.shell.window import MainWindow


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """The office that made the packages."""
    made = open_office(str(tmp_path / "office.iris"))
    yield made
    made.desk.store.close()


@pytest.fixture
def package(office: Office, tmp_path: Path) -> Path:
    """The package of assessor A, as it arrived."""
    return made_packages(office, tmp_path / "packages")["A"].path


@pytest.fixture
def main_window(qtbot: QtBot, theme: Theme, preferences: Preferences) -> Iterator[MainWindow]:
    """The window with its start page, in English, at the size of an old laptop."""
    preferences.language = "en"
    made = MainWindow(theme, preferences)
    made.resize(1366, 768)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


@pytest.fixture
def assessor(qtbot: QtBot, main_window: MainWindow) -> Assessor:
    """Somebody who works in the window."""
    return Assessor(qtbot, main_window)
