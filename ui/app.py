"""Starts the window: painted first, the store and its library only afterwards."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from ui.shell.preferences import Preferences, default_path
from ui.shell.qtwords import QtWords
from ui.shell.theme import Theme
from ui.shell.window import MainWindow

STARTED_MS = 3_000
UNSEEN_MS = 1_000


class OncePainted(QObject):
    """Does something when a window has painted for the first time, and not before.

    A timer alone may fire earlier, and a thread that imports keeps the window from painting.
    A window that begins out of sight does not paint: then it is done after `UNSEEN_MS`.
    """

    def __init__(self, window: QWidget, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._then: Callable[[], None] | None = then
        window.installEventFilter(self)
        QTimer.singleShot(UNSEEN_MS, self, self._do)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._do)
        return False

    def _do(self) -> None:
        if self._then is not None:
            then, self._then = self._then, None
            then()


def application(arguments: list[str]) -> QApplication:
    """The one application object, named for the desktop."""
    found = QApplication.instance()
    made = found if isinstance(found, QApplication) else QApplication(arguments)
    made.setApplicationName("IRIS Grants")
    made.setDesktopFileName("iris-grants")
    made.installTranslator(QtWords(made))
    return made


def first_window(app: QApplication, preferences: Preferences) -> MainWindow:
    """The window in the scheme, zoom and language that were chosen last; not shown yet."""
    theme = Theme(app)
    theme.set_zoom(preferences.zoom)
    theme.set_scheme(preferences.scheme)
    return MainWindow(theme, preferences)


def run(address: str | None = None, *, preferences_path: Path | None = None) -> int:
    """Open the window, with a store, the last one, or the start page; gives the exit status."""
    app = application(sys.argv[:1])
    preferences = Preferences(preferences_path or default_path())
    window = first_window(app, preferences)
    window.tasks.garbage.pause()  # what is made while starting stays
    _report_crashes(window)
    wanted = address or next((known for known in preferences.recent if Path(known).exists()), None)
    if wanted:
        OncePainted(window, lambda: window.open_store(wanted))
    else:
        OncePainted(window, _import_store_library)
    window.show()
    QTimer.singleShot(STARTED_MS, window, lambda: _settle(window))
    return app.exec()


def _settle(window: MainWindow) -> None:
    """Look for garbage again, but not among what was made for good while starting."""
    gc.freeze()
    window.tasks.garbage.begin()


def _import_store_library() -> None:
    """Import what opening a store needs while the person reads the start page."""

    def load() -> None:
        import iris_grants.people.desks  # noqa: F401 - for its modules, nothing of it is used

    threading.Thread(target=load, daemon=True).start()


def _report_crashes(window: MainWindow) -> None:
    def report(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            window.feedback.crash(error)

    sys.excepthook = report
