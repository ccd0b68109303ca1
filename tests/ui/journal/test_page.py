"""The journal on screen: entries, old and new values, the proof of the chain."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from iris_grants.kernel.access import Role
from iris_grants.organisations.commands import register_organisation
from iris_grants.people.commands import add_person
from tests.ui.conftest import Went
from ui.forms.acts import command_act
from ui.journal.page import JournalPage, build
from ui.shell.act import ActButton
from ui.shell.context import Context

SHORT = 5_000


def shown(qtbot: QtBot, context: Context) -> JournalPage:
    """The page on screen, with the detail of the newest entry."""
    page = build(context)
    qtbot.addWidget(page)
    page.resize(1150, 740)
    page.show()
    qtbot.waitUntil(lambda: page.detail.detail is not None, timeout=SHORT)
    return page


def test_first_entry_says_who_began(qtbot: QtBot, context: Context, went: Went) -> None:
    page = shown(qtbot, context)
    cells = [page.model.index(0, column).data() for column in (0, 2, 3)]
    assert cells == ["1", "Ana Primer", "First person entered"]
    texts = [one.text() for one in page.detail.findChildren(QLabel)]
    assert {"people · new", "Ana Primer"} <= set(texts)


def test_every_operation_appears_at_once(qtbot: QtBot, context: Context) -> None:
    page = shown(qtbot, context)
    kwargs = {"name": "Petar Primer", "roles": (Role.APPROVER,)}
    context.desk.run(add_person, kwargs, lambda result: None, owner=page)
    qtbot.waitUntil(lambda: page.model.rowCount() == 2, timeout=SHORT)
    assert page.head.line.full_text() == "2 operations, every one kept"


def test_chain_is_verified_with_a_button(qtbot: QtBot, context: Context) -> None:
    page = shown(qtbot, context)
    (verify,) = (b for b in page.head.findChildren(ActButton) if b.text() == "Verify the chain")
    QTest.mouseClick(verify, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(context.feedback.said), timeout=SHORT)
    assert context.feedback.said[-1].text == "The journal is whole: nothing was altered."


def test_last_own_operation_is_undone_from_the_page_and_beside_its_message(
    qtbot: QtBot, context: Context
) -> None:
    page = shown(qtbot, context)
    kwargs = {"name": "Krug", "country": "RS", "city": "Niš", "register_no": "17000002"}
    act = command_act("Enter", register_organisation, kwargs)
    act.run(context, page)
    qtbot.waitUntil(lambda: page.model.rowCount() == 2, timeout=SHORT)
    qtbot.waitUntil(lambda: bool(context.feedback.said), timeout=SHORT)
    assert context.feedback.said[-1].text == "Organisation entered"
    click_offer(qtbot, context, "Undo")
    qtbot.waitUntil(lambda: page.model.rowCount() == 3, timeout=SHORT)
    qtbot.waitUntil(lambda: context.feedback.said[-1].text == "Undone (entry 2).", timeout=SHORT)
    assert page.model.index(1, 3).data() == "Organisation entered (undone)"
    click_offer(qtbot, context, "Redo")
    qtbot.waitUntil(lambda: page.model.rowCount() == 4, timeout=SHORT)
    page.open_record("2")
    qtbot.waitUntil(lambda: bool(page.detail.findChildren(ActButton)), timeout=SHORT)
    (undo,) = (one for one in page.detail.findChildren(ActButton) if one.text() == "Undo")
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.model.rowCount() == 5, timeout=SHORT)


def test_entries_are_chosen_by_person_and_record(qtbot: QtBot, context: Context) -> None:
    page = shown(qtbot, context)
    page.ask()
    qtbot.waitUntil(lambda: page.dialog is not None, timeout=SHORT)
    assert page.dialog is not None
    page.dialog.answered.emit(
        {
            "person_id": context.desk.person.person_id,
            "table": "organisation",
            "first": None,
            "last": None,
        }
    )
    wanted = "1 operation, every one kept · shown: Ana Primer · organisations"
    qtbot.waitUntil(lambda: page.head.line.full_text() == wanted, timeout=SHORT)
    assert page.model.rowCount() == 0
    (every,) = (b for b in page.head.findChildren(ActButton) if b.text() == "Show all")
    QTest.mouseClick(every, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=SHORT)


def click_offer(qtbot: QtBot, context: Context, text: str) -> None:
    """Press the button of the message that is shown."""
    toast = context.feedback.toast()
    assert toast is not None
    assert toast.button is not None
    assert toast.button.text() == text
    QTest.mouseClick(toast.button, Qt.MouseButton.LeftButton)
