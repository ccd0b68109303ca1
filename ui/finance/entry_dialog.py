"""Entering costs row by row: typed or pasted from Excel, judged at once, booked when clean."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from iris_grants.finance.ledger import import_ledger
from iris_grants.finance.ledger_form import treatment_labels
from iris_grants.finance.typed_rows import HeadingTotal, TypedPlan, heading_totals, plan_typed
from iris_grants.grants.queries import GrantRow, current_budget
from iris_grants.kernel.money import CURRENCIES
from iris_grants.kernel.problems import Problem, Refused, errors_of
from iris_grants.wording import _, ngettext, sentence_of
from iris_grants.wording.formats import money, today
from ui.feedback.faults import Explained, explain
from ui.finance.columns import HEADING_TOTALS
from ui.finance.entry_model import EntryModel, block_cells, cell_of, place_words
from ui.finance.entry_table import EntryTable
from ui.forms.drafted import DraftedDialog
from ui.forms.drafts import place_of
from ui.shell.context import Context
from ui.shell.controls import Button, column, label, paragraph, row
from ui.shell.page import NOTES, clear_layout, note
from ui.shell.theme import tokens
from ui.shell.tokens import Meaning
from ui.tables.detail import sub_table
from ui.tables.parts import part_widget
from ui.tasks import Task

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

WIDTH, HEIGHT = 1320, 740
SCREEN_SHARE = 0.97
JUDGE_AFTER_MS = 400
SIDE_WIDTH, SAID_HEIGHT = 330, 104
MOST_SAID = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What was found about the rows as they stand; without rows there is no plan."""

    found: TypedPlan | None
    totals: tuple[HeadingTotal, ...]
    lines: tuple[str, ...]


