"""Making a store from the window: its person and its programme are asked for at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from iris_grants.people.desks import open_reader
from iris_grants.programme.queries import the_programme
from ui.feedback import Telling
from ui.shell.window import MainWindow

LONG = 10_000


def test_new_store_is_asked_for_with_person_and_programme(
    qtbot: QtBot, main_window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = tmp_path / "new.iris"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(address), ""))
    main_window.menu_bar.actions["new"].trigger()
    dialog = main_window.opening.dialog
    assert dialog is not None
    name = dialog.panel.rows["name"].editor.input
    assert isinstance(name, QLineEdit)
    name.setText("Mila Primer")
    with qtbot.waitSignal(main_window.store_opened, timeout=LONG):
        QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    reader = open_reader(address)
    with reader.read() as session:
        assert the_programme(session).code == "IRIS-PROGRES"
    reader.store.close()


def test_wrong_programme_leaves_no_store(
    qtbot: QtBot, main_window: MainWindow, tmp_path: Path
) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("code: X\n")
    address = tmp_path / "new.iris"
    main_window.opening.create(str(address), "Mila Primer", programme=str(own))
    qtbot.waitUntil(lambda: bool(main_window.feedback.said), timeout=LONG)
    said = main_window.feedback.said[-1]
    assert said.telling is Telling.REFUSED
    assert said.details[0].startswith("own.yaml")
    assert not address.exists()
