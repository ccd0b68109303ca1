"""Starting: the window is painted before anything heavy is imported."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.app import OncePainted, _import_store_library, _report_crashes, _settle, application
from ui.feedback import Telling
from ui.shell.preferences import Preferences
from ui.shell.theme import Theme
from ui.shell.window import MainWindow

LONG = 10_000

PAINTED = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from ui.app import application, first_window
from ui.shell.preferences import Preferences
app = application([])
window = first_window(app, Preferences(Path(sys.argv[1])))
window.show()
app.processEvents()
heavy = ("sqlalchemy", "openpyxl", "reportlab", "numpy", "alembic", "pikepdf", "cryptography",
  "yaml", "ui.forms.fields", "ui.tables.view", "ui.shell.workspace")
print(",".join(name for name in heavy if name in sys.modules) or "none")
window.close()
"""

RUN = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import ui.app
made = ui.app.application([])
def look():
    window = next(w for w in made.topLevelWidgets() if w.objectName() == "" and hasattr(w, "desk"))
    if window.desk is not None:
        print(window.desk.name)
        window.close()
    else:
        QTimer.singleShot(50, look)
QTimer.singleShot(50, look)
print(ui.app.run(sys.argv[1], preferences_path=Path(sys.argv[2])))
"""


OPENED = """
import sys
from PySide6.QtCore import QEvent, QObject, QTimer
import ui.app
made = ui.app.application([])
class Order(QObject):
    def eventFilter(self, target, event):
        if event.type() == QEvent.Type.Paint and "sqlalchemy" not in sys.modules:
            print("painted", flush=True)
            made.removeEventFilter(self)
        return False
order = Order()
made.installEventFilter(order)
def loaded():
    heavy = ("openpyxl", "reportlab", "xlsxwriter", "alembic", "pikepdf", "yaml",
      "db.tables.licensing", "db.tables.finance")
    print(",".join(name for name in heavy if name in sys.modules) or "none", flush=True)
    QTimer.singleShot(50, made.quit)
def look():
    windows = [w for w in made.topLevelWidgets() if hasattr(w, "desk")]
    model = getattr(windows[0].current_page(), "model", None) if windows else None
    if model is None:
        QTimer.singleShot(5, look)
    elif model.rowCount():
        loaded()
    else:
        model.rows_came.connect(loaded)  # before the detail of a row is read
QTimer.singleShot(5, look)
from pathlib import Path
from ui.shell.preferences import Preferences
preferences = Preferences(Path(sys.argv[2]))
preferences.set_text("navigation/page", "people")
preferences.save()
ui.app.run(sys.argv[1], preferences_path=Path(sys.argv[2]))
"""


def run(code: str, *arguments: str) -> list[str]:
    """The lines that a fresh interpreter prints."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, *arguments],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
        cwd=Path(__file__).parents[2],
    )
    return done.stdout.splitlines()


def test_first_window_is_painted_before_the_store_is_imported(tmp_path: Path) -> None:
    assert run(PAINTED, str(tmp_path / "window.ini")) == ["none"]


def test_program_opens_the_store_it_is_given_and_ends_well(tmp_path: Path) -> None:
    from iris_grants.people.desks import create_store

    create_store(tmp_path / "given.iris", person_name="Ana Primer").store.close()
    lines = run(RUN, str(tmp_path / "given.iris"), str(tmp_path / "window.ini"))
    assert lines == ["given", "0"]


def test_a_store_is_opened_after_the_paint_with_nothing_that_writes_files(tmp_path: Path) -> None:
    from iris_grants.people.desks import create_store

    create_store(tmp_path / "a.iris", person_name="Ana Primer").store.close()
    assert run(OPENED, str(tmp_path / "a.iris"), str(tmp_path / "window.ini")) == [
        "painted",
        "none",
    ]


@pytest.fixture
def main_window(qtbot: QtBot, theme: Theme, preferences: Preferences) -> Iterator[MainWindow]:
    """The window with its start page; how garbage is collected is afterwards as before."""
    made = MainWindow(theme, preferences)
    qtbot.addWidget(made)
    yield made
    made.close()
    made.tasks.garbage.end()


def test_what_waits_for_the_first_paint_is_done_once(qtbot: QtBot, theme: Theme) -> None:
    seen, done = QWidget(), []
    qtbot.addWidget(seen)
    OncePainted(seen, lambda: done.append("seen"))
    assert done == []
    seen.show()
    qtbot.waitUntil(lambda: done == ["seen"], timeout=LONG)
    seen.update()
    unseen = QWidget()
    qtbot.addWidget(unseen)
    OncePainted(unseen, lambda: done.append("unseen"))
    qtbot.waitUntil(lambda: done == ["seen", "unseen"], timeout=LONG)


def test_application_is_one_and_named_for_the_desktop(qapp: QApplication) -> None:
    made = application([])
    assert made is qapp
    assert (made.applicationName(), made.desktopFileName()) == ("IRIS Grants", "iris-grants")


def test_fault_that_nobody_expected_is_told_and_ctrl_c_is_not(
    main_window: MainWindow, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    _report_crashes(main_window)
    fault = ValueError("unexpected")
    sys.excepthook(ValueError, fault, None)
    assert [said.telling for said in main_window.feedback.said] == [Telling.CRASHED]
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert len(main_window.feedback.said) == 1
    assert "KeyboardInterrupt" in capsys.readouterr().err
    if main_window.feedback.dialog is not None:
        main_window.feedback.dialog.close()


def test_after_starting_garbage_is_looked_for_again(main_window: MainWindow) -> None:
    main_window.tasks.garbage.pause()
    _settle(main_window)
    try:
        assert gc.get_freeze_count() > 0
        assert not gc.isenabled()
    finally:
        gc.unfreeze()


def test_library_of_the_store_comes_while_the_start_page_is_read(qtbot: QtBot) -> None:
    before = set(threading.enumerate())
    _import_store_library()
    for thread in set(threading.enumerate()) - before:
        thread.join(LONG / 1000)
    assert "iris_grants.people.desks" in sys.modules
