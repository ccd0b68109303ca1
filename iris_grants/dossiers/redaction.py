"""Hiding personal and bank data in what is written for a dossier, and telling what holds them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

from sqlalchemy import ColumnClause, column, select, table
from sqlalchemy.orm import Session

from iris_grants.dossiers.private_data import COLUMNS, Private, PrivateColumn, tables_with
from iris_grants.wording import label

T = TypeVar("T")

SHORTEST = 4
"""A single word shorter than this is not searched for: it would be found everywhere."""
_WORD = re.compile(r"\w+")
_PATTERNS = {
    Private.PERSONAL: re.compile(
        r"[\w.+-]+@[\w-]+\.[\w.-]+\w"
        r"|(?<![\w.,-])\d{13}(?![\w.,-]\d|\w)"
        r"|(?<!\w)\+\d[\d /-]{6,}\d"
    ),
    Private.BANK: re.compile(
        r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b|\b\d{3}-\d{5,13}-\d{2}\b"
    ),
}
"""E-mail, JMBG (13 figures) and telephone; IBAN and Serbian account (DOMAIN.md §11)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """What is hidden, and the values that are hidden wherever they occur.

    `values` has, by the words of a value in small letters, what it is; `longest` is the
    greatest number of words. The empty one hides nothing.
    """

    hidden: frozenset[Private]
    values: dict[tuple[str, ...], Private]
    longest: int = 0

    def __bool__(self) -> bool:
        return bool(self.hidden)

    @property
    def codes(self) -> tuple[str, ...]:
        """What is hidden, as codes in their order."""
        return tuple(one.value for one in Private if one in self.hidden)

    def words(self) -> str:
        """What is hidden, in the current language: `personal data, bank data`."""
        return ", ".join(label(f"redaction.{code}") for code in self.codes)

    def text(self, given: str) -> str:
        """The text with every known value and everything of a known form replaced."""
        if not self.hidden or not given:
            return given
        found = given
        for kind, pattern in _PATTERNS.items():
            if kind in self.hidden:
                found = pattern.sub(_placeholder(kind), found)
        return self._without_values(found)

    def tells(self, given: str) -> bool:
        """Whether a text holds any of what is hidden."""
        return self.text(given) != given

    def of(self, given: T) -> T:
        """A value, sequence or dataclass with all its texts as `text` gives them."""
        if not self.hidden:
            return given
        changed: Any = self._changed(given)
        return changed  # type: ignore[no-any-return]  # of the type that came in

    def _changed(self, given: object) -> object:
        if type(given) is str:
            return self.text(given)
        if isinstance(given, list | tuple):
            return type(given)(self._changed(one) for one in given)
        if is_dataclass(given) and not isinstance(given, type):
            parts = {one.name: getattr(given, one.name) for one in fields(given) if one.init}
            return replace(given, **{name: self._changed(part) for name, part in parts.items()})
        return given

    def _without_values(self, given: str) -> str:
        found = list(_WORD.finditer(given))
        words = [match.group().casefold() for match in found]
        pieces: list[str] = []
        place, end = 0, 0
        while place < len(words):
            length, kind = self._known(words, place)
            if kind is None:
                place += 1
                continue
            pieces += [given[end : found[place].start()], _placeholder(kind)]
            end = found[place + length - 1].end()
            place += length
        return "".join([*pieces, given[end:]])

    def _known(self, words: Sequence[str], place: int) -> tuple[int, Private | None]:
        for length in range(min(self.longest, len(words) - place), 0, -1):
            kind = self.values.get(tuple(words[place : place + length]))
            if kind is not None:
                return length, kind
        return 1, None


NOTHING_HIDDEN = Redaction(hidden=frozenset(), values={})


def redaction_of(session: Session, hidden: frozenset[Private]) -> Redaction:
    """What hiding this means in a store: one query for each declared column."""
    if not hidden:
        return NOTHING_HIDDEN
    values: dict[tuple[str, ...], Private] = {}
    for (table_name, column_name), columns in COLUMNS.items():
        wanted = [one for one in columns if one.spread and one.holds in hidden]
        if wanted:
            for text in _texts(session, table_name, column_name):
                _remember(values, wanted, text)
    return Redaction(
        hidden=hidden, values=values, longest=max((len(words) for words in values), default=0)
    )


def tables_withheld(redaction: Redaction) -> frozenset[str]:
    """The tables whose values the journal of a redacted dossier does not carry."""
    return tables_with(redaction.hidden)


def _texts(session: Session, table_name: str, column_name: str) -> Iterator[str]:
    place: ColumnClause[str] = column(column_name)
    query = select(place).select_from(table(table_name, place)).where(place.is_not(None)).distinct()
    return iter(session.scalars(query))


def _remember(
    values: dict[tuple[str, ...], Private], columns: Iterable[PrivateColumn], text: str
) -> None:
    for one in columns:
        for value in _keyed(text, one.keys) if one.keys else (text,):
            words = tuple(_WORD.findall(value.casefold()))
            if len(words) > 1 or (words and len(words[0]) >= SHORTEST):
                values[words] = one.holds
            if len(words) == 2 and one.holds is Private.PERSONAL:
                values[words[::-1]] = one.holds


def _keyed(text: str, keys: tuple[str, ...]) -> Iterator[str]:
    answers = json.loads(text)
    for key, value in answers.items():
        if isinstance(value, str) and key.rpartition(".")[2] in keys:
            yield value


def _placeholder(kind: Private) -> str:
    return f"[{label(f'redaction.{kind.value}')}]"
