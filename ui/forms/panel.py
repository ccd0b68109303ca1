"""A form on screen: one column, labels above, what is wrong and what was understood below."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from iris_grants.kernel.problems import Problem, Severity
from iris_grants.wording import sentence, sentence_of
from ui.forms.editors import (
    CheckEditor,
    ChoiceEditor,
    Editor,
    LineEditor,
    LongTextEditor,
    SeveralEditor,
    caption,
)
from ui.forms.fields import Field, FieldKind, FormSpec
from ui.forms.paths import FilesEditor, PathEditor
from ui.forms.problems import Fault, FaultList
from ui.forms.rows import RowsEditor
from ui.shell.controls import column, label, paragraph
from ui.shell.page import NOTES, clear_layout, note

EDITORS: dict[FieldKind, Callable[[Field], Editor]] = {
    FieldKind.LONG_TEXT: LongTextEditor,
    FieldKind.CHOICE: ChoiceEditor,
    FieldKind.SEVERAL: SeveralEditor,
    FieldKind.CHECK: CheckEditor,
    FieldKind.FILE: PathEditor,
    FieldKind.FOLDER: PathEditor,
    FieldKind.NEW_FILE: PathEditor,
    FieldKind.FILES: FilesEditor,
    FieldKind.ROWS: RowsEditor,
}


class FieldRow(QWidget):
    """A field with its label, its help, what was understood and what is wrong."""

    edited = Signal()

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.editor = EDITORS.get(field.kind, LineEditor)(field)
        self._faults: list[tuple[str, str]] = []
        self._warned = False
        layout = column(self, spacing=4)
        if field.kind is not FieldKind.CHECK:
            layout.addWidget(caption(field, self.editor.input))
        if field.kind is not FieldKind.ROWS:
            self.editor.input.setAccessibleName(field.label)
            self.editor.input.setAccessibleDescription(field.help)
        layout.addWidget(self.editor)
        self._echo = label("", "understood")
        self._wrong = paragraph("", "wrong")
        for part in (self._echo, self._wrong):
            part.hide()
            layout.addWidget(part)
        if field.help:
            layout.addWidget(paragraph(field.help, "muted"))
        self.editor.changed.connect(self._on_editor_changed)

    def wrong(self) -> str:
        """What is said to be wrong with the field; empty for nothing."""
        return " ".join(words for _at, words in self._faults)

    def echo(self) -> str:
        """What was understood of the content, as shown."""
        return self._echo.text()

    def faults(self) -> tuple[Fault, ...]:
        """What is said to be wrong, each with its place inside the field."""
        return tuple(
            Fault(
                name=self.field.name,
                title=self.editor.title_at(at),
                words=words,
                at=at,
                warning=self._warned,
            )
            for at, words in self._faults
        )

    def show_wrong(self, text: str) -> None:
        """Say what is wrong, or nothing any more."""
        self._faults, self._warned = ([("", text)] if text else []), False
        self._show_faults()

    def add_wrong(self, text: str, at: str, *, warning: bool = False) -> None:
        """Say one thing more that is wrong, or only to be looked at, at a place inside."""
        self._warned = warning and (self._warned or not self._faults)
        self._faults.append((self.editor.place_of(at), text))
        self._show_faults()

    def check(self) -> object:
        """The value of the field; says what is wrong if it has none."""
        reading = self.editor.read()
        self._warned = False
        self._faults = [("", reading.wrong)] if reading.wrong else list(reading.faults)
        self._show_faults()
        return reading.value

    def _show_faults(self) -> None:
        own = " ".join(words for at, words in self._faults if not at)
        self._wrong.setText(own)
        self._wrong.setVisible(bool(own))
        self.editor.mark(bool(self._faults))
        self.editor.show_faults([one for one in self._faults if one[0]])
        if self.field.kind is not FieldKind.ROWS:
            description = f"{own} {self.field.help}" if own else self.field.help
            self.editor.input.setAccessibleDescription(description)

    def _on_editor_changed(self) -> None:
        reading = self.editor.read()
        self._echo.setText(reading.echo)
        self._echo.setVisible(bool(reading.echo))
        self.show_wrong("")
        self.edited.emit()


class FormPanel(QScrollArea):
    """All fields of a form; gives their values, shows problems where they belong.

    `faults` lists what is wrong with links to the fields; it stands above them, and a dialog
    puts it under its title.
    """

    edited = Signal()

    def __init__(self, spec: FormSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self.rows: dict[str, FieldRow] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.faults = FaultList()
        self.faults.chosen.connect(self.go_to)
        self.inner = QWidget()
        layout = column(self.inner, spacing=14)
        layout.setContentsMargins(20, 16, 20, 16)
        if spec.intro:
            layout.addWidget(paragraph(spec.intro, "muted"))
        layout.addWidget(self.faults)
        self._notes: QVBoxLayout = QVBoxLayout()
        self._notes.setSpacing(4)
        layout.addLayout(self._notes)
        self._add_fields(layout)
        layout.addStretch(1)
        self.setWidget(self.inner)
        self._before = self._contents()
        self._typed_before = self._all_typed()

    def dirty(self) -> bool:
        """Whether anything differs from what the form opened with."""
        return self._contents() != self._before

    def typed(self) -> dict[str, str]:
        """What differs from how the form opened, by field, as a draft keeps it."""
        before = self._typed_before
        return {name: text for name, text in self._all_typed().items() if text != before[name]}

    def put(self, texts: Mapping[str, str]) -> None:
        """Put back what a draft kept; fields that the form no longer has are left out."""
        for name, text in texts.items():
            if name in self.rows:
                self.rows[name].editor.put(text)

    def values(self) -> dict[str, object] | None:
        """The values as keywords of the command; none if a field is wrong, which is shown."""
        clear_layout(self._notes)
        found = {name: one.check() for name, one in self.rows.items()}
        if any(one.wrong() for one in self.rows.values()):
            self._focus_first_wrong()
            return None
        self._list_faults()
        if self.spec.check is not None:
            problems = self.spec.check(found)
            if problems:
                self.show_problems(problems)
                return None
        return found

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show each problem at its field (`where.key`), and the others at the top."""
        clear_layout(self._notes)
        for problem in problems:
            key, _dot, at = (problem.where.key or "").partition(".")
            row = self.rows.get(key)
            if row is not None:
                words = sentence_of(problem.code, problem.params)
                row.add_wrong(words, at, warning=problem.severity is not Severity.ERROR)
            else:
                meaning, icon = NOTES[problem.severity]
                self._notes.addWidget(note(sentence(problem), meaning, icon))
        self._focus_first_wrong()

    def go_to(self, name: str, at: str = "") -> None:
        """Put the focus into a field, or at a place inside it, and bring it into view."""
        row = self.rows[name]
        row.editor.focus_at(at)
        focus = row.focusWidget()
        self.ensureWidgetVisible(focus if focus is not None else row)

    def _add_fields(self, layout: QVBoxLayout) -> None:
        group = ""
        for field in self.spec.fields:
            if field.group and field.group != group:
                group = field.group
                layout.addWidget(label(group, "heading"))
            made = FieldRow(field)
            made.edited.connect(self._on_row_edited)
            self.rows[field.name] = made
            layout.addWidget(made)

    def _focus_first_wrong(self) -> None:
        self._list_faults()
        first = next(iter(self.faults.faults), None)
        if first is None:
            self.verticalScrollBar().setValue(0)
        else:
            self.go_to(first.name, first.at)

    def _list_faults(self) -> None:
        self.faults.show_faults([one for row in self.rows.values() for one in row.faults()])

    def _on_row_edited(self) -> None:
        self._list_faults()
        self.edited.emit()

    def _contents(self) -> tuple[object, ...]:
        return tuple(one.editor.read() for one in self.rows.values())

    def _all_typed(self) -> dict[str, str]:
        return {name: one.editor.typed() for name, one in self.rows.items()}
