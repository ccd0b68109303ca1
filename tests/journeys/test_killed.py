"""The program is killed at random moments of its work: what was committed is there, whole."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from db.integrity import check
from db.store import Store
from iris_grants.documents.atomic import PARTIAL_SUFFIX
from iris_grants.dossiers.verify import verify_dossiers

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such signal")

STORE = "iris-progres.iris"
LOOK_SECONDS = 0.02
HEAD = "SELECT number, hash FROM journal_entry ORDER BY number DESC LIMIT 1"
ENTRIES = 190
"""About as many entries as the story of six applications has."""

DEMO = """
import sys
from pathlib import Path
from iris_grants.demo.build import build_sample
from iris_grants.kernel.progress import Progress
build_sample(Path(sys.argv[1]), language="sr", progress=Progress())
"""
WINDOW = """
import itertools, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from iris_grants.kernel.access import Role
from iris_grants.people.commands import add_person
from ui.shell.preferences import Preferences
from ui.shell.theme import Theme
from ui.shell.window import MainWindow

folder = Path(sys.argv[1])
app = QApplication([])
window = MainWindow(Theme(app), Preferences(folder / "window.ini"))
window.show()
numbers = itertools.count()

def add(result=None):
    values = {"name": f"Osoba {next(numbers)} {sys.argv[2]}", "roles": frozenset({Role.AUDITOR})}
    window.desk.run(add_person, values, add, owner=window, title="")

def begin():
    window.workspace.go("people")
    add()

window.store_opened.connect(begin)
if (folder / "iris-progres.iris").exists():
    window.open_store(str(folder / "iris-progres.iris"))
else:
    window.opening.create(str(folder / "iris-progres.iris"), "Ana Primer")
app.exec()
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The newest journal entry that was seen from outside before the program was killed."""

    number: int = 0
    hash: str = ""


def killed(code: str, folder: Path, word: str, wanted: int) -> Seen:
    """Run a program until its store has so many entries (or it ends), and kill it there."""
    command = [sys.executable, "-W", "error", "-c", code, str(folder), word]
    with subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(Path.cwd())}) as process:
        seen = Seen()
        while process.poll() is None:
            seen = _newest(folder / STORE) or seen
            if seen.number >= wanted:
                process.send_signal(signal.SIGKILL)
                break
            with suppress(subprocess.TimeoutExpired):
                process.wait(LOOK_SECONDS)
    assert process.returncode in (0, -signal.SIGKILL)
    return seen


def _newest(path: Path) -> Seen | None:
    with suppress(sqlite3.OperationalError):
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as file:
            found = file.execute(HEAD).fetchone()
        return None if found is None else Seen(number=found[0], hash=found[1])
    return None


def assert_whole(folder: Path, seen: Seen) -> None:
    """The store opens with everything that was seen in it, and no file is half there."""
    with Store.open(folder / STORE) as store:
        assert store.warnings == ()
        assert check(store) == ()
        with store.read() as session:
            query = "SELECT hash FROM journal_entry WHERE number = ?"
            found = session.connection().exec_driver_sql(query, (seen.number,)).scalar()
        assert found == seen.hash
    whole = [
        path
        for path in folder.rglob("*")
        if not any(part.endswith(PARTIAL_SUFFIX) for part in path.relative_to(folder).parts)
    ]
    for path in whole:
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                assert book.testzip() is None, path
    dossiers = folder / "dossiers"
    if any(path.parent == dossiers for path in whole):
        for verdict in verify_dossiers(dossiers):
            assert verdict.whole or verdict.path.name.endswith(PARTIAL_SUFFIX), verdict.problems


def kill_often(
    folder: Path, chance: random.Random, *, demos: int, windows: int, entries: int
) -> None:
    """The sample is killed on its way, each time a new one; then the window over one store."""
    for run in range(demos):
        one = folder / f"demo{run}"
        assert_whole(one, killed(DEMO, one, "", chance.randint(1, entries)))
    one = folder / "window"
    one.mkdir()
    seen = Seen()
    for run in range(windows):
        seen = killed(WINDOW, one, f"run{run}", seen.number + chance.randint(2, 40))
        assert_whole(one, seen)


@pytest.mark.slow
def test_killed_program_loses_nothing_and_leaves_nothing_half(tmp_path: Path) -> None:
    kill_often(tmp_path, random.Random(20231030), demos=1, windows=1, entries=40)


@pytest.mark.soak
def test_program_killed_many_times_loses_nothing(tmp_path: Path) -> None:
    kill_often(tmp_path, random.Random(), demos=40, windows=40, entries=ENTRIES)
