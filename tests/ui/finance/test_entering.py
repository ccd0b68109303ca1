"""The sheet in which costs are entered: pasted, filled, undone, judged cell by cell, booked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.iris_grants.finance.lists import Desk
from tests.iris_grants.finance.test_statements import running
from tests.iris_grants.finance.test_typed_rows import CLEAN
from tests.iris_grants.funding import Funding
from tests.ui.acting import press
from tests.ui.finance.conftest import Sitting
from tests.ui.finance.test_page import LONG, opened
from ui.finance.entry_dialog import EntryDialog
from ui.finance.entry_model import EUR_COLUMN, SPARE_ROWS, Cell
from ui.finance.page import FinancePage
from ui.shell.context import Context
from ui.shell.controls import Button

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(funded: Funding, tmp_path: Path) -> Desk:
    """A running grant without costs."""
    made = running(funded, tmp_path)
    funded.move_to(date(2024, 5, 13))
    return made


def dialog_of(qtbot: QtBot) -> EntryDialog:
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, EntryDialog)]
    assert len(found) == 1
    return found[0]


def judged(qtbot: QtBot, dialog: EntryDialog) -> None:
    qtbot.waitUntil(
        lambda: dialog.judged is not None and not dialog._later.isActive(), timeout=LONG
    )


def choose(dialog: EntryDialog, *cells: Cell) -> None:
    table = dialog.table
    table.go_to(cells[0])
    for cell in cells[1:]:
        flag = QItemSelectionModel.SelectionFlag.Select
        table.selectionModel().select(dialog.model.index(*cell), flag)


def column_texts(dialog: EntryDialog, column: int, rows: int) -> list[str]:
    return [dialog.model.text_at(row, column) for row in range(rows)]


def test_costs_are_pasted_filled_mended_and_booked(
    qtbot: QtBot, desk: Desk, sitting: Sitting
) -> None:
    seat = sitting(desk.funding.finance)
    page = opened(qtbot, seat)
    press(qtbot, page.head, "Enter costs…")
    dialog = dialog_of(qtbot)
    judged(qtbot, dialog)
    assert not dialog.save.isEnabled()
    table, model = dialog.table, dialog.model
    second = ("1.1", "Februar", *CLEAN[2:4], "R-2/24", *CLEAN[5:7], "mnogo", *CLEAN[8:])
    QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in (CLEAN, second)))
    QTest.keyClick(table, Qt.Key.Key_V, CONTROL)
    judged(qtbot, dialog)
    assert model.rowCount() == 2 + SPARE_ROWS
    assert model.headerData(1, Qt.Orientation.Vertical) == "2 !"
    assert model.headerData(0, Qt.Orientation.Vertical) == "1"
    assert model.text_at(0, EUR_COLUMN) == "371.21"
    assert model.told_at(0, EUR_COLUMN).endswith("at 117.1830 · nalog 1")
    assert "mnogo" in model.told_at(1, 7)
    assert not dialog.save.isEnabled()
    (link,) = [one for one in dialog.findChildren(Button) if one.text().startswith("Row 2, Net")]
    choose(dialog, (0, 0))
    link.click()
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, 7)
    choose(dialog, (0, 7), (1, 7))
    QTest.keyClick(table, Qt.Key.Key_D, CONTROL)
    assert column_texts(dialog, 7, 3) == ["43.500,00", "43.500,00", ""]
    judged(qtbot, dialog)
    assert dialog.line.text() == "2 costs, 742.42 EUR."
    QTest.keyClick(table, Qt.Key.Key_Z, CONTROL)
    assert column_texts(dialog, 7, 2) == ["43.500,00", "mnogo"]
    QTest.keyClick(table, Qt.Key.Key_Y, CONTROL)
    model.redo()
    assert column_texts(dialog, 7, 2) == ["43.500,00", "43.500,00"]
    judged(qtbot, dialog)
    assert dialog.save.isEnabled()
    dialog.submit()
    qtbot.waitUntil(lambda: len(desk.costs()) == 2, timeout=LONG)
    assert [cost.description for cost in desk.costs()] == ["Koordinatorka, januar", "Februar"]


def _open_dialogs() -> list[EntryDialog]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, EntryDialog)]


def take_up(qtbot: QtBot, seat: Context, page: FinancePage) -> None:
    """Open the sheet again after it went with its store, and go on with what was typed."""
    assert seat.feedback.said[-1].text == "Discard what you typed?"
    seat.desk.closed.emit()
    qtbot.waitUntil(lambda: not _open_dialogs(), timeout=LONG)
    press(qtbot, page.head, "Enter costs…")
    again = dialog_of(qtbot)
    assert again.drafting is not None
    assert again.drafting.offer is not None
    again.drafting.offer.resume.click()
    judged(qtbot, again)
    assert again.model.text_at(3, 6) == "MKD"
    assert not again.save.isEnabled()
    again.done(0)


def test_cells_are_copied_cut_emptied_and_rows_taken_out(
    qtbot: QtBot, desk: Desk, sitting: Sitting
) -> None:
    seat = sitting(desk.funding.finance)
    page = opened(qtbot, seat)
    press(qtbot, page.head, "Enter costs…")
    dialog = dialog_of(qtbot)
    judged(qtbot, dialog)
    table, model = dialog.table, dialog.model
    board = QGuiApplication.clipboard()
    board.setText("Currency\tBudget line\nRSD\t1.1\nEUR\t2.1\n")
    QTest.keyClick(table, Qt.Key.Key_V, CONTROL)
    assert (column_texts(dialog, 0, 2), column_texts(dialog, 6, 2)) == (
        ["1.1", "2.1"],
        ["RSD", "EUR"],
    )
    choose(dialog, (0, 0), (1, 0))
    QTest.keyClick(table, Qt.Key.Key_X, CONTROL)
    assert board.text() == "1.1\n2.1\n"
    assert column_texts(dialog, 0, 2) == ["", ""]
    board.setText("5.1")
    QTest.keyClick(table, Qt.Key.Key_V, CONTROL)
    assert column_texts(dialog, 0, 2) == ["5.1", "5.1"]
    choose(dialog, (0, 6))
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert column_texts(dialog, 6, 2) == ["", "EUR"]
    QTest.keyClick(table, Qt.Key.Key_Minus, CONTROL)
    assert column_texts(dialog, 6, 2) == ["EUR", ""]
    choose(dialog, (3, 6))
    QTest.keyClick(table, Qt.Key.Key_F2)
    editor = table.findChild(QLineEdit)
    assert editor is not None
    judged(qtbot, dialog)
    assert table.delegate.choices["currency"][0] == "EUR"
    model.setData(model.index(3, 6), " MKD ")
    assert model.text_at(3, 6) == "MKD"
    dialog.reject()
    take_up(qtbot, seat, page)
    assert desk.costs() == ()
