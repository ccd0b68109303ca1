"""Codes among the parameters of a sentence are put into words."""

from __future__ import annotations

import pytest

from iris_grants.wording import in_language, sentence_of


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("role.grants_officer", "grants officer"),
        ("role.grants_officer, role.secretary", "grants officer, committee secretary"),
        ("somebody, role.secretary", "somebody, role.secretary"),
        ("", ""),
    ],
)
def test_codes_in_parameters_become_words(value: str, words: str) -> None:
    with in_language("en"):
        shown = sentence_of("kernel.role_missing", {"roles": value})
    assert shown == f"This needs one of these roles: {words}."
