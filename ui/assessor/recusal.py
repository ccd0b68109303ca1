"""Stepping aside from an application because of a tie, and coming back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from iris_grants.scoring.queries.assessing import OwnAssessmentRow
from iris_grants.wording import _, label
from ui.assessor.work import Work
from ui.committee.forms import tie_field
from ui.feedback.faults import Explained
from ui.forms.dialog import FormDialog
from ui.forms.fields import FormSpec
from ui.forms.usual import reason_field
from ui.shell.context import Context
from ui.shell.controls import Button, column, paragraph, row
from ui.shell.page import note
from ui.shell.tokens import Meaning


class RecusedPanel(QWidget):
    """Stands where the grid would: from this application the assessor has stepped aside."""

    def __init__(
        self,
        work: Work,
        found: OwnAssessmentRow,
        context: Context,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._context = context
        self._application = found.application_id
        layout = column(self, 8, 12)
        words = _("You have stepped aside from this application. Your scores of it do not count.")
        layout.addWidget(note(words, Meaning.ATTENTION, "ban"))
        recusal = found.assessed.recusal
        if recusal is not None:
            layout.addWidget(paragraph(label(f"scoring.tie.{recusal.kind}"), "label"))
            layout.addWidget(paragraph(recusal.reason))
        self.back = Button(_("I have no conflict after all…"), "undo-2")
        self.back.clicked.connect(self._on_back_clicked)
        line = row()
        line.addWidget(self.back)
        line.addStretch(1)
        layout.addLayout(line)

    def _on_back_clicked(self) -> None:
        self._context.feedback.confirm(
            _("Assess this application after all?"),
            detail=_("What you scored before stands again."),
            yes=_("Assess it"),
            on_yes=lambda: self._work.come_back(self._application),
        )


def ask_to_step_aside(
    work: Work, application_id: str, context: Context, owner: QWidget
) -> FormDialog:
    """Ask for the tie, then step aside."""
    found = work.row(application_id)

    def send(
        values: dict[str, object],
        closed: Callable[[object], None],
        refused: Callable[[Explained], None],
    ) -> None:
        work.step_aside(application_id, str(values["kind"]), str(values["reason"]))
        closed(None)

    dialog = FormDialog(context, recusal_form(found), send, owner.window())
    dialog.open()
    return dialog


def recusal_form(found: OwnAssessmentRow) -> FormSpec:
    """What kind of tie it is, and in what it consists."""
    return FormSpec(
        title=_("Conflict of interest: {number}").format(number=found.number),
        intro=_(
            "Step aside if you, your family or your organisation has a tie with the applicant "
            "or a partner. The committee is told; somebody else assesses the application."
        ),
        save=_("Step aside"),
        fields=(tie_field(), reason_field()),
    )
