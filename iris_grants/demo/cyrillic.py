"""Serbian Latin of the sample's own words in Cyrillic, for applicants who write in it."""

from __future__ import annotations

_PAIRS = {"lj": "љ", "nj": "њ", "dž": "џ"}
_LETTERS = dict(zip("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш", strict=True))


def is_cyrillic(text: str) -> bool:
    """Whether most letters of a text are Cyrillic."""
    letters = [letter for letter in text if letter.isalpha()]
    return sum("Ѐ" <= letter <= "ӿ" for letter in letters) * 2 > len(letters)


def in_cyrillic(text: str) -> str:
    """The text in Cyrillic; right only for words in which lj, nj and dž are one letter."""
    written: list[str] = []
    place = 0
    while place < len(text):
        pair = text[place : place + 2]
        letter = _PAIRS.get(pair.lower())
        taken = 2 if letter else 1
        letter = letter or _LETTERS.get(text[place].lower(), text[place])
        written.append(letter.upper() if text[place].isupper() else letter)
        place += taken
    return "".join(written)
