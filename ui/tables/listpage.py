"""The page that most work happens on: a list, and the record in focus beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from iris_grants.wording import N_, _
from ui.feedback.faults import Explained
from ui.shell.context import Context
from ui.shell.controls import card, column
from ui.shell.page import MARGIN, Page, PageHead
from ui.shell.theme import tokens
from ui.tables.detail import Detail
from ui.tables.detail_panel import DetailPanel
from ui.tables.exporting import ask_for_export
from ui.tables.foot import TableFoot
from ui.tables.listing import Listing, listing_of
from ui.tables.model import RowsModel, fold_rows
from ui.tables.remembered import TableMemory
from ui.tables.spec import Head, ListSpec
from ui.tables.states import Empty, EmptyPanel, LoadingPanel
from ui.tables.toolbar import TableToolbar
from ui.tables.view import DataTable
from ui.tasks import Task

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

R = TypeVar("R")
FOLD_BELOW = 940
DETAIL_WIDTH = 350
SMALL_PAGE = 1160
SURPLUS_SHARE = 0.45
PREPARED_FROM = 1_000
NOT_FOUND = Empty(
    title=N_("Nothing found"),
    body=N_("No row of this list fits the search and the filters."),
    icon="search",
)


class ListPage(Page, Generic[R]):
    """The anatomy of a list page, filled from a `ListSpec`."""

    def __init__(self, context: Context, spec: ListSpec[R]) -> None:
        super().__init__(context)
        self.spec = spec
        self.topics = spec.topics
        self._wanted = ""
        self._loading: Task[tuple[tuple[R, ...], Head]] | None = None
        self._reading: Task[Detail] | None = None
        self._folding: Task[dict[str, str]] | None = None
        self.model = RowsModel(spec.columns, spec.row_key, self)
        self.table: DataTable[R] = DataTable(self.model, _(spec.title))
        self.head = PageHead(_(spec.title), context)
        self.toolbar = TableToolbar(self.table, spec.filters, spec.search_hint)
        self.stack = QStackedWidget()
        self.foot = TableFoot(self.table)
        self.detail = DetailPanel(context)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self._head = Head()
        self._shared_by_hand = False
        self._build()
        self.table.current_row_changed.connect(self._on_table_current_row_changed)
        if spec.detail is not None:
            self.table.opened.connect(self.detail.take_page)
        self.toolbar.collapse_asked.connect(self._on_toolbar_collapse_asked)
        self.toolbar.export_asked.connect(self._on_toolbar_export_asked)
        self.detail.enlarging_asked.connect(self.enlarge)
        self.model.shown_changed.connect(self._show_state)
        if spec.sorted_by:
            keys = [one.key for one in spec.columns]
            self.model.sort(keys.index(spec.sorted_by))
        self.memory = TableMemory(self.table, context.preferences, spec.key)

    def refresh(self) -> None:
        """Load rows and head in a thread; what was selected stays selected."""
        if self._loading is not None:
            self._loading.drop()
        spec = self.spec

        def load(session: Session) -> tuple[tuple[R, ...], Head]:
            rows = spec.load(session)
            return rows, spec.head(session, rows) if spec.head is not None else Head()

        self._loading = self.context.desk.read(
            load, self._on_loaded, owner=self, on_refused=self._on_refused
        )
        if not self.model.rows():
            self.stack.setCurrentWidget(self._loading_panel)

    def open_record(self, key: str) -> None:
        """Select the record with this key now, or as soon as it is loaded."""
        self._wanted = key
        if key and self.table.go_to(key):
            self._wanted = ""
            self.table.setFocus()

    def start_search(self) -> None:
        """Put the focus into the search of this list."""
        self.toolbar.search.setFocus()
        self.toolbar.search.selectAll()

    def listing(self) -> Listing[R]:
        """The list as it is in view, to be printed or written elsewhere."""
        return listing_of(
            self.table, _(self.spec.title), self.toolbar.search.text(), self.toolbar.chosen()
        )

    def enlarge(self, large: bool) -> None:
        """Give the record in focus the whole page, or show the list beside it again."""
        for part in (self._frame, self.toolbar):
            part.setHidden(large)
        self.detail.show_enlarged(large)
        self._back.setEnabled(large)
        if large:
            self.detail.show()
            self.detail.take_focus()
        else:
            self.table.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < tokens().px(FOLD_BELOW)
        way = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        turned = self.split.orientation() is not way
        if turned:
            self.split.setOrientation(way)
        if turned or not self._shared_by_hand:
            self._share()

    def _build(self) -> None:
        layout = column(self, MARGIN, 12)
        layout.addWidget(self.head)
        layout.addWidget(self.toolbar)
        frame = self._frame = card()
        inner = column(frame, 1, 0)
        inner.addWidget(self.stack, 1)
        whole = QWidget()
        table_layout: QVBoxLayout = column(whole, spacing=0)
        table_layout.addWidget(self.table, 1)
        table_layout.addWidget(self.foot)
        self._table_panel = whole
        self._loading_panel = LoadingPanel()
        self._empty_panel: QWidget = QWidget()
        for panel in (whole, self._loading_panel, self._empty_panel):
            self.stack.addWidget(panel)
        self.split.addWidget(frame)
        self.split.addWidget(self.detail)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(12)
        self.split.splitterMoved.connect(self._on_split_moved)
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 0)
        frame.setMinimumSize(300, 200)
        self.detail.setMinimumSize(260, 160)
        layout.addWidget(self.split, 1)
        if self.spec.detail is None:
            self.detail.hide()
            self.toolbar.fold.hide()
        self._back = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        self._back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._back.setEnabled(False)
        self._back.activated.connect(self.detail.give_back)
        self._share()

    def _share(self) -> None:
        if self.split.orientation() is Qt.Orientation.Horizontal:
            surplus = max(self.width() - tokens().px(SMALL_PAGE), 0)
            wide = tokens().px(DETAIL_WIDTH) + int(surplus * SURPLUS_SHARE)
            self.split.setStretchFactor(1, 0)
            self.split.setSizes([max(self.width() - wide, 1), wide])
        else:
            self.split.setStretchFactor(1, 1)
            self.split.setSizes([10_000, 10_000])

    def _on_loaded(self, loaded: tuple[tuple[R, ...], Head]) -> None:
        rows, head = loaded
        self._loading = None
        self._head = head
        self.head.line.set_full_text(head.line)
        self.head.set_acts(head.primary, head.secondary)
        self.head.set_problems(head.problems)
        self.context.say_waiting(self.spec.key, head.waiting)
        self.model.set_rows(rows)
        self._prepare_search(rows)
        self._show_state()
        if self._wanted:
            self.open_record(self._wanted)
        elif self.model.rowCount() and self.table.current_row() is None:
            self.table.go_to(self.spec.row_key(self.model.row_at(0)))
            self.table.setFocus()
        else:
            self._on_table_current_row_changed()

    def _prepare_search(self, rows: tuple[R, ...]) -> None:
        columns, row_key = self.spec.columns, self.spec.row_key
        if self._folding is not None:
            self._folding.drop()
        if len(rows) > PREPARED_FROM:
            self._folding = self.context.desk.read(
                lambda session: fold_rows(columns, row_key, rows),
                self.model.set_folded,
                owner=self,
            )

    def _on_refused(self, error: Explained) -> None:
        self._loading = None
        self._show_state()
        self.context.feedback.refused(error)

    def _show_state(self) -> None:
        if self.model.rowCount():
            self.stack.setCurrentWidget(self._table_panel)
            return
        if self._loading is not None:
            return
        if self.model.rows():
            made = EmptyPanel(NOT_FOUND)
        else:
            primary = self._head.primary
            act = None
            if primary is not None and not primary.blocked:
                run = primary.run
                act = (primary.text, lambda: run(self.context, self))
            made = EmptyPanel(self.spec.empty, act)
        self.stack.removeWidget(self._empty_panel)
        self._empty_panel.deleteLater()
        self._empty_panel = made
        self.stack.addWidget(made)
        self.stack.setCurrentWidget(made)

    def _on_table_current_row_changed(self) -> None:
        if self._reading is not None:
            self._reading.drop()
            self._reading = None
        found = self.table.current_row()
        build = self.spec.detail
        if found is None or build is None:
            self.detail.show_nothing()
            return

        def read(session: Session) -> Detail:
            return build(session, found)

        self._reading = self.context.desk.read(read, self._on_detail_read, owner=self)

    def _on_detail_read(self, detail: Detail) -> None:
        self._reading = None
        self.detail.show_detail(detail)

    def _on_split_moved(self) -> None:
        self._shared_by_hand = True

    def _on_toolbar_export_asked(self) -> None:
        ask_for_export(self.context, self, self.listing())

    def _on_toolbar_collapse_asked(self) -> None:
        self.detail.setVisible(self.detail.isHidden())
