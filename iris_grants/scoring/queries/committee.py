"""The committee, its conflicts and its assignments as rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.tables.applications import ApplicationRecord
from db.tables.organisations import OrganisationRecord
from db.tables.people import PersonRecord
from db.tables.scoring import (
    AssessmentRecord,
    AssignmentRecord,
    ConflictRecord,
    MemberKeyRecord,
    MemberRecord,
    PackageItemRecord,
    PackageRecord,
    ReturnPartRecord,
    ReturnRecord,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRow:
    """A member of a committee; `load` counts the assignments that stand."""

    id: str
    call_id: str
    person_id: str
    name: str
    organisation_name: str | None
    code: str
    role: str
    country: str | None
    declared_on: str | None
    keys: tuple[str, ...]
    load: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictRow:
    """A tie between a member and an application, and what was answered."""

    id: str
    member_id: str
    member_code: str
    member_name: str
    application_id: str
    application_number: str
    applicant: str
    origin: str
    kind: str
    state: str
    reason: str
    resolved_reason: str | None
    resolved_on: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentRow:
    """An assignment and how far it is.

    `state` is the furthest of: `assigned`, `packaged`, `held` (a return waits),
    `incomplete`, `complete`, `void`, `recused`.
    """

    id: str
    member_id: str
    member_code: str
    application_id: str
    application_number: str
    kind: str
    state: str


def committee_of(session: Session, call_id: str) -> tuple[MemberRow, ...]:
    """The members of a call's committee, by code."""
    loads: Counter[str] = Counter()
    for member_id, count in session.execute(
        select(AssignmentRecord.member_id, func.count())
        .where(AssignmentRecord.recused == 0)
        .group_by(AssignmentRecord.member_id)
    ):
        loads[member_id] = count
    keys: dict[str, list[str]] = {}
    for member_id, public_key in session.execute(
        select(MemberKeyRecord.member_id, MemberKeyRecord.public_key)
        .join(MemberRecord, MemberRecord.id == MemberKeyRecord.member_id)
        .where(MemberRecord.call_id == call_id)
        .order_by(MemberKeyRecord.confirmed_on, MemberKeyRecord.public_key)
    ):
        keys.setdefault(member_id, []).append(public_key)
    rows = session.execute(
        select(MemberRecord, PersonRecord.name, PersonRecord.organisation_name)
        .join(PersonRecord, PersonRecord.id == MemberRecord.person_id)
        .where(MemberRecord.call_id == call_id)
        .order_by(MemberRecord.code)
    )
    return tuple(
        MemberRow(
            id=member.id,
            call_id=member.call_id,
            person_id=member.person_id,
            name=name,
            organisation_name=organisation_name,
            code=member.code,
            role=member.role,
            country=member.country,
            declared_on=member.declared_on,
            keys=tuple(keys.get(member.id, ())),
            load=loads[member.id],
        )
        for member, name, organisation_name in rows
    )


def conflicts_of(session: Session, call_id: str) -> tuple[ConflictRow, ...]:
    """All ties of a call's committee, by member code and application number."""
    rows = session.execute(
        select(
            ConflictRecord,
            MemberRecord.code,
            PersonRecord.name,
            ApplicationRecord.number,
            OrganisationRecord.name,
        )
        .join(MemberRecord, MemberRecord.id == ConflictRecord.member_id)
        .join(PersonRecord, PersonRecord.id == MemberRecord.person_id)
        .join(ApplicationRecord, ApplicationRecord.id == ConflictRecord.application_id)
        .join(OrganisationRecord, OrganisationRecord.id == ApplicationRecord.organisation_id)
        .where(MemberRecord.call_id == call_id)
        .order_by(MemberRecord.code, ApplicationRecord.number)
    )
    return tuple(
        ConflictRow(
            id=conflict.id,
            member_id=conflict.member_id,
            member_code=code,
            member_name=name,
            application_id=conflict.application_id,
            application_number=number,
            applicant=applicant,
            origin=conflict.origin,
            kind=conflict.kind,
            state=conflict.state,
            reason=conflict.reason,
            resolved_reason=conflict.resolved_reason,
            resolved_on=conflict.resolved_on,
        )
        for conflict, code, name, number, applicant in rows
    )


def assignments_of(session: Session, call_id: str) -> tuple[AssignmentRow, ...]:
    """All assignments of a call, by application number and member code, with their state."""
    packaged = _pairs(session, call_id)
    held = _held(session, call_id)
    assessed: dict[tuple[str, str], str] = {
        (member, application): state
        for member, application, state in session.execute(
            select(
                AssessmentRecord.member_id, AssessmentRecord.application_id, AssessmentRecord.state
            ).where(AssessmentRecord.call_id == call_id)
        )
    }
    rows = session.execute(
        select(AssignmentRecord, MemberRecord.code, ApplicationRecord.number)
        .join(MemberRecord, MemberRecord.id == AssignmentRecord.member_id)
        .join(ApplicationRecord, ApplicationRecord.id == AssignmentRecord.application_id)
        .where(MemberRecord.call_id == call_id)
        .order_by(ApplicationRecord.number, MemberRecord.code)
    )
    found = []
    for one, code, number in rows:
        pair = (one.member_id, one.application_id)
        state = "packaged" if pair in packaged else "assigned"
        state = "held" if pair in held else state
        state = assessed.get(pair, "recused" if one.recused else state)
        found.append(
            AssignmentRow(
                id=one.id,
                member_id=one.member_id,
                member_code=code,
                application_id=one.application_id,
                application_number=number,
                kind=one.kind,
                state=state,
            )
        )
    return tuple(found)


def loads_of(rows: tuple[AssignmentRow, ...]) -> dict[str, int]:
    """How many assignments that stand each assessor has, by code."""
    return dict(Counter(row.member_code for row in rows if row.state != "recused"))


def _pairs(session: Session, call_id: str) -> set[tuple[str, str]]:
    rows = session.execute(
        select(PackageRecord.member_id, PackageItemRecord.application_id)
        .join(PackageItemRecord, PackageItemRecord.package_id == PackageRecord.id)
        .where(PackageRecord.call_id == call_id)
    )
    return {(member, application) for member, application in rows}


def _held(session: Session, call_id: str) -> set[tuple[str, str]]:
    rows = session.execute(
        select(ReturnRecord.member_id, ReturnPartRecord.application_id)
        .join(ReturnPartRecord, ReturnPartRecord.return_id == ReturnRecord.id)
        .where(ReturnRecord.call_id == call_id)
        .where(ReturnPartRecord.state == "held")
    )
    return {(member, application) for member, application in rows}
