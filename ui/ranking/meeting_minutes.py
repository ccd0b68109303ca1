"""The minutes of a meeting as they grow: one paragraph a line, the newest at the foot."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from iris_grants.scoring.meeting_words import minute_words
from iris_grants.scoring.queries.meeting import MeetingRow
from iris_grants.wording import _, ngettext
from ui.shell.controls import card, column, label, paragraph


class MinutesPanel(QWidget):
    """What was recorded at the meeting, without the names of anybody."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = column(self, spacing=0)
        frame = card()
        inner = column(frame, 16, 8)
        inner.addWidget(label(_("Minutes"), "heading"))
        self._present = label("", "muted")
        inner.addWidget(self._present)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = self._inner = QWidget()
        self._lines: QVBoxLayout = column(body, spacing=10)
        self._lines.addStretch(1)
        self._scroll.setWidget(body)
        inner.addWidget(self._scroll, 1)
        layout.addWidget(frame, 1)
        self._meeting = ""
        self._scroll.verticalScrollBar().rangeChanged.connect(self._on_range_changed)

    def show_meeting(self, meeting: MeetingRow) -> None:
        """Add the lines that are new; all of them for another meeting."""
        if meeting.id != self._meeting:
            self._meeting = meeting.id
            for line in self.lines():
                line.setParent(None)
                line.deleteLater()
        there = len(meeting.present)
        words = ngettext("{n} member present", "{n} members present", there)
        self._present.setText(words.format(n=there))
        for row in meeting.minutes[len(self.lines()) :]:
            about = f"{row.number}: " if row.number else ""
            line = paragraph(f"{row.position}. {about}{minute_words(row)}")
            self._lines.insertWidget(self._lines.count() - 1, line)

    def lines(self) -> list[QLabel]:
        """The lines in view, from the first on."""
        return self._inner.findChildren(QLabel)

    def _on_range_changed(self, least: int, most: int) -> None:
        self._scroll.verticalScrollBar().setValue(most)
