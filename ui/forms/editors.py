"""The editors of the kinds of fields: each reads what was typed and says what it understood."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from iris_grants.kernel.money import Money
from iris_grants.kernel.problems import Problem
from iris_grants.wording import _, sentence_of
from iris_grants.wording.formats import day, decimal_text, minor, moment
from ui.forms.fields import Field, FieldKind
from ui.forms.understanding import (
    understand_amount,
    understand_day,
    understand_local,
    understand_moment,
)
from ui.shell.controls import column
from ui.shell.theme import tokens

LONG_TEXT_LINES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What an editor makes of its content: a value, or what is wrong; `echo` repeats it.

    `faults` are what is wrong inside the field, each with its place there (`3.units`).
    """

    value: object = None
    wrong: str = ""
    echo: str = ""
    faults: tuple[tuple[str, str], ...] = ()


class Editor(QWidget):
    """One input; `input` is what the label belongs to and what takes the focus."""

    changed = Signal()

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.box: QVBoxLayout = column(self, spacing=4)

    @property
    def input(self) -> QWidget:
        """The widget that takes the focus."""
        raise NotImplementedError

    def read(self) -> Reading:
        """What stands in the field now."""
        raise NotImplementedError

    def typed(self) -> str:
        """What stands in the field, as a draft keeps it."""
        raise NotImplementedError

    def put(self, text: str) -> None:
        """Put back what a draft kept; what no longer fits the field is left out."""
        raise NotImplementedError

    def show_faults(self, faults: Sequence[tuple[str, str]]) -> None:
        """Show what is wrong at places inside the field; most fields have none."""

    def place_of(self, at: str) -> str:
        """Where on screen a place inside the value stands; empty lines are not in the value."""
        return at

    def title_at(self, place: str) -> str:
        """The words for a place inside the field, beginning with those of the field."""
        return self.field.label

    def focus_at(self, place: str) -> None:
        """Put the focus into the field, or at a place inside it."""
        self.input.setFocus()

    def mark(self, wrong: bool) -> None:
        """Show or take off the mark of a field that is wrong."""
        self.input.setProperty("wrong", "true" if wrong else "false")
        self.input.style().unpolish(self.input)
        self.input.style().polish(self.input)

    def _nothing(self) -> Reading:
        if self.field.required:
            return Reading(value=self.field.empty, wrong=_("This is needed."))
        return Reading(value=self.field.empty)


class LineEditor(Editor):
    """A single line, read by the kind of its field."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.line = QLineEdit(typed_text(field))
        self.line.setCursorPosition(0)
        self.line.setPlaceholderText(field.hint)
        if field.kind is FieldKind.SECRET:
            self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.textChanged.connect(self.changed)
        self.box.addWidget(self.line)

    @property
    def input(self) -> QWidget:
        return self.line

    def typed(self) -> str:
        return self.line.text()

    def put(self, text: str) -> None:
        self.line.setText(text)

    def read(self) -> Reading:
        text = self.line.text()
        if self.field.kind is not FieldKind.SECRET:
            text = text.strip()
        if not text:
            return self._nothing()
        return READERS[self.field.kind](self.field, text)


class LongTextEditor(Editor):
    """Several lines; the tabulator leaves it."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.text = _Lines(str(field.initial or ""))
        self.text.setPlaceholderText(field.hint)
        self.text.setTabChangesFocus(True)
        self.text.textChanged.connect(self.changed)
        self.box.addWidget(self.text)

    @property
    def input(self) -> QWidget:
        return self.text

    def typed(self) -> str:
        return self.text.toPlainText()

    def put(self, text: str) -> None:
        self.text.setPlainText(text)

    def read(self) -> Reading:
        text = self.text.toPlainText().strip()
        if not text:
            return self._nothing()
        return Reading(value=text, echo=self._length(text))

    def _length(self, text: str) -> str:
        longest = self.field.longest
        if longest is None:
            return ""
        words = _("{n} of at most {most} characters")
        if len(text) > longest:
            words = _("{n} characters, at most {most} are asked for")
        return words.format(n=len(text), most=longest)


class ChoiceEditor(Editor):
    """One of several values; nothing is chosen until somebody chooses."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.combo = QComboBox()
        if not field.required or field.initial is None:
            self.combo.addItem("–", None)
        for choice in field.choices:
            self.combo.addItem(choice.label, choice.value)
        place = self.combo.findData(field.initial)
        self.combo.setCurrentIndex(max(place, 0))
        self.combo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.combo.setMinimumContentsLength(12)
        self.combo.currentIndexChanged.connect(self.changed)
        self.box.addWidget(self.combo)

    @property
    def input(self) -> QWidget:
        return self.combo

    def typed(self) -> str:
        return str(self.combo.currentData() or "")

    def put(self, text: str) -> None:
        place = self.combo.findData(text or None)
        if place >= 0:
            self.combo.setCurrentIndex(place)

    def read(self) -> Reading:
        value = self.combo.currentData()
        return self._nothing() if value is None else Reading(value=value)


class CheckEditor(Editor):
    """Yes or no; a required one must be ticked."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.check = QCheckBox(f"{field.label} *" if field.required else field.label)
        self.check.setChecked(bool(field.initial))
        self.check.toggled.connect(self.changed)
        self.box.addWidget(self.check)

    @property
    def input(self) -> QWidget:
        return self.check

    def typed(self) -> str:
        return "yes" if self.check.isChecked() else ""

    def put(self, text: str) -> None:
        self.check.setChecked(text == "yes")

    def read(self) -> Reading:
        if self.field.required and not self.check.isChecked():
            return Reading(value=False, wrong=_("This must be confirmed."))
        return Reading(value=self.check.isChecked())


