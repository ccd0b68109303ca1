"""Rules on the shape of code: small enough to hold, and everything says what it is for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import PurePosixPath

from tests.architecture.house import Finding, Source, sources

MODULE_LINES = 400
TEST_MODULE_LINES = 600
CLASS_METHODS = 20
FUNCTION_LINES = 40
# Names that say nothing about what lies inside.
EMPTY_NAMES = re.compile(r"(?:^|_)(?:utils?|helpers?|common|misc|managers?)(?:_|$)")

# Single words that Qt calls and explains.
OF_QT = frozenset(
    {"accept", "data", "done", "event", "flags", "index", "paint", "parent", "reject"}
)

Function = ast.FunctionDef | ast.AsyncFunctionDef


def module_length(source: Source) -> Iterator[Finding]:
    """A module holds one concept: at most 400 lines, 600 in tests."""
    limit = TEST_MODULE_LINES if source.is_test else MODULE_LINES
    lines = len(source.text.splitlines())
    if source.is_python and lines > limit:
        yield source.finding(0, f"{lines} lines, at most {limit}")


def class_methods(source: Source) -> Iterator[Finding]:
    """A class has at most 20 methods."""
    for node in source.nodes:
        if isinstance(node, ast.ClassDef):
            count = sum(isinstance(member, Function) for member in node.body)
            if count > CLASS_METHODS:
                yield source.finding(
                    node.lineno, f"class {node.name}: {count} methods, at most {CLASS_METHODS}"
                )


def function_length(source: Source) -> Iterator[Finding]:
    """A function has at most 40 lines, its docstring not counted."""
    for node in source.nodes:
        if isinstance(node, Function):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1 - _docstring_lines(node)
            if lines > FUNCTION_LINES:
                yield source.finding(
                    node.lineno, f"{node.name}: {lines} lines, at most {FUNCTION_LINES}"
                )


def docstrings(source: Source) -> Iterator[Finding]:
    """Every module says what it is for, every public class and function what it does."""
    if not source.is_python:
        return
    if not ast.get_docstring(source.tree):
        yield source.finding(1, "module without a docstring")
    if source.is_test:
        return
    for node in source.tree.body:
        if isinstance(node, Function | ast.ClassDef) and _is_public(node.name):
            yield from _undocumented(source, node)


def _undocumented(source: Source, node: Function | ast.ClassDef) -> Iterator[Finding]:
    if not ast.get_docstring(node):
        yield source.finding(node.lineno, f"{node.name} without a docstring")
    if isinstance(node, ast.ClassDef):
        explained = promised_methods() if node.bases else frozenset()
        for member in _own_methods(node):
            if not ast.get_docstring(member) and member.name not in explained:
                yield source.finding(
                    member.lineno, f"{node.name}.{member.name} without a docstring"
                )


def _own_methods(node: ast.ClassDef) -> Iterator[Function]:
    """Public methods that are ours to explain: Qt explains its own, a property its setter."""
    for member in node.body:
        if isinstance(member, Function) and _is_public(member.name) and member.name.islower():
            setter = any(isinstance(mark, ast.Attribute) for mark in member.decorator_list)
            if not setter and not (node.bases and member.name in OF_QT):
                yield member


@cache
def promised_methods() -> frozenset[str]:
    """Methods that some class of the project explains; those who inherit need not repeat it."""
    return frozenset(
        member.name
        for source in sources()
        for node in source.nodes
        if isinstance(node, ast.ClassDef)
        for member in node.body
        if isinstance(member, Function) and ast.get_docstring(member)
    )


def names(source: Source) -> Iterator[Finding]:
    """No module and no class is called utils, helpers, common, misc or manager."""
    for part in PurePosixPath(source.path).with_suffix("").parts:
        if source.is_python and EMPTY_NAMES.search(part):
            yield source.finding(0, f"the name {part!r} says nothing")
    for node in source.nodes:
        if isinstance(node, ast.ClassDef) and EMPTY_NAMES.search(_snake_case(node.name)):
            yield source.finding(node.lineno, f"the name {node.name!r} says nothing")


def annotations_import(source: Source) -> Iterator[Finding]:
    """Every module with code begins with `from __future__ import annotations`."""
    if not source.is_python or len(source.tree.body) < 2:
        return
    second = source.tree.body[1]
    if not (isinstance(second, ast.ImportFrom) and second.module == "__future__"):
        yield source.finding(second.lineno, "`from __future__ import annotations` comes first")


def _docstring_lines(node: Function) -> int:
    first = node.body[0]
    if ast.get_docstring(node) is None:
        return 0
    return (first.end_lineno or first.lineno) - first.lineno + 1


def _is_public(name: str) -> bool:
    return not name.startswith("_")


def _snake_case(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
