"""Signing in at the window: opening, a second person for one step, the lock."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from iris_grants.grants.payments import approve_payment
from iris_grants.kernel.access import Role, Standing
from iris_grants.people.commands import add_person, set_office_rule
from iris_grants.people.desks import create_store, open_desk
from iris_grants.people.recovery import make_recovery_code
from iris_grants.people.signing import set_passphrase
from tests.iris_grants.funding import Funding, open_funding
from tests.ui.acting import fill, form, type_into
from tests.ui.conftest import Went
from ui.desk import WindowDesk
from ui.feedback import Feedback
from ui.forms.acts import command_act
from ui.shell.act import ActButton
from ui.shell.context import Context
from ui.shell.lock import LockDialog, set_lock_minutes
from ui.shell.opening import AskDialog
from ui.shell.preferences import Preferences
from ui.shell.window import MainWindow
from ui.tasks import Tasks

LONG = 20_000
OWN, OTHER = "šuma i livada", "reka i most 12"


@pytest.fixture
def guarded(tmp_path: Path) -> str:
    """A closed store with Ana, who signs in, and Vuk, who is declared."""
    address = tmp_path / "guarded.iris"
    desk = create_store(address, person_name="Ana Primer")
    desk.run(add_person, name="Vuk Primer", roles=[Role.AUDITOR])
    desk.run(set_passphrase, passphrase=OWN)
    desk.store.close()
    return str(address)


def asking(qtbot: QtBot, window: MainWindow) -> AskDialog:
    """The question who is here."""
    qtbot.waitUntil(lambda: window.opening.dialog is not None, timeout=LONG)
    assert window.opening.dialog is not None
    return window.opening.dialog


def signed_in(qtbot: QtBot, window: MainWindow, address: str) -> WindowDesk:
    """The store, opened by Ana with her passphrase."""
    window.open_store(address)
    dialog = asking(qtbot, window)
    fill(dialog, {"person": "Ana Primer", "passphrase": OWN})
    with qtbot.waitSignal(window.store_opened, timeout=LONG):
        dialog.save.click()
    qtbot.waitUntil(window.tasks.idle, timeout=LONG)
    assert window.desk is not None
    return window.desk


def test_passphrase_is_asked_for_until_it_is_right(
    qtbot: QtBot, main_window: MainWindow, guarded: str
) -> None:
    main_window.open_store(guarded)
    dialog = asking(qtbot, main_window)
    fill(dialog, {"person": "Ana Primer"})
    dialog.save.click()
    assert dialog.panel.rows["passphrase"].wrong() == "Ana Primer signs in with a passphrase."
    fill(dialog, {"passphrase": OTHER})
    dialog.save.click()
    qtbot.waitUntil(lambda: main_window.opening.dialog not in (None, dialog), timeout=LONG)
    again = asking(qtbot, main_window)
    assert again.panel.rows["passphrase"].wrong() == "This is not the passphrase."
    assert again.panel.rows["person"].editor.read().value == "Ana Primer"
    fill(again, {"passphrase": OWN})
    with qtbot.waitSignal(main_window.store_opened, timeout=LONG):
        again.save.click()
    assert main_window.desk is not None
    assert main_window.desk.person.standing is Standing.SIGNED_IN
    assert "Ana Primer (signed in)" in main_window.status.text()
    assert main_window.feedback.said[-1].text == (
        "1 wrong attempt to sign in as Ana Primer came before this one."
    )


def test_auditor_opens_for_reading_and_sees_no_step_that_writes(
    qtbot: QtBot, main_window: MainWindow, guarded: str
) -> None:
    main_window.open_store(guarded)
    dialog = asking(qtbot, main_window)
    fill(dialog, {"person": "Vuk Primer"})
    with qtbot.waitSignal(main_window.store_opened, timeout=LONG):
        dialog.save.click()
    desk = main_window.desk
    assert desk is not None
    assert (desk.person.name, desk.writable) == ("Vuk Primer", False)
    assert "read-only" in main_window.status.text()
    assert main_window.workspace is not None
    act = command_act("Ask for sign-in", set_office_rule, {"approvals_signed_in": True})
    button = ActButton(act, main_window.workspace.context)
    qtbot.addWidget(button)
    assert button.isHidden()


def test_forgotten_passphrase_is_replaced_by_the_recovery_code(
    qtbot: QtBot, main_window: MainWindow, guarded: str
) -> None:
    desk = open_desk(guarded, "Ana Primer", ask=lambda name: OWN)
    code = desk.run(make_recovery_code, current=OWN)
    desk.store.close()
    main_window.open_store(guarded)
    dialog = asking(qtbot, main_window)
    dialog.other.click()
    qtbot.waitUntil(lambda: main_window.opening.dialog not in (None, dialog), timeout=LONG)
    recovering = asking(qtbot, main_window)
    fill(recovering, {"person": "Ana Primer", "code": "nije", "passphrase": OTHER, "again": OTHER})
    recovering.save.click()
    qtbot.waitUntil(lambda: main_window.opening.dialog not in (None, recovering), timeout=LONG)
    again = asking(qtbot, main_window)
    assert again.panel.rows["code"].wrong() == "This is not the recovery code."
    fill(again, {"code": code, "passphrase": OTHER, "again": OTHER})
    with qtbot.waitSignal(main_window.store_opened, timeout=LONG):
        again.save.click()
    assert main_window.desk is not None
    assert main_window.desk.person.standing is Standing.SIGNED_IN


def test_locked_window_shows_nothing_until_the_passphrase_is_typed(
    qtbot: QtBot, main_window: MainWindow, guarded: str
) -> None:
    desk = signed_in(qtbot, main_window, guarded)
    lock = main_window.lock
    assert lock.idle.interval() == 15 * 60_000
    assert lock.idle.isActive()
    middle = main_window.centralWidget()
    assert middle is not None
    lock.idle.timeout.emit()
    dialog = lock.dialog
    assert isinstance(dialog, LockDialog)
    assert not middle.isVisible()
    assert main_window.windowTitle() == "IRIS Grants"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    row = dialog.panel.rows["passphrase"]
    type_into(row.editor.input, OTHER)
    dialog.unlock.click()
    qtbot.waitUntil(lambda: row.wrong() == "This is not the passphrase.", timeout=LONG)
    type_into(row.editor.input, OWN)
    dialog.unlock.click()
    qtbot.waitUntil(lambda: lock.dialog is None, timeout=LONG)
    assert middle.isVisible()
    assert main_window.windowTitle() == "Applications – guarded"
    assert desk.person.standing is Standing.SIGNED_IN
    set_lock_minutes(main_window.preferences, 0)
    lock.watch()
    assert not lock.idle.isActive()


def test_locked_programme_can_be_closed_by_who_comes_next(
    qtbot: QtBot, main_window: MainWindow, guarded: str
) -> None:
    signed_in(qtbot, main_window, guarded)
    main_window.menu_bar.actions["lock"].trigger()
    dialog = main_window.lock.dialog
    assert dialog is not None
    dialog.leave.click()
    assert main_window.desk is None
    assert main_window.lock.dialog is None
    assert not main_window.menu_bar.actions["lock"].isEnabled()


def test_declared_person_has_no_lock(open_window: MainWindow) -> None:
    assert not open_window.menu_bar.actions["lock"].isEnabled()
    open_window.lock.lock()
    assert open_window.lock.dialog is None
    assert not open_window.lock.idle.isActive()


@pytest.fixture
def money(tmp_path: Path) -> Iterator[Funding]:
    """A store with a payment to be prepared."""
    opened = open_funding(str(tmp_path / "money.iris"))
    yield opened
    opened.close()


@pytest.fixture
def cashier(
    money: Funding, tasks: Tasks, window: QWidget, feedback: Feedback, preferences: Preferences
) -> Context:
    """The finance officer at the window's desk."""
    window.show()
    went = Went()
    return Context(
        window=window,
        desk=WindowDesk(money.finance, tasks, window),
        feedback=feedback,
        preferences=preferences,
        go=went.go,
        say_waiting=went.say_waiting,
        trigger=went.trigger,
    )


