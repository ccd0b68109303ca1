"""Imports go down only, inside the work too; the contracts stand in pyproject.toml."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.house import ROOT, sources


def test_import_contracts_are_kept() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    command = [str(linter), "--no-logo", "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_names_for_types_come_from_no_higher_floor() -> None:
    above = {
        "db": {"iris_grants", "ui", "resources", "PySide6"},
        "iris_grants": {"ui", "PySide6"},
        "resources": {"ui", "iris_grants", "db", "PySide6"},
        "ui": set[str](),
    }
    found = [
        f"{source.path}:{node.lineno}: {name}"
        for source in sources()
        if source.is_python and (higher := above.get(source.path.partition("/")[0]))
        for node in ast.walk(source.tree)
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
        for name in imported(node)
        if name.partition(".")[0] in higher
    ]
    assert found == []


def imported(block: ast.If) -> Iterator[str]:
    """The modules that a block imports from."""
    for node in ast.walk(block):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
