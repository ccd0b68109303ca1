"""The checklist of one application as one form: findings and others' answers beside one's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from iris_grants.applications.commands import answer_checks
from iris_grants.applications.queries import ApplicationDetail, CheckRow
from iris_grants.applications.rules.checks import Answer
from iris_grants.wording import _, current_language, label
from ui.applications.columns import given_lines
from ui.feedback.faults import Explained, explain
from ui.forms.drafted import DraftedDialog
from ui.forms.drafts import place_of
from ui.shell.context import Context
from ui.shell.controls import Button, column, paragraph, row, rule
from ui.shell.controls import label as heading
from ui.shell.page import clear_layout, note
from ui.shell.theme import tokens
from ui.shell.tokens import Meaning

WIDTH = 880
HEIGHT = 640
SCREEN_SHARE = 0.9
ANSWER_WIDTH = 132
REMARK_WIDTH = 190


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """The inputs of one question, and what stood in them at first."""

    check: CheckRow
    answer: QComboBox
    remark: QLineEdit
    before: tuple[str | None, str]

    def now(self) -> tuple[str | None, str]:
        """The chosen answer (none: not answered) and the remark."""
        chosen = self.answer.currentData()
        return (None if chosen is None else str(chosen)), self.remark.text().strip()

    def changed(self) -> bool:
        """Whether something else stands there than at first."""
        return self.now() != self.before


class ChecksDialog(DraftedDialog):
    """Asks the acting person for answers; only what was answered or changed is sent."""

    def __init__(self, context: Context, detail: ApplicationDetail, parent: QWidget) -> None:
        super().__init__(
            context, _("Checklist of {number}").format(number=detail.row.number), parent
        )
        self._detail = detail
        self.rows: dict[str, QuestionRow] = {}
        self._notes: QVBoxLayout = QVBoxLayout()
        self._offer: QVBoxLayout = QVBoxLayout()
        layout = column(self, spacing=0)
        layout.addWidget(self._head())
        self._body = self._questions()
        layout.addWidget(self._body, 1)
        layout.addWidget(self._foot())
        self._keep_drafts()
        self.take_room(WIDTH, HEIGHT, SCREEN_SHARE)

    def submit(self) -> None:
        """Send the answers that were given or changed."""
        if not self.save.isEnabled():
            return
        changed = {code: one for code, one in self.rows.items() if one.changed()}
        if any(one.now()[0] is None for one in changed.values()):
            self._say(_("A remark needs an answer, and an answer cannot be taken back."))
            return
        if not changed:
            self._say(_("Nothing is answered yet."))
            return
        self.save.setEnabled(False)
        self.context.desk.run(
            answer_checks,
            {
                "application_id": self._detail.row.id,
                "answers": {code: one.now()[0] for code, one in changed.items()},
                "remarks": {code: one.now()[1] for code, one in changed.items()},
            },
            lambda result: self._on_done(),
            owner=self,
            title=_("Saving the answers"),
            on_refused=self._on_refused,
            on_end=self._on_ended,
        )

    def take_findings(self) -> None:
        """Answer every open question as the program found, for the person to confirm."""
        for one in self.rows.values():
            found = [given.answer for given in one.check.given if given.automatic]
            if found and one.answer.currentData() is None:
                one.answer.setCurrentIndex(one.answer.findData(found[0].value))

    def dirty(self) -> bool:
        """Whether an answer was given or changed."""
        return any(one.changed() for one in self.rows.values())

    def typed(self) -> dict[str, str]:
        """What was answered and is not saved: `answer|remark` by the code of the question."""
        changed = {code: one.now() for code, one in self.rows.items() if one.changed()}
        return {code: f"{answer or ''}|{remark}" for code, (answer, remark) in changed.items()}

    def put(self, texts: Mapping[str, str]) -> None:
        """Put back what a draft kept, for the questions that are still asked."""
        for code, text in texts.items():
            if code in self.rows:
                answer, _bar, remark = text.partition("|")
                self.rows[code].answer.setCurrentIndex(
                    max(self.rows[code].answer.findData(answer or None), 0)
                )
                self.rows[code].remark.setText(remark)

    def _keep_drafts(self) -> None:
        made = self.keep_drafts(
            place_of(self.context.desk, "applications.answer_checks", self._detail.row.id),
            typed=self.typed,
            put=self.put,
            head=self._offer,
            body=self._body,
            save=self.save,
        )
        if made is not None:
            for one in self.rows.values():
                one.answer.currentIndexChanged.connect(made.on_edited)
                one.remark.textChanged.connect(made.on_edited)

    def _head(self) -> QWidget:
        found = self._detail.row
        frame = QWidget()
        layout = column(frame, spacing=6)
        layout.setContentsMargins(20, 16, 20, 8)
        layout.addWidget(heading(f"{found.number} · {found.organisation}", "heading"))
        words = _(
            "You answer as {name}. Where the call wants two answers, somebody else gives the "
            "second one."
        )
        layout.addWidget(paragraph(words.format(name=self.context.desk.person.name), "muted"))
        layout.addLayout(self._offer)
        layout.addLayout(self._notes)
        return frame

    def _questions(self) -> QScrollArea:
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(20, 4, 20, 12)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        kind = ""
        for check in self._detail.checks:
            if check.kind != kind:
                kind = check.kind
                words = label(f"calls.check.{kind}").capitalize()
                grid.addWidget(heading(words, "heading"), grid.rowCount(), 0, 1, 3)
            self._add(grid, check)
        grid.setRowStretch(grid.rowCount(), 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        return scroll

    def _add(self, grid: QGridLayout, check: CheckRow) -> None:
        place = grid.rowCount()
        title = f"{check.code} · {check.title.of(current_language())}"
        made = self._inputs(check, title)
        self.rows[check.code] = made
        left = QVBoxLayout()
        left.setSpacing(2)
        left.addWidget(paragraph(title))
        if check.evidence is not None:
            words = _("Evidence: {evidence}")
            evidence = words.format(evidence=check.evidence.of(current_language()))
            left.addWidget(paragraph(evidence, "muted"))
        for line in given_lines(check):
            left.addWidget(paragraph(line, "muted"))
        left.addStretch(1)
        grid.addLayout(left, place, 0)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(made.answer, place, 1, top)
        grid.addWidget(made.remark, place, 2, top)
        grid.addWidget(rule(), place + 1, 0, 1, 3)

    def _inputs(self, check: CheckRow, title: str) -> QuestionRow:
        me = self.context.desk.person.person_id
        own = [one for one in check.given if one.person_id == me and not one.automatic]
        answer = QComboBox()
        answer.addItem("–", None)
        for value in Answer:
            answer.addItem(label(f"applications.answer.{value}"), value.value)
        answer.setCurrentIndex(answer.findData(own[0].answer.value) if own else 0)
        answer.setFixedWidth(tokens().px(ANSWER_WIDTH))
        answer.setAccessibleName(title)
        answer.setAccessibleDescription("\n".join(given_lines(check)))
        remark = QLineEdit((own[0].remark or "") if own else "")
        remark.setPlaceholderText(_("Remark"))
        remark.setFixedWidth(tokens().px(REMARK_WIDTH))
        remark.setAccessibleName(_("Remark on {code}").format(code=check.code))
        before = (own[0].answer.value, remark.text()) if own else (None, "")
        return QuestionRow(check, answer, remark, before)

    def _foot(self) -> QFrame:
        self.take = Button(_("Take over what the program found"), "list-checks")
        self.take.setAutoDefault(False)
        self.take.clicked.connect(self.take_findings)
        checks = self._detail.checks
        self.take.setVisible(any(given.automatic for check in checks for given in check.given))
        cancel = Button(_("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.save = Button(_("Save the answers"), role="primary")
        self.save.setDefault(True)
        self.save.clicked.connect(self.submit)
        foot = QFrame()
        foot.setProperty("role", "foot")
        line = row(foot, 12, 8)
        line.addWidget(self.take)
        line.addStretch(1)
        line.addWidget(cancel)
        line.addWidget(self.save)
        return foot

    def _say(self, *sentences: str) -> None:
        clear_layout(self._notes)
        for words in sentences:
            self._notes.addWidget(note(words, Meaning.BAD, "circle-alert"))

    def _on_ended(self) -> None:
        self.save.setEnabled(True)

    def _on_done(self) -> None:
        self.accept()
        self.context.feedback.inform(_("The answers are saved."))

    def _on_refused(self, error: Explained) -> None:
        self.save.setEnabled(True)
        self._say(*explain(error))
