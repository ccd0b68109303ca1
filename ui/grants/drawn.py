"""What the overview of a grant draws: its course along the months, and a meter a heading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from iris_grants.wording import _
from iris_grants.wording.formats import day
from ui.charts import Slice
from ui.charts.base import Chart, elided, small, spoken
from ui.shell.painting import rounded
from ui.shell.theme import tokens
from ui.shell.tokens import Meaning, Tokens

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LINE_HEIGHT, STRIP_HEIGHT = 26, 74
NAMES_SHARE = 0.4
DOT = 5
REACH = Fraction(3, 2)
"""A meter reaches half as far again as the limit; what is beyond is drawn at its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A day on the course of a grant, and what its colour means."""

    on: date
    what: str
    meaning: Meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """How far a heading has moved in percent (none: it had no budget); `shown` is that in words."""

    name: str
    percent: Fraction | None
    shown: str


class CourseStrip(Chart):
    """The months of a grant as a line: what was on it, what is to come, and this day."""

    def __init__(
        self,
        starts: date,
        ends: date,
        now: date,
        dots: tuple[Dot, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Course"), parent)
        self._starts, self._ends, self._now, self._dots = starts, ends, now, dots
        self._first = min([starts, *(one.on for one in dots)])
        self._last = max([ends, *(one.on for one in dots)])
        self.setFixedHeight(tokens().px(STRIP_HEIGHT))
        told = tuple(Slice(name=one.what, value=0, shown=day(one.on)) for one in dots)
        self.setAccessibleName(spoken(_("Course"), told))

    def sizeHint(self) -> QSize:
        return QSize(320, tokens().px(STRIP_HEIGHT))

    def draw(self, painter: QPainter, t: Tokens, room: QRectF) -> None:
        edge = t.px(8)
        line = room.adjusted(edge, 0, -edge, 0)
        middle = room.top() + t.px(30)
        track = QRectF(line.left(), middle - t.px(2), line.width(), t.px(4))
        rounded(painter, track, 2, t.track)
        period = QRectF(track)
        period.setLeft(self._place(line, self._starts))
        period.setRight(self._place(line, self._ends))
        rounded(painter, period, 2, t.series[0])
        if self._first <= self._now <= self._last:
            across = self._place(line, self._now)
            painter.setPen(QPen(QColor(t.text), 1, Qt.PenStyle.DashLine))
            painter.drawLine(
                QPointF(across, room.top() + t.px(18)), QPointF(across, middle + t.px(12))
            )
            self._write(painter, t, line, across, room.top(), _("today"))
        painter.setPen(QPen(QColor(t.surface), 2))
        for one in self._dots:
            painter.setBrush(QColor(t.chips[one.meaning].text))
            centre = QPointF(self._place(line, one.on), middle)
            painter.drawEllipse(centre, t.px(DOT), t.px(DOT))
        foot = middle + t.px(14)
        self._write(painter, t, line, self._place(line, self._starts), foot, day(self._starts))
        self._write(painter, t, line, self._place(line, self._ends), foot, day(self._ends))

    def _place(self, line: QRectF, on: date) -> float:
        whole = max((self._last - self._first).days, 1)
        return line.left() + line.width() * (on - self._first).days / whole

    def _write(
        self, painter: QPainter, t: Tokens, line: QRectF, across: float, top: float, text: str
    ) -> None:
        small(painter, t.muted)
        width = painter.fontMetrics().horizontalAdvance(text) + 2
        left = min(max(across - width / 2, line.left()), line.right() - width)
        painter.drawText(QRectF(left, top, width, t.px(18)), LEFT, text)


class HeadingMeters(Chart):
    """Each heading on a track from less to more: how much of the limit is used up, either way."""

    def __init__(
        self, title: str, moved: tuple[Moved, ...], limit: Fraction, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent)
        self._moved, self._limit = moved, limit
        self.setFixedHeight(tokens().px(LINE_HEIGHT) * max(len(moved), 1))
        told = tuple(Slice(name=one.name, value=0, shown=one.shown) for one in moved)
        self.setAccessibleName(spoken(title, told))

    def sizeHint(self) -> QSize:
        return QSize(320, tokens().px(LINE_HEIGHT) * max(len(self._moved), 1))

    def draw(self, painter: QPainter, t: Tokens, room: QRectF) -> None:
        small(painter, t.muted)
        metrics = painter.fontMetrics()
        names = max((metrics.horizontalAdvance(one.name) + 2 for one in self._moved), default=0)
        names = int(min(names, room.width() * NAMES_SHARE))
        numbers = max((metrics.horizontalAdvance(one.shown) for one in self._moved), default=0)
        left = room.left() + names + t.px(10)
        width = room.right() - numbers - t.px(10) - left
        step = t.px(LINE_HEIGHT)
        for place, one in enumerate(self._moved):
            top = room.top() + step * place
            small(painter, t.muted)
            words = QRectF(room.left(), top, names, step)
            painter.drawText(words, RIGHT, elided(painter, one.name, names))
            self._meter(painter, t, QRectF(left, top + step / 2 - t.px(6), width, t.px(12)), one)
            small(painter, t.text)
            shown = QRectF(left + width + t.px(8), top, numbers + 2, step)
            painter.drawText(shown, LEFT, one.shown)

    def _meter(self, painter: QPainter, t: Tokens, track: QRectF, one: Moved) -> None:
        rounded(painter, track, 4, t.track)
        centre = track.center().x()
        half = track.width() / 2
        reach = self._limit * REACH or Fraction(1)
        share = Fraction(1) if one.percent is None else one.percent / reach
        wide = float(min(max(share, Fraction(-1)), Fraction(1))) * half
        over = one.percent is None or abs(one.percent) > self._limit
        filled = QRectF(min(centre, centre + wide), track.top(), abs(wide), track.height())
        if wide:
            rounded(painter, filled, 3, t.chips[Meaning.BAD].text if over else t.series[0])
        painter.setPen(QPen(QColor(t.text), 1))
        at_limit = half * float(self._limit / reach)
        for across in (centre - at_limit, centre, centre + at_limit):
            painter.drawLine(QPointF(across, track.top() - 2), QPointF(across, track.bottom() + 2))
