"""Every operation keeps its promises: who may run it, and words in every language."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from functools import cache

import iris_grants
from iris_grants.kernel.access import WORKING, Role
from iris_grants.kernel.operations import COMMANDS, OPERATIONS, Operation
from iris_grants.wording import set_language
from iris_grants.wording.catalogue import _
from iris_grants.wording.sentences import all_sentences


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


def test_what_needs_a_second_person_is_declared_an_approval() -> None:
    found = {
        name: one.approval
        for name, one in declared().items()
        if "second_person" in (source := _source(name)) or "two_people" in source
    }
    assert found
    assert [name for name, approval in found.items() if not approval] == []


def _source(name: str) -> str:
    return inspect.getsource(COMMANDS[name])
