"""How tests of pages act: open a page, press a step, fill its form, send it, wait."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.forms.dialog import FormDialog
from ui.forms.editors import CheckEditor, SeveralEditor
from ui.forms.paths import FilesEditor
from ui.forms.rows import RowsEditor
from ui.shell.act import ActButton
from ui.shell.context import Context
from ui.shell.opening import AskDialog
from ui.tables.listpage import ListPage

R = TypeVar("R")
LONG = 20_000


def show(qtbot: QtBot, page: ListPage[R]) -> ListPage[R]:
    """The page on screen, its rows loaded and the detail of the first one shown."""
    qtbot.addWidget(page)
    page.resize(1150, 740)
    page.show()
    settle(qtbot, page)
    return page


def settle(qtbot: QtBot, page: ListPage[R]) -> None:
    """Wait until rows and detail are there and nothing is on its way.

    A list that was only just put into its page has not even begun to load: it is stale.
    """

    def there() -> bool:
        busy = page._stale or page._loading is not None or page._reading is not None
        selected = page.table.current_row() is not None
        return not busy and (page.detail.detail is not None or not selected)

    qtbot.waitUntil(there, timeout=LONG)


def select(qtbot: QtBot, page: ListPage[R], key: str) -> None:
    """Put a row into focus and wait for its detail."""
    assert page.table.go_to(key)
    page._on_table_current_row_changed()
    settle(qtbot, page)


def button(owner: QWidget, text: str) -> ActButton:
    """The button of the step with these words."""
    found = [one for one in owner.findChildren(ActButton) if one.text() == text]
    assert len(found) == 1, [one.text() for one in owner.findChildren(ActButton)]
    return found[0]


def press(qtbot: QtBot, owner: QWidget, text: str) -> None:
    """Press the button of a step."""
    button(owner, text).click()


def form(qtbot: QtBot, context: Context) -> FormDialog:
    """The form that is open."""

    def there() -> list[FormDialog]:
        return [d for d in context.window.findChildren(FormDialog) if d.isVisible()] or [
            d for d in _everywhere() if d.isVisible()
        ]

    qtbot.waitUntil(lambda: bool(there()), timeout=LONG)
    return there()[-1]


def fill(dialog: FormDialog | AskDialog, values: Mapping[str, object]) -> None:
    """Type values into the fields of a form, as a person would."""
    for name, value in values.items():
        editor = dialog.panel.rows[name].editor
        if isinstance(editor, RowsEditor):
            fill_lines(editor, value)
        elif isinstance(editor, FilesEditor):
            assert isinstance(value, Path)
            editor.add_paths([value])
        elif isinstance(editor, SeveralEditor):
            chosen = value if isinstance(value, tuple) else (value,)
            for choice, box in zip(editor.field.choices, editor.boxes, strict=True):
                box.setChecked(choice.value in chosen)
        elif isinstance(editor, CheckEditor):
            editor.check.setChecked(bool(value))
        else:
            type_into(editor.input, value)


def fill_lines(editor: RowsEditor, lines: object) -> None:
    """Type lines into a field of rows, cell by cell; they come after those that are there."""
    assert isinstance(lines, tuple)
    for line in lines:
        empty = not any(text.strip() for text in editor.lines[-1].typed().values())
        target = editor.lines[-1] if empty else editor.add_line()
        for cell, text in zip(target.cells.values(), line, strict=False):
            cell.put(str(text))


def type_into(target: QWidget, value: object) -> None:
    """Type or choose one value."""
    text = f"{value:%d.%m.%Y}" if isinstance(value, date) else str(value)
    if isinstance(target, QComboBox):
        place = target.findData(value)
        assert place >= 0, value
        target.setCurrentIndex(place)
    elif isinstance(target, QPlainTextEdit):
        target.setPlainText(text)
    else:
        assert isinstance(target, QLineEdit)
        target.setText(text)


def send(qtbot: QtBot, context: Context, values: Mapping[str, object]) -> None:
    """Fill the open form, send it and wait until it has closed."""
    dialog = form(qtbot, context)
    fill(dialog, values)
    gone: list[int] = []
    dialog.finished.connect(gone.append)
    dialog.submit()
    qtbot.waitUntil(lambda: bool(gone), timeout=LONG)


def refused(qtbot: QtBot, context: Context, values: Mapping[str, object]) -> dict[str, str]:
    """Fill the open form and send it; gives what is said to be wrong, by field, and closes."""
    dialog = form(qtbot, context)
    fill(dialog, values)
    dialog.submit()
    qtbot.waitUntil(dialog.save.isEnabled, timeout=LONG)
    wrong = {name: row.wrong() for name, row in dialog.panel.rows.items() if row.wrong()}
    dialog.done(QDialog.DialogCode.Rejected)
    return wrong


def agree(qtbot: QtBot, context: Context) -> tuple[str, ...]:
    """Press the button that names the act in the question; gives question and detail."""
    qtbot.waitUntil(lambda: context.feedback.dialog is not None, timeout=LONG)
    box = context.feedback.dialog
    assert box is not None
    asked = context.feedback.said[-1]
    next(one for one in box.buttons() if box.buttonRole(one) is box.ButtonRole.AcceptRole).click()
    return (asked.text, *asked.details)


def texts(owner: QWidget) -> list[str]:
    """Everything that is written on labels."""
    return [one.text() for one in owner.findChildren(QLabel) if one.text()]


def _everywhere() -> list[FormDialog]:
    from PySide6.QtWidgets import QApplication

    return [one for one in QApplication.topLevelWidgets() if isinstance(one, FormDialog)]
