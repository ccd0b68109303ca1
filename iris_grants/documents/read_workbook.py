"""Reading received workbooks: safely, with bounds, and with the place of every problem."""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from iris_grants.documents.cell_names import cell_name, cell_position
from iris_grants.documents.read_cells import CellValue, ReadCell, exact, plain_text
from iris_grants.documents.workbook_guard import check_workbook, read_limited
from iris_grants.documents.workbook_parts import MARKS_SHEET
from iris_grants.kernel.problems import Problem, Severity, Where, refusal

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook as OpenedBook

MAX_ROWS_READ = 200_000
MAX_COLUMNS_READ = 120
STOP_AFTER_EMPTY = 100
_CHUNK_ROWS = 64
_HOLLOW = re.compile(
    rb"<(?:\w+:)?c(?: [^>]*)?>(?:<(?:\w+:)?v(?: ?/>|></(?:\w+:)?v>))?</(?:\w+:)?c>"
)
"""A cell with a format and nothing in it, as some programs write it: opened and closed."""

_BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    IndexError,
    KeyError,
    OSError,
    RecursionError,
    SyntaxError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Raw:
    value: CellValue = None
    formula: str | None = None
    error: str | None = None


_EMPTY = _Raw()


def open_workbook(source: Path | bytes, name: str | None = None) -> ReadBook:
    """A received workbook; `name` is what people know the file by.

    `Refused` with one problem for everything that `check_workbook` names and for a workbook
    whose parts contradict each other (`documents.workbook_damaged`). Macros are never run
    and external links never followed. The file itself is not kept open.
    """
    data = read_limited(source) if isinstance(source, Path) else source
    known = name or (source.name if isinstance(source, Path) else "")
    check_workbook(data, known)
    return ReadBook(data, known)


