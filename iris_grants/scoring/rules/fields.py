"""Reading one object of structured data key by key, with every problem at its key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from iris_grants.kernel.problems import Problem, Where
from iris_grants.scoring.rules.exact import decimals_of, exact_decimal, exact_number

C = TypeVar("C", bound=StrEnum)

SHOWN = 60
"""Characters of an offending value that a problem repeats."""


class JsonObject(dict[str, object]):
    """An object of a JSON file that remembers which of its keys stood there twice."""

    def __init__(self, pairs: Sequence[tuple[str, object]]) -> None:
        super().__init__(pairs)
        times = Counter(key for key, _value in pairs)
        self.twice = tuple(sorted(key for key, count in times.items() if count > 1))


class Fields:
    """The keys of one object under reading.

    Problems go to the shared list `problems`, with `file` and the path of the key
    (`grid.sections[0].code`). A reader asks for each key once; where a value is no good it
    gets a stand-in, which is never used because the problem blocks. The value of the key
    `named_by` is told with every place, so that people find the object.
    """

    def __init__(
        self,
        value: object,
        keys: tuple[str, ...],
        *,
        problems: list[Problem],
        file: str | None,
        path: str = "",
        named_by: str = "",
    ) -> None:
        self.problems = problems
        self.file = file
        self.path = path
        self._before = len(problems)
        self._values: Mapping[object, object] = value if isinstance(value, Mapping) else {}
        name = self._values.get(named_by)
        self.name = f" ({name})" if name and isinstance(name, str) else ""
        if not isinstance(value, Mapping):
            self.note("", "ranking.not_an_object")
        for key in value.twice if isinstance(value, JsonObject) else ():
            self.note(key, "ranking.key_twice")
        for unknown in sorted(str(key) for key in self._values if key not in keys):
            self.note(unknown, "ranking.key_unknown", found=shown(unknown))

    @property
    def sound(self) -> bool:
        """Whether nothing was wrong in this object (and in what was read since) so far."""
        return len(self.problems) == self._before

    def note(self, key: str, code: str, **params: str | int) -> None:
        """Note a problem at a key of this object (the empty key: at the object itself)."""
        place = one_line(f"{self.path_of(key)}{self.name}") or None
        where = Where(file=self.file, key=place)
        self.problems.append(Problem(code=code, where=where, params=params))

    def path_of(self, key: str) -> str:
        """The path of a key of this object from the root of the file."""
        return ".".join(part for part in (self.path, key) if part)

    def raw(self, key: str, *, required: bool = False) -> object:
        """The value as it stands; None if it is absent or null, a problem if required."""
        value = self._values.get(key)
        if value is None and required:
            self.note(key, "ranking.key_missing")
        return value

    def text(self, key: str, *, required: bool = False) -> str:
        """A text; empty if it is absent, null or no text. A required one is not empty."""
        value = self.raw(key, required=required)
        if value is None:
            return ""
        if not isinstance(value, str) or not _writable(value):
            self.note(key, "ranking.not_a_text", found=shown(value))
            return ""
        if required and not value:
            self.note(key, "ranking.key_missing")
        return value

    def number(self, key: str, *, required: bool = False) -> Fraction | None:
        """An exact number; None if it is absent, null or no number."""
        value = self.raw(key, required=required)
        if value is None:
            return None
        found = exact_number(value)
        if found is None:
            self.note(key, "ranking.not_a_number", found=shown(value))
        return found

    def above_zero(self, key: str, absent: Fraction | None) -> Fraction:
        """A number above zero; `absent` where there is none, required if that is None."""
        value = self.number(key, required=absent is None)
        if value is not None and value > 0:
            return value
        if value is not None:
            self.note(key, "ranking.not_above_zero", found=shown(self.raw(key)))
        return absent or Fraction(1)

    def whole(self, key: str, *, absent: int, least: int, code: str) -> int:
        """A whole number of at least `least`; the problem `code` for any other."""
        value = self.raw(key)
        if value is None:
            return absent
        found = exact_number(value)
        if found is None or found.denominator != 1 or found < least:
            self.note(key, code, found=shown(value))
            return absent
        return int(found)

    def minor(self, key: str, *, required: bool = False) -> int | None:
        """An amount of money in whole hundredths; written with two decimals at most."""
        value = self.raw(key, required=required)
        if value is None:
            return None
        amount = exact_decimal(value)
        if amount is None:
            self.note(key, "ranking.not_a_number", found=shown(value))
            return None
        if amount < 0:
            self.note(key, "ranking.amount_negative", found=shown(value))
        if decimals_of(amount) > 2:
            self.note(key, "ranking.amount_decimals", found=shown(value))
            return None
        return int(Fraction(amount) * 100)

    def flag(self, key: str) -> bool:
        """True or false; false if absent or null."""
        value = self.raw(key)
        if value is not None and not isinstance(value, bool):
            self.note(key, "ranking.not_yes_no", found=shown(value))
        return value is True

    def choice(self, key: str, among: type[C], absent: C | None) -> C:
        """One of the known words; `absent` where there is none, required if that is None."""
        value = self.raw(key, required=absent is None)
        for known in among:
            if value == known.value:
                return known
        if value is not None:
            allowed = ", ".join(known.value for known in among)
            self.note(key, "ranking.not_a_choice", found=shown(value), allowed=allowed)
        return absent if absent is not None else next(iter(among))

    def rows(self, key: str, *, required: bool = False) -> Sequence[object]:
        """A list; empty if it is absent, null or no list."""
        value = self.raw(key, required=required)
        if value is None:
            return ()
        if not isinstance(value, list | tuple):
            self.note(key, "ranking.not_a_list", found=shown(value))
            return ()
        return value

    def texts(self, key: str) -> Mapping[str, str]:
        """An object of texts (titles by language); empty if it is absent or null."""
        value = self.raw(key)
        if value is None:
            return {}
        names = tuple(str(name) for name in value) if isinstance(value, Mapping) else ()
        inner = self.inner(value, names, key)
        return {name: inner.text(name) for name in names}

    def inner(self, value: object, keys: tuple[str, ...], path: str, named_by: str = "") -> Fields:
        """The reader of an object inside this one, at `path` below it."""
        return Fields(
            value,
            keys,
            problems=self.problems,
            file=self.file,
            path=self.path_of(path),
            named_by=named_by,
        )


def shown(value: object) -> str:
    """An offending value as a problem repeats it: short, and on one line."""
    text = value if isinstance(value, str) else _json_like(value)
    flat = one_line(text)
    return flat if len(flat) <= SHOWN else f"{flat[:SHOWN]}…"


def one_line(text: str) -> str:
    """A text without line breaks and without what no file can hold (lone surrogates)."""
    return " ".join(text.encode("utf-8", "backslashreplace").decode().split())


def _json_like(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "{…}"
    return "[…]" if isinstance(value, list | tuple) else str(value)


def _writable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
