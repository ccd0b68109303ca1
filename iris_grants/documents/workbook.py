"""Workbooks for Excel and LibreOffice: live formulas with their results, the same bytes always."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO

from iris_grants.documents.cell_names import area_of
from iris_grants.documents.workbook_heights import Heights
from iris_grants.documents.workbook_looks import Looks
from iris_grants.documents.workbook_parts import (
    FIGURES,
    HEAD,
    HEAD_OF_FIGURES,
    MARKS_SHEET,
    PLAIN,
    Cell,
    CellLike,
    Formula,
    Look,
    NumberFormat,
    Scalar,
    Sheet,
    Visibility,
    Workbook,
)
from iris_grants.documents.workbook_rules import ChoiceLists, add_rule

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

MAX_TEXT = 32_767
CUT_MARK = " […]"
A3, A4 = 8, 9
"""Sizes of paper as workbooks number them."""
WIDEST_ON_A4 = 200
"""Characters of all columns; more of them on A4 would be printed too small to read."""
_SURROGATES = re.compile("[\ud800-\udfff]")
_FIRST_DAY = date(1900, 3, 1)
Writer = Callable[["Worksheet", int, int, Any, Any], None]


def render_workbook(workbook: Workbook) -> bytes:
    """The bytes of the .xlsx file, the same for the same workbook.

    A text that begins with `=` stays a text; one longer than a cell can hold (32,767
    characters) ends with ` […]`. `ValueError` for a time without a zone.
    """
    out = BytesIO()
    _write(workbook, out, {"in_memory": True})
    return out.getvalue()


def stream_workbook(workbook: Workbook, out: BinaryIO) -> None:
    """Write the .xlsx file with little memory, however many rows its sheets yield.

    For plain lists of many rows: `merges` and `heights` are not for such sheets
    (`ValueError`), and an empty cell is left to the look of its column.
    """
    if any(sheet.merges or sheet.heights for sheet in workbook.sheets):
        raise ValueError("a streamed sheet has no merged cells and no row heights")
    _write(workbook, out, {"constant_memory": True})


def _write(workbook: Workbook, out: BinaryIO, options: dict[str, Any]) -> None:
    import xlsxwriter

    if workbook.created.tzinfo is None:
        raise ValueError("a time without a zone is no moment")
    book = xlsxwriter.Workbook(
        out,
        {
            **options,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    created = workbook.created.astimezone(UTC).replace(tzinfo=None)
    book.set_properties({"title": workbook.title, "author": workbook.author, "created": created})
    looks, lists = Looks(book), ChoiceLists()
    sparse = bool(options.get("constant_memory"))
    for sheet in workbook.sheets:
        target = book.add_worksheet(sheet.name)
        _set_up(target, sheet, looks, lists, workbook.footer)
        last = _write_rows(target, sheet, looks, sparse=sparse)
        if sheet.filtered and sheet.head_rows and sheet.columns:
            head = sheet.head_rows - 1
            target.autofilter(head, 0, max(last, head), len(sheet.columns) - 1)
    lists.write(book)
    if workbook.marks:
        marks = book.add_worksheet(MARKS_SHEET)
        for row, (name, value) in enumerate(sorted(workbook.marks.items())):
            marks.write_string(row, 0, name)
            marks.write_string(row, 1, value)
        marks.very_hidden()
    for name, cells in sorted(workbook.names.items()):
        book.define_name(name, "=" + cells)
    book.close()


def _set_up(target: Worksheet, sheet: Sheet, looks: Looks, lists: ChoiceLists, footer: str) -> None:
    _set_up_columns(target, sheet, looks)
    for row, height in sheet.heights.items():
        target.set_row(row - 1, height)
    for cells in sheet.merges:
        top, left, bottom, right = area_of(cells)
        target.merge_range(top - 1, left - 1, bottom - 1, right - 1, "")
    for rule in sheet.rules:
        add_rule(target, rule, lists)
    for highlight in sheet.highlights:
        top, left, bottom, right = area_of(highlight.cells)
        target.conditional_format(
            top - 1,
            left - 1,
            bottom - 1,
            right - 1,
            {
                "type": "formula",
                "criteria": "=" + highlight.condition.removeprefix("="),
                "format": looks.highlight(highlight.fill),
            },
        )
    _set_up_view(target, sheet)
    _set_up_print(target, sheet, footer)


def _write_rows(target: Worksheet, sheet: Sheet, looks: Looks, *, sparse: bool) -> int:
    """Write all rows; the index of the last one. `sparse`: without what is empty."""
    merged = _merged_cells(sheet)
    heights = Heights(sheet, merged)
    bare: dict[tuple[int, type], tuple[Writer, Any]] = {}
    index = -1
    for index, row in enumerate(sheet.rows):
        in_head = index < sheet.head_rows
        if height := heights.of(index, row):
            target.set_row(index, height)
        for column, given in enumerate(row):
            if isinstance(given, Cell):
                look = looks.of(given.look, given.value)
                _write_cell(target, index, column, given.value, look)
                continue
            if given is None and sparse:
                continue
            known = (column, type(given))
            if not in_head and known in bare:
                write, look = bare[known]
                write(target, index, column, given, look)
                continue
            wanted = _bare_look(sheet, column, in_head)
            look = looks.of(wanted, given)
            if not in_head and wanted.number_format is not NumberFormat.GENERAL:
                bare[known] = (_WRITERS.get(type(given), _write_cell), look)
            _write_cell(target, index, column, given, look)
        if index in merged:
            _write_merged_ground(target, index, merged[index], row, looks)
    return index


def _write_merged_ground(
    target: Worksheet,
    index: int,
    spans: Sequence[tuple[int, int]],
    row: Sequence[CellLike],
    looks: Looks,
) -> None:
    for first, last in spans:
        given = row[first] if first < len(row) else None
        look = given.look if isinstance(given, Cell) else PLAIN
        for column in range(first + 1, last + 1):
            target.write_blank(index, column, None, looks.of(look, None))


def _merged_cells(sheet: Sheet) -> dict[int, list[tuple[int, int]]]:
    found: dict[int, list[tuple[int, int]]] = {}
    for cells in sheet.merges:
        top, left, _, right = area_of(cells)
        found.setdefault(top - 1, []).append((left - 1, right - 1))
    return found


def _write_cell(
    target: Worksheet, row: int, column: int, value: Scalar | Formula, look: Any
) -> None:
    match value:
        case None:
            if look is not None:
                target.write_blank(row, column, None, look)
        case Formula():
            expression = "=" + value.expression.removeprefix("=")
            target.write_formula(row, column, expression, look, _stored(value.result))
        case bool():
            target.write_boolean(row, column, value, look)
        case str():
            _write_text(target, row, column, value, look)
        case int() | Decimal():
            target.write_number(row, column, value, look)
        case date():
            _write_day(target, row, column, value, look)


def _write_text(target: Worksheet, row: int, column: int, text: str, look: Any) -> None:
    clean = text if text.isascii() else _without_surrogates(text)
    if len(clean) > MAX_TEXT // 2:
        units = clean.encode("utf-16-le")
        if len(units) > 2 * MAX_TEXT:
            kept = units[: 2 * (MAX_TEXT - len(CUT_MARK))]
            clean = kept.decode("utf-16-le", errors="ignore") + CUT_MARK
    if clean:
        target.write_string(row, column, clean, look)
    else:
        target.write_blank(row, column, None, look)


def _without_surrogates(text: str) -> str:
    """The text, where halves of characters become a sign that one is missing."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text)
    return text


