"""Licensing support: cases, gaps, steps and licences."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped

from db.base import Record, one_of, refers, strict, yes_no

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
)
GOALS = ("licence", "quality_framework", "readiness")
GAP_STATES = ("met", "partly", "not_met", "not_applicable", "not_assessed")
CRITICALITY = ("blocking", "major", "minor")


class CaseRecord(Record):
    """One organisation, one service, one file."""

    __tablename__ = "licensing_case"
    __table_args__ = strict(
        UniqueConstraint("number"),
        UniqueConstraint("organisation_id", "service"),
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
    """One standard of the pack, as assessed for the case, with what will be done."""

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
    verified_state: Mapped[str]
    finding: Mapped[str | None]
    action: Mapped[str | None]
    responsible: Mapped[str | None]
    due_on: Mapped[str | None]
    cost_minor: Mapped[int | None]
    done_on: Mapped[str | None]


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
