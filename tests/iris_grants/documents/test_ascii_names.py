"""Names for archives: plain ASCII, short, never the same twice."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iris_grants.documents.ascii_names import ascii_name


@pytest.mark.parametrize(
    ("original", "plain"),
    [
        ("Ђурђевак č.pdf", "Djurdjevak-c.pdf"),
        ("Đorđević Š.PDF", "Djordjevic-S.pdf"),
        ("ЊУЉА ЏЕМ.docx", "NjULjA-DzEM.docx"),
        ("folder/sub\\Statut (2).pdf", "Statut-2.pdf"),
        ("100%\r\n.txt", "100.txt"),
        ("CON.txt", "file-CON.txt"),
        ("...", "file"),
        ("", "file"),
        ("中文.docx", "file.docx"),
        (".gitignore", "gitignore"),
        ("no extension", "no-extension"),
        ("-rf.txt", "rf.txt"),
        ("x" * 200 + ".xlsx", "x" * 75 + ".xlsx"),
    ],
)
def test_name_is_made_plain(original: str, plain: str) -> None:
    assert ascii_name(original, set()) == plain


def test_taken_names_get_numbers_whatever_their_case() -> None:
    taken: set[str] = set()
    names = [ascii_name(name, taken) for name in ["a.pdf", "A.pdf", "a.PDF", "a-2.pdf"]]
    assert names == ["a.pdf", "A-2.pdf", "a-3.pdf", "a-2-2.pdf"]
    assert taken == {name.casefold() for name in names}


@given(st.lists(st.text(max_size=120), max_size=30))
def test_any_names_become_different_plain_ones(originals: list[str]) -> None:
    taken: set[str] = set()
    names = [ascii_name(original, taken) for original in originals]
    assert len({name.casefold() for name in names}) == len(originals)
    for name in names:
        assert re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,79}", name)
