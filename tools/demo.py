"""Run the main job into a folder, in place of an earlier run, and say where the results lie."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

STORE = "iris-progres.iris"


def main() -> int:
    """Build the demonstration in the folder given; its exit status."""
    folder = Path(sys.argv[1])
    if (folder / STORE).exists():
        shutil.rmtree(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "iris_grants", "demo", str(folder)]
    done = subprocess.run(command, check=False).returncode
    if done == 0:
        print(f"\nThe results lie in {folder}. `make run` opens the window on them.")
    return done


if __name__ == "__main__":
    raise SystemExit(main())
