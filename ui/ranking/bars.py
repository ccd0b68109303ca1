"""Sections of a grid as fields side by side, each filled by its points, gates as strokes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from ui.shell.painting import rounded
from ui.shell.theme import tokens
from ui.shell.tokens import Meaning

GAP = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionBar:
    """A section as shares of 1: its weight in the grid, how full it is, where its gate stands."""

    weight: float
    filled: float
    gate: float | None = None
    failed: bool = False


def paint_sections(
    painter: QPainter, room: QRectF, bars: Sequence[SectionBar], overall: float | None = None
) -> None:
    """Paint the fields; `overall` puts a long stroke at the least total."""
    t = tokens()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    whole = room.width() - GAP * (len(bars) - 1)
    left = room.left()
    for bar in bars:
        width = whole * bar.weight
        box = QRectF(left, room.top(), width, room.height())
        rounded(painter, box, 2, t.track)
        filled = QRectF(box)
        filled.setWidth(width * bar.filled)
        rounded(painter, filled, 2, t.chips[Meaning.BAD].text if bar.failed else t.series[0])
        if bar.gate is not None:
            _stroke(painter, left + width * bar.gate, box, 3)
        left += width + GAP
    if overall is not None:
        _stroke(painter, room.left() + room.width() * overall, room, 5)


def _stroke(painter: QPainter, across: float, box: QRectF, beyond: int) -> None:
    painter.setPen(QPen(QColor(tokens().text), 2))
    painter.drawLine(QPointF(across, box.top() - beyond), QPointF(across, box.bottom() + beyond))
