"""A layout that puts widgets side by side and goes on in the next line where they do not fit."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Lines of widgets at their wished size, none wider than the room."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(QMargins(0, 0, 0, 0))
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        """Take an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """The item at a place; none beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """Give the item at a place away; none beyond the last."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt's name
        """It asks for no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Its height depends on its width."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """The height of all lines at a width, in pixels."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, room: QRect) -> None:  # noqa: N802 - Qt's name
        """Put the items into the room."""
        super().setGeometry(room)
        self._arrange(room, move=True)

    def sizeHint(self) -> QSize:
        shown = [item for item in self._items if not item.isEmpty()]
        widths = [item.sizeHint().width() for item in shown]
        heights = [item.sizeHint().height() for item in shown]
        gaps = self.spacing() * max(len(widths) - 1, 0)
        return QSize(sum(widths) + gaps, max(heights, default=0))

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """One line of the highest item."""
        return QSize(48, max((item.minimumSize().height() for item in self._items), default=0))

    def _arrange(self, room: QRect, *, move: bool) -> int:
        left, top, line = room.left(), room.top(), 0
        for item in self._items:
            if item.isEmpty():  # a widget that is hidden takes no room
                continue
            wished = item.sizeHint()
            width = min(wished.width(), max(room.width(), 1))
            if left > room.left() and left + width > room.left() + room.width():
                left, top, line = room.left(), top + line + self.spacing(), 0
            if move:
                item.setGeometry(QRect(QPoint(left, top), QSize(width, wished.height())))
            left += width + self.spacing()
            line = max(line, wished.height())
        return top + line - room.top()
