"""A form in a dialog: runs its command, keeps what was typed while anything is wrong."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from iris_grants.kernel.access import Role
from iris_grants.people.commands import add_person
from iris_grants.people.queries import list_people
from tests.ui.feedback.test_door import press
from ui.forms.acts import command_act, form_act
from ui.forms.dialog import FormDialog, open_form
from ui.forms.editors import LineEditor
from ui.forms.fields import Field, FormSpec
from ui.shell.context import Context

SHORT = 3_000
FIXED = {"roles": (Role.APPROVER,)}


def person_form() -> FormSpec:
    """Asks for the name of a person."""
    return FormSpec(
        title="New person",
        save="Enter the person",
        fields=(Field(name="name", label="Name", required=True),),
    )


@pytest.fixture
def dialog(qtbot: QtBot, context: Context) -> FormDialog:
    """The dialog over the window, running a real command."""
    context.window.show()
    return open_form(
        context, context.window, person_form(), add_person, fixed=FIXED, done="Entered."
    )


def type_name(dialog: FormDialog, name: str) -> None:
    """Type a name."""
    editor = dialog.panel.rows["name"].editor
    assert isinstance(editor, LineEditor)
    editor.line.setText(name)


def people_of(qtbot: QtBot, context: Context) -> list[str]:
    """The names in the store."""
    found: list[str] = []
    done: list[bool] = []

    def arrived(rows: tuple[str, ...]) -> None:
        found.extend(rows)
        done.append(True)

    context.desk.read(
        lambda session: tuple(one.name for one in list_people(session)),
        arrived,
        owner=context.window,
    )
    qtbot.waitUntil(lambda: bool(done), timeout=SHORT)
    return found


def test_saving_with_the_keyboard_runs_the_command(
    qtbot: QtBot, context: Context, dialog: FormDialog
) -> None:
    type_name(dialog, "Petar Primer")
    with qtbot.waitSignal(context.desk.changed, timeout=SHORT) as changed:
        QTest.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert changed.args == [frozenset({"people"})]
    qtbot.waitUntil(lambda: bool(context.feedback.said), timeout=SHORT)
    assert [said.text for said in context.feedback.said] == ["Entered."]
    assert people_of(qtbot, context) == ["Ana Primer", "Petar Primer"]


def test_refusal_stays_at_its_field_and_nothing_is_lost(
    qtbot: QtBot, context: Context, dialog: FormDialog
) -> None:
    type_name(dialog, "АНА ПРИМЕР")
    dialog.submit()
    row = dialog.panel.rows["name"]
    qtbot.waitUntil(lambda: bool(row.wrong()), timeout=SHORT)
    assert row.wrong() == "Somebody with this name is known already: АНА ПРИМЕР."
    assert dialog.isVisible()
    assert dialog.save.isEnabled()
    assert context.feedback.said == []


def test_closing_asks_before_typing_is_lost(
    qtbot: QtBot, context: Context, dialog: FormDialog
) -> None:
    type_name(dialog, "Petar")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert context.feedback.said[-1].text == "Discard what you typed?"
    press(qtbot, context.feedback, "Keep editing")
    assert dialog.isVisible()
    with qtbot.waitSignal(dialog.destroyed, timeout=SHORT):
        dialog.reject()
        press(qtbot, context.feedback, "Discard")


def test_untouched_form_closes_without_a_word(
    qtbot: QtBot, context: Context, dialog: FormDialog
) -> None:
    with qtbot.waitSignal(dialog.destroyed, timeout=SHORT):
        dialog.reject()
    assert context.feedback.said == []


def test_act_with_a_form_opens_it_and_says_what_came_of_it(qtbot: QtBot, context: Context) -> None:
    results: list[object] = []
    act = form_act(
        "New person…",
        person_form,
        add_person,
        fixed=FIXED,
        done="Entered.",
        on_done=lambda context, result: results.append(result),
    )
    context.window.show()
    act.run(context, context.window)
    (dialog,) = context.window.findChildren(FormDialog)
    type_name(dialog, "Petar Primer")
    dialog.submit()
    qtbot.waitUntil(lambda: len(results) == 1, timeout=SHORT)
    assert isinstance(results[0], str)


def test_act_with_a_question_runs_only_after_agreement(qtbot: QtBot, context: Context) -> None:
    kwargs = {"name": "Mila Primer", **FIXED}
    act = command_act(
        "Enter", add_person, kwargs, question="Enter Mila?", yes="Enter", done="Entered."
    )
    act.run(context, context.window)
    press(qtbot, context.feedback, "Cancel")
    assert people_of(qtbot, context) == ["Ana Primer"]
    act.run(context, context.window)
    press(qtbot, context.feedback, "Enter")
    qtbot.waitUntil(lambda: context.feedback.said[-1].text == "Entered.", timeout=SHORT)
    assert people_of(qtbot, context) == ["Ana Primer", "Mila Primer"]
