"""What stands where a table would: nothing yet, nothing found, or still loading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QWidget

from iris_grants.wording import _
from ui.shell.controls import Button, Glyph, column, label, paragraph, row


@dataclass(frozen=True, slots=True, kw_only=True)
class Empty:
    """What an empty list says: what belongs here, what must come first (all `N_` marked)."""

    title: str
    body: str
    first: str = ""
    icon: str = "inbox"


class EmptyPanel(QWidget):
    """Says what belongs here and offers the way to it."""

    def __init__(
        self,
        empty: Empty,
        act: tuple[str, Callable[[], None]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        layout = column(self, 32, 8)
        layout.addStretch(1)
        layout.addWidget(_centred(Glyph(empty.icon, 36)))
        layout.addWidget(_centred(label(_(empty.title), "heading")))
        for text in (empty.body, empty.first):
            if text:
                words = paragraph(_(text), "muted")
                words.setMaximumWidth(460)
                words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
                line = row()
                line.addStretch(1)
                line.addWidget(words, 4)
                line.addStretch(1)
                layout.addLayout(line)
        if act is not None:
            button = Button(act[0], role="primary")
            button.clicked.connect(act[1])
            line = row()
            line.addStretch(1)
            line.addWidget(button)
            line.addStretch(1)
            layout.addLayout(line)
        layout.addStretch(2)


class LoadingPanel(QWidget):
    """Says that the rows are on their way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = column(self, 32, 10)
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setMaximumWidth(220)
        bar.setAccessibleName(_("Loading"))
        layout.addStretch(1)
        layout.addWidget(_centred(label(_("Loading…"), "muted")))
        layout.addWidget(bar, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)


def _centred(widget: QLabel) -> QLabel:
    widget.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return widget
