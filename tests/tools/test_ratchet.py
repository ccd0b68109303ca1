"""Coverage that was reached once is kept: a fall is named, a rise is written down."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tools import ratchet


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    files = {
        "db/store.py": [91, 100, 8, 10],
        "db/tables/calls.py": [10, 10, 0, 0],
        "ui/forms/editors.py": [1, 2, 1, 2],
        "ui/forms/__init__.py": [0, 0, 0, 0],
    }
    names = ("covered_lines", "num_statements", "covered_branches", "num_branches")
    found = {
        path: {"summary": dict(zip(names, counts, strict=True))} for path, counts in files.items()
    }
    path = tmp_path / "coverage.json"
    path.write_text(json.dumps({"files": found}), "utf-8")
    monkeypatch.setattr(ratchet, "FLOORS", tmp_path / "floors.toml")
    return path


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["ratchet", *arguments])
    return ratchet.main()


def test_shares_count_lines_and_branches_of_a_package_together(report: Path) -> None:
    assert ratchet.shares(report) == {"db": 90, "db.tables": 100, "ui.forms": 50}


def test_fall_is_named_and_fails(
    report: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ratchet.FLOORS.write_text('"db" = 91\n"db.tables" = 100\n"ui.forms" = 50\n', "utf-8")
    assert run(monkeypatch, str(report)) == 1
    assert capsys.readouterr().out == "db: coverage fell to 90 % from 91 %\n"


def test_floors_are_raised_and_never_lowered(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ratchet.FLOORS.write_text('"db" = 80\n"ui.forms" = 60\n', "utf-8")
    run(monkeypatch, "--raise", str(report))
    lines = ratchet.FLOORS.read_text("utf-8").splitlines()[3:]
    assert lines == ['"db" = 88', '"db.tables" = 98', '"ui.forms" = 60']
