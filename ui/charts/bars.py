"""Bars: one a name, stacked columns over time, and the pipeline of a call."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QWidget

from iris_grants.wording.formats import decimal_text
from ui.charts.base import Chart, Slice, elided, small, spoken
from ui.shell.painting import rounded
from ui.shell.theme import tokens
from ui.shell.tokens import Tokens

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
GRID_LINES = 3


class HorizontalBars(Chart):
    """A bar for each name, on a track, with its number at the end.

    `marks` puts a line at a target value on the track of each bar (none: no line).
    """

    def __init__(
        self,
        title: str,
        slices: tuple[Slice, ...],
        marks: tuple[int | None, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent)
        self._slices = slices
        self._marks = marks or (None,) * len(slices)
        self.setAccessibleName(spoken(title, slices))

    def sizeHint(self) -> QSize:
        return QSize(320, tokens().px(36) * max(len(self._slices), 1))

    def draw(self, painter: QPainter, t: Tokens, room: QRectF) -> None:
        if not self._slices:
            return
        small(painter, t.muted)
        metrics = painter.fontMetrics()
        names = max(metrics.horizontalAdvance(one.name) for one in self._slices)
        names = min(names + 2, int(room.width() * 0.38))
        numbers = max(metrics.horizontalAdvance(one.shown) for one in self._slices)
        left = room.left() + names + t.px(10)
        width = room.right() - numbers - t.px(8) - left
        top = max(one.value for one in self._slices)
        top = max([top, *(mark for mark in self._marks if mark is not None)]) or 1
        step = min(room.height() / len(self._slices), t.px(48))
        for place, (one, mark) in enumerate(zip(self._slices, self._marks, strict=True)):
            middle = room.top() + step * (place + 0.5)
            small(painter, t.muted)
            line = QRectF(room.left(), middle - step / 2, names, step)
            painter.drawText(line, RIGHT, elided(painter, one.name, names))
            bar = QRectF(left, middle - t.px(9), width, t.px(18))
            rounded(painter, bar, 4, t.track)
            filled = QRectF(bar)
            filled.setWidth(max(width * max(one.value, 0) / top, 2.0 if one.value > 0 else 0.0))
            rounded(painter, filled, 4, t.series[0])
            if mark is not None:
                across = left + width * mark / top
                painter.setPen(QPen(QColor(t.text), 2))
                painter.drawLine(QPointF(across, bar.top() - 3), QPointF(across, bar.bottom() + 3))
            small(painter, t.text)
            painter.drawText(
                QRectF(bar.right() + t.px(8), line.top(), numbers + 2, step), LEFT, one.shown
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """One column of a stacked chart: its name and a value for each series."""

    name: str
    values: tuple[int, ...]


class StackedColumns(Chart):
    """Columns of stacked series over a few quiet lines; `shown` writes the numbers at the side.

    With `line` a second quantity (a plan) runs over the columns.
    """

    def __init__(
        self,
        title: str,
        series: tuple[str, ...],
        stacks: tuple[Stack, ...],
        line: tuple[int, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent)
        self._series = series
        self._stacks = stacks
        self._line = line
        sums = ", ".join(f"{one.name}: {sum(one.values)}" for one in stacks)
        name = f"{title} ({', '.join(series)})"
        self.setAccessibleName(f"{name}: {sums}" if sums else name)

    def sizeHint(self) -> QSize:
        return QSize(360, tokens().px(210))

    def draw(self, painter: QPainter, t: Tokens, room: QRectF) -> None:
        if not self._stacks:
            return
        highest = max([*(sum(one.values) for one in self._stacks), *self._line, 1])
        top = _round_up(highest)
        small(painter, t.muted)
        side = painter.fontMetrics().horizontalAdvance(_thousands(top)) + t.px(8)
        legend = t.px(24) if len(self._series) > 1 else 0
        floor = room.bottom() - t.px(26) - legend
        ground = QRectF(room.left() + side, room.top() + t.px(8), 0, 0)
        ground.setRight(room.right() - t.px(4))
        ground.setBottom(floor)
        self._draw_grid(painter, t, ground, top, room.left())
        step = ground.width() / len(self._stacks)
        for place, one in enumerate(self._stacks):
            middle = ground.left() + step * (place + 0.5)
            self._draw_column(painter, t, one, middle, min(step * 0.5, t.px(46)), ground, top)
            small(painter, t.muted)
            box = QRectF(middle - step / 2, floor + t.px(4), step, t.px(20))
            painter.drawText(box, CENTRE, elided(painter, one.name, step))
        if self._line:
            self._draw_line(painter, t, ground, top)
        if legend:
            self._draw_legend(painter, t, QRectF(ground.left(), room.bottom() - legend, 0, legend))

    def _draw_grid(
        self, painter: QPainter, t: Tokens, ground: QRectF, top: int, left: float
    ) -> None:
        for place in range(GRID_LINES + 1):
            height = ground.bottom() - ground.height() * place / GRID_LINES
            style = Qt.PenStyle.SolidLine if place == 0 else Qt.PenStyle.DotLine
            painter.setPen(QPen(QColor(t.line), 1, style))
            painter.drawLine(QPointF(ground.left(), height), QPointF(ground.right(), height))
            small(painter, t.muted)
            box = QRectF(left, height - t.px(10), ground.left() - left - t.px(6), t.px(20))
            painter.drawText(box, RIGHT, _thousands(top * place // GRID_LINES))

    def _draw_column(
        self,
        painter: QPainter,
        t: Tokens,
        stack: Stack,
        middle: float,
        width: float,
        ground: QRectF,
        top: int,
    ) -> None:
        foot = ground.bottom()
        for place, value in enumerate(stack.values):
            height = ground.height() * value / top
            box = QRectF(middle - width / 2, foot - height, width, height)
            painter.fillRect(box, QColor(t.series[place % len(t.series)]))
            foot -= height

    def _draw_line(self, painter: QPainter, t: Tokens, ground: QRectF, top: int) -> None:
        step = ground.width() / len(self._stacks)
        points = [
            QPointF(
                ground.left() + step * (place + 0.5),
                ground.bottom() - ground.height() * value / top,
            )
            for place, value in enumerate(self._line)
        ]
        painter.setPen(QPen(QColor(t.text), 2))
        painter.drawPolyline(points)

    def _draw_legend(self, painter: QPainter, t: Tokens, room: QRectF) -> None:
        left = room.left()
        for place, name in enumerate(self._series):
            dot = QRectF(left, room.center().y() - t.px(5), t.px(10), t.px(10))
            rounded(painter, dot, 3, t.series[place % len(t.series)])
            small(painter, t.text)
            width = painter.fontMetrics().horizontalAdvance(name)
            painter.drawText(
                QRectF(dot.right() + t.px(6), room.top(), width + 2, room.height()), LEFT, name
            )
            left = dot.right() + width + t.px(22)


class PipelineBar(Chart):
    """The stages of a call as one row of fields, each with its number; wide where much is."""

    def __init__(
        self, title: str, stages: tuple[Slice, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent)
        self._stages = stages
        self.setAccessibleName(spoken(title, stages))
        self.setMinimumHeight(64)

    def sizeHint(self) -> QSize:
        return QSize(360, tokens().px(84))

    def draw(self, painter: QPainter, t: Tokens, room: QRectF) -> None:
        if not self._stages:
            return
        gap = t.px(3)
        whole = room.width() - gap * (len(self._stages) - 1)
        least = whole / len(self._stages) * 0.6
        free = whole - least * len(self._stages)
        total = sum(one.value for one in self._stages) or 1
        left = room.left()
        for place, one in enumerate(self._stages):
            width = least + free * one.value / total
            bar = QRectF(left, room.top() + t.px(30), width, t.px(14))
            colour = t.series[place % len(t.series)] if one.value else t.track
            rounded(painter, bar, 4, colour)
            painter.setFont(_figure(painter, t))
            painter.setPen(QColor(t.text))
            painter.drawText(QRectF(left, room.top(), width, t.px(28)), LEFT, one.shown)
            small(painter, t.muted)
            words = QRectF(left, bar.bottom() + t.px(4), width - t.px(4), t.px(20))
            painter.drawText(words, LEFT, elided(painter, one.name, words.width()))
            left += width + gap


def _figure(painter: QPainter, t: Tokens) -> QFont:
    font = QFont(painter.font())
    font.setPixelSize(t.px(18))
    font.setWeight(QFont.Weight.DemiBold)
    return font


def _thousands(value: int) -> str:
    return decimal_text(value, 0)


def _round_up(value: int) -> int:
    """The next number of a quiet scale that three lines divide: 3, 6, 9, 12, 15, 30 …"""
    power = 1
    while True:
        for step in (3, 6, 9, 12, 15, 18, 24):
            if step * power >= value:
                return step * power
        power *= 10
