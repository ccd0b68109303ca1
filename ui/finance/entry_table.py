"""The sheet in which costs are entered, with the keys of a spreadsheet."""

from __future__ import annotations

import csv
from io import StringIO

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QLineEdit,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from iris_grants.finance.ledger_form import COLUMNS
from iris_grants.finance.typed_rows import rows_of_text
from iris_grants.wording import _
from ui.finance.entry_model import EUR_COLUMN, Cell, EntryModel, block_cells
from ui.shell.theme import tokens
from ui.tables.delegate import row_height
from ui.tables.padded import PaddedDelegate

PIXELS_OF_WIDTH = 7
EUR_WIDTH = 96
Choices = dict[str, tuple[str, ...]]


class EntryDelegate(PaddedDelegate):
    """Lines that complete what is typed where only some words are possible."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.choices: Choices = {}

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        line = QLineEdit(parent)
        line.setFrame(False)
        words = self.choices.get(COLUMNS[index.column()].key)
        if words:
            completer = QCompleter(list(words), line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            line.setCompleter(completer)
        return line


class EntryTable(QTableView):
    """Cells are chosen in blocks; copy, cut, paste, fill down, clear and undo by their keys."""

    def __init__(self, model: EntryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows_model = model
        self.delegate = EntryDelegate(self)
        self.setModel(model)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName(_("Costs to be booked"))
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.DoubleClicked | triggers.AnyKeyPressed | triggers.EditKeyPressed
        )
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setDefaultSectionSize(row_height())
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        for place, column in enumerate(COLUMNS):
            wanted = tokens().px(column.width * PIXELS_OF_WIDTH)
            self.setColumnWidth(place, max(wanted, header.sectionSizeHint(place)))
        self.setColumnWidth(EUR_COLUMN, tokens().px(EUR_WIDTH))

    def chosen(self) -> list[Cell]:
        """The chosen cells as rows and columns, in their order."""
        return sorted((one.row(), one.column()) for one in self.selectedIndexes())

    def go_to(self, cell: Cell) -> None:
        """Put a cell into focus and into view."""
        index = self.rows_model.index(*cell)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flag)
        self.scrollTo(index)
        self.setFocus()

    def copy(self) -> None:
        """Put the chosen block on the clipboard as tab-separated text."""
        cells = self.chosen()
        if not cells:
            return
        rows = range(cells[0][0], cells[-1][0] + 1)
        columns = range(min(c for _r, c in cells), max(c for _r, c in cells) + 1)
        chosen = set(cells)
        text = StringIO()
        writer = csv.writer(text, dialect=csv.excel_tab, lineterminator="\n")
        writer.writerows(
            [self.rows_model.text_at(r, c) if (r, c) in chosen else "" for c in columns]
            for r in rows
        )
        QGuiApplication.clipboard().setText(text.getvalue())

    def clear_cells(self) -> None:
        """Empty the chosen cells."""
        self.rows_model.put(dict.fromkeys(self.chosen(), ""))

    def paste(self) -> None:
        """Take what lies on the clipboard in at the current cell.

        A block that begins with the headings of the list is taken in by them, from the first
        column on. One value is put into every chosen cell.
        """
        text = QGuiApplication.clipboard().text()
        if not text.strip("\r\n"):
            return
        block = [tuple(row) for row in csv.reader(StringIO(text), dialect=csv.excel_tab)]
        cells = self.chosen()
        at = cells[0] if cells else (0, 0)
        if len(block) == 1 and len(block[0]) == 1:
            self.rows_model.put({cell: block[0][0].strip() for cell in cells or [at]})
            return
        if max(len(row) for row in block) + at[1] <= len(COLUMNS):
            ordered = rows_of_text(text)
            if len(ordered) < len(block):
                block, at = list(ordered), (at[0], 0)
        self.rows_model.put(block_cells(block, at))

    def fill_down(self) -> None:
        """Repeat the topmost chosen cell of each column in those below it."""
        self.rows_model.fill_down(self.chosen())

    def remove_rows(self) -> None:
        """Take the rows with a chosen cell out."""
        self.rows_model.remove_rows([row for row, _column in self.chosen()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = QKeySequence.StandardKey
        acts = {
            keys.Copy: self.copy,
            keys.Paste: self.paste,
            keys.Undo: self.rows_model.undo,
            keys.Redo: self.rows_model.redo,
        }
        for key, act in acts.items():
            if event.matches(key):
                act()
                return
        if event.matches(keys.Cut):
            self.copy()
            self.clear_cells()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear_cells()
        elif _with_control(event, Qt.Key.Key_D):
            self.fill_down()
        elif _with_control(event, Qt.Key.Key_Minus):
            self.remove_rows()
        else:
            super().keyPressEvent(event)


def _with_control(event: QKeyEvent, key: Qt.Key) -> bool:
    return event.key() == key and event.modifiers() == Qt.KeyboardModifier.ControlModifier
