"""Columns declared as data: how a value of a row is shown, sorted, summed and copied."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from operator import attrgetter
from typing import Generic, TypeVar

from iris_grants.kernel.money import Money
from iris_grants.wording import _, formats, label
from ui.shell.tokens import Meaning
from ui.tables.folding import sort_key

R = TypeVar("R")
RIGHT = "right"
LEFT = "left"


class Kind(StrEnum):
    """What sort of value a column holds."""

    TEXT = "text"
    MONEY = "money"
    DATE = "date"
    MOMENT = "moment"
    INTEGER = "integer"
    DECIMAL = "decimal"
    PERCENT = "percent"
    CHIP = "chip"
    YES = "yes"


WIDTHS = {
    Kind.TEXT: 140,
    Kind.MONEY: 124,
    Kind.DATE: 106,
    Kind.MOMENT: 142,
    Kind.INTEGER: 80,
    Kind.DECIMAL: 90,
    Kind.PERCENT: 90,
    Kind.CHIP: 130,
    Kind.YES: 72,
}
NUMBERS = frozenset({Kind.MONEY, Kind.INTEGER, Kind.DECIMAL, Kind.PERCENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A state as a chip: its word in the current language and one of five meanings."""

    word: str
    meaning: Meaning = Meaning.NEUTRAL


def chip(code: str, meanings: dict[str, Meaning], prefix: str = "") -> Chip:
    """The chip of a state code (`state.call.` + `draft`), neutral where no meaning is given."""
    return Chip(word=label(f"{prefix}{code}"), meaning=meanings.get(code, Meaning.NEUTRAL))


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[R]):
    """One column of a table.

    `key` names the column in settings and, without `value`, the attribute of the row.
    `title` is marked with `N_` and put into words when shown. Kinds take these values:
    money `Money` or whole minor units (then `currency` stands in the heading), date `date`
    or ISO text, moment `datetime` or stored text, percent a `Decimal` of 0 to 100, chip a
    `Chip`, yes a bool. None shows as an empty cell, never as zero. `width` is in pixels at
    100 % (0: what suits the kind); `stretch` is the share of what is left over. `drawn` is
    room for what is painted beside the text. `total` puts the sum at the foot. `sorted_as`
    gives a stored sort key where there is one.
    """

    key: str
    title: str
    kind: Kind = Kind.TEXT
    value: Callable[[R], object] | None = None
    width: int = 0
    stretch: int = 0
    drawn: int = 0
    currency: str = ""
    places: int = 2
    total: bool = False
    hidden: bool = False
    searched: bool = True
    tooltip: Callable[[R], str] | None = None
    sorted_as: Callable[[R], str] | None = None

    def of(self, row: R) -> object:
        """The value of this column in a row."""
        return self.taker()(row)

    def taker(self) -> Callable[[R], object]:
        """What gives the value of this column; to be kept where there are many rows."""
        return self.value if self.value is not None else attrgetter(self.key)

    def wanted_width(self) -> int:
        """The width in pixels at 100 %; a day or a moment is never cut."""
        least = WIDTHS[self.kind] if self.kind in (Kind.DATE, Kind.MOMENT) else 0
        return max(self.width or WIDTHS[self.kind], least)

    def heading(self) -> str:
        """The title in the current language, with the currency where there is one."""
        words = _(self.title)
        return f"{words} ({self.currency})" if self.currency else words

    def align(self) -> str:
        """`right` for numbers, `left` for everything else."""
        return RIGHT if self.kind in NUMBERS else LEFT

    def text(self, row: R) -> str:
        """The value as people read it."""
        return shown(self, self.of(row))

    def order(self, row: R) -> tuple[int, object]:
        """What rows are sorted by; empty values come first."""
        if self.sorted_as is not None:
            return (1, self.sorted_as(row))
        value = self.of(row)
        if type(value) is str and self.kind is Kind.TEXT and value:
            return (1, sort_key(value))
        if value is None or value == "":
            return (0, 0)
        if isinstance(value, Chip):
            return (1, sort_key(value.word))
        if isinstance(value, Money):
            return (1, value.minor)
        return (1, sort_key(str(value))) if self.kind is Kind.TEXT else (1, value)


def shown(column: Column[R], value: object) -> str:
    """A value in the manner of its column, in the current language; empty for none."""
    if value is None:
        return ""
    writer = _WRITERS.get(column.kind)
    return writer(value, column.currency, column.places) if writer is not None else str(value)


def total_of(column: Column[R], rows: list[R]) -> str:
    """The sum of a column as text; empty where the rows have several currencies."""
    values = [value for value in (column.of(row) for row in rows) if value is not None]
    if column.kind is Kind.MONEY:
        currencies = {value.currency for value in values if isinstance(value, Money)}
        if len(currencies) > 1:
            return ""
        minor = sum(value.minor if isinstance(value, Money) else _whole(value) for value in values)
        unit = next(iter(currencies), "") or column.currency
        return formats.minor(minor) if column.currency else f"{formats.minor(minor)} {unit}".strip()
    if column.kind is Kind.INTEGER:
        return formats.decimal_text(sum(_whole(value) for value in values), 0)
    return formats.decimal_text(sum((_decimal(v) for v in values), Decimal(0)), column.places)


def _money(value: object, currency: str, places: int) -> str:
    if isinstance(value, Money):
        return formats.minor(value.minor) if currency else formats.money(value)
    return formats.minor(_whole(value))


def _date(value: object, currency: str, places: int) -> str:
    return formats.day(value if isinstance(value, date | str) else None)


def _moment(value: object, currency: str, places: int) -> str:
    return formats.moment(value if isinstance(value, datetime | str) else None)


def _integer(value: object, currency: str, places: int) -> str:
    return formats.decimal_text(_whole(value), 0)


def _number(value: object, currency: str, places: int) -> str:
    return formats.decimal_text(_decimal(value), places)


def _percent(value: object, currency: str, places: int) -> str:
    return f"{formats.decimal_text(_decimal(value), places)} %"


def _chip(value: object, currency: str, places: int) -> str:
    return value.word if isinstance(value, Chip) else str(value)


def _yes(value: object, currency: str, places: int) -> str:
    return _("yes") if value else _("no")


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"not a whole number: {value!r}")
    return value


def _decimal(value: object) -> Decimal:
    if not isinstance(value, Decimal | int):
        raise TypeError(f"not an exact number: {value!r}")
    return Decimal(value)


_WRITERS: dict[Kind, Callable[[object, str, int], str]] = {
    Kind.MONEY: _money,
    Kind.DATE: _date,
    Kind.MOMENT: _moment,
    Kind.INTEGER: _integer,
    Kind.DECIMAL: _number,
    Kind.PERCENT: _percent,
    Kind.CHIP: _chip,
    Kind.YES: _yes,
}
