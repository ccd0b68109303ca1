"""A comment that saves itself: after a pause in typing, and when it is left."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.shell.theme import tokens

PAUSE_MS = 800


class CommentEdit(QPlainTextEdit):
    """Several lines; `written` carries the text once the person has paused or gone on."""

    written = Signal(str)
    done = Signal()

    def __init__(self, text: str, name: str, lines: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self._told = text
        self.setPlainText(text)
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setTabChangesFocus(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self.textChanged.connect(self._pause.start)

    def flush(self) -> None:
        """Tell now what was typed, if that is not told yet."""
        self._pause.stop()
        text = self.toPlainText().strip()
        if text != self._told:
            self._told = text
            self.written.emit(text)

    def show_text(self, text: str) -> None:
        """Show what the store has, unless somebody is typing here."""
        if text != self._told and not self.hasFocus():
            self._told = text
            self.setPlainText(text)
            self._pause.stop()

    def sizeHint(self) -> QSize:
        return QSize(200, self.fontMetrics().lineSpacing() * self._lines + tokens().px(18))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.flush()
            self.done.emit()
        else:
            super().keyPressEvent(event)
