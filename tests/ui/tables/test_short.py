"""Tables inside a detail: columns while there is room, then blocks; nothing is cut off."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from iris_grants.kernel.money import Money
from iris_grants.wording import N_
from tests.ui.sample import COLUMNS, SampleRow, sample_rows
from ui.shell.theme import Theme
from ui.tables.columns import Column, Kind
from ui.tables.detail import SubTable, sub_table
from ui.tables.model import RowsModel
from ui.tables.short import SHOWN_ROWS, ShortTable
from ui.tables.stacked import StackedDelegate

NARROW, WIDE = 300, 1000


def short(qtbot: QtBot, count: int, columns: tuple[Column[SampleRow], ...] = COLUMNS) -> ShortTable:
    """A table of invented applications as a detail holds it."""
    part: SubTable = sub_table(columns, sample_rows(count), lambda row: row.number)
    model = RowsModel(part.columns, part.row_key)
    model.set_rows(part.rows)
    table = ShortTable(model, "Applications")
    model.setParent(table)
    qtbot.addWidget(table)
    table.resize(NARROW, 400)
    table.show()
    return table


def test_rows_are_stacked_where_columns_do_not_fit_and_back(qtbot: QtBot, theme: Theme) -> None:
    table = short(qtbot, 3)
    assert table.stacked
    assert [table.isColumnHidden(place) for place in range(len(COLUMNS))] == [False] + 6 * [True]
    assert table.columnWidth(0) == table.viewport().width()
    table.resize(WIDE, 400)
    assert not table.stacked
    assert [table.isColumnHidden(place) for place in range(len(COLUMNS))] == 6 * [False] + [True]
    assert sum(table.columnWidth(place) for place in range(6)) <= table.viewport().width()


def test_width_of_stacked_rows_is_not_taken_for_a_chosen_one(qtbot: QtBot, theme: Theme) -> None:
    table = short(qtbot, 3)
    for width in (NARROW + 40, WIDE):
        table.resize(width, 400)
    assert table.fitting.chosen == {}
    assert table.columnWidth(0) < NARROW


def test_stacked_rows_tell_every_value_that_is_there(qtbot: QtBot, theme: Theme) -> None:
    table = short(qtbot, 11)
    delegate = table.itemDelegate()
    assert isinstance(delegate, StackedDelegate)
    rows = table.rows_model.shown_rows()
    assert delegate.title_of(rows[0]) == "2026-00000  Udruženje „Đerdan“ Šabac"
    assert [(piece.heading, piece.text) for piece in delegate.pieces(rows[0], NARROW)] == [
        ("Project", "Mreža mladih pčelara"),
        ("State", "Ocenjena"),
        ("Requested", "10,000.00 EUR"),
        ("Received", "10/01/2026"),
    ]
    assert "Requested" not in [piece.heading for piece in delegate.pieces(rows[10], NARROW)]


@pytest.mark.parametrize("width", [180, 240, 300, 420])
def test_no_piece_leaves_its_row(qtbot: QtBot, theme: Theme, width: int) -> None:
    long: tuple[Column[SampleRow], ...] = (
        Column(key="number", title=N_("Number")),
        Column(key="project", title=N_("Project"), value=lambda row: row.project * 6),
        Column(
            key="sum", title=N_("Amount"), kind=Kind.MONEY, value=lambda row: Money(123456, "RSD")
        ),
    )
    table = short(qtbot, 5, long)
    delegate = StackedDelegate(table.rows_model, table)
    for row in table.rows_model.shown_rows():
        height = delegate.height_of(row, width)
        pieces = delegate.pieces(row, width)
        assert all(piece.room.right() < width for piece in pieces)
        assert all(piece.room.bottom() < height for piece in pieces)
        spots = [piece.room for piece in pieces]
        assert not any(a.intersects(b) for a in spots for b in spots if a is not b)


def test_height_is_that_of_the_rows(qtbot: QtBot, theme: Theme) -> None:
    table = short(qtbot, 5)
    heights = [table.rowHeight(place) for place in range(5)]
    assert table.sizeHint().height() == sum(heights) + 2
    assert table.minimumSizeHint().height() == table.sizeHint().height()
    many = short(qtbot, SHOWN_ROWS + 5)
    assert many.sizeHint().height() < sum(many.rowHeight(p) for p in range(SHOWN_ROWS + 5))


def test_stacked_rows_are_copied_with_all_their_columns(qtbot: QtBot, theme: Theme) -> None:
    table = short(qtbot, 2)
    assert table.stacked
    table.go_to("2026-00000")
    table.copy_rows()
    assert QGuiApplication.clipboard().text().splitlines()[0] == (
        "Number\tApplicant\tProject\tState\tRequested (EUR)\tReceived"
    )


def test_stacked_table_paints(qtbot: QtBot, theme: Theme) -> None:
    table = short(qtbot, 3)
    table.go_to("2026-00000")
    assert not table.grab().isNull()
