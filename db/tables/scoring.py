"""Committee, conflicts, packages, returns, scores and rankings."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from db.base import Record, not_negative, one_of, refers, strict, yes_no

MEMBER_ROLES = ("chair", "secretary", "voting", "assessor", "observer")
CONFLICT_ORIGINS = ("declared", "detected")
CONFLICT_STATES = ("open", "confirmed", "dismissed")
ASSIGNMENT_KINDS = ("regular", "third")
RETURN_STATES = ("accepted", "held", "superseded")
SCORE_STATES = ("value", "na", "missing", "recused", "void")


class MemberRecord(Record):
    """A member of the evaluation committee of a call; `code` stands in files (`A`, `B`, …).

    `public_key` is the key (hexadecimal Ed25519) confirmed for the member's returns.
    """

    __tablename__ = "committee_member"
    __table_args__ = strict(
        UniqueConstraint("call_id", "person_id"),
        UniqueConstraint("call_id", "code"),
        one_of("role", MEMBER_ROLES),
    )

    call_id: Mapped[str] = refers("call.id")
    person_id: Mapped[str] = refers("person.id")
    code: Mapped[str]
    role: Mapped[str]
    country: Mapped[str | None]
    declared_on: Mapped[str | None]
    public_key: Mapped[str | None]


class ConflictRecord(Record):
    """A tie between a member and an application; only declared or confirmed ones block."""

    __tablename__ = "conflict"
    __table_args__ = strict(
        UniqueConstraint("member_id", "application_id"),
        one_of("origin", CONFLICT_ORIGINS),
        one_of("state", CONFLICT_STATES),
    )

    member_id: Mapped[str] = refers("committee_member.id")
    application_id: Mapped[str] = refers("application.id")
    origin: Mapped[str]
    state: Mapped[str]
    reason: Mapped[str]
    resolved_reason: Mapped[str | None]


class AssignmentRecord(Record):
    """An application given to an assessor."""

    __tablename__ = "assignment"
    __table_args__ = strict(
        UniqueConstraint("member_id", "application_id"),
        one_of("kind", ASSIGNMENT_KINDS),
        yes_no("recused"),
    )

    member_id: Mapped[str] = refers("committee_member.id")
    application_id: Mapped[str] = refers("application.id")
    kind: Mapped[str]
    recused: Mapped[int]


class PackageRecord(Record):
    """A sealed scoring package as it left the office; `manifest` is its canonical JSON."""

    __tablename__ = "scoring_package"
    __table_args__ = strict(UniqueConstraint("call_id", "number"))

    call_id: Mapped[str] = refers("call.id")
    member_id: Mapped[str] = refers("committee_member.id")
    number: Mapped[str]
    manifest: Mapped[str]
    fingerprint: Mapped[str]
    made_at: Mapped[str]


class ReturnRecord(Record):
    """An authentic return, kept as it came; `body` is the signed document."""

    __tablename__ = "scoring_return"
    __table_args__ = strict(UniqueConstraint("sha256"), one_of("state", RETURN_STATES))

    call_id: Mapped[str] = refers("call.id")
    package_id: Mapped[str] = refers("scoring_package.id")
    member_id: Mapped[str] = refers("committee_member.id")
    sha256: Mapped[str]
    public_key: Mapped[str]
    body: Mapped[str]
    state: Mapped[str]
    reason: Mapped[str | None]
    signed_at: Mapped[str]
    received_at: Mapped[str]


class AssessmentRecord(Record):
    """What counts of one member's assessment of one application, derived by the merge."""

    __tablename__ = "assessment"
    __table_args__ = strict(UniqueConstraint("member_id", "application_id"))

    call_id: Mapped[str] = refers("call.id")
    member_id: Mapped[str] = refers("committee_member.id")
    application_id: Mapped[str] = refers("application.id")
    return_id: Mapped[str] = refers("scoring_return.id")
    state: Mapped[str]
    comment: Mapped[str | None]


class ScoreRecord(Record):
    """One of the states of a score; `score_milli` (thousandths) only in state `value`."""

    __tablename__ = "score"
    __table_args__ = strict(
        UniqueConstraint("assessment_id", "criterion"),
        one_of("state", SCORE_STATES),
        not_negative("score_milli"),
    )

    assessment_id: Mapped[str] = refers("assessment.id")
    criterion: Mapped[str]
    state: Mapped[str]
    score_milli: Mapped[int | None]
    comment: Mapped[str | None]


class RankingRecord(Record):
    """A ranking that was fixed by the committee, with the exact files it was computed from."""

    __tablename__ = "ranking"
    __table_args__ = strict(UniqueConstraint("call_id", "number"), yes_no("preliminary"))

    call_id: Mapped[str] = refers("call.id")
    number: Mapped[int]
    preliminary: Mapped[int]
    grid_json: Mapped[str]
    scores_csv: Mapped[str]
    ranking_csv: Mapped[str]
    made_at: Mapped[str]


class RankingRowRecord(Record):
    """A row of a fixed ranking, as printed."""

    __tablename__ = "ranking_row"
    __table_args__ = strict(
        UniqueConstraint("ranking_id", "application_id"),
        Index("ix_ranking_row_position", "ranking_id", "position"),
    )

    ranking_id: Mapped[str] = refers("ranking.id")
    application_id: Mapped[str] = refers("application.id")
    position: Mapped[int]
    rank: Mapped[int | None]
    assessments: Mapped[int]
    total: Mapped[str | None]
    offered_minor: Mapped[int | None]
    decision: Mapped[str]
    reason: Mapped[str | None]
    tie_break: Mapped[str | None]
