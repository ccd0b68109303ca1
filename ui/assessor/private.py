"""A private note and a flag on an application: for the assessor alone, never sent."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from iris_grants.scoring.queries.assessing import OwnAssessmentRow
from iris_grants.wording import _
from ui.assessor.comments import CommentEdit
from ui.assessor.work import Work
from ui.shell.controls import Button, column


class PrivateStrip(QWidget):
    """A flag that is set at once, and a note that opens on demand.

    The buttons `flag` and `show_note` stand beside the total.
    """

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._application = ""
        self.flag = Button(_("Flag"), "flag", "pill")
        self.flag.setToolTip(_("For you alone: to come back to this application."))
        self.show_note = Button(_("Private note"), "pencil", "pill")
        self.show_note.setToolTip(_("For you alone: it is not sent to the office."))
        self.note = CommentEdit("", _("Private note, not sent to the office"), 2)
        self.note.hide()
        column(self).addWidget(self.note)
        self.flag.clicked.connect(self._on_flag_clicked)
        self.show_note.toggled.connect(self.note.setVisible)
        self.note.written.connect(self._on_note_written)
        work.changed.connect(self._on_work_changed)

    def show_application(self, application_id: str) -> None:
        """Show what was noted of another application; what is typed now is kept first."""
        self.flush()
        self._application = application_id
        found = self._work.row(application_id)
        self.note.show_text(found.note)
        self.show_note.setChecked(bool(found.note))
        self._show(found)

    def flush(self) -> None:
        """Keep what is being typed."""
        self.note.flush()

    def _show(self, found: OwnAssessmentRow) -> None:
        self.flag.setChecked(found.flagged)

    def _on_flag_clicked(self, flagged: bool) -> None:
        found = self._work.row(self._application)
        self._work.note(self._application, found.note, flagged=flagged)

    def _on_note_written(self, text: str) -> None:
        found = self._work.row(self._application)
        self._work.note(self._application, text, flagged=found.flagged)

    def _on_work_changed(self, application_id: str) -> None:
        if application_id == self._application:
            found = self._work.row(application_id)
            self.note.show_text(found.note)
            self._show(found)
