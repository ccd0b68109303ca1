"""The line over a table: search in this list, filter chips, columns, copying."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QSizePolicy, QToolButton, QWidget

from iris_grants.wording import _
from iris_grants.wording.formats import decimal_text
from ui.shell import icons
from ui.shell.controls import Button, IconButton, row
from ui.shell.theme import tokens
from ui.tables.spec import Filter
from ui.tables.view import DataTable

R = TypeVar("R")
SEARCH_AFTER_MS = 120
SEARCH_WIDTH = 300


class SearchField(QLineEdit):
    """A field with a magnifier, a way to empty it, and a name for every button in it."""

    def __init__(self, hint: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)
        self._glass = QAction(name, self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        for button in self.findChildren(QToolButton):
            empties = button.defaultAction() is not self._glass
            button.setAccessibleName(_("Empty the field") if empties else name)
        self._retint()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_glass"):
            self._retint()
        super().changeEvent(event)

    def _retint(self) -> None:
        self._glass.setIcon(icons.icon("search", tokens().muted, "", tokens().px(16)))


class TableToolbar(QWidget, Generic[R]):
    """Search and filters of one table; filters say how many rows each would keep."""

    collapse_asked = Signal()
    export_asked = Signal()

    def __init__(
        self,
        table: DataTable[R],
        filters: tuple[Filter[R], ...],
        hint: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._table = table
        self._filters = filters
        self._chips: list[Button] = []
        layout = row(self, spacing=8)
        self.search = SearchField(
            _(hint) if hint else _("Search in this list"), _("Search in this list")
        )
        self.search.setMinimumWidth(160)
        self.search.setMaximumWidth(SEARCH_WIDTH)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout.addWidget(self.search, 2)
        self._add_chips(layout)
        layout.addStretch(1)
        self._columns = Button(_("Columns"), "columns-3", "plain")
        self._columns.clicked.connect(self._on_columns_clicked)
        self.fold = IconButton("panel-right", _("Show or hide the detail"))
        self.fold.clicked.connect(self.collapse_asked)
        self.take_out = IconButton("sheet", _("Export this list to Excel"))
        self.take_out.clicked.connect(self.export_asked)
        layout.addWidget(self._columns)
        layout.addWidget(self.take_out)
        layout.addWidget(self.fold)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEARCH_AFTER_MS)
        self._pause.timeout.connect(self._on_pause_timeout)
        self.search.textChanged.connect(self._pause.start)
        table.rows_model.shown_changed.connect(self.recount)

    def chips(self) -> tuple[Button, ...]:
        """The filter chips, in their order."""
        return tuple(self._chips)

    def chosen(self) -> tuple[str, ...]:
        """The titles of the filters that are on, in words."""
        pairs = zip(self._filters, self._chips, strict=True)
        return tuple(_(wanted.title) for wanted, chip in pairs if chip.isChecked())

    def recount(self) -> None:
        """Write behind each filter how many rows it keeps."""
        rows = self._table.rows_model.rows()
        for wanted, chip in zip(self._filters, self._chips, strict=True):
            count = sum(1 for found in rows if wanted.keeps(found))
            text = f"{_(wanted.title)} {decimal_text(count, 0)}"
            if chip.text() != text:
                chip.setText(text)

    def _add_chips(self, layout: QHBoxLayout) -> None:
        for wanted in self._filters:
            chip = Button(_(wanted.title), role="pill")
            chip.toggled.connect(self._on_chip_toggled)
            self._chips.append(chip)
            layout.addWidget(chip)

    def _on_chip_toggled(self) -> None:
        chosen = zip(self._filters, self._chips, strict=True)
        self._table.rows_model.set_filters(w.keeps for w, chip in chosen if chip.isChecked())

    def _on_pause_timeout(self) -> None:
        self._table.rows_model.search(self.search.text())

    def _on_columns_clicked(self) -> None:
        menu: QMenu = self._table.columns_menu(self)
        menu.popup(self._columns.mapToGlobal(self._columns.rect().bottomLeft()))
