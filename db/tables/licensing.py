"""Licensing support: cases, gaps, steps and licences."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped

from db.base import Record, not_negative, one_of, refers, strict, yes_no

STAGES = (
    "interest",
    "selected",
    "mentor_assigned",
    "gap_self_assessment",
    "gap_verified",
    "plan_approved",
    "documents_drafted",
    "gaps_closed",
    "mock_review",
    "filed",
    "authority_review",
    "licensed",
    "refused",
    "suspended",
    "maintenance",
    "revoked",
    "completed",
    "withdrawn",
)
GOALS = ("licence", "quality_framework", "readiness")
GAP_STATES = ("met", "partly", "not_met", "not_applicable", "not_assessed")
CRITICALITY = ("blocking", "major", "minor")
VISIT_KINDS = ("mentor", "mock_review", "authority")
VERDICTS = ("ready", "not_ready")
FILING_KINDS = ("first", "again", "renewal")
DECISION_KINDS = ("refused", "suspended", "lifted", "revoked")
STAFF_LICENCE_KINDS = ("basic", "specialised", "supervisory", "legal", "other")
ANSWERS = ("yes", "no")


class CaseRecord(Record):
    """One organisation, one service, one goal, one file."""

    __tablename__ = "licensing_case"
    __table_args__ = strict(
        UniqueConstraint("number"),
        UniqueConstraint("organisation_id", "service", "goal"),
        one_of("stage", STAGES),
        one_of("goal", GOALS),
    )

    organisation_id: Mapped[str] = refers("organisation.id")
    standards_pack_id: Mapped[str] = refers("rule_set.id")
    mentor_id: Mapped[str | None] = refers("person.id", nullable=True)
    number: Mapped[str]
    service: Mapped[str]
    country: Mapped[str]
    goal: Mapped[str]
    stage: Mapped[str]
    opened_on: Mapped[str]


class GapRecord(Record):
    """One standard of the pack, as assessed for the case, with what will be done.

    `reopened_reason` says why an action that was done was opened again, the last time.
    """

    __tablename__ = "gap_item"
    __table_args__ = strict(
        UniqueConstraint("case_id", "code"),
        one_of("self_state", GAP_STATES),
        one_of("verified_state", GAP_STATES),
        one_of("criticality", CRITICALITY),
    )

    case_id: Mapped[str] = refers("licensing_case.id")
    code: Mapped[str]
    position: Mapped[int]
    criticality: Mapped[str]
    self_state: Mapped[str]
    self_note: Mapped[str | None]
    evidence: Mapped[str | None]
    verified_state: Mapped[str]
    finding: Mapped[str | None]
    action: Mapped[str | None]
    responsible: Mapped[str | None]
    due_on: Mapped[str | None]
    cost_minor: Mapped[int | None]
    done_on: Mapped[str | None]
    reopened_reason: Mapped[str | None]


class CaseStepRecord(Record):
    """A step on the path of a case: which stage was reached, when, and on what paper."""

    __tablename__ = "case_step"
    __table_args__ = strict(UniqueConstraint("case_id", "position"), one_of("stage", STAGES))

    case_id: Mapped[str] = refers("licensing_case.id")
    position: Mapped[int]
    stage: Mapped[str]
    reached_on: Mapped[str]
    note: Mapped[str | None]
    document_id: Mapped[str | None] = refers("document.id", nullable=True)


class LicenceRecord(Record):
    """A licence with its validity; a limited one is given once (DOMAIN.md §10.1, Serbia)."""

    __tablename__ = "licence"
    __table_args__ = strict(
        UniqueConstraint("country", "number"),
        yes_no("limited"),
        CheckConstraint("valid_to IS NULL OR valid_to > valid_from", name="validity_in_order"),
    )

    case_id: Mapped[str] = refers("licensing_case.id")
    country: Mapped[str]
    number: Mapped[str]
    authority: Mapped[str]
    issued_on: Mapped[str]
    valid_from: Mapped[str]
    valid_to: Mapped[str | None]
    limited: Mapped[int]
    document_id: Mapped[str] = refers("document.id")


class EligibilityAnswerRecord(Record):
    """An answer on one condition for mentoring, of an organisation (DOMAIN.md §1)."""

    __tablename__ = "eligibility_answer"
    __table_args__ = strict(
        UniqueConstraint("organisation_id", "question"), one_of("answer", ANSWERS)
    )

    organisation_id: Mapped[str] = refers("organisation.id")
    question: Mapped[str]
    answer: Mapped[str]
    evidence: Mapped[str | None]
    answered_on: Mapped[str]


class VisitRecord(Record):
    """A visit to the organisation: of the mentor, the mock review, or of the authority."""

    __tablename__ = "case_visit"
    __table_args__ = strict(
        one_of("kind", VISIT_KINDS),
        CheckConstraint(
            "(kind = 'mock_review') = (verdict IS NOT NULL)", name="verdict_of_mock_review"
        ),
        CheckConstraint(
            "verdict IS NULL OR verdict IN ('ready', 'not_ready')", name="verdict_known"
        ),
    )

    case_id: Mapped[str] = refers("licensing_case.id")
    kind: Mapped[str]
    visited_on: Mapped[str]
    visitor: Mapped[str]
    finding: Mapped[str]
    next_step: Mapped[str | None]
    verdict: Mapped[str | None]
    document_id: Mapped[str | None] = refers("document.id", nullable=True)


class PlanRecord(Record):
    """An approved edition of the action plan; the paper holds it as it was approved."""

    __tablename__ = "case_plan"
    __table_args__ = strict(UniqueConstraint("case_id", "revision"))

    case_id: Mapped[str] = refers("licensing_case.id")
    revision: Mapped[int]
    approved_on: Mapped[str]
    approved_by: Mapped[str]
    document_id: Mapped[str] = refers("document.id")


class FilingRecord(Record):
    """An application handed to the authority, with its number in the authority's register.

    `despite` says why it was filed in spite of what the program warned of.
    """

    __tablename__ = "case_filing"
    __table_args__ = strict(UniqueConstraint("case_id", "number"), one_of("kind", FILING_KINDS))

    case_id: Mapped[str] = refers("licensing_case.id")
    kind: Mapped[str]
    number: Mapped[str]
    filed_on: Mapped[str]
    document_id: Mapped[str] = refers("document.id")
    despite: Mapped[str | None]


class RequestRecord(Record):
    """What the authority asked to be supplemented, until when, and what was answered."""

    __tablename__ = "case_request"
    __table_args__ = strict(
        CheckConstraint("(answered_on IS NULL) = (answer IS NULL)", name="answer_with_its_day")
    )

    case_id: Mapped[str] = refers("licensing_case.id")
    requested_on: Mapped[str]
    request: Mapped[str]
    due_on: Mapped[str]
    answered_on: Mapped[str | None]
    answer: Mapped[str | None]
    document_id: Mapped[str | None] = refers("document.id", nullable=True)


class DecisionRecord(Record):
    """A decision of the authority other than the licence: refusal, suspension and its end."""

    __tablename__ = "case_decision"
    __table_args__ = strict(
        UniqueConstraint("case_id", "number"),
        one_of("kind", DECISION_KINDS),
        CheckConstraint(
            "remedy_on IS NULL OR remedy_on > decided_on", name="remedy_after_decision"
        ),
    )

    case_id: Mapped[str] = refers("licensing_case.id")
    kind: Mapped[str]
    number: Mapped[str]
    decided_on: Mapped[str]
    reason: Mapped[str]
    remedy_on: Mapped[str | None]
    document_id: Mapped[str] = refers("document.id")


class StaffLicenceRecord(Record):
    """A professional licence of somebody who works in the service (DOMAIN.md §10.1).

    Who left the service on `left_on` is counted no more.
    """

    __tablename__ = "staff_licence"
    __table_args__ = strict(
        UniqueConstraint("case_id", "number"),
        one_of("kind", STAFF_LICENCE_KINDS),
        CheckConstraint("valid_to IS NULL OR valid_to > issued_on", name="validity_in_order"),
        CheckConstraint("left_on IS NULL OR left_on >= issued_on", name="left_after_issue"),
    )

    case_id: Mapped[str] = refers("licensing_case.id")
    name: Mapped[str]
    kind: Mapped[str]
    number: Mapped[str]
    issued_on: Mapped[str]
    valid_to: Mapped[str | None]
    document_id: Mapped[str | None] = refers("document.id", nullable=True)
    left_on: Mapped[str | None]


class SelfEvaluationRecord(Record):
    """The yearly self-evaluation of a service, with what its users said (DOMAIN.md §10.7)."""

    __tablename__ = "self_evaluation"
    __table_args__ = strict(
        UniqueConstraint("case_id", "year"),
        not_negative("users_asked"),
        CheckConstraint(
            "users_satisfied >= 0 AND users_satisfied <= users_asked", name="satisfied_among_asked"
        ),
    )

    case_id: Mapped[str] = refers("licensing_case.id")
    year: Mapped[int]
    framework: Mapped[str]
    evaluated_on: Mapped[str]
    evaluated_by: Mapped[str]
    users_asked: Mapped[int]
    users_satisfied: Mapped[int]
    document_id: Mapped[str | None] = refers("document.id", nullable=True)


class SelfScoreRecord(Record):
    """The score of one standard in a self-evaluation, 0 to 3, with what proves it."""

    __tablename__ = "self_evaluation_score"
    __table_args__ = strict(
        UniqueConstraint("evaluation_id", "code"),
        CheckConstraint("score BETWEEN 0 AND 3", name="score_in_scale"),
    )

    evaluation_id: Mapped[str] = refers("self_evaluation.id")
    code: Mapped[str]
    score: Mapped[int]
    evidence: Mapped[str | None]


class ImprovementRecord(Record):
    """A step of the improvement plan that follows a self-evaluation.

    `reopened_reason` says why a step that was done was opened again, the last time.
    """

    __tablename__ = "improvement_action"
    __table_args__ = strict(UniqueConstraint("evaluation_id", "position"))

    evaluation_id: Mapped[str] = refers("self_evaluation.id")
    position: Mapped[int]
    action: Mapped[str]
    responsible: Mapped[str]
    due_on: Mapped[str]
    done_on: Mapped[str | None]
    reopened_reason: Mapped[str | None]
