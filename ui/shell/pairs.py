"""A layout of names and values in two columns: long names wrap, so that every value has room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QMargins, QRect, QSize
from PySide6.QtWidgets import QLabel, QLayout, QLayoutItem, QWidget

LINE_GAP, COLUMN_GAP = 7, 14
MOST_NAME = 0.48
"""How much of the width names may take together, before they wrap."""


@dataclass(frozen=True, slots=True)
class Line:
    """One name and its value where they lie, in the coordinates of the layout's widget."""

    name: QRect
    value: QRect
    bottom: int


class PairsLayout(QLayout):
    """Names at the left, as wide as the longest of them needs; values at the right of them.

    Items are added in turn by `add_pair`. A name that stands beside one line of a value lies
    in its middle, beside more lines at their top.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(QMargins(0, 0, 0, 0))

    def add_pair(self, name: QLabel, value: QWidget) -> None:
        """Add a line."""
        name.setWordWrap(True)
        self.addWidget(name)
        self.addWidget(value)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        """Take an item at the end: names and values in turn."""
        self._items.append(item)

    def count(self) -> int:
        """How many items there are, two a line."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """The item at a place; none beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """Give the item at a place away; none beyond the last."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Words wrap, so its height depends on its width."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """The height of all lines at a width, in pixels."""
        return max((line.bottom for line in self._lines(QRect(0, 0, width, 0))), default=0)

    def sizeHint(self) -> QSize:
        values = max((item.sizeHint().width() for item in self._items[1::2]), default=0)
        width = self._names() + COLUMN_GAP + values
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """Half of its wished width; in less, words are cut off."""
        return QSize(self.sizeHint().width() // 2, self.heightForWidth(self.sizeHint().width()))

    def setGeometry(self, room: QRect) -> None:  # noqa: N802 - Qt's name
        """Put names and values into the room."""
        super().setGeometry(room)
        for place, line in enumerate(self._lines(room)):
            self._items[2 * place].setGeometry(line.name)
            self._items[2 * place + 1].setGeometry(line.value)

    def _names(self) -> int:
        """The width of the longest name on one line."""
        names = (item.widget() for item in self._items[::2])
        advances = [
            name.fontMetrics().horizontalAdvance(name.text()) + 2
            for name in names
            if isinstance(name, QLabel)
        ]
        return max(advances, default=0)

    def _lines(self, room: QRect) -> Iterator[Line]:
        wide = min(self._names(), int(room.width() * MOST_NAME))
        left = room.left() + wide + COLUMN_GAP
        rest = max(room.right() + 1 - left, 1)
        top = room.top()
        for name, value in zip(self._items[::2], self._items[1::2], strict=False):
            tall = (_height(name, wide), _height(value, rest))
            height = max(tall)
            lines = _one_line(value, rest)
            down = (height - tall[0]) // 2 if lines else 0
            yield Line(
                name=QRect(room.left(), top + down, wide, tall[0]),
                value=QRect(left, top + (height - tall[1]) // 2, rest, tall[1]),
                bottom=top + height,
            )
            top += height + LINE_GAP


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()


def _one_line(item: QLayoutItem, width: int) -> bool:
    """Whether a value fits one line of text, or is no text at all."""
    widget = item.widget()
    if not isinstance(widget, QLabel) or not widget.wordWrap():
        return True
    return _height(item, width) < 2 * widget.fontMetrics().lineSpacing()
