"""The assessments of one application under a trial; each can be taken as set aside."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from iris_grants.scoring.meeting_words import said_points
from iris_grants.scoring.rules.assessment import AssessmentTable, Standing
from iris_grants.scoring.rules.ranking import RankingResult
from iris_grants.wording import _
from ui.shell.controls import Button, column
from ui.shell.controls import label as line_label
from ui.shell.flow import FlowLayout
from ui.shell.page import clear_layout

Pair = tuple[str, str]


class AsidePanel(QWidget):
    """A chip an assessment that counts; a chip that is not pressed is set aside in the trial."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._aside: set[Pair] = set()
        self._shown = ""
        layout = column(self, spacing=4)
        layout.setContentsMargins(0, 8, 0, 0)
        self._title = line_label("", "label")
        layout.addWidget(self._title)
        chips = QWidget()
        self._flow = FlowLayout(chips)
        layout.addWidget(chips)

    def set_aside(self) -> frozenset[Pair]:
        """Application and assessor of every assessment set aside in the trial."""
        return frozenset(self._aside)

    def clear(self) -> None:
        """Set nothing aside."""
        self._aside.clear()
        self._shown = ""

    def keep(self, table: AssessmentTable) -> None:
        """Forget assessments that are no longer there."""
        self._aside &= {(one.application, one.assessor) for one in table.assessments}
        self._shown = ""

    def chips(self) -> list[Button]:
        """The chips in view."""
        return self.findChildren(Button)

    def show_application(self, number: str, basis: RankingResult) -> None:
        """Show the assessments of an application that count in the ranking."""
        if number == self._shown:
            return
        self._shown = number
        found = next(row for row in basis.rows if row.application.id == number)
        words = _("Assessments of {application}; take one off to set it aside in the trial")
        self._title.setText(words.format(application=number))
        clear_layout(self._flow)
        totals = {
            one.assessor: said_points(Fraction(one.total) / found.unit) for one in found.counting
        }
        for one in basis.table.assessments:
            if one.application == number and one.standing is Standing.COUNTS:
                self._flow.addWidget(self._chip(number, one.assessor, totals[one.assessor]))

    def _chip(self, number: str, assessor: str, total: str) -> Button:
        chip = Button(f"{assessor} · {total}", role="pill")
        chip.setChecked((number, assessor) not in self._aside)

        def toggled(counts: bool) -> None:
            (self._aside.discard if counts else self._aside.add)((number, assessor))
            self.changed.emit()

        chip.toggled.connect(toggled)
        return chip
