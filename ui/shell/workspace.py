"""An open store on screen: navigation and pages, built when shown, rebuilt in another language."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from iris_grants.wording import _
from ui.desk import WindowDesk
from ui.feedback import Feedback
from ui.pages import present_entries
from ui.shell.context import Context
from ui.shell.controls import row
from ui.shell.entries import Entry
from ui.shell.navigation import Navigation
from ui.shell.page import Page
from ui.shell.preferences import Preferences
from ui.shell.search import Hit, SearchPalette

if TYPE_CHECKING:
    pass

FOLDED = "navigation/folded"
LAST_PAGE = "navigation/page"


class Workspace(QWidget):
    """The navigation and the stack of pages of one open store."""

    page_shown = Signal(str)

    def __init__(
        self,
        window: QWidget,
        desk: WindowDesk,
        feedback: Feedback,
        preferences: Preferences,
        trigger: Callable[[str], None],
        entries: tuple[Entry, ...] | None = None,
    ) -> None:
        super().__init__(window)
        self._feedback = feedback
        self._preferences = preferences
        found = present_entries() if entries is None else entries
        self.entries = {entry.key: entry for entry in found}
        self.context = Context(
            window=window,
            desk=desk,
            feedback=feedback,
            preferences=preferences,
            go=self.go,
            say_waiting=self._say_waiting,
            trigger=trigger,
        )
        self._pages: dict[str, Page] = {}
        self._history: list[str] = []
        layout = row(self, spacing=0)
        self.navigation = Navigation(found)
        self.navigation.set_title(desk.name)
        if len(found) == 1:
            self.navigation.hide()
        self.navigation.set_folded(preferences.text(FOLDED) == "yes")
        self.stack = QStackedWidget()
        self.stack.setObjectName("pages")
        layout.addWidget(self.navigation)
        layout.addWidget(self.stack, 1)
        self.navigation.chosen.connect(self._on_navigation_chosen)
        self.navigation.folded_changed.connect(self._on_navigation_folded_changed)

    def start(self) -> None:
        """Show the page that was open last, or the first."""
        last = self._preferences.text(LAST_PAGE)
        keys = tuple(self.entries)
        if keys:
            self.go(last if last in self.entries else keys[0])

    def go(self, key: str, record: str = "") -> None:
        """Show a page, and select a record on it; asks first where something is unsaved."""
        now = self.current_page()
        if now is not None and now.unsaved() and self._pages.get(key) is not now:
            self._feedback.confirm(
                _("Leave without saving what you typed?"),
                yes=_("Leave"),
                no=_("Stay"),
                on_yes=lambda: self._show(key, record),
                on_no=lambda: self.navigation.select(self.current_key()),
            )
        else:
            self._show(key, record)

    def back(self) -> None:
        """Show the page before this one."""
        if len(self._history) > 1:
            self._history.pop()
            self.go(self._history.pop())

    def current_key(self) -> str:
        """The key of the page that is shown; empty before the first."""
        return self._history[-1] if self._history else ""

    def current_page(self) -> Page | None:
        """The page that is shown; none before the first."""
        return self._pages.get(self.current_key())

    def page(self, key: str) -> Page:
        """The page with this key, built now if nobody has seen it yet."""
        if key not in self._pages:
            made = self.entries[key].build(self.context)
            self._pages[key] = made
            self.stack.addWidget(made)
        return self._pages[key]

    def search_everywhere(self) -> None:
        """Open the search over all pages and the records that they can find."""
        pages = tuple(
            Hit(page=entry.key, record="", title=_(entry.title), kind=_("Pages"))
            for entry in self.entries.values()
        )
        palette = SearchPalette(self.context.desk, pages, self.context.window)
        palette.chosen.connect(self.go)
        palette.open()

    def unsaved(self) -> bool:
        """Whether any page holds something that would be lost."""
        return any(page.unsaved() for page in self._pages.values())

    def _show(self, key: str, record: str) -> None:
        page = self.page(key)
        if self.current_key() != key:
            self._history.append(key)
        if len(self.entries) > 1:
            self._preferences.set_text(LAST_PAGE, key)
        self.navigation.select(key)
        self.stack.setCurrentWidget(page)
        if record:
            page.open_record(record)
        self.page_shown.emit(key)

    def _say_waiting(self, key: str, count: int) -> None:
        self.navigation.set_waiting(key, count)

    def _on_navigation_chosen(self, key: str) -> None:
        self.go(key)

    def _on_navigation_folded_changed(self, folded: bool) -> None:
        self._preferences.set_text(FOLDED, "yes" if folded else "no")
