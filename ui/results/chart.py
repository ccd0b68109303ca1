"""All targets as bars in two columns: how much of each is achieved."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from ui.charts.bars import LEFT, RIGHT
from ui.charts.base import Chart, Slice, elided, small, spoken
from ui.shell.painting import rounded
from ui.shell.theme import tokens
from ui.shell.tokens import Tokens

WHOLE = 100
ROW = 25
COLUMN = 330
"""A second column stands where each has at least this width."""


class TargetBars(Chart):
    """A bar for each target; `value` of a slice is its share in percent, the mark stands at 100.

    What is beyond the target fills the bar, and its number says so.
    """

    def __init__(
        self, title: str, slices: tuple[Slice, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent)
        self._slices = slices
        self.setAccessibleName(spoken(title, slices))

    def sizeHint(self) -> QSize:
        return QSize(2 * tokens().px(COLUMN), tokens().px(ROW) * -(-len(self._slices) // 2))

    def draw(self, painter: QPainter, t: Tokens, room: QRectF) -> None:
        if not self._slices:
            return
        columns = 2 if room.width() >= 2 * t.px(COLUMN) else 1
        lines = -(-len(self._slices) // columns)
        width = (room.width() - t.px(24) * (columns - 1)) / columns
        step = min(room.height() / lines, t.px(ROW + 6))
        small(painter, t.muted)
        metrics = painter.fontMetrics()
        names = max(metrics.horizontalAdvance(one.name) for one in self._slices) + 2
        numbers = max(metrics.horizontalAdvance(one.shown) for one in self._slices) + 2
        for place, one in enumerate(self._slices):
            across, down = divmod(place, lines)
            left = room.left() + across * (width + t.px(24))
            line = QRectF(left, room.top() + step * down, width, step)
            self._draw_line(painter, t, one, line, names, numbers)

    def _draw_line(
        self, painter: QPainter, t: Tokens, one: Slice, line: QRectF, names: int, numbers: int
    ) -> None:
        small(painter, t.muted)
        words = QRectF(line.left(), line.top(), names, line.height())
        painter.drawText(words, RIGHT, elided(painter, one.name, names))
        bar = QRectF(words.right() + t.px(10), line.center().y() - t.px(6), 0, t.px(12))
        bar.setRight(line.right() - numbers - t.px(10))
        rounded(painter, bar, 3, t.track)
        filled = QRectF(bar)
        filled.setWidth(bar.width() * min(one.value, WHOLE) / WHOLE)
        if one.value > 0:
            rounded(painter, filled, 3, t.series[0])
        painter.setPen(QPen(QColor(t.text), 2))
        painter.drawLine(
            QPointF(bar.right(), bar.top() - 3), QPointF(bar.right(), bar.bottom() + 3)
        )
        small(painter, t.text)
        shown = QRectF(line.right() - numbers, line.top(), numbers, line.height())
        painter.drawText(shown, LEFT, one.shown)
