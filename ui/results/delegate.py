"""Paints the share of a target as a bar with its number."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from iris_grants.results.rules.actuals import ResultState
from ui.results.columns import SHARE
from ui.results.rows import ListedResult
from ui.shell.painting import rounded
from ui.shell.theme import number_font, tokens
from ui.shell.tokens import Meaning
from ui.tables.delegate import PADDING, CellDelegate
from ui.tables.model import RowsModel

NUMBER_WIDTH = 54
BAR = 12
WHOLE = 100.0


class ResultsDelegate(CellDelegate):
    """Cells of the results; the colour of a bar repeats the word of the state beside it."""

    def __init__(self, model: RowsModel[ListedResult], parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = model

    def _paint_content(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        room: QRect,
    ) -> None:
        if self._rows.columns[index.column()].key != SHARE:
            super()._paint_content(painter, option, index, room)
            return
        t = tokens()
        row = self._rows.row_at(index.row())
        inner = room.adjusted(0, 0, -t.px(PADDING), 0)
        number = QRect(inner)
        number.setLeft(inner.right() - t.px(NUMBER_WIDTH))
        painter.setFont(number_font(option.font))
        painter.setPen(QColor(t.text))
        painter.drawText(
            number, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(index.data())
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = number.left() - t.px(8) - inner.left()
        top = inner.center().y() - t.px(BAR) / 2 + 1
        bar = QRectF(inner.left(), top, width, t.px(BAR))
        rounded(painter, bar, 3, t.track)
        bar.setWidth(width * min(float(row.share), WHOLE) / WHOLE)
        if row.share:
            reached = row.state is ResultState.REACHED
            rounded(painter, bar, 3, t.chips[Meaning.GOOD].text if reached else t.series[0])
