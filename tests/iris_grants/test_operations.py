"""Every operation of the program keeps its promises: roles, words in every language, a test."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections import defaultdict
from functools import cache
from pathlib import Path

import iris_grants
from iris_grants.kernel.access import WORKING, Role
from iris_grants.kernel.operations import COMMANDS, OPERATIONS, Operation
from iris_grants.wording import set_language
from iris_grants.wording.catalogue import _
from iris_grants.wording.sentences import all_sentences

TESTS = Path(__file__).resolve().parents[1]


@cache
def declared() -> dict[str, Operation]:
    """Every operation of the program by its name, all of its modules imported."""
    for module in pkgutil.walk_packages(iris_grants.__path__, "iris_grants."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    return {
        name: one
        for name, one in OPERATIONS.items()
        if COMMANDS[name].__module__.startswith("iris_grants.")
    }


def test_every_operation_names_who_may_run_it_and_an_auditor_runs_none() -> None:
    nobody = [name for name, one in declared().items() if not one.roles]
    auditors = [name for name, one in declared().items() if Role.AUDITOR in one.roles]

    assert len(declared()) > 60
    assert nobody == []
    assert auditors == []
    assert Role.AUDITOR not in WORKING


def test_every_operation_has_a_journal_sentence_in_every_language() -> None:
    sentences = all_sentences()
    missing = [name for name in declared() if f"operation.{name}" not in sentences]
    assert missing == []
    set_language("sr_Latn")
    try:
        english = [
            name for name in declared() if _(words := sentences[f"operation.{name}"]) == words
        ]
    finally:
        set_language("en")
    assert english == []


def test_every_operation_has_a_test_that_names_it() -> None:
    named = named_by_tests()
    users = users_of_names()
    untested = []
    for name in declared():
        command = COMMANDS[name].__name__
        nearer = {command} | users[command]
        further = {user for one in nearer for user in users[one]}
        if not named & {name, *nearer, *further}:
            untested.append(name)
    assert untested == []


def test_what_needs_a_second_person_is_declared_an_approval() -> None:
    found = {
        name: one.approval
        for name, one in declared().items()
        if "second_person" in (source := _source(name)) or "two_people" in source
    }
    assert found
    assert [name for name, approval in found.items() if not approval] == []


def named_by_tests() -> frozenset[str]:
    """What tests import from the program, and every text they hold (names of operations)."""
    found: set[str] = set()
    for path in TESTS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("iris_grants"):
                found.update(alias.name for alias in node.names)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return frozenset(found)


def users_of_names() -> defaultdict[str, set[str]]:
    """The functions of the program that mention a name, by that name."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for path in Path(iris_grants.__path__[0]).rglob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef):
                for inner in ast.walk(node):
                    if isinstance(inner, ast.Name):
                        found[inner.id].add(node.name)
    return found


def _source(name: str) -> str:
    return inspect.getsource(COMMANDS[name])
