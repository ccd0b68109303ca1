"""Names of cells, columns and sheets as Excel writes them."""

from __future__ import annotations

import re

MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_SHEET_LIMIT = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def column_letters(column: int) -> str:
    """The letters of a column counted from 1: 1 → `A`, 27 → `AA`."""
    if not 1 <= column <= MAX_COLUMNS:
        raise ValueError(f"no such column: {column}")
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_name(row: int, column: int, *, fixed: bool = False) -> str:
    """The name of a cell, both counted from 1: `B5`, or `$B$5` if fixed."""
    if not 1 <= row <= MAX_ROWS:
        raise ValueError(f"no such row: {row}")
    mark = "$" if fixed else ""
    return f"{mark}{column_letters(column)}{mark}{row}"


def cell_position(name: str) -> tuple[int, int]:
    """Row and column, counted from 1, of a cell name; `ValueError` for another text."""
    found = _CELL.fullmatch(name.upper())
    if found is None:
        raise ValueError(f"not the name of a cell: {name!r}")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(found[2])
    if column > MAX_COLUMNS or row > MAX_ROWS:
        raise ValueError(f"not the name of a cell: {name!r}")
    return row, column


def area(first: str, last: str) -> tuple[int, int, int, int]:
    """Rows and columns of a rectangle: first row, first column, last row, last column."""
    top, left = cell_position(first)
    bottom, right = cell_position(last)
    if bottom < top or right < left:
        raise ValueError(f"not a rectangle: {first}:{last}")
    return top, left, bottom, right


def area_of(name: str) -> tuple[int, int, int, int]:
    """The rectangle of `B5:D9`, or of the single cell `B5`."""
    first, _, last = name.partition(":")
    return area(first, last or first)


def sheet_reference(sheet: str, cells: str) -> str:
    """Cells of a sheet for a formula of another: `'Budget 2024'!$A$1:$A$9`."""
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!{cells}"


def sheet_title(text: str, taken: frozenset[str] | set[str] = frozenset()) -> str:
    """A permitted sheet name from any text: 31 characters, none forbidden, not yet taken."""
    plain = _FORBIDDEN.sub(" ", text).strip(" '") or "Sheet"
    used = {name.casefold() for name in taken}
    title, number = plain[:_SHEET_LIMIT].strip(" '"), 1
    while title.casefold() in used:
        number += 1
        mark = f" ({number})"
        title = plain[: _SHEET_LIMIT - len(mark)].strip(" '") + mark
    return title
