"""The recovery code in the window: made and shown once, used where a passphrase is forgotten."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit

from iris_grants.kernel.clock import system_clock
from iris_grants.kernel.problems import Problem, Refused, Where
from iris_grants.kernel.progress import Progress
from iris_grants.wording import _
from ui.forms.fields import Choice, Field, FieldKind, FormSpec, Values
from ui.shell.context import Context
from ui.shell.controls import Button, column, label, paragraph, row
from ui.shell.theme import tokens
from ui.tasks import Lane

if TYPE_CHECKING:
    from iris_grants.kernel.operations import Desk
    from ui.feedback.faults import Explained
    from ui.shell.opening import Opening

PDF = "PDF (*.pdf)"


def code_form() -> FormSpec:
    """Asks for the passphrase before a recovery code is made."""
    return FormSpec(
        title=_("Make a recovery code"),
        save=_("Make the code"),
        intro=_(
            "Whoever forgets the passphrase signs in with this code, once. It is shown only "
            "now: print it and lock it away. A code made before is no longer good."
        ),
        fields=(
            Field(
                name="current", label=_("Present passphrase"), kind=FieldKind.SECRET, required=True
            ),
        ),
    )


def recover_form(people: tuple[str, ...], known: str) -> FormSpec:
    """Asks who forgot the passphrase, for the recovery code and for a new passphrase, twice."""
    return FormSpec(
        title=_("Passphrase forgotten"),
        save=_("Set the passphrase"),
        intro=_(
            "The recovery code sets a new passphrase and is used up by that. Without one, an "
            "administrator gives a new passphrase on the page People."
        ),
        fields=(
            Field(
                name="person",
                label=_("Your name"),
                kind=FieldKind.CHOICE,
                required=True,
                initial=known if known in people else None,
                choices=tuple(Choice(value=name, label=name) for name in people),
            ),
            Field(name="code", label=_("Recovery code"), required=True),
            Field(
                name="passphrase",
                label=_("New passphrase"),
                kind=FieldKind.SECRET,
                required=True,
                help=_("At least ten characters; several words are easier to remember."),
            ),
            Field(name="again", label=_("The same again"), kind=FieldKind.SECRET, required=True),
        ),
        check=_check_same,
    )


def make_code(context: Context, passphrase: str) -> None:
    """Make a recovery code by the passphrase that was just typed, and show it."""
    from iris_grants.people.recovery import make_recovery_code

    context.desk.run(
        make_recovery_code,
        {"current": passphrase},
        lambda code: CodeDialog(str(code), context).open(),
        owner=context.window,
        title=_("Make a recovery code"),
    )


def ask_recovery(
    opening: Opening,
    address: str,
    people: tuple[str, ...],
    known: str,
    problems: tuple[Problem, ...] = (),
) -> None:
    """Ask for the code and a new passphrase, again where they were wrong, and open the store."""

    def send(values: dict[str, object]) -> None:
        person = str(values["person"])
        code, passphrase = str(values["code"]), str(values["passphrase"])

        def work(progress: Progress) -> Desk:
            from iris_grants.people.desks import recover_desk

            key = opening.keys.get(address)
            return recover_desk(address, person, code=code, passphrase=passphrase, key=key)

        def refused(error: Explained) -> None:
            if isinstance(error, Refused):
                ask_recovery(opening, address, people, person, error.problems)
            else:
                opening.feedback.refused(error, _("The passphrase was not set"))

        opening.tasks.start(
            work,
            opening.take_desk,
            owner=opening,
            title=_("Opening the programme"),
            lane=Lane.WRITE,
            on_refused=refused,
        )

    opening.ask(recover_form(people, known), send)
    if problems and opening.dialog is not None:
        opening.dialog.panel.show_problems(problems)


class CodeDialog(QDialog):
    """Shows a recovery code, the only time; it can be copied and written as a sheet."""

    def __init__(self, code: str, context: Context) -> None:
        super().__init__(context.window)
        self._code = code
        self._context = context
        self.setWindowTitle(_("Recovery code"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        layout = column(self, 20, 12)
        layout.addWidget(label(_("Recovery code"), "heading"))
        words = _(
            "Print this and lock it away: it is not shown again. Whoever has it and the store "
            "can sign in as {name}."
        )
        layout.addWidget(paragraph(words.format(name=context.desk.person.name)))
        self.field = QLineEdit(code)
        self.field.setReadOnly(True)
        self.field.setAccessibleName(_("Recovery code"))
        layout.addWidget(self.field)
        self.sheet = Button(_("Save the sheet…"), "printer", "primary")
        self.copy = Button(_("Copy"), "copy")
        self.done_button = Button(_("Close"))
        foot = row()
        for button in (self.copy, self.sheet):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.done_button)
        layout.addLayout(foot)
        self.sheet.clicked.connect(self._on_sheet_clicked)
        self.copy.clicked.connect(self._on_copy_clicked)
        self.done_button.clicked.connect(self.accept)
        self.setMinimumWidth(tokens().px(460))

    def save_sheet(self, path: Path) -> None:
        """Write the sheet to be printed, and say where it lies."""
        desk, code = self._context.desk, self._code
        store, person = desk.name, desk.person.name

        def work() -> str:
            from iris_grants.documents.atomic import write_atomically
            from iris_grants.people.recovery_paper import recovery_sheet

            sheet = recovery_sheet(store=store, person=person, code=code, made=system_clock())
            write_atomically(path, sheet, overwrite=True, mode=0o600)
            return path.name

        said = _("Saved as {name}.")
        desk.compute(
            work, lambda name: self._context.feedback.inform(said.format(name=name)), owner=self
        )

    def _on_sheet_clicked(self) -> None:
        name = f"{self._context.desk.name}-" + _("recovery-code") + ".pdf"
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Save the sheet"), name, PDF)
        if chosen:
            self.save_sheet(Path(chosen if chosen.endswith(".pdf") else f"{chosen}.pdf"))

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._code)


def _check_same(values: Values) -> tuple[Problem, ...]:
    if values["passphrase"] == values["again"]:
        return ()
    return (Problem(code="people.passphrase_differs", where=Where(key="again")),)
