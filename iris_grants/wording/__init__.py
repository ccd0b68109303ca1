"""Codes and parameters become sentences, in the language of the reader."""

from __future__ import annotations

from iris_grants.wording.catalogue import (
    LANGUAGES,
    N_,
    _,
    current_language,
    in_language,
    ngettext,
    set_language,
)
from iris_grants.wording.sentences import label, sentence, sentence_of

__all__ = [
    "LANGUAGES",
    "N_",
    "_",
    "current_language",
    "in_language",
    "label",
    "ngettext",
    "sentence",
    "sentence_of",
    "set_language",
]
