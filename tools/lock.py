"""Resolve the requirements for every system at once and pin them with the hashes of all files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# In this order: later ones are held to the versions of earlier ones.
SETS = ("build", "", "dev", "package", "lock")


def main() -> int:
    """Write requirements*.txt from requirements*.in; `--upgrade` looks for newer versions."""
    compiler = Path(sys.executable).with_name("uv")
    options = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header"]
    for name in SETS:
        source = f"requirements{'-' if name else ''}{name}.in"
        target = source.replace(".in", ".txt")
        command = [str(compiler), "pip", "compile", "--quiet", "--no-emit-index-url", *options]
        subprocess.run([*command, *sys.argv[1:], source, "-o", target], cwd=ROOT, check=True)
        print(f"{target} is written.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
