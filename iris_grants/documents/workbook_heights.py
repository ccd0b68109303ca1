"""How high a row must be for its wrapped texts, which not every program works out itself."""

from __future__ import annotations

from collections.abc import Sequence

from iris_grants.documents.workbook_parts import PLAIN, Cell, CellLike, Look, Sheet

LINE = 15.0
"""Points of one line in the usual size, 11."""

HIGHEST = 409.0
_USUAL_SIZE = 11
_DEFAULT_WIDTH = 9
_LOSS = 1.08
"""Lines end at words, so they hold a little less than fits."""


class Heights:
    """Estimates the heights of the rows of one sheet."""

    def __init__(self, sheet: Sheet, spans: dict[int, list[tuple[int, int]]]) -> None:
        self._looks = [column.look for column in sheet.columns]
        self._wrapping = any(look.wrap for look in self._looks)
        self._widths = [column.width for column in sheet.columns]
        self._spans, self._heights = spans, sheet.heights
        self._fitting = [
            (column, _fits(each.width, each.look))
            for column, each in enumerate(sheet.columns)
            if each.look.wrap and each.look.locked
        ]

    def of(self, index: int, row: Sequence[CellLike]) -> float | None:
        """The height in points of the row (counted from 0) if it needs more than one line.

        `None` where one line is enough, where the sheet says its height itself, and where
        the text stands in a cell to fill in, which must be free to grow.
        """
        bare = Cell not in map(type, row)
        if (bare and not self._wrapping) or index + 1 in self._heights:
            return None
        if bare and index not in self._spans and self._on_one_line(row):
            return None
        highest = 1.0
        for column, given in enumerate(row):
            value, look = self._of_cell(column, given)
            if isinstance(value, str) and look.wrap and look.locked and len(value) > 8:
                room = self._room(index, column)
                highest = max(highest, _lines(value, room, look))
        return min(highest * LINE + 2, HIGHEST) if highest > 1 else None

    def _on_one_line(self, row: Sequence[CellLike]) -> bool:
        """Whether every wrapped text of a row without cells of their own look surely fits."""
        for column, most in self._fitting:
            if column >= len(row):
                break
            given = row[column]
            if isinstance(given, str) and (len(given) > most or "\n" in given):
                return False
        return True

    def _of_cell(self, column: int, given: CellLike) -> tuple[object, Look]:
        if isinstance(given, Cell):
            return given.value, given.look
        return given, self._looks[column] if column < len(self._looks) else PLAIN

    def _room(self, index: int, column: int) -> int:
        last = column
        for first, end in self._spans.get(index, ()):
            if first == column:
                last = end
        return sum(
            self._widths[each] if each < len(self._widths) else _DEFAULT_WIDTH
            for each in range(column, last + 1)
        )


def _fits(room: int, look: Look) -> float:
    """The length up to which a text is on one line, no higher than usual."""
    if look.size > _USUAL_SIZE:
        return 0
    return max(1.0, room / _scale(look))


def _lines(text: str, room: int, look: Look) -> float:
    per_line = max(1.0, room / _scale(look))
    count = 0
    for paragraph in text.split("\n"):
        length = len(paragraph) if len(paragraph) <= per_line else len(paragraph) * _LOSS
        count += max(1, -int(-length // per_line))
    return count * (look.size or _USUAL_SIZE) / _USUAL_SIZE


def _scale(look: Look) -> float:
    """The width of letters, in those of the usual size."""
    return (look.size or _USUAL_SIZE) / _USUAL_SIZE * (1.08 if look.bold else 1.0)
