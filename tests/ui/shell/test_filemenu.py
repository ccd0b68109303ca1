"""Printing and exporting from the menu act on the list in view, and only where there is one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from ui.shell.filemenu import list_in_view
from ui.shell.window import MainWindow
from ui.tables.listpage import ListPage

LONG = 10_000


def enabled(window: MainWindow) -> list[bool]:
    """Whether the two actions of lists are offered."""
    return [window.menu_bar.actions[key].isEnabled() for key in ("export_list", "print_list")]


def test_lists_are_exported_and_printed_only_where_there_is_one(
    qtbot: QtBot, open_window: MainWindow
) -> None:
    assert isinstance(list_in_view(open_window), ListPage)
    assert enabled(open_window) == [True, True]
    open_window.menu_bar.actions["go_settings"].trigger()
    assert list_in_view(open_window) is None
    assert enabled(open_window) == [False, False]
    open_window.menu_bar.actions["back"].trigger()
    assert enabled(open_window) == [True, True]


def test_list_in_view_is_written_where_the_person_says(
    qtbot: QtBot, open_window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_window.current_page()
    assert isinstance(page, ListPage)
    qtbot.waitUntil(lambda: page.model.rowCount() == 120, timeout=LONG)
    target = tmp_path / "out"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    open_window.menu_bar.actions["export_list"].trigger()
    written = target.with_suffix(".xlsx")
    said = open_window.feedback.said
    qtbot.waitUntil(lambda: bool(said) and said[-1].text == f"Written: {written}", timeout=LONG)
    assert written.stat().st_size > 1_000
