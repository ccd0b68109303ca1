"""A form on screen: one column, labels above, what is wrong and what was understood below."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from iris_grants.kernel.problems import Problem
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
}


class FieldRow(QWidget):
    """A field with its label, its help, what was understood and what is wrong."""

    edited = Signal()

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.editor = EDITORS.get(field.kind, LineEditor)(field)
        layout = column(self, spacing=4)
        if field.kind is not FieldKind.CHECK:
            layout.addWidget(caption(field, self.editor.input))
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
        return self._wrong.text()

    def echo(self) -> str:
        """What was understood of the content, as shown."""
        return self._echo.text()

    def show_wrong(self, text: str) -> None:
        """Say what is wrong, or nothing any more."""
        self._wrong.setText(text)
        self._wrong.setVisible(bool(text))
        self.editor.mark(bool(text))
        description = f"{text} {self.field.help}" if text else self.field.help
        self.editor.input.setAccessibleDescription(description)

    def check(self) -> object:
        """The value of the field; says what is wrong if it has none."""
        reading = self.editor.read()
        self.show_wrong(reading.wrong)
        return reading.value

    def _on_editor_changed(self) -> None:
        reading = self.editor.read()
        self._echo.setText(reading.echo)
        self._echo.setVisible(bool(reading.echo))
        self.show_wrong("")
        self.edited.emit()


class FormPanel(QScrollArea):
    """All fields of a form; gives their values, shows problems where they belong."""

    edited = Signal()

    def __init__(self, spec: FormSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self.rows: dict[str, FieldRow] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inner = QWidget()
        layout = column(self.inner, spacing=14)
        layout.setContentsMargins(20, 16, 20, 16)
        if spec.intro:
            layout.addWidget(paragraph(spec.intro, "muted"))
        self._notes: QVBoxLayout = QVBoxLayout()
        self._notes.setSpacing(4)
        layout.addLayout(self._notes)
        group = ""
        for field in spec.fields:
            if field.group and field.group != group:
                group = field.group
                layout.addWidget(label(group, "heading"))
            made = FieldRow(field)
            made.edited.connect(self.edited)
            self.rows[field.name] = made
            layout.addWidget(made)
        layout.addStretch(1)
        self.setWidget(self.inner)
        self._before = self._contents()

    def dirty(self) -> bool:
        """Whether anything differs from what the form opened with."""
        return self._contents() != self._before

    def values(self) -> dict[str, object] | None:
        """The values as keywords of the command; none if a field is wrong, which is shown."""
        clear_layout(self._notes)
        found = {name: one.check() for name, one in self.rows.items()}
        if any(one.wrong() for one in self.rows.values()):
            self._focus_first_wrong()
            return None
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
            key = (problem.where.key or "").partition(".")[0]
            row = self.rows.get(key)
            if row is not None:
                before = row.wrong()
                words = sentence_of(problem.code, problem.params)
                row.show_wrong(f"{before} {words}".strip())
            else:
                meaning, icon = NOTES[problem.severity]
                self._notes.addWidget(note(sentence(problem), meaning, icon))
        self._focus_first_wrong()

    def _focus_first_wrong(self) -> None:
        for row in self.rows.values():
            if row.wrong():
                row.editor.input.setFocus()
                self.ensureWidgetVisible(row)
                return
        self.verticalScrollBar().setValue(0)

    def _contents(self) -> tuple[object, ...]:
        return tuple(one.editor.read() for one in self.rows.values())
