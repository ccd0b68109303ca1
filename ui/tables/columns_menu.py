"""The menu of a table's columns: shown or hidden, sorted by, as at first; also by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from iris_grants.wording import _

if TYPE_CHECKING:
    from ui.tables.view import DataTable

R = TypeVar("R")


class ColumnsMenu(QMenu, Generic[R]):
    """Shows and hides columns and sorts by them; the first column always stays."""

    def __init__(self, table: DataTable[R], parent: QWidget) -> None:
        super().__init__(parent)
        self._table = table
        self.setTitle(_("Columns"))
        columns = table.rows_model.columns
        for place, column in enumerate(columns):
            action = self.addAction(column.heading())
            action.setCheckable(True)
            action.setChecked(not table.isColumnHidden(place))
            action.setEnabled(place > 0)
            action.setData(place)
            action.toggled.connect(self._on_column_action_toggled)
        self.addSeparator()
        sorting = self.addMenu(_("Sort by"))
        for place, column in enumerate(columns):
            action = sorting.addAction(column.heading())
            action.setData(place)
            action.triggered.connect(self._on_sort_action_triggered)
        self.addAction(_("Columns as at first")).triggered.connect(table.reset_columns)

    def _on_column_action_toggled(self, shown: bool) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._table.setColumnHidden(int(action.data()), not shown)
            self._table.fit_columns()

    def _on_sort_action_triggered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._table.rows_model.sort_toggled(int(action.data()))