def approve_button(
    qtbot: QtBot, context: Context, payment_id: str, done: list[object]
) -> ActButton:
    """The step of approving a payment."""
    act = command_act(
        "Approve the payment",
        approve_payment,
        {"payment_id": payment_id},
        on_done=lambda context, result: done.append(result),
    )
    button = ActButton(act, context)
    qtbot.addWidget(button)
    return button


def test_second_person_signs_in_for_one_step(
    qtbot: QtBot, money: Funding, cashier: Context, feedback: Feedback
) -> None:
    grant_id = money.signed()
    done: list[object] = []
    button = approve_button(qtbot, cashier, money.prepare(grant_id), done)
    assert button.isEnabled()
    button.click()
    qtbot.waitUntil(lambda: bool(feedback.said), timeout=LONG)
    assert feedback.said[-1].text == "This needs one of these roles: approver."
    assert "Nobody else" in feedback.said[-1].details[0]

    money.approver.run(set_passphrase, passphrase=OTHER)
    button.click()
    dialog = form(qtbot, cashier)
    assert dialog.windowTitle() == "Approve the payment: sign in as another person"
    fill(dialog, {"passphrase": OWN})
    dialog.submit()
    row = dialog.panel.rows["passphrase"]
    qtbot.waitUntil(lambda: row.wrong() == "This is not the passphrase.", timeout=LONG)
    fill(dialog, {"passphrase": OTHER})
    dialog.submit()
    qtbot.waitUntil(lambda: bool(done), timeout=LONG)

    assert cashier.desk.person == money.finance.person
    first = money.instalments(grant_id)[0]
    assert first.approved_by == money.approver.person.name
