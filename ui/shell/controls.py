"""The few small widgets that every screen is put together from."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.shell import icons
from ui.shell.painting import paint_chip
from ui.shell.theme import tokens
from ui.shell.tokens import Meaning

RESTYLED = (QEvent.Type.PaletteChange, QEvent.Type.StyleChange)


def label(text: str, role: str = "", parent: QWidget | None = None) -> QLabel:
    """A line of text in one of the roles of the style sheet, never read as markup."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    return made


def paragraph(text: str, role: str = "", parent: QWidget | None = None) -> QLabel:
    """A text that wraps and can be copied."""
    made = label(text, role, parent)
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def card(parent: QWidget | None = None) -> QFrame:
    """A surface with a border, on which a part of a page lies."""
    made = QFrame(parent)
    made.setProperty("role", "card")
    return made


def rule(parent: QWidget | None = None) -> QFrame:
    """A thin line between two parts."""
    made = QFrame(parent)
    made.setProperty("role", "rule")
    return made


def column(parent: QWidget, margin: int = 0, spacing: int = 8) -> QVBoxLayout:
    """A vertical layout on a widget; pixels at 100 %."""
    layout = QVBoxLayout(parent)
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(spacing)
    return layout


def row(parent: QWidget | None = None, margin: int = 0, spacing: int = 8) -> QHBoxLayout:
    """A horizontal layout, on a widget or to be put into another layout."""
    layout = QHBoxLayout(parent) if parent is not None else QHBoxLayout()
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(spacing)
    return layout


def scrolled(inner: QWidget) -> QScrollArea:
    """A widget that is scrolled up and down where it is higher than its room.

    The bar keeps its place where there is nothing to scroll. Would it come and go, what wraps
    would change its height with it, and the bar come and go for ever: Qt ends in a crash.
    """
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    bar = made.verticalScrollBar()
    bar.setEnabled(False)
    bar.rangeChanged.connect(lambda least, most: bar.setEnabled(most > least))
    made.setWidget(inner)
    return made


def _tint(button: QAbstractButton, icon_name: str, role: str) -> None:
    t = tokens()
    colour = t.on_accent if role == "primary" else t.text
    size, gap = t.px(16), t.px(5) if button.text() else 0
    active = t.accent if role == "pill" else ""
    button.setIcon(icons.icon(icon_name, colour, active, size, gap, t.muted))
    button.setIconSize(QSize(size + gap, size))


class Button(QPushButton):
    """A push button in a role (`primary`, `danger`, `link`, `pill`, `plain` or none)."""

    def __init__(
        self, text: str, icon: str = "", role: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._icon = icon
        self._role = role
        self.setProperty("role", role)
        self.setCheckable(role == "pill")
        self.setCursor(Qt.CursorShape.PointingHandCursor if role == "link" else self.cursor())
        self._retint()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.PaletteChange:
            self._retint()
        super().changeEvent(event)

    def _retint(self) -> None:
        if self._icon:
            _tint(self, self._icon, self._role)


class LinkButton(Button):
    """A link that ends in dots where it does not fit; its whole words are its name."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, role="link", parent=parent)
        self._full = text
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        hint, metrics = super().sizeHint(), self.fontMetrics()
        cut = metrics.horizontalAdvance(self._full) - metrics.horizontalAdvance(self.text())
        return QSize(hint.width() + cut, hint.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(48, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        metrics, wished = self.fontMetrics(), self.sizeHint().width()
        room = max(self.width() - wished + metrics.horizontalAdvance(self._full), 1)
        cut = metrics.elidedText(self._full, Qt.TextElideMode.ElideMiddle, room)
        self.setText(self._full if self.width() >= wished else cut)


class IconButton(QToolButton):
    """A button without words: its name is read aloud and shown as its tooltip."""

    def __init__(self, icon: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setProperty("role", "plain")
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        _tint(self, icon, "")

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        _tint(self, icon, "")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.PaletteChange:
            _tint(self, self._icon, "")
        super().changeEvent(event)


class Glyph(QLabel):
    """An icon as a picture, without meaning of its own."""

    def __init__(self, icon: str, size: int = 18, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._size = size
        self._retint()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.PaletteChange:
            self._retint()
        super().changeEvent(event)

    def _retint(self) -> None:
        ratio = max(self.devicePixelRatioF(), 1.0)
        self.setPixmap(icons.pixmap(self._icon, tokens().muted, tokens().px(self._size), ratio))


class ElidedLabel(QLabel):
    """A line that ends in dots where it does not fit, with the whole text as its tooltip."""

    def __init__(self, text: str, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._full = ""
        self.set_full_text(text)

    def set_full_text(self, text: str) -> None:
        """Show another text."""
        self._full = text
        self.setAccessibleName(text)
        self._elide()

    def full_text(self) -> str:
        """The text before eliding."""
        return self._full

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (*RESTYLED, QEvent.Type.FontChange):
            self._elide()

    def _elide(self) -> None:
        room = max(self.width(), 1)
        shown = QFontMetrics(self.font()).elidedText(self._full, Qt.TextElideMode.ElideRight, room)
        if shown != self.text():
            super().setText(shown)
        self.setToolTip(self._full if shown != self._full else "")


class ChipLabel(QWidget):
    """A quiet chip: a word on a coloured ground, in one of the five meanings."""

    def __init__(self, word: str, meaning: Meaning, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word = word
        self._meaning = meaning
        self.setAccessibleName(word)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def word(self) -> str:
        """The word on the chip."""
        return self._word

    def sizeHint(self) -> QSize:
        t = tokens()
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self._word) + t.px(18), metrics.height() + t.px(5))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        paint_chip(painter, self.rect(), self._word, self._meaning)
        painter.end()
