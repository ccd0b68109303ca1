"""A page of the window: loads when shown, goes stale when its topics change, never blocks."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLayout, QVBoxLayout, QWidget

from iris_grants.kernel.problems import Problem, Severity
from iris_grants.wording import sentence
from ui.shell.act import Act, ActButton, MoreButton
from ui.shell.context import Context
from ui.shell.controls import ElidedLabel, Glyph, column, paragraph, row
from ui.shell.tokens import Meaning

MARGIN = 24
NOTES = {
    Severity.ERROR: (Meaning.BAD, "circle-alert"),
    Severity.WARNING: (Meaning.ATTENTION, "triangle-alert"),
    Severity.NOTE: (Meaning.INFORMATION, "info"),
}


SECONDARY = 3
"""How many actions stand beside the primary one; of more, the rest lies in a menu."""


class PageHead(QWidget):
    """Title, one line of state, the actions at the right, problems below."""

    def __init__(self, title: str, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        layout = column(self, spacing=8)
        top = row(spacing=10)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.title = ElidedLabel(title, "title")
        self.line = ElidedLabel("", "muted")
        words.addWidget(self.title)
        words.addWidget(self.line)
        top.addLayout(words, 1)
        self._acts = row(spacing=8)
        top.addLayout(self._acts)
        layout.addLayout(top)
        self._problems = QVBoxLayout()
        self._problems.setSpacing(4)
        layout.addLayout(self._problems)

    def set_acts(self, primary: Act | None, secondary: tuple[Act, ...]) -> None:
        """Offer these actions; the primary one stands last and in colour."""
        clear_layout(self._acts)
        others = [ActButton(act, self._context) for act in secondary]
        for one in others:
            self._acts.addWidget(one)
        rest = MoreButton.rest_of(others, SECONDARY)
        if rest:
            self._acts.addWidget(MoreButton(rest))
        if primary is not None:
            self._acts.addWidget(ActButton(primary, self._context, "primary"))

    def set_problems(self, problems: tuple[Problem, ...]) -> None:
        """List problems, each as one sentence."""
        clear_layout(self._problems)
        for problem in problems:
            meaning, icon = NOTES[problem.severity]
            self._problems.addWidget(note(sentence(problem), meaning, icon))


class Page(QWidget):
    """What stands in the window's stack.

    A subclass sets `topics` (of operations; or `every_topic`) and writes `refresh`, called when
    the page is first shown, and again after a change of its topics: at once where the page
    is in view, otherwise when it is shown next.
    """

    topics: frozenset[str] = frozenset()
    every_topic = False

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._stale = True
        context.desk.changed.connect(self._on_desk_changed)

    def refresh(self) -> None:
        """Load again what the page shows."""

    def open_record(self, key: str) -> None:
        """Select the record with this key as soon as it is there."""

    def start_search(self) -> None:
        """Put the focus into the page's own search."""

    def unsaved(self) -> bool:
        """Whether something typed here would be lost by leaving."""
        return False

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh_if_stale()

    def _refresh_if_stale(self) -> None:
        if self._stale:
            self._stale = False
            self.refresh()

    def _on_desk_changed(self, topics: frozenset[str]) -> None:
        if self.every_topic or topics & self.topics:
            self._stale = True
            if self.isVisible():
                self._refresh_if_stale()


def note(text: str, meaning: Meaning, icon: str, parent: QWidget | None = None) -> QFrame:
    """A line on coloured ground: a problem, a warning, a hint."""
    frame = QFrame(parent)
    frame.setProperty("note", str(meaning))
    frame.setAccessibleName(text)
    layout = row(frame, 8, 8)
    layout.addWidget(Glyph(icon, 16))
    layout.addWidget(paragraph(text), 1)
    return frame


def clear_layout(layout: QLayout) -> None:
    """Take every widget out of a layout and delete it."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.setParent(None)
            widget.deleteLater()
