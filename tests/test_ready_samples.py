"""What is built once in a run: by one process alone, and anew where it failed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.ready_samples import built_once

ASK = """
import os, sys
from pathlib import Path
from tests.ready_samples import built_once
print(built_once(Path(sys.argv[1]), "thing", lambda folder: (folder / str(os.getpid())).touch()))
"""


def test_many_ask_and_one_builds(tmp_path: Path) -> None:
    command = [sys.executable, "-W", "error", "-c", ASK, str(tmp_path)]
    asking = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    said = {process.communicate()[0] for process in asking}
    assert said == {f"{tmp_path / 'ready' / 'thing'}\n"}
    assert len(list((tmp_path / "ready" / "thing").iterdir())) == 1


def test_what_failed_is_built_anew(tmp_path: Path) -> None:
    def fail(folder: Path) -> None:
        (folder / "half").touch()
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        built_once(tmp_path, "thing", fail)
    folder = built_once(tmp_path, "thing", lambda folder: (folder / "whole").touch())
    assert [path.name for path in folder.iterdir()] == ["whole"]
