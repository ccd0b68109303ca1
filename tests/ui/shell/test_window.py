"""The main window: start page, opening, pages, languages, what is remembered."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from iris_grants.people.desks import create_store, open_desk
from tests.ui.feedback.test_door import press
from ui.feedback import Telling
from ui.shell.page import Page
from ui.shell.preferences import Preferences
from ui.shell.startpage import StartPage
from ui.shell.theme import Scheme
from ui.shell.window import MainWindow
from ui.tables.listpage import ListPage

LONG = 10_000


def test_window_without_store_offers_to_begin(main_window: MainWindow) -> None:
    assert isinstance(main_window.centralWidget(), StartPage)
    actions = main_window.menu_bar.actions
    assert {key for key, action in actions.items() if not action.isEnabled()} == {
        "person",
        "close",
        "copy_store",
        "copy_encrypted",
        "move",
        "backup",
        "find",
        "search",
        "fold",
        "refresh",
        "lock",
        "export_list",
        "print_list",
    }


def test_opened_store_shows_its_first_page_and_who_is_here(
    qtbot: QtBot, open_window: MainWindow, preferences: Preferences, store: str
) -> None:
    workspace = open_window.workspace
    assert workspace is not None
    assert workspace.current_key() == "sample"
    wanted = "Store: sample · everything saved · Ana Primer (declared)"
    qtbot.waitUntil(lambda: open_window.status.text() == wanted, timeout=LONG)
    assert preferences.recent == (store,)
    assert preferences.person_of(store) == "Ana Primer"


def test_pages_are_built_when_they_are_shown(open_window: MainWindow) -> None:
    workspace = open_window.workspace
    assert workspace is not None
    assert workspace.stack.count() == 1
    open_window.menu_bar.actions["go_settings"].trigger()
    assert workspace.stack.count() == 2
    assert workspace.current_key() == "settings"
    open_window.menu_bar.actions["back"].trigger()
    assert workspace.current_key() == "sample"


def test_keys_jump_to_pages_and_into_the_search(qtbot: QtBot, open_window: MainWindow) -> None:
    workspace = open_window.workspace
    assert workspace is not None
    QTest.keyClick(open_window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: workspace.current_key() == "settings")
    QTest.keyClick(open_window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: workspace.current_key() == "sample")
    QTest.keyClick(open_window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    page = open_window.current_page()
    assert isinstance(page, ListPage)
    qtbot.waitUntil(page.toolbar.search.hasFocus)


def test_arrow_keys_move_in_the_navigation(qtbot: QtBot, open_window: MainWindow) -> None:
    workspace = open_window.workspace
    assert workspace is not None
    workspace.navigation.list.setFocus()
    QTest.keyClick(workspace.navigation.list, Qt.Key.Key_Down)
    assert workspace.current_key() == "settings"
    QTest.keyClick(workspace.navigation.list, Qt.Key.Key_Up)
    assert workspace.current_key() == "sample"


def test_navigation_counts_what_waits_and_folds(qtbot: QtBot, open_window: MainWindow) -> None:
    workspace = open_window.workspace
    assert workspace is not None
    navigation = workspace.navigation
    qtbot.waitUntil(lambda: navigation.waiting("sample") == 120, timeout=LONG)
    wide = navigation.width()
    open_window.menu_bar.actions["fold"].trigger()
    assert navigation.is_folded()
    assert navigation.width() < wide / 3
    assert open_window.preferences.text("navigation/folded") == "yes"


def test_language_is_switched_while_the_window_runs(
    qtbot: QtBot, open_window: MainWindow, preferences: Preferences
) -> None:
    open_window.menu_bar.actions["language_sr_Latn"].trigger()
    assert preferences.language == "sr_Latn"
    assert [action.text() for action in open_window.menuBar().actions()] == [
        "&Datoteka",
        "&Uređivanje",
        "&Prikaz",
        "&Idi",
        "Po&moć",
    ]
    wanted = "Baza: sample · sve je sačuvano · Ana Primer (prema sopstvenoj izjavi)"
    qtbot.waitUntil(lambda: open_window.status.text() == wanted, timeout=LONG)
    workspace = open_window.workspace
    assert workspace is not None
    assert workspace.current_key() == "sample"


def test_scheme_is_switched_and_remembered(
    open_window: MainWindow, preferences: Preferences
) -> None:
    open_window.menu_bar.actions["scheme_dark"].trigger()
    assert preferences.scheme is Scheme.DARK
    assert open_window.theme.is_dark()
    open_window.menu_bar.actions["scheme_light"].trigger()
    assert not open_window.theme.is_dark()


def test_size_is_changed_from_the_menu(open_window: MainWindow, preferences: Preferences) -> None:
    open_window.menu_bar.actions["larger"].trigger()
    assert preferences.zoom == 1.1
    open_window.menu_bar.actions["normal"].trigger()
    assert preferences.zoom == 1.0


def test_closed_store_is_free_and_listed_as_recent(
    qtbot: QtBot, open_window: MainWindow, store: str
) -> None:
    open_window.menu_bar.actions["close"].trigger()
    page = open_window.centralWidget()
    assert isinstance(page, StartPage)
    assert [button.text() for button in page.recent] == ["sample"]
    open_desk(store, "Ana Primer").store.close()
    with qtbot.waitSignal(open_window.store_opened, timeout=LONG):
        QTest.mouseClick(page.recent[0], Qt.MouseButton.LeftButton)


def test_store_in_use_is_offered_for_reading(
    qtbot: QtBot, main_window: MainWindow, store: str
) -> None:
    other = open_desk(store, "Ana Primer")
    try:
        main_window.open_store(store)
        said = main_window.feedback.said
        qtbot.waitUntil(lambda: bool(said), timeout=LONG)
        assert said[-1].text == "Somebody else is writing in this programme now."
        with qtbot.waitSignal(main_window.store_opened, timeout=LONG):
            press(qtbot, main_window.feedback, "Open to read")
        wanted = "Store: sample · read-only · Ana Primer writes since "
        qtbot.waitUntil(lambda: main_window.status.text().startswith(wanted), timeout=LONG)
        main_window.close_store()
    finally:
        other.store.close()


def test_file_that_is_no_store_is_explained(
    qtbot: QtBot, main_window: MainWindow, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.iris"
    wrong.write_text("not a store")
    main_window.open_store(str(wrong))
    qtbot.waitUntil(lambda: bool(main_window.feedback.said), timeout=LONG)
    said = main_window.feedback.said[-1]
    assert (said.telling, said.text) == (Telling.REFUSED, "The programme cannot be opened")
    assert wrong.read_text() == "not a store"
    assert isinstance(main_window.centralWidget(), StartPage)


def test_new_store_begins_with_its_person(
    qtbot: QtBot, main_window: MainWindow, tmp_path: Path
) -> None:
    with qtbot.waitSignal(main_window.store_opened, timeout=LONG):
        main_window.opening.create(str(tmp_path / "new.iris"), "Mila Primer")
    assert main_window.desk is not None
    assert main_window.desk.person.name == "Mila Primer"


def test_person_is_asked_for_where_several_work(
    qtbot: QtBot, main_window: MainWindow, tmp_path: Path
) -> None:
    from iris_grants.kernel.access import Role
    from iris_grants.people.commands import add_person

    address = tmp_path / "two.iris"
    desk = create_store(address, person_name="Ana Primer")
    desk.run(add_person, name="Petar Primer", roles=(Role.APPROVER,))
    desk.store.close()
    main_window.open_store(str(address))
    qtbot.waitUntil(lambda: main_window.opening.dialog is not None, timeout=LONG)
    dialog = main_window.opening.dialog
    assert dialog is not None
    combo = dialog.panel.rows["person"].editor.input
    QTest.keyClicks(combo, "P")
    with qtbot.waitSignal(main_window.store_opened, timeout=LONG):
        QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert main_window.desk is not None
    assert main_window.desk.person.name == "Petar Primer"


def test_dropped_store_is_opened(qtbot: QtBot, main_window: MainWindow, store: str) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(store)])
    event = QDropEvent(
        QPointF(20, 20),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(main_window.store_opened, timeout=LONG):
        assert main_window.dropping.eventFilter(main_window, event)
    assert event.isAccepted()


def test_unsaved_page_is_left_only_after_a_question(qtbot: QtBot, open_window: MainWindow) -> None:
    class Typing(Page):
        def unsaved(self) -> bool:
            return True

    workspace = open_window.workspace
    assert workspace is not None
    typing = Typing(workspace.context)
    workspace._pages["settings"] = typing
    workspace.stack.addWidget(typing)
    workspace.go("settings")
    workspace.go("sample")
    assert workspace.current_key() == "settings"
    press(qtbot, open_window.feedback, "Stay")
    open_window.close()
    assert open_window.isVisible()
    press(qtbot, open_window.feedback, "Stay")
    workspace.go("sample")
    press(qtbot, open_window.feedback, "Leave")
    assert workspace.current_key() == "sample"
    del workspace._pages["settings"]


def test_help_lists_every_key(open_window: MainWindow) -> None:
    open_window.menu_bar.actions["keys"].trigger()
    (told,) = open_window.feedback.said[-1].details
    assert "Ctrl+K  ·  Search everywhere…" in told.splitlines()
    assert "Ctrl+1  ·  Applications" in told.splitlines()


def test_edit_menu_acts_on_the_field_in_focus(qtbot: QtBot, open_window: MainWindow) -> None:
    page = open_window.current_page()
    assert isinstance(page, ListPage)
    field: QLineEdit = page.toolbar.search

    def focused() -> bool:
        field.setFocus()
        return field.hasFocus()

    qtbot.waitUntil(focused, timeout=LONG)
    field.setText("fond")
    field.selectAll()
    actions = open_window.menu_bar.actions
    actions["cut"].trigger()
    assert field.text() == ""
    actions["paste"].trigger()
    assert field.text() == "fond"
    actions["undo"].trigger()
    assert field.text() == ""
    actions["redo"].trigger()
    assert field.text() == "fond"
