"""Giving applications to assessors, in balance."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import or_, select

from db.tables.applications import ApplicationRecord
from db.tables.calls import CallRecord
from db.tables.scoring import AssignmentRecord, ConflictRecord, MemberRecord
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Problem, Refused, Where, refusal, refuse_on_errors
from iris_grants.scoring.commands.committee import OFFICE
from iris_grants.scoring.committee import check_committee, may_assess
from iris_grants.scoring.rules.assignment import Assessor, Pair, Task, allot

TOPICS = frozenset({"assignments", "committee"})
TO_ASSESS = frozenset({"admitted", "assessed"})
REGULAR, THIRD = "regular", "third"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """How many assignments were made, and how many each assessor (by code) now has in all."""

    made: int
    loads: dict[str, int]


@operation("scoring.assign", roles=OFFICE, topics=TOPICS, undoable=True)
def assign_applications(work: Work, *, call_id: str, per_application: int = 2) -> Assigned:
    """Give every admitted application of a call `per_application` assessors, in balance.

    What is assigned stays; somebody recused does not count and is replaced. Refused with
    everything that is missing: problems of the committee (`check_committee`),
    `scoring.nothing_to_assign`, and for each application `scoring.too_few_assessors`.
    """
    call = work.get(CallRecord, call_id)
    members = list(
        work.session.scalars(select(MemberRecord).where(MemberRecord.call_id == call.id))
    )
    refuse_on_errors(check_committee(member.role for member in members))
    applications = admitted(work, call.id)
    if not applications:
        raise refusal("scoring.nothing_to_assign", Where(key=call.number))
    roles = may_assess(member.role for member in members)
    assessors = [assessor_of(member) for member in members if member.role in roles]
    present, recused = assigned_pairs(work, call.id)
    found = allot(
        assessors,
        [task_of(application) for application in applications],
        per_application=per_application,
        blocked=blocked_pairs(work, call.id) | recused,
        present=present,
    )
    numbers = {application.id: application.number for application in applications}
    if found.short:
        raise Refused(
            *(
                Problem(
                    code="scoring.too_few_assessors",
                    where=Where(key=numbers[application_id]),
                    params={"wanted": per_application},
                )
                for application_id in found.short
            )
        )
    work.add_all([assignment(member, paper, REGULAR) for member, paper in found.pairs])
    given = [member for member, _paper in present | set(found.pairs)]
    return Assigned(
        made=len(found.pairs), loads={one.code: given.count(one.id) for one in assessors}
    )


def admitted(work: Work, call_id: str) -> list[ApplicationRecord]:
    """The applications of a call that are to be assessed, by number."""
    return list(
        work.session.scalars(
            select(ApplicationRecord)
            .where(ApplicationRecord.call_id == call_id)
            .where(ApplicationRecord.state.in_(TO_ASSESS))
            .order_by(ApplicationRecord.number)
        )
    )


def blocked_pairs(work: Work, call_id: str) -> frozenset[Pair]:
    """Member and application of every declared or confirmed conflict of a call."""
    rows = work.session.execute(
        select(ConflictRecord.member_id, ConflictRecord.application_id)
        .join(MemberRecord, MemberRecord.id == ConflictRecord.member_id)
        .where(MemberRecord.call_id == call_id)
        .where(or_(ConflictRecord.origin == "declared", ConflictRecord.state == "confirmed"))
    )
    return frozenset((member, application) for member, application in rows)


def assigned_pairs(work: Work, call_id: str) -> tuple[frozenset[Pair], frozenset[Pair]]:
    """The assignments of a call that stand, and those whose assessor is recused."""
    rows = work.session.execute(
        select(
            AssignmentRecord.member_id, AssignmentRecord.application_id, AssignmentRecord.recused
        )
        .join(MemberRecord, MemberRecord.id == AssignmentRecord.member_id)
        .where(MemberRecord.call_id == call_id)
    ).all()
    standing = frozenset((member, paper) for member, paper, recused in rows if not recused)
    return standing, frozenset((member, paper) for member, paper, recused in rows if recused)


def assessor_of(member: MemberRecord) -> Assessor:
    """The member as the rules of assignment see one."""
    return Assessor(id=member.id, code=member.code, country=member.country)


def task_of(application: ApplicationRecord) -> Task:
    """The application as the rules of assignment see one."""
    return Task(id=application.id, number=application.number, country=application.country)


def assignment(member_id: str, application_id: str, kind: str) -> AssignmentRecord:
    """A new assignment."""
    return AssignmentRecord(
        id=new_id(), member_id=member_id, application_id=application_id, kind=kind, recused=0
    )
