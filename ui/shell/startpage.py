"""What the window shows when no store is open: begin, open, the latest ones, the sample."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from iris_grants.wording import _
from ui.shell.controls import Button, ElidedLabel, Glyph, card, column, label, paragraph, row

WIDTH = 860
RECENT_SHOWN = 6


class StartPage(QWidget):
    """The ways to begin, and the programmes that were open last."""

    new_asked = Signal()
    open_asked = Signal()
    package_asked = Signal()
    demo_asked = Signal()
    recent_asked = Signal(str)

    def __init__(
        self, recent: tuple[str, ...], *, with_demo: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        outer = column(self, 24, 0)
        outer.addStretch(2)
        middle = QWidget()
        middle.setMaximumWidth(WIDTH)
        layout = column(middle, spacing=16)
        layout.addWidget(label(_("IRIS Grants"), "title"))
        layout.addWidget(
            paragraph(
                _(
                    "Small grants and licensing support of one programme, from the call to the "
                    "archive. Everything lies in one file on this computer."
                ),
                "muted",
            )
        )
        layout.addLayout(self._ways(with_demo))
        self.recent: list[Button] = []
        if recent:
            layout.addWidget(self._recent(recent))
        line = row()
        line.addStretch(1)
        line.addWidget(middle, 8)
        line.addStretch(1)
        outer.addLayout(line)
        outer.addStretch(3)

    def _ways(self, with_demo: bool) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(12)
        ways = [
            ("file-plus", _("New programme"), _("Begin with an empty store."), self.new_asked),
            ("folder-open", _("Open…"), _("A .iris file; you can also drop it."), self.open_asked),
            (
                "package-open",
                _("Scoring package…"),
                _("For members of the committee: score what the office sent you."),
                self.package_asked,
            ),
        ]
        if with_demo:
            words = _("A programme with everything in it, to look around.")
            ways.append(("database", _("Build the demo…"), words, self.demo_asked))
        for place, (icon, name, words, asked) in enumerate(ways):
            tile = card()
            inside: QVBoxLayout = column(tile, 16, 8)
            inside.addWidget(Glyph(icon, 22))
            inside.addWidget(paragraph(words, "muted"), 1)
            button = Button(name, role="primary" if place == 0 else "")
            button.clicked.connect(asked)
            inside.addWidget(button)
            grid.addWidget(tile, 0, place)
            grid.setColumnStretch(place, 1)
            grid.setColumnMinimumWidth(place, WIDTH // (len(ways) + 1))
        return grid

    def _recent(self, recent: tuple[str, ...]) -> QWidget:
        frame = card()
        layout = column(frame, 16, 4)
        layout.addWidget(label(_("Recent"), "heading"))
        for address in recent[:RECENT_SHOWN]:
            line = row(spacing=10)
            name = Button(Path(address).stem, role="link")
            name.setToolTip(address)
            name.setProperty("address", address)
            name.clicked.connect(self._on_recent_clicked)
            self.recent.append(name)
            line.addWidget(name, 0, Qt.AlignmentFlag.AlignLeft)
            line.addWidget(ElidedLabel(str(Path(address).parent), "muted"), 1)
            layout.addLayout(line)
        return frame

    def _on_recent_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.recent_asked.emit(str(button.property("address")))
