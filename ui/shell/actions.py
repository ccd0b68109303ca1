"""What the menus of the window offer, and what they do to what has the focus."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from iris_grants.wording import LANGUAGES, _
from ui.shell.filemenu import file_menu
from ui.shell.menus import Item, Key, Menu, shortcuts_text
from ui.shell.theme import Scheme
from ui.shell.undoing import redo_last, undo_last

if TYPE_CHECKING:
    from ui.shell.window import MainWindow
    from ui.tables.view import DataTable

LANGUAGE_NAMES = {"en": "English", "sr_Latn": "Srpski (latinica)"}
JUMPS = 9


def menus_of(window: MainWindow) -> tuple[Menu, ...]:
    """All menus in the current language, for the present state of the window."""
    return (
        file_menu(window),
        _edit_menu(window),
        _view_menu(window),
        _go_menu(window),
        _help_menu(window),
    )


def scheme_names() -> dict[Scheme, str]:
    """The schemes with their names in the current language."""
    return {
        Scheme.SYSTEM: _("As the system"),
        Scheme.LIGHT: _("Light"),
        Scheme.DARK: _("Dark"),
    }


def _edit_menu(window: MainWindow) -> Menu:
    is_open = window.workspace is not None
    return Menu(
        title=_("&Edit"),
        items=(
            Item(key="undo", text=_("Undo"), run=partial(_undo, window), shortcut=Key.Undo),
            Item(key="redo", text=_("Redo"), run=partial(_redo, window), shortcut=Key.Redo),
            None,
            Item(key="cut", text=_("Cut"), run=_cut),
            Item(key="copy", text=_("Copy"), run=_copy),
            Item(key="copy_cell", text=_("Copy cell"), run=_copy_cell),
            Item(key="paste", text=_("Paste"), run=_paste),
            None,
            Item(
                key="find",
                text=_("Search in this list"),
                run=partial(_find, window),
                shortcut=Key.Find,
                enabled=is_open,
            ),
            Item(
                key="search",
                text=_("Search everywhere…"),
                run=partial(_search, window),
                shortcut="Ctrl+K",
                enabled=is_open,
            ),
        ),
    )


def _view_menu(window: MainWindow) -> Menu:
    return Menu(
        title=_("&View"),
        items=(
            _scheme_menu(window),
            _language_menu(window),
            None,
            *_sizes(window),
            None,
            *_window_items(window),
        ),
    )


def _window_items(window: MainWindow) -> tuple[Item, ...]:
    is_open = window.workspace is not None
    return (
        Item(
            key="fold",
            text=_("Fold the navigation"),
            run=partial(_fold, window),
            shortcut="Ctrl+B",
            enabled=is_open,
        ),
        Item(
            key="refresh",
            text=_("Load again"),
            run=partial(_refresh, window),
            shortcut=Key.Refresh,
            enabled=is_open,
        ),
        Item(
            key="full",
            text=_("Full screen"),
            run=partial(_full_screen, window),
            shortcut="F11",
            ticked=window.isFullScreen(),
        ),
        Item(
            key="lock",
            text=_("Lock the window"),
            run=window.lock.lock,
            shortcut="Ctrl+L",
            enabled=window.lock.possible(),
        ),
    )


def _sizes(window: MainWindow) -> tuple[Item, ...]:
    sizes = (
        ("larger", _("Larger"), 1, "Ctrl++"),
        ("smaller", _("Smaller"), -1, "Ctrl+-"),
        ("normal", _("Normal size"), 0, "Ctrl+0"),
    )
    return tuple(
        Item(key=key, text=text, run=partial(_zoom, window, steps), shortcut=keys)
        for key, text, steps, keys in sizes
    )


def _scheme_menu(window: MainWindow) -> Menu:
    items = tuple(
        Item(
            key=f"scheme_{scheme}",
            text=text,
            run=partial(window.set_scheme, scheme),
            ticked=window.theme.scheme is scheme,
            choice="scheme",
        )
        for scheme, text in scheme_names().items()
    )
    return Menu(title=_("Theme"), items=items)


def _language_menu(window: MainWindow) -> Menu:
    items = tuple(
        Item(
            key=f"language_{language}",
            text=LANGUAGE_NAMES[language],
            run=partial(window.set_language, language),
            ticked=window.preferences.language == language,
            choice="language",
        )
        for language in LANGUAGES
    )
    return Menu(title=_("Language"), items=items)


def _go_menu(window: MainWindow) -> Menu:
    workspace = window.workspace
    if workspace is None:
        return Menu(title=_("&Go"), items=())
    pages = tuple(
        Item(
            key=f"go_{entry.key}",
            text=_(entry.title),
            run=partial(workspace.go, entry.key),
            shortcut=f"Ctrl+{place}" if place <= JUMPS else None,
        )
        for place, entry in enumerate(workspace.entries.values(), start=1)
    )
    back = Item(key="back", text=_("Back"), run=workspace.back, shortcut="Alt+Left")
    return Menu(title=_("&Go"), items=(back, None, *pages))


def _help_menu(window: MainWindow) -> Menu:
    return Menu(
        title=_("&Help"),
        items=(
            Item(key="help", text=_("Help"), run=partial(_help, window), shortcut="F1"),
            Item(key="keys", text=_("Keys"), run=partial(_keys, window)),
            Item(key="about", text=_("About IRIS Grants"), run=partial(_about, window)),
        ),
    )


def _undo(window: MainWindow) -> None:
    """In a field: what was typed; anywhere else: the person's last operation."""
    if (text := _focused_text()) is not None and not text.isReadOnly():
        text.undo()
    elif window.desk is not None and window.desk.writable:
        undo_last(window, window.desk, window.feedback)


