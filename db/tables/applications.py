"""Applications as received, their budgets and checks."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from db.base import Record, not_negative, one_of, positive, refers, strict, yes_no

APPLICATION_STATES = (
    "received",
    "checking",
    "admitted",
    "dismissed",
    "assessed",
    "selected",
    "reserve",
    "rejected",
    "awarded",
    "withdrawn",
)
MEDIA = ("excel_form", "paper")
ANSWERS = ("yes", "no", "not_applicable")


class ApplicationRecord(Record):
    """One application under its register number (`IP-001`).

    `revision` counts what the applicant handed in (1 the first); `fingerprint` is the
    SHA-256 of the current revision, to which packages and returns are bound. `answers` is
    the canonical JSON of the narrative fields of the form. `closed_from` is the state in
    which it stood when it was dismissed or withdrawn.
    """

    __tablename__ = "application"
    __table_args__ = strict(
        UniqueConstraint("call_id", "number"),
        one_of("state", APPLICATION_STATES),
        one_of("medium", MEDIA),
        yes_no("on_time"),
        positive("revision"),
        not_negative("requested_minor"),
    )

    call_id: Mapped[str] = refers("call.id")
    organisation_id: Mapped[str] = refers("organisation.id")
    number: Mapped[str]
    lot: Mapped[str | None]
    title: Mapped[str]
    search_key: Mapped[str]
    country: Mapped[str]
    requested_minor: Mapped[int]
    total_minor: Mapped[int]
    currency: Mapped[str]
    duration_months: Mapped[int]
    language: Mapped[str]
    answers: Mapped[str]
    received_at: Mapped[str]
    medium: Mapped[str]
    on_time: Mapped[int]
    state: Mapped[str]
    reason: Mapped[str | None]
    closed_from: Mapped[str | None]
    duplicate_of_id: Mapped[str | None] = refers("application.id", nullable=True)
    revision: Mapped[int]
    fingerprint: Mapped[str]
    third_assessor_id: Mapped[str | None] = refers("committee_member.id", nullable=True)


class ApplicationBudgetLineRecord(Record):
    """A budget line as the applicant wrote it; `units_milli` are thousandths of a unit."""

    __tablename__ = "application_budget_line"
    __table_args__ = strict(UniqueConstraint("application_id", "position"))

    application_id: Mapped[str] = refers("application.id")
    position: Mapped[int]
    heading: Mapped[str]
    code: Mapped[str]
    description: Mapped[str]
    unit: Mapped[str]
    units_milli: Mapped[int]
    unit_value_minor: Mapped[int]
    amount_minor: Mapped[int]


class CheckRecord(Record):
    """The answer of one person to one question of the checklist, for one application."""

    __tablename__ = "application_check"
    __table_args__ = strict(
        UniqueConstraint("application_id", "question", "person_id"), one_of("answer", ANSWERS)
    )

    application_id: Mapped[str] = refers("application.id")
    question: Mapped[str]
    person_id: Mapped[str] = refers("person.id")
    answer: Mapped[str]
    automatic: Mapped[int]
    remark: Mapped[str | None]
    answered_at: Mapped[str]


class ClarificationRecord(Record):
    """A written request to an applicant to explain or complete, and the answer to it.

    `concerns` lists the codes of the checklist in question, parted by blanks. `received_on`,
    `answered_by` and `on_time` are empty until an answer came; the letter and the answer are
    documents of the application.
    """

    __tablename__ = "clarification"
    __table_args__ = strict(
        UniqueConstraint("application_id", "number"),
        UniqueConstraint("register_no"),
        positive("number"),
        yes_no("on_time"),
    )

    application_id: Mapped[str] = refers("application.id")
    number: Mapped[int]
    register_no: Mapped[str]
    questions: Mapped[str]
    concerns: Mapped[str]
    language: Mapped[str]
    asked_on: Mapped[str]
    asked_by_id: Mapped[str] = refers("person.id")
    due_on: Mapped[str]
    document_id: Mapped[str] = refers("document.id")
    received_on: Mapped[str | None]
    answered_by: Mapped[str | None]
    on_time: Mapped[int | None]
    note: Mapped[str | None]
    answer_document_id: Mapped[str | None] = refers("document.id", nullable=True)
