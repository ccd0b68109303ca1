"""What is missing on the system is named with its remedy, or installed where that is allowed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tools import bootstrap, debian, preflight

PYTHON = Path(sys.executable)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="libraries come with Qt elsewhere")
def test_missing_library_is_found_out() -> None:
    wanted = {"libc.so.6": "libc6", "libnobody-has-this.so.1": "nobody"}
    assert preflight.missing_libraries(PYTHON, wanted) == ["libnobody-has-this.so.1"]


def test_without_rights_the_one_command_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debian, "_is_root", lambda: False)
    monkeypatch.setattr(debian, "_is_debian_family", lambda: True)
    with pytest.raises(debian.Missing) as missing:
        debian.ensure_packages(["libegl1", "libgl1"], why="Qt does not find libEGL.so.1")
    assert str(missing.value) == (
        "Qt does not find libEGL.so.1. Install it with:\n"
        "  sudo apt-get install --yes --no-install-recommends libegl1 libgl1"
    )


def test_on_another_system_the_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debian, "_is_debian_family", lambda: False)
    with pytest.raises(debian.Missing) as missing:
        debian.ensure_packages(["libegl1"], why="Qt does not find libEGL.so.1")
    assert str(missing.value) == (
        "Qt does not find libEGL.so.1. Install what your system has in place of these Debian "
        "packages: libegl1."
    )


def test_fingerprint_changes_with_the_pins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = bootstrap.fingerprint("run", PYTHON)
    assert bootstrap.fingerprint("run", PYTHON) == before
    for name in (*bootstrap.REQUIREMENTS["run"], "pyproject.toml"):
        (tmp_path / name).write_bytes((bootstrap.ROOT / name).read_bytes())
    with (tmp_path / "requirements.txt").open("a") as pins:
        pins.write("more==1.0\n")
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    assert bootstrap.fingerprint("run", PYTHON) != before


def test_no_screen_is_said_before_qt_aborts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with pytest.raises(debian.Missing):
        preflight.ensure_screen()
    monkeypatch.setenv("DISPLAY", ":0")
    preflight.ensure_screen()
