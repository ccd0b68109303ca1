"""The end of the work: what will be sent, the declaration, the signed file, how to send it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from iris_grants.scoring.filling import fill_from_sheet
from iris_grants.scoring.package import SUFFIX as PACKAGE_SUFFIX
from iris_grants.scoring.queries.assessing import OwnAssessmentRow
from iris_grants.scoring.returning import MadeReturn, make_return
from iris_grants.scoring.returns import SUFFIX
from iris_grants.scoring.sheet import score_sheet
from iris_grants.scoring.working_store import WORK_SUFFIX, check_passphrase
from iris_grants.wording import _, label, ngettext
from ui.assessor.reading import Assignment
from ui.assessor.totals import missing_words
from ui.forms.fields import Field, FieldKind, FormSpec, Values
from ui.shell.context import Context
from ui.shell.controls import Button, column, paragraph, row
from ui.shell.controls import label as line_label
from ui.shell.page import note
from ui.shell.theme import tokens
from ui.shell.tokens import Meaning

if TYPE_CHECKING:
    from iris_grants.kernel.operations import Desk
    from iris_grants.kernel.progress import Progress

PATTERN = f"IRIS Grants (*{SUFFIX})"
EXCEL = "Excel (*.xlsx)"
LISTED = 8


def package_file(address: str) -> Path:
    """The package beside which a working store lies."""
    return Path(address.removesuffix(WORK_SUFFIX))


def return_form(
    assignment: Assignment, rows: tuple[OwnAssessmentRow, ...], address: str
) -> FormSpec:
    """What will be sent, the declaration, the passphrase and the place of the file."""
    fields = (_declaration_field(), *_signing_fields(assignment, address))
    if any(row.open for row in rows):
        fields = (_incomplete_field(), *fields)
    return FormSpec(
        title=_("Sign and write the file for the office"),
        intro="\n".join(summary_lines(rows)),
        save=_("Sign and write"),
        fields=fields,
        wide=True,
    )


def _incomplete_field() -> Field:
    return Field(
        name="incomplete",
        label=_("Send it although something is missing"),
        kind=FieldKind.CHECK,
        required=True,
        help=_("What is missing can follow: a later file takes the place of this one."),
    )


def _declaration_field() -> Field:
    return Field(
        name="declaration",
        label=_("I declare this"),
        kind=FieldKind.CHECK,
        required=True,
        help=label("scoring.declaration"),
    )


def _signing_fields(assignment: Assignment, address: str) -> tuple[Field, ...]:
    package = package_file(address)
    stem = package.name.removesuffix(PACKAGE_SUFFIX)
    out = package.with_name(f"{stem}-{len(assignment.sent) + 1}{SUFFIX}")
    secret = Field(
        name="passphrase",
        label=_("Passphrase of the package"),
        kind=FieldKind.SECRET,
        required=True,
        help=_("It shows that it is you who signs."),
    )
    file = Field(
        name="out",
        label=_("File to be sent"),
        kind=FieldKind.NEW_FILE,
        required=True,
        initial=str(out),
        pattern=PATTERN,
    )
    return secret, file


def summary_lines(rows: tuple[OwnAssessmentRow, ...]) -> list[str]:
    """What would be sent now: how many of each state, then what is missing where."""
    words = ngettext("{n} application", "{n} applications", len(rows)).format(n=len(rows))
    counts = Counter(row.state for row in rows)
    states = ", ".join(
        f"{label(f'state.assessment.{state}')}: {count}" for state, count in counts.items()
    )
    lines = [f"{words} – {states}."]
    open_rows = [row for row in rows if row.open]
    lines += [f"{row.number}: {missing_words(row)}" for row in open_rows[:LISTED]]
    rest = len(open_rows) - LISTED
    if rest > 0:
        lines.append(ngettext("and {n} more", "and {n} more", rest).format(n=rest))
    return lines


def write_return(desk: Desk, values: Values, progress: Progress) -> MadeReturn:
    """Check the passphrase, sign, and write the file."""
    check_passphrase(Path(desk.store.address), str(values["passphrase"]))
    return make_return(
        desk,
        out=Path(str(values["out"])),
        incomplete=bool(values.get("incomplete", False)),
        declaration=label("scoring.declaration"),
    )


def sheet_form(address: str) -> FormSpec:
    """Where the Excel score sheet is to be written."""
    package = package_file(address)
    stem = package.name.removesuffix(PACKAGE_SUFFIX)
    return FormSpec(
        title=_("Write the Excel score sheet"),
        intro=_("It holds what you scored so far. Fill in the coloured cells and read it back."),
        save=_("Write the sheet"),
        fields=(
            Field(
                name="out",
                label=_("File"),
                kind=FieldKind.NEW_FILE,
                required=True,
                initial=str(package.with_name(f"{stem}.xlsx")),
                pattern=EXCEL,
            ),
        ),
    )


def write_sheet(desk: Desk, values: Values, progress: Progress) -> Path:
    """Write the score sheet; gives its path."""
    from iris_grants.documents.atomic import write_atomically

    out = Path(str(values["out"]))
    with desk.read() as session:
        data = score_sheet(session)
    write_atomically(out, data)
    return out


def fill_form() -> FormSpec:
    """Which filled score sheet is to be read."""
    return FormSpec(
        title=_("Take over a filled score sheet"),
        intro=_("Empty cells leave what is there. Everything in the sheet is taken, or nothing."),
        save=_("Take over"),
        fields=(
            Field(
                name="path",
                label=_("Filled score sheet"),
                kind=FieldKind.FILE,
                required=True,
                pattern=EXCEL,
            ),
        ),
    )


def read_sheet(desk: Desk, values: Values, progress: Progress) -> int:
    """Enter what a filled sheet says; the number of scores."""
    count, _recused = fill_from_sheet(desk, Path(str(values["path"])))
    return count


class SentDialog(QDialog):
    """The file is written: where it lies, how to send it, what to read over the telephone."""

    def __init__(self, context: Context, made: MadeReturn, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.made = made
        title = _("The file for the office is ready")
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        layout = column(self, 20, 12)
        layout.addWidget(line_label(title, "heading"))
        layout.addWidget(paragraph(made.path.name, "label"))
        layout.addWidget(paragraph(str(made.path.parent), "muted"))
        words = _(
            "Send this one file to the office by e-mail. It is signed: nobody can change it on "
            "the way. If you change something later, write a new file; it takes the place of "
            "this one."
        )
        layout.addWidget(paragraph(words))
        if made.new_key:
            words = _("Read this to the office over the telephone, so that it knows your key:")
            layout.addWidget(note(words, Meaning.ATTENTION, "key-round"))
        else:
            layout.addWidget(paragraph(_("The fingerprint of your key, as before:"), "muted"))
        self.fingerprint = paragraph(made.fingerprint, "heading")
        layout.addWidget(self.fingerprint)
        layout.addLayout(self._foot())
        self.setMinimumWidth(tokens().px(560))

    def _foot(self) -> QHBoxLayout:
        foot = row(spacing=8)
        self.copy = Button(_("Copy the fingerprint"), "copy")
        self.folder = Button(_("Open the folder"), "folder-open")
        self.close_button = Button(_("Close"), role="primary")
        foot.addWidget(self.copy)
        foot.addWidget(self.folder)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        self.copy.clicked.connect(self._on_copy_clicked)
        self.folder.clicked.connect(self._on_folder_clicked)
        self.close_button.clicked.connect(self.accept)
        return foot

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.made.fingerprint)
        self._context.feedback.inform(_("The fingerprint is on the clipboard."))

    def _on_folder_clicked(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.made.path.parent)))
