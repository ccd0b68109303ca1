"""A ring of parts with the whole in its middle and the parts named beside it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QWidget

from ui.charts.base import Chart, Slice, elided, small, spoken
from ui.shell.painting import rounded
from ui.shell.theme import sized_font, tokens
from ui.shell.tokens import Tokens

FULL = 360 * 16
TOP = 90 * 16


class Donut(Chart):
    """Parts of a whole; `middle` and `below` stand in the ring."""

    def __init__(
        self,
        title: str,
        slices: tuple[Slice, ...],
        middle: str,
        below: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent)
        self._slices = slices
        self._middle = middle
        self._below = below
        self.setAccessibleName(f"{spoken(title, slices)} ({f'{middle} {below}'.strip()})")

    def sizeHint(self) -> QSize:
        return QSize(320, tokens().px(150))

    def draw(self, painter: QPainter, t: Tokens, room: QRectF) -> None:
        side = min(room.height() - t.px(12), room.width() * 0.42, t.px(150))
        ring = QRectF(room.left() + t.px(6), room.center().y() - side / 2, side, side)
        self._draw_ring(painter, t, ring)
        self._draw_middle(painter, t, ring)
        self._draw_legend(painter, t, room, ring.right() + t.px(18))

    def _draw_ring(self, painter: QPainter, t: Tokens, ring: QRectF) -> None:
        thick = ring.width() * 0.15
        line = ring.adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2)
        total = sum(one.value for one in self._slices)
        painter.setPen(QPen(QColor(t.track), thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawEllipse(line)
        at = TOP
        for place, one in enumerate(self._slices):
            span = round(FULL * one.value / total) if total else 0
            if not span:
                continue
            pen = QPen(QColor(t.series[place % len(t.series)]), thick)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            gap = 16 if span < FULL and span > 48 else 0
            painter.drawArc(line, at - gap, -(span - gap))
            at -= span

    def _draw_middle(self, painter: QPainter, t: Tokens, ring: QRectF) -> None:
        painter.setFont(sized_font(22, QFont.Weight.DemiBold))
        painter.setPen(QColor(t.text))
        lift = t.px(10) if self._below else 0
        painter.drawText(
            ring.adjusted(0, -lift * 2, 0, 0), Qt.AlignmentFlag.AlignCenter, self._middle
        )
        if self._below:
            small(painter, t.muted)
            inner = ring.adjusted(t.px(24), t.px(30), -t.px(24), 0)
            words = elided(painter, self._below, inner.width())
            painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, words)

    def _draw_legend(self, painter: QPainter, t: Tokens, room: QRectF, left: float) -> None:
        step = t.px(24)
        top = room.center().y() - step * len(self._slices) / 2
        for place, one in enumerate(self._slices):
            line = QRectF(left, top + step * place, room.right() - left, step)
            dot = QRectF(left, line.center().y() - t.px(5), t.px(10), t.px(10))
            rounded(painter, dot, 3, t.series[place % len(t.series)])
            small(painter, t.muted)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(line, right, one.shown)
            number = painter.fontMetrics().horizontalAdvance(one.shown)
            small(painter, t.text)
            words = line.adjusted(t.px(18), 0, -number - t.px(8), 0)
            left_side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(words, left_side, elided(painter, one.name, words.width()))
