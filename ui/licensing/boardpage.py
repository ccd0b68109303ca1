"""The board of licensing cases: a column a group of stages, filtered by country and mentor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QWidget

from iris_grants.wording import N_, _, label
from iris_grants.wording.formats import today
from ui.licensing.board import LANES, Board, board_of
from ui.licensing.cases import TOPICS
from ui.licensing.lanes import LaneView
from ui.shell.context import Context
from ui.shell.controls import column, row
from ui.shell.controls import label as line_label
from ui.shell.page import Page
from ui.tables.states import Empty, EmptyPanel, LoadingPanel

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

EMPTY = Empty(
    title=N_("No licensing cases yet"),
    body=N_("Each organisation that is supported towards a licence has a case here."),
    first=N_("First adopt a standards pack and enter the organisation."),
    icon="shield-check",
)


class BoardPage(Page):
    """The board; a card opens its case."""

    topics = TOPICS
    case_opened = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.board = Board()
        self._wanted = ""
        self.country = QComboBox()
        self.mentor = QComboBox()
        self.lanes: list[LaneView] = []
        self._heads = [line_label("", "heading") for _lane in LANES]
        self.stack = QStackedWidget()
        self._loading = LoadingPanel()
        self._empty = EmptyPanel(EMPTY)
        self._shown = QWidget()
        self._build()
        for box in (self.country, self.mentor):
            box.currentIndexChanged.connect(self._on_box_current_index_changed)

    def refresh(self) -> None:
        """Load the board in a thread; filters and the card in focus stay."""

        def load(session: Session) -> Board:
            return board_of(session, today())

        self.context.desk.read(load, self._on_loaded, owner=self)

    def open_record(self, key: str) -> None:
        """Put the focus on a case."""
        self._wanted = key
        self._go_to_wanted()

    def start_search(self) -> None:
        """The board is filtered, not searched."""
        self.country.setFocus()

    def _build(self) -> None:
        layout = column(self, spacing=8)
        filters = row(spacing=8)
        for words, box in ((_("Country"), self.country), (_("Mentor"), self.mentor)):
            name = line_label(words, "muted")
            name.setBuddy(box)
            box.setAccessibleName(words)
            box.setMinimumWidth(170)
            filters.addWidget(name)
            filters.addWidget(box)
        filters.addStretch(1)
        layout.addLayout(filters)
        lanes = QHBoxLayout(self._shown)
        lanes.setContentsMargins(0, 0, 0, 0)
        lanes.setSpacing(10)
        for place, head in enumerate(self._heads):
            view = LaneView()
            self.lanes.append(view)
            frame = QWidget()
            inner = column(frame, spacing=6)
            inner.addWidget(head)
            inner.addWidget(view, 1)
            lanes.addWidget(frame, 1)
            view.left.connect(lambda step, at=place: self._on_lane_left(at, step))
            view.card_opened.connect(self.case_opened)
        for panel in (self._loading, self._empty, self._shown):
            self.stack.addWidget(panel)
        layout.addWidget(self.stack, 1)

    def _on_loaded(self, board: Board) -> None:
        self.board = board
        countries = [(code, label(f"country.{code}")) for code in board.countries]
        _fill(self.country, _("All countries"), countries)
        _fill(self.mentor, _("All mentors"), [(name, name) for name in board.mentors])
        self.stack.setCurrentWidget(self._shown if board.cards else self._empty)
        self._show_lanes()
        self._go_to_wanted()

    def _show_lanes(self) -> None:
        country = str(self.country.currentData() or "")
        mentor = str(self.mentor.currentData() or "")
        for lane, head, view in zip(
            self.board.lanes(country, mentor), self._heads, self.lanes, strict=True
        ):
            head.setText(f"{lane.title} · {len(lane.cards)}")
            view.show_lane(lane)

    def _go_to_wanted(self) -> None:
        for view in self.lanes:
            if self._wanted and view.go_to(self._wanted):
                view.setFocus()
                self._wanted = ""

    def _on_lane_left(self, at: int, step: int) -> None:
        """The next column that has a card, in the direction of the key."""
        place = at + step
        while 0 <= place < len(self.lanes):
            view = self.lanes[place]
            if view.lane_model.cards:
                self.lanes[at].clearSelection()
                view.setFocus()
                view.setCurrentIndex(view.currentIndex())
                return
            place += step

    def _on_box_current_index_changed(self, place: int) -> None:
        self._show_lanes()


def _fill(box: QComboBox, every: str, choices: list[tuple[str, str]]) -> None:
    """Offer other choices; the chosen one stays if it is still there."""
    kept = box.currentData()
    box.blockSignals(True)
    box.clear()
    box.addItem(every, "")
    for value, words in choices:
        box.addItem(words, value)
    box.setCurrentIndex(max(box.findData(kept), 0))
    box.blockSignals(False)
