"""A short message that lies over the window for a moment and takes no focus."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QWidget

from iris_grants.wording import _
from ui.shell.controls import Button, Glyph, IconButton, paragraph, row
from ui.shell.tokens import Meaning

SHOWN_MS = 6000
OFFERED_MS = 12_000
WIDTH = 460
MARGIN = 24
ICONS = {
    Meaning.NEUTRAL: "info",
    Meaning.INFORMATION: "info",
    Meaning.GOOD: "circle-check",
    Meaning.ATTENTION: "triangle-alert",
    Meaning.BAD: "circle-alert",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What can be done about a message: the words of its button, and the act."""

    text: str
    run: Callable[[], None]


class Toast(QFrame):
    """One message at the foot of the window; it goes by itself or when closed."""

    def __init__(
        self, text: str, meaning: Meaning, window: QWidget, offer: Offer | None = None
    ) -> None:
        super().__init__(window)
        self._window = window
        self.setProperty("role", "toast")
        self.setAccessibleName(text)
        layout = row(self, 10, 10)
        words = paragraph(text)
        words.setMinimumWidth(180)
        close = IconButton("x", _("Close the message"))
        close.clicked.connect(self.close)
        layout.addWidget(Glyph(ICONS[meaning]), 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(words, 1)
        self.button: Button | None = None
        if offer is not None:
            self._run = offer.run
            self.button = Button(offer.text, role="link")
            self.button.clicked.connect(self._on_button_clicked)
            layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.installEventFilter(self)
        QTimer.singleShot(SHOWN_MS if offer is None else OFFERED_MS, self, self.close)

    def place(self) -> None:
        """Lie at the foot of the window, in its middle."""
        window = self._window
        width = min(WIDTH, window.width() - 2 * MARGIN)
        self.setFixedWidth(width)
        self.adjustSize()
        self.move((window.width() - width) // 2, window.height() - self.height() - 2 * MARGIN)

    def announce(self) -> None:
        """Show the message and have it read aloud."""
        self.place()
        self.show()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _on_button_clicked(self) -> None:
        self.close()
        self._run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self.place()
        return super().eventFilter(watched, event)
