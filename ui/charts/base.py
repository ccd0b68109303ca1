"""What all charts share: a themed canvas whose numbers are also words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.shell.theme import number_font, sized_font, tokens
from ui.shell.tokens import Tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """A named number of a chart; `shown` is the number as people read it."""

    name: str
    value: int
    shown: str


def spoken(title: str, slices: tuple[Slice, ...]) -> str:
    """A chart as a sentence, for those who hear it."""
    parts = ", ".join(f"{one.name}: {one.shown}" for one in slices)
    return f"{title}: {parts}" if parts else title


class Chart(QWidget):
    """A canvas that paints with the tokens of the theme."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumSize(QSize(160, 90))
        self.setAccessibleName(title)

    def draw(self, painter: QPainter, t: Tokens, room: QRectF) -> None:
        """Paint into the room, which is in logical pixels; screen and paper alike."""
        raise NotImplementedError

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, tokens(), QRectF(self.rect()))
        painter.end()


def small(painter: QPainter, colour: str, weight: QFont.Weight = QFont.Weight.Normal) -> None:
    """Write on in the size of the body, with figures of one width."""
    painter.setFont(number_font(sized_font(13, weight)))
    painter.setPen(QColor(colour))


def elided(painter: QPainter, text: str, width: float) -> str:
    """The text as far as it fits."""
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(width))
