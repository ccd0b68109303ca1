"""Make the virtual environment and install what is missing in it; quick when nothing changed.

Runs on a bare Python 3.11 or newer: nothing but the standard library may be used here.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools import debian, preflight

ROOT = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)
REQUIREMENTS = {
    "run": ("requirements-build.txt", "requirements.txt"),
    "dev": ("requirements-build.txt", "requirements-dev.txt"),
    "package": ("requirements-build.txt", "requirements-package.txt"),
    "lock": ("requirements-lock.txt",),
}
# Everything of the first set stands in the second with the same versions.
CONTAINED_IN = {"run": "dev"}
# Wheels only; what has none is built with the pinned tools, not with whatever is newest today.
WHEELS = ("--require-hashes", "--only-binary=:all:", "--no-binary=bagit", "--no-build-isolation")
# The lists are complete: a resolver could only add what is newest today, and older ones do.
COMPLETE = ("--no-deps",)
STAMP = "iris-grants-installed.json"


def main() -> int:
    """Bring the environment in line with the requirements; 0, or 1 with one plain sentence."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=sorted(REQUIREMENTS))
    parser.add_argument("--venv", type=Path, required=True)
    parser.add_argument("--screen", action="store_true", help="the window will be shown")
    arguments = parser.parse_args()
    try:
        python = prepared_environment(arguments.venv)
        install(python, arguments.venv, arguments.what)
        if arguments.what != "lock":
            shown = arguments.screen or arguments.what == "package"
            preflight.ensure_qt_libraries(python, window=shown)
        if arguments.screen:
            preflight.ensure_screen()
    except debian.Missing as missing:
        print(missing, file=sys.stderr)
        return 1
    return 0


def prepared_environment(venv: Path) -> Path:
    """The interpreter of the virtual environment, which is made if there is none that works."""
    if sys.version_info < OLDEST:
        raise debian.Missing(
            f"This needs Python 3.11 or newer; {sys.executable} is {sys.version.split()[0]}."
        )
    python = interpreter_of(venv)
    if _answers(python):
        return python
    if (venv / "pyvenv.cfg").exists():
        print(f"The Python of {venv} is gone or too old; the environment is made again.")
        shutil.rmtree(venv)
    _ensure_ensurepip()
    print(f"Making the virtual environment {venv} with Python {sys.version.split()[0]}.")
    subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
    return python


def interpreter_of(venv: Path) -> Path:
    """Where the interpreter of a virtual environment lies on this system."""
    return venv / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def _answers(python: Path) -> bool:
    if not python.exists():
        return False
    question = f"import pip, sys; sys.exit(sys.version_info < {OLDEST!r})"
    asked = subprocess.run([str(python), "-c", question], capture_output=True, check=False)
    return asked.returncode == 0


def _ensure_ensurepip() -> None:
    """Debian keeps a part of `venv` in a package of its own."""
    asked = subprocess.run(
        [sys.executable, "-c", "import ensurepip, venv"], capture_output=True, check=False
    )
    if asked.returncode == 0:
        return
    version = f"python3.{sys.version_info.minor}"
    debian.ensure_packages([f"{version}-venv"], why="Python cannot make virtual environments yet")


def install(python: Path, venv: Path, what: str) -> None:
    """Install the pinned packages, each checked against its hash, then the project itself."""
    stamp = venv / STAMP
    installed: dict[str, str] = json.loads(stamp.read_text("utf-8")) if stamp.exists() else {}
    for name in (what, CONTAINED_IN.get(what, what)):
        if installed.get(name) == fingerprint(name, python):
            return
    print(f"Installing what is missing in {venv} ({', '.join(REQUIREMENTS[what])}).", flush=True)
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "-qq"]
    for name in REQUIREMENTS[what]:
        _run([*pip, *WHEELS, *COMPLETE, "--requirement", str(ROOT / name)])
    if what != "lock":
        quick = [*COMPLETE, "--no-build-isolation", "--config-settings=editable_mode=compat"]
        _run([*pip, *quick, "--editable", str(ROOT)])
    installed[what] = fingerprint(what, python)
    stamp.write_text(json.dumps(installed, indent=1), "utf-8")


def _run(command: list[str]) -> None:
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        raise debian.Missing("The packages could not be installed; the reason stands above.")


def fingerprint(what: str, python: Path) -> str:
    """What the installed set depends on, as one hash: pins, project table, place, interpreter."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    digest = hashlib.sha256()
    for name in REQUIREMENTS[what]:
        digest.update((ROOT / name).read_bytes())
    for table in ("build-system", "project"):
        digest.update(json.dumps(project[table], sort_keys=True).encode())
    digest.update(f"{ROOT}\0{python.resolve()}".encode())
    return digest.hexdigest()


if __name__ == "__main__":
    raise SystemExit(main())
