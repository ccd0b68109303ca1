"""The line over the assessor's work: which application of how many, and whether all is saved."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from iris_grants.scoring.queries.assessing import OwnAssessmentRow
from iris_grants.wording import _, label
from ui.assessor.overview import STATES
from ui.shell.controls import Button, ChipLabel, ElidedLabel, IconButton, column, row
from ui.shell.controls import label as line_label
from ui.shell.page import clear_layout


class TopBar(QWidget):
    """Application 3 of 12, back and forth, the overview, and what is saved."""

    stepped = Signal(int)
    overview_asked = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = row(self, spacing=8)
        self.back = IconButton("chevron-left", _("Previous application"))
        self.forward = IconButton("chevron-right", _("Next application"))
        self.back.setShortcut("Ctrl+PgUp")
        self.forward.setShortcut("Ctrl+PgDown")
        self.place = line_label("", "label")
        words = QWidget()
        inner = column(words, spacing=0)
        self.title = ElidedLabel("", "heading")
        self.line = ElidedLabel("", "muted")
        inner.addWidget(self.title)
        inner.addWidget(self.line)
        self.saved = line_label("", "muted")
        self.overview = Button(_("Overview"), "list-ordered", "pill")
        self._chip = row()
        for part in (self.back, self.place, self.forward):
            layout.addWidget(part)
        layout.addWidget(words, 1)
        layout.addLayout(self._chip)
        layout.addWidget(self.saved)
        layout.addWidget(self.overview)
        self._acts = row(spacing=8)
        layout.addLayout(self._acts)
        self.back.clicked.connect(self._on_back_clicked)
        self.forward.clicked.connect(self._on_forward_clicked)
        self.overview.clicked.connect(self.overview_asked)
        self.say_saved()

    def add_act(self, button: Button) -> None:
        """Put another step at the right end."""
        self._acts.addWidget(button)

    def show_application(self, found: OwnAssessmentRow, place: int, count: int) -> None:
        """Say which application is shown; `place` counts from 0."""
        self.place.setText(_("Application {n} of {m}").format(n=place + 1, m=count))
        self.title.set_full_text(f"{found.number} · {found.title}")
        self.line.set_full_text(found.applicant)
        self.back.setEnabled(place > 0)
        self.forward.setEnabled(place < count - 1)
        self.show_state(found)

    def show_state(self, found: OwnAssessmentRow) -> None:
        """Say how far the assessment is."""
        clear_layout(self._chip)
        words = label(f"state.assessment.{found.state}")
        self._chip.addWidget(ChipLabel(words, STATES[found.state]))

    def show_whole(self, title: str, line: str, count: int) -> None:
        """Say that the overview of all applications is shown."""
        self.place.setText(_("All {n} applications").format(n=count))
        self.title.set_full_text(title)
        self.line.set_full_text(line)
        self.back.setEnabled(False)
        self.forward.setEnabled(False)
        clear_layout(self._chip)

    def say_saving(self) -> None:
        """Something is on its way into the store."""
        self.saved.setText(_("saving…"))

    def say_saved(self) -> None:
        """Everything is in the store."""
        self.saved.setText(_("saved"))

    def _on_back_clicked(self) -> None:
        self.stepped.emit(-1)

    def _on_forward_clicked(self) -> None:
        self.stepped.emit(1)
