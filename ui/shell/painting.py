"""Strokes that tables, chips and charts share."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath

from ui.shell.theme import tokens
from ui.shell.tokens import Meaning


def chip_width(metrics: QFontMetrics, word: str) -> int:
    """How many pixels a chip with this word takes."""
    return metrics.horizontalAdvance(word) + tokens().px(18)


def paint_chip(painter: QPainter, room: QRect, word: str, meaning: Meaning) -> None:
    """Paint a chip at the left of the room, in its middle, with the word elided to fit."""
    t = tokens()
    pair = t.chips[meaning]
    metrics = QFontMetrics(painter.font())
    width = min(chip_width(metrics, word), room.width())
    height = metrics.height() + t.px(5)
    top = room.top() + (room.height() - height) // 2
    box = QRect(room.left(), top, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(pair.back))
    painter.drawRoundedRect(QRectF(box), height / 2, height / 2)
    painter.setPen(QColor(pair.text))
    inner = box.adjusted(t.px(9), 0, -t.px(8), 0)
    shown = metrics.elidedText(word, Qt.TextElideMode.ElideRight, inner.width() + 1)
    painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, shown)


def rounded(painter: QPainter, box: QRectF, radius: float, colour: str) -> None:
    """Fill a box with round corners."""
    path = QPainterPath()
    path.addRoundedRect(box, radius, radius)
    painter.fillPath(path, QColor(colour))
