"""The trial sheet: other terms beside the ranking, on tinted ground, never stored."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from iris_grants.documents.atomic import write_atomically
from iris_grants.kernel.clock import system_clock
from iris_grants.kernel.problems import Problem
from iris_grants.kernel.progress import Progress
from iris_grants.scoring.queries.whatif import trial_bases
from iris_grants.scoring.rules.ranking import RankingResult
from iris_grants.scoring.rules.whatif import Move, Trial, TrialResult, check_trial, try_out
from iris_grants.scoring.trial_words import outcome_words, tried_lines
from iris_grants.scoring.trial_workbook import trial_warning, trial_workbook
from iris_grants.wording import N_, _, sentence_of
from ui.committee.choice import CallChoice
from ui.forms.panel import FormPanel
from ui.ranking.trial_aside import AsidePanel
from ui.ranking.trial_columns import TRIAL
from ui.ranking.trial_form import trial_form, trial_of
from ui.shell.context import Context
from ui.shell.controls import Button, Glyph, column, paragraph, row
from ui.shell.controls import label as line_label
from ui.shell.page import Page, clear_layout, note
from ui.shell.theme import tokens
from ui.shell.tokens import Meaning
from ui.tables.foot import TableFoot
from ui.tables.model import RowsModel
from ui.tables.states import Empty, EmptyPanel
from ui.tables.view import DataTable

if TYPE_CHECKING:
    from iris_grants.kernel.operations import Desk
    from iris_grants.kernel.storage import Session

TOPICS = frozenset(
    {"scores", "returns", "assignments", "conflicts", "committee", "ranking", "applications"}
)
FORM_WIDTH = 226
PAUSE_MS = 250
SUFFIX = ".xlsx"
EMPTY = Empty(
    title=N_("Nothing to try yet"),
    body=N_("Other terms can be tried on a ranking that has applications."),
    first=N_("First admit applications and take in the scores."),
    icon="triangle-alert",
)
Bases = tuple[tuple[str | None, RankingResult], ...]


class TrialPage(Page):
    """What the ranking would be under other terms; everything here is forgotten."""

    topics = TOPICS

    def __init__(self, context: Context, choice: CallChoice) -> None:
        super().__init__(context)
        self._choice = choice
        self._call = ""
        self._bases: Bases = ()
        self.found: TrialResult | None = None
        self.trial = Trial()
        self.form: FormPanel | None = None
        self.aside = AsidePanel()
        self.model: RowsModel[Move] = RowsModel(TRIAL, lambda move: move.application.id, self)
        self.table: DataTable[Move] = DataTable(self.model, _("Trial of the ranking"))
        self.lot = QComboBox()
        self._said: QVBoxLayout = QVBoxLayout()
        self._form_place: QVBoxLayout = QVBoxLayout()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.try_now)
        self._sheet = self._build()
        self._empty = EmptyPanel(EMPTY)
        layout = column(self, spacing=0)
        layout.addWidget(self._sheet, 1)
        layout.addWidget(self._empty, 1)
        self._empty.hide()
        self.aside.changed.connect(self.try_now)
        self.lot.currentIndexChanged.connect(self._on_lot_current_index_changed)
        self.table.current_row_changed.connect(self._on_table_current_row_changed)

    def refresh(self) -> None:
        """Load the rankings to start from, in a thread; what is being tried stays."""
        choice = self._choice

        def load(session: Session) -> tuple[str, Bases]:
            call = choice.found(session)
            return ("", ()) if call is None else (call.number, trial_bases(session, call.id))

        self.context.desk.read(load, self._on_loaded, owner=self)

    def reset(self) -> None:
        """Begin again with the terms of the call and every assessment."""
        self.aside.clear()
        basis = self._basis()
        if basis is not None:
            self._show_form(basis)
            self.try_now()

    def try_now(self) -> None:
        """Compute what the fields say, in a thread; what cannot be read waits."""
        self._pause.stop()
        basis, form = self._basis(), self.form
        if basis is None or form is None:
            return
        readings = {name: one.editor.read() for name, one in form.rows.items()}
        wrong = next((one.wrong for one in readings.values() if one.wrong), "")
        if wrong:
            self._say((wrong,), Meaning.BAD)
            return
        values = {name: one.value for name, one in readings.items()}
        trial = trial_of(basis, values, self.aside.set_aside())

        def work() -> tuple[tuple[Problem, ...], TrialResult | None]:
            problems = check_trial(basis, trial)
            return problems, None if problems else try_out(basis, trial)

        def done(made: tuple[tuple[Problem, ...], TrialResult | None]) -> None:
            self._on_tried(trial, *made)

        self.context.desk.compute(work, done, owner=self)

    def export_to(self, path: Path) -> None:
        """Write the trial as a workbook that says in every row what it is."""
        found, trial, lot = self.found, self.trial, self._lot()
        if found is None:
            return
        call, created = self._call, system_clock()
        origin = f"{self.context.desk.name} · {self.context.desk.person.name}"

        def job(desk: Desk, progress: Progress) -> Path:
            data = trial_workbook(found, trial, call=call, lot=lot, origin=origin, created=created)
            write_atomically(path, data, overwrite=True)
            return path

        self.context.desk.work(
            job,
            lambda made: self.context.feedback.inform(_("Written: {path}").format(path=made)),
            owner=self.context.window,
            title=_("Writing the trial"),
        )

    def _build(self) -> QFrame:
        sheet = QFrame()
        sheet.setProperty("role", "trial")
        layout = column(sheet, 12, 8)
        layout.addLayout(self._top())
        layout.addLayout(self._said)
        self._said.setSpacing(4)
        body = QHBoxLayout()
        body.setSpacing(12)
        side = QWidget()
        side.setFixedWidth(tokens().px(FORM_WIDTH))
        inner = column(side, spacing=6)
        inner.addWidget(self.lot)
        inner.addLayout(self._form_place, 1)
        body.addWidget(side)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.table, 1)
        right.addWidget(TableFoot(self.table))
        right.addWidget(self.aside)
        body.addLayout(right, 1)
        layout.addLayout(body, 1)
        return sheet

    def _top(self) -> QHBoxLayout:
        top = row(spacing=10)
        top.addWidget(Glyph("triangle-alert", 20))
        warning = line_label(_("TRIAL"), "trial")
        top.addWidget(warning)
        top.addWidget(paragraph(trial_warning()), 1)
        again = Button(_("Terms of the call"), "undo-2")
        again.clicked.connect(self.reset)
        self.export_button = Button(_("Export the trial…"), "download")
        self.export_button.clicked.connect(self._on_export_button_clicked)
        top.addWidget(again)
        top.addWidget(self.export_button)
        return top

    def _lot(self) -> str | None:
        place = self.lot.currentIndex()
        return self._bases[place][0] if 0 <= place < len(self._bases) else None

    def _basis(self) -> RankingResult | None:
        place = max(self.lot.currentIndex(), 0)
        return self._bases[place][1] if place < len(self._bases) else None

    def _on_loaded(self, loaded: tuple[str, Bases]) -> None:
        before, place = self._basis(), max(self.lot.currentIndex(), 0)
        self._call, self._bases = loaded
        self.lot.blockSignals(True)
        self.lot.clear()
        self.lot.addItems([_("Lot {lot}").format(lot=lot or "–") for lot, _basis in self._bases])
        self.lot.setCurrentIndex(min(place, len(self._bases) - 1))
        self.lot.blockSignals(False)
        self.lot.setVisible(len(self._bases) > 1)
        basis = self._basis()
        there = basis is not None and bool(basis.rows)
        self._sheet.setVisible(there)
        self._empty.setVisible(not there)
        if basis is None or not there:
            return
        if before is None or before.terms != basis.terms or self.form is None:
            self._show_form(basis)
        self.aside.keep(basis.table)
        self.try_now()

    def _show_form(self, basis: RankingResult) -> None:
        clear_layout(self._form_place)
        self.form = FormPanel(trial_form(basis))
        layout = self.form.inner.layout()
        if layout is not None:
            layout.setContentsMargins(0, 4, 8, 8)
        self.form.edited.connect(self._pause.start)
        self._form_place.addWidget(self.form)

    def _on_tried(
        self, trial: Trial, problems: tuple[Problem, ...], found: TrialResult | None
    ) -> None:
        if found is None:
            self._say(tuple(sentence_of(one.code, one.params) for one in problems), Meaning.BAD)
            return
        self.trial, self.found = trial, found
        self.model.set_rows(found.moves)
        if self.table.current_row() is None and found.moves:
            self.table.go_to(found.moves[0].application.id)
        tried = tried_lines(found.before.terms, trial)
        words = "; ".join(f"{name}: {before} → {now}" for name, before, now in tried)
        said = words or _("Nothing is tried yet: change a term at the left.")
        self._say((said, " ".join(outcome_words(found)) if tried else ""), Meaning.INFORMATION)

    def _say(self, sentences: tuple[str, ...], meaning: Meaning) -> None:
        clear_layout(self._said)
        icon = "circle-alert" if meaning is Meaning.BAD else "info"
        text = "\n".join(words for words in sentences if words)
        self._said.addWidget(note(text, meaning, icon))

    def _on_lot_current_index_changed(self) -> None:
        self.reset()

    def _on_table_current_row_changed(self) -> None:
        move, basis = self.table.current_row(), self._basis()
        if move is not None and basis is not None:
            self.aside.show_application(move.application.id, basis)

    def _on_export_button_clicked(self) -> None:
        start = str(Path.home() / f"{_('TRIAL')} {self._call}{SUFFIX}")
        chosen, _filter = QFileDialog.getSaveFileName(
            self.window(), _("Export the trial"), start, "Excel (*.xlsx)"
        )
        if chosen:
            self.export_to(Path(chosen if chosen.endswith(SUFFIX) else chosen + SUFFIX))
