"""Lists come back as they were left: widths, hidden columns, order, sorting."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.sample import COLUMNS, SampleRow, sample_rows
from ui.shell.preferences import Preferences
from ui.shell.theme import Theme
from ui.tables.model import RowsModel
from ui.tables.remembered import TableMemory
from ui.tables.view import DataTable

KEY = "list/sample"
PROJECT, STATE, PLACE = 2, 3, 6


def opened(qtbot: QtBot, preferences: Preferences) -> DataTable[SampleRow]:
    """The table as a page opens it, sorted by its number as declared."""
    model = RowsModel(COLUMNS, lambda row: row.number)
    made = DataTable(model, "Applications")
    model.setParent(made)
    model.set_rows(sample_rows(30))
    model.sort(0)
    qtbot.addWidget(made)
    made.resize(900, 400)
    TableMemory(made, preferences, "sample")
    made.show()
    return made


def test_untouched_list_leaves_no_trace(
    qtbot: QtBot, theme: Theme, preferences: Preferences
) -> None:
    opened(qtbot, preferences).resize(1100, 400)
    assert preferences.text(KEY) == ""


def test_list_comes_back_as_it_was_left(
    qtbot: QtBot, theme: Theme, preferences: Preferences
) -> None:
    first = opened(qtbot, preferences)
    first.horizontalHeader().resizeSection(PROJECT, 211)
    first.columns_menu(first).actions()[STATE].trigger()
    first.columns_menu(first).actions()[PLACE].trigger()
    first.horizontalHeader().moveSection(PROJECT, 1)
    first.rows_model.sort(PROJECT, Qt.SortOrder.DescendingOrder)
    second = opened(qtbot, preferences)
    assert second.columnWidth(PROJECT) == 211
    assert [column.key for column in second.shown_columns()] == [
        "number",
        "project",
        "applicant",
        "asked",
        "received_on",
        "place",
    ]
    assert second.rows_model.sorted_by() == (PROJECT, Qt.SortOrder.DescendingOrder)


def test_columns_as_at_first_forgets_what_was_chosen(
    qtbot: QtBot, theme: Theme, preferences: Preferences
) -> None:
    table = opened(qtbot, preferences)
    declared = [column.key for column in table.shown_columns()]
    table.horizontalHeader().resizeSection(PROJECT, 211)
    table.columns_menu(table).actions()[STATE].trigger()
    table.horizontalHeader().moveSection(0, 3)
    assert preferences.text(KEY) != ""
    table.columns_menu(table).actions()[-1].trigger()
    assert [column.key for column in table.shown_columns()] == declared
    assert preferences.text(KEY) == ""


@pytest.mark.parametrize(
    "noted",
    [
        "{",
        "[]",
        '{"shown":3,"widths":{"project":"wide","gone":90},"order":["gone"],"sorted":["gone","up"]}',
        '{"shown":{"number":false},"widths":{"project":-4},"sorted":"project"}',
    ],
)
def test_spoiled_memory_leaves_the_list_as_declared(
    qtbot: QtBot, theme: Theme, preferences: Preferences, noted: str
) -> None:
    preferences.set_text(KEY, noted)
    table = opened(qtbot, preferences)
    shown = [column.key for column in table.shown_columns()]
    assert shown == ["number", "applicant", "project", "state", "asked", "received_on"]
    assert table.rows_model.sorted_by() == (0, Qt.SortOrder.AscendingOrder)
