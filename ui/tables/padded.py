"""The delegate of tables that are typed into: Qt's own editors, with the room of the headings."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.shell.theme import tokens

PAD = 8


class PaddedDelegate(QStyledItemDelegate):
    """Text of a cell with the room around it that the heading has."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        if isinstance(ground, QColor):
            painter.fillRect(option.rect, ground)
        selected = QStyle.StateFlag.State_Selected
        if option.state & selected:
            painter.fillRect(option.rect, QColor(tokens().accent_soft))
        inner = QStyleOptionViewItem(option)
        inner.state &= ~selected
        inner.rect = option.rect.adjusted(tokens().px(PAD), 0, -tokens().px(PAD), 0)
        super().paint(painter, inner, index)
