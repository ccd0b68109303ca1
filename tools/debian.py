"""System packages: installed as root on Debian or Ubuntu, saying so; named everywhere else."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path

FAMILY = frozenset({"debian", "ubuntu"})


class Missing(Exception):  # noqa: N818 - what it says, as its text says it
    """Something of the system is missing; the text says what, and the one command that helps."""


def ensure_packages(packages: Sequence[str], *, why: str) -> None:
    """Install system packages where that is allowed; elsewhere raise `Missing` with the command."""
    command = f"apt-get install --yes --no-install-recommends {' '.join(packages)}"
    if not _is_debian_family():
        raise Missing(
            f"{why}. Install what your system has in place of these Debian packages: "
            f"{' '.join(packages)}."
        )
    if not _is_root():
        raise Missing(f"{why}. Install it with:\n  sudo {command}")
    print(f"{why}; installing with: {command}", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in ("apt-get update --quiet --quiet", f"{command} --quiet --quiet"):
        done = subprocess.run(
            step.split(), env=quiet, check=False, capture_output=True, text=True, errors="replace"
        )
        if done.returncode and step.startswith(command):
            raise Missing(f"{done.stdout}{done.stderr}\n{why}, and this failed:\n  {command}")


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


@cache
def _is_debian_family() -> bool:
    release = Path("/etc/os-release")
    if not release.exists() or shutil.which("apt-get") is None:
        return False
    pairs = (line.partition("=") for line in release.read_text("utf-8").splitlines())
    known = {name: value.strip('"') for name, _, value in pairs}
    names = {known.get("ID", ""), *known.get("ID_LIKE", "").split()}
    return bool(names & FAMILY)
