"""A page whose lists lie in tabs under one head; the steps offered follow the tab."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtWidgets import QTabWidget, QVBoxLayout

from iris_grants.kernel.problems import Problem
from iris_grants.wording import _
from ui.shell.act import Act
from ui.shell.context import Context
from ui.shell.controls import column
from ui.shell.page import MARGIN, Page, PageHead, clear_layout
from ui.tables.detail import Path
from ui.tables.listpage import ListPage
from ui.tables.parts import PathLabel

Tabs = Mapping[str, tuple[Act, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TabbedHead:
    """What stands over the tabs; texts are in words, made in the thread that loads.

    `primary` is the next step of the whole, `acts` are the steps of each tab by its key and
    `counts` what stands in brackets behind its title; `always` are offered in every tab.
    """

    line: str = ""
    path: Path | None = None
    primary: Act | None = None
    always: tuple[Act, ...] = ()
    acts: Tabs = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    waiting: int = 0


class TabbedPage(Page):
    """Lists of one matter in tabs; a record is opened by `tab/key`."""

    def __init__(self, context: Context, title: str) -> None:
        super().__init__(context)
        self.head = PageHead(_(title), context)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(_(title))
        self._shown = TabbedHead()
        self._keys: list[str] = []
        self._titles: dict[str, str] = {}
        self._path: QVBoxLayout = QVBoxLayout()
        layout = column(self, MARGIN, 10)
        layout.addWidget(self.head)
        layout.addLayout(self._path)
        layout.addWidget(self.tabs, 1)
        self.tabs.currentChanged.connect(self._on_tabs_current_changed)

    def put(self, key: str, title: str, make: Callable[[Context], Page]) -> Page:
        """Add a page as a tab; its own head gives way to that of the whole."""
        inner = make(replace(self.context, say_waiting=_say_nothing))
        if isinstance(inner, ListPage):
            inner.head.hide()
        layout = inner.layout()
        if layout is not None:
            layout.setContentsMargins(0, 12, 0, 0)
        self._keys.append(key)
        self._titles[key] = _(title)
        self.tabs.addTab(inner, _(title))
        return inner

    def show_head(self, key: str, head: TabbedHead) -> None:
        """Show what was loaded; `key` is the page's own, beside whose name the count stands."""
        self._shown = head
        self.head.line.set_full_text(head.line)
        self.head.set_problems(head.problems)
        self.context.say_waiting(key, head.waiting)
        clear_layout(self._path)
        if head.path is not None:
            self._path.addWidget(PathLabel(head.path))
        for place, tab in enumerate(self._keys):
            count = head.counts.get(tab)
            title = self._titles[tab] if not count else f"{self._titles[tab]} ({count})"
            self.tabs.setTabText(place, title)
        self._show_acts()

    def shown_head(self) -> TabbedHead:
        """What stands over the tabs now."""
        return self._shown

    def page_of(self, key: str) -> Page:
        """The page in a tab."""
        found = self.tabs.widget(self._keys.index(key))
        if not isinstance(found, Page):
            raise TypeError(f"no page in tab {key}")
        return found

    def current_key(self) -> str:
        """The key of the tab that is open."""
        return self._keys[self.tabs.currentIndex()]

    def open_tab(self, key: str) -> None:
        """Open a tab."""
        self.tabs.setCurrentIndex(self._keys.index(key))

    def open_record(self, key: str) -> None:
        """Open a tab, and the record in it that stands behind the stroke."""
        tab, _stroke, record = key.partition("/")
        if tab in self._keys:
            self.open_tab(tab)
            self.page_of(tab).open_record(record)

    def start_search(self) -> None:
        """Search in the tab that is open."""
        self.page_of(self.current_key()).start_search()

    def _show_acts(self) -> None:
        head, key = self._shown, self.current_key()
        primary = head.primary
        others = [
            act
            for act in (*head.always, *head.acts.get(key, ()))
            if primary is None or act.text != primary.text
        ]
        self.head.set_acts(primary, tuple(others))

    def _on_tabs_current_changed(self, place: int) -> None:
        self._show_acts()


def _say_nothing(page: str, count: int) -> None:
    """What waits in a tab is counted by the head of the whole."""
