"""One table model for every list: sorts, searches and filters by itself, 10,000 rows at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import IntEnum
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from ui.tables.columns import NUMBERS, RIGHT, Column, Kind
from ui.tables.folding import search_key

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
Predicate = Callable[[R], bool]

ARROWS = {Qt.SortOrder.AscendingOrder: " ↑", Qt.SortOrder.DescendingOrder: " ↓"}


class CellRole(IntEnum):
    """What a delegate asks for beside Qt's own roles."""

    VALUE = Qt.ItemDataRole.UserRole + 1
    KIND = Qt.ItemDataRole.UserRole + 2


class RowsModel(QAbstractTableModel, Generic[R]):
    """A view of a tuple of frozen rows; `row_key` says which row is the same after a change.

    Rows keep their selection through sorting, filtering and reloading.
    """

    shown_changed = Signal()
    rows_came = Signal()

    def __init__(
        self,
        columns: tuple[Column[R], ...],
        row_key: Callable[[R], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = columns
        self.row_key = row_key
        self._rows: tuple[R, ...] = ()
        self._shown: list[R] = []
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None
        self._words = ""
        self._filters: tuple[Predicate[R], ...] = ()
        self._folded: dict[str, str] = {}

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        column, row = self.columns[index.column()], self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == CellRole.VALUE:
            return column.of(row)
        if role == CellRole.KIND:
            return column.kind
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(column)
        if role == Qt.ItemDataRole.ToolTipRole and column.tooltip is not None:
            return column.tooltip(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.heading()}: {column.text(row)}"
        return None

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if way is Qt.Orientation.Vertical:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            sorted_here = self._sorted_by is not None and self._sorted_by[0] == section
            return column.heading() + (ARROWS[self._sorted_by[1]] if sorted_here else "")  # type: ignore[index]  # not None here
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.heading()
        return None

    def set_rows(self, rows: Iterable[R]) -> None:
        """Show other rows; sorting, search, filters and selection stay."""
        self._rows = tuple(rows)
        self._folded = {}
        self._arrange()
        self.rows_came.emit()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; rows of equal value keep the order they came in; -1 takes it off."""
        self._sorted_by = (column, order) if column >= 0 else None
        self._arrange()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def sort_toggled(self, column: int) -> None:
        """Sort by a column, or the other way round if it is sorted by it already."""
        again = self._sorted_by == (column, Qt.SortOrder.AscendingOrder)
        self.sort(column, Qt.SortOrder.DescendingOrder if again else Qt.SortOrder.AscendingOrder)

    def sorted_by(self) -> tuple[int, Qt.SortOrder] | None:
        """The column and direction in force, or none."""
        return self._sorted_by

    def search(self, words: str) -> None:
        """Show only rows that hold every one of the words, letters and scripts folded."""
        folded = search_key(words)
        if folded != self._words:
            self._words = folded
            self._arrange()

    def set_filters(self, filters: Iterable[Predicate[R]]) -> None:
        """Show only rows for which one of the filters holds; all rows if there is none."""
        self._filters = tuple(filters)
        self._arrange()

    def set_folded(self, folded: dict[str, str]) -> None:
        """Take over what `fold_rows` prepared, so that the first search waits for nothing."""
        self._folded = folded

    def row_at(self, place: int) -> R:
        """The row that is shown at a place, from 0."""
        return self._shown[place]

    def place_of(self, key: str) -> int:
        """Where the row with this key is shown; -1 if it is not."""
        for place, row in enumerate(self._shown):
            if self.row_key(row) == key:
                return place
        return -1

    def rows(self) -> tuple[R, ...]:
        """All rows, shown or not."""
        return self._rows

    def shown_rows(self) -> list[R]:
        """The rows that are shown, in their order."""
        return list(self._shown)

    def narrowed(self) -> bool:
        """Whether search or filters hide anything they could hide."""
        return bool(self._words or self._filters)

    def _arrange(self) -> None:
        """Compute what is shown, and carry selections over by the keys of their rows."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        keys = [self.row_key(self._shown[index.row()]) for index in before]
        kept = self._rows
        if self._words or self._filters:
            kept = tuple(row for row in self._rows if self._passes(row))
        self._shown = self._ordered(kept)
        wanted = set(keys)
        places = {
            key: place
            for place, row in enumerate(self._shown if wanted else ())
            if (key := self.row_key(row)) in wanted
        }
        after = [
            self.index(places[key], index.column()) if key in places else QModelIndex()
            for key, index in zip(keys, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()
        self.shown_changed.emit()

    def _passes(self, row: R) -> bool:
        if self._filters and not any(holds(row) for holds in self._filters):
            return False
        if not self._words:
            return True
        key = self.row_key(row)
        folded = self._folded.get(key)
        if folded is None:
            folded = self._folded[key] = fold_row(self.columns, row)
        return all(word in folded for word in self._words.split())

    def _ordered(self, rows: tuple[R, ...]) -> list[R]:
        if self._sorted_by is None:
            return list(rows)
        place, order = self._sorted_by
        return in_order(self.columns[place], rows, order is Qt.SortOrder.DescendingOrder)


def in_order(column: Column[R], rows: tuple[R, ...], backwards: bool) -> list[R]:
    """The rows by the values of a column, rows of equal value as they came.

    Empty values come first; they are set apart, since bare keys of one kind are compared
    several times as fast as pairs.
    """
    orders = [column.order(row) for row in rows]
    empty = [row for row, (filled, _key) in zip(rows, orders, strict=True) if not filled]
    keys: list[Any] = [key for filled, key in orders if filled]
    full = [row for row, (filled, _key) in zip(rows, orders, strict=True) if filled]
    places = sorted(range(len(full)), key=keys.__getitem__, reverse=backwards)
    ordered = [full[place] for place in places]
    return [*ordered, *empty] if backwards else [*empty, *ordered]


def fold_rows(
    columns: tuple[Column[R], ...], row_key: Callable[[R], str], rows: Iterable[R]
) -> dict[str, str]:
    """What is searched in each row, by its key; for a background thread."""
    return {row_key(row): fold_row(columns, row) for row in rows}


def fold_row(columns: tuple[Column[R], ...], row: R) -> str:
    """What is searched in one row: the folded texts of its columns."""
    parts = (column.text(row) for column in columns if column.searched)
    return search_key(" \n ".join(parts))


def alignment(column: Column[R]) -> Qt.AlignmentFlag:
    """Qt's word for the alignment of a column."""
    side = Qt.AlignmentFlag.AlignRight if column.align() == RIGHT else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def is_number(kind: Kind) -> bool:
    """Whether figures of one width suit the kind."""
    return kind in NUMBERS or kind in (Kind.DATE, Kind.MOMENT)