def _write_number(target: Worksheet, row: int, column: int, value: Any, look: Any) -> None:
    target.write_number(row, column, value, look)


def _write_day(target: Worksheet, row: int, column: int, day: date, look: Any) -> None:
    plain = day.date() if isinstance(day, datetime) else day
    if isinstance(day, datetime) and day.tzinfo is not None:
        raise ValueError("a cell holds local time: convert it first")
    if plain < _FIRST_DAY:
        target.write_string(row, column, plain.isoformat(), look)
    else:
        target.write_datetime(row, column, day, look)


_WRITERS: dict[type, Writer] = {
    str: _write_text,
    int: _write_number,
    Decimal: _write_number,
    date: _write_day,
    datetime: _write_day,
}
"""How the plain kinds of values are written; everything else goes through `_write_cell`."""


def _stored(result: Scalar) -> str | int | bool | Decimal:
    match result:
        case None:
            return ""
        case Decimal():
            return Decimal(format(result, "f"))
        case date():
            return (result - date(1899, 12, 30)).days
        case _:
            return result


def _bare_look(sheet: Sheet, column: int, in_head: bool) -> Look:
    """The look of a bare value; heads stand on the side where their figures stand."""
    look = sheet.columns[column].look if column < len(sheet.columns) else PLAIN
    if not in_head:
        return look
    return HEAD_OF_FIGURES if look.number_format in FIGURES else HEAD


def _set_up_columns(target: Worksheet, sheet: Sheet, looks: Looks) -> None:
    for index, column in enumerate(sheet.columns):
        target.set_column(
            index, index, column.width, looks.of(column.look, None), {"hidden": column.hidden}
        )


def _set_up_view(target: Worksheet, sheet: Sheet) -> None:
    if sheet.head_rows or sheet.frozen_columns:
        target.freeze_panes(sheet.head_rows, sheet.frozen_columns)
    if not sheet.gridlines:
        target.hide_gridlines(2)
    if sheet.protected:
        target.protect("", {"format_columns": True, "format_rows": True})
    if sheet.visibility is Visibility.HIDDEN:
        target.hide()
    elif sheet.visibility is Visibility.VERY_HIDDEN:
        target.very_hidden()
    target.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def _set_up_print(target: Worksheet, sheet: Sheet, footer: str) -> None:
    wide = sum(column.width for column in sheet.columns if not column.hidden) > WIDEST_ON_A4
    target.set_paper(A3 if sheet.landscape and wide else A4)
    target.fit_to_pages(1, 0)
    target.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    if sheet.landscape:
        target.set_landscape()
    if sheet.head_rows:
        target.repeat_rows(0, sheet.head_rows - 1)
    words = footer.replace("&", "&&")[:180]
    target.set_footer(f"&L&8{words}&C&8&A&R&8&P / &N")
