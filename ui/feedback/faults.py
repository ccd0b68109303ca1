"""Whose fault an error is: the data's or the world's (explained), or ours (a crash report)."""

from __future__ import annotations

import platform
import sys
import traceback
from pathlib import PurePath

from iris_grants.kernel.problems import Problem, Refused
from iris_grants.kernel.storage import StoreError
from iris_grants.wording import sentence, sentence_of

Explained = Refused | StoreError | OSError
EXPLAINED = (Refused, StoreError, OSError)
REPORTED_VERSIONS = ("PySide6-Essentials", "SQLAlchemy")


def explain(error: Explained) -> tuple[str, ...]:
    """One sentence for each thing that is wrong, in the current language."""
    if isinstance(error, Refused):
        return tuple(sentence(problem) for problem in error.problems)
    if isinstance(error, StoreError):
        return (sentence_of(error.code, error.params),)
    name = PurePath(str(error.filename)).name if error.filename else ""
    reason = error.strerror or type(error).__name__
    return (f"{name}: {reason}" if name else reason,)


def problems_of(error: Explained) -> tuple[Problem, ...]:
    """The problems that an error carries; none for the store and the world."""
    return error.problems if isinstance(error, Refused) else ()


def crash_report(error: BaseException) -> str:
    """What a developer needs and nothing about anybody: kinds of errors, places, versions.

    The messages of exceptions are left out, since they can hold names and amounts.
    """
    from importlib import metadata

    lines = [f"Python {platform.python_version()} · {platform.system()} {platform.machine()}"]
    for package in REPORTED_VERSIONS:
        lines.append(f"{package} {metadata.version(package)}")
    found: BaseException | None = error
    while found is not None:
        lines.append("")
        lines.append(type(found).__qualname__)
        for frame in traceback.extract_tb(found.__traceback__):
            lines.append(f"  {_place(frame.filename)}:{frame.lineno} {frame.name}")
        found = found.__cause__ or found.__context__
    return "\n".join(lines)


def _place(filename: str) -> str:
    parts = PurePath(filename).parts
    for floor in ("ui", "iris_grants", "db", "tests", "site-packages"):
        if floor in parts:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(floor) :])
    return parts[-1] if parts else sys.executable
