"""The pieces a workbook is made of: sheets as rows of typed cells, with rules for input."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

MARKS_SHEET = "_iris"
"""The sheet that carries `Workbook.marks`, out of people's sight."""

Scalar = str | int | bool | Decimal | date | None


class NumberFormat(StrEnum):
    """How Excel shows a value (as Excel writes the format)."""

    GENERAL = "General"
    TEXT = "@"
    WHOLE = "#,##0"
    AMOUNT = "#,##0.00"
    SCORE = "0.00"
    RATE = "#,##0.0000##"
    PERCENT = "0.00%"
    DATE = "dd.mm.yyyy."
    MOMENT = "dd.mm.yyyy. hh:mm"


class Fill(StrEnum):
    """What the ground of a cell tells: a heading, a cell to fill in, a computed one."""

    NONE = "none"
    TITLE = "title"
    HEAD = "head"
    INPUT = "input"
    COMPUTED = "computed"
    GROUP = "group"
    TOTAL = "total"
    NOTICE = "notice"
    WRONG = "wrong"


class HorizontalAlign(StrEnum):
    """The side on which a value stands; `AUTO`: figures right, words left."""

    AUTO = "auto"
    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


class Visibility(StrEnum):
    """Whether a sheet shows; a very hidden one does not appear in Excel's list either."""

    SHOWN = "visible"
    HIDDEN = "hidden"
    VERY_HIDDEN = "veryHidden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a cell looks, and whether it stays locked on a protected sheet.

    `currency` stands behind an amount: `#,##0.00 "RSD"`. `indent` moves words to the right,
    away from the figures of the column before.
    """

    number_format: NumberFormat = NumberFormat.GENERAL
    currency: str = ""
    fill: Fill = Fill.NONE
    align: HorizontalAlign = HorizontalAlign.AUTO
    bold: bool = False
    quiet: bool = False
    wrap: bool = False
    size: int = 0
    locked: bool = True
    indent: int = 0


FIGURES = frozenset(
    {
        NumberFormat.WHOLE,
        NumberFormat.AMOUNT,
        NumberFormat.SCORE,
        NumberFormat.RATE,
        NumberFormat.PERCENT,
    }
)

PLAIN = Look()
TEXT = Look(number_format=NumberFormat.TEXT)
WRAPPED = Look(number_format=NumberFormat.TEXT, wrap=True)
WHOLE = Look(number_format=NumberFormat.WHOLE)
AMOUNT = Look(number_format=NumberFormat.AMOUNT)
DAY = Look(number_format=NumberFormat.DATE)
HEAD = Look(fill=Fill.HEAD, bold=True, wrap=True)
HEAD_OF_FIGURES = Look(fill=Fill.HEAD, bold=True, wrap=True, align=HorizontalAlign.RIGHT)
TITLE = Look(fill=Fill.TITLE, bold=True, size=16)
NOTE = Look(quiet=True, wrap=True)
LABEL = Look(wrap=True)
TEXT_INPUT = Look(number_format=NumberFormat.TEXT, fill=Fill.INPUT, wrap=True, locked=False)
WHOLE_INPUT = Look(number_format=NumberFormat.WHOLE, fill=Fill.INPUT, locked=False)
AMOUNT_INPUT = Look(number_format=NumberFormat.AMOUNT, fill=Fill.INPUT, locked=False)
DAY_INPUT = Look(number_format=NumberFormat.DATE, fill=Fill.INPUT, locked=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A formula in English notation with its result, which readers see without computing."""

    expression: str
    result: Scalar = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A value with a look of its own."""

    value: Scalar | Formula = None
    look: Look = PLAIN


CellLike = Cell | Formula | Scalar
"""What a row may hold; a bare value takes the look of its column (or of the head)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetColumn:
    """A column: its width in characters and the look of its bare values."""

    width: int = 14
    look: Look = PLAIN
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRule:
    """Cells that take one of the choices; anything else is refused by Excel itself."""

    cells: str
    choices: Sequence[str]
    prompt: str = ""
    refusal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRule:
    """Cells that take a number between two bounds (both may be left out)."""

    cells: str
    minimum: Decimal | int | None = None
    maximum: Decimal | int | None = None
    whole: bool = False
    prompt: str = ""
    refusal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRule:
    """Cells that take a day between two days, both included."""

    cells: str
    first: date
    last: date
    prompt: str = ""
    refusal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LengthRule:
    """Cells that take a text of at most so many characters."""

    cells: str
    maximum: int
    prompt: str = ""
    refusal: str = ""


InputRule = ListRule | NumberRule | DateRule | LengthRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """Cells that take a look while a formula (for the first of them) is true."""

    cells: str
    condition: str
    fill: Fill = Fill.WRONG


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet: rows from the top, each from column A.

    The first `head_rows` rows are headings: they stay in view and on every printed page.
    `heights` are in points by row number, `merges` are areas such as `A1:F1`. On a
    `protected` sheet only unlocked cells can be filled in (no password: it keeps people
    from slips, it secures nothing).
    """

    name: str
    rows: Iterable[Sequence[CellLike]]
    columns: Sequence[SheetColumn] = ()
    head_rows: int = 0
    frozen_columns: int = 0
    heights: Mapping[int, int] = field(default_factory=dict)
    merges: Sequence[str] = ()
    rules: Sequence[InputRule] = ()
    highlights: Sequence[Highlight] = ()
    protected: bool = False
    filtered: bool = False
    gridlines: bool = True
    landscape: bool = False
    visibility: Visibility = Visibility.SHOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """A workbook; `created` with its zone is the only time it carries.

    `marks` are values that the program finds again (`read_workbook`), on a sheet that
    people do not see; `names` are defined names: `{"eur_total": "'Budget'!$F$20"}`.
    """

    title: str
    author: str
    created: datetime
    sheets: Sequence[Sheet]
    marks: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    footer: str = ""
