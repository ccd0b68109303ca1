"""Run the main job into a folder of its own and say where the results lie."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = "tests/data/ranking-example"


def main() -> int:
    """Build the demonstration in the folder given, anew; its exit status."""
    folder = Path(sys.argv[1])
    program = [sys.executable, "-m", "iris_grants"]
    asked = subprocess.run([*program, "demo", "--help"], cwd=ROOT, capture_output=True, check=False)
    if asked.returncode:
        return subprocess.run(
            [*program, "ranking", "recompute", EXAMPLE], cwd=ROOT, check=False
        ).returncode
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    done = subprocess.run([*program, "demo", str(folder)], check=False).returncode
    if done == 0:
        print(f"\nThe results lie in {folder}. `make run` opens the window on them.")
    return done


if __name__ == "__main__":
    raise SystemExit(main())
