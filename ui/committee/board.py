"""The committee board as values: assessors × applications, each cell with its state."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from iris_grants.applications.queries import ApplicationRow, list_applications
from iris_grants.calls.queries import terms_of
from iris_grants.scoring.committee import may_assess
from iris_grants.scoring.queries.committee import (
    AssignmentRow,
    ConflictRow,
    MemberRow,
    assignments_of,
    committee_of,
    conflicts_of,
)
from iris_grants.scoring.queries.ranking import RANKED, current_rankings
from iris_grants.scoring.rules.reassessment import THIRD_NEEDED

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

FREE, QUESTION, CONFLICT = "free", "question", "conflict"
COUNTED = frozenset({"complete"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What is between one assessor and one application.

    `state` is that of the assignment, or `free`; without an assignment that stands also
    `conflict` (declared or confirmed) and `question` (a tie that nobody has answered yet).
    """

    member: MemberRow
    application: ApplicationRow
    state: str
    assignment: AssignmentRow | None
    conflict: ConflictRow | None

    @property
    def third(self) -> bool:
        """Whether the assessor is the third one."""
        return self.assignment is not None and self.assignment.kind == "third"


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """An application with its cells, one an assessor.

    `standing` counts assessors that are not recused, `scored` those whose scores count.
    """

    application: ApplicationRow
    cells: tuple[Cell, ...]
    standing: int
    scored: int
    third_needed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The whole board; `needed` is how many assessments the call wants of each application."""

    assessors: tuple[MemberRow, ...] = ()
    rows: tuple[BoardRow, ...] = ()
    needed: int = 1

    def cell(self, member_id: str, application_id: str) -> Cell | None:
        """The cell of these two, none if they are not on the board."""
        for row in self.rows:
            for cell in row.cells:
                if (cell.member.id, cell.application.id) == (member_id, application_id):
                    return cell
        return None


def board_of(session: Session, call_id: str) -> Board:
    """The board of a call; the same number of queries for any number of applications."""
    members = committee_of(session, call_id)
    assignments = assignments_of(session, call_id)
    conflicts = conflicts_of(session, call_id)
    applications = [row for row in list_applications(session, call_id) if row.state in RANKED]
    needed = terms_of(session, call_id).min_assessments
    thirds = thirds_needed(session, call_id) if assignments else frozenset()
    shown = assessors_of(members, assignments)
    by_pair = {(one.member_id, one.application_id): one for one in assignments}
    ties = {(one.member_id, one.application_id): one for one in conflicts}
    rows = []
    for application in applications:
        cells = tuple(
            cell_of(
                member,
                application,
                by_pair.get((member.id, application.id)),
                ties.get((member.id, application.id)),
            )
            for member in shown
        )
        given = [cell.assignment for cell in cells if cell.assignment is not None]
        rows.append(
            BoardRow(
                application=application,
                cells=cells,
                standing=sum(one.state != "recused" for one in given),
                scored=sum(one.state in COUNTED for one in given),
                third_needed=application.number in thirds,
            )
        )
    return Board(assessors=shown, rows=tuple(rows), needed=needed)


def thirds_needed(session: Session, call_id: str) -> frozenset[str]:
    """The numbers of applications whose two assessments are too far apart."""
    return frozenset(
        row.application.id
        for result in current_rankings(session, call_id)
        for row in result.rows
        if row.reason == THIRD_NEEDED
    )


def assessors_of(
    members: tuple[MemberRow, ...], assignments: Iterable[AssignmentRow]
) -> tuple[MemberRow, ...]:
    """Those who may assess, and whoever else has an application."""
    roles = may_assess(member.role for member in members)
    given = {one.member_id for one in assignments}
    return tuple(one for one in members if one.role in roles or one.id in given)


def cell_of(
    member: MemberRow,
    application: ApplicationRow,
    assignment: AssignmentRow | None,
    conflict: ConflictRow | None,
) -> Cell:
    """The cell of an assessor and an application."""
    state = FREE if assignment is None else assignment.state
    if conflict is not None and state in (FREE, "recused"):
        if conflict.state == "confirmed":
            state = CONFLICT
        elif conflict.state == "open":
            state = QUESTION
    return Cell(
        member=member,
        application=application,
        state=state,
        assignment=assignment,
        conflict=conflict,
    )
