"""The one door for messages: what is said is shown, remembered, and answered by callback."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from iris_grants.kernel.problems import Problem, Refused, Where
from ui.feedback import Feedback, Said, Telling
from ui.feedback.door import PASSING
from ui.feedback.faults import crash_report
from ui.feedback.toast import Toast


def press(qtbot: QtBot, feedback: Feedback, text: str) -> None:
    """Press the button with this text in the open message."""
    assert feedback.dialog is not None
    buttons = {button.text(): button for button in feedback.dialog.buttons()}
    button = buttons[text]
    assert isinstance(button, QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: feedback.dialog is None)


def test_informing_shows_a_toast_that_takes_no_focus(
    qtbot: QtBot, feedback: Feedback, window: QWidget
) -> None:
    window.show()
    feedback.inform("Saved.")
    feedback.inform("Saved again.")
    toasts = [one for one in window.findChildren(Toast) if one.isVisible()]
    assert [one.accessibleName() for one in toasts] == ["Saved again."]
    assert not toasts[0].hasFocus()
    assert [said.text for said in feedback.said] == ["Saved.", "Saved again."]


def test_refusal_lists_every_problem_with_its_place(qtbot: QtBot, feedback: Feedback) -> None:
    where = Where(file="a.xlsx", sheet="Budget", cell="C7")
    feedback.refused(
        Refused(
            Problem(code="kernel.not_found", where=where, params={"table": "call"}),
            Problem(code="kernel.role_missing", params={"roles": "x"}),
        ),
        "Nothing was imported",
    )
    assert feedback.said == [
        Said(
            telling=Telling.REFUSED,
            text="Nothing was imported",
            details=(
                "a.xlsx · Budget · C7: Nothing with this identity is in the store (call).",
                "This needs one of these roles: x.",
            ),
        )
    ]
    press(qtbot, feedback, "Close")


def test_many_problems_are_counted_and_kept_in_the_details(
    qtbot: QtBot, feedback: Feedback
) -> None:
    problem = Problem(code="kernel.role_missing", params={"roles": "x"})
    feedback.refused(Refused(*[problem] * 20))
    box = feedback.dialog
    assert isinstance(box, QMessageBox)
    assert box.informativeText().endswith("and 8 more")
    assert len(box.detailedText().splitlines()) == 20
    box.close()


@pytest.mark.parametrize(("button", "answer"), [("Discard", "yes"), ("Keep editing", "no")])
def test_question_is_answered_by_the_act_it_names(
    qtbot: QtBot, feedback: Feedback, button: str, answer: str
) -> None:
    answers: list[str] = []
    feedback.confirm(
        "Discard what you typed?",
        yes="Discard",
        no="Keep editing",
        on_yes=lambda: answers.append("yes"),
        on_no=lambda: answers.append("no"),
    )
    press(qtbot, feedback, button)
    assert answers == [answer]


def test_escape_never_agrees(qtbot: QtBot, feedback: Feedback) -> None:
    answers: list[str] = []
    feedback.confirm("Delete?", yes="Delete", on_yes=lambda: answers.append("yes"))
    assert feedback.dialog is not None
    QTest.keyClick(feedback.dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: feedback.dialog is None)
    assert answers == []


def test_crash_report_can_be_copied_and_names_no_data(qtbot: QtBot, feedback: Feedback) -> None:
    try:
        raise ValueError("Ana Primer")
    except ValueError as error:
        feedback.crash(error)
        report = crash_report(error)
    press(qtbot, feedback, "Copy the report")
    assert QGuiApplication.clipboard().text() == report
    assert "Ana Primer" not in report
    assert "test_crash_report_can_be_copied_and_names_no_data" in report


def test_message_stays_when_the_form_in_front_goes(
    qtbot: QtBot, feedback: Feedback, window: QWidget
) -> None:
    window.show()
    form, progress = QDialog(window), QDialog(window)
    for dialog in (form, progress):
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
    progress.setProperty(PASSING, True)
    progress.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is progress)
    assert feedback.window() is window
    progress.close()
    form.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is form)
    assert feedback.window() is form
    form.accept()
    feedback.confirm("Book the list?", yes="Book", on_yes=window.update)
    gone: list[bool] = []
    QTimer.singleShot(0, window, lambda: gone.append(True))
    qtbot.waitUntil(lambda: bool(gone))
    box = feedback.dialog
    assert box is not None
    assert box.isVisible()
    assert box.parentWidget() is window
    press(qtbot, feedback, "Book")


def test_second_question_is_not_forgotten_when_the_first_one_goes(
    qtbot: QtBot, feedback: Feedback, window: QWidget
) -> None:
    window.show()
    feedback.confirm("First?", yes="Go on", on_yes=lambda: feedback.tell("Second", "text"))
    first = feedback.dialog
    assert first is not None
    go_on = next(one for one in first.buttons() if one.text() == "Go on")
    QTest.mouseClick(go_on, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not shiboken6.isValid(first))
    assert feedback.dialog is not None
    assert feedback.dialog.text() == "Second"
    press(qtbot, feedback, "Close")
