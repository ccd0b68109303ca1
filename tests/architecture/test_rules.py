"""The rules of the house find what they are there for, and nothing else."""

from __future__ import annotations

import pytest

from tests.architecture import rules_shape, rules_words
from tests.architecture.house import Rule, Source

DOCSTRING = '"""What it is for."""\n'
LONG_BODY = "".join(f"    print({number})\n" for number in range(40))
METHODS = "".join(f"    def m{number}(self): ...\n" for number in range(21))
# Put together here, so that this file does not hold what its rules forbid.
HOME = "/" + "home/somebody"
INDEX = "py" + "pi.org"
LATER = "TO" + "DO"
SILENT = "# no" + "qa"


def lines_found(rule: Rule, text: str, path: str = "ui/calls/page.py") -> list[int]:
    return [found.line for found in rule(Source(path, text))]


@pytest.mark.parametrize(
    ("rule", "text", "lines"),
    [
        (rules_shape.module_length, "x = 1\n" * 400, []),
        (rules_shape.module_length, "x = 1\n" * 401, [0]),
        (rules_shape.class_methods, f"class A:\n{METHODS}", [1]),
        (rules_shape.function_length, f"def f():\n    'Why.'\n{LONG_BODY[:-14]}", []),
        (rules_shape.function_length, f"def f():\n    'Why.'\n{LONG_BODY}", [1]),
        (rules_shape.docstrings, "x = 1\n", [1]),
        (rules_shape.docstrings, f"{DOCSTRING}def f(): ...\ndef _g(): ...\n", [2]),
        (rules_shape.docstrings, f"{DOCSTRING}class A:\n 'a'\n def f(self): ...\n", [4]),
        (rules_shape.docstrings, f"{DOCSTRING}class A:\n 'a'\n def rowCount(self): ...\n", []),
        (rules_shape.names, "class CallManager: ...\n", [1]),
        (rules_shape.names, "class CommonsPage: ...\n", []),
        (rules_shape.annotations_import, f"{DOCSTRING}import os\n", [2]),
        (rules_words.foreign_words, f"# see {HOME}\n", [1]),
        (rules_words.foreign_words, f"a\nhttps://{INDEX}/simple\n", [2]),
        (rules_words.foreign_words, f"x = 1  # {LATER}\n", [1]),
        (rules_words.foreign_words, "https://example.org/home/page\n", []),
        (rules_words.silenced_checks, f"x = 1  {SILENT}\n", [1]),
        (rules_words.silenced_checks, f"x = 1  {SILENT}: B010\n", [1]),
        (rules_words.silenced_checks, f"x = 1  {SILENT}: B010 - no typed slot\n", []),
        (rules_words.translated_literals, "_(f'{x} rows')\n", [1]),
        (rules_words.translated_literals, "self.tr('a' + b)\n", [1]),
        (rules_words.translated_literals, "_('{x} rows'.format(x=x))\n", [1]),
        (rules_words.translated_literals, "_('{x} rows').format(x=x)\n", []),
        (rules_words.message_boxes, "from PySide6.QtWidgets import QMessageBox\n", [1]),
    ],
)
def test_rule_finds_the_line(rule: Rule, text: str, lines: list[int]) -> None:
    assert lines_found(rule, text) == lines


def test_tests_may_be_longer_and_need_no_docstrings_on_functions() -> None:
    path = "tests/ui/test_page.py"
    assert lines_found(rules_shape.module_length, "x = 1\n" * 600, path) == []
    assert lines_found(rules_shape.docstrings, f"{DOCSTRING}def test_x(): ...\n", path) == []


def test_module_named_for_nothing_is_found_and_waiting_only_in_tests() -> None:
    assert lines_found(rules_shape.names, "", "db/utils.py") == [0]
    assert lines_found(rules_words.waiting_by_the_clock, "time.sleep(1)\n") == []
    assert lines_found(rules_words.waiting_by_the_clock, "sleep(1)\n", "tests/test_a.py") == [1]
