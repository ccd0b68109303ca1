"""Paints the cells of every table: aligned figures, elided words, chips, a quiet selection."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from ui.shell.painting import chip_width, paint_chip
from ui.shell.theme import number_font, tokens
from ui.tables.columns import Chip
from ui.tables.model import CellRole, is_number

PADDING = 10
SNUG_PADDING = 6
ROW_HEIGHT = 36


class CellDelegate(QStyledItemDelegate):
    """One delegate for all kinds of columns; the whole text of an elided cell is its tooltip."""

    def __init__(self, parent: QWidget, padding: int = PADDING) -> None:
        super().__init__(parent)
        self._padding = padding

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        t = tokens()
        room: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(room, QColor(t.accent_soft))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(room, QColor(t.hover))
        painter.setPen(QColor(t.line))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        self._paint_content(painter, option, index, room.adjusted(t.px(self._padding), 0, 0, -1))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(t.accent), 2))
            painter.drawRect(room.adjusted(1, 1, -1, -2))
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(self._needed(option, index) + 2 * tokens().px(self._padding), row_height())

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        told = index.data(Qt.ItemDataRole.ToolTipRole)
        if event.type() is QEvent.Type.ToolTip and not told:
            room = view.visualRect(
                view.model().index(index.row(), index.column())
            ).width() - 2 * tokens().px(self._padding)
            if self._needed(option, index) > room:
                told = index.data()
        QToolTip.showText(event.globalPos(), str(told or ""), view)
        return True

    def _paint_content(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        room: QRect,
    ) -> None:
        room.setRight(room.right() - tokens().px(self._padding))
        value = index.data(CellRole.VALUE)
        painter.setFont(option.font)
        if isinstance(value, Chip):
            paint_chip(painter, room, value.word, value.meaning)
            return
        if is_number(index.data(CellRole.KIND)):
            painter.setFont(number_font(painter.font()))
        text = str(index.data() or "").replace("\n", " · ")
        shown = painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, room.width() + 1
        )
        painter.setPen(QColor(tokens().text))
        painter.drawText(room, index.data(Qt.ItemDataRole.TextAlignmentRole), shown)

    def _needed(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> int:
        font = option.font
        value = index.data(CellRole.VALUE)
        if isinstance(value, Chip):
            return chip_width(QFontMetrics(font), value.word)
        if is_number(index.data(CellRole.KIND)):
            font = number_font(font)
        return QFontMetrics(font).horizontalAdvance(str(index.data() or ""))


def row_height() -> int:
    """The height of a row in pixels at the present zoom."""
    return tokens().px(ROW_HEIGHT)