class EntryDialog(DraftedDialog):
    """Takes rows of costs; nothing is booked before every one of them is clean."""

    def __init__(self, context: Context, grants: tuple[GrantRow, ...], parent: QWidget) -> None:
        super().__init__(context, _("Enter costs"), parent)
        self._grants = grants
        self._judging: Task[Judged] | None = None
        self.judged: Judged | None = None
        self.model = EntryModel(self)
        self.table = EntryTable(self.model)
        self.grant = QComboBox()
        self.line = label("", "muted")
        self._offer: QVBoxLayout = QVBoxLayout()
        self._side: QVBoxLayout = QVBoxLayout()
        self._said: QVBoxLayout = QVBoxLayout()
        layout = column(self, spacing=0)
        layout.addWidget(self._head())
        middle = row(spacing=0)
        middle.addWidget(self.table, 1)
        middle.addWidget(self._totals())
        layout.addLayout(middle, 1)
        layout.addWidget(self._problems())
        layout.addWidget(self._foot())
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(JUDGE_AFTER_MS)
        self._later.timeout.connect(self.judge)
        self.model.edited.connect(self._on_model_edited)
        self.grant.currentIndexChanged.connect(self._on_model_edited)
        self.take_room(WIDTH, HEIGHT, SCREEN_SHARE)
        self.table.go_to((0, 0))
        self._keep_drafts()
        self.judge()

    def judge(self) -> None:
        """Find out in a thread what booking the rows would do."""
        if self._judging is not None:
            self._judging.drop()
        chosen, rows = self._grants[self.grant.currentIndex()], self.model.texts()
        day = today()

        def judged(session: Session) -> Judged:
            found = None
            if any(any(texts) for texts in rows):
                found = plan_typed(session, grant_number=chosen.number, rows=rows, today=day)
            costs = found.plan.costs if found is not None else ()
            return Judged(
                found=found,
                totals=heading_totals(session, chosen.id, costs),
                lines=tuple(one.code for one in current_budget(session, chosen.id).lines),
            )

        self._judging = self.context.desk.read(
            judged, self._on_judged, owner=self, on_refused=self._on_refused
        )

    def submit(self) -> None:
        """Book the rows, if they are judged and clean."""
        found = self.judged.found if self.judged is not None else None
        if found is None or not self.save.isEnabled():
            return
        self.save.setEnabled(False)
        self.context.desk.run(
            import_ledger,
            {"plan": found.plan},
            self._on_booked,
            owner=self,
            title=_("Booking the list of expenditure"),
            on_refused=self._on_refused,
        )

    def typed(self) -> dict[str, str]:
        """The rows and their grant, as a draft keeps them; nothing while all rows are empty."""
        rows = self.model.texts()
        grant = self._grants[self.grant.currentIndex()].number
        return {"grant": grant, "rows": json.dumps(rows, ensure_ascii=False)} if rows else {}

    def put(self, texts: Mapping[str, str]) -> None:
        """Put back what a draft kept, as one step that can be undone."""
        numbers = [one.number for one in self._grants]
        if texts.get("grant") in numbers:
            self.grant.setCurrentIndex(numbers.index(texts["grant"]))
        try:
            rows = json.loads(texts.get("rows", "[]"))
        except ValueError:
            return
        self.model.put(block_cells([[str(cell) for cell in cells] for cells in rows], (0, 0)))

    def dirty(self) -> bool:
        """Whether any row has something in it."""
        return bool(self.model.texts())

    def _head(self) -> QWidget:
        frame = QWidget()
        layout = column(frame, spacing=6)
        layout.setContentsMargins(20, 14, 20, 10)
        top = row(spacing=10)
        top.addWidget(label(_("Enter costs"), "heading"))
        for one in self._grants:
            self.grant.addItem(f"{one.number} · {one.organisation}")
        self.grant.setAccessibleName(_("Grant"))
        self.grant.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.grant.setMinimumContentsLength(40)
        top.addWidget(self.grant)
        top.addStretch(1)
        for text, icon, act in (
            (_("Paste"), "clipboard-check", self.table.paste),
            (_("Fill down"), "chevron-down", self.table.fill_down),
            (_("Take rows out"), "minus", self.table.remove_rows),
            (_("Undo"), "undo-2", self.model.undo),
        ):
            made = Button(text, icon)
            made.setAutoDefault(False)
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            made.clicked.connect(act)
            top.addWidget(made)
        layout.addLayout(top)
        keys = _(
            "Rows can be pasted from Excel with or without their headings. Ctrl+C, Ctrl+X and "
            "Ctrl+V copy, cut and paste, Ctrl+D fills down, Delete empties, Ctrl+Z undoes."
        )
        layout.addWidget(paragraph(keys, "muted"))
        layout.addLayout(self._offer)
        return frame

    def _keep_drafts(self) -> None:
        made = self.keep_drafts(
            place_of(self.context.desk, "finance.enter_costs", ""),
            typed=self.typed,
            put=self.put,
            head=self._offer,
            body=self.table,
            save=self.save,
        )
        if made is not None:
            self.model.edited.connect(made.on_edited)
            made.chosen.connect(self._on_model_edited)

    def _totals(self) -> QWidget:
        inner = QWidget()
        layout = column(inner, 12, 6)
        layout.addLayout(self._side)
        layout.addStretch(1)
        scroll = _scrolled(inner)
        scroll.setFixedWidth(tokens().px(SIDE_WIDTH))
        return scroll

    def _problems(self) -> QWidget:
        inner = QWidget()
        layout = column(inner, 10, 4)
        layout.addLayout(self._said)
        layout.addStretch(1)
        scroll = _scrolled(inner)
        scroll.setFixedHeight(tokens().px(SAID_HEIGHT))
        scroll.setAccessibleName(_("What is wrong or doubtful"))
        return scroll

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("role", "foot")
        line = row(foot, 12, 8)
        cancel = Button(_("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.save = Button(_("Book the costs"), role="primary")
        self.save.setAutoDefault(False)
        self.save.setEnabled(False)
        self.save.clicked.connect(self.submit)
        line.addWidget(self.line)
        line.addStretch(1)
        line.addWidget(cancel)
        line.addWidget(self.save)
        return foot

    def _on_model_edited(self) -> None:
        self.save.setEnabled(False)
        self.judged = None
        self._later.start()

    def _on_judged(self, judged: Judged) -> None:
        self._judging, self.judged = None, judged
        self.model.show_plan(judged.found)
        self.table.delegate.choices = {
            "line_code": judged.lines,
            "currency": CURRENCIES,
            "vat_treatment": treatment_labels(),
        }
        clear_layout(self._side)
        totals = sub_table(
            HEADING_TOTALS, judged.totals, lambda one: one.heading, title=_("By heading")
        )
        self._side.addWidget(part_widget(totals, self.context))
        problems = judged.found.plan.problems if judged.found is not None else ()
        self._say(problems)
        self.line.setText(_counted(judged.found))
        self.save.setEnabled(judged.found is not None and not errors_of(problems))

    def _on_refused(self, error: Explained) -> None:
        self._judging = None
        if isinstance(error, Refused):
            self._say(error.problems)
            return
        clear_layout(self._said)
        for words in explain(error):
            self._said.addWidget(note(words, Meaning.BAD, "circle-alert"))

    def _on_booked(self, count: int) -> None:
        self.accept()
        self.context.feedback.inform(_("The list of expenditure is booked."))

    def _say(self, problems: tuple[Problem, ...]) -> None:
        """Every problem with its place; pressing it leads there."""
        clear_layout(self._said)
        for problem in problems[:MOST_SAID]:
            words = sentence_of(problem.code, problem.params)
            cell = cell_of(problem)
            if cell is None:
                meaning, icon = NOTES[problem.severity]
                self._said.addWidget(note(words, meaning, icon))
                continue
            _meaning, icon = NOTES[problem.severity]
            link = Button(f"{place_words(problem)}: {words}", icon, "link")
            link.setAutoDefault(False)
            link.clicked.connect(partial(self.table.go_to, cell))
            self._said.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)


def _counted(found: TypedPlan | None) -> str:
    if found is None:
        return _("Type or paste the first row.")
    costs = found.plan.costs
    words = ngettext("{n} cost, {total}.", "{n} costs, {total}.", len(costs))
    return words.format(n=len(costs), total=money(found.plan.total))


def _scrolled(inner: QWidget) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setWidget(inner)
    return scroll
