"""The foot of a table: how many rows of how many, and the sums under their columns."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from iris_grants.wording import _
from iris_grants.wording.formats import decimal_text
from ui.shell.theme import number_font, tokens
from ui.tables.columns import total_of
from ui.tables.delegate import PADDING
from ui.tables.view import DataTable

R = TypeVar("R")
HEIGHT = 32


class TableFoot(QWidget, Generic[R]):
    """One line under a table, its sums aligned with the columns above."""

    def __init__(self, table: DataTable[R], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._sums: dict[int, str] = {}
        self._count = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        table.rows_model.shown_changed.connect(self.recount)
        table.columns_changed.connect(self.update)
        table.horizontalScrollBar().valueChanged.connect(self.update)
        self.recount()

    def text(self) -> str:
        """Count and sums as one sentence, as they are read aloud."""
        columns = self._table.rows_model.columns
        sums = (f"{columns[place].heading()}: {text}" for place, text in self._sums.items())
        return " · ".join((self._count, *sums))

    def recount(self) -> None:
        """Count and sum again what is shown."""
        model = self._table.rows_model
        shown = model.shown_rows()
        self._count = _("{n} of {m}").format(
            n=decimal_text(len(shown), 0), m=decimal_text(len(model.rows()), 0)
        )
        self._sums = {
            place: total_of(column, shown)
            for place, column in enumerate(model.columns)
            if column.total
        }
        self.setAccessibleName(self.text())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, tokens().px(HEIGHT))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.setPen(QColor(t.line))
        painter.drawLine(0, 0, self.width(), 0)
        painter.setPen(QColor(t.muted))
        painter.drawText(
            self.rect().adjusted(t.px(PADDING), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._count
        )
        font = number_font(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(t.text))
        free = painter.fontMetrics().horizontalAdvance(self._count) + t.px(PADDING) * 2
        for place, text in self._sums.items():
            if self._table.isColumnHidden(place):
                continue
            right = self._table.columnViewportPosition(place) + self._table.columnWidth(place)
            room = QRect(free, 0, right - free - t.px(PADDING), self.height())
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, flags, text)
        painter.end()
