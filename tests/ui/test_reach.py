"""Every operation of the program can be reached from the window."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from iris_grants.cli.run import commands
from iris_grants.kernel.operations import COMMANDS

ROOT = Path(__file__).parents[2]
WORK = ROOT / "iris_grants"
BY_ANOTHER_WAY = {
    "applications.answer_check": "answer_checks",
    "awards.agree_line": "save_negotiation",
    "awards.propose_line": "save_negotiation",
    "documents.register_key": "office_key",
    "dossiers.export": "export_dossier",
    "grants.change_budget": "move_money",
    "licensing.add_document": "file_document",
    "people.found": "create_store",
    "people.recover": "recover",
    "people.sign_in": "sign_in",
    "people.sign_in_failed": "sign_in",
    "reporting.answer_check": "answer_checks",
    "scoring.enter": "enter_paper",
    "scoring.merge": "execute_merge",
    "scoring.open_package": "open_package",
    "scoring.package": "make_packages",
    "scoring.write_papers": "write_papers",
    "scoring.return": "make_return",
}
"""Operations whose command no page names, with what runs them or does the same for many at once."""


def names_in(folder: str) -> Iterator[str]:
    """Every name that the code of a folder uses or brings in."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name):
                    yield name


def test_every_operation_is_within_reach_of_the_window() -> None:
    commands()
    window = frozenset(names_in("ui"))
    ours = {name: one for name, one in COMMANDS.items() if one.__module__.startswith("iris_grants")}
    unseen = {name for name, one in ours.items() if one.__name__ not in window}
    lost = sorted(unseen - BY_ANOTHER_WAY.keys())
    assert not lost, f"no page of the window reaches: {', '.join(lost)}"
    defined = " ".join(path.read_text(encoding="utf-8") for path in WORK.rglob("*.py"))
    assert [way for way in BY_ANOTHER_WAY.values() if f"def {way}(" not in defined] == []
