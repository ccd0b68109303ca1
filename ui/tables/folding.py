"""How tables fold words for searching and sorting: as the store does, remembered per word."""

from __future__ import annotations

import re
from functools import lru_cache

from iris_grants.kernel import storage

REMEMBERED = 1 << 16
_NO_LETTER = re.compile(r"[ -@\[-`{-~]*")


def search_key(text: str) -> str:
    """The loose search key of a text, put together from the keys of its words."""
    words = (_search_word(word) for word in text.split())
    return " ".join(word for word in words if word)


def sort_key(text: str) -> str:
    """The sort key of a text, put together from the keys of its words."""
    if _NO_LETTER.fullmatch(text):
        return f"{text}\x1f{text}"
    return f"{' '.join(map(_sort_word, text.split(' ')))}\x1f{text}"


@lru_cache(maxsize=REMEMBERED)
def _search_word(word: str) -> str:
    return word if _NO_LETTER.fullmatch(word) else storage.loose_key(word)


@lru_cache(maxsize=REMEMBERED)
def _sort_word(word: str) -> str:
    return storage.sort_key(word)[: -len(word) - 1]
