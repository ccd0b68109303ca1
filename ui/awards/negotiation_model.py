"""The lines of a negotiation as an editable table: three amounts with the reason of each change."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor

from iris_grants.awards.negotiating import LineChange
from iris_grants.awards.queries import LineRow, trial_line
from iris_grants.awards.rules.negotiation import TrialLine
from iris_grants.kernel.problems import Problem
from iris_grants.wording import N_, _, sentence_of
from iris_grants.wording.formats import decimal_text, minor
from ui.forms.understanding import understand_amount
from ui.shell.theme import number_font, sized_font, tokens

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A column: its attribute of a row, its title, whether it is an amount and can be typed."""

    key: str
    title: str
    amount: bool = False
    typed: bool = False


PARTS = (
    Part(key="code", title=N_("Line")),
    Part(key="description", title=N_("Costs")),
    Part(key="requested_minor", title=N_("Requested"), amount=True),
    Part(key="proposed_minor", title=N_("Proposed"), amount=True, typed=True),
    Part(key="proposed_reason", title=N_("Why proposed"), typed=True),
    Part(key="agreed_minor", title=N_("Agreed"), amount=True, typed=True),
    Part(key="reason", title=N_("Why agreed"), typed=True),
)


TYPED = tuple(part.key for part in PARTS if part.typed)


class NegotiationModel(QAbstractTableModel):
    """What is typed stays here until it is saved; `misread` says what was not understood."""

    edited = Signal()
    misread = Signal(str)

    def __init__(self, lines: tuple[LineRow, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before = lines
        self._now = list(lines)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._now)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(PARTS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(PARTS[section].title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if PARTS[section].amount else LEFT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        part, line = PARTS[index.column()], self._now[index.row()]
        value = getattr(line, part.key)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return _shown(value) if part.amount else (value or "")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if part.amount else LEFT
        if role == Qt.ItemDataRole.FontRole and part.amount:
            changed = part.typed and value not in (None, line.requested_minor)
            weight = sized_font(13).Weight.DemiBold if changed else sized_font(13).Weight.Normal
            return number_font(sized_font(13, weight))
        if role == Qt.ItemDataRole.BackgroundRole and part.typed:
            return QColor(tokens().background)
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tooltip(line) if part.key == "description" else (_shown(value) or None)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        typed = PARTS[index.column()].typed
        return plain | Qt.ItemFlag.ItemIsEditable if typed else plain

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        part, text = PARTS[index.column()], str(value).strip()
        if role != Qt.ItemDataRole.EditRole or not part.typed:
            return False
        found: int | str | None = text or None
        if part.amount:
            amount = self._amount(part, text)
            if isinstance(amount, str):
                self.misread.emit(amount)
                return False
            found = amount
        line = self._now[index.row()]
        if getattr(line, part.key) != found:
            self._now[index.row()] = _changed(line, part.key, found)
            self.dataChanged.emit(index, index)
            self.edited.emit()
        return True

    def agree_as_proposed(self) -> None:
        """Agree every open line as it is proposed, with the reason of the proposal."""
        self._now = [
            line
            if line.agreed_minor is not None
            else replace(
                line,
                agreed_minor=line.proposed_minor,
                reason=line.reason or line.proposed_reason,
            )
            for line in self._now
        ]
        last = self.index(len(self._now) - 1, len(PARTS) - 1)
        self.dataChanged.emit(self.index(0, 0), last)
        self.edited.emit()

    def trial_lines(self) -> list[TrialLine]:
        """The lines as they stand on screen."""
        return [trial_line(line) for line in self._now]

    def changes(self) -> dict[str, LineChange]:
        """What differs from what was loaded, by the identity of the line."""
        return {
            now.id: LineChange(
                proposed=now.proposed_minor,
                proposed_reason=now.proposed_reason,
                agreed=now.agreed_minor,
                reason=now.reason,
            )
            for before, now in zip(self._before, self._now, strict=True)
            if before != now
        }

    def typed(self) -> dict[str, str]:
        """What differs from what was loaded, as a draft keeps it: by line, its columns."""
        return {
            now.id: json.dumps(
                {key: getattr(now, key) for key in TYPED if _differs(before, now, key)}
            )
            for before, now in zip(self._before, self._now, strict=True)
            if before != now
        }

    def put(self, texts: Mapping[str, str]) -> None:
        """Put back what a draft kept, for the lines that are still there."""
        for place, line in enumerate(self._now):
            for key, value in _kept(texts.get(line.id, "")):
                self._now[place] = line = _changed(line, key, value)
        last = self.index(len(self._now) - 1, len(PARTS) - 1)
        self.dataChanged.emit(self.index(0, 0), last)
        self.edited.emit()

    def _amount(self, part: Part, text: str) -> int | str | None:
        if not text and part.key == "agreed_minor":
            return None
        read = understand_amount(text, 2)
        if isinstance(read, Problem):
            return sentence_of(read.code, read.params)
        if read < 0:
            return sentence_of("constraint.ck_negotiated_line_agreed_minor_not_negative", {})
        return int(read * 100)


def _differs(before: LineRow, now: LineRow, key: str) -> bool:
    return bool(getattr(before, key) != getattr(now, key))


def _kept(text: str) -> Iterator[tuple[str, int | str | None]]:
    """The columns of a line as a draft keeps them; nothing where it cannot be read."""
    try:
        found = json.loads(text)
    except ValueError:
        return
    for key, value in found.items() if isinstance(found, dict) else ():
        if key in TYPED and (value is None or isinstance(value, int | str)):
            yield key, value


def _changed(line: LineRow, key: str, value: int | str | None) -> LineRow:
    words = value if isinstance(value, str) else None
    amount = value if isinstance(value, int) else None
    match key:
        case "proposed_minor":
            return replace(line, proposed_minor=amount or 0)
        case "proposed_reason":
            return replace(line, proposed_reason=words)
        case "agreed_minor":
            return replace(line, agreed_minor=amount)
        case _:
            return replace(line, reason=words)


def _shown(value: object) -> str:
    return minor(value) if isinstance(value, int) else str(value or "")


def _tooltip(line: LineRow) -> str:
    units = decimal_text(Decimal(line.units_milli).scaleb(-3), 3).rstrip("0").rstrip(",.")
    return f"{line.description}\n{units} {line.unit}"
