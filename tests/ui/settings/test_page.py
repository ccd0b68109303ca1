"""Settings act at once, through the actions of the menus."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Went
from ui.settings.page import SettingsPage
from ui.shell.context import Context
from ui.shell.controls import Button


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
