"""Committee, conflicts, packages, returns, scores and rankings."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from db.base import Record, not_negative, one_of, positive, refers, strict, yes_no

MEMBER_ROLES = ("chair", "secretary", "voting", "assessor", "observer")
CONFLICT_ORIGINS = ("declared", "detected")
CONFLICT_KINDS = (
    "employment",
    "board",
    "family",
    "business",
    "organisation",
    "representative",
    "partner",
    "email_domain",
    "other",
)
CONFLICT_STATES = ("open", "confirmed", "dismissed")
ASSIGNMENT_KINDS = ("regular", "third")
RETURN_MEDIA = ("program", "sheet", "paper")
RETURN_STATES = ("sent", "accepted", "held", "superseded", "set_aside")
PART_STATES = ("accepted", "held", "superseded", "set_aside")
PART_DECISIONS = ("accept", "set_aside")
ASSESSMENT_STATES = ("complete", "incomplete", "recused", "void")
MINUTE_KINDS = ("confirmed", "deferred", "reassess", "vote", "note")
SCORE_STATES = ("value", "na", "missing", "recused", "void")


class MemberRecord(Record):
    """A member of the evaluation committee of a call; `code` stands in files (`A`, `B`, …)."""

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


class MemberKeyRecord(Record):
    """A key (hexadecimal Ed25519) that was confirmed to be the member's own, and how."""

    __tablename__ = "committee_member_key"
    __table_args__ = strict(UniqueConstraint("member_id", "public_key"))

    member_id: Mapped[str] = refers("committee_member.id")
    public_key: Mapped[str]
    confirmed_on: Mapped[str]
    confirmed_by_id: Mapped[str] = refers("person.id")
    note: Mapped[str]


class ConflictRecord(Record):
    """A tie between a member and an application; only declared or confirmed ones block.

    A declared one is `confirmed` from the start; a detected one is `open` until the chair
    has answered. `reason` holds the words declared, or the values that were found equal.
    """

    __tablename__ = "conflict"
    __table_args__ = strict(
        UniqueConstraint("member_id", "application_id"),
        one_of("origin", CONFLICT_ORIGINS),
        one_of("kind", CONFLICT_KINDS),
        one_of("state", CONFLICT_STATES),
        CheckConstraint("origin = 'detected' OR state = 'confirmed'", name="declared_holds"),
    )

    member_id: Mapped[str] = refers("committee_member.id")
    application_id: Mapped[str] = refers("application.id")
    origin: Mapped[str]
    kind: Mapped[str]
    state: Mapped[str]
    reason: Mapped[str]
    resolved_reason: Mapped[str | None]
    resolved_on: Mapped[str | None]
    resolved_by_id: Mapped[str | None] = refers("person.id", nullable=True)


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


class PackageItemRecord(Record):
    """An application in a package, with the revision and fingerprint it had then."""

    __tablename__ = "scoring_package_item"
    __table_args__ = strict(UniqueConstraint("package_id", "application_id"), positive("revision"))

    package_id: Mapped[str] = refers("scoring_package.id")
    application_id: Mapped[str] = refers("application.id")
    revision: Mapped[int]
    fingerprint: Mapped[str]


class ReturnRecord(Record):
    """An authentic return, kept as it came; `body` is the whole signed file.

    `sha256` is of that file, `replaces` the canonical JSON list of those of the earlier
    returns it takes the place of, `grid` the fingerprint of the grid it was scored by.
    State and reason are derived from its parts. `sent` is the state in the assessor's own
    working store, where nothing is merged.

    By `medium` it came as a signed file of this program, or the office entered it from a
    filled Excel sheet or from a grid on paper; then `body` is what was entered, nobody's key
    is on it, and the workbook or the scan is kept as a document.
    """

    __tablename__ = "scoring_return"
    __table_args__ = strict(
        UniqueConstraint("sha256"),
        one_of("medium", RETURN_MEDIA),
        one_of("state", RETURN_STATES),
        CheckConstraint("(medium = 'program') = (public_key IS NOT NULL)", name="key_with_program"),
        CheckConstraint("(medium = 'program') = (document_id IS NULL)", name="document_with_entry"),
    )

    call_id: Mapped[str] = refers("call.id")
    package_id: Mapped[str] = refers("scoring_package.id")
    member_id: Mapped[str] = refers("committee_member.id")
    medium: Mapped[str]
    document_id: Mapped[str | None] = refers("document.id", nullable=True)
    sha256: Mapped[str]
    public_key: Mapped[str | None]
    sequence: Mapped[int]
    grid: Mapped[str]
    replaces: Mapped[str]
    body: Mapped[str]
    state: Mapped[str]
    reason: Mapped[str | None]
    signed_at: Mapped[str]
    received_at: Mapped[str]


