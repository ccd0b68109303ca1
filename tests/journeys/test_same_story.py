"""The same seed tells the same story, byte for byte, whoever builds it and when."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

COMPARED = ("forms", "ranking", "finance", "opendata")


@pytest.mark.soak
@pytest.mark.parametrize("applications", [20, 55])
def test_two_builds_of_one_seed_are_the_same(tmp_path: Path, applications: int) -> None:
    first, second = (build(tmp_path / name, applications) for name in ("one", "two"))
    assert first == second


def build(folder: Path, applications: int) -> dict[str, str]:
    """Build the programme; the hashes of the files that are promised to be the same."""
    command = [sys.executable, "-m", "iris_grants", "demo", str(folder), "--seed", "7"]
    command += ["--applications", str(applications), "--json"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    found = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for name in COMPARED
        for path in sorted((folder / name).rglob("*"))
        if path.is_file()
    }
    assert {name.partition("/")[0] for name in found} == set(COMPARED)
    summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    del summary["seconds"]
    return {**found, "summary": json.dumps(summary, sort_keys=True)}
