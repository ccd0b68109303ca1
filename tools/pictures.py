"""A picture of every page on the demo, in both languages, light and dark; of every tab if asked."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QLineEdit, QTabWidget, QWidget

from iris_grants.demo.build import STORE
from iris_grants.demo.cast import OFFICER
from iris_grants.demo.programme import build_programme
from iris_grants.kernel.progress import Progress
from ui.app import application, first_window
from ui.assessor.page import AssessorPage
from ui.pages import present_entries
from ui.shell.page import Page
from ui.shell.preferences import Preferences
from ui.shell.theme import Scheme
from ui.shell.window import MainWindow
from ui.tables.listpage import ListPage

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "build" / "pictures"
SHOWN = ROOT / "docs" / "pictures"
IN_README = (
    "home-sr_Latn-light",
    "applications-en-light",
    "licensing-sr_Latn-light",
    "grants-sr_Latn-dark",
)
SIZE = QSize(1366, 768)
"""The least screen everything must be usable on."""

LOOKS = ("sr_Latn-light", "sr_Latn-dark", "en-light", "en-dark")
PATIENCE = 30.0


def main() -> int:
    """Take all pictures; `--readme` also copies those that stand in the README."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readme", action="store_true", help="copy those of the README")
    parser.add_argument("--store", type=Path, help="a store of the sample that is there already")
    parser.add_argument("--only", nargs="*", help="the pages wanted (all)")
    parser.add_argument("--tabs", action="store_true", help="every tab of a page and of its detail")
    parser.add_argument("--looks", nargs="*", default=LOOKS, choices=LOOKS, help="of these (all)")
    parser.add_argument("--out", type=Path, default=OUT, help="the folder they are put into, anew")
    arguments = parser.parse_args()
    app = application(sys.argv[:1])
    out: Path = arguments.out
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    only = frozenset(arguments.only or ())
    with tempfile.TemporaryDirectory() as folder:
        store = arguments.store
        if store is None:
            store = Path(folder) / "demo" / STORE
            build_programme(store.parent, language="sr", progress=Progress())
        preferences = Preferences(Path(folder) / "window.ini")
        for look in arguments.looks:
            language, _stroke, scheme = look.partition("-")
            preferences.language, preferences.scheme = language, Scheme(scheme)
            _take_all(Camera(app, out, look, arguments.tabs), preferences, store, only)
    if arguments.readme:
        SHOWN.mkdir(parents=True, exist_ok=True)
        for name in IN_README:
            shutil.copyfile(out / f"{name}.png", SHOWN / f"{name}.png")
    print(f"{len(list(out.iterdir()))} pictures in {out}")
    return 0


@dataclass(frozen=True, slots=True)
class Camera:
    """Where pictures go, how those of one language and scheme are called, how many are wanted."""

    app: QApplication
    out: Path
    name: str
    tabs: bool

    def take(self, window: MainWindow, what: str) -> None:
        """Keep a picture of the window as it stands once nothing is on its way."""
        _settle(self.app)
        _wait(self.app, window.tasks.idle)
        window.grab().save(str(self.out / f"{what}-{self.name}.png"))

    def take_tabs(self, window: MainWindow, owner: QWidget, what: str) -> None:
        """Open every tab inside a widget in turn, and the tabs inside of it."""
        inside = [one for one in owner.findChildren(QTabWidget) if one.isVisible()]
        if not self.tabs or not inside:
            self.take(window, what)
            return
        tabs = inside[0]
        for place in range(tabs.count()):
            tabs.setCurrentIndex(place)
            _settle(self.app)
            _wait(self.app, window.tasks.idle)
            found = tabs.widget(place)
            if isinstance(found, ListPage) and found.model.rowCount():
                found.table.selectRow(0)
                _settle(self.app)
            if found is not None:
                self.take_tabs(window, found, f"{what}-{place + 1}")


def _take_all(camera: Camera, preferences: Preferences, store: Path, only: frozenset[str]) -> None:
    app = camera.app
    window = first_window(app, preferences)
    window.set_language(preferences.language)
    window.resize(SIZE)
    window.show()
    _wait(app, lambda: True)
    camera.take(window, "start")
    window.opening.open_as(str(store), OFFICER)
    _wait(app, lambda: window.workspace is not None)
    for entry in present_entries():
        if not only or entry.key in only:
            page = _show(app, window, entry.key)
            camera.take_tabs(window, page, entry.key)
    window.close_store()
    _wait(app, lambda: window.workspace is None)
    if not only or "assessor" in only:
        _take_assessor(camera, window, store.parent / "packages")
    window.close()
    window.deleteLater()
    _settle(app)


def _take_assessor(camera: Camera, window: MainWindow, packages: Path) -> None:
    """The assessor's side: a copy of the first package, its overview and an application."""
    app = camera.app
    name, _person, passphrase = _first_package(packages)
    with tempfile.TemporaryDirectory() as folder:
        for part in packages.glob(f"{name}*"):
            copy = shutil.copytree if part.is_dir() else shutil.copyfile
            copy(part, Path(folder) / part.name)
        window.open_store(str(Path(folder) / name))
        _wait(app, lambda: window.opening.dialog is not None)
        asked = window.opening.dialog
        if asked is None:
            raise RuntimeError("no passphrase is asked for")
        editor = asked.panel.rows["passphrase"].editor.input
        if not isinstance(editor, QLineEdit):
            raise TypeError("a passphrase is typed into a line")
        editor.setText(passphrase)
        asked.save.click()
        _wait(app, lambda: window.workspace is not None and window.tasks.idle())
        page = window.current_page()
        if not isinstance(page, AssessorPage):
            raise TypeError("the package did not open")
        _wait(app, lambda: page.desk_view is not None)
        if page.desk_view is None:
            raise RuntimeError("the package shows nothing")
        page.desk_view.show_overview()
        camera.take(window, "assessor-overview")
        page.desk_view.step(1)
        camera.take_tabs(window, page, "assessor")
        window.close_store()
        _wait(app, lambda: window.workspace is None)


def _first_package(packages: Path) -> list[str]:
    """Name, assessor and passphrase of the first package of the demo."""
    return (packages / "PASSPHRASES.txt").read_text("utf-8").splitlines()[0].split("\t")


def _show(app: QApplication, window: MainWindow, key: str) -> Page:
    if window.workspace is None:
        raise RuntimeError("no store is open")
    window.workspace.go(key)
    _settle(app)
    _wait(app, window.tasks.idle)
    page = window.workspace.current_page()
    if isinstance(page, ListPage):
        _wait(app, lambda: page.model.rowCount() > 0)
        page.table.selectRow(0)
        _settle(app)
    if page is None:
        raise RuntimeError("no page is open")
    return page


def _settle(app: QApplication) -> None:
    end = time.monotonic() + 0.6
    while time.monotonic() < end:
        app.processEvents()


def _wait(app: QApplication, done: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not done():
        if time.monotonic() > end:
            raise TimeoutError("the window did not get ready")
        app.processEvents()


if __name__ == "__main__":
    raise SystemExit(main())
