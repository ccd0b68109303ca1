"""Rules on words: what may stand in no file, and how sentences for people are written."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.architecture.house import Finding, Source

# Written so that no pattern finds itself.
FOREIGN = {
    "an address or option of a package index": re.compile(
        r"py[p]i\.org|python[h]osted|npm[j]s|--(?:extra-)?index-[u]rl|--find-[l]inks"
    ),
    "a path of one machine": re.compile(
        r"(?<![\w.>])/(?:wor[k]|roo[t]|farm|hom[e]|User[s])/\w|(?<!\w)/tm[p]/\w|\b[A-Z]:[\\/]+User[s]"
    ),
    "a word about how the project was made": re.compile(
        r"[C]laude|[A]nthropic|[O]pen ?A[I]|[C]hat-?GPT|[C]opilot|\b[L]LM\b|\bA[I]\b|sub-?[a]gent"
        r"|language [m]odel|(?:helper|previous|earlier) [s]ession|[i]ssue #?\d|the [b]rief"
    ),
    "work left for later": re.compile(r"\b(?:TO[D]O|FIX[M]E|X[X]X)\b"),
}
SILENCED = re.compile(r"#\s*(?:type:\s*ignore|noqa)(?P<rest>.*)")
EXPLAINED = re.compile(r"^(?:\[[\w, -]+\]|:\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*)\s*(?:#|-)\s*\S+")
TRANSLATING = frozenset({"_", "N_", "tr", "ngettext", "gettext", "translate"})


def foreign_words(source: Source) -> Iterator[Finding]:
    """The project speaks of itself alone: no index, no machine, no workshop, no leftovers."""
    for number, line in enumerate(source.text.splitlines(), start=1):
        for what, pattern in FOREIGN.items():
            found = pattern.search(line)
            if found:
                yield source.finding(number, f"{what}: {found.group()!r}")


def silenced_checks(source: Source) -> Iterator[Finding]:
    """A check is silenced only by its code and with the reason."""
    if not source.is_python:
        return
    for number, line in enumerate(source.text.splitlines(), start=1):
        found = SILENCED.search(line)
        if found and not EXPLAINED.match(found["rest"]):
            yield source.finding(number, f"silenced without code and reason: {found.group()!r}")


def translated_literals(source: Source) -> Iterator[Finding]:
    """What is translated is a literal: no f-string, nothing added up or filled in beforehand."""
    for node in source.nodes:
        if isinstance(node, ast.Call) and _name(node.func) in TRANSLATING:
            for argument in node.args:
                if isinstance(argument, ast.JoinedStr | ast.BinOp) or _is_format(argument):
                    yield source.finding(node.lineno, f"{_name(node.func)}() takes a literal")


def message_boxes(source: Source) -> Iterator[Finding]:
    """Only the one door for messages opens a message box."""
    if source.path.startswith(("ui/feedback/", "tests/")):
        return
    for node in source.nodes:
        named = {node.id} if isinstance(node, ast.Name) else set()
        if isinstance(node, ast.ImportFrom):
            named = {alias.name for alias in node.names}
        if isinstance(node, ast.Attribute):
            named = {node.attr}
        if "QMessageBox" in named:
            yield source.finding(getattr(node, "lineno", 0), "QMessageBox only in ui/feedback")


def waiting_by_the_clock(source: Source) -> Iterator[Finding]:
    """Tests wait for what must happen, never for a while."""
    if not source.is_test:
        return
    for node in source.nodes:
        if isinstance(node, ast.Call) and _name(node.func) in {"sleep", "qWait", "wait_for_time"}:
            yield source.finding(node.lineno, "waits for a while instead of for what must happen")


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _is_format(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and _name(node.func) == "format"
