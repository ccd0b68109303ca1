"""Cells of received workbooks: each gives its value in the kind asked for, or its problem."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import TypeVar

from iris_grants.documents.amounts import (
    EARLIEST,
    LATEST,
    NumberLocale,
    ambiguity_note,
    is_ambiguous,
    out_of_range,
    parse_amount,
    parse_date,
)
from iris_grants.kernel.problems import Problem, Severity, Where

T = TypeVar("T")

CellValue = str | bool | int | Decimal | datetime | time | None

YES = frozenset({"yes", "y", "da", "да", "true", "x", "х", "✓", "✔", "☑", "1"})
NO = frozenset({"no", "n", "ne", "не", "false", "☐", "0"})
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CHOICES_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCell:
    """One cell as it was received.

    `value` is what Excel shows (for a formula: its stored result), numbers exactly as they
    were typed; `formula` the formula, if there is one; `error` an error value such as
    `#REF!`. All readings give `None` for an empty cell, and a problem for a formula unless
    `computed` is set: where people are asked for a value, a formula is not one.
    """

    where: Where
    value: CellValue = None
    formula: str | None = None
    error: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in the cell."""
        return self.formula is None and self.error is None and self._plain() is None

    def text(self, *, maximum: int | None = None, computed: bool = False) -> str | Problem | None:
        """The text, trimmed; numbers and days as people would write them.

        `documents.text_too_long` over `maximum` characters.
        """
        found = self._readable(computed)
        if found is None or isinstance(found, Problem):
            return found
        text = _as_text(found)
        if maximum is not None and len(text) > maximum:
            return self.problem("documents.text_too_long", length=len(text), limit=maximum)
        return text

    def amount(
        self,
        locale: NumberLocale = NumberLocale.COMMA,
        *,
        places: int | None = None,
        computed: bool = False,
    ) -> Decimal | Problem | None:
        """The exact number; a text is read by `parse_amount`, with its problems.

        `documents.amount_is_day` where Excel made a day of what was typed.
        """
        found = self._readable(computed)
        if found is None or isinstance(found, Problem):
            return found
        if isinstance(found, datetime | time):
            return self.problem("documents.amount_is_day", text=_as_text(found))
        if isinstance(found, bool):
            return self.problem("documents.not_an_amount", text=_as_text(found))
        if isinstance(found, str):
            return self._placed(parse_amount(found, locale, places=places))
        return self._placed(parse_amount(f"{found:f}", NumberLocale.POINT, places=places))

    def amount_note(self, locale: NumberLocale = NumberLocale.COMMA) -> Problem | None:
        """A warning where only the locale decided what a text means (`1.234`)."""
        found = self._plain()
        if not isinstance(found, str) or not is_ambiguous(found):
            return None
        value = parse_amount(found, locale)
        if isinstance(value, Problem):
            return None
        note = ambiguity_note(found, value)
        return Problem(
            code=note.code, where=self.where, severity=Severity.WARNING, params=note.params
        )

    def whole(self, *, computed: bool = False) -> int | Problem | None:
        """The whole number; `documents.not_whole` for one with decimals."""
        found = self.amount(computed=computed)
        if found is None or isinstance(found, Problem):
            return found
        if found != found.to_integral_value():
            return self.problem("documents.not_whole", text=f"{found:f}")
        return int(found)

    def day(self, today: date, *, computed: bool = False) -> date | Problem | None:
        """The day; a text is read by `parse_date`, with its problems."""
        found = self._readable(computed)
        if found is None or isinstance(found, Problem):
            return found
        if isinstance(found, datetime):
            day = found.date()
            return day if EARLIEST <= day <= LATEST else self._placed(out_of_range(str(day)))
        if isinstance(found, str):
            return self._placed(parse_date(found, today))
        return self.problem("documents.not_a_date", text=_as_text(found))

    def yes_no(self, *, computed: bool = False) -> bool | Problem | None:
        """Yes or no, in English or Serbian, a tick or a truth value."""
        found = self._readable(computed)
        if found is None or isinstance(found, bool | Problem):
            return found
        text = _as_text(found).casefold().rstrip(".")
        if text in YES:
            return True
        if text in NO:
            return False
        return self.problem("documents.not_yes_no", text=_short(_as_text(found)))

    def choice(self, choices: Mapping[str, T], *, computed: bool = False) -> T | Problem | None:
        """What the text stands for among the choices; case and spaces do not matter."""
        found = self._readable(computed)
        if found is None or isinstance(found, Problem):
            return found
        wanted = _folded(_as_text(found))
        for words, meaning in choices.items():
            if _folded(words) == wanted:
                return meaning
        listed = ", ".join(list(choices)[:_CHOICES_SHOWN])
        more = ", …" if len(choices) > _CHOICES_SHOWN else ""
        text = _short(_as_text(found))
        return self.problem("documents.not_a_choice", text=text, choices=listed + more)

    def problem(self, code: str, **params: str | int) -> Problem:
        """A problem with the place of this cell."""
        return Problem(code=code, where=self.where, params=params)

    def _readable(self, computed: bool) -> CellValue | Problem:
        if self.error is not None:
            return self.problem("documents.cell_error", error=self.error)
        if self.formula is not None:
            if not computed:
                return self.problem("documents.formula_not_input", formula=_short(self.formula))
            if self._plain() is None:
                return self.problem("documents.formula_not_computed")
        return self._plain()

    def _plain(self) -> CellValue:
        if not isinstance(self.value, str):
            return self.value
        return plain_text(self.value) or None

    def _placed(self, found: T | Problem) -> T | Problem:
        if isinstance(found, Problem):
            return Problem(code=found.code, where=self.where, params=found.params)
        return found