class ReadBook:
    """A received workbook: its sheets by name, and the marks that we once put into it."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._data = data
        self._sheets: dict[str, ReadSheet] = {}
        self._typed = self._load()

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """The names of all sheets, hidden ones too, in their order."""
        return tuple(self._typed.sheetnames)

    def sheet(self, name: str) -> ReadSheet:
        """The sheet of this name; `Refused` with `documents.sheet_missing` if there is none."""
        if name not in self._sheets:
            if name not in self._typed.sheetnames:
                raise refusal("documents.sheet_missing", Where(file=self.name), sheet=name)
            self._sheets[name] = ReadSheet(self, name)
        return self._sheets[name]

    @cached_property
    def marks(self) -> Mapping[str, str]:
        """The values that `Workbook.marks` carried; empty for a workbook that is not ours."""
        if MARKS_SHEET not in self._typed.sheetnames:
            return {}
        found: dict[str, str] = {}
        for row in self.sheet(MARKS_SHEET).rows(1):
            name, value = row["A"].value, row["B"].value
            if isinstance(name, str):
                found[plain_text(name)] = plain_text(str(value or ""))
        return found

    def raw_rows(self, sheet: str, *, computed: bool) -> Iterator[dict[int, _Raw]]:
        """The filled cells of each row by column; formulas, or their stored results."""
        with self._explained(sheet):
            worksheet = self._typed[sheet]
            if not hasattr(worksheet, "reset_dimensions"):
                return
            worksheet.reset_dimensions()
            rows = iter(
                worksheet.iter_rows(max_row=MAX_ROWS_READ, max_col=MAX_COLUMNS_READ, min_row=1)
            )
        # Asked for when a sheet is begun: the same opened book gives formulas and results.
        setattr(self._typed, "_data_only", computed)  # noqa: B010 - the library has no setter
        while True:
            with self._explained(sheet):
                chunk = [
                    {
                        column: raw
                        for column, cell in enumerate(row, start=1)
                        if cell.value is not None
                        and (raw := _raw(cell.value, cell.data_type)) is not _EMPTY
                    }
                    for row in islice(rows, _CHUNK_ROWS)
                ]
            if not chunk:
                return
            yield from chunk

    def stored_cells(self, sheet: str) -> int:
        """How many cells of a sheet have something stored in them, by its raw text."""
        part = getattr(self._typed[sheet], "_worksheet_path", None)
        if not isinstance(part, str):
            return 0
        with self._explained(sheet), zipfile.ZipFile(BytesIO(self._data)) as archive:
            text = archive.read(part)
        return text.count(b"</c>") + text.count(b":c>") - len(_HOLLOW.findall(text))

    def _load(self) -> OpenedBook:
        from openpyxl import load_workbook

        with self._explained(None):
            return load_workbook(BytesIO(self._data), read_only=True, keep_links=False)

    @contextmanager
    def _explained(self, sheet: str | None) -> Iterator[None]:
        from openpyxl.utils.exceptions import InvalidFileException

        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                yield
        except (*_BROKEN, InvalidFileException) as error:
            where = Where(file=self.name, sheet=sheet)
            raise refusal("documents.workbook_damaged", where) from error


class ReadRow:
    """One row of a sheet; cells by the letters of their column."""

    def __init__(self, sheet: ReadSheet, number: int) -> None:
        self._sheet, self.number = sheet, number

    def __getitem__(self, column: str) -> ReadCell:
        return self._sheet.cell(f"{column}{self.number}")

    def cells(self, columns: int) -> tuple[ReadCell, ...]:
        """The first so many cells of the row."""
        return tuple(
            self._sheet.cell(cell_name(self.number, column)) for column in range(1, columns + 1)
        )


class ReadSheet:
    """One sheet: single cells by name, rows from a first one on; read as far as asked."""

    def __init__(self, book: ReadBook, name: str) -> None:
        self._book, self.name = book, name
        self._typed = _Grid(book.raw_rows(name, computed=False))
        self._results: _Grid | None = None

    def cell(self, name: str) -> ReadCell:
        """A cell by its name (`B5`); empty where the sheet has nothing.

        `ValueError` for a text that is no name of a cell.
        """
        row, column = cell_position(name)
        where = Where(file=self._book.name or None, sheet=self.name, cell=name)
        raw = self._typed.at(row, column)
        if raw.formula is None:
            return ReadCell(where=where, value=raw.value, error=raw.error)
        if self._results is None:
            self._results = _Grid(self._book.raw_rows(self.name, computed=True))
        result = self._results.at(row, column)
        return ReadCell(where=where, value=result.value, formula=raw.formula, error=result.error)

    def rows(
        self,
        first: int,
        *,
        last: int = MAX_ROWS_READ,
        columns: int = MAX_COLUMNS_READ,
        stop_after_empty: int = STOP_AFTER_EMPTY,
    ) -> Iterator[ReadRow]:
        """The rows from `first` on that have something in their first `columns` cells.

        Ends after `stop_after_empty` empty rows in a row, so that a sheet formatted down to
        its end costs nothing.
        """
        empty = 0
        for number in range(first, min(last, MAX_ROWS_READ) + 1):
            if self._typed.ended_before(number):
                return
            if self._typed.has_value(number, columns):
                empty = 0
                yield ReadRow(self, number)
            else:
                empty += 1
                if empty >= stop_after_empty:
                    return

    def unread_values(self) -> Problem | None:
        """A warning if the sheet holds more than was read, below a long gap or far right.

        To be asked when everything is read that should be: nothing is left out silently.
        """
        if self._book.stored_cells(self.name) <= self._typed.values_read:
            return None
        where = Where(file=self._book.name or None, sheet=self.name)
        return Problem(code="documents.values_unread", where=where, severity=Severity.WARNING)


class _Grid:
    """The cells of a sheet that were read so far."""

    def __init__(self, rows: Iterator[dict[int, _Raw]]) -> None:
        self._rows = rows
        self._read: list[dict[int, _Raw]] = []
        self.values_read = 0
        self._ended = False

    def at(self, row: int, column: int) -> _Raw:
        self._read_to(row)
        if row > len(self._read):
            return _EMPTY
        return self._read[row - 1].get(column, _EMPTY)

    def ended_before(self, row: int) -> bool:
        self._read_to(row)
        return self._ended and row > len(self._read)

    def has_value(self, row: int, columns: int) -> bool:
        self._read_to(row)
        return row <= len(self._read) and any(column <= columns for column in self._read[row - 1])

    def _read_to(self, row: int) -> None:
        while not self._ended and len(self._read) < row:
            cells = next(self._rows, None)
            if cells is None:
                self._ended = True
                return
            self.values_read += len(cells)
            self._read.append(cells)


def _raw(value: object, kind: str | None) -> _Raw:
    """A cell of the reading library in our own terms; blank texts count as empty."""
    match value:
        case None:
            return _EMPTY
        case str() if kind == "e":
            return _Raw(error=value)
        case str() if kind == "f":
            return _Raw(formula=value)
        case str():
            return _Raw(value=value) if plain_text(value) else _EMPTY
        case bool() | int() | datetime() | time():
            return _Raw(value=value)
        case float():
            return _Raw(value=exact(value))
        case Decimal():
            return _Raw(value=value)
        case date():
            return _Raw(value=datetime.combine(value, time()))
        case timedelta():
            return _Raw(value=str(value))
        case _:
            return _Raw(formula=str(getattr(value, "text", None) or "="))
