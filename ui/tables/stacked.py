"""A row of a table where columns have no room: its name in one line, its values below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from iris_grants.wording import _
from ui.shell.painting import chip_width, paint_chip
from ui.shell.theme import number_font, sized_font, tokens
from ui.tables.columns import Chip, Column
from ui.tables.delegate import CellDelegate
from ui.tables.model import RowsModel

R = TypeVar("R")
LINE, GAP, EDGE, INSET = 22, 14, 6, 6
SIZE = 13
WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
ENDLESS = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A value with its heading, where both are painted in the row."""

    heading: str
    text: str
    at: QPoint
    room: QRect
    chip: Chip | None = None


class StackedDelegate(CellDelegate, Generic[R]):
    """Paints whole rows of a model that shows one column as wide as the table; words wrap."""

    def __init__(self, model: RowsModel[R], parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def height_of(self, row: R, width: int) -> int:
        """How high a row is at a width, in pixels."""
        last = max((piece.room.bottom() + 1 for piece in self.pieces(row, width)), default=0)
        return max(last, self._title_room(row, width).bottom() + 1) + tokens().px(EDGE)

    def title_of(self, row: R) -> str:
        """The name of a row: its first column, and the first one that stretches."""
        columns = self._model.columns
        named = [columns[0], *(one for one in columns[1:] if one.stretch)][:2]
        return "  ".join(text for text in (column.text(row) for column in named) if text)

    def pieces(self, row: R, width: int) -> list[Piece]:
        """The values below the name, side by side as far as they fit; empty ones are left out."""
        t = tokens()
        left, line = t.px(INSET), t.px(LINE)
        x, y = left, self._title_room(row, width).bottom() + 1 + t.px(2)
        below, made = y, []
        for column in self._rest():
            value, text = column.of(row), _told(column, row)
            if not text:
                continue
            chip = value if isinstance(value, Chip) else None
            head = _advance(f"{_(column.title)} ")
            wide = chip_width(_metrics(), chip.word) if chip else _advance(text)
            if x > left and x + head + wide > width - left:
                x, y = left, below
            room = QRect(x + head, y, min(wide, width - left - x - head), line)
            if wide > room.width() and chip is None:
                room.setHeight(max(_wrapped_height(text, room.width()) + t.px(5), line))
            made.append(
                Piece(heading=_(column.title), text=text, at=QPoint(x, y), room=room, chip=chip)
            )
            x, below = x + head + wide + t.px(GAP), max(below, room.bottom() + 1)
        return made

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        t = tokens()
        room: QRect = option.rect
        state: QStyle.StateFlag = option.state
        row = self._model.row_at(index.row())
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(room, QColor(t.accent_soft))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(room, QColor(t.hover))
        painter.setPen(QColor(t.line))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        painter.setFont(sized_font(SIZE, QFont.Weight.Medium))
        painter.setPen(QColor(t.text))
        title = self._title_room(row, room.width()).translated(room.topLeft())
        painter.drawText(title, WRAPPED, self.title_of(row))
        for piece in self.pieces(row, room.width()):
            _paint_piece(painter, piece, room.topLeft())
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(t.accent), 2))
            painter.drawRect(room.adjusted(1, 1, -1, -2))
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        width = max(option.rect.width(), 1)
        return QSize(width, self.height_of(self._model.row_at(index.row()), width))

    def _title_room(self, row: R, width: int) -> QRect:
        t = tokens()
        wide = width - 2 * t.px(INSET)
        metrics = QFontMetrics(sized_font(SIZE, QFont.Weight.Medium))
        needed = metrics.boundingRect(QRect(0, 0, wide, ENDLESS), WRAPPED, self.title_of(row))
        return QRect(t.px(INSET), t.px(EDGE), wide, needed.height())

    def _rest(self) -> list[Column[R]]:
        """The columns that do not stand in the name."""
        columns = self._model.columns
        second = next((one.key for one in columns[1:] if one.stretch), "")
        return [one for one in columns[1:] if one.key != second and not one.hidden]


def _told(column: Column[R], row: R) -> str:
    text = column.text(row).replace("\n", " · ")
    return f"{text} {column.currency}" if text and column.currency else text


def _metrics() -> QFontMetrics:
    return QFontMetrics(number_font(sized_font(SIZE)))


def _advance(text: str) -> int:
    return _metrics().horizontalAdvance(text) + 1


def _wrapped_height(text: str, width: int) -> int:
    return _metrics().boundingRect(QRect(0, 0, max(width, 1), ENDLESS), WRAPPED, text).height()


def _paint_piece(painter: QPainter, piece: Piece, origin: QPoint) -> None:
    t = tokens()
    painter.setFont(sized_font(SIZE))
    painter.setPen(QColor(t.muted))
    head = QRect(piece.at + origin, QSize(piece.room.left() - piece.at.x(), t.px(LINE)))
    painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, piece.heading)
    room = piece.room.translated(origin)
    if piece.chip is not None:
        paint_chip(painter, room, piece.chip.word, piece.chip.meaning)
        return
    painter.setFont(number_font(painter.font()))
    painter.setPen(QColor(t.text))
    if room.height() <= t.px(LINE):
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, piece.text)
    else:
        painter.drawText(room.adjusted(0, t.px(3), 0, 0), WRAPPED, piece.text)
