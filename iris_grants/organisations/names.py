"""Names of organisations: in Latin letters, and without the words that all of them share."""

from __future__ import annotations

from collections.abc import Mapping

from db.search import search_key

_CYRILLIC = "абвгдђежзијклљмнњопрстћуфхцчџшѓќѕ"
_LETTERS = "a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š đ ć dz"
_LATIN: Mapping[str, str] = dict(zip(_CYRILLIC, _LETTERS.split(), strict=True))
_COMMON = (
    "udruzenje udruga drustvo organizacija asocijacija fondacija zaduzbina centar savez mreza "
    "gradjana za ug nvo ngo cso ocd zdruzenie gragjani association "
    "organization organisation foundation center centre of the shoqata shoqate qendra "
    "fondacioni ojq"
)
COMMON_WORDS = frozenset(_COMMON.split())
"""Words (as search keys) that say what kind of organisation it is, not which."""


def latin_name(name: str) -> str:
    """The name in Latin letters, capitals kept; Cyrillic to Latin loses nothing (§12.1)."""
    letters = []
    for position, letter in enumerate(name):
        latin = _LATIN.get(letter.lower())
        if latin is None:
            letters.append(letter)
        elif letter.islower():
            letters.append(latin)
        else:
            letters.append(latin.upper() if _shouts(name, position) else latin.capitalize())
    return "".join(letters)


def tidy(text: str) -> str:
    """A text with single blanks and none around it."""
    return " ".join(text.split())


def core_key(name: str) -> str:
    """The search key of a name without the words that many organisations share.

    Of a name made of such words alone, the whole key.
    """
    words = "".join(c if c.isalnum() else " " for c in search_key(name)).split()
    core = [word for word in words if word not in COMMON_WORDS]
    return " ".join(core or words)


def _shouts(name: str, position: int) -> bool:
    around = name[position + 1 : position + 2] or name[max(position - 1, 0) : position]
    return around.isupper()
