"""File names that every system and every archive takes, made from any name."""

from __future__ import annotations

import re
import unicodedata

MAX_NAME = 80
_SPELLINGS = (
    "đ=dj Đ=Dj ð=d ł=l Ł=L ø=o Ø=O ß=ss æ=ae Æ=Ae œ=oe Œ=Oe ı=i "
    "а=a б=b в=v г=g д=d ђ=dj е=e ж=z з=z и=i ј=j к=k л=l љ=lj м=m н=n њ=nj о=o п=p р=r "
    "с=s т=t ћ=c у=u ф=f х=h ц=c ч=c џ=dz ш=s ѓ=gj ќ=kj ѕ=dz й=j щ=sc ы=y э=e ю=ju я=ja "
    "ё=e і=i ї=i є=e"
)
_LETTERS = dict(pair.split("=") for pair in _SPELLINGS.split())
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9._-]+")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


def ascii_name(original: str, taken: set[str], limit: int = MAX_NAME) -> str:
    """A file name of ASCII letters, figures, `.`, `_` and `-`, not among the taken ones.

    Serbian letters become their plain form (`Ђурђевак č.pdf` → `Djurdjevak-c.pdf`), the
    extension stays, at most `limit` characters; a name that is taken (upper and lower case
    count as the same) gets a number. The result is added to `taken`, in lower case.
    """
    name = original.replace("\\", "/").rsplit("/", 1)[-1]
    stem, dot, extension = name.rpartition(".")
    if not stem or len(extension) > 12:
        stem, dot, extension = name, "", ""
    plain_extension = _plain(extension).replace(".", "").casefold()
    ending = f".{plain_extension}" if dot and plain_extension else ""
    plain = _plain(stem).strip("-._") or "file"
    if _RESERVED.fullmatch(plain):
        plain = f"file-{plain}"
    number, mark = 1, ""
    while True:
        room = limit - len(ending) - len(mark)
        candidate = plain[:room].rstrip("-._") + mark + ending
        if candidate.casefold() not in taken:
            taken.add(candidate.casefold())
            return candidate
        number += 1
        mark = f"-{number}"


def _plain(text: str) -> str:
    letters = "".join(_latin(letter) for letter in unicodedata.normalize("NFC", text))
    parted = unicodedata.normalize("NFKD", letters)
    bare = "".join(letter for letter in parted if not unicodedata.combining(letter))
    return _NOT_PLAIN.sub("-", bare)


def _latin(letter: str) -> str:
    if letter in _LETTERS:
        return _LETTERS[letter]
    found = _LETTERS.get(letter.lower(), "")
    return found.capitalize() or letter
