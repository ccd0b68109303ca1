"""The journal on screen: entries, old and new values, the proof of the chain."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from iris_grants.kernel.access import Role
from iris_grants.people.commands import add_person
from iris_grants.people.journal import JournalRow
from tests.ui.conftest import Went
from ui.journal.page import build
from ui.shell.act import ActButton
from ui.shell.context import Context
from ui.tables.listpage import ListPage

SHORT = 5_000


def shown(qtbot: QtBot, context: Context) -> ListPage[JournalRow]:
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
    (verify,) = page.head.findChildren(ActButton)
    QTest.mouseClick(verify, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(context.feedback.said), timeout=SHORT)
    assert context.feedback.said[-1].text == "The journal is whole: nothing was altered."
