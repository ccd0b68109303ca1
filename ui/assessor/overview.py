"""All applications of the package as one table: points, what is missing, the own order."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from iris_grants.scoring.queries.assessing import OwnAssessmentRow
from iris_grants.scoring.rules.exact import two_decimals
from iris_grants.scoring.rules.scores import ScoreState
from iris_grants.wording import N_, _
from ui.shell.controls import column
from ui.shell.tokens import Meaning
from ui.tables.columns import Chip, Column, Kind, chip
from ui.tables.model import RowsModel
from ui.tables.view import DataTable

STATES = {
    "complete": Meaning.GOOD,
    "incomplete": Meaning.ATTENTION,
    "recused": Meaning.NEUTRAL,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewRow:
    """An application in the assessor's own order; `rank` only among complete ones."""

    found: OwnAssessmentRow
    rank: int | None

    @property
    def points(self) -> Decimal | None:
        """The points so far; none where the assessor has stepped aside."""
        one = self.found
        return None if one.assessed.recusal is not None else _decimal(one.outcome.points)

    @property
    def scores_open(self) -> int:
        """How many criteria have no answer."""
        return sum(one.code == "scoring.score_open" for one in self.found.open)

    @property
    def comments_open(self) -> int:
        """How many comments are needed and not there."""
        return len(self.found.open) - self.scores_open

    @property
    def spread(self) -> str:
        """The lowest and the highest score that was given."""
        given = [
            one.number
            for one in self.found.assessed.scores.values()
            if one.state is ScoreState.VALUE and one.number is not None
        ]
        if not given or self.found.assessed.recusal is not None:
            return ""
        low, high = _decimal(min(given)), _decimal(max(given))
        return f"{low.normalize():f}–{high.normalize():f}"


def _decimal(value: Fraction) -> Decimal:
    return Decimal(two_decimals(value))


def overview_rows(rows: tuple[OwnAssessmentRow, ...]) -> tuple[OverviewRow, ...]:
    """The rows with their ranks: equal points share a place, and the next one is skipped."""
    whole = [row.outcome.points for row in rows if row.state != "recused" and row.outcome.complete]
    return tuple(
        OverviewRow(
            found=row,
            rank=1 + sum(points > row.outcome.points for points in whole)
            if row.state != "recused" and row.outcome.complete
            else None,
        )
        for row in rows
    )


def flagged(row: OverviewRow) -> Chip | None:
    """The assessor's own flag; nothing where there is none."""
    if not row.found.flagged:
        return None
    return Chip(word=_("flagged"), meaning=Meaning.INFORMATION)


COLUMNS: tuple[Column[OverviewRow], ...] = (
    Column(key="number", title=N_("No."), value=lambda row: row.found.number, width=76),
    Column(
        key="applicant",
        title=N_("Applicant"),
        value=lambda row: row.found.applicant,
        width=160,
        stretch=3,
    ),
    Column(
        key="title", title=N_("Project"), value=lambda row: row.found.title, width=160, stretch=3
    ),
    Column(
        key="state",
        title=N_("State"),
        kind=Kind.CHIP,
        value=lambda row: chip(row.found.state, STATES, "state.assessment."),
        width=140,
    ),
    Column(
        key="flagged",
        title=N_("Flagged"),
        kind=Kind.CHIP,
        value=flagged,
        width=110,
    ),
    Column(key="points", title=N_("Points"), kind=Kind.DECIMAL, width=80),
    Column(key="rank", title=N_("Own rank"), kind=Kind.INTEGER, width=90),
    Column(key="spread", title=N_("Scores from–to"), width=110),
    Column(key="scores_open", title=N_("Scores missing"), kind=Kind.INTEGER, width=116),
    Column(key="comments_open", title=N_("Comments missing"), kind=Kind.INTEGER, width=136),
)


class OverviewPanel(QWidget):
    """The table of all applications; a double click or Enter opens one."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model: RowsModel[OverviewRow] = RowsModel(
            COLUMNS, lambda row: row.found.application_id, self
        )
        self.table: DataTable[OverviewRow] = DataTable(self.model, _("All applications"))
        column(self, spacing=8).addWidget(self.table, 1)
        self.table.opened.connect(self._on_table_opened)

    def show_rows(self, rows: tuple[OwnAssessmentRow, ...]) -> None:
        """Show the assessments as they stand; the row in focus stays."""
        now = self.table.current_row()
        self.model.set_rows(overview_rows(rows))
        if now is not None:
            self.table.go_to(now.found.application_id)

    def _on_table_opened(self) -> None:
        now = self.table.current_row()
        if now is not None:
            self.opened.emit(now.found.application_id)
