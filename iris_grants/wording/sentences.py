"""Sentences for the codes that the floors below speak in."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from iris_grants.kernel.money import Money
from iris_grants.kernel.problems import Problem
from iris_grants.wording import codes
from iris_grants.wording.catalogue import _
from iris_grants.wording.formats import day, decimal_text, money, number_text


@cache
def all_sentences() -> Mapping[str, str]:
    """Every code with its English sentence; `ValueError` if a code has two."""
    found: dict[str, str] = {}
    for module in pkgutil.iter_modules(codes.__path__):
        part = importlib.import_module(f"{codes.__name__}.{module.name}")
        for code, words in part.SENTENCES.items():
            if code in found:
                raise ValueError(f"two sentences for {code!r}")
            found[code] = words
    return found


def sentence_of(code: str, params: Mapping[str, str | int]) -> str:
    """The sentence of a code in the current language, with its parameters filled in.

    Values of parameters that are codes themselves (`state.…`), or a list of codes with
    commas, are put into words too. A sentence may say what a value is, so that it reads as
    people write it: `{checked:day}`, `{limit:money}` (`12.50 EUR`), `{agreed:amount}`
    (`12.50`), `{percent:number}` (`7.5`), `{mean:points}` (the same, or `43/3 ≈ 14.33`).
    """
    words = all_sentences().get(code)
    if words is None:
        return f"{code} {dict(params)}" if params else code
    filled = _(words).format(**{name: _in_words(value) for name, value in params.items()})
    return filled[:-1] if filled.endswith("..") and not filled.endswith("...") else filled


def sentence(problem: Problem) -> str:
    """The problem as one line: where it is, then what is wrong."""
    place = str(problem.where)
    words = sentence_of(problem.code, problem.params)
    return f"{place}: {words}" if place else words


def label(code: str) -> str:
    """The short words for a code of a state, role, kind or operation (`state.call.draft`)."""
    return sentence_of(code, {})


def _in_words(value: str | int) -> str | int:
    if not isinstance(value, str):
        return value
    parts = value.split(", ")
    if all(part in all_sentences() for part in parts):
        return ", ".join(label(part) for part in parts)
    return _Value(value)


class _Value(str):
    """A parameter that can be written as what the sentence says it is."""

    def __format__(self, kind: str) -> str:
        match kind:
            case "day":
                return day(str(self))
            case "money":
                amount, currency = self.split()
                return money(Money.of(amount, currency))
            case "amount":
                return decimal_text(Decimal(self))
            case "points":
                exact, about, rounded = self.rpartition("≈ ")
                return f"{exact}{about}{number_text(Decimal(rounded))}"
            case "number":
                return number_text(Decimal(self))
            case _:
                return super().__format__(kind)
