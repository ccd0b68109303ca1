"""Reading structured data key by key, collecting every problem with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Self, TypeVar

from iris_grants.kernel.money import Money
from iris_grants.kernel.problems import Problem
from iris_grants.programme.values import Value, where_in

C = TypeVar("C", bound=StrEnum)
T = TypeVar("T")

MISSING = "programme.key_missing"
TEXT_LIMIT = 4000
WHOLE_LIMIT = 10**12
_PLAIN_DECIMAL = re.compile(r"[0-9]{1,12}(\.[0-9]{1,6})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bilingual:
    """A text of the programme in English and in Serbian (Latin script)."""

    en: str
    sr: str

    def of(self, language: str) -> str:
        """The text in a language of the program (`en`, `sr_Latn`), English for any other."""
        return self.sr if language.startswith("sr") else self.en

    def document(self) -> dict[str, Value]:
        """The text as templates hold it."""
        return {"en": self.en, "sr": self.sr}


NO_WORDS = Bilingual(en="", sr="")


class Keys:
    """The keys of one mapping under reading, and the problems found so far."""

    def __init__(
        self,
        whole_body: Mapping[str, Value],
        problems: list[Problem],
        *,
        body: Mapping[str, Value] | None = None,
        path: str = "",
    ) -> None:
        self.problems = problems
        self._whole = whole_body
        self._body = whole_body if body is None else body
        self._path = path
        self._asked: set[str] = set()

    def note(self, key: str, code: str, /, **params: str | int) -> None:
        """Note a problem at a key of this mapping, unless the key was noted as missing."""
        at = self._at(key)
        missing = (known.where.key for known in self.problems if known.code == MISSING)
        if not any(at == known or at.startswith(f"{known}.") for known in missing):
            where = where_in(self._whole, at)
            self.problems.append(Problem(code=code, where=where, params=params))

    def raw(self, key: str) -> Value:
        """The value as it stands, none if the key is absent."""
        self._asked.add(key)
        return self._body.get(key)

    def has(self, key: str) -> bool:
        """Whether the key is there with a value."""
        return self.raw(key) is not None

    def names(self) -> tuple[str, ...]:
        """All keys of this mapping, in the order of the file."""
        return tuple(self._body)

    def part(self, key: str) -> Self:
        """The mapping under a key; an empty one where it is missing."""
        value = self.raw(key)
        if value is None:
            self.note(key, MISSING)
        elif not isinstance(value, dict):
            self._wrong(key, "programme.kind.mapping", None)
        return self._inner(self._at(key), value)

    def parts(self, key: str) -> tuple[Self, ...]:
        """The mappings of a list, empty where the key is absent."""
        value = self.raw(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            return self._wrong(key, "programme.kind.mappings", ())
        return tuple(self._inner(f"{self._at(key)}[{n}]", item) for n, item in enumerate(value))

    def finish(self) -> None:
        """Note every key that nobody asked for (`programme.key_unknown`)."""
        for key in self._body:
            if key not in self._asked:
                self.note(key, "programme.key_unknown")

    def _at(self, key: str) -> str:
        return f"{self._path}.{key}" if self._path else key

    def _inner(self, path: str, value: Value) -> Self:
        if isinstance(value, dict):
            return type(self)(self._whole, self.problems, body=value, path=path)
        return type(self)(self._whole, [], body={}, path=path)

    def _missing(self, key: str, instead: T, *, required: bool) -> T:
        if required:
            self.note(key, MISSING)
        return instead

    def _wrong(self, key: str, expected: str, instead: T) -> T:
        self.note(key, "programme.wrong_kind", expected=expected)
        return instead


class Fields(Keys):
    """One mapping under reading: typed values out of it, problems aside.

    A value that is missing or wrong is noted once and replaced by an empty one, so that
    reading goes on and all problems are found; whoever reads refuses them at the end.
    `finish` notes keys that nobody asked for.
    """

    def text(self, key: str, *, required: bool = True) -> str:
        """A text without blanks around it; the empty text where it is missing."""
        value = self.raw(key)
        if value is None:
            return self._missing(key, "", required=required)
        if isinstance(value, bool) or not isinstance(value, str | int):
            return self._wrong(key, "programme.kind.text", "")
        text = str(value).strip()
        if len(text) > TEXT_LIMIT:
            self.note(key, "programme.text_too_long", limit=TEXT_LIMIT)
        return text or self._missing(key, "", required=required)

    def maybe_text(self, key: str) -> str | None:
        """A text, or none where it is missing or empty."""
        return self.text(key, required=False) or None

    def whole(self, key: str, *, at_least: int = 0, default: int | None = None) -> int:
        """A whole number of at least `at_least`; `default` where the key is absent."""
        value = self.raw(key)
        if value is None:
            return self._missing(key, default or 0, required=default is None)
        if isinstance(value, bool) or not isinstance(value, int):
            return self._wrong(key, "programme.kind.whole", 0)
        if not at_least <= value <= WHOLE_LIMIT:
            self.note(key, "programme.number_too_small", least=at_least)
        return value

    def decimal(self, key: str, *, default: Decimal | None = None) -> Decimal:
        """An exact number, not negative, written as a whole number or as decimal text."""
        value = self.raw(key)
        if value is None:
            return self._missing(key, default or Decimal(0), required=default is None)
        number = _decimal(value)
        if number is None:
            return self._wrong(key, "programme.kind.decimal", Decimal(0))
        return number

    def maybe_decimal(self, key: str) -> Decimal | None:
        """An exact number, or none where the key is absent."""
        return self.decimal(key) if self.has(key) else None

    def money(self, key: str, currency: str) -> Money:
        """An amount with at most two decimals, in the given currency."""
        number = self.decimal(key)
        try:
            return Money.of(number, currency)
        except ValueError:
            return self._wrong(key, "programme.kind.amount", Money(0, currency))

    def day(self, key: str) -> date:
        """A day written as `2023-02-01`."""
        text = self.text(key)
        try:
            return date.fromisoformat(text)
        except ValueError:
            if text:
                self._wrong(key, "programme.kind.day", "")
            return date.min

    def choice(self, key: str, kind: type[C], *, default: C | None = None) -> C:
        """One of the codes of `kind`."""
        text = self.text(key, required=default is None)
        if text in {code.value for code in kind}:
            return kind(text)
        if text:
            self.note(key, "programme.choice_unknown", value=text, known=", ".join(kind))
        return default if default is not None else next(iter(kind))

    def flag(self, key: str, *, default: bool) -> bool:
        """Yes or no (`true`, `false`)."""
        value = self.raw(key)
        if value is None:
            return default
        return value if isinstance(value, bool) else self._wrong(key, "programme.kind.flag", False)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, empty where the key is absent."""
        value = self.raw(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            return self._wrong(key, "programme.kind.texts", ())
        return tuple(str(item).strip() for item in value)

    def decimals(self, key: str) -> tuple[Decimal, ...]:
        """A list of exact numbers, empty where the key is absent."""
        value = self.raw(key)
        numbers = [_decimal(item) for item in value] if isinstance(value, list) else []
        found = tuple(number for number in numbers if number is not None)
        if value is not None and (not isinstance(value, list) or len(found) != len(value)):
            return self._wrong(key, "programme.kind.decimals", ())
        return found

    def words(self, key: str, *, required: bool = True) -> Bilingual:
        """A text in both languages (`en` and `sr`); empty where it may be missing."""
        if not required and not self.has(key):
            return NO_WORDS
        part = self.part(key)
        found = Bilingual(en=part.text("en"), sr=part.text("sr"))
        part.finish()
        return found

    def words_list(self, key: str) -> tuple[Bilingual, ...]:
        """A list of texts in both languages, empty where the key is absent."""
        found = []
        for part in self.parts(key):
            found.append(Bilingual(en=part.text("en"), sr=part.text("sr")))
            part.finish()
        return tuple(found)


def _decimal(value: Value) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    text = str(value).strip()
    return Decimal(text) if _PLAIN_DECIMAL.fullmatch(text) else None