class SeveralEditor(Editor):
    """Any number of several values, one box each."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        chosen = field.initial if isinstance(field.initial, tuple | frozenset) else ()
        self.boxes: list[QCheckBox] = []
        for choice in field.choices:
            made = QCheckBox(choice.label)
            made.setChecked(choice.value in chosen)
            made.toggled.connect(self.changed)
            self.boxes.append(made)
            self.box.addWidget(made)

    @property
    def input(self) -> QWidget:
        return self.boxes[0] if self.boxes else self

    def typed(self) -> str:
        pairs = zip(self.field.choices, self.boxes, strict=True)
        return json.dumps([choice.value for choice, made in pairs if made.isChecked()])

    def put(self, text: str) -> None:
        for choice, made in zip(self.field.choices, self.boxes, strict=True):
            made.setChecked(choice.value in listed_texts(text))

    def read(self) -> Reading:
        pairs = zip(self.field.choices, self.boxes, strict=True)
        values = tuple(choice.value for choice, made in pairs if made.isChecked())
        if not values and self.field.required:
            return Reading(value=(), wrong=_("Choose at least one."))
        return Reading(value=values)


class _Lines(QPlainTextEdit):
    def sizeHint(self) -> QSize:
        return QSize(200, self.fontMetrics().lineSpacing() * LONG_TEXT_LINES + tokens().px(20))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.fontMetrics().lineSpacing() * 2 + tokens().px(20))


def listed_texts(text: str) -> tuple[str, ...]:
    """The texts of a list as a draft keeps it; none where it cannot be read."""
    try:
        found = json.loads(text)
    except ValueError:
        return ()
    return tuple(str(one) for one in found) if isinstance(found, list) else ()


def typed_text(field: Field) -> str:
    """The initial value of a field as somebody would type it."""
    value = field.initial
    if isinstance(value, Money):
        return minor(value.minor)
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Decimal):
        return decimal_text(value, max(-int(value.as_tuple().exponent), 0))
    return "" if value is None else str(value)


def _text(field: Field, text: str) -> Reading:
    return Reading(value=text)


def _money(field: Field, text: str) -> Reading:
    number = understand_amount(text, places=2)
    if isinstance(number, Problem):
        return _not_understood(number)
    value = Money.of(number, field.currency)
    return Reading(value=value, echo=f"= {minor(value.minor)} {field.currency}")


def _decimal(field: Field, text: str) -> Reading:
    number = understand_amount(text)
    if isinstance(number, Problem):
        return _not_understood(number)
    places = max(-int(number.as_tuple().exponent), 0)
    return Reading(value=number, echo=f"= {decimal_text(number, places)}")


def _integer(field: Field, text: str) -> Reading:
    number = understand_amount(text, places=0)
    if isinstance(number, Problem):
        return _not_understood(number)
    value = int(number)
    if field.minimum is not None and value < field.minimum:
        return Reading(wrong=_("At least {n}.").format(n=field.minimum))
    if field.maximum is not None and value > field.maximum:
        return Reading(wrong=_("At most {n}.").format(n=field.maximum))
    return Reading(value=value)


def _date(field: Field, text: str) -> Reading:
    found = understand_day(text)
    if isinstance(found, Problem):
        return _not_understood(found)
    return Reading(value=found, echo=f"= {day(found)}")


def _moment(field: Field, text: str) -> Reading:
    found = understand_moment(text)
    if isinstance(found, Problem):
        return _not_understood(found)
    return Reading(value=found, echo=f"= {moment(found)}")


def _local(field: Field, text: str) -> Reading:
    found = understand_local(text)
    if isinstance(found, Problem):
        return _not_understood(found)
    return Reading(value=f"{found:%Y-%m-%d %H:%M}", echo=f"= {day(found.date())} {found:%H:%M}")


def _not_understood(problem: Problem) -> Reading:
    return Reading(wrong=sentence_of(problem.code, problem.params))


def _path(field: Field, text: str) -> Reading:
    found = Path(text).expanduser()
    if field.kind is FieldKind.FILE and not found.is_file():
        return Reading(wrong=_("There is no such file."))
    if field.kind is FieldKind.FOLDER and not found.is_dir():
        return Reading(wrong=_("There is no such folder."))
    return Reading(value=found)


READERS: dict[FieldKind, Callable[[Field, str], Reading]] = {
    FieldKind.TEXT: _text,
    FieldKind.SECRET: _text,
    FieldKind.MONEY: _money,
    FieldKind.DECIMAL: _decimal,
    FieldKind.INTEGER: _integer,
    FieldKind.DATE: _date,
    FieldKind.MOMENT: _moment,
    FieldKind.LOCAL: _local,
    FieldKind.FILE: _path,
    FieldKind.FOLDER: _path,
    FieldKind.NEW_FILE: _path,
}


def caption(field: Field, target: QWidget) -> QLabel:
    """The label above a field, with its mark when required, as the buddy of its input."""
    text = f"{field.label} *" if field.required else field.label
    made = QLabel(text.replace("&", "&&"))
    made.setProperty("role", "label")
    made.setWordWrap(True)
    made.setBuddy(target)
    return made