def _redo(window: MainWindow) -> None:
    if (text := _focused_text()) is not None and not text.isReadOnly():
        text.redo()
    elif window.desk is not None and window.desk.writable:
        redo_last(window, window.desk, window.feedback)


def _cut() -> None:
    if (text := _focused_text()) is not None:
        text.cut()


def _copy() -> None:
    if (table := _focused_table()) is not None:
        table.copy_rows()
    elif (text := _focused_text()) is not None:
        text.copy()


def _copy_cell() -> None:
    if (table := _focused_table()) is not None:
        table.copy_cell()


def _paste() -> None:
    if (text := _focused_text()) is not None:
        text.paste()


def _find(window: MainWindow) -> None:
    if (page := window.current_page()) is not None:
        page.start_search()


def _search(window: MainWindow) -> None:
    if window.workspace is not None:
        window.workspace.search_everywhere()


def _refresh(window: MainWindow) -> None:
    if (page := window.current_page()) is not None:
        page.refresh()


def _fold(window: MainWindow) -> None:
    if window.workspace is not None:
        window.workspace.navigation.toggle_folded()


def _full_screen(window: MainWindow) -> None:
    if window.isFullScreen():
        window.showNormal()
    else:
        window.showFullScreen()


def _zoom(window: MainWindow, steps: int) -> None:
    if steps:
        window.theme.zoom_by(steps)
    else:
        window.theme.set_zoom(1.0)
    window.preferences.zoom = window.theme.zoom


def _help(window: MainWindow) -> None:
    from ui.shell.helpwindow import HelpWindow, topic_of

    workspace = window.workspace
    entry = workspace.entries.get(workspace.current_key()) if workspace is not None else None
    opened = next(iter(window.findChildren(HelpWindow)), None) or HelpWindow(window)
    opened.open_topic(topic_of(entry), _(entry.title) if entry is not None else "")
    opened.show()
    opened.activateWindow()


def _keys(window: MainWindow) -> None:
    window.feedback.tell(_("Keys"), shortcuts_text(window.menu_bar.actions))


def _about(window: MainWindow) -> None:
    window.feedback.tell(
        _("IRIS Grants"),
        _(
            "Small grants and licensing support, from the call to the archive. "
            "Icons: Lucide (ISC). Letters: Inter and DejaVu."
        ),
    )


def _focused_table() -> DataTable[object] | None:
    from ui.tables.view import DataTable

    focused = QApplication.focusWidget()
    return focused if isinstance(focused, DataTable) else None


def _focused_text() -> QLineEdit | QPlainTextEdit | None:
    focused = QApplication.focusWidget()
    return focused if isinstance(focused, QLineEdit | QPlainTextEdit) else None
