"""Files dropped on the window: each goes where its kind belongs, whatever page is in view."""

from __future__ import annotations

import zipfile
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent

from ui.shell.filework import SUFFIX
from ui.shell.packages import PACKAGE_SUFFIX
from ui.shell.page import Page

if TYPE_CHECKING:
    from ui.shell.window import MainWindow

RETURN_SUFFIX = ".iris-return"
FORM_SUFFIXES = frozenset({".xlsx", ".zip"})
BAG = "bagit.txt"
OWN_WORKBOOKS = frozenset({"finance", "licensing", "reports", "results"})
"""Pages whose Excel files are no application forms: what is dropped there is not guessed at."""


class Kind(StrEnum):
    """What dropped files are; the value is the page that takes them (a store opens)."""

    STORE = "store"
    RETURNS = "committee"
    DOSSIER = "dossiers"
    FORMS = "applications"


@runtime_checkable
class TakesFiles(Protocol):
    """A page that does something with files dropped on it."""

    def take_dropped(self, paths: tuple[Path, ...]) -> None:
        """Begin what belongs to the files; the person is asked before anything changes."""


class Dropping(QObject):
    """Takes what is dropped on the window or on a page in it, and leads it to its page."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def watch(self, page: Page | None) -> None:
        """Ask first, also where the page in view would take everything as its own."""
        if page is not None:
            for one in (page, *page.findChildren(Page)):
                one.removeEventFilter(self)
                one.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QDropEvent):
            return False
        paths = tuple(Path(one.toLocalFile()) for one in event.mimeData().urls())
        kind = kind_of(paths)
        if kind is None or not self._welcome(kind):
            return False
        if event.type() is QEvent.Type.DragEnter:
            event.acceptProposedAction()
            return True
        if event.type() is QEvent.Type.Drop:
            event.acceptProposedAction()
            self._take(kind, paths)
            return True
        return False

    def _welcome(self, kind: Kind) -> bool:
        workspace = self._window.workspace
        if kind is Kind.STORE:
            return True
        if workspace is None or kind not in workspace.entries:
            return False
        return kind is not Kind.FORMS or workspace.current_key() not in OWN_WORKBOOKS

    def _take(self, kind: Kind, paths: tuple[Path, ...]) -> None:
        workspace = self._window.workspace
        if kind is Kind.STORE:
            self._window.open_store(str(paths[0]))
        elif workspace is not None:
            workspace.go(kind)
            page = workspace.current_page()
            if workspace.current_key() == kind and isinstance(page, TakesFiles):
                page.take_dropped(paths)


def kind_of(paths: tuple[Path, ...]) -> Kind | None:
    """What files are by their endings and, for folders and zips, by what lies in them."""
    if not paths:
        return None
    first = paths[0]
    if len(paths) == 1 and first.name.endswith((SUFFIX, PACKAGE_SUFFIX)):
        return Kind.STORE
    if all(path.suffix == RETURN_SUFFIX for path in paths):
        return Kind.RETURNS
    if len(paths) == 1 and _is_dossier(first):
        return Kind.DOSSIER
    if all(path.suffix.lower() in FORM_SUFFIXES or path.is_dir() for path in paths):
        return Kind.FORMS
    return None


def _is_dossier(path: Path) -> bool:
    """Whether a folder or zip is a bag, or a folder of bags."""
    try:
        if path.is_dir():
            return (path / BAG).is_file() or any(path.glob(f"*/{BAG}"))
        if path.suffix.lower() == ".zip":
            with zipfile.ZipFile(path) as archive:
                return any(Path(name).name == BAG for name in archive.namelist())
    except (OSError, zipfile.BadZipFile):
        return False
    return False
