"""Settings act at once, through the actions of the menus."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from iris_grants.kernel.access import Standing
from tests.ui.acting import refused, send
from tests.ui.conftest import Went
from ui.settings.page import SettingsPage
from ui.settings.person import PersonCard
from ui.shell.context import Context
from ui.shell.controls import Button
from ui.shell.lock import lock_minutes
from ui.shell.recovering import CodeDialog

LONG = 20_000
OWN, OTHER = "šuma i livada", "reka i most 12"


def test_choices_run_the_actions_of_the_menus(qtbot: QtBot, context: Context, went: Went) -> None:
    context.preferences.language = "en"
    page = SettingsPage(context)
    qtbot.addWidget(page)
    page.show()
    page.scheme.setFocus()
    QTest.keyClick(page.scheme, Qt.Key.Key_Down)
    page.scheme.activated.emit(1)
    page.language.setCurrentIndex(1)
    page.language.activated.emit(1)
    for button in page.findChildren(Button):
        if button.property("action") or button is page.person.other:
            button.click()
    assert went.triggered[-5:] == ["language_sr_Latn", "smaller", "normal", "larger", "person"]
    assert went.triggered[0] == "scheme_light"


def test_facts_of_the_store_and_the_person_are_named(qtbot: QtBot, context: Context) -> None:
    page = SettingsPage(context)
    qtbot.addWidget(page)
    texts = {one.text() for one in page.findChildren(QLabel)}
    assert {"Ana Primer", "declared", context.desk.address, context.desk.store_id} <= texts
    for combo in page.findChildren(QComboBox):
        assert combo.accessibleName()


def code_dialog(context: Context) -> CodeDialog | None:
    """The recovery code as it is shown, once."""
    found = context.window.findChildren(CodeDialog)
    return next((one for one in found if one.isVisible()), None)


def code_is_shown_once(qtbot: QtBot, context: Context, card: PersonCard, folder: Path) -> None:
    """The first code comes with the passphrase, another one when asked for."""
    qtbot.waitUntil(lambda: code_dialog(context) is not None, timeout=LONG)
    shown = code_dialog(context)
    assert shown is not None
    assert len(shown.field.text()) == 29
    shown.copy.click()
    assert QGuiApplication.clipboard().text() == shown.field.text()
    shown.save_sheet(folder / "sheet.pdf")
    qtbot.waitUntil((folder / "sheet.pdf").exists, timeout=LONG)
    qtbot.waitUntil(lambda: context.feedback.said[-1].text == "Saved as sheet.pdf.", timeout=LONG)
    shown.done_button.click()
    qtbot.waitUntil(lambda: card.has_code, timeout=LONG)
    card.code.click()
    send(qtbot, context, {"current": OWN})
    qtbot.waitUntil(lambda: code_dialog(context) is not None, timeout=LONG)


def test_passphrase_is_set_changed_and_given_up(
    qtbot: QtBot, context: Context, tmp_path: Path
) -> None:
    page = SettingsPage(context)
    qtbot.addWidget(page)
    page.show()
    card = page.person
    assert not card.give_up.isVisibleTo(page)
    card.passphrase.click()
    assert refused(qtbot, context, {"passphrase": "kratko", "again": "kratko"}) == {
        "passphrase": "A passphrase needs at least 10 characters."
    }
    card.passphrase.click()
    assert refused(qtbot, context, {"passphrase": OWN, "again": OTHER}) == {
        "again": "The two passphrases differ."
    }
    card.passphrase.click()
    send(qtbot, context, {"passphrase": OWN, "again": OWN})
    signed_in = Standing.SIGNED_IN
    qtbot.waitUntil(lambda: context.desk.person.standing is signed_in, timeout=LONG)
    qtbot.waitUntil(lambda: card.give_up.isVisibleTo(page), timeout=LONG)
    assert card.passphrase.text() == "Change the passphrase…"
    qtbot.waitUntil(card.lock.isEnabled, timeout=LONG)
    code_is_shown_once(qtbot, context, card, tmp_path)
    card.passphrase.click()
    assert refused(qtbot, context, {"current": OTHER, "passphrase": OTHER, "again": OTHER}) == {
        "current": "This is not the passphrase."
    }
    card.give_up.click()
    send(qtbot, context, {"current": OWN})
    declared = Standing.DECLARED
    qtbot.waitUntil(lambda: context.desk.person.standing is declared, timeout=LONG)
    qtbot.waitUntil(lambda: not card.give_up.isVisibleTo(page), timeout=LONG)


def test_rule_of_approvals_is_refused_where_nobody_could_approve(
    qtbot: QtBot, context: Context
) -> None:
    page = SettingsPage(context)
    qtbot.addWidget(page)
    page.show()
    page.person.rule.click()
    qtbot.waitUntil(lambda: bool(context.feedback.said), timeout=LONG)
    assert not page.person.rule.isChecked()
    assert context.feedback.said[-1].details == (
        "Nobody who may approve has a passphrase yet, so nothing could be approved any more.",
    )


def test_idle_minutes_are_remembered(qtbot: QtBot, context: Context) -> None:
    page = SettingsPage(context)
    qtbot.addWidget(page)
    lock = page.person.lock
    assert [lock.itemText(place) for place in range(3)] == [
        "never",
        "after 5 minutes",
        "after 10 minutes",
    ]
    lock.setCurrentIndex(1)
    lock.activated.emit(1)
    assert lock_minutes(context.preferences) == 5
