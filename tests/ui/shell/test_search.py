"""Search over everything: pages by name, records by what pages find."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.shell.search import SearchPalette
from ui.shell.window import MainWindow
from ui.tables.listpage import ListPage

SHORT = 3_000


def palette_of(window: MainWindow) -> SearchPalette:
    """The search, opened with its key."""
    window.menu_bar.actions["search"].trigger()
    return window.findChildren(SearchPalette)[-1]


def test_page_is_found_by_its_name_and_entered(qtbot: QtBot, open_window: MainWindow) -> None:
    palette = palette_of(open_window)
    assert [hit.title for hit in palette.hits] == ["Applications", "Settings"]
    QTest.keyClicks(palette.field, "set")
    qtbot.waitUntil(lambda: [hit.title for hit in palette.hits] == ["Settings"], timeout=SHORT)
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    workspace = open_window.workspace
    assert workspace is not None
    assert workspace.current_key() == "settings"


def test_record_is_found_and_selected_on_its_page(qtbot: QtBot, open_window: MainWindow) -> None:
    palette = palette_of(open_window)
    QTest.keyClicks(palette.field, "2026-0791")
    qtbot.waitUntil(lambda: len(palette.hits) == 1, timeout=SHORT)
    assert palette.hits[0].record == "2026-07919"
    page = open_window.current_page()
    assert isinstance(page, ListPage)
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.table.currentIndex().data() == "2026-07919", timeout=SHORT)


def test_nothing_found_is_said(qtbot: QtBot, open_window: MainWindow) -> None:
    palette = palette_of(open_window)
    QTest.keyClicks(palette.field, "zzz")
    qtbot.waitUntil(palette.none.isVisible, timeout=SHORT)
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()
    palette.reject()


def test_arrows_choose_among_what_was_found(qtbot: QtBot, open_window: MainWindow) -> None:
    palette = palette_of(open_window)
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.list.currentRow() == 1
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.list.currentRow() == 1
    QTest.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.list.currentRow() == 0
    palette.reject()
