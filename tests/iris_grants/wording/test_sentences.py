"""Sentences for codes."""

from __future__ import annotations

import pytest

from iris_grants.kernel.problems import Problem, Where
from iris_grants.wording import in_language, sentence, sentence_of


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "There is no exchange rate for MKD on 01/02/2024; record it with its source first."),
        ("sr", "Nema kursa za MKD na dan 01.02.2024.; najpre ga upišite sa izvorom."),
    ],
)
def test_sentence_of_puts_days_into_words(language: str, words: str) -> None:
    with in_language(language):
        found = sentence_of("finance.rate_missing", {"currency": "MKD", "day": "2024-02-01"})
    assert found == words


def test_sentence_of_a_serbian_day_at_the_end_has_one_full_stop() -> None:
    params = {"starts": "2023-02-01", "ends": "2026-01-31"}
    with in_language("sr"):
        found = sentence_of("grants.outside_action", params)
    assert found.endswith("od 01.02.2023. do 31.01.2026.")


def test_sentence_says_the_place_first() -> None:
    where = Where(file="lista.xlsx", sheet="Expenditure", cell="H7")
    with in_language("en"):
        found = sentence(Problem(code="finance.amount_negative", where=where))
    assert found == "lista.xlsx · Expenditure · H7: An amount is below zero."


def test_sentence_of_an_unknown_code_is_the_code() -> None:
    assert sentence_of("nobody.knows", {}) == "nobody.knows"
