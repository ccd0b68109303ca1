"""What is included from others is named with its licence."""

from __future__ import annotations

from tests.architecture.house import ROOT
from tests.architecture.test_requirements import pins

NAMED = (ROOT / "THIRD-PARTY.md").read_text("utf-8")


def test_licence_texts_of_included_data_are_named() -> None:
    texts = sorted(path.name for path in (ROOT / "resources").rglob("*LICENSE*"))
    assert [name for name in texts if f"`{name}`" not in NAMED] == []


def test_packages_of_the_program_are_named() -> None:
    projects = sorted({project for project, _ in pins("requirements.txt")})
    assert [name for name in projects if name not in NAMED.lower()] == []
