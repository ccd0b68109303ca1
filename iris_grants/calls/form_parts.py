"""What the application form is made of: sheets, kinds of cells, fields and budget rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

FORM_FORMAT = "iris-application-form"
FORM_VERSION = 1
FINGERPRINT_NAME = "IRIS_CALL_FINGERPRINT"
CHOICE_SEPARATOR = " – "

INDIRECT = "indirect"
CONTINGENCY = "contingency"
HEADING_LINES: Mapping[str, int] = {"1": 12, "2": 6, "3": 8, "4": 6, "5": 14, "6": 6}
OTHER_HEADING_LINES = 8
"""Lines offered under a heading of DOMAIN.md §6.1 (1 human resources … 6 other), or another."""

PARTNER_ROWS = 5
FREE_ATTACHMENT_ROWS = 6
FIRST_FIELD_ROW = 5
FIRST_TABLE_ROW = 6
FIRST_BUDGET_ROW = 6
SHORT_TEXT = 250
ANSWER_WIDTH = 90
LINE_POINTS = 14
MOST_POINTS = 400
MOST_MONTHS = 120
MOST_AMOUNT = Decimal("999999999.99")
MOST_UNITS = Decimal("999999.999")

CellValue = str | int | Decimal | date
"""Text or the code of a choice · a whole number · an amount, units, a percentage · a day."""


class Sheet(StrEnum):
    """The sheets of the form in their order; their names are `form.sheet.<value>`."""

    INSTRUCTIONS = "instructions"
    APPLICANT = "applicant"
    PROJECT = "project"
    BUDGET = "budget"
    PARTNERS = "partners"
    DECLARATION = "declaration"
    ATTACHMENTS = "attachments"


class Kind(StrEnum):
    """What an input cell holds."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    CHOICE = "choice"
    WHOLE = "whole"
    AMOUNT = "amount"
    UNITS = "units"
    PERCENT = "percent"
    DAY = "day"


class Need(StrEnum):
    """What an empty cell means: the form cannot be registered, is incomplete, or is fine."""

    CORE = "core"
    EXPECTED = "expected"
    OPTIONAL = "optional"


@dataclass(frozen=True, slots=True, kw_only=True)
class InputCell:
    """A cell that the applicant fills.

    `choices` names the list of a CHOICE; `most` is the longest text in characters or the
    largest number, `least` the smallest number; `rows` is how many rows it spans, since a
    row cannot be higher than 409 points. What is not `for_assessors` never leaves the office
    in a scoring package (DOMAIN.md §11, minimisation).
    """

    key: str
    sheet: Sheet
    cell: str
    kind: Kind
    need: Need = Need.OPTIONAL
    choices: str | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    rows: int = 1
    for_assessors: bool = True

    @property
    def row(self) -> int:
        """The number of its (first) row."""
        return int(self.cell[1:])


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine:
    """One line of the budget sheet: its code (`1.3`), heading (`1`) and row."""

    code: str
    heading: str
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetRows:
    """The rows of the budget sheet (numbers as people see them)."""

    headings: Mapping[str, int]
    lines: tuple[BudgetLine, ...]
    subtotals: Mapping[str, int]
    direct: int
    indirect: int
    net: int
    contingency: int
    total: int
    requested: int
    own: int
    other: int
    sources: int
    difference: int
    share: int

    def lines_of(self, heading: str) -> tuple[BudgetLine, ...]:
        """The lines under one heading, in order."""
        return tuple(line for line in self.lines if line.heading == heading)


def budget_rows(codes: tuple[str, ...]) -> BudgetRows:
    """The rows of the budget: the headings, then the totals 7–11 and the sources of funding.

    Source: DOMAIN.md §6.1, generation 2014–2022 (indirect costs before contingency).
    """
    row = FIRST_BUDGET_ROW
    headings: dict[str, int] = {}
    subtotals: dict[str, int] = {}
    lines: list[BudgetLine] = []
    for heading in codes:
        count = HEADING_LINES.get(heading, OTHER_HEADING_LINES)
        headings[heading] = row
        lines.extend(
            BudgetLine(code=f"{heading}.{number}", heading=heading, row=row + number)
            for number in range(1, count + 1)
        )
        subtotals[heading] = row + count + 1
        row += count + 2
    sources = row + 7
    return BudgetRows(
        headings=headings,
        lines=tuple(lines),
        subtotals=subtotals,
        direct=row,
        indirect=row + 1,
        net=row + 2,
        contingency=row + 3,
        total=row + 4,
        requested=sources,
        own=sources + 1,
        other=sources + 2,
        sources=sources + 3,
        difference=sources + 4,
        share=sources + 5,
    )


def question_key(code: str) -> str:
    """The key of the answer to a question of the call."""
    return f"answer.{code}"


def attachment_key(code: str, part: str) -> str:
    """The key of a part (`attached`, `file`) of an asked attachment."""
    return f"attachment.{code}.{part}"
