"""How far the work of a committee is, and which step comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iris_grants.applications.queries import list_applications
from iris_grants.calls.queries import CallRow, terms_of
from iris_grants.kernel.problems import Problem
from iris_grants.scoring.commands.assignment import TO_ASSESS
from iris_grants.scoring.committee import check_committee
from iris_grants.scoring.queries.committee import (
    AssignmentRow,
    ConflictRow,
    MemberRow,
    assignments_of,
    committee_of,
    conflicts_of,
)
from iris_grants.scoring.queries.packages import PackageRow, packages_of
from iris_grants.scoring.queries.ranking import RANKED, fixed_rankings
from iris_grants.scoring.queries.returns import ReturnRow, returns_of
from iris_grants.wording import _
from ui.tables.detail import Path

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

APPOINT, DECLARE, CONFLICTS, ASSIGN, PACKAGES, RETURNS, RANKING = range(7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Everything that the head of the committee page is made of."""

    call: CallRow
    members: tuple[MemberRow, ...]
    assignments: tuple[AssignmentRow, ...]
    conflicts: tuple[ConflictRow, ...]
    packages: tuple[PackageRow, ...]
    returns: tuple[ReturnRow, ...]
    applications: int
    admitted: int
    needed: int
    fixed: bool

    @property
    def lacks(self) -> tuple[Problem, ...]:
        """What the committee lacks in members."""
        return check_committee(member.role for member in self.members)

    @property
    def undeclared(self) -> tuple[MemberRow, ...]:
        """Members who have not signed their declaration."""
        return tuple(member for member in self.members if member.declared_on is None)

    @property
    def questions(self) -> tuple[ConflictRow, ...]:
        """Ties that nobody has answered."""
        return tuple(one for one in self.conflicts if one.state == "open")

    @property
    def covered(self) -> bool:
        """Whether every application has as many assessors as the call wants."""
        given: dict[str, int] = {}
        for one in self.assignments:
            if one.state != "recused":
                given[one.application_id] = given.get(one.application_id, 0) + 1
        enough = sum(count >= self.needed for count in given.values())
        return bool(given) and enough >= self.applications

    @property
    def unpacked(self) -> int:
        """Assignments that are in no package yet."""
        return sum(one.state == "assigned" for one in self.assignments)

    @property
    def unreturned(self) -> tuple[PackageRow, ...]:
        """Packages of which nothing came back."""
        return tuple(package for package in self.packages if not package.returns)

    @property
    def held(self) -> tuple[ReturnRow, ...]:
        """Returns of which a part waits for somebody."""
        return tuple(one for one in self.returns if any(part.state == "held" for part in one.parts))

    def at(self) -> int:
        """The step that the work is at."""
        reached = (
            (APPOINT, bool(self.lacks)),
            (DECLARE, bool(self.undeclared)),
            (CONFLICTS, bool(self.questions)),
            (ASSIGN, not self.covered),
            (PACKAGES, bool(self.unpacked)),
            (RETURNS, bool(self.unreturned or self.held)),
        )
        return next((step for step, waits in reached if waits), RANKING)

    def path(self) -> Path:
        """The steps, the present one marked; declarations belong to the members."""
        steps = (
            _("members"),
            _("conflicts"),
            _("assignment"),
            _("packages"),
            _("returns"),
            _("ranking"),
        )
        at = len(steps) - 1 if self.fixed else max(self.at() - 1, 0)
        return Path(steps=steps, at=at, ended=_("ranking fixed") if self.fixed else "")

    def waiting(self) -> int:
        """How many things wait for somebody of the office."""
        return len(self.questions) + len(self.held) + bool(self.unpacked)


def standing_of(session: Session, call: CallRow) -> Standing:
    """How far the committee of a call is."""
    states = [row.state for row in list_applications(session, call.id)]
    return Standing(
        call=call,
        members=committee_of(session, call.id),
        assignments=assignments_of(session, call.id),
        conflicts=conflicts_of(session, call.id),
        packages=packages_of(session, call.id),
        returns=returns_of(session, call.id),
        applications=sum(state in RANKED for state in states),
        admitted=sum(state in TO_ASSESS for state in states),
        needed=terms_of(session, call.id).min_assessments,
        fixed=bool(fixed_rankings(session, call.id)),
    )
