"""How wide the columns of a table are: what a person chose, what suits, what is left over."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QTableView

from ui.shell.theme import number_font, sized_font, tokens
from ui.tables.columns import Chip, Column, Kind
from ui.tables.model import RowsModel, is_number

R = TypeVar("R")
LEAST_WIDTH = 48
LEAST_TEXT = 72
LEAST_FIRST = 120
LEAST_SNUG = 110
LONGEST = 300
CHIP_EDGES = 18
MEASURED_ROWS = 60


class Fitting(Generic[R]):
    """The widths of one table's columns.

    Every column takes what its rows and its heading need; where that is more than there is
    room for, long words give way, the name in the first column last. `chosen` are widths that
    a person drew, by place, in pixels at 100 %. A `snug` table has little padding and keeps
    its words longer; `padding` stands at either side.
    """

    def __init__(
        self, table: QTableView, model: RowsModel[R], padding: int, *, snug: bool = False
    ) -> None:
        self._table = table
        self._model = model
        self._padding = padding
        self._snug = snug
        self.chosen: dict[int, int] = {}
        self.busy = False

    def choose(self, place: int) -> None:
        """Keep the width that a column has now."""
        self.chosen[place] = round(self._table.columnWidth(place) / tokens().zoom)

    def fit(self) -> None:
        """Give every column its width, and what is left over to those that stretch."""
        self.busy = True
        for place, width in self.widths(self._table.viewport().width()).items():
            self._table.setColumnWidth(place, width)
        self.busy = False

    def widths(self, room: int) -> dict[int, int]:
        """The width of every column that is shown, for so much room, in pixels."""
        shown = [
            place
            for place in range(len(self._model.columns))
            if not self._table.isColumnHidden(place)
        ]
        widths = {place: self._wanted(place) for place in shown}
        widths |= {
            place: tokens().px(self.chosen[place]) for place in shown if place in self.chosen
        }
        spare = room - sum(widths.values())
        for least in (self._least(shown), self._least_first(shown)):
            if spare < 0:
                spare += narrow(widths, least, -spare)
        shares = {
            place: self._model.columns[place].stretch for place in shown if place not in self.chosen
        }
        whole = sum(shares.values())
        if spare > 0 and whole:
            for place, share in shares.items():
                widths[place] += spare * share // whole
        return widths

    def needed(self) -> int:
        """The room that all declared columns need, words that stretch cut to their least."""
        return sum(self._narrowest(column) for column in self._model.columns if not column.hidden)

    def _narrowest(self, column: Column[R]) -> int:
        content = self._content(column)
        if column.stretch:
            content = min(content, tokens().px(LEAST_SNUG))
        return max(content, self._heading(column))

    def _wanted(self, place: int) -> int:
        """What a column needs; of words not more than suits, without rows what is declared."""
        column = self._model.columns[place]
        suits = tokens().px(column.wanted_width())
        if self._snug:
            content = self._content(column)
            suits = min(suits, content) if column.stretch else content
        elif self._model.rows():
            content = self._content(column)
            longest = max(suits, tokens().px(LONGEST)) if column.kind is Kind.TEXT else content
            suits = min(content, longest)
        return max(suits, self._heading(column))

    def _least(self, shown: list[int]) -> dict[int, int]:
        """How narrow columns of words may become; the first one never does."""
        found = {}
        for place in shown[1:]:
            column = self._model.columns[place]
            if place in self.chosen or column.kind is not Kind.TEXT:
                continue
            if self._snug:
                found[place] = self._narrowest(column)
            else:
                found[place] = max(self._heading(column), tokens().px(LEAST_TEXT))
        return found

    def _least_first(self, shown: list[int]) -> dict[int, int]:
        """How narrow the first column may become where nothing else can give way any more."""
        if not shown or shown[0] in self.chosen:
            return {}
        column = self._model.columns[shown[0]]
        if self._snug:
            return {shown[0]: self._narrowest(column)} if column.stretch else {}
        return {shown[0]: max(self._heading(column), tokens().px(LEAST_FIRST))}

    def _heading(self, column: Column[R]) -> int:
        metrics = QFontMetrics(sized_font(13, QFont.Weight.DemiBold))
        arrow = "" if self._snug else " ↑"
        return metrics.horizontalAdvance(f"{column.heading()}{arrow}") + self._edges()

    def _content(self, column: Column[R]) -> int:
        font = self._table.font()
        plain = QFontMetrics(number_font(font) if is_number(column.kind) else font)
        widest = 0
        for row in self._model.rows()[:MEASURED_ROWS]:
            value = column.of(row)
            extra = tokens().px(CHIP_EDGES) if isinstance(value, Chip) else 0
            widest = max(widest, plain.horizontalAdvance(column.text(row)) + extra)
        if not widest and column.width:
            return tokens().px(column.width)  # it is painted, or empty as yet
        return widest + self._edges() + 2 + tokens().px(column.drawn)

    def _edges(self) -> int:
        return tokens().px(2 * self._padding)


def narrow(widths: dict[int, int], least: dict[int, int], lacking: int) -> int:
    """Take pixels that are lacking from the widest columns, none below its least; gives how many.

    What is left is level: no column that gave something is wider than one that gave nothing.
    """
    before = {place: widths[place] for place in least}
    wanted = sum(before.values()) - lacking
    low, high = 0, max(before.values(), default=0)
    while low < high:
        level = (low + high + 1) // 2
        if sum(_levelled(before, least, level).values()) <= wanted:
            low = level
        else:
            high = level - 1
    widths |= _levelled(before, least, low)
    return sum(before.values()) - sum(widths[place] for place in least)


def _levelled(widths: dict[int, int], least: dict[int, int], level: int) -> dict[int, int]:
    return {place: min(width, max(level, least[place])) for place, width in widths.items()}
