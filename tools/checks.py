"""Run everything a reviewer would run, one after the other, and say at the end what failed."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

BIN = Path(sys.executable).parent
COVERAGE = "build/coverage.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One step: its name, its command, and whether the fast half has it too."""

    name: str
    command: tuple[str, ...]
    fast: bool = True


def checks(*, fast: bool) -> tuple[Check, ...]:
    """The steps in their order; the fast half leaves out slow tests and coverage."""
    steps = (
        Check(name="format", command=(_tool("ruff"), "format", "--check", ".")),
        Check(name="lint", command=(_tool("ruff"), "check", ".")),
        Check(name="types", command=(_tool("mypy"),)),
        Check(name="imports", command=(_tool("lint-imports"), "--no-logo")),
        Check(name="tests", command=tests(fast=fast)),
        Check(
            name="coverage", command=(sys.executable, "-m", "tools.ratchet", COVERAGE), fast=False
        ),
    )
    return tuple(step for step in steps if step.fast or not fast)


def tests(*, fast: bool) -> tuple[str, ...]:
    """The command that runs the tests, divided between processors where there are two or more."""
    command = [sys.executable, "-m", "pytest", "--quiet", "--durations=10"]
    if (os.cpu_count() or 1) > 1:
        command += ["--numprocesses=2", "--dist=worksteal"]
    if fast:
        return (*command, "-m", "not soak and not slow")
    return (*command, "--cov", "--cov-report=", f"--cov-report=json:{COVERAGE}")


def _tool(name: str) -> str:
    return str(BIN / name)


def main() -> int:
    """Run the checks; 0 if all passed, 1 with their names if not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fast", action="store_true")
    fast = parser.parse_args().fast
    Path(COVERAGE).parent.mkdir(exist_ok=True)
    lines, failed = [], False
    for check in checks(fast=fast):
        print(f"--- {check.name}", flush=True)
        began = time.monotonic()
        passed = subprocess.run(check.command, check=False).returncode == 0
        failed |= not passed
        took = time.monotonic() - began
        lines.append(f"{'passed' if passed else 'FAILED'}  {check.name:<10}{took:7.1f} s")
    print("", *lines, sep="\n", flush=True)
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
