"""The assessor's work in the window: shown at once, saved at once by its operation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import wait
from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import QObject, Signal

from iris_grants.scoring.assessed import (
    MILLI,
    Assessed,
    Recusal,
    Score,
    check_complete,
    outcome,
)
from iris_grants.scoring.commands.assessing import (
    Filled,
    Given,
    clear_score,
    fill_scores,
    recuse,
    score_criterion,
    set_not_applicable,
    take_back_recusal,
    write_comment,
)
from iris_grants.scoring.commands.noting import write_note
from iris_grants.scoring.queries.assessing import OwnAssessmentRow, own_assessments
from iris_grants.scoring.rules.scores import ScoreState
from ui.assessor.reading import Assignment
from ui.desk import WindowDesk
from ui.feedback import Feedback
from ui.feedback.faults import Explained
from ui.tasks import Task


class Work(QObject):
    """All assessments of a package as they stand, and the only way to change them here.

    A change is seen by `changed` (the application's identity) before it is saved; where the
    store refuses it, everything is read again from there. `saved` says that nothing is on
    its way any more.
    """

    changed = Signal(str)
    saving = Signal()
    saved = Signal()

    def __init__(
        self, desk: WindowDesk, assignment: Assignment, feedback: Feedback, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.assignment = assignment
        self._feedback = feedback
        self._rows = {row.application_id: row for row in assignment.rows}
        self._under_way: list[Task[object]] = []

    def rows(self) -> tuple[OwnAssessmentRow, ...]:
        """All assessments in the order of their numbers."""
        return tuple(self._rows.values())

    def row(self, application_id: str) -> OwnAssessmentRow:
        """The assessment of one application."""
        return self._rows[application_id]

    def idle(self) -> bool:
        """Whether everything is saved."""
        return not self._under_way

    def finish(self) -> None:
        """Wait until every change is in the store; a change takes a few milliseconds."""
        wait([task.future for task in self._under_way if task.future is not None])

    def give(self, application_id: str, criterion: str, score: Decimal) -> None:
        """Give a score; its comment stays."""
        self._score(application_id, criterion, ScoreState.VALUE, int(score * MILLI))
        self._save(score_criterion, application_id=application_id, criterion=criterion, score=score)

    def set_absent(self, application_id: str, criterion: str) -> None:
        """Say that a criterion does not apply."""
        self._score(application_id, criterion, ScoreState.NA, None)
        self._save(set_not_applicable, application_id=application_id, criterion=criterion)

    def clear(self, application_id: str, criterion: str) -> None:
        """Take a score back."""
        self._score(application_id, criterion, ScoreState.MISSING, None)
        self._save(clear_score, application_id=application_id, criterion=criterion)

    def comment_item(self, application_id: str, criterion: str, comment: str) -> None:
        """Write the comment of a criterion; nothing happens where it is the same."""
        assessed = self._rows[application_id].assessed
        now, words = assessed.scores[criterion], comment.strip()
        if now.comment == words:
            return
        scores = {**assessed.scores, criterion: replace(now, comment=words)}
        self._put(application_id, replace(assessed, scores=scores))
        given = Given(
            state=now.state,
            score=None if now.milli is None else Decimal(now.milli) / MILLI,
            comment=words,
        )
        filled = {application_id: Filled(scores={criterion: given}, sections={})}
        self._save(fill_scores, filled=filled)

    def comment_on(self, application_id: str, section: str, comment: str) -> None:
        """Write the comment of a section, or of the whole application for an empty one."""
        assessed = self._rows[application_id].assessed
        words = comment.strip()
        now = assessed.sections.get(section, "") if section else assessed.comment
        if now == words:
            return
        if section:
            others = {code: text for code, text in assessed.sections.items() if code != section}
            sections = others | ({section: words} if words else {})
            self._put(application_id, replace(assessed, sections=sections))
        else:
            self._put(application_id, replace(assessed, comment=words))
        self._save(
            write_comment, application_id=application_id, comment=words, section=section or None
        )

    def note(self, application_id: str, note: str, *, flagged: bool) -> None:
        """Keep a private note and a flag; nothing happens where both are the same."""
        row, words = self._rows[application_id], note.strip()
        if (row.note, row.flagged) == (words, flagged):
            return
        self._rows[application_id] = replace(row, note=words, flagged=flagged)
        self.changed.emit(application_id)
        self._save(write_note, application_id=application_id, note=words, flagged=flagged)

    def step_aside(self, application_id: str, kind: str, reason: str) -> None:
        """Step aside because of a tie."""
        recusal = Recusal(kind=kind, reason=" ".join(reason.split()))
        self._put(application_id, replace(self._rows[application_id].assessed, recusal=recusal))
        self._save(recuse, application_id=application_id, kind=kind, reason=reason)

    def come_back(self, application_id: str) -> None:
        """Take a recusal back."""
        self._put(application_id, replace(self._rows[application_id].assessed, recusal=None))
        self._save(take_back_recusal, application_id=application_id)

    def reload(self) -> None:
        """Read everything again from the store."""
        self.desk.read(own_assessments, self._on_read, owner=self)

    def _score(
        self, application_id: str, criterion: str, state: ScoreState, milli: int | None
    ) -> None:
        assessed = self._rows[application_id].assessed
        before = assessed.scores[criterion]
        after = Score(state=state, milli=milli, comment=before.comment)
        self._put(application_id, replace(assessed, scores={**assessed.scores, criterion: after}))

    def _put(self, application_id: str, assessed: Assessed) -> None:
        row = self._rows[application_id]
        found = self.assignment
        self._rows[application_id] = replace(
            row,
            assessed=assessed,
            outcome=outcome(assessed, found.grid),
            open=check_complete(assessed, found.terms, row.number),
        )
        self.changed.emit(application_id)

    def _save(self, command: Callable[..., object], **kwargs: object) -> None:
        values: Mapping[str, object] = kwargs
        self.saving.emit()
        task = self.desk.run(
            command,
            values,
            _nothing,
            owner=self,
            on_refused=self._on_refused,
            on_end=self._on_end,
        )
        self._under_way.append(task)

    def _on_refused(self, error: Explained) -> None:
        self._feedback.refused(error)
        self.reload()

    def _on_end(self) -> None:
        self._under_way = [task for task in self._under_way if not task.ended]
        if not self._under_way:
            self.saved.emit()

    def _on_read(self, rows: tuple[OwnAssessmentRow, ...]) -> None:
        self._rows = {row.application_id: row for row in rows}
        for row in rows:
            self.changed.emit(row.application_id)


def _nothing(result: object) -> None:
    """What was changed is on screen already."""
