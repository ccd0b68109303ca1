"""Conflicts of interest: declared by members, asked about from the data, answered by the chair."""

from __future__ import annotations

import json

from sqlalchemy import select

from db.tables.applications import ApplicationRecord
from db.tables.organisations import OrganisationRecord
from db.tables.people import PersonRecord
from db.tables.scoring import CONFLICT_KINDS, ConflictRecord, MemberRecord
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Where, refusal
from iris_grants.scoring.commands.committee import OFFICE
from iris_grants.scoring.commands.derive import derive_scores
from iris_grants.scoring.rules.conflicts import (
    ApplicantFacts,
    MemberFacts,
    Tie,
    detect_ties,
)

TOPICS = frozenset({"conflicts", "committee", "scores"})
CLOSED_FILES = frozenset({"dismissed", "withdrawn"})
"""States of applications that nobody will assess: no questions are asked about them."""


@operation("scoring.declare_conflict", roles=OFFICE, topics=TOPICS)
def declare_conflict(
    work: Work, *, member_id: str, application_id: str, kind: str, reason: str
) -> str:
    """Record a conflict that a member declared; it blocks at once. Gives its identity.

    A question about the same two becomes this declaration. Refused: `scoring.kind_unknown`,
    `scoring.reason_missing`, `scoring.other_call`.
    """
    if kind not in CONFLICT_KINDS:
        raise refusal("scoring.kind_unknown", Where(key="kind"), kind=kind)
    words = _words(reason)
    member = work.get(MemberRecord, member_id)
    application = work.get(ApplicationRecord, application_id)
    if application.call_id != member.call_id:
        raise refusal("scoring.other_call", Where(key=application.number))
    found = _between(work, member.id, application.id)
    if found is None:
        found = ConflictRecord(
            id=new_id(), member_id=member.id, application_id=application.id, state="confirmed"
        )
    found.origin, found.state = "declared", "confirmed"
    found.kind, found.reason = kind, words
    found.resolved_reason = found.resolved_on = found.resolved_by_id = None
    work.add(found)
    derive_scores(work, member.call_id)
    return found.id


@operation("scoring.detect_conflicts", roles=OFFICE, topics=TOPICS)
def detect_conflicts(work: Work, *, call_id: str) -> int:
    """Ask about every tie between members and applications that the data show.

    What is known already stays as it is, also when it was dismissed. Gives the number of
    new questions.
    """
    known = {
        (member, application)
        for member, application in work.session.execute(
            select(ConflictRecord.member_id, ConflictRecord.application_id)
            .join(MemberRecord, MemberRecord.id == ConflictRecord.member_id)
            .where(MemberRecord.call_id == call_id)
        )
    }
    ties = detect_ties(_members(work, call_id), _applicants(work, call_id))
    fresh = [tie for tie in ties if (tie.member_id, tie.application_id) not in known]
    work.add_all([_question(tie) for tie in fresh])
    return len(fresh)


@operation("scoring.resolve_conflict", roles=OFFICE, topics=TOPICS)
def resolve_conflict(work: Work, *, conflict_id: str, confirmed: bool, reason: str) -> None:
    """Record the chair's answer to a question: a conflict, or none, with the reason.

    Refused: `scoring.reason_missing`, `scoring.declared_stands` for one that the member
    declared.
    """
    words = _words(reason)
    conflict = work.get(ConflictRecord, conflict_id)
    if conflict.origin == "declared":
        raise refusal("scoring.declared_stands")
    conflict.state = "confirmed" if confirmed else "dismissed"
    conflict.resolved_reason = words
    conflict.resolved_on = work.today.isoformat()
    conflict.resolved_by_id = work.person.person_id
    work.flush()
    derive_scores(work, work.get(MemberRecord, conflict.member_id).call_id)


def _between(work: Work, member_id: str, application_id: str) -> ConflictRecord | None:
    return work.session.scalar(
        select(ConflictRecord)
        .where(ConflictRecord.member_id == member_id)
        .where(ConflictRecord.application_id == application_id)
    )


def _words(reason: str) -> str:
    tidy = " ".join(reason.split())
    if not tidy:
        raise refusal("scoring.reason_missing", Where(key="reason"))
    return tidy


def _question(tie: Tie) -> ConflictRecord:
    return ConflictRecord(
        id=new_id(),
        member_id=tie.member_id,
        application_id=tie.application_id,
        origin="detected",
        kind=tie.kind,
        state="open",
        reason=tie.evidence,
        resolved_reason=None,
        resolved_on=None,
        resolved_by_id=None,
    )


def _members(work: Work, call_id: str) -> list[MemberFacts]:
    rows = work.session.execute(
        select(
            MemberRecord.id, PersonRecord.name, PersonRecord.organisation_name, PersonRecord.email
        )
        .join(PersonRecord, PersonRecord.id == MemberRecord.person_id)
        .where(MemberRecord.call_id == call_id)
    )
    return [
        MemberFacts(id=member_id, name=name, organisation=organisation, email=email)
        for member_id, name, organisation, email in rows
    ]


def _applicants(work: Work, call_id: str) -> list[ApplicantFacts]:
    rows = work.session.execute(
        select(
            ApplicationRecord.id,
            ApplicationRecord.answers,
            OrganisationRecord.name,
            OrganisationRecord.email,
            OrganisationRecord.representative,
        )
        .join(OrganisationRecord, OrganisationRecord.id == ApplicationRecord.organisation_id)
        .where(ApplicationRecord.call_id == call_id)
        .where(ApplicationRecord.state.not_in(CLOSED_FILES))
    )
    return [
        ApplicantFacts(
            application_id=application_id,
            organisation=name,
            email=email,
            representative=representative,
            partners=named_partners(answers),
        )
        for application_id, answers, name, email, representative in rows
    ]


def named_partners(answers: str) -> tuple[str, ...]:
    """The partners that the answers of a form name (`partner.<number>.name`)."""
    fields = json.loads(answers)
    return tuple(
        value
        for key, value in sorted(fields.items())
        if key.startswith("partner.") and key.endswith(".name") and isinstance(value, str) and value
    )
