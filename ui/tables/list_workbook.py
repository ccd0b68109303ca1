"""A list in view as a workbook: the same rows and columns, numbers as numbers, live sums."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from operator import attrgetter
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from iris_grants.documents.cell_names import cell_name, sheet_title
from iris_grants.documents.workbook_parts import (
    DAY,
    TEXT,
    TITLE,
    WHOLE,
    WRAPPED,
    Cell,
    CellLike,
    Fill,
    Formula,
    Look,
    NumberFormat,
    Sheet,
    SheetColumn,
    Workbook,
)
from iris_grants.kernel.clock import from_utc_text
from iris_grants.kernel.money import Money
from iris_grants.wording import _
from iris_grants.wording.formats import OFFICE_ZONE
from ui.tables.columns import Chip, Column, Kind, shown
from ui.tables.listing import Listing

R = TypeVar("R")
HEAD_ROW = 5
SUMMED = frozenset({Kind.MONEY, Kind.INTEGER, Kind.DECIMAL})
LOOKS = {
    Kind.TEXT: WRAPPED,
    Kind.MONEY: Look(number_format=NumberFormat.AMOUNT),
    Kind.DATE: DAY,
    Kind.MOMENT: Look(number_format=NumberFormat.MOMENT),
    Kind.INTEGER: WHOLE,
    Kind.DECIMAL: Look(number_format=NumberFormat.RATE),
    Kind.PERCENT: Look(number_format=NumberFormat.PERCENT),
    Kind.CHIP: TEXT,
    Kind.YES: TEXT,
}
CHARACTER = 7
LEAST, MOST = 8, 60


def list_workbook(listing: Listing[R], *, origin: str, created: datetime) -> Workbook:
    """The workbook of a list; `origin` says whence it comes, `created` is its only time.

    Sums stand over the headings and follow whatever is filtered in the sheet.
    """
    sheet = Sheet(
        name=sheet_title(listing.title),
        rows=_rows(listing, origin),
        columns=[_sheet_column(column, listing) for column in listing.columns],
        head_rows=HEAD_ROW,
        frozen_columns=1,
        filtered=True,
        landscape=len(listing.columns) > 4,
    )
    return Workbook(
        title=listing.title, author="IRIS Grants", created=created, sheets=[sheet], footer=origin
    )


def _rows(listing: Listing[R], origin: str) -> Iterator[list[CellLike]]:
    yield [Cell(value=listing.title, look=TITLE)]
    yield [Cell(value=listing.extent(), look=Look(quiet=True))]
    yield [Cell(value=origin, look=Look(quiet=True))]
    yield _sums(listing)
    yield [column.heading() for column in listing.columns]
    takers = [(column, column.taker(), _PLAIN.get(column.kind, {})) for column in listing.columns]
    for row in listing.rows:
        cells = []
        for column, take, plain in takers:
            value = take(row)
            made = plain.get(type(value)) if value else None
            cells.append(cell_of(column, value) if made is None else made(value))
        yield cells


def cell_of(column: Column[R], value: object) -> CellLike:
    """A value of a row as Excel holds it; words where it is no number, day or time."""
    match value:
        case None:
            return None
        case Money():
            currency = "" if column.currency else value.currency
            look = Look(number_format=NumberFormat.AMOUNT, currency=currency)
            return Cell(value=value.amount, look=look) if currency else value.amount
        case Chip():
            return value.word
        case bool():
            return shown(column, value)
    return _plain(column.kind, value)


def _plain(kind: Kind, value: object) -> CellLike:
    match kind, value:
        case Kind.MONEY, int():
            return Decimal(value).scaleb(-2)
        case Kind.PERCENT, (Decimal() | int()):
            return Decimal(value) / 100
        case Kind.MOMENT, (str() | datetime()) if value:
            at = from_utc_text(value) if isinstance(value, str) else value
            return at.astimezone(ZoneInfo(OFFICE_ZONE)).replace(tzinfo=None)
        case Kind.DATE, str() if value:
            return date.fromisoformat(value)
        case _, (int() | Decimal() | date()):
            return value
    return str(value)


_PLAIN: dict[Kind, dict[type, Callable[[Any], CellLike]]] = {
    Kind.TEXT: {str: str},
    Kind.MONEY: {int: lambda minor: Decimal(minor).scaleb(-2)},
    Kind.DATE: {str: date.fromisoformat},
    Kind.INTEGER: {int: int},
    Kind.CHIP: {Chip: attrgetter("word")},
}
"""What `cell_of` gives for the commonest values that are not empty, looked up by their type."""


def _sums(listing: Listing[R]) -> list[CellLike]:
    """The sums of the columns that have one; the first cell names them."""
    if not listing.rows or not any(column.total for column in listing.columns):
        return []
    name = Cell(value=_("Total"), look=Look(fill=Fill.GROUP, bold=True))
    cells: list[CellLike] = [name]
    for place, column in enumerate(listing.columns[1:], start=2):
        total = _sum(column, listing.rows)
        if total is None:
            cells.append(Cell(value="", look=Look(fill=Fill.GROUP)))
            continue
        first = cell_name(HEAD_ROW + 1, place)
        last = cell_name(HEAD_ROW + len(listing.rows), place)
        number_format = LOOKS[column.kind].number_format
        cells.append(
            Cell(
                value=Formula(expression=f"SUBTOTAL(109,{first}:{last})", result=total),
                look=Look(number_format=number_format, fill=Fill.GROUP, bold=True),
            )
        )
    return cells


def _sum(column: Column[R], rows: tuple[R, ...]) -> Decimal | None:
    """The sum of a column; none where it has none or the rows have several currencies."""
    if not column.total or column.kind not in SUMMED:
        return None
    values = [value for value in (column.of(row) for row in rows) if value is not None]
    if len({value.currency for value in values if isinstance(value, Money)}) > 1:
        return None
    total = Decimal(0)
    for value in values:
        if isinstance(value, Money):
            total += value.amount
        elif isinstance(value, int | Decimal):
            total += Decimal(value).scaleb(-2) if column.kind is Kind.MONEY else Decimal(value)
    return total


def _sheet_column(column: Column[R], listing: Listing[R]) -> SheetColumn:
    widest = column.wanted_width() // CHARACTER
    if column.kind in (Kind.TEXT, Kind.CHIP):
        widest = max(widest, *(len(column.text(row)) for row in listing.rows[:500]), 0)
    width = min(max(widest, len(column.heading()) + 4, LEAST), MOST)
    return SheetColumn(width=width, look=LOOKS[column.kind])
