"""From starting the program to the first paint and to real data, beside an empty window.

The store has more applications than the whole programme of the demo, and no journal.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench.sized import place, scored_call
from tests.bench.table import CLOCK, Row

APPLICATIONS = 200
ROUNDS = 6
PERSON = "Mila Ogledna"
WATCH = """
import sys, time
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow

class Watch(QObject):
    painted = False

    def eventFilter(self, target, event):
        if event.type() == QEvent.Type.Paint:
            if not self.painted and isinstance(target, QMainWindow):
                self.painted = True
                say("painted")
            if self.painted and has_data(target):
                say("data")
                app.quit()
        return False

def say(what):
    print(what, time.process_time(), flush=True)

app = QApplication(["iris-grants"])
watch = Watch()
"""
EMPTY = f"""{WATCH}
def has_data(target):
    return True

window = QMainWindow()
window.resize(1280, 800)
window.installEventFilter(watch)
window.show()
app.exec()
"""
OURS = f"""{WATCH}
from iris_grants.__main__ import main

def has_data(target):
    table = target.parent()
    return type(table).__name__ == "DataTable" and table.model().rowCount() > 0

app.installEventFilter(watch)
main([sys.argv[1]])
"""
REMEMBERED = """
import sys
from ui.app import application
from ui.shell.preferences import Preferences, default_path

app = application(["iris-grants"])
preferences = Preferences(default_path())
preferences.remember_store(*sys.argv[1:])
preferences.set_text("navigation/page", "applications")
preferences.save()
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """Seconds from the start of a process to its first paint and to the data on screen."""

    painted: float
    data: float


def run() -> list[Row]:
    """The rows of this module."""
    with place() as folder:
        store = scored_call(folder / "a.iris", APPLICATIONS)
        environment = _environment(folder)
        _process(REMEMBERED, environment, store, PERSON)
        ours, empty = [], []
        for _ in range(1 + ROUNDS):
            ours.append(_started(OURS, environment, store))
            empty.append(_started(EMPTY, environment, store))
    painted = min(one.painted for one in ours[1:])
    data = min(one.data for one in ours[1:])
    floor = min(one.painted for one in empty[1:])
    return [
        Row(
            name="start to first paint / empty window", seconds=painted, floor_seconds=floor, goal=2
        ),
        Row(name="start to real data / empty window", seconds=data, floor_seconds=floor, goal=4),
    ]


def _environment(folder: Path) -> dict[str, str]:
    """Preferences of its own, and modules compiled in the first round, as once installed."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {
        **kept,
        "XDG_CONFIG_HOME": str(folder / "config"),
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
    }


def _process(code: str, environment: dict[str, str], *arguments: Path | str) -> str:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout


def _started(code: str, environment: dict[str, str], store: Path) -> Moments:
    """When a process painted and when data were there, by the clock that is asked for."""
    began = time.perf_counter()
    command = [sys.executable, "-c", code, str(store)]
    moments: dict[str, float] = {}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            what, used = line.split()
            passed = time.perf_counter() - began
            moments.setdefault(what, float(used) if CLOCK is time.process_time else passed)
    return Moments(painted=moments["painted"], data=moments["data"])
