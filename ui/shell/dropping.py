"""Files dropped on the window: each goes where its kind belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent

from ui.shell.filework import SUFFIX
from ui.shell.packages import PACKAGE_SUFFIX

if TYPE_CHECKING:
    from ui.shell.window import MainWindow

OPENED = (SUFFIX, PACKAGE_SUFFIX)


class Dropping(QObject):
    """Takes what is dropped on the window: a programme or a package is opened."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QDropEvent):
            return False
        address = _address(event)
        if address is None:
            return False
        if event.type() is QEvent.Type.DragEnter:
            event.acceptProposedAction()
            return True
        if event.type() is QEvent.Type.Drop:
            event.acceptProposedAction()
            self._window.open_store(address)
            return True
        return False


def _address(event: QDropEvent) -> str | None:
    urls = event.mimeData().urls()
    path = urls[0].toLocalFile() if len(urls) == 1 else ""
    return path if path.endswith(OPENED) else None
