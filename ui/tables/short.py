"""The table inside a detail: as high as its rows; rows are stacked where columns do not fit."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy

from ui.tables.columns import Column
from ui.tables.delegate import row_height
from ui.tables.model import RowsModel
from ui.tables.stacked import StackedDelegate
from ui.tables.view import DataTable

SHOWN_ROWS = 120


class ShortTable(DataTable[object]):
    """Columns take no more than they need; where they do not fit, each row is a small block."""

    stacked = False
    _blocks: StackedDelegate[object] | None = None

    def __init__(self, model: RowsModel[object], name: str) -> None:
        super().__init__(model, name, snug=True)
        self.setProperty("role", "short")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if model.rowCount() <= SHOWN_ROWS:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._plain = self.itemDelegate()
        self._blocks = StackedDelegate(model, self)
        self.columns_changed.connect(self.updateGeometry)
        model.shown_changed.connect(self.fit_columns)

    def fit_columns(self) -> None:
        """Columns side by side where there is room for them, else one under the other."""
        room = self.viewport().width()
        if self._blocks is not None:
            self._stack(self._blocks, self.fitting.needed() > room)
        if self._blocks is None or not self.stacked:
            super().fit_columns()
            return
        self.fitting.busy = True  # no person drew this width
        self.setColumnWidth(0, room)
        self.fitting.busy = False
        for place, row in enumerate(self.rows_model.shown_rows()):
            self.setRowHeight(place, self._blocks.height_of(row, room))
        self.columns_changed.emit()

    def shown_columns(self) -> list[Column[object]]:
        """The columns that are told, also where they stand one under the other."""
        if not self.stacked:
            return super().shown_columns()
        return [column for column in self.rows_model.columns if not column.hidden]

    def sizeHint(self) -> QSize:
        rows = range(min(self.rows_model.rowCount(), SHOWN_ROWS))
        height = sum(self.rowHeight(place) for place in rows)
        head = 0 if self.stacked else self.horizontalHeader().sizeHint().height()
        return QSize(200, head + height + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def _stack(self, blocks: StackedDelegate[object], stacked: bool) -> None:
        if self.stacked is stacked:
            return
        self.stacked = stacked
        self.setItemDelegate(blocks if stacked else self._plain)
        self.horizontalHeader().setVisible(not stacked)
        for place, column in enumerate(self.rows_model.columns):
            self.setColumnHidden(place, column.hidden or (stacked and place > 0))
        if not stacked:
            for place in range(self.rows_model.rowCount()):
                self.setRowHeight(place, row_height())
