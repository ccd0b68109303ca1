"""What takes long to build is built once in a test run, by whichever process needs it first."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

DEMO, PRINTED = "demo", "printed.json"
"""Inside the folder of the programme: what the command built, and what it printed."""


def built_once(run: Path, name: str, build: Callable[[Path], object]) -> Path:
    """A folder of the run with what `build` left in it; nothing in it may be changed.

    Where it failed, the next who asks builds anew.
    """
    import fasteners

    folder = run / "ready" / name
    finished = folder.with_suffix(".finished")
    folder.parent.mkdir(exist_ok=True)
    with fasteners.InterProcessLock(folder.with_suffix(".lock")):
        if not finished.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            build(folder)
            finished.touch()
    return folder


def build_programme(folder: Path) -> None:
    """The whole programme with its default seed, by the command; what it printed lies beside."""
    command = [sys.executable, "-m", "iris_grants", "demo", str(folder / DEMO), "--json"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    (folder / PRINTED).write_text(done.stdout, encoding="utf-8")


def build_six(folder: Path) -> None:
    """The story of six applications."""
    from iris_grants.demo.build import build_sample
    from iris_grants.kernel.progress import Progress

    build_sample(folder, language="sr", progress=Progress())
