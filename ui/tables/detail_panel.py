"""The pane beside a list: the record in focus, its path, its next step, its tabs."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QTabWidget, QWidget

from iris_grants.wording import _, sentence
from ui.shell.act import ActButton, MoreButton
from ui.shell.context import Context
from ui.shell.controls import (
    Button,
    ChipLabel,
    ElidedLabel,
    IconButton,
    column,
    paragraph,
    row,
    scrolled,
)
from ui.shell.flow import FlowLayout
from ui.shell.page import NOTES, clear_layout, note
from ui.shell.tokens import Meaning
from ui.tables.detail import Detail, Tab
from ui.tables.parts import PathLabel, part_widget


class DetailPanel(QFrame):
    """Shows one `Detail`; keeps the tab that was open when another record comes."""

    enlarging_asked = Signal(bool)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName(_("Detail"))
        self._context = context
        self._tab = 0
        self._large = False
        self.detail: Detail | None = None
        self.tabs: QTabWidget | None = None
        self._layout = column(self, 14, 8)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say that nothing is selected."""
        self.detail = self.tabs = None
        clear_layout(self._layout)
        hint = paragraph(_("Select a row to see it here."), "muted")
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._layout.addWidget(hint, 1)

    def show_detail(self, detail: Detail) -> None:
        """Show a record."""
        clear_layout(self._layout)
        self.detail = detail
        self._layout.addWidget(self._head(detail))
        if detail.line:
            self._layout.addWidget(paragraph(detail.line, "muted"))
        if detail.path is not None:
            self._layout.addWidget(PathLabel(detail.path))
        for problem in detail.problems:
            meaning, icon = NOTES[problem.severity]
            self._layout.addWidget(note(sentence(problem), meaning, icon))
        if detail.acts:
            self._layout.addWidget(self._acts(detail))
        self.tabs = self._tabs(detail.tabs)
        self._layout.addWidget(self.tabs, 1)
        if self._large:
            self.take_focus()

    def take_page(self) -> None:
        """Ask for the whole page."""
        self.enlarging_asked.emit(True)

    def give_back(self) -> None:
        """Ask for the list to be shown again."""
        self.enlarging_asked.emit(False)

    def take_focus(self) -> None:
        """Put the focus on the tabs, where arrow keys go from one to the next.

        While the record is still being read, the panel keeps it, so that keys arrive.
        """
        if self.tabs is not None:
            self.tabs.tabBar().setFocus()
        else:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setFocus()

    def show_enlarged(self, large: bool) -> None:
        """Offer the way back to the list, or the way to the whole page."""
        if self._large is not large:
            self._large = large
            if self.detail is not None:
                self.show_detail(self.detail)

    def _head(self, detail: Detail) -> QWidget:
        frame = QWidget()
        layout = row(frame, spacing=8)
        layout.addWidget(ElidedLabel(detail.title, "heading"), 1)
        if detail.chip is not None:
            layout.addWidget(ChipLabel(detail.chip.word, detail.chip.meaning))
        if self._large:
            back = Button(_("Back to the list"), "arrow-left")
            back.clicked.connect(self.give_back)
            layout.addWidget(back)
        else:
            whole = IconButton("maximize", _("Show on the whole page (Enter)"))
            whole.clicked.connect(self.take_page)
            layout.addWidget(whole)
        return frame

    def _acts(self, detail: Detail) -> QWidget:
        frame = QWidget()
        layout = column(frame, spacing=6)
        first = detail.acts[0]
        if first.blocked:
            layout.addWidget(note(first.blocked, Meaning.ATTENTION, "lock"))
        flow = FlowLayout()
        buttons = [
            ActButton(act, self._context, "primary" if act is first and not act.blocked else "")
            for act in detail.acts
        ]
        layout.addLayout(flow)
        for one in buttons:
            flow.addWidget(one)
        rest = [] if self._large else MoreButton.rest_of(buttons)
        if rest:
            flow.addWidget(MoreButton(rest))
        return frame

    def _tabs(self, tabs: tuple[Tab, ...]) -> QTabWidget:
        made = QTabWidget()
        made.setDocumentMode(True)
        made.setUsesScrollButtons(True)
        for tab in tabs:
            inner = QWidget()
            inner.setMinimumWidth(1)  # never wider than the panel, whatever lies in it
            layout = column(inner, spacing=14)
            layout.setContentsMargins(2, 12, 8, 8)
            if tab.acts:
                flow = FlowLayout()
                for act in tab.acts:
                    flow.addWidget(ActButton(act, self._context))
                layout.addLayout(flow)
            for part in tab.parts:
                layout.addWidget(part_widget(part, self._context))
            layout.addStretch(1)
            made.addTab(
                scrolled(inner), tab.title if tab.count is None else f"{tab.title} ({tab.count})"
            )
        made.setCurrentIndex(min(self._tab, made.count() - 1))
        made.currentChanged.connect(self._on_tabs_current_changed)
        return made

    def _on_tabs_current_changed(self, place: int) -> None:
        self._tab = place
