"""The help in the window: F1 opens what fits, links lead on, words are found."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from iris_grants.wording import _, set_language
from iris_grants.wording.catalogue import LANGUAGES
from iris_grants.wording.helptexts import TOPICS, help_page
from ui.pages import ASSESSOR_ENTRIES, present_entries
from ui.shell.helpwindow import PAGE_TOPICS, HelpWindow, topic_of
from ui.shell.window import MainWindow


def closed(qtbot: QtBot, window: MainWindow) -> None:
    """Close the help and give the window its place in front back."""
    for opened in window.findChildren(HelpWindow):
        opened.close()
    qtbot.waitUntil(lambda: not window.findChildren(HelpWindow))
    with qtbot.waitActive(window):
        window.activateWindow()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_window_has_its_help(language: str) -> None:
    set_language(language)
    for entry in (*present_entries(), *ASSESSOR_ENTRIES):
        page = help_page(topic_of(entry), language)
        if entry.key not in PAGE_TOPICS:
            assert _(entry.title) in page.sections(), entry.key


def test_f1_opens_the_page_that_fits_at_its_section(qtbot: QtBot, open_window: MainWindow) -> None:
    action = open_window.menu_bar.actions["help"]
    assert action.shortcut().toString() == "F1"
    action.trigger()
    (opened,) = open_window.findChildren(HelpWindow)
    assert opened.topic() == "grants"
    assert opened.text.textCursor().block().text() == "Applications"
    open_window.menu_bar.actions["go_settings"].trigger()
    open_window.menu_bar.actions["help"].trigger()
    assert open_window.findChildren(HelpWindow) == [opened]
    assert opened.topic() == "files"
    assert opened.text.textCursor().block().text() == "Settings"
    closed(qtbot, open_window)


def test_help_is_there_without_a_store(qtbot: QtBot, main_window: MainWindow) -> None:
    main_window.menu_bar.actions["help"].trigger()
    (opened,) = main_window.findChildren(HelpWindow)
    assert opened.topic() == "home"
    closed(qtbot, main_window)


def test_links_and_words_lead_to_topics(qtbot: QtBot, main_window: MainWindow) -> None:
    opened = HelpWindow(main_window)
    qtbot.addWidget(opened)
    opened.show()
    opened.open_topic("home")
    opened.text.anchorClicked.emit(QUrl("sign-in"))
    assert opened.topic() == "sign-in"
    opened.search.setText("argon2id")
    assert [
        opened.list.item(n).data(Qt.ItemDataRole.UserRole) for n in range(opened.list.count())
    ] == ["sign-in"]
    assert opened.text.textCursor().selectedText().lower() == "argon2id"
    opened.search.setText("qwertzuiop")
    assert (opened.list.count(), opened.none.isVisible()) == (0, True)
    opened.search.clear()
    assert opened.list.count() == len(TOPICS)
    QTest.keyClick(opened.search, Qt.Key.Key_Down)
    assert opened.topic() == TOPICS[1]
