"""The files of the project as the rules of the house see them, and what a rule may find."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("iris_grants", "ui", "db", "resources")
MADE = frozenset({"build", "dist", "demo", "pictures", "__pycache__"})
BINARY = frozenset(
    {".ttf", ".otf", ".icc", ".png", ".ico", ".xlsx", ".pdf", ".zip", ".iris", ".mo"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One place where a rule of the house is broken; `line` is 0 for the file as a whole."""

    path: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.text}"


@dataclass(frozen=True)
class Source:
    """One text file: its path from the root with forward slashes, and its text."""

    path: str
    text: str

    @property
    def is_python(self) -> bool:
        """Whether rules about code apply."""
        return self.path.endswith(".py")

    @property
    def is_test(self) -> bool:
        """Whether it belongs to the tests."""
        return self.path.startswith("tests/")

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax of a Python file."""
        return ast.parse(self.text, self.path)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """All nodes of a Python file; none of any other."""
        return tuple(ast.walk(self.tree)) if self.is_python else ()

    def finding(self, line: int, text: str) -> Finding:
        """A finding in this file."""
        return Finding(path=self.path, line=line, text=text)


Rule = Callable[[Source], Iterator[Finding]]


@cache
def sources() -> tuple[Source, ...]:
    """Every text file of the project, committed or about to be."""
    found = []
    for path in sorted(_paths()):
        whole = ROOT / path
        if whole.suffix not in BINARY and whole.is_file():
            found.append(Source(path, whole.read_text("utf-8")))
    return tuple(found)


def _paths() -> set[str]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):  # an unpacked archive knows no git
        found = (path.relative_to(ROOT) for path in ROOT.rglob("*"))
        return {path.as_posix() for path in found if not any(map(_is_not_ours, path.parts))}
    return set(listed.stdout.splitlines())


def _is_not_ours(part: str) -> bool:
    """Whether a folder or file of this name is made by tools: what git is told to ignore."""
    return part in MADE or part.endswith(".egg-info") or (part.startswith(".") and part != ".ci")
