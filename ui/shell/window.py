"""The main window: one open store or the start page, menus, status, what is remembered."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from iris_grants.wording import _, set_language
from iris_grants.wording.formats import moment
from ui.desk import WindowDesk
from ui.feedback import Feedback
from ui.pages import entries_of
from ui.shell.actions import menus_of
from ui.shell.dropping import Dropping
from ui.shell.filemenu import build_demo_for, enable_list_items
from ui.shell.filework import tell_notices
from ui.shell.lock import Lock
from ui.shell.menus import MenuBar
from ui.shell.neighbours import Neighbours
from ui.shell.opening import Opening
from ui.shell.page import Page
from ui.shell.pen import PenWatch
from ui.shell.preferences import Preferences
from ui.shell.startpage import StartPage
from ui.shell.statusline import StatusLine
from ui.shell.theme import Scheme, Theme
from ui.tasks import Tasks

if TYPE_CHECKING:
    from ui.shell.workspace import Workspace

GEOMETRY = "window/geometry"
SIZE = (1280, 800)
LEAST = (1000, 620)


class MainWindow(QMainWindow):
    """Holds what lives as long as the window: theme, preferences, tasks, the door, the desk."""

    store_opened = Signal()

    def __init__(self, theme: Theme, preferences: Preferences) -> None:
        super().__init__()
        self.theme = theme
        self.preferences = preferences
        self.feedback = Feedback(self)
        self.tasks = Tasks(self.feedback, self)
        self.opening = Opening(self, self.tasks, self.feedback, preferences)
        self.desk: WindowDesk | None = None
        self.workspace: Workspace | None = None
        self._leaving = False
        self.lock = Lock(self)
        self.dropping = Dropping(self)
        self.setMinimumSize(*LEAST)
        self.resize(*SIZE)
        self.status = StatusLine()
        self.setStatusBar(self.status)
        self.pen = PenWatch(self)
        self.neighbours = Neighbours(self)
        self.menu_bar = MenuBar(self.menuBar(), self)
        self.opening.opened.connect(self._on_opening_opened)
        self.tasks.running_changed.connect(self.status.show_jobs)
        theme.changed.connect(self._on_theme_changed)
        self.restoreGeometry(preferences.bytes(GEOMETRY))
        self.rebuild()

    def rebuild(self) -> None:
        """Build everything that shows words again, in the language that is chosen."""
        set_language(self.preferences.language)
        before = self.centralWidget()
        if self.desk is None:
            self.workspace = None
            self.setCentralWidget(self._start_page())
            self.show_title()
        else:
            from ui.shell.workspace import Workspace

            self.workspace = Workspace(
                self,
                self.desk,
                self.feedback,
                self.preferences,
                self._trigger,
                entries_of(self.desk.address),
            )
            self.workspace.page_shown.connect(self._on_workspace_page_shown)
            self.setCentralWidget(self.workspace)
            self.workspace.start()
        if before is not None:
            before.deleteLater()
        self.menu_bar.fill(menus_of(self))
        self.show_person()
        self.show_backup()

    def show_person(self) -> None:
        """Say who works here and how sure that is; count idle minutes accordingly."""
        self.status.show_desk(self.desk)
        self.menu_bar.actions["lock"].setEnabled(self.lock.possible())
        self.lock.watch()

    def show_title(self) -> None:
        """Name the page in view and the store in the title of the window."""
        if self.workspace is None:
            self.setWindowTitle(_("IRIS Grants"))
            return
        entry = self.workspace.entries[self.workspace.current_key()]
        self.setWindowTitle(f"{_(entry.title)} – {self.workspace.context.desk.name}")

    def show_backup(self) -> None:
        """Write in the status line when the store was backed up last from here."""
        at = self.preferences.backup_at(self.desk.store_id) if self.desk is not None else ""
        self.status.show_backup(moment(at or None))

    def current_page(self) -> Page | None:
        """The page that is shown; none where no store is open."""
        return self.workspace.current_page() if self.workspace is not None else None

    def open_store(self, address: str) -> None:
        """Open another store; the present one is closed when the other is there."""
        self.opening.open(address)

    def close_store(self) -> None:
        """Close the store and show the start page."""
        self.after_unsaved(self.leave_store)

    def change_person(self) -> None:
        """Close the store and open it again in somebody else's name."""
        if self.desk is not None:
            address = self.desk.address
            self.leave_store()
            self.opening.change_person(address)

    def set_scheme(self, scheme: Scheme) -> None:
        """Show light, dark, or what the system has."""
        self.preferences.scheme = scheme
        self.theme.set_scheme(scheme)

    def set_language(self, language: str) -> None:
        """Show everything in another language, after what is unsaved is settled."""

        def change() -> None:
            self.preferences.language = language
            self.rebuild()

        self.after_unsaved(change)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._leaving and self.workspace is not None and self.workspace.unsaved():
            event.ignore()
            self.after_unsaved(self._leave)
            return
        self.preferences.set_bytes(GEOMETRY, self.saveGeometry())
        self.preferences.save()
        self.pen.withdraw()
        self.tasks.close()
        if self.desk is not None:
            self.desk.close()
            self.desk = None
        super().closeEvent(event)

    def _start_page(self) -> QWidget:
        page = StartPage(self.preferences.recent, with_demo=True)
        page.new_asked.connect(self.opening.ask_for_new)
        page.open_asked.connect(self.opening.ask_for_store)
        page.package_asked.connect(self.opening.ask_for_package)
        page.demo_asked.connect(partial(build_demo_for, self))
        page.recent_asked.connect(self.open_store)
        return page

    def after_unsaved(self, then: Callable[[], None]) -> None:
        """Go on now, or once the person gives up what was typed and not saved."""
        if self.workspace is None or not self.workspace.unsaved():
            then()
            return
        self.feedback.confirm(
            _("Leave without saving what you typed?"),
            yes=_("Leave"),
            no=_("Stay"),
            on_yes=then,
        )

    def _trigger(self, key: str) -> None:
        self.menu_bar.actions[key].trigger()

    def _leave(self) -> None:
        self._leaving = True
        self.close()

    def leave_store(self) -> None:
        """Close the store without asking, and show the start page."""
        if self.desk is not None:
            desk, self.desk = self.desk, None
            self.pen.watch()
            self.neighbours.watch()
            self.rebuild()
            self.tasks.settle()
            desk.close()
            desk.deleteLater()

    def _on_opening_opened(self, desk: WindowDesk) -> None:
        self.leave_store()
        self.desk = desk
        desk.person_changed.connect(self.show_person)
        self.rebuild()
        self.pen.watch()
        self.neighbours.watch()
        tell_notices(self, desk)
        self.store_opened.emit()

    def _on_theme_changed(self) -> None:
        if self.workspace is not None:
            self.workspace.navigation.restyle()

    def _on_workspace_page_shown(self, key: str) -> None:
        if self.workspace is not None:
            self.show_title()
            self.dropping.watch(self.current_page())
            if self.menu_bar.actions:
                enable_list_items(self)
