"""A field of lines, each of several columns: the budget of a form, its partners, a checklist."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from iris_grants.wording import _
from ui.forms.editors import ChoiceEditor, Editor, LineEditor, LongTextEditor, Reading
from ui.forms.fields import Field, FieldKind, Lines
from ui.shell.controls import Button, ElidedLabel, IconButton, column, label, paragraph
from ui.shell.theme import tokens

CELLS: Mapping[FieldKind, Callable[[Field], Editor]] = {
    FieldKind.CHOICE: ChoiceEditor,
    FieldKind.LONG_TEXT: LongTextEditor,
}
NUMBER_WIDTH = 24
ONE_LINE = 6
"""So many shares of the width stand side by side; the columns after them go below."""


class LineOfCells(QFrame):
    """One line: its number, an input a column, and a button that takes it away."""

    changed = Signal()
    removed = Signal(QWidget)

    def __init__(self, columns: Sequence[Field], values: Mapping[str, object]) -> None:
        super().__init__()
        self.cells: dict[str, Editor] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(4)
        self.number = label("", "muted")
        self.number.setMinimumWidth(tokens().px(NUMBER_WIDTH))
        grid.addWidget(self.number, 1, 0)
        row, place = 0, 1
        for one in columns:
            if place + one.share > ONE_LINE + 1:
                row, place = row + 2, 1
            self._add(grid, replace(one, initial=values.get(one.name, one.initial)), row, place)
            place += one.share
        for stretched in range(1, ONE_LINE + 1):
            grid.setColumnStretch(stretched, 1)
        self.remove = IconButton("x", "")
        self.remove.clicked.connect(self._on_remove_clicked)
        grid.addWidget(self.remove, 1, ONE_LINE + 1)
        self.wrong = paragraph("", "wrong")
        self.echo = label("", "understood")
        for below, said in enumerate((self.echo, self.wrong), start=row + 2):
            said.hide()
            grid.addWidget(said, below, 1, 1, ONE_LINE)
        self.changed.connect(self._on_changed)

    def _add(self, grid: QGridLayout, field: Field, row: int, place: int) -> None:
        editor = CELLS.get(field.kind, LineEditor)(field)
        text = f"{field.label} *" if field.required else field.label
        caption = ElidedLabel(text, "muted")
        caption.setBuddy(editor.input)
        editor.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        grid.addWidget(caption, row, place, 1, field.share)
        grid.addWidget(editor, row + 1, place, 1, field.share)
        editor.changed.connect(self.changed)
        self.cells[field.name] = editor

    def set_number(self, number: int, owner: str) -> None:
        """Say which line it is, on screen and to who listens."""
        self.number.setText(f"{number}.")
        self.remove.setAccessibleName(_("Take line {n} away").format(n=number))
        self.remove.setToolTip(self.remove.accessibleName())
        for editor in self.cells.values():
            words = self.title_of(editor.field.name, number)
            editor.input.setAccessibleName(f"{owner}, {words}")

    def title_of(self, name: str, number: int) -> str:
        """The words for a cell: its line and its column."""
        words = _("line {n}").format(n=number)
        cell = self.cells.get(name)
        return words if cell is None else f"{words}, {cell.field.label}"

    def typed(self) -> dict[str, str]:
        """What stands in the cells."""
        return {name: cell.typed() for name, cell in self.cells.items()}

    def is_empty(self, fresh: Mapping[str, str]) -> bool:
        """Whether nothing stands here but what a fresh line has."""
        return all(not text.strip() or text == fresh[name] for name, text in self.typed().items())

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Mark the cells and say below what is wrong with them."""
        for name, cell in self.cells.items():
            cell.mark(name in faults)
        self.wrong.setText("\n".join(dict.fromkeys(faults.values())))
        self.wrong.setVisible(bool(faults))

    def _on_changed(self) -> None:
        said = [reading.echo for cell in self.cells.values() if (reading := cell.read()).echo]
        self.echo.setText(" · ".join(said))
        self.echo.setVisible(bool(said))

    def _on_remove_clicked(self) -> None:
        self.removed.emit(self)


