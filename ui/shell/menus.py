"""The menus, as data: every action of the window with its words, its keys and its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from iris_grants.wording import _

Key = QKeySequence.StandardKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One action: its words (already translated), its keys, and whether it is ticked.

    Items of one `choice` exclude each other. `key` names the action for tests and state.
    """

    key: str
    text: str
    run: Callable[[], None]
    shortcut: QKeySequence.StandardKey | str | None = None
    ticked: bool | None = None
    choice: str = ""
    enabled: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Menu:
    """A menu or, inside another, a submenu; `None` among the items draws a line."""

    title: str
    items: tuple[Item | Menu | None, ...]


class MenuBar:
    """Fills a menu bar from data, and gives the actions back by their keys."""

    def __init__(self, bar: QMenuBar, window: QWidget) -> None:
        self._bar = bar
        self._window = window
        self.actions: dict[str, QAction] = {}

    def fill(self, menus: tuple[Menu, ...]) -> None:
        """Replace whatever the bar held."""
        for action in self.actions.values():
            self._window.removeAction(action)
            action.deleteLater()
        self.actions = {}
        self._bar.clear()
        for menu in menus:
            self._fill_menu(self._bar.addMenu(menu.title), menu.items)

    def _fill_menu(self, menu: QMenu, items: tuple[Item | Menu | None, ...]) -> None:
        groups: dict[str, QActionGroup] = {}
        for item in items:
            if item is None:
                menu.addSeparator()
            elif isinstance(item, Menu):
                self._fill_menu(menu.addMenu(item.title), item.items)
            else:
                action = self._action(item)
                if item.choice:
                    group = groups.setdefault(item.choice, QActionGroup(menu))
                    group.addAction(action)
                menu.addAction(action)

    def _action(self, item: Item) -> QAction:
        action = QAction(item.text, self._window)
        if item.shortcut is not None:
            action.setShortcut(QKeySequence(item.shortcut))
        if item.ticked is not None:
            action.setCheckable(True)
            action.setChecked(item.ticked)
        action.setEnabled(item.enabled)
        run = item.run
        action.triggered.connect(lambda checked=False: run())
        self._window.addAction(action)
        self.actions[item.key] = action
        return action


def shortcuts_text(actions: dict[str, QAction]) -> str:
    """All keys of the window, one a line, for the help."""
    lines = [
        f"{action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)}  ·  "
        f"{action.text().replace('&', '')}"
        for action in actions.values()
        if not action.shortcut().isEmpty()
    ]
    fixed = (
        _("Enter · open the row in focus"),
        _("Ctrl+C in a table · copy the selected rows"),
        _("Ctrl+S in a form · save"),
    )
    return "\n".join((*lines, *fixed))
