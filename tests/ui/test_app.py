"""Starting: the window is painted before anything heavy is imported."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

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
def look():
    window = next(w for w in made.topLevelWidgets() if hasattr(w, "desk"))
    page = window.current_page()
    if page is None or not page.model.rowCount():
        QTimer.singleShot(50, look)
        return
    heavy = ("openpyxl", "reportlab", "xlsxwriter", "alembic", "pikepdf", "yaml",
      "db.tables.licensing", "db.tables.finance")
    print(",".join(name for name in heavy if name in sys.modules) or "none")
    window.close()
QTimer.singleShot(50, look)
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
        timeout=60,
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
