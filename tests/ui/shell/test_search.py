"""Search over everything: pages by name, records by the one search over all of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.tables.documents import SUBJECTS as DOCUMENT_SUBJECTS
from iris_grants.finding.sources import SOURCES
from tests.ui.conftest import Went
from tests.ui.shell.conftest import SAMPLE, SETTINGS
from ui.pages import ENTRIES
from ui.shell import workspace
from ui.shell.context import Context
from ui.shell.entries import Entry
from ui.shell.search import PLACES, SUBJECTS, Hit, SearchPalette, find_records
from ui.shell.window import MainWindow
from ui.tables.listpage import ListPage

SHORT = 3_000
PEOPLE = next(entry for entry in ENTRIES if entry.key == "people")


@pytest.fixture
def entries(monkeypatch: pytest.MonkeyPatch) -> tuple[Entry, ...]:
    """The pages of the window, with one whose records are in the store."""
    found = (SAMPLE, SETTINGS, PEOPLE)
    monkeypatch.setattr(workspace, "present_entries", lambda: found)
    return found


def palette_of(window: MainWindow) -> SearchPalette:
    """The search, opened with its key."""
    window.menu_bar.actions["search"].trigger()
    return window.findChildren(SearchPalette)[-1]


def test_page_is_found_by_its_name_and_entered(qtbot: QtBot, open_window: MainWindow) -> None:
    palette = palette_of(open_window)
    assert [hit.title for hit in palette.hits] == ["Applications", "Settings", "People"]
    QTest.keyClicks(palette.field, "set")
    qtbot.waitUntil(lambda: [hit.title for hit in palette.hits] == ["Settings"], timeout=SHORT)
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    workspace = open_window.workspace
    assert workspace is not None
    assert workspace.current_key() == "settings"


def test_record_is_found_and_selected_on_its_page(qtbot: QtBot, open_window: MainWindow) -> None:
    palette = palette_of(open_window)
    palette.field.setText("ана прим")
    qtbot.waitUntil(lambda: len(palette.hits) == 1, timeout=SHORT)
    assert palette.hits[0].title == "Ana Primer"
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    page = open_window.current_page()
    assert isinstance(page, ListPage)
    qtbot.waitUntil(lambda: page.table.currentIndex().data() == "Ana Primer", timeout=SHORT)


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
    assert palette.list.currentRow() == 2
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.list.currentRow() == 3
    QTest.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.list.currentRow() == 2
    palette.reject()


def test_results_stand_under_their_kind_and_the_keys_pass_over_it(
    qtbot: QtBot, open_window: MainWindow
) -> None:
    palette = palette_of(open_window)
    assert palette.list.item(0).text() == "Pages"
    assert palette.list.currentRow() == 1
    QTest.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.list.currentRow() == 1
    QTest.keyClicks(palette.field, "ana primer")
    qtbot.waitUntil(lambda: len(palette.hits) == 1, timeout=SHORT)
    assert [palette.list.item(n).text().split("\n")[0] for n in range(palette.list.count())] == [
        "People",
        "Ana Primer",
    ]


def test_every_kind_that_is_found_opens_on_a_page_that_there_is() -> None:
    pages = {entry.key for entry in ENTRIES}
    assert {source.kind for source in SOURCES} - {"document"} | {"entry"} == PLACES.keys()
    assert {page for page, _before in PLACES.values()} <= pages
    assert set(SUBJECTS.values()) <= pages
    assert set(DOCUMENT_SUBJECTS) == SUBJECTS.keys()


def test_records_of_the_store_are_found_by_the_window(
    qtbot: QtBot, context: Context, went: Went
) -> None:
    found: list[tuple[Hit, ...]] = []
    context.desk.read(
        lambda session: find_records(session, "ана"), found.append, owner=context.window
    )
    qtbot.waitUntil(lambda: bool(found), timeout=SHORT)
    kinds = [(hit.kind, hit.page, hit.title) for hit in found[0]]
    assert kinds == [
        ("People", "people", "Ana Primer"),
        ("Journal", "journal", "First person entered"),
    ]