class RowsEditor(Editor):
    """Lines that can be added and taken away; empty ones count as not there."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.lines: list[LineOfCells] = []
        self._fresh = LineOfCells(field.columns, {}).typed()
        holder = QWidget()
        self._stack: QVBoxLayout = column(holder, spacing=10)
        self.box.addWidget(holder)
        self.add = Button(_("Add a line"), "plus")
        self.add.setAutoDefault(False)
        self.add.clicked.connect(self._on_add_clicked)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        self.box.addLayout(foot)
        self._fill(field.initial if isinstance(field.initial, tuple | list) else ())

    @property
    def input(self) -> QWidget:
        first = next(iter(self.lines), None)
        return next(iter(first.cells.values())).input if first is not None else self.add

    def typed(self) -> str:
        lines = [one.typed() for one in self.lines if not one.is_empty(self._fresh)]
        return json.dumps(lines, ensure_ascii=False)

    def put(self, text: str) -> None:
        try:
            found = json.loads(text)
        except ValueError:
            return
        while self.lines:
            self._drop(self.lines[0])
        for kept in found if isinstance(found, list) else ():
            line = self.add_line()
            for name, cell in line.cells.items():
                if isinstance(kept, dict) and name in kept:
                    cell.put(str(kept[name]))
        if not self.lines:
            self.add_line()
        self.changed.emit()

    def read(self) -> Reading:
        values: list[dict[str, object]] = []
        faults: list[tuple[str, str]] = []
        for number, line in enumerate(self.lines, start=1):
            if line.is_empty(self._fresh):
                continue
            readings = {name: cell.read() for name, cell in line.cells.items()}
            values.append({name: reading.value for name, reading in readings.items()})
            faults += [(f"{number}.{n}", r.wrong) for n, r in readings.items() if r.wrong]
        if not values and self.field.required:
            return Reading(value=(), wrong=_("This is needed."))
        return Reading(value=tuple(values), faults=tuple(faults), echo=self._echo(values, faults))

    def place_of(self, at: str) -> str:
        number, dot, name = at.partition(".")
        filled = [n for n, one in enumerate(self.lines, 1) if not one.is_empty(self._fresh)]
        if not number.isdecimal() or not 0 < int(number) <= len(filled):
            return ""
        return f"{filled[int(number) - 1]}{dot}{name}"

    def mark(self, wrong: bool) -> None:
        """The lines mark their own cells."""

    def add_line(self, values: Mapping[str, object] | None = None) -> LineOfCells:
        """Put a line at the end; gives it."""
        line = LineOfCells(self.field.columns, values or {})
        line.changed.connect(self._on_line_changed)
        line.removed.connect(self._on_line_removed)
        self.lines.append(line)
        self._stack.addWidget(line)
        line.set_number(len(self.lines), self.field.label)
        self._limit()
        return line

    def _limit(self) -> None:
        most = self.field.maximum
        self.add.setEnabled(most is None or len(self.lines) < most)

    def show_faults(self, faults: Sequence[tuple[str, str]]) -> None:
        by_line: dict[int, dict[str, str]] = {}
        for place, words in faults:
            number, _dot, name = place.partition(".")
            if number.isdecimal():
                by_line.setdefault(int(number), {})[name] = words
        for count, line in enumerate(self.lines, start=1):
            line.show_faults(by_line.get(count, {}))

    def title_at(self, place: str) -> str:
        number, _dot, name = place.partition(".")
        if not number.isdecimal() or not 0 < int(number) <= len(self.lines):
            return self.field.label
        return f"{self.field.label}, {self.lines[int(number) - 1].title_of(name, int(number))}"

    def focus_at(self, place: str) -> None:
        number, _dot, name = place.partition(".")
        if number.isdecimal() and 0 < int(number) <= len(self.lines):
            line = self.lines[int(number) - 1]
            cell = line.cells.get(name) or next(iter(line.cells.values()))
            cell.input.setFocus()
        else:
            self.input.setFocus()

    def _fill(self, initial: Lines) -> None:
        for values in initial or ({},):
            self.add_line(values)

    def _echo(self, values: Lines, faults: Sequence[tuple[str, str]]) -> str:
        told = self.field.sum_up
        return told(values) if told is not None and values and not faults else ""

    def _drop(self, line: LineOfCells) -> None:
        self.lines.remove(line)
        self._stack.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _on_add_clicked(self) -> None:
        next(iter(self.add_line().cells.values())).input.setFocus()
        self.changed.emit()

    def _on_line_changed(self) -> None:
        self.changed.emit()

    def _on_line_removed(self, line: LineOfCells) -> None:
        self._drop(line)
        if not self.lines:
            self.add_line()
        for number, one in enumerate(self.lines, start=1):
            one.set_number(number, self.field.label)
        self._limit()
        self.changed.emit()