class Findings:
    """Collects what is wrong while values are taken out of cells."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def keep(self, found: T | Problem | None) -> T | None:
        """The value, or `None` with the problem noted."""
        if isinstance(found, Problem):
            self.problems.append(found)
            return None
        return found

    def require(self, found: T | Problem | None, cell: ReadCell) -> T | None:
        """The same, where an empty cell is a problem too (`documents.cell_empty`)."""
        if found is None:
            self.problems.append(cell.problem("documents.cell_empty"))
        return self.keep(found)

    def amount(
        self,
        cell: ReadCell,
        locale: NumberLocale = NumberLocale.COMMA,
        *,
        places: int | None = 2,
        required: bool = False,
    ) -> Decimal | None:
        """The amount of a cell; a reading that only the locale decided is noted as well."""
        found = cell.amount(locale, places=places)
        note = cell.amount_note(locale)
        if note is not None and isinstance(found, Decimal):
            self.problems.append(note)
        return self.require(found, cell) if required else self.keep(found)


def plain_text(text: str) -> str:
    """A text of a cell as people typed it: escapes undone, letters composed, trimmed."""
    found = _ESCAPED.sub(lambda hit: chr(int(hit[1], 16)), text) if "_x" in text else text
    found = unicodedata.normalize("NFC", found).replace("\r\n", "\n").replace("\r", "\n")
    if not found.isprintable():
        kept = (
            c if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs") else "" for c in found
        )
        found = "".join(kept)
    return found.strip(" \n\t\u00a0\u200b\ufeff")


def exact(value: float) -> Decimal:
    """The shortest decimal that stands for a number of a workbook: what was typed."""
    return Decimal(repr(value))


def _as_text(value: CellValue) -> str:
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case Decimal():
            return f"{value:f}"
        case datetime() if value.time() == time():
            return f"{value:%d.%m.%Y.}"
        case datetime():
            return f"{value:%d.%m.%Y. %H:%M}"
        case time():
            return f"{value:%H:%M}"
        case _:
            return "" if value is None else str(value)


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
