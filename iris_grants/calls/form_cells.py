"""The cells of the application form while it is drawn: labels, inputs with rules, results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from iris_grants.calls.form_choices import choice_lists
from iris_grants.calls.form_layout import FormLayout
from iris_grants.calls.form_parts import (
    LINE_POINTS,
    MOST_POINTS,
    CellValue,
    InputCell,
    Kind,
    Need,
    Sheet,
)
from iris_grants.documents import workbook_parts as parts
from iris_grants.documents.cell_names import cell_name, cell_position
from iris_grants.documents.workbook_parts import Cell, Fill, Formula, Look, NumberFormat
from iris_grants.wording import current_language, label, sentence_of

BOLD = Look(bold=True, wrap=True)
GROUP = Look(fill=Fill.GROUP, bold=True)
TOTAL = Look(fill=Fill.TOTAL, bold=True, wrap=True)
TOTAL_AMOUNT = Look(fill=Fill.TOTAL, bold=True, number_format=NumberFormat.AMOUNT)
LINE_AMOUNT = Look(fill=Fill.COMPUTED, number_format=NumberFormat.AMOUNT)
QUIET = Look(quiet=True)
COUNT = Look(fill=Fill.COMPUTED, align=parts.HorizontalAlign.LEFT)
_NEEDED = (Need.CORE, Need.EXPECTED)
_INPUT_LOOKS: Mapping[Kind, Look] = {
    Kind.TEXT: parts.TEXT_INPUT,
    Kind.LONG_TEXT: parts.TEXT_INPUT,
    Kind.CHOICE: parts.TEXT_INPUT,
    Kind.WHOLE: parts.WHOLE_INPUT,
    Kind.AMOUNT: parts.AMOUNT_INPUT,
    Kind.UNITS: Look(fill=Fill.INPUT, locked=False),
    Kind.PERCENT: Look(fill=Fill.INPUT, locked=False),
    Kind.DAY: parts.DAY_INPUT,
}
_FIRST_DAY, _LAST_DAY = date(1901, 1, 1), date(2099, 12, 31)


class SheetPen:
    """One sheet of the form under the pen."""

    def __init__(
        self,
        sheet: Sheet,
        layout: FormLayout,
        values: Mapping[str, CellValue],
        widths: Sequence[int],
    ) -> None:
        self.sheet = sheet
        self.layout = layout
        self.values = values
        self._widths = widths
        self._cells: dict[tuple[int, int], Cell] = {}
        self._heights: dict[int, int] = {}
        self._merges: list[str] = []
        self._rules: list[parts.InputRule] = []
        self._highlights: list[parts.Highlight] = []
        self._lists = choice_lists(layout.terms)
        terms = layout.terms
        self.write("A1", label(f"form.title.{sheet}"), parts.TITLE)
        self.write("A2", f"{terms.number} · {terms.title.of(current_language())}", Look())
        self.write("A3", label(f"form.lead.{sheet}"), QUIET)

    def write(self, cell: str, value: parts.Scalar | Formula, look: Look) -> None:
        """A locked cell."""
        self._cells[cell_position(cell)] = Cell(value=value, look=look)

    def height(self, row: int, points: int) -> None:
        """The height of a row."""
        self._heights[row] = min(points, MOST_POINTS)

    def merge(self, cells: str) -> None:
        """One cell out of several."""
        self._merges.append(cells)

    def warn(self, cells: str, condition: str) -> None:
        """Mark cells while a condition holds."""
        self._highlights.append(parts.Highlight(cells=cells, condition=condition))

    def input(self, cell: InputCell, height: int = 0) -> None:
        """An input cell: unlocked, with its rule, its value if there is one, and its height."""
        value = self.values.get(cell.key)
        if isinstance(value, str) and value and cell.choices is not None:
            value = self._lists[cell.choices][value]
        self.write(cell.cell, value, _INPUT_LOOKS[cell.kind])
        self._rules.append(self._rule(cell))
        if cell.rows > 1:
            row, column = cell_position(cell.cell)
            last = row + cell.rows - 1
            self._merges.append(f"{cell.cell}:{cell_name(last, column)}")
            for below in range(row + 1, last + 1):
                self._cells[below, column] = Cell(look=_INPUT_LOOKS[cell.kind])
        for row in range(cell.row, cell.row + cell.rows if height else 0):
            self.height(row, -(-height // cell.rows))

    def finish(self, *, head_rows: int = 0, landscape: bool = False) -> parts.Sheet:
        """The sheet as drawn."""
        last_row = max(row for row, _ in self._cells)
        last_column = max(column for _, column in self._cells)
        rows = [
            [self._cells.get((row, column)) or Cell() for column in range(1, last_column + 1)]
            for row in range(1, last_row + 1)
        ]
        return parts.Sheet(
            name=label(f"form.sheet.{self.sheet}"),
            rows=rows,
            columns=tuple(parts.SheetColumn(width=width) for width in self._widths),
            head_rows=head_rows,
            heights=self._heights,
            merges=tuple(self._merges),
            rules=_joined(self._rules),
            highlights=tuple(self._highlights),
            protected=True,
            gridlines=False,
            landscape=landscape,
        )

    def _rule(self, cell: InputCell) -> parts.InputRule:
        refusal = sentence_of(
            f"form.must.{cell.kind}", {"most": str(cell.most or 0), "least": str(cell.least or 0)}
        )
        if cell.choices is not None:
            choices = tuple(self._lists[cell.choices].values())
            return parts.ListRule(cells=cell.cell, choices=choices, refusal=refusal)
        if cell.kind is Kind.DAY:
            return parts.DateRule(
                cells=cell.cell, first=_FIRST_DAY, last=_LAST_DAY, refusal=refusal
            )
        if cell.kind in (Kind.TEXT, Kind.LONG_TEXT):
            most = int(cell.most or 0)
            return parts.LengthRule(cells=cell.cell, maximum=most, refusal=refusal)
        return parts.NumberRule(
            cells=cell.cell,
            minimum=cell.least,
            maximum=cell.most,
            whole=cell.kind is Kind.WHOLE,
            refusal=refusal,
        )


def _joined(rules: Sequence[parts.InputRule]) -> tuple[parts.InputRule, ...]:
    """The same rules with cells below each other taken together: a tenth of the work to read."""
    found: list[parts.InputRule] = []
    last: dict[tuple[int, parts.InputRule], tuple[int, int, int]] = {}
    for rule in rules:
        row, column = cell_position(rule.cells)
        key = column, replace(rule, cells="")
        place, first, below = last.get(key, (0, 0, 0))
        if below == row:
            found[place] = replace(
                rule, cells=f"{cell_name(first, column)}:{cell_name(row, column)}"
            )
            last[key] = place, first, row + 1
        else:
            last[key] = len(found), row, row + 1
            found.append(rule)
    return tuple(found)


def needed_look(cell: InputCell) -> Look:
    """How the label of a field looks: bold where it must be filled."""
    return BOLD if cell.need in _NEEDED else parts.LABEL


def needed(cells: tuple[InputCell, ...]) -> tuple[InputCell, ...]:
    """Those of the cells that must be filled."""
    return tuple(cell for cell in cells if cell.need in _NEEDED)


def height_of(text: str, width: int) -> int:
    """The points that a wrapped text takes in a column of `width` characters."""
    lines = sum(max(1, -(-len(part) // width)) for part in text.split("\n"))
    return lines * LINE_POINTS + 6


def hundredths(minor: int) -> Decimal:
    """An amount in minor units as the number that a cell holds."""
    return Decimal(minor).scaleb(-2)
