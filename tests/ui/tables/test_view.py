"""The table on screen: columns, keys, copying, the sums at its foot."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.ui.sample import COLUMNS, SampleRow, sample_rows
from ui.shell.theme import Theme
from ui.tables.columns import Kind
from ui.tables.foot import TableFoot
from ui.tables.model import RowsModel
from ui.tables.view import DataTable

PLACE = 6


@pytest.fixture
def table(qtbot: QtBot, theme: Theme) -> DataTable[SampleRow]:
    """A table of thirty invented applications on screen."""
    model = RowsModel(COLUMNS, lambda row: row.number)
    made = DataTable(model, "Applications")
    model.setParent(made)
    qtbot.addWidget(made)
    made.resize(760, 400)
    model.set_rows(sample_rows(30))
    made.show()
    return made


def test_columns_fill_the_width_and_never_collapse(table: DataTable[SampleRow]) -> None:
    shown = [place for place in range(len(COLUMNS)) if not table.isColumnHidden(place)]
    table.resize(1400, 400)
    assert sum(table.columnWidth(place) for place in shown) >= table.viewport().width() - 2
    table.resize(300, 400)
    for place in shown:
        heading = table.fontMetrics().horizontalAdvance(COLUMNS[place].heading())
        assert table.columnWidth(place) >= heading


def test_columns_take_what_their_rows_need_and_long_words_give_way(
    table: DataTable[SampleRow],
) -> None:
    def cut(place: int) -> bool:
        metrics, column = table.fontMetrics(), COLUMNS[place]
        texts = [column.text(row) for row in table.rows_model.rows()]
        return max(map(metrics.horizontalAdvance, texts)) > table.columnWidth(place)

    shown = [place for place in range(len(COLUMNS)) if not table.isColumnHidden(place)]
    table.resize(1100, 400)
    assert not any(cut(place) for place in shown)
    table.resize(660, 400)
    assert sum(table.columnWidth(place) for place in shown) <= table.viewport().width()
    assert [COLUMNS[place].kind for place in shown if cut(place)] == [Kind.TEXT, Kind.TEXT]


def test_width_that_a_person_chose_stays(table: DataTable[SampleRow]) -> None:
    table.horizontalHeader().resizeSection(1, 333)
    table.resize(1200, 400)
    assert table.columnWidth(1) == 333


def test_selected_rows_are_copied_with_headings(table: DataTable[SampleRow], qtbot: QtBot) -> None:
    table.go_to("2026-07919")
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == (
        "Number\tApplicant\tProject\tState\tRequested (EUR)\tReceived\n"
        "2026-07919\tУдружење „Ђурђевак“\tZelena dvorišta\tPodneta\t17,531.17\t11/02/2026\n"
    )
    table.copy_cell()
    assert QGuiApplication.clipboard().text() == "2026-07919"


def test_enter_opens_the_row_in_focus(table: DataTable[SampleRow], qtbot: QtBot) -> None:
    table.go_to("2026-07919")
    with qtbot.waitSignal(table.opened):
        QTest.keyClick(table, Qt.Key.Key_Return)
    found = table.current_row()
    assert found is not None
    assert found.number == "2026-07919"


def test_row_that_is_not_shown_cannot_be_gone_to(table: DataTable[SampleRow]) -> None:
    assert not table.go_to("2099-1")


def test_columns_menu_shows_hides_and_sorts(table: DataTable[SampleRow]) -> None:
    menu = table.columns_menu(table)
    assert not menu.actions()[0].isEnabled()
    menu.actions()[PLACE].trigger()
    assert not table.isColumnHidden(PLACE)
    assert [column.key for column in table.shown_columns()][-1] == "place"
    sorting = next(one for one in menu.findChildren(QMenu) if one.title() == "Sort by")
    sorting.actions()[PLACE].trigger()
    assert table.rows_model.sorted_by() == (PLACE, Qt.SortOrder.AscendingOrder)


def test_click_on_a_heading_sorts(table: DataTable[SampleRow], qtbot: QtBot) -> None:
    header = table.horizontalHeader()
    where = header.rect().center()
    where.setX(header.sectionViewportPosition(0) + 20)
    QTest.mouseClick(
        header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where
    )
    assert table.rows_model.sorted_by() == (0, Qt.SortOrder.AscendingOrder)


def test_foot_counts_and_sums_what_is_shown(table: DataTable[SampleRow], qtbot: QtBot) -> None:
    foot = TableFoot(table)
    qtbot.addWidget(foot)
    table.rows_model.search("2026-07919")
    assert foot.text() == "1 of 30 · Requested (EUR): 17,531.17"
    assert foot.accessibleName() == foot.text()
