"""The assignments: the matrix, its legend, and beside it what a cell means."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from iris_grants.applications.queries import ApplicationRow
from iris_grants.scoring.queries.committee import ConflictRow, MemberRow, committee_of
from iris_grants.scoring.queries.packages import PackageRow, packages_of
from iris_grants.scoring.queries.returns import ReturnRow, returns_of
from iris_grants.wording import N_, _, label
from iris_grants.wording.formats import moment
from ui.committee import acts
from ui.committee.board import FREE, Board, BoardRow, Cell, board_of
from ui.committee.choice import CallChoice
from ui.committee.columns import TIES, part_words
from ui.committee.matrix import GLYPHS, MatrixTable, coverage_words, state_words
from ui.shell.act import go_act
from ui.shell.context import Context
from ui.shell.controls import Glyph, card, column, row
from ui.shell.controls import label as line_label
from ui.shell.flow import FlowLayout
from ui.shell.page import Page
from ui.shell.theme import tokens
from ui.tables.columns import Chip, chip
from ui.tables.detail import Detail, Pair, Pairs, Tab, Words
from ui.tables.detail_panel import DetailPanel
from ui.tables.listpage import DETAIL_WIDTH, FOLD_BELOW
from ui.tables.states import Empty, EmptyPanel, LoadingPanel

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

TOPICS = frozenset(
    {"committee", "assignments", "conflicts", "packages", "returns", "scores", "applications"}
)
EMPTY = Empty(
    title=N_("Nothing to assign yet"),
    body=N_("Assessors and applications meet here: who assesses what, and how far it is."),
    first=N_("First appoint assessors and admit applications."),
    icon="scale",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardView:
    """The board with what explains its cells."""

    board: Board = field(default_factory=Board)
    members: tuple[MemberRow, ...] = ()
    packages: tuple[PackageRow, ...] = ()
    returns: tuple[ReturnRow, ...] = ()

    @property
    def applications(self) -> tuple[ApplicationRow, ...]:
        """The applications on the board."""
        return tuple(row.application for row in self.board.rows)


class AssignmentsPage(Page):
    """The matrix of one call."""

    topics = TOPICS

    def __init__(self, context: Context, choice: CallChoice) -> None:
        super().__init__(context)
        self._choice = choice
        self._view = BoardView()
        self._wanted = ""
        self.table = MatrixTable()
        self.detail = DetailPanel(context)
        self.stack = QStackedWidget()
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self._loading = LoadingPanel()
        self._empty = EmptyPanel(EMPTY)
        layout = column(self, spacing=8)
        frame = card()
        inner = column(frame, 1, 0)
        inner.addWidget(self.table, 1)
        inner.addWidget(_legend())
        self._board = frame
        for panel in (frame, self._loading, self._empty):
            self.stack.addWidget(panel)
        self.split.addWidget(self.stack)
        self.split.addWidget(self.detail)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(12)
        self.split.setSizes([10_000, tokens().px(DETAIL_WIDTH)])
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 0)
        self.stack.setMinimumSize(300, 180)
        self.detail.setMinimumSize(260, 160)
        layout.addWidget(self.split, 1)
        self.stack.setCurrentWidget(self._loading)
        self.table.cell_changed.connect(self._on_table_cell_changed)

    def refresh(self) -> None:
        """Load the board in a thread; the cell in focus stays."""
        choice = self._choice

        def load(session: Session) -> BoardView:
            call = choice.found(session)
            if call is None:
                return BoardView()
            return BoardView(
                board=board_of(session, call.id),
                members=committee_of(session, call.id),
                packages=packages_of(session, call.id),
                returns=returns_of(session, call.id),
            )

        self.context.desk.read(load, self._on_loaded, owner=self)

    def open_record(self, key: str) -> None:
        """Put the focus on an application."""
        self._wanted = key
        if key and self.table.go_to(key):
            self._wanted = ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < tokens().px(FOLD_BELOW)
        way = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self.split.orientation() is not way:
            self.split.setOrientation(way)

    def _on_loaded(self, view: BoardView) -> None:
        chosen = self.table.chosen()
        self._view = view
        self.table.matrix.show_board(view.board)
        there = bool(view.board.rows and view.board.assessors)
        self.stack.setCurrentWidget(self._board if there else self._empty)
        if self._wanted:
            self.open_record(self._wanted)
        elif chosen is not None:
            row, cell = chosen
            self.table.go_to(row.application.id, "" if cell is None else cell.member.id)
        elif there:
            self.table.go_to(view.board.rows[0].application.id)
        self._on_table_cell_changed()

    def _on_table_cell_changed(self) -> None:
        chosen = self.table.chosen()
        if chosen is None:
            self.detail.show_nothing()
            return
        row, cell = chosen
        if cell is None:
            self.detail.show_detail(row_detail(row, self._view))
        else:
            self.detail.show_detail(cell_detail(cell, self._view))


def row_detail(row: BoardRow, view: BoardView) -> Detail:
    """An application: who assesses it, and whether that is enough."""
    application = row.application
    third = (acts.third_act(application.id, view.members),) if row.third_needed else ()
    given = tuple(
        Pair(
            label=f"{cell.member.code} · {cell.member.name}",
            value="",
            chip=_chip(cell),
        )
        for cell in row.cells
        if cell.state != FREE
    )
    return Detail(
        title=application.number,
        line=f"{application.organisation} · {application.title}",
        acts=(*third, go_act(_("To the application"), "applications", application.id)),
        tabs=(
            Tab(
                title=_("Assessors"),
                parts=(
                    Words(text=coverage_words(row, view.board.needed)),
                    Pairs(pairs=given),
                ),
            ),
        ),
    )


def cell_detail(cell: Cell, view: BoardView) -> Detail:
    """An assessor and an application: what is between them, in sentences."""
    tie = cell.conflict
    steps = acts.answer_acts(tie) if tie is not None and tie.state == "open" else ()
    onward = go_act(_("To the application"), "applications", cell.application.id)
    declare = acts.declare_act(view.members, view.applications, cell.member.id, cell.application.id)
    returned = _returned(cell, view)
    words = (Words(title=_("Returned scores"), text="\n".join(returned)),) if returned else ()
    return Detail(
        title=f"{cell.member.code} · {cell.member.name}",
        line=f"{cell.application.number} · {cell.application.organisation}",
        acts=(*steps, onward, declare),
        tabs=(
            Tab(
                title=_("Cell"),
                parts=(_state_pairs(cell, view), *words, *(() if tie is None else _tie(tie))),
            ),
        ),
    )


def _state_pairs(cell: Cell, view: BoardView) -> Pairs:
    pairs = [Pair(label=_("State"), value="", chip=_chip(cell))]
    if cell.assignment is not None:
        kind = label(f"state.assignment.{cell.assignment.kind}")
        pairs.append(Pair(label=_("Kind of assessment"), value=kind))
    pairs += [
        Pair(label=_("Package"), value=f"{one.number} · {moment(one.made_at)}")
        for one in view.packages
        if one.member_id == cell.member.id and cell.application.number in one.applications
    ]
    return Pairs(pairs=tuple(pairs))


def _tie(tie: ConflictRow) -> tuple[Pairs, Words]:
    words = f"{label(f'scoring.tie.{tie.kind}')}: {tie.reason}"
    state = chip(tie.state, TIES, "state.conflict.")
    origin = label(f"origin.conflict.{tie.origin}")
    return (
        Pairs(title=_("Tie"), pairs=(Pair(label=origin, value="", chip=state),)),
        Words(text=f"{words}\n{tie.resolved_reason}" if tie.resolved_reason else words),
    )


def _returned(cell: Cell, view: BoardView) -> list[str]:
    return [
        f"{part_words(part, one.fingerprint)} ({label(f'medium.short.{one.medium}')})"
        for one in view.returns
        if one.member_id == cell.member.id
        for part in one.parts
        if part.application_id == cell.application.id
    ]


def _chip(cell: Cell) -> Chip:
    found = GLYPHS.get(cell.state)
    words = state_words(cell.state)
    if cell.third:
        words = f"{words} · {label('state.assignment.third')}"
    return Chip(word=words) if found is None else Chip(word=words, meaning=found[1])


def _legend() -> QWidget:
    frame = QWidget()
    frame.setAccessibleName(_("Legend"))
    flow = FlowLayout(frame)
    flow.setContentsMargins(10, 6, 10, 8)
    for state, (icon, _meaning) in GLYPHS.items():
        one = QWidget()
        layout = row(one, spacing=5)
        layout.addWidget(Glyph(icon, 14))
        layout.addWidget(line_label(state_words(state), "muted"))
        flow.addWidget(one)
    return frame
