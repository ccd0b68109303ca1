"""The lists of the application form: what a choice is called, and which code was meant."""

from __future__ import annotations

from iris_grants.calls.form_parts import CHOICE_SEPARATOR
from iris_grants.calls.terms import CallTerms
from iris_grants.wording import LANGUAGES, current_language, in_language, label

YES, NO = "yes", "no"


def choice_lists(terms: CallTerms) -> dict[str, dict[str, str]]:
    """Every list of the form: code to what the cell shows, in the current language."""
    language = current_language()
    return {
        "yes_no": {YES: label("form.yes"), NO: label("form.no")},
        "countries": {code: _coded("country", code) for code in terms.countries},
        "languages": {code: _coded("form.language", code) for code in terms.languages},
        "lots": {lot.code: _joined(lot.code, lot.title.of(language)) for lot in terms.lots},
    }


def shown_choice(terms: CallTerms, choices: str, code: str) -> str:
    """What the cell shows for a code, in the current language; `KeyError` if it is not listed."""
    return choice_lists(terms)[choices][code]


def meant_choices(terms: CallTerms) -> dict[str, dict[str, str]]:
    """Every list of the form the other way: what a cell may say, in any language, to its code."""
    meant: dict[str, dict[str, str]] = {}
    for language in LANGUAGES:
        with in_language(language):
            for name, entries in choice_lists(terms).items():
                words = {shown: code for code, shown in entries.items()}
                meant[name] = meant.get(name, {}) | words
    for entries in meant.values():
        entries.update({code: code for code in list(entries.values())})
    return meant


def _coded(kind: str, code: str) -> str:
    return _joined(code, label(f"{kind}.{code}"))


def _joined(code: str, words: str) -> str:
    return f"{code}{CHOICE_SEPARATOR}{words}"
