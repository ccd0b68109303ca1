"""Writing the cells of the application form: looks, locks, validation and stored results."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from iris_grants.calls.form_choices import choice_lists
from iris_grants.calls.form_layout import FormLayout
from iris_grants.calls.form_parts import (
    HIDDEN_SHEET,
    LINE_POINTS,
    MOST_POINTS,
    SHORT_TEXT,
    CellValue,
    InputCell,
    Kind,
    Sheet,
)
from iris_grants.wording import current_language, label, sentence_of

FONT = "Arial"
INK, ACCENT, WASH, PAPER = "#1C2430", "#1F3A7A", "#EEF2FA", "#FFFBE6"
LINE = "#8D97A5"
FIRST_LIST_COLUMN = 3
AMOUNT_FORMAT = "#,##0.00"
_PAPER_A4 = 9

_LOOKS: Mapping[str, Mapping[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "font_color": ACCENT},
    "call": {"font_size": 10, "font_color": INK},
    "hint": {"italic": True, "font_size": 9, "font_color": "#5A6472"},
    "note": {"font_size": 9, "font_color": "#5A6472", "text_wrap": True, "valign": "top"},
    "label": {"text_wrap": True, "valign": "top"},
    "number": {"valign": "top", "font_color": "#5A6472"},
    "needed": {"text_wrap": True, "valign": "top", "bold": True},
    "heading": {"bold": True, "font_color": "#FFFFFF", "bg_color": ACCENT, "text_wrap": True},
    "group": {"bold": True, "bg_color": WASH, "border": 1, "border_color": LINE},
    "cell": {"border": 1, "border_color": LINE, "text_wrap": True, "valign": "top"},
    "amount": {"border": 1, "border_color": LINE, "num_format": "#,##0.00;-#,##0.00;"},
    "total": {
        "bold": True,
        "border": 1,
        "border_color": LINE,
        "bg_color": WASH,
        "num_format": AMOUNT_FORMAT,
    },
    "status": {"bold": True, "text_wrap": True, "valign": "top"},
    "counter": {"font_size": 9, "font_color": "#5A6472", "align": "right", "valign": "top"},
}
_INPUT_FORMATS: Mapping[Kind, Mapping[str, Any]] = {
    Kind.TEXT: {"num_format": "@", "text_wrap": True},
    Kind.LONG_TEXT: {"num_format": "@", "text_wrap": True},
    Kind.CHOICE: {"num_format": "@", "text_wrap": True},
    Kind.WHOLE: {"num_format": "0", "align": "left"},
    Kind.AMOUNT: {"num_format": AMOUNT_FORMAT},
    Kind.UNITS: {"num_format": "#,##0.###"},
    Kind.PERCENT: {"num_format": "0.00"},
    Kind.DAY: {"num_format": "dd.mm.yyyy", "align": "left"},
}


class FormPen:
    """One workbook of the form while it is written; knows its layout and its values."""

    def __init__(self, layout: FormLayout, values: Mapping[str, CellValue]) -> None:
        self.layout = layout
        self.values = values
        self._stream = BytesIO()
        self.book = Workbook(self._stream, {"in_memory": True})
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        self.lists = choice_lists(layout.terms)
        self.sheets = {sheet: self._add_sheet(sheet) for sheet in Sheet}

    def finish(self) -> bytes:
        """Close the workbook; its bytes."""
        self.book.close()
        return self._stream.getvalue()

    def look(self, name: str, **more: object) -> Format:
        """A format by its name in the house, with changes."""
        return self._format({**_LOOKS[name], **more})

    def head(self, sheet: Sheet, last_column: str) -> Worksheet:
        """Title, call and hint on top of a sheet; the columns up to `last_column` print."""
        page = self.sheets[sheet]
        terms = self.layout.terms
        page.write_string("A1", label(f"form.title.{sheet}"), self.look("title"))
        page.set_row_pixels(0, 30)
        line = f"{terms.number} · {terms.title.of(current_language())}"
        page.write_string("A2", line, self.look("call"))
        page.write_string("A3", label(f"form.lead.{sheet}"), self.look("hint"))
        page.set_footer(f"&L{_footer(terms.number)}&C&A&R&P / &N")
        page.set_column("A:A", 5)
        page.fit_to_pages(1, 0)
        page.print_area(f"A1:{last_column}{self.last_row(sheet)}")
        return page

    def list_column(self, choices: str) -> int:
        """The column of the hidden sheet that holds a list, counted from 0."""
        return FIRST_LIST_COLUMN + list(self.lists).index(choices)

    def last_row(self, sheet: Sheet) -> int:
        """The last row that a sheet uses."""
        if sheet is Sheet.BUDGET:
            return self.layout.budget.share
        rows = [cell.row + cell.rows - 1 for cell in self.layout.on(sheet)]
        return max(rows, default=40)

    def put(self, cell: InputCell, height: int | None = None) -> None:
        """An input cell: unlocked, validated, with its value if there is one."""
        page = self.sheets[cell.sheet]
        look = self._format(
            {
                "border": 1,
                "border_color": LINE,
                "bg_color": PAPER,
                "valign": "top",
                "locked": False,
                **_INPUT_FORMATS[cell.kind],
            }
        )
        if cell.rows > 1:
            last = cell.row + cell.rows - 1
            page.merge_range(f"{cell.cell}:{cell.cell[0]}{last}", "", look)
        self._write_value(page, cell, look)
        rule = self._validation(cell)
        if rule is not None:
            page.data_validation(cell.cell, rule)
        if height is not None:
            for row in range(cell.row, cell.row + cell.rows):
                page.set_row(row - 1, min(-(-height // cell.rows), MOST_POINTS))

    def _write_value(self, page: Worksheet, cell: InputCell, look: Format) -> None:
        value = self.values.get(cell.key)
        if value is None or value == "":
            page.write_blank(cell.cell, None, look)
        elif isinstance(value, str):
            shown = self.lists[cell.choices][value] if cell.choices else value
            page.write_string(cell.cell, shown, look)
        elif isinstance(value, date):
            page.write_datetime(cell.cell, value, look)
        else:
            page.write_number(cell.cell, value, look)

    def _validation(self, cell: InputCell) -> dict[str, Any] | None:
        if cell.choices is not None:
            count = len(self.lists[cell.choices])
            column = xl_col_to_name(self.list_column(cell.choices))
            source = f"='{HIDDEN_SHEET}'!${column}$2:${column}${count + 1}"
            return self._rule(cell, {"validate": "list", "source": source})
        if cell.kind is Kind.DAY:
            bounds = {"minimum": date(1900, 1, 1), "maximum": date(2099, 12, 31)}
            return self._rule(cell, {"validate": "date", "criteria": "between", **bounds})
        if cell.kind in (Kind.TEXT, Kind.LONG_TEXT):
            most = int(cell.most or SHORT_TEXT)
            return self._rule(cell, {"validate": "length", "criteria": "<=", "value": most})
        number = {
            "validate": "integer" if cell.kind is Kind.WHOLE else "decimal",
            "criteria": "between",
            "minimum": _plain(cell.least),
            "maximum": _plain(cell.most),
        }
        return self._rule(cell, number)

    def _rule(self, cell: InputCell, rule: dict[str, Any]) -> dict[str, Any]:
        words = sentence_of(
            f"form.must.{cell.kind}",
            {"most": str(cell.most or 0), "least": str(cell.least or 0)},
        )
        return {
            **rule,
            "ignore_blank": True,
            "error_title": label("form.must"),
            "error_message": words,
            "error_type": "warning" if cell.kind is Kind.LONG_TEXT else "stop",
        }

    def _add_sheet(self, sheet: Sheet) -> Worksheet:
        page = self.book.add_worksheet(label(f"form.sheet.{sheet}"))
        page.set_paper(_PAPER_A4)
        page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        page.hide_gridlines(2)
        page.protect("", {"format_rows": True, "format_columns": True})
        return page

    def _format(self, look: Mapping[str, Any]) -> Format:
        wanted = {"font_name": FONT, "font_size": 10, "font_color": INK, **look}
        key = tuple(sorted(wanted.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(wanted)
        return self._formats[key]


def height_of(text: str, width: int) -> int:
    """The points that a wrapped text takes in a column of `width` characters."""
    lines = sum(max(1, -(-len(part) // width)) for part in text.split("\n"))
    return max(1, lines) * LINE_POINTS + 4


def _plain(number: Decimal | None) -> int | float:
    if number is None:
        return 0
    return int(number) if number == int(number) else float(number)


def _footer(text: str) -> str:
    return text.replace("&", "&&")
