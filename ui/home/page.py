"""The first page: what needs me at the left, the programme in pictures at the right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from iris_grants.kernel.access import Role
from iris_grants.wording import _, ngettext
from ui.home.parts import Figure, HomePart, Need, Picture
from ui.shell.context import Context
from ui.shell.controls import Button, ChipLabel, card, column, label, paragraph, row, scrolled
from ui.shell.page import MARGIN, Page, PageHead, clear_layout
from ui.shell.theme import tokens

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

NEEDS_WIDTH = 380
NEEDS_SHOWN = 14
OF_A_KIND = 5
FOLD_BELOW = 900
COLUMNS = 2
UNBOUND = 16_777_215
FIGURES_IN_LINE = 4
UNITS = 12

PICTURES_OF: Mapping[str, frozenset[Role]] = {
    "finance": frozenset({Role.FINANCE_OFFICER, Role.APPROVER}),
    "grants": frozenset({Role.FINANCE_OFFICER, Role.APPROVER}),
    "licensing": frozenset({Role.LICENSING_OFFICER}),
}
"""Whose pictures come first; those of other pages are first for everybody else."""

OTHERS = frozenset(Role) - {Role.FINANCE_OFFICER, Role.LICENSING_OFFICER, Role.APPROVER}

Source = Callable[["Session"], HomePart]


def build(context: Context) -> Page:
    """The page."""
    from ui.pages import present_entries

    entries = {entry.key: entry for entry in present_entries() if entry.key != "home"}
    own = own_first(tuple(entries), context.desk.person.roles)
    found = (entries[key].offer("home") for key in own)
    sources = tuple(cast("Source", offered) for offered in found if offered is not None)
    return HomePage(context, sources)


class HomePage(Page):
    """Gathers what the other pages offer; loads again after every operation."""

    every_topic = True

    def __init__(self, context: Context, sources: tuple[Source, ...]) -> None:
        super().__init__(context)
        self._sources = sources
        layout = column(self, MARGIN, 16)
        self.head = PageHead(_("Home"), context)
        layout.addWidget(self.head)
        inner = QWidget()
        self._body: QVBoxLayout = column(inner, spacing=16)
        layout.addWidget(scrolled(inner), 1)
        self._figures = QGridLayout()
        self._figures.setSpacing(16)
        self._body.addLayout(self._figures)
        self.head.line.set_full_text(_("Loading…"))
        self._halves = row(spacing=16)
        self._needs = card()
        self._needs.hide()
        self._needs_layout = column(self._needs, 16, 10)
        self._pictures = QGridLayout()
        self._pictures.setSpacing(16)
        self._halves.addWidget(self._needs, 0, Qt.AlignmentFlag.AlignTop)
        self._halves.addLayout(self._pictures, 1)
        self._body.addLayout(self._halves)
        self._body.addStretch(1)

    def refresh(self) -> None:
        """Ask every source in one thread, then show what they gave."""

        def load(session: Session) -> tuple[HomePart, ...]:
            return tuple(source(session) for source in self._sources)

        self.context.desk.read(load, self._on_loaded, owner=self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < tokens().px(FOLD_BELOW)
        way = QHBoxLayout.Direction.TopToBottom if narrow else QHBoxLayout.Direction.LeftToRight
        self._halves.setDirection(way)
        self._needs.setMinimumWidth(0 if narrow else tokens().px(NEEDS_WIDTH))
        self._needs.setMaximumWidth(UNBOUND if narrow else tokens().px(NEEDS_WIDTH))

    def _on_loaded(self, parts: tuple[HomePart, ...]) -> None:
        roles = self.context.desk.person.roles
        needs = in_order([part.needs for part in parts], roles)
        self._show_figures([figure for part in parts for figure in part.figures])
        self._show_needs(needs)
        self._show_pictures([picture for part in parts for picture in part.pictures])
        count = len(needs)
        self.head.line.set_full_text(
            ngettext("{n} thing waits", "{n} things wait", count).format(n=count)
            if count
            else _("Nothing waits")
        )
        self.context.say_waiting("home", count)

    def _show_figures(self, figures: list[Figure]) -> None:
        clear_layout(self._figures)
        for line, at, span, figure in in_lines(figures):
            frame = card()
            inside = column(frame, 16, 4)
            inside.addWidget(label(figure.title, "muted"))
            inside.addWidget(label(figure.value, "figure"))
            if figure.chip is not None:
                inside.addWidget(ChipLabel(figure.chip.word, figure.chip.meaning))
            inside.addStretch(1)
            frame.setAccessibleName(f"{figure.title}: {figure.value}")
            self._figures.addWidget(frame, line, at, 1, span)
        for at in range(UNITS):
            self._figures.setColumnStretch(at, 1)

    def _show_needs(self, needs: list[Need]) -> None:
        clear_layout(self._needs_layout)
        self._needs.show()
        self._needs_layout.addWidget(label(_("What needs me"), "heading"))
        if not needs:
            words = _("Nothing needs you now. Deadlines, reports and payments will stand here.")
            self._needs_layout.addWidget(paragraph(words, "muted"))
        for need in needs[:NEEDS_SHOWN]:
            self._needs_layout.addWidget(NeedRow(need, self.context))
        rest = len(needs) - NEEDS_SHOWN
        if rest > 0:
            words = ngettext("and {n} more like these", "and {n} more like these", rest)
            self._needs_layout.addWidget(paragraph(words.format(n=rest), "muted"))

    def _show_pictures(self, pictures: list[Picture]) -> None:
        clear_layout(self._pictures)
        place = 0
        for picture in pictures:
            if picture.wide and place % COLUMNS:
                place += 1
            frame = card()
            inside = column(frame, 16, 8)
            inside.addWidget(paragraph(picture.title, "heading"))
            inside.addWidget(picture.make(), 1)
            span = COLUMNS if picture.wide else 1
            self._pictures.addWidget(frame, place // COLUMNS, place % COLUMNS, 1, span)
            place += span
        for at in range(COLUMNS):
            self._pictures.setColumnStretch(at, 1)


def own_first(keys: Sequence[str], roles: frozenset[Role]) -> list[str]:
    """The pages in the order in which their figures and pictures stand for these roles."""
    return sorted(keys, key=lambda key: not PICTURES_OF.get(key, OTHERS) & roles)


def in_lines(figures: Sequence[Figure]) -> Iterator[tuple[int, int, int, Figure]]:
    """Line, place and width of each figure in twelfths: lines of much the same length, all full."""
    lines = -(-len(figures) // FIGURES_IN_LINE)
    rest = list(figures)
    for line in range(lines):
        count = -(-len(rest) // (lines - line))
        span = UNITS // count
        for place in range(count):
            yield line, place * span, span, rest.pop(0)


def in_order(parts: Iterable[tuple[Need, ...]], roles: frozenset[Role]) -> list[Need]:
    """What waits, one's own first; of what a page has many, the first few before the rest."""
    placed = [
        (not need.roles & roles, place >= OF_A_KIND, need)
        for needs in parts
        for place, need in enumerate(needs)
    ]
    return [need for _others, _late, need in sorted(placed, key=lambda one: one[:2])]


class NeedRow(QWidget):
    """One thing that waits, with the way to it."""

    def __init__(self, need: Need, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._need = need
        self._context = context
        layout = row(self, spacing=10)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(paragraph(need.text))
        if need.line:
            words.addWidget(paragraph(need.line, "muted"))
        layout.addLayout(words, 1)
        if need.chip is not None:
            layout.addWidget(ChipLabel(need.chip.word, need.chip.meaning))
        self.button = Button(need.button)
        self.button.setAccessibleDescription(need.text)
        self.button.clicked.connect(self._on_button_clicked)
        layout.addWidget(self.button)

    def _on_button_clicked(self) -> None:
        self._context.go(self._need.page, self._need.record)
