"""What the menus of the window do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from iris_grants.wording import LANGUAGES, _
from ui.shell.menus import Item, Key, Menu, shortcuts_text
from ui.shell.theme import Scheme
from ui.tables.view import DataTable

if TYPE_CHECKING:
    from ui.shell.window import MainWindow

LANGUAGE_NAMES = {"en": "English", "sr_Latn": "Srpski (latinica)"}
JUMPS = 9


class WindowActions(QObject):
    """Says which menus the window has now, and runs what they offer."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def menus(self) -> tuple[Menu, ...]:
        """All menus in the current language, for the present state of the window."""
        return (self._file(), self._edit(), self._view(), self._go(), self._help())

    def _file(self) -> Menu:
        window, opening = self._window, self._window.opening
        is_open = window.workspace is not None
        recent = tuple(
            Item(key=f"recent_{place}", text=address, run=partial(window.open_store, address))
            for place, address in enumerate(window.preferences.recent)
        )
        return Menu(
            title=_("&File"),
            items=(
                Item(
                    key="new",
                    text=_("New programme…"),
                    run=opening.ask_for_new,
                    shortcut=Key.New,
                ),
                Item(key="open", text=_("Open…"), run=opening.ask_for_store, shortcut=Key.Open),
                Menu(title=_("Recent"), items=recent) if recent else None,
                Item(
                    key="person",
                    text=_("Work as somebody else…"),
                    run=window.change_person,
                    enabled=is_open,
                ),
                Item(
                    key="close",
                    text=_("Close the programme"),
                    run=window.close_store,
                    shortcut=Key.Close,
                    enabled=is_open,
                ),
                None,
                Item(key="quit", text=_("Quit"), run=self._quit, shortcut="Ctrl+Q"),
            ),
        )

    def _edit(self) -> Menu:
        return Menu(
            title=_("&Edit"),
            items=(
                Item(key="undo", text=_("Undo"), run=self._undo),
                Item(key="redo", text=_("Redo"), run=self._redo),
                None,
                Item(key="cut", text=_("Cut"), run=self._cut),
                Item(key="copy_text", text=_("Copy"), run=self._copy),
                Item(key="copy_cell", text=_("Copy cell"), run=self._copy_cell),
                Item(key="paste", text=_("Paste"), run=self._paste),
                None,
                Item(
                    key="find",
                    text=_("Search in this list"),
                    run=self._find,
                    shortcut=Key.Find,
                    enabled=self._window.workspace is not None,
                ),
                Item(
                    key="search",
                    text=_("Search everywhere…"),
                    run=self._window.search_everywhere,
                    shortcut="Ctrl+K",
                    enabled=self._window.workspace is not None,
                ),
            ),
        )

    def _view(self) -> Menu:
        window, theme = self._window, self._window.theme
        schemes = {
            Scheme.SYSTEM: _("As the system"),
            Scheme.LIGHT: _("Light"),
            Scheme.DARK: _("Dark"),
        }
        return Menu(
            title=_("&View"),
            items=(
                Menu(
                    title=_("Theme"),
                    items=tuple(
                        Item(
                            key=f"scheme_{scheme}",
                            text=text,
                            run=partial(window.set_scheme, scheme),
                            ticked=theme.scheme is scheme,
                            choice="scheme",
                        )
                        for scheme, text in schemes.items()
                    ),
                ),
                Menu(
                    title=_("Language"),
                    items=tuple(
                        Item(
                            key=f"language_{language}",
                            text=LANGUAGE_NAMES[language],
                            run=partial(window.set_language, language),
                            ticked=window.preferences.language == language,
                            choice="language",
                        )
                        for language in LANGUAGES
                    ),
                ),
                None,
                Item(key="larger", text=_("Larger"), run=self._larger, shortcut=Key.ZoomIn),
                Item(key="smaller", text=_("Smaller"), run=self._smaller, shortcut=Key.ZoomOut),
                Item(key="normal", text=_("Normal size"), run=self._normal, shortcut="Ctrl+0"),
                None,
                Item(
                    key="fold",
                    text=_("Fold the navigation"),
                    run=self._fold,
                    shortcut="Ctrl+B",
                    enabled=window.workspace is not None,
                ),
                Item(
                    key="refresh",
                    text=_("Load again"),
                    run=self._refresh,
                    shortcut=Key.Refresh,
                    enabled=window.workspace is not None,
                ),
                Item(
                    key="full",
                    text=_("Full screen"),
                    run=self._full_screen,
                    shortcut="F11",
                    ticked=window.isFullScreen(),
                ),
            ),
        )

    def _go(self) -> Menu:
        workspace = self._window.workspace
        pages: tuple[Item, ...] = ()
        if workspace is not None:
            pages = tuple(
                Item(
                    key=f"go_{entry.key}",
                    text=_(entry.title),
                    run=partial(workspace.go, entry.key),
                    shortcut=f"Ctrl+{place}" if place <= JUMPS else None,
                )
                for place, entry in enumerate(workspace.entries.values(), start=1)
            )
        back = Item(
            key="back",
            text=_("Back"),
            run=self._back,
            shortcut="Alt+Left",
            enabled=workspace is not None,
        )
        return Menu(title=_("&Go"), items=(back, None, *pages))

    def _help(self) -> Menu:
        return Menu(
            title=_("&Help"),
            items=(
                Item(key="keys", text=_("Keys"), run=self._keys, shortcut="F1"),
                Item(key="about", text=_("About IRIS Grants"), run=self._about),
            ),
        )

    def _quit(self) -> None:
        self._window.close()

    def _undo(self) -> None:
        if (text := _focused_text()) is not None:
            text.undo()

    def _redo(self) -> None:
        if (text := _focused_text()) is not None:
            text.redo()

    def _cut(self) -> None:
        if (text := _focused_text()) is not None:
            text.cut()

    def _copy(self) -> None:
        focused = QApplication.focusWidget()
        if isinstance(focused, DataTable):
            focused.copy_rows()
        elif (text := _focused_text()) is not None:
            text.copy()

    def _copy_cell(self) -> None:
        focused = QApplication.focusWidget()
        if isinstance(focused, DataTable):
            focused.copy_cell()

    def _paste(self) -> None:
        if (text := _focused_text()) is not None:
            text.paste()

    def _find(self) -> None:
        page = self._window.current_page()
        if page is not None:
            page.start_search()

    def _refresh(self) -> None:
        page = self._window.current_page()
        if page is not None:
            page.refresh()

    def _back(self) -> None:
        if self._window.workspace is not None:
            self._window.workspace.back()

    def _fold(self) -> None:
        if self._window.workspace is not None:
            self._window.workspace.navigation.toggle_folded()

    def _full_screen(self) -> None:
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()

    def _larger(self) -> None:
        self._window.theme.zoom_by(1)
        self._window.preferences.zoom = self._window.theme.zoom

    def _smaller(self) -> None:
        self._window.theme.zoom_by(-1)
        self._window.preferences.zoom = self._window.theme.zoom

    def _normal(self) -> None:
        self._window.theme.set_zoom(1.0)
        self._window.preferences.zoom = 1.0

    def _keys(self) -> None:
        self._window.feedback.tell(_("Keys"), shortcuts_text(self._window.menu_bar.actions))

    def _about(self) -> None:
        self._window.feedback.tell(
            _("IRIS Grants"),
            _(
                "Small grants and licensing support, from the call to the archive. "
                "Icons: Lucide (ISC). Letters: Inter and DejaVu."
            ),
        )


def _focused_text() -> QLineEdit | QPlainTextEdit | None:
    focused = QApplication.focusWidget()
    return focused if isinstance(focused, QLineEdit | QPlainTextEdit) else None
