"""The points so far: the total, each section with its gate, what is missing."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from iris_grants.scoring.queries.assessing import OwnAssessmentRow
from iris_grants.scoring.rules.explain import points_text, reason_step
from iris_grants.scoring.rules.grid import Grid, Section
from iris_grants.wording import _, ngettext, sentence_of
from ui.ranking.bars import SectionBar, paint_sections
from ui.shell.controls import Button, ElidedLabel, label, row
from ui.shell.page import clear_layout, note
from ui.shell.theme import tokens
from ui.shell.tokens import Meaning


class SectionBars(QWidget):
    """The sections of an assessment as filled fields."""

    def __init__(self, grid: Grid, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = grid
        self._bars: tuple[SectionBar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_row(self, found: OwnAssessmentRow) -> None:
        """Show the points of an assessment."""
        self._bars = tuple(
            SectionBar(
                weight=float(section.maximum / self._grid.maximum),
                filled=float(found.outcome.sections[section.code] / section.maximum),
                gate=None
                if section.min_total is None
                else float(section.min_total / section.maximum),
                failed=below_gate(found, section),
            )
            for section in self._grid.sections
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, tokens().px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._bars:
            return
        t = tokens()
        painter = QPainter(self)
        room = QRectF(1, t.px(5), self.width() - 2, t.px(12))
        paint_sections(painter, room, self._bars)
        painter.end()


class TotalsPanel(QFrame):
    """What an assessment comes to so far; says what is missing and which gates it fails."""

    def __init__(self, grid: Grid, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = grid
        layout: QVBoxLayout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        line = row(spacing=10)
        self.total = label("", "title")
        self.missing = ElidedLabel("", "muted")
        line.addWidget(self.total)
        line.addWidget(self.missing, 1)
        layout.addLayout(line)
        self._line = line
        self.bars = SectionBars(grid)
        layout.addWidget(self.bars)
        self._notes: QVBoxLayout = QVBoxLayout()
        self._notes.setSpacing(4)
        layout.addLayout(self._notes)
        self._said: tuple[str, ...] = ()

    def add_button(self, button: Button) -> None:
        """Put a button at the right end of the line of the total."""
        self._line.addWidget(button)

    def show_row(self, found: OwnAssessmentRow) -> None:
        """Show one assessment."""
        points = _("{points} of {most}").format(
            points=points_text(found.outcome.points), most=points_text(found.outcome.maximum)
        )
        self.total.setText(points)
        self.missing.set_full_text(missing_words(found))
        self.bars.show_row(found)
        self.bars.setAccessibleName(points)
        said = gate_words(found, self._grid)
        if said != self._said:
            self._said = said
            clear_layout(self._notes)
            for words in said:
                self._notes.addWidget(note(words, Meaning.ATTENTION, "triangle-alert"))

    def said(self) -> tuple[str, ...]:
        """The sentences about gates that are shown."""
        return self._said


def missing_words(found: OwnAssessmentRow) -> str:
    """How many scores and comments are missing, or that nothing is."""
    scores = len(found.outcome.missing)
    comments = sum(one.code == "scoring.comment_open" for one in found.open)
    parts = []
    if scores:
        words = ngettext("{n} score missing", "{n} scores missing", scores)
        parts.append(words.format(n=scores))
    if comments:
        words = ngettext("{n} comment missing", "{n} comments missing", comments)
        parts.append(words.format(n=comments))
    return ", ".join(parts) or _("everything is there")


def below_gate(found: OwnAssessmentRow, section: Section) -> bool:
    """Whether a section is whole and below its threshold."""
    missing = set(found.outcome.missing)
    whole = not any(item.code in missing for item in section.items)
    least = section.min_total
    return whole and least is not None and found.outcome.sections[section.code] < least


def gate_words(found: OwnAssessmentRow, grid: Grid) -> tuple[str, ...]:
    """Which gates the assessment fails, taken alone."""
    if found.outcome.failed_gate:
        step = reason_step(found.outcome.failed_gate)
        if step is not None:
            reason = sentence_of(step.code, step.params)
            return (
                _("Taken alone, this assessment rejects the application: {reason}.").format(
                    reason=reason
                ),
            )
    words = _("Section {code} is below its threshold: {points}, at least {least} are needed.")
    return tuple(
        words.format(
            code=section.code,
            points=points_text(found.outcome.sections[section.code]),
            least=points_text(section.min_total or found.outcome.points),
        )
        for section in grid.sections
        if below_gate(found, section)
    )