class ReturnPartRecord(Record):
    """What a return says of one application, what became of it, and what people decided.

    `fingerprint` is of the application version that was scored, `content` of the scores and
    comments; both never change. State and reason are derived by the merge; `decision` is
    the committee's, with its reason.
    """

    __tablename__ = "scoring_return_part"
    __table_args__ = strict(
        UniqueConstraint("return_id", "application_id"),
        yes_no("recused"),
        one_of("state", PART_STATES),
        one_of("decision", PART_DECISIONS),
        CheckConstraint(
            "(decision IS NULL) = (decision_reason IS NULL)",
            name="decision_with_reason",
        ),
    )

    return_id: Mapped[str] = refers("scoring_return.id")
    application_id: Mapped[str] = refers("application.id")
    fingerprint: Mapped[str]
    content: Mapped[str]
    recused: Mapped[int]
    state: Mapped[str]
    reason: Mapped[str | None]
    decision: Mapped[str | None]
    decision_reason: Mapped[str | None]
    decided_by_id: Mapped[str | None] = refers("person.id", nullable=True)


class AssessmentRecord(Record):
    """What counts of one member's assessment of one application, derived by the merge.

    In an assessor's working store it is the work itself, and has no return yet.
    """

    __tablename__ = "assessment"
    __table_args__ = strict(
        UniqueConstraint("member_id", "application_id"),
        one_of("state", ASSESSMENT_STATES),
    )

    call_id: Mapped[str] = refers("call.id")
    member_id: Mapped[str] = refers("committee_member.id")
    application_id: Mapped[str] = refers("application.id")
    return_id: Mapped[str | None] = refers("scoring_return.id", nullable=True)
    state: Mapped[str]
    comment: Mapped[str | None]


class SectionCommentRecord(Record):
    """The comment of an assessment on one section of the grid."""

    __tablename__ = "section_comment"
    __table_args__ = strict(UniqueConstraint("assessment_id", "section"))

    assessment_id: Mapped[str] = refers("assessment.id")
    section: Mapped[str]
    comment: Mapped[str]


class ScoreRecord(Record):
    """One of the states of a score; `score_milli` (thousandths) only in state `value`."""

    __tablename__ = "score"
    __table_args__ = strict(
        UniqueConstraint("assessment_id", "criterion"),
        one_of("state", SCORE_STATES),
        not_negative("score_milli"),
        CheckConstraint(
            "(state = 'value') = (score_milli IS NOT NULL)", name="number_only_in_value"
        ),
    )

    assessment_id: Mapped[str] = refers("assessment.id")
    criterion: Mapped[str]
    state: Mapped[str]
    score_milli: Mapped[int | None]
    comment: Mapped[str | None]


class AssessorNoteRecord(Record):
    """What an assessor notes for nobody else, in the own working store; it is never returned."""

    __tablename__ = "assessor_note"
    __table_args__ = strict(UniqueConstraint("application_id"), yes_no("flagged"))

    application_id: Mapped[str] = refers("application.id")
    note: Mapped[str]
    flagged: Mapped[int]


class RankingRecord(Record):
    """A ranking that was fixed by the committee, with the exact files it was computed from.

    A call with lots has rankings of each lot; elsewhere `lot` is empty.
    """

    __tablename__ = "ranking"
    __table_args__ = strict(UniqueConstraint("call_id", "number"), yes_no("preliminary"))

    call_id: Mapped[str] = refers("call.id")
    lot: Mapped[str | None]
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


class MeetingRecord(Record):
    """A meeting of the evaluation committee; `number` counts those of one call.

    While `closed_at` is empty its minutes may grow.
    """

    __tablename__ = "committee_meeting"
    __table_args__ = strict(UniqueConstraint("call_id", "number"), positive("number"))

    call_id: Mapped[str] = refers("call.id")
    number: Mapped[int]
    held_on: Mapped[str]
    place: Mapped[str | None]
    opened_at: Mapped[str]
    closed_at: Mapped[str | None]


class PresenceRecord(Record):
    """A member of the committee who was at a meeting."""

    __tablename__ = "committee_presence"
    __table_args__ = strict(UniqueConstraint("meeting_id", "member_id"))

    meeting_id: Mapped[str] = refers("committee_meeting.id")
    member_id: Mapped[str] = refers("committee_member.id")


class MinuteRecord(Record):
    """A line of the minutes: what the committee said of an application, or of anything.

    `rank`, `total` and `decision` are those that the application had in the ranking at that
    moment. A later line never changes an earlier one.
    """

    __tablename__ = "committee_minute"
    __table_args__ = strict(
        UniqueConstraint("meeting_id", "position"),
        one_of("kind", MINUTE_KINDS),
        not_negative("votes_for"),
        not_negative("votes_against"),
        not_negative("abstained"),
        CheckConstraint(
            "(kind = 'vote') = (votes_for IS NOT NULL AND votes_against IS NOT NULL "
            "AND abstained IS NOT NULL)",
            name="vote_with_numbers",
        ),
    )

    meeting_id: Mapped[str] = refers("committee_meeting.id")
    position: Mapped[int]
    application_id: Mapped[str | None] = refers("application.id", nullable=True)
    kind: Mapped[str]
    words: Mapped[str | None]
    rank: Mapped[int | None]
    total: Mapped[str | None]
    decision: Mapped[str | None]
    votes_for: Mapped[int | None]
    votes_against: Mapped[int | None]
    abstained: Mapped[int | None]
    made_at: Mapped[str]
