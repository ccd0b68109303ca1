"""One catalogue of words for window, command line and documents (gettext, through Babel)."""

from __future__ import annotations

import gettext
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO

from iris_grants.wording.compiled import compiled_catalogue

LANGUAGES = ("en", "sr_Latn")
SOURCE_LANGUAGE = "en"

_state = threading.local()
_default = SOURCE_LANGUAGE


def current_language() -> str:
    """The language in which `_` answers in this thread (`en`, `sr_Latn`)."""
    return getattr(_state, "language", None) or _default


def set_language(language: str) -> None:
    """Choose the language of the whole program; `sr` means Serbian in Latin script."""
    global _default
    _default = known_language(language)


def known_language(language: str) -> str:
    """The language code of the catalogue; `ValueError` if there is none."""
    code = "sr_Latn" if language in ("sr", "sr-Latn", "sr_Latn_RS") else language
    if code not in LANGUAGES:
        raise ValueError(f"no catalogue for {language!r}")
    return code


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Answer in this language in this thread while the block runs (for documents)."""
    before = getattr(_state, "language", None)
    _state.language = known_language(language)
    try:
        yield
    finally:
        _state.language = before


def N_(message: str) -> str:  # noqa: N802 - the name that catalogue tools know
    """Mark a literal for the catalogue; it is translated where it is used."""
    return message


def _(message: str) -> str:
    """The message in the current language."""
    return _translations(current_language()).gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """The message in the form that the count needs (Serbian has three)."""
    return _translations(current_language()).ngettext(singular, plural, count)


@cache
def _translations(language: str) -> gettext.NullTranslations:
    if language == SOURCE_LANGUAGE:
        return gettext.NullTranslations()
    return gettext.GNUTranslations(BytesIO(compiled_catalogue(language)))
