"""The lists of the application form: what a choice is called, and which code was meant."""

from __future__ import annotations

from collections.abc import Sequence

from iris_grants.calls.form_parts import CHOICE_SEPARATOR
from iris_grants.calls.terms import CallTerms
from iris_grants.wording import current_language, label

YES, NO = "yes", "no"
_SAID = {
    YES: ("yes", "y", "da", "да", "po", "x", "true", "1"),
    NO: ("no", "n", "ne", "не", "jo", "false", "0"),
}


def choice_lists(terms: CallTerms) -> dict[str, dict[str, str]]:
    """Every list of the form: code to what the cell shows, in the current language."""
    language = current_language()
    return {
        "yes_no": {YES: label("form.yes"), NO: label("form.no")},
        "countries": {code: _coded("country", code) for code in terms.countries},
        "languages": {code: _coded("language", code) for code in terms.languages},
        "lots": {lot.code: _joined(lot.code, lot.title.of(language)) for lot in terms.lots},
    }


def shown_choice(terms: CallTerms, choices: str, code: str) -> str:
    """What the cell shows for a code, in the current language; `KeyError` if it is not listed."""
    return choice_lists(terms)[choices][code]


def chosen_code(choices: str, codes: Sequence[str], text: str) -> str | None:
    """The code that a cell's text means, in whatever language it was chosen; None for none.

    Yes and no are known in the words of the region; elsewhere the code before the dash
    counts, so that the words after it may be in any language.
    """
    folded = text.strip().casefold()
    if choices == "yes_no":
        return next((code for code, words in _SAID.items() if folded in words), None)
    said = folded.split(CHOICE_SEPARATOR.strip())[0].strip()
    return next((code for code in codes if code.casefold() in (said, folded)), None)


def _coded(kind: str, code: str) -> str:
    return _joined(code, label(f"form.{kind}.{code}"))


def _joined(code: str, words: str) -> str:
    return f"{code}{CHOICE_SEPARATOR}{words}"
