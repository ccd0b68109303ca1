"""What the project needs is pinned, hashed, and the same wherever it is written down."""

from __future__ import annotations

import re
import sys
import tomllib

import pytest

from tests.architecture.house import ROOT

PINNED = sorted(path.name for path in ROOT.glob("requirements*.txt"))
PIN = re.compile(r"^(?P<name>[a-z0-9.-]+)==(?P<version>\S+)(?: ; (?P<marker>.+?))? \\$")


def blocks(name: str) -> list[list[str]]:
    """The file cut before every line that begins a requirement; comments left out."""
    cut: list[list[str]] = []
    for line in (ROOT / name).read_text("utf-8").splitlines():
        if line.lstrip().startswith("#") or not line.strip():
            continue
        if not line.startswith(" "):
            cut.append([])
        cut[-1].append(line)
    return cut


def pins(name: str) -> dict[tuple[str, str], str]:
    """(name, environment) -> version."""
    found = [PIN.match(block[0]) for block in blocks(name)]
    return {(m["name"], m["marker"] or ""): m["version"] for m in found if m}


@pytest.mark.parametrize("name", PINNED)
def test_every_requirement_is_pinned_and_hashed(name: str) -> None:
    loose = [
        block[0]
        for block in blocks(name)
        if not PIN.match(block[0])
        or not block[1:]
        or not all(
            re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line) for line in block[1:]
        )
    ]
    assert loose == []


@pytest.mark.parametrize("name", ["requirements-dev.txt", "requirements-package.txt"])
def test_other_sets_hold_the_program_with_the_same_versions(name: str) -> None:
    versions = {(project, version) for (project, _), version in pins(name).items()}
    program = {(project, version) for (project, _), version in pins("requirements.txt").items()}
    assert sorted(program - versions) == []


def test_build_backend_is_the_pinned_one() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    version = pins("requirements-build.txt")["setuptools", ""]
    assert project["build-system"]["requires"] == [f"setuptools=={version}"]


def test_window_library_keeps_off_the_release_that_kills_old_pythons() -> None:
    versions = {
        marker: version
        for (project, marker), version in pins("requirements.txt").items()
        if project == "pyside6-essentials"
    }
    assert versions == {
        "python_full_version < '3.12'": "6.11.3",
        "python_full_version >= '3.12'": "6.12.0",
    }


def test_program_runs_without_the_heavy_ones() -> None:
    heavy = {"numpy", "scipy", "pandas", "pyside6-addons", "pyside6"}
    assert sorted({project for project, _ in pins("requirements.txt")} & heavy) == []


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is not counted from 3.12 on")
def test_calls_into_qt_do_not_use_up_none() -> None:
    from PySide6.QtCore import QObject

    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(1000):
        thing.setObjectName("x")
    assert sys.getrefcount(None) - before > -500
