"""Every file keeps the rules of the house, or is listed with a reason."""

from __future__ import annotations

import pytest

from tests.architecture import rules_shape, rules_words
from tests.architecture.exceptions import EXCEPTIONS
from tests.architecture.house import FLOORS, ROOT, Finding, Rule, sources

# Files here are given away with dossiers; nobody imports them.
TRAVELLING = "resources/templates/"

RULES: dict[str, Rule] = {
    rule.__name__: rule
    for rule in (
        rules_shape.module_length,
        rules_shape.class_methods,
        rules_shape.function_length,
        rules_shape.docstrings,
        rules_shape.names,
        rules_shape.annotations_import,
        rules_words.foreign_words,
        rules_words.silenced_checks,
        rules_words.translated_literals,
        rules_words.message_boxes,
        rules_words.waiting_by_the_clock,
    )
}


def findings(rule: str) -> list[Finding]:
    return [found for source in sources() for found in RULES[rule](source)]


def is_listed(rule: str, found: Finding) -> bool:
    return any(rule == listed.rule and found.path.startswith(listed.path) for listed in EXCEPTIONS)


@pytest.mark.parametrize("rule", RULES)
def test_rule_is_kept_everywhere(rule: str) -> None:
    broken = [str(found) for found in findings(rule) if not is_listed(rule, found)]
    assert not broken, f"{RULES[rule].__doc__}\n" + "\n".join(broken)


def test_listed_exceptions_are_still_needed_and_reasoned() -> None:
    idle = [
        listed
        for listed in EXCEPTIONS
        if not listed.reason
        or not any(found.path.startswith(listed.path) for found in findings(listed.rule))
    ]
    assert idle == []


def test_packages_have_an_init_file() -> None:
    folders = {
        (ROOT / source.path).parent
        for source in sources()
        if source.is_python and not source.path.startswith(TRAVELLING)
    }
    missing = sorted(
        str(folder.relative_to(ROOT)) for folder in folders if not (folder / "__init__.py").exists()
    )
    assert missing == []


def test_tests_mirror_the_floors() -> None:
    mirrored = [
        folder
        for floor in FLOORS
        for folder in (ROOT / "tests" / floor).glob("*/")
        if folder.is_dir() and any(folder.glob("*.py"))
    ]
    strays = [
        str(folder.relative_to(ROOT))
        for folder in mirrored
        if not (ROOT / folder.relative_to(ROOT / "tests")).is_dir()
    ]
    assert strays == []
