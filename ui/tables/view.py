"""The table on screen: columns that never collapse, keys, copying, a menu of columns."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from iris_grants.wording import _
from ui.tables.columns import Column
from ui.tables.columns_menu import ColumnsMenu
from ui.tables.delegate import PADDING, SNUG_PADDING, CellDelegate, row_height
from ui.tables.fitting import LEAST_WIDTH, Fitting
from ui.tables.model import RowsModel

R = TypeVar("R")


class DataTable(QTableView, Generic[R]):
    """A table over a `RowsModel`; whole rows are selected, the current cell can be copied."""

    current_row_changed = Signal()
    columns_changed = Signal()
    opened = Signal()

    def __init__(
        self, model: RowsModel[R], name: str, parent: QWidget | None = None, *, snug: bool = False
    ) -> None:
        super().__init__(parent)
        self.rows_model, padding = model, SNUG_PADDING if snug else PADDING
        self.fitting = Fitting(self, model, padding, snug=snug)
        self.setModel(model)
        self.setItemDelegate(CellDelegate(self, padding))
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_context_menu_requested)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(LEAST_WIDTH)
        header.sectionClicked.connect(model.sort_toggled)
        header.sectionResized.connect(self._on_header_section_resized)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._on_header_menu_requested)
        for place, column in enumerate(model.columns):
            self.setColumnHidden(place, column.hidden)
        self._on_restyled()
        self.selectionModel().currentRowChanged.connect(self._on_selection_current_row_changed)
        self.doubleClicked.connect(self.opened)
        model.rows_came.connect(self.fit_columns)

    def current_row(self) -> R | None:
        """The row in focus; none if there is none."""
        index = self.currentIndex()
        return self.rows_model.row_at(index.row()) if index.isValid() else None

    def selected_rows(self) -> list[R]:
        """The selected rows in the order shown."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.rows_model.row_at(place) for place in places]

    def go_to(self, key: str) -> bool:
        """Select the row with this key and bring it into view; False if it is not shown."""
        place = self.rows_model.place_of(key)
        if place < 0:
            return False
        first = next(p for p in range(len(self.rows_model.columns)) if not self.isColumnHidden(p))
        index = self.rows_model.index(place, first)
        self.selectionModel().setCurrentIndex(
            index,
            QItemSelectionModel.SelectionFlag.ClearAndSelect
            | QItemSelectionModel.SelectionFlag.Rows,
        )
        self.scrollTo(index)
        return True

    def ordered_columns(self) -> list[Column[R]]:
        """All columns in the order on screen, those that are hidden too."""
        header = self.horizontalHeader()
        places = (header.logicalIndex(visual) for visual in range(header.count()))
        return [self.rows_model.columns[place] for place in places]

    def shown_columns(self) -> list[Column[R]]:
        """The columns that are shown, in the order on screen."""
        hidden = {
            column.key
            for place, column in enumerate(self.rows_model.columns)
            if self.isColumnHidden(place)
        }
        return [column for column in self.ordered_columns() if column.key not in hidden]

    def as_tsv(self, rows: list[R]) -> str:
        """Headings and rows as tab-separated text, for a spreadsheet."""
        columns = self.shown_columns()
        lines = ["\t".join(column.heading() for column in columns)]
        for row in rows:
            cells = (column.text(row).replace("\t", " ").replace("\n", " ") for column in columns)
            lines.append("\t".join(cells))
        return "\n".join(lines) + "\n"

    def copy_rows(self) -> None:
        """Put the selected rows on the clipboard, as tab-separated text."""
        QGuiApplication.clipboard().setText(self.as_tsv(self.selected_rows()))

    def copy_cell(self) -> None:
        """Put the text of the current cell on the clipboard."""
        QGuiApplication.clipboard().setText(str(self.currentIndex().data() or ""))

    def columns_menu(self, parent: QWidget) -> ColumnsMenu[R]:
        """A menu that shows and hides columns and sorts by them, also from the keyboard."""
        return ColumnsMenu(self, parent)

    def reset_columns(self) -> None:
        """Show the columns as they are declared: which, how wide, in which order."""
        header = self.horizontalHeader()
        self.fitting.chosen = {}
        for place, column in enumerate(self.rows_model.columns):
            header.moveSection(header.visualIndex(place), place)
            self.setColumnHidden(place, column.hidden)
        self.fit_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._on_restyled()

    def fit_columns(self) -> None:
        """Give every column its width, and what is left over to those that stretch."""
        self.fitting.fit()
        self.columns_changed.emit()

    def _on_restyled(self) -> None:
        self.verticalHeader().setDefaultSectionSize(row_height())
        self.fit_columns()

    def _on_header_section_resized(self, place: int, before: int, now: int) -> None:
        # Hiding and showing a column resizes it too; no person chose that width.
        if not self.fitting.busy and before and now:
            self.fitting.choose(place)
            self.columns_changed.emit()

    def _on_selection_current_row_changed(self, now: QModelIndex, before: QModelIndex) -> None:
        self.current_row_changed.emit()

    def _on_context_menu_requested(self, where: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rows = menu.addAction(_("Copy rows"))
        rows.setShortcut(QKeySequence.StandardKey.Copy)
        rows.triggered.connect(self.copy_rows)
        menu.addAction(_("Copy cell")).triggered.connect(self.copy_cell)
        menu.addSeparator()
        menu.addMenu(self.columns_menu(menu))
        menu.popup(self.viewport().mapToGlobal(where))

    def _on_header_menu_requested(self, where: QPoint) -> None:
        menu = self.columns_menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.horizontalHeader().mapToGlobal(where))
