"""What Excel lets people type: choices, bounds, lengths; long lists lie on a hidden sheet."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from iris_grants.documents.cell_names import area_of, cell_name, sheet_reference
from iris_grants.documents.workbook_parts import (
    DateRule,
    InputRule,
    LengthRule,
    ListRule,
    NumberRule,
)

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.worksheet import Worksheet

LISTS_SHEET = "_lists"
_TITLE_LIMIT, _MESSAGE_LIMIT = 32, 255


class ChoiceLists:
    """The lists of choices of one workbook, each once, in a column of the hidden sheet."""

    def __init__(self) -> None:
        self._lists: dict[tuple[str, ...], int] = {}

    def reference(self, choices: Sequence[str]) -> str:
        """Where a list stands, as the source of a rule."""
        if not choices:
            raise ValueError("a list of choices without a choice")
        column = self._lists.setdefault(tuple(choices), len(self._lists) + 1)
        first = cell_name(1, column, fixed=True)
        last = cell_name(len(choices), column, fixed=True)
        return "=" + sheet_reference(LISTS_SHEET, f"{first}:{last}")

    def write(self, book: xlsxwriter.Workbook) -> None:
        """Write the hidden sheet, if there is any list."""
        if not self._lists:
            return
        sheet = book.add_worksheet(LISTS_SHEET)
        longest = max(len(choices) for choices in self._lists)
        for row in range(longest):
            for choices, column in self._lists.items():
                if row < len(choices):
                    sheet.write_string(row, column - 1, choices[row])
        sheet.very_hidden()


def add_rule(target: Worksheet, rule: InputRule, lists: ChoiceLists) -> None:
    """Put one rule on its cells."""
    top, left, bottom, right = area_of(rule.cells)
    options = _criteria(rule, lists)
    if rule.prompt:
        options["input_message"] = rule.prompt[:_MESSAGE_LIMIT]
    if rule.refusal:
        options["error_message"] = rule.refusal[:_MESSAGE_LIMIT]
    target.data_validation(top - 1, left - 1, bottom - 1, right - 1, options)


def _criteria(rule: InputRule, lists: ChoiceLists) -> dict[str, Any]:
    match rule:
        case ListRule():
            return {"validate": "list", "source": lists.reference(rule.choices)}
        case NumberRule():
            return {
                "validate": "integer" if rule.whole else "decimal",
                **_bounds(rule.minimum, rule.maximum),
            }
        case DateRule():
            return {
                "validate": "date",
                "criteria": "between",
                "minimum": rule.first,
                "maximum": rule.last,
            }
        case LengthRule():
            return {"validate": "length", "criteria": "<=", "value": rule.maximum}


def _bounds(minimum: Decimal | int | None, maximum: Decimal | int | None) -> dict[str, Any]:
    if minimum is not None and maximum is not None:
        return {"criteria": "between", "minimum": str(minimum), "maximum": str(maximum)}
    if maximum is not None:
        return {"criteria": "<=", "value": str(maximum)}
    lowest = "-1E+15" if minimum is None else str(minimum)
    return {"criteria": ">=", "value": lowest}
