"""Tables, lists of names with values, checksums and signature lines, laid out as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.lib.colors import Color
from reportlab.lib.units import mm

from iris_grants.documents.pdf_blocks import (
    Align,
    Column,
    HashList,
    KeyValues,
    Row,
    RowLook,
    Signatures,
    Table,
)
from iris_grants.documents.pdf_rows import Cell, LaidRow, Rows, width_of, wrapped
from iris_grants.documents.pdf_style import (
    BOLD,
    INK,
    MONO,
    QUIET,
    REGULAR,
    STRONG_LINE,
    WASH,
    Words,
)

_GAP = 9.0
_SAMPLE = 400
_LEAST_COLUMN = 26.0
_HIGHEST_HEAD = 160.0
_STRONG = (RowLook.GROUP, RowLook.SUBTOTAL, RowLook.TOTAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Face:
    """The type of one kind of row."""

    font: str = REGULAR
    size: float = 8.2
    leading: float = 11.2
    colour: Color = INK
    pad_above: float = 3.2
    pad_below: float = 3.8


_BODY = _Face()
_SMALL = _Face(size=7.2, leading=9.6, pad_above=2.4, pad_below=3.0)


def table_rows(table: Table, width: float, words: Words) -> Rows:
    """A data table as wide as the frame; columns without a width share what is left."""
    body = _SMALL if table.small else _BODY
    cells = [_cells_of(row, len(table.columns), words) for row in table.rows]
    titles = [words.clean(column.title) for column in table.columns]
    strong = [isinstance(row, Row) and row.look in _STRONG for row in table.rows]
    widths = _column_widths(table.columns, titles, cells, strong, width, body)
    aligns = [column.align for column in table.columns]
    head_face = replace(body, font=BOLD, size=body.size - 0.6, colour=QUIET)
    head = replace(
        _laid(titles, widths, aligns, head_face),
        below=0.9,
        below_colour=STRONG_LINE,
        stays=True,
    )
    rows: list[LaidRow] = []
    for source, texts in zip(table.rows, cells, strict=True):
        look = source.look if isinstance(source, Row) else RowLook.BODY
        if look is RowLook.TOTAL and rows:
            rows[-1] = replace(rows[-1], below=0)
        rows.append(_data_row(texts, look, widths, aligns, body))
    if not rows and table.empty:
        face = replace(body, colour=QUIET)
        text = wrapped(words.clean(table.empty), face.font, face.size, width)
        cell = Cell(lines=text, size=face.size, colour=QUIET, span=len(widths))
        rows.append(LaidRow(cells=(cell,), leading=face.leading))
    if head.height > _HIGHEST_HEAD:
        rows, head = [head, *rows], replace(head, cells=())
    return Rows(rows, widths, head if any(titles) and head.cells else None, _GAP)


def key_value_rows(block: KeyValues, width: float, words: Words) -> Rows:
    """Names in quiet letters on the left, values on the right, a light line between."""
    label = min(block.label_mm * mm, width / 2)
    widths = (label, width - label)
    name_face, value_face = _Face(size=8.0, colour=QUIET, leading=12), _Face(size=8.8, leading=12)
    rows = []
    for name, value in block.rows:
        cells = (
            _cell(words.clean(name), label - _GAP, name_face, Align.LEFT),
            _cell(words.clean(value), width - label, value_face, Align.LEFT),
        )
        rows.append(LaidRow(cells=cells, leading=12, pad_above=3, pad_below=3.6))
    return Rows(rows, widths, None, _GAP)


def hash_rows(block: HashList, width: float, words: Words) -> Rows:
    """Checksums in figures of one width, each in groups of lines with the name of its file."""
    face = _Face(font=MONO, size=6.6, leading=8.8)
    digits = max((width_of(checksum, MONO, face.size) for checksum, _ in block.entries), default=0)
    left = min(digits + _GAP, width * 0.62)
    rows = []
    for checksum, name in block.entries:
        cells = (
            _cell(checksum, left - _GAP, replace(face, colour=QUIET), Align.LEFT),
            _cell(words.clean(name), width - left, replace(face, font=REGULAR), Align.LEFT),
        )
        rows.append(LaidRow(cells=cells, leading=8.8, pad_above=2, pad_below=2.4, below=0.25))
    return Rows(rows, (left, width - left), None, _GAP)


def signature_rows(block: Signatures, width: float, words: Words) -> Rows:
    """Lines to sign on, two beside each other, with name and role below each."""
    gap = 12 * mm
    half = (width - gap) / 2
    widths = (half, gap, half)
    rows: list[LaidRow] = []
    if block.place_and_date:
        caption = _Face(size=7.4, colour=QUIET, leading=10)
        rows.extend(_line_row([("", words.clean(block.place_and_date), "")], half, caption))
    pairs = [block.lines[start : start + 2] for start in range(0, len(block.lines), 2)]
    for pair in pairs:
        texts = [
            (words.clean(line.filled), words.clean(line.name), words.clean(line.role))
            for line in pair
        ]
        rows.extend(_line_row(texts, half, _Face(size=8.4, leading=11)))
    laid = Rows(rows, widths, None, 0)
    laid.spaceBefore = 6
    return laid


def _line_row(texts: list[tuple[str, str, str]], half: float, face: _Face) -> list[LaidRow]:
    empty = Cell(lines=())
    quiet = replace(face, size=7.4, colour=QUIET)

    def side(part: int, used: _Face) -> tuple[Cell, ...]:
        cells = [_cell(each[part], half, used, Align.LEFT) for each in texts]
        return (cells[0], empty, cells[1]) if len(cells) == 2 else (cells[0],)

    room = LaidRow(cells=side(0, face), leading=11, pad_above=22, pad_below=2, below=0, stays=True)
    ruled = tuple(replace(cell, ruled=bool(cell.lines)) for cell in side(1, face))
    return [
        room if room.line_count else replace(room, pad_above=33),
        LaidRow(cells=ruled, leading=11, pad_above=3, pad_below=0, below=0, stays=True),
        LaidRow(cells=side(2, quiet), leading=10, pad_above=1, pad_below=5, below=0),
    ]


def _cells_of(row: Sequence[str] | Row, columns: int, words: Words) -> list[str]:
    given = row.cells if isinstance(row, Row) else row
    if len(given) > columns:
        raise ValueError(f"{len(given)} cells for {columns} columns")
    return [words.clean(text) for text in given] + [""] * (columns - len(given))


def _data_row(
    texts: list[str],
    look: RowLook,
    widths: Sequence[float],
    aligns: Sequence[Align],
    face: _Face,
) -> LaidRow:
    if look is RowLook.GROUP and not any(texts[1:]):
        lines = wrapped(texts[0], BOLD, face.size, sum(widths))
        cell = Cell(lines=lines, font=BOLD, size=face.size, span=len(widths))
        return LaidRow(cells=(cell,), leading=face.leading, pad_above=8, stays=True)
    if look in _STRONG:
        face = replace(face, font=BOLD)
    if look is RowLook.QUIET:
        face = replace(face, colour=QUIET)
    row = _laid(texts, widths, aligns, face)
    if look is RowLook.TOTAL:
        return replace(row, above=0.9, above_colour=INK, below=0)
    if look is RowLook.SUBTOTAL:
        return replace(row, wash=WASH)
    return replace(row, stays=look is RowLook.GROUP)


def _laid(
    texts: Sequence[str], widths: Sequence[float], aligns: Sequence[Align], face: _Face
) -> LaidRow:
    last = len(widths) - 1
    cells = tuple(
        _cell(text, width - (0 if index == last else _GAP), face, align)
        for index, (text, width, align) in enumerate(zip(texts, widths, aligns, strict=True))
    )
    return LaidRow(
        cells=cells, leading=face.leading, pad_above=face.pad_above, pad_below=face.pad_below
    )


def _cell(text: str, width: float, face: _Face, align: Align) -> Cell:
    lines = wrapped(text, face.font, face.size, width)
    return Cell(lines=lines, font=face.font, size=face.size, colour=face.colour, align=align)


def _column_widths(
    columns: Sequence[Column],
    titles: list[str],
    cells: list[list[str]],
    strong: list[bool],
    width: float,
    face: _Face,
) -> list[float]:
    """Fixed widths as given; the rest by what the content asks for, within what there is."""
    wishes: list[float] = []
    for index, column in enumerate(columns):
        if column.width_mm:
            wishes.append(column.width_mm * mm)
            continue
        natural = max(
            (
                width_of(line[:200], BOLD if bold else face.font, face.size)
                for row, bold in zip(cells[:_SAMPLE], strong[:_SAMPLE], strict=True)
                for line in row[index].split("\n")
                if not bold or any(row[1:])
            ),
            default=0,
        )
        title = width_of(titles[index], BOLD, face.size)
        wishes.append(max(natural + _GAP, title + _GAP, _LEAST_COLUMN))
    fixed = sum(wish for wish, column in zip(wishes, columns, strict=True) if column.width_mm)
    if fixed > width:
        return [wish * width / sum(wishes) for wish in wishes]
    free = [index for index, column in enumerate(columns) if not column.width_mm]
    over = width - sum(wishes)
    if over < 0:
        return _shared(wishes, free, width - fixed)
    growing = [index for index in free if columns[index].align is Align.LEFT] or free
    total = sum(wishes[index] for index in growing)
    return [
        wish + (over * wish / total if index in growing else 0) for index, wish in enumerate(wishes)
    ]


def _shared(wishes: list[float], free: list[int], room: float) -> list[float]:
    """Widths where room lacks: modest columns get what they wish, the others share evenly."""
    result = list(wishes)
    wide, left = list(free), room
    while True:
        share = left / len(wide)
        modest = [index for index in wide if wishes[index] <= share]
        if not modest:
            break
        left -= sum(wishes[index] for index in modest)
        wide = [index for index in wide if index not in modest]
    for index in wide:
        result[index] = left / len(wide)
    return result
