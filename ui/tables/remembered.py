"""What a list keeps from one day to the next: widths, hidden columns, their order, sorting."""

from __future__ import annotations

import json
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt

from ui.shell.preferences import Preferences
from ui.tables.view import DataTable

R = TypeVar("R")
DOWN, UP = "down", "up"


class TableMemory(QObject, Generic[R]):
    """Puts a table back as it was left and notes every change; columns are known by their keys."""

    def __init__(self, table: DataTable[R], preferences: Preferences, key: str) -> None:
        super().__init__(table)
        self._table = table
        self._preferences = preferences
        self._key = f"list/{key}"
        self._noted = self._preferences.text(self._key)
        self._declared_sorting = table.rows_model.sorted_by()
        self._restore(_read(self._noted))
        table.columns_changed.connect(self.note)
        table.horizontalHeader().sectionMoved.connect(self.note)
        table.rows_model.headerDataChanged.connect(self.note)

    def note(self) -> None:
        """Remember the table as it is now, if that is new."""
        state = self._state()
        text = json.dumps(state, separators=(",", ":")) if state else ""
        if text != self._noted:
            self._noted = text
            self._preferences.set_text(self._key, text)

    def _state(self) -> dict[str, object]:
        """What differs from the table as it is declared."""
        table = self._table
        columns = table.rows_model.columns
        shown = {
            column.key: not table.isColumnHidden(place)
            for place, column in enumerate(columns)
            if table.isColumnHidden(place) is not column.hidden
        }
        chosen = sorted(table.fitting.chosen.items())
        widths = {columns[place].key: width for place, width in chosen}
        order = [column.key for column in table.ordered_columns()]
        declared = order == [column.key for column in columns]
        sorted_by = table.rows_model.sorted_by()
        state: dict[str, object] = {
            "shown": shown,
            "widths": widths,
            "order": [] if declared else order,
        }
        if sorted_by is not None and sorted_by != self._declared_sorting:
            place, way = sorted_by
            backwards = way is Qt.SortOrder.DescendingOrder
            state["sorted"] = [columns[place].key, UP if backwards else DOWN]
        return {name: value for name, value in state.items() if value}

    def _restore(self, state: dict[str, object]) -> None:
        table = self._table
        places = {column.key: place for place, column in enumerate(table.rows_model.columns)}
        shown, widths = state.get("shown"), state.get("widths")
        if isinstance(shown, dict):
            for key, place in places.items():
                if place and isinstance(shown.get(key), bool):
                    table.setColumnHidden(place, not shown[key])
        if isinstance(widths, dict):
            table.fitting.chosen = {
                places[key]: width
                for key, width in widths.items()
                if key in places and isinstance(width, int) and width > 0
            }
        self._reorder(state.get("order"), places)
        self._sort(state.get("sorted"), places)
        table.fit_columns()

    def _reorder(self, order: object, places: dict[str, int]) -> None:
        if not isinstance(order, list):
            return
        header = self._table.horizontalHeader()
        for target, place in enumerate(places[key] for key in order if key in places):
            header.moveSection(header.visualIndex(place), target)

    def _sort(self, found: object, places: dict[str, int]) -> None:
        match found:
            case [str(key), str(way)] if key in places:
                order = Qt.SortOrder.DescendingOrder if way == UP else Qt.SortOrder.AscendingOrder
                self._table.rows_model.sort(places[key], order)


def _read(text: str) -> dict[str, object]:
    """A noted state; empty where it cannot be read any more."""
    try:
        found = json.loads(text) if text else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
