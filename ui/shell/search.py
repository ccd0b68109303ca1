"""Search over everything (Ctrl+K): pages by name, every kind of record, what pages add."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QWidget

from iris_grants.kernel.storage import loose_key
from iris_grants.wording import _, label
from ui.desk import WindowDesk
from ui.shell.controls import column
from ui.shell.controls import label as line
from ui.shell.theme import tokens
from ui.tables.toolbar import SearchField
from ui.tasks import Task

if TYPE_CHECKING:
    from iris_grants.finding.everywhere import Found
    from iris_grants.kernel.storage import Session

PAUSE_MS = 150
LEAST_LETTERS = 2
SHOWN = 80
PLACE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something found: where it is, its name, a line that says more, its kind in words."""

    page: str
    record: str
    title: str
    line: str = ""
    kind: str = ""


PLACES = {
    "application": ("applications", ""),
    "organisation": ("organisations", ""),
    "call": ("calls", ""),
    "grant": ("grants", ""),
    "award": ("awards", ""),
    "case": ("licensing", ""),
    "licence": ("licensing", ""),
    "payment": ("grants", ""),
    "cost": ("finance", "costs/"),
    "report": ("reports", ""),
    "financial_report": ("grants", ""),
    "target": ("results", ""),
    "achievement": ("results", ""),
    "rule_set": ("templates", ""),
    "dossier": ("dossiers", ""),
    "letter": ("applications", ""),
    "member": ("committee", "members/"),
    "person": ("people", ""),
    "entry": ("journal", ""),
}
"""On which page a kind of record opens, and what stands before its identity there."""

SUBJECTS = {
    "application": "applications",
    "organisation": "organisations",
    "call": "calls",
    "grant": "grants",
    "case": "licensing",
    "committee": "committee",
    "programme": "calls",
    "achievement": "results",
}
"""The page of the record that a document belongs to."""


def find_records(session: Session, words: str) -> tuple[Hit, ...]:
    """Every kind of record with the words in it, by kind."""
    from iris_grants.finding.everywhere import find_everywhere

    return tuple(_hit(one) for one in find_everywhere(session, words))


def _hit(one: Found) -> Hit:
    if one.kind == "document":
        subject, _stroke, identity = one.record.partition("/")
        page = SUBJECTS.get(subject, "home")
        record = identity if subject in PLACES else ""
        kind = label(f"found.{subject}")
        line = f"{kind} · {one.line}" if one.line else kind
    else:
        page, before = PLACES[one.kind]
        record, line = f"{before}{one.record}", one.line
    return Hit(
        page=page, record=record, title=one.title, line=line, kind=label(f"found.{one.kind}")
    )


class SearchPalette(QDialog):
    """A field and what it finds; Enter goes there. `chosen` carries page and record."""

    chosen = Signal(str, str)

    def __init__(
        self,
        desk: WindowDesk,
        pages: tuple[Hit, ...],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._pages = pages
        self._task: Task[tuple[Hit, ...]] | None = None
        self.hits: tuple[Hit, ...] = ()
        self.setWindowTitle(_("Search everywhere"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        layout = column(self, 14, 10)
        self.field = SearchField(_("Number, organisation, project, page…"), _("Search everywhere"))
        self.list = QListWidget()
        self.list.setAccessibleName(_("Found"))
        self.none = line(_("Nothing found."), "muted")
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
                self._step(step)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                item = self.list.currentItem()
                if item is not None:
                    self._on_list_item_activated(item)
                return True
        return super().eventFilter(watched, event)

    def _step(self, step: int) -> None:
        """Move to the next result, over the headings."""
        place = self.list.currentRow() + step
        while 0 <= place < self.list.count():
            if self.list.item(place).data(PLACE) is not None:
                self.list.setCurrentRow(place)
                return
            place += step

    def _on_pause_timeout(self) -> None:
        if self._task is not None:
            self._task.drop()
            self._task = None
        words = self.field.text().strip()
        key = loose_key(words)
        by_name = tuple(hit for hit in self._pages if key in loose_key(hit.title))
        if len(words) < LEAST_LETTERS:
            self._show(by_name)
            return
        there = {hit.page for hit in self._pages}

        def find(session: Session) -> tuple[Hit, ...]:
            return tuple(hit for hit in find_records(session, words) if hit.page in there)

        self._task = self._desk.read(find, lambda hits: self._show((*by_name, *hits)), owner=self)

    def _show(self, hits: tuple[Hit, ...]) -> None:
        self.hits = hits[:SHOWN]
        self.list.clear()
        kind = ""
        for place, hit in enumerate(self.hits):
            if hit.kind != kind:
                kind = hit.kind
                self.list.addItem(_heading(kind))
            text = f"{hit.title}\n{hit.line}" if hit.line else hit.title
            item = QListWidgetItem(text)
            item.setData(PLACE, place)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{hit.kind}: {text}")
            self.list.addItem(item)
        self.list.setCurrentRow(-1)
        self._step(1)
        self.none.setVisible(not hits)

    def _on_list_item_activated(self, item: QListWidgetItem) -> None:
        place = item.data(PLACE)
        if place is not None:
            hit = self.hits[place]
            self.accept()
            self.chosen.emit(hit.page, hit.record)


def _heading(kind: str) -> QListWidgetItem:
    item = QListWidgetItem(kind)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    font = item.font()
    font.setBold(True)
    item.setFont(font)
    return item
