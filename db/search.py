"""Keys by which Serbian names are found and sorted, whatever their script and accents."""

from __future__ import annotations

import unicodedata

_CYRILLIC = dict(
    zip(
        "абвгдђежзијклљмнњопрстћуфхцчџш",
        (*"abvgdđežzijkl", "lj", *"mn", "nj", *"oprstćufhcč", "dž", "š"),
        strict=True,
    )
) | {"ѓ": "đ", "ќ": "ć", "ѕ": "dz", "ѝ": "i", "ѐ": "e"}

_ALPHABET = (*"abcčćd", "dž", *"đefghijkl", "lj", *"mn", "nj", *"opqrsštuvwxyzž")
_PLACES = {letter: chr(ord("A") + place) for place, letter in enumerate(_ALPHABET)}


def latin(text: str) -> str:
    """Lower-case Latin of a text in either script; accents of other languages stay."""
    lowered = unicodedata.normalize("NFKC", text).casefold()
    return "".join(_CYRILLIC.get(letter, letter) for letter in lowered)


def search_key(text: str) -> str:
    """The key that all spellings of a name share: Latin, without accents, `đ` as `dj`.

    `Đorđević`, `Ђорђевић`, `djordjevic` and `DJORDJEVIĆ` have the same key.
    """
    plain = latin(text).replace("đ", "dj").replace("ı", "i").replace("ł", "l")
    letters = unicodedata.normalize("NFD", plain)
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())


def loose_key(text: str) -> str:
    """The second key, which also finds `đ` written as a bare `d` (`dordevic`)."""
    return search_key(text).replace("dj", "d")


def found_in(words: str, key: str) -> bool:
    """Whether what somebody typed is found in a record with this `search_key`.

    Every word must be found, in any order; `đ`, `dj` and `d` count as the same.
    """
    loose = key.replace("dj", "d")
    return all(word in key or loose_key(word) in loose for word in search_key(words).split())


def sort_key(text: str) -> str:
    """A text whose order by code point is the order of the Serbian Latin alphabet.

    Both scripts sort together; `lj`, `nj` and `dž` are one letter; digits come before
    letters, accents of other languages sort with their base letter, and equal names are
    told apart by their own letters.
    """
    placed = []
    letters = list(latin(text))
    while letters:
        pair = "".join(letters[:2])
        taken = 2 if pair in _PLACES and len(pair) == 2 else 1
        placed.append(_place("".join(letters[:taken])))
        del letters[:taken]
    return "".join(placed) + "\x1f" + text


def _place(letter: str) -> str:
    if letter in _PLACES:
        return _PLACES[letter]
    base = unicodedata.normalize("NFD", letter)
    return "".join(_PLACES.get(c, c) for c in base if not unicodedata.combining(c))
