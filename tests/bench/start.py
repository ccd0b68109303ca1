"""From starting the program to the first paint and to real data, beside an empty window."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from tests.bench.sized import place, scored_call
from tests.bench.table import Row

APPLICATIONS = 200
ROUNDS = 4
WATCH = """
import sys
from PySide6.QtCore import QEvent, QObject, QTimer

class Watch(QObject):
    def eventFilter(self, target, event):
        if event.type() == QEvent.Type.Paint and not self.property("seen"):
            self.setProperty("seen", True)
            print("painted", flush=True)
            QTimer.singleShot(0, self.painted)
        return False

    def painted(self):
        follow(self)
"""
EMPTY = f"""{WATCH}
from PySide6.QtWidgets import QApplication, QMainWindow

def follow(watch):
    print("data", flush=True)
    app.quit()

app = QApplication([])
window = QMainWindow()
watch = Watch()
window.installEventFilter(watch)
window.resize(1280, 800)
window.show()
app.exec()
"""
OURS = f"""{WATCH}
from pathlib import Path
from ui.app import application, first_window
from ui.shell.preferences import Preferences

def follow(watch):
    window.open_store(sys.argv[1])
    timer = QTimer(watch)
    timer.timeout.connect(look)
    timer.start(2)

def look():
    page = window.current_page()
    if page is not None and window.tasks.idle() and page.model.rowCount():
        print("data", flush=True)
        app.quit()

app = application(["iris-grants"])
preferences = Preferences(Path(sys.argv[2]))
preferences.remember_store(sys.argv[1], "Mila Ogledna")
preferences.set_text("navigation/page", "applications")
window = first_window(app, preferences)
watch = Watch()
window.installEventFilter(watch)
window.show()
app.exec()
window.close()
"""


def run() -> list[Row]:
    """The rows of this module."""
    with place() as folder:
        store = scored_call(folder / "a.iris", APPLICATIONS)
        ours, empty = [], []
        for _ in range(ROUNDS):
            ours.append(_started(OURS, store, folder / "window.ini"))
            empty.append(_started(EMPTY, store, folder / "window.ini"))
    painted, data = (min(one[place] for one in ours) for place in (0, 1))
    floor = min(one[0] for one in empty)
    return [
        Row(
            name="start to first paint / empty window", seconds=painted, floor_seconds=floor, goal=2
        ),
        Row(name="start to real data / empty window", seconds=data, floor_seconds=floor, goal=4),
    ]


def _started(code: str, *arguments: Path) -> tuple[float, float]:
    """Seconds from starting a process until it says that it painted, and that data are there."""
    began = time.perf_counter()
    command = [sys.executable, "-c", code, *map(str, arguments)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        moments = {}
        for line in process.stdout:
            moments[line.strip()] = time.perf_counter() - began
    return moments["painted"], moments["data"]
