"""Rows of text in columns, laid out for the page: wrapping, repeated heads, splitting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from reportlab.lib.colors import Color
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from iris_grants.documents.pdf_blocks import Align
from iris_grants.documents.pdf_style import INK, LINE, REGULAR

_LINES_TO_SPLIT = 6
_LEAST_LINES = 3
_WHOLE_PAGE = 430.0
"""More room than this is a fresh page: what does not fit here fits nowhere whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The lines of one cell, wrapped already; `ruled` draws a line above it to write on."""

    lines: tuple[str, ...]
    font: str = REGULAR
    size: float = 8.2
    colour: Color = INK
    align: Align = Align.LEFT
    span: int = 1
    ruled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidRow:
    """One row: its cells, the distance of its lines, and the rules above and below.

    `above` and `below` are line widths in points (0: no line); `stays` keeps the row on
    the page of the following one. `line_count` is that of the highest cell, `height` in
    points; both are counted once, because layouts of long tables ask often.
    """

    cells: tuple[Cell, ...]
    leading: float = 11.4
    pad_above: float = 3.4
    pad_below: float = 4.0
    above: float = 0
    below: float = 0.4
    above_colour: Color = LINE
    below_colour: Color = LINE
    wash: Color | None = None
    stays: bool = False

    line_count: int = field(init=False)
    height: float = field(init=False)

    def __post_init__(self) -> None:
        lines = max((len(cell.lines) for cell in self.cells), default=0)
        object.__setattr__(self, "line_count", lines)
        height = self.pad_above + lines * self.leading + self.pad_below
        object.__setattr__(self, "height", height)

    def cut(self, lines: int) -> tuple[LaidRow, LaidRow]:
        """The row as two: its first lines, and the rest of it."""
        first = tuple(replace(cell, lines=cell.lines[:lines]) for cell in self.cells)
        rest = tuple(replace(cell, lines=cell.lines[lines:]) for cell in self.cells)
        return (
            replace(self, cells=first, below=0, pad_below=0),
            replace(self, cells=rest, above=0, pad_above=2),
        )


class Rows(Flowable):
    """A table that is drawn line by line, splits between rows and repeats its head."""

    def __init__(
        self,
        rows: Sequence[LaidRow],
        widths: Sequence[float],
        head: LaidRow | None = None,
        gap: float = 8,
    ) -> None:
        super().__init__()
        self.rows, self.widths, self.head, self.gap = rows, tuple(widths), head, gap
        self.width = sum(widths)
        self.height = 0.0
        self.spaceBefore, self.spaceAfter = 2, 9

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """The width and height that drawing takes, in points."""
        self.height = self._head_height() + sum(row.height for row in self.rows)
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """This table as two: what the height holds, and the rest; empty if nothing fits."""
        room = available_height - self._head_height()
        count = 0
        for row in self.rows:
            if row.height > room:
                break
            room -= row.height
            count += 1
        first, rest = list(self.rows[:count]), list(self.rows[count:])
        if rest:
            self._cut_long_row(first, rest, room)
        only_staying = all(row.stays for row in first)
        if rest and only_staying and (not first or available_height <= _WHOLE_PAGE):
            return []
        while rest and first[-1].stays and not only_staying:
            rest.insert(0, first.pop())
        return [self._part(first), self._part(rest)] if rest else [self]

    def draw(self) -> None:
        """Draw all rows downwards from the top of the reserved room."""
        y = self.height
        for row in [*([self.head] if self.head else []), *self.rows]:
            self._draw_row(self.canv, row, y)
            y -= row.height

    def _part(self, rows: list[LaidRow]) -> Rows:
        part = Rows(rows, self.widths, self.head, self.gap)
        part.spaceAfter = self.spaceAfter
        return part

    def _head_height(self) -> float:
        return self.head.height if self.head else 0

    @staticmethod
    def _cut_long_row(first: list[LaidRow], rest: list[LaidRow], room: float) -> None:
        """Move the first lines of the row that does not fit, if enough stay on both sides."""
        row = rest[0]
        fitting = int((room - row.pad_above) // row.leading)
        fitting = min(fitting, row.line_count - _LEAST_LINES)
        if row.line_count >= _LINES_TO_SPLIT and fitting >= _LEAST_LINES:
            begun, rest[0] = row.cut(fitting)
            first.append(begun)

    def _draw_row(self, canvas: Canvas, row: LaidRow, top: float) -> None:
        if row.wash is not None:
            canvas.setFillColor(row.wash)
            canvas.rect(0, top - row.height, self.width, row.height, stroke=0, fill=1)
        _line(canvas, 0, self.width, top, row.above, row.above_colour)
        _line(canvas, 0, self.width, top - row.height, row.below, row.below_colour)
        x, column = 0.0, 0
        for cell in row.cells:
            width = sum(self.widths[column : column + cell.span])
            inner = width - (self.gap if column + cell.span < len(self.widths) else 0)
            y = top - row.pad_above - row.leading * 0.76
            if cell.ruled:
                _line(canvas, x, x + inner, top, 0.6, INK)
            _draw_cell(canvas, cell, x, y, inner, row.leading)
            x, column = x + width, column + cell.span


def _line(
    canvas: Canvas, start: float, end: float, y: float, thickness: float, colour: Color
) -> None:
    if thickness:
        canvas.setStrokeColor(colour)
        canvas.setLineWidth(thickness)
        canvas.line(start, y, end, y)


def _draw_cell(
    canvas: Canvas, cell: Cell, x: float, y: float, width: float, leading: float
) -> None:
    canvas.setFont(cell.font, cell.size)
    canvas.setFillColor(cell.colour)
    for line in cell.lines:
        if line and cell.align is Align.RIGHT:
            canvas.drawRightString(x + width, y, line)
        elif line and cell.align is Align.CENTRE:
            canvas.drawCentredString(x + width / 2, y, line)
        elif line:
            canvas.drawString(x, y, line)
        y -= leading


@lru_cache(maxsize=50_000)
def width_of(text: str, font: str, size: float) -> float:
    """The width of a text in points."""
    return float(pdfmetrics.stringWidth(text, font, size))


def wrapped(text: str, font: str, size: float, width: float) -> tuple[str, ...]:
    """The lines of a text within a width; words longer than a line are broken."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        if len(paragraph) < 120 and width_of(paragraph, font, size) <= width:
            lines.append(paragraph)
        else:
            lines.extend(_wrap_words(paragraph.split(" "), font, size, width))
    return tuple(lines)


def _wrap_words(words: list[str], font: str, size: float, width: float) -> list[str]:
    lines: list[str] = []
    line, used = "", 0.0
    blank = width_of(" ", font, size)
    for word in words:
        extent = width_of(word, font, size)
        if line and used + blank + extent <= width:
            line, used = f"{line} {word}", used + blank + extent
            continue
        if line:
            lines.append(line)
        *broken, line = _broken(word, font, size, width) if extent > width else [word]
        lines.extend(broken)
        used = width_of(line, font, size)
    return [*lines, line]


def _broken(word: str, font: str, size: float, width: float) -> list[str]:
    parts: list[str] = []
    part, used = "", 0.0
    for letter in word:
        extent = width_of(letter, font, size)
        if part and used + extent > width:
            parts.append(part)
            part, used = "", 0.0
        part, used = part + letter, used + extent
    return [*parts, part]
