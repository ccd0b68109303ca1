"""People at the window: whoever sits there presses buttons by their words and fills forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from iris_grants.people.desks import open_reader
from iris_grants.wording import _
from tests.ui import acting
from ui.feedback import Feedback
from ui.shell.act import ActButton
from ui.shell.context import Context
from ui.shell.page import Page
from ui.shell.preferences import Preferences
from ui.shell.theme import Theme
from ui.shell.window import MainWindow
from ui.tables.listpage import ListPage
from ui.tables.parts import ShortTable
from ui.tables.tabbed import TabbedPage

T = TypeVar("T")
D = TypeVar("D", bound=QDialog)
P = TypeVar("P", bound=QWidget)
LONG = 60_000
Table = ListPage[Any]


class Seat:
    """One window of an office, in Serbian: who sits at it, and what they look at."""

    def __init__(self, qtbot: QtBot, theme: Theme, folder: Path) -> None:
        preferences = Preferences(folder / "window.ini")
        preferences.language = "sr_Latn"
        self.qtbot = qtbot
        self.folder = folder
        self.store = str(folder / "programme.iris")
        self.window = MainWindow(theme, preferences)
        qtbot.addWidget(self.window)
        self.window.show()

    def begin(self, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """Make the store, with its programme, in somebody's name."""
        chosen = (self.store, "")
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: chosen)
        self.window.menu_bar.actions["new"].trigger()
        self._answer({"name": name})

    def sit(self, name: str) -> None:
        """Let somebody else take the chair, or the same person."""
        desk = self.window.desk
        if desk is not None and desk.person.name == name:
            return
        self.window.menu_bar.actions["person"].trigger()
        self._answer({"person": name})
        assert self.window.desk is not None
        assert self.window.desk.person.name == name

    def open_office(self) -> None:
        """Open the programme again, in the name of who had it open last."""
        with self.qtbot.waitSignal(self.window.store_opened, timeout=LONG):
            self.window.open_store(self.store)
        self.rest()

    def _answer(self, values: Mapping[str, object]) -> None:
        opening = self.window.opening
        self.qtbot.waitUntil(lambda: opening.dialog is not None, timeout=LONG)
        dialog = opening.dialog
        assert dialog is not None
        for name, value in values.items():
            acting.type_into(dialog.panel.rows[name].editor.input, value)
        with self.qtbot.waitSignal(self.window.store_opened, timeout=LONG):
            dialog.save.click()
        self.rest()

    @property
    def context(self) -> Context:
        """What the pages stand on."""
        assert self.window.workspace is not None
        return self.window.workspace.context

    @property
    def feedback(self) -> Feedback:
        """What people are told."""
        return self.window.feedback

    def page(self, key: str, record: str = "") -> Page:
        """Go to a page, and to a record on it."""
        assert self.window.workspace is not None
        self.window.workspace.go(key, record)
        self.rest()
        page = self.window.current_page()
        assert page is not None
        return page

    def table(self, key: str, record: str = "") -> Table:
        """Go to a page that is one list, and to a record in it."""
        page = self.page(key, record)
        assert isinstance(page, ListPage)
        if record:
            self.select(page, record)
        return page

    def tab(self, key: str, tab: str) -> tuple[TabbedPage, Table]:
        """Go to a tab of a page; the page and the list in the tab."""
        page = self.page(key)
        assert isinstance(page, TabbedPage)
        page.open_tab(tab)
        self.rest()

        def list_in_tab() -> Table | None:
            inner = page.page_of(tab)
            lists = [inner] if isinstance(inner, ListPage) else inner.findChildren(ListPage)
            return next((one for one in lists if one.isVisible() and not one._stale), None)

        self.qtbot.waitUntil(lambda: list_in_tab() is not None, timeout=LONG)
        self.rest()
        found = list_in_tab()
        assert found is not None
        return page, found

    def select(self, page: Table, key: str) -> None:
        """Put a record into focus and wait until it is shown."""
        acting.select(self.qtbot, page, key)
        self.rest()

    def read(self, query: Callable[[Session], T]) -> T:
        """What the store says, read beside the window."""
        with closing(open_reader(self.store).store) as store, store.read() as session:
            return query(session)

    def rest(self) -> None:
        """Wait until nothing is on its way and every list in view has its rows."""
        self.qtbot.waitUntil(self._at_rest, timeout=LONG)

    def _at_rest(self) -> bool:
        now = self.window.current_page()
        if now is not None and (now._stale or not now.isVisible()):
            return False
        return self.window.tasks.idle() and not any(
            page._stale or page._loading is not None or page._reading is not None
            for page in self.window.findChildren(ListPage)
            if page.isVisible()
        )


class AtWindow(Seat):
    """What people do at it; words are given in English as the source has them."""

    def press(self, owner: QWidget, words: str) -> None:
        """Press the first button with these words; it must not be blocked."""
        every = owner.findChildren(ActButton)
        found = [one for one in every if one.text() == _(words)]
        assert found, [one.text() for one in every]
        assert found[0].isEnabled(), found[0].toolTip()
        found[0].click()

    def press_in_row(self, page: Table, key: str, words: str) -> None:
        """Press a step of a row of a table inside the record in view."""
        found = [one for one in page.detail.findChildren(ShortTable) if one.go_to(key)]
        offered = [button.text() for table in found for button in self._beside(table)]
        assert _(words) in offered, offered
        for table in found:
            for button in self._beside(table):
                if button.text() == _(words):
                    assert button.isEnabled(), button.toolTip()
                    button.click()
                    return

    def _beside(self, table: ShortTable) -> list[ActButton]:
        """The steps under a table, of its row in focus."""
        frame = table.parentWidget()
        return [] if frame is None else frame.findChildren(ActButton)

    def do(self, owner: QWidget, words: str) -> None:
        """Press a button that acts at once."""
        self.press(owner, words)
        self.rest()

    def ask(self, owner: QWidget, words: str) -> None:
        """Press a button that asks first, and agree."""
        self.press(owner, words)
        self.agree()

    def agree(self) -> None:
        """Agree to the question that is asked."""
        acting.agree(self.qtbot, self.context)
        self.rest()

    def fill(self, owner: QWidget, words: str, **values: object) -> None:
        """Press a button, fill the form that it opens, and send it."""
        self.press(owner, words)
        self.send(**values)

    def fill_in_row(self, page: Table, key: str, words: str, **values: object) -> None:
        """The same from a row of a table inside the record in view."""
        self.press_in_row(page, key, words)
        self.send(**values)

    def send(self, **values: object) -> None:
        """Fill the form that is open and send it; what it says is wrong fails the test."""
        dialog = acting.form(self.qtbot, self.context)
        acting.fill(dialog, values)
        gone: list[int] = []
        dialog.finished.connect(gone.append)
        dialog.submit()
        self.qtbot.waitUntil(lambda: bool(gone) or dialog.save.isEnabled(), timeout=LONG)
        assert gone, {name: row.wrong() for name, row in dialog.panel.rows.items() if row.wrong()}
        self.rest()

    def dialog(self, kind: type[D]) -> D:
        """The dialog of a kind that is open."""

        def there() -> list[D]:
            return [one for one in self.window.findChildren(kind) if one.isVisible()]

        self.qtbot.waitUntil(lambda: bool(there()), timeout=LONG)
        return there()[-1]
