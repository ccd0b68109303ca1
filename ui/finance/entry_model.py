"""Rows of a list of expenditure as a sheet: typed, pasted, filled, undone, with problems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor

from iris_grants.finance.ledger import PlannedCost
from iris_grants.finance.ledger_form import COLUMNS
from iris_grants.finance.typed_rows import KEYS, MOST_ROWS, Texts, TypedPlan
from iris_grants.kernel.problems import Problem, Severity
from iris_grants.wording import _, sentence_of
from iris_grants.wording.formats import minor
from ui.shell.theme import number_font, sized_font, tokens
from ui.shell.tokens import Meaning

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
NUMBERS = frozenset({"net", "vat", "charged", "offers"})
EUR_COLUMN = len(COLUMNS)
SPARE_ROWS = 20
EMPTY: Texts = ("",) * len(COLUMNS)
Cell = tuple[int, int]


class EntryModel(QAbstractTableModel):
    """Texts as they were typed; the last column shows what they make in euro.

    Rows below the last filled one are always there to be typed into; `edited` follows every
    change, which `undo` takes back.
    """

    edited = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Texts] = [EMPTY] * SPARE_ROWS
        self._past: list[list[Texts]] = []
        self._future: list[list[Texts]] = []
        self._costs: dict[int, PlannedCost] = {}
        self._problems: dict[Cell, list[Problem]] = {}

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS) + 1

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            if way is Qt.Orientation.Vertical:
                wrong = any(row == section for row, _column in self._problems)
                return f"{section + 1} !" if wrong else str(section + 1)
            return _("EUR") if section == EUR_COLUMN else _(COLUMNS[section].title)
        if role == Qt.ItemDataRole.TextAlignmentRole and way is Qt.Orientation.Horizontal:
            return RIGHT if _is_number(section) else LEFT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = index.row(), index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.text_at(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if _is_number(column) else LEFT
        if role == Qt.ItemDataRole.FontRole and _is_number(column):
            return number_font(sized_font(13))
        if role == Qt.ItemDataRole.BackgroundRole:
            return self._ground(row, column)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return self.told_at(row, column) or None
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return plain if index.column() == EUR_COLUMN else plain | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or index.column() == EUR_COLUMN:
            return False
        self.put({(index.row(), index.column()): str(value).strip()})
        return True

    def text_at(self, row: int, column: int) -> str:
        """What stands in a cell; in the last column the euro of the row."""
        if column < EUR_COLUMN:
            return self._rows[row][column]
        cost = self._costs.get(row)
        return minor(cost.eur_minor) if cost is not None else ""

    def told_at(self, row: int, column: int) -> str:
        """What hovering over a cell tells: its problems, or the rate and where it is from."""
        if column == EUR_COLUMN and (cost := self._costs.get(row)) is not None:
            return _("{amount} {currency} at {rate} · {source}").format(
                amount=minor(cost.charged_minor),
                currency=cost.currency,
                rate=f"{cost.rate:f}",
                source=cost.rate_source,
            )
        problems = self._problems.get((row, column), ())
        return "\n".join(sentence_of(one.code, one.params) for one in problems)

    def put(self, cells: Mapping[Cell, str]) -> None:
        """Change cells, as one step that can be undone; rows beyond the end are added."""
        rows = list(self._rows)
        for (row, column), text in cells.items():
            while len(rows) <= row < MOST_ROWS:
                rows.append(EMPTY)
            if row < len(rows) and column < EUR_COLUMN:
                rows[row] = (*rows[row][:column], text, *rows[row][column + 1 :])
        self._change(rows)

    def fill_down(self, cells: Sequence[Cell]) -> None:
        """Repeat in each column what stands in its topmost chosen cell."""
        tops: dict[int, int] = {}
        for row, column in cells:
            tops[column] = min(row, tops.get(column, row))
        self.put(
            {
                (row, column): self._rows[tops[column]][column]
                for row, column in cells
                if column < EUR_COLUMN and row != tops[column]
            }
        )

    def remove_rows(self, rows: Sequence[int]) -> None:
        """Take rows out; those below move up."""
        gone = set(rows)
        self._change([texts for place, texts in enumerate(self._rows) if place not in gone])

    def undo(self) -> None:
        """Take the last change back."""
        if self._past:
            self._future.append(self._rows)
            self._show(self._past.pop())

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        if self._future:
            self._past.append(self._rows)
            self._show(self._future.pop())

    def texts(self) -> tuple[Texts, ...]:
        """All rows down to the last one in which something stands."""
        last = max((n for n, row in enumerate(self._rows) if any(row)), default=-1)
        return tuple(self._rows[: last + 1])

    def show_plan(self, found: TypedPlan | None) -> None:
        """Show what the rows make in euro, and which cells have problems."""
        self._costs, self._problems = {}, {}
        if found is not None:
            self._costs = {
                line - 1: cost for line, cost in zip(found.lines, found.plan.costs, strict=True)
            }
            for problem in found.plan.problems:
                if (cell := cell_of(problem)) is not None:
                    self._problems.setdefault(cell, []).append(problem)
        self._tell_all()

    def _ground(self, row: int, column: int) -> QColor | None:
        problems = self._problems.get((row, column))
        t = tokens()
        if not problems:
            return QColor(t.background) if column == EUR_COLUMN else None
        wrong = any(one.severity is Severity.ERROR for one in problems)
        return QColor(t.chips[Meaning.BAD if wrong else Meaning.ATTENTION].back)

    def _change(self, rows: list[Texts]) -> None:
        if rows == self._rows:
            return
        self._past.append(self._rows)
        self._future = []
        self._show(rows)

    def _show(self, rows: list[Texts]) -> None:
        filled = max((n for n, row in enumerate(rows) if any(row)), default=-1) + 1
        wanted = min(filled + SPARE_ROWS, MOST_ROWS)
        before, shown = len(self._rows), [*rows[:wanted], *[EMPTY] * (wanted - len(rows))]
        if wanted > before:
            self.beginInsertRows(ROOT, before, wanted - 1)
            self._rows = shown
            self.endInsertRows()
        elif wanted < before:
            self.beginRemoveRows(ROOT, wanted, before - 1)
            self._rows = shown
            self.endRemoveRows()
        self._rows = shown
        self._tell_all()
        self.edited.emit()

    def _tell_all(self) -> None:
        last = self.index(len(self._rows) - 1, EUR_COLUMN)
        self.dataChanged.emit(self.index(0, 0), last)
        self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self._rows) - 1)


def block_cells(block: Sequence[Sequence[str]], at: Cell) -> dict[Cell, str]:
    """The cells that a block of texts fills, its first one at a place."""
    row, column = at
    return {
        (row + down, column + right): text.strip()
        for down, texts in enumerate(block)
        for right, text in enumerate(texts)
    }


def cell_of(problem: Problem) -> Cell | None:
    """The row and column (from 0) of a problem, if it has a place in the sheet."""
    line, key = problem.where.line, problem.where.key
    if line is None or key not in KEYS:
        return None
    return line - 1, KEYS.index(key)


def place_words(problem: Problem) -> str:
    """Where in the sheet a problem lies, as people find it."""
    cell = cell_of(problem)
    if cell is None:
        return ""
    row, column = cell
    return _("Row {row}, {column}").format(row=row + 1, column=_(COLUMNS[column].title))


def _is_number(column: int) -> bool:
    return column == EUR_COLUMN or COLUMNS[column].key in NUMBERS
