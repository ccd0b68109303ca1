"""Sentences for codes."""

from __future__ import annotations

from iris_grants.kernel.problems import Problem, Where
from iris_grants.wording import in_language, sentence, sentence_of


def test_sentence_says_the_place_first() -> None:
    where = Where(file="lista.xlsx", sheet="Expenditure", cell="H7")
    with in_language("en"):
        found = sentence(Problem(code="finance.amount_negative", where=where))
    assert found == "lista.xlsx · Expenditure · H7: An amount is below zero."


def test_sentence_of_an_unknown_code_is_the_code() -> None:
    assert sentence_of("nobody.knows", {}) == "nobody.knows"
