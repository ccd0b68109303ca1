"""A picture of every page on the demo: both languages, light and dark, two window sizes."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from iris_grants.demo.build import STORE
from iris_grants.demo.cast import OFFICER
from iris_grants.demo.programme import build_programme
from iris_grants.kernel.progress import Progress
from ui.app import application, first_window
from ui.pages import present_entries
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
SIZES = {"1366": QSize(1366, 768)}
LANGUAGES = ("sr_Latn", "en")
PATIENCE = 30.0


def main() -> int:
    """Take all pictures; `--readme` also copies those that stand in the README."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readme", action="store_true", help="copy those of the README")
    parser.add_argument("--store", type=Path, help="a store of the sample that is there already")
    parser.add_argument("--only", nargs="*", help="the pages wanted (all)")
    arguments = parser.parse_args()
    app = application(sys.argv[:1])
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as folder:
        store = arguments.store
        if store is None:
            store = Path(folder) / "demo" / STORE
            build_programme(store.parent, language="sr", progress=Progress())
        preferences = Preferences(Path(folder) / "window.ini")
        for language in LANGUAGES:
            for scheme in (Scheme.LIGHT, Scheme.DARK):
                preferences.language, preferences.scheme = language, scheme
                name = f"{language}-{scheme.value}"
                _take_all(app, preferences, store, name, frozenset(arguments.only or ()))
    if arguments.readme:
        SHOWN.mkdir(parents=True, exist_ok=True)
        for name in IN_README:
            shutil.copyfile(OUT / f"{name}.png", SHOWN / f"{name}.png")
    print(f"{len(list(OUT.iterdir()))} pictures in {OUT}")
    return 0


def _take_all(
    app: QApplication, preferences: Preferences, store: Path, name: str, only: frozenset[str]
) -> None:
    window = first_window(app, preferences)
    window.set_language(preferences.language)
    window.resize(SIZES["1366"])
    window.show()
    _wait(app, lambda: True)
    _grab(app, window, f"start-{name}")
    window.opening.open_as(str(store), OFFICER)
    _wait(app, lambda: window.workspace is not None)
    for entry in present_entries():
        if only and entry.key not in only:
            continue
        _show(app, window, entry.key)
        _grab(app, window, f"{entry.key}-{name}")
    window.close_store()
    _wait(app, lambda: window.workspace is None)
    window.close()
    window.deleteLater()
    _settle(app)


def _show(app: QApplication, window: MainWindow, key: str) -> None:
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


def _grab(app: QApplication, window: MainWindow, name: str) -> None:
    _settle(app)
    window.grab().save(str(OUT / f"{name}.png"))


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
