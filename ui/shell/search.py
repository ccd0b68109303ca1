"""Search over everything (Ctrl+K): pages by their names, records by what pages can find."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QWidget

from iris_grants.kernel.storage import loose_key
from iris_grants.wording import _
from ui.desk import WindowDesk
from ui.shell.controls import column, label
from ui.shell.theme import tokens
from ui.tables.toolbar import SearchField
from ui.tasks import Task

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

PAUSE_MS = 150
LEAST_LETTERS = 2
SHOWN = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something found: where it is, its name, and a line that says more."""

    page: str
    record: str
    title: str
    line: str = ""


Finder = Callable[["Session", str], tuple[Hit, ...]]


class SearchPalette(QDialog):
    """A field and what it finds; Enter goes there. `chosen` carries page and record."""

    chosen = Signal(str, str)

    def __init__(
        self,
        desk: WindowDesk,
        pages: tuple[Hit, ...],
        finders: tuple[Finder, ...],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._pages = pages
        self._finders = finders
        self._task: Task[tuple[Hit, ...]] | None = None
        self.hits: tuple[Hit, ...] = ()
        self.setWindowTitle(_("Search everywhere"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        layout = column(self, 14, 10)
        self.field = SearchField(_("Number, organisation, project, page…"), _("Search everywhere"))
        self.list = QListWidget()
        self.list.setAccessibleName(_("Found"))
        self.none = label(_("Nothing found."), "muted")
        self.none.hide()
        layout.addWidget(self.field)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.none)
        self.resize(tokens().px(560), tokens().px(400))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._on_pause_timeout)
        self.field.textChanged.connect(self._pause.start)
        self.field.installEventFilter(self)
        self.list.itemActivated.connect(self._on_list_item_activated)
        self._show(self._pages)
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                place = min(max(self.list.currentRow() + step, 0), self.list.count() - 1)
                self.list.setCurrentRow(place)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self.list.currentRow())
                return True
        return super().eventFilter(watched, event)

    def _on_pause_timeout(self) -> None:
        if self._task is not None:
            self._task.drop()
            self._task = None
        words = self.field.text().strip()
        key = loose_key(words)
        by_name = tuple(hit for hit in self._pages if key in loose_key(hit.title))
        if len(words) < LEAST_LETTERS or not self._finders:
            self._show(by_name)
            return

        def find(session: Session) -> tuple[Hit, ...]:
            return tuple(hit for finder in self._finders for hit in finder(session, words))

        self._task = self._desk.read(find, lambda hits: self._show((*by_name, *hits)), owner=self)

    def _show(self, hits: tuple[Hit, ...]) -> None:
        self.hits = hits[:SHOWN]
        self.list.clear()
        for hit in self.hits:
            text = f"{hit.title}\n{hit.line}" if hit.line else hit.title
            self.list.addItem(QListWidgetItem(text))
        self.list.setCurrentRow(0)
        self.none.setVisible(not hits)

    def _on_list_item_activated(self, item: QListWidgetItem) -> None:
        self._choose(self.list.row(item))

    def _choose(self, place: int) -> None:
        if 0 <= place < len(self.hits):
            hit = self.hits[place]
            self.accept()
            self.chosen.emit(hit.page, hit.record)
