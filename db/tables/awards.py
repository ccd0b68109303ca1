"""Award decisions, negotiated lines and letters."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped

from db.base import Record, not_negative, one_of, positive, refers, strict, yes_no

AWARD_STATES = ("proposed", "awarded", "declined", "withdrawn")
LETTER_KINDS = ("receipt", "dismissal", "award", "reserve", "rejection", "withdrawal")
COMPLAINT_DECISIONS = ("upheld", "dismissed", "inadmissible")


class AwardRecord(Record):
    """The decision to give a grant to an application.

    `closed_on` and `closed_reason` say when and why it was declined or withdrawn.
    """

    __tablename__ = "award"
    __table_args__ = strict(
        UniqueConstraint("application_id"),
        UniqueConstraint("decision_no"),
        one_of("state", AWARD_STATES),
        positive("amount_minor"),
    )

    application_id: Mapped[str] = refers("application.id")
    ranking_id: Mapped[str] = refers("ranking.id")
    amount_minor: Mapped[int]
    currency: Mapped[str]
    state: Mapped[str]
    decision_no: Mapped[str | None]
    decided_on: Mapped[str | None]
    decided_by_id: Mapped[str | None] = refers("person.id", nullable=True)
    closed_on: Mapped[str | None]
    closed_reason: Mapped[str | None]


class CeilingExceptionRecord(Record):
    """Why one organisation may receive more than the ceiling per third party, on paper.

    Asked for with the award that passes the ceiling and its document; it holds only once
    another person has `approved` it, up to `amount_minor` over the whole action.
    """

    __tablename__ = "ceiling_exception"
    __table_args__ = strict(
        UniqueConstraint("award_id", "number"),
        positive("number"),
        positive("amount_minor"),
        yes_no("approved"),
        CheckConstraint(
            "(approved IS NULL) = (decided_on IS NULL) "
            "AND (decided_on IS NULL) = (decided_by_id IS NULL)",
            name="decided_whole",
        ),
    )

    award_id: Mapped[str] = refers("award.id")
    number: Mapped[int]
    amount_minor: Mapped[int]
    currency: Mapped[str]
    reason: Mapped[str]
    document_id: Mapped[str] = refers("document.id")
    asked_on: Mapped[str]
    asked_by_id: Mapped[str] = refers("person.id")
    approved: Mapped[int | None]
    decided_on: Mapped[str | None]
    decided_by_id: Mapped[str | None] = refers("person.id", nullable=True)
    decision_reason: Mapped[str | None]


class NegotiatedLineRecord(Record):
    """One budget line in negotiation: requested, proposed, agreed, and why.

    `proposed_reason` says why the office proposes another amount than was requested,
    `reason` why another one was agreed.
    """

    __tablename__ = "negotiated_line"
    __table_args__ = strict(
        UniqueConstraint("award_id", "position"),
        not_negative("proposed_minor"),
        not_negative("agreed_minor"),
    )

    award_id: Mapped[str] = refers("award.id")
    position: Mapped[int]
    heading: Mapped[str]
    code: Mapped[str]
    description: Mapped[str]
    unit: Mapped[str]
    units_milli: Mapped[int]
    requested_minor: Mapped[int]
    proposed_minor: Mapped[int]
    proposed_reason: Mapped[str | None]
    agreed_minor: Mapped[int | None]
    reason: Mapped[str | None]


class LetterRecord(Record):
    """A letter to an applicant under its register number; the PDF is a document."""

    __tablename__ = "letter"
    __table_args__ = strict(
        UniqueConstraint("register_no"),
        UniqueConstraint("application_id", "kind"),
        one_of("kind", LETTER_KINDS),
    )

    application_id: Mapped[str] = refers("application.id")
    kind: Mapped[str]
    register_no: Mapped[str]
    written_on: Mapped[str]
    language: Mapped[str]
    document_id: Mapped[str] = refers("document.id")


class ComplaintRecord(Record):
    """A written complaint of an applicant, from its receipt to the letter that answers it.

    `number` counts the complaints to one call; `in_time` says whether it came within the
    days that the letter named. `assigned_to_id` is who decides, nobody who took part in the
    evaluation. `register_no` and `answered_on` are those of the answer.
    """

    __tablename__ = "complaint"
    __table_args__ = strict(
        UniqueConstraint("call_id", "number"),
        UniqueConstraint("register_no"),
        positive("number"),
        yes_no("in_time"),
        one_of("decision", COMPLAINT_DECISIONS),
    )

    call_id: Mapped[str] = refers("call.id")
    application_id: Mapped[str] = refers("application.id")
    number: Mapped[int]
    received_on: Mapped[str]
    in_time: Mapped[int]
    grounds: Mapped[str]
    due_on: Mapped[str]
    document_id: Mapped[str | None] = refers("document.id", nullable=True)
    assigned_to_id: Mapped[str | None] = refers("person.id", nullable=True)
    decision: Mapped[str | None]
    decision_reason: Mapped[str | None]
    decided_on: Mapped[str | None]
    decided_by_id: Mapped[str | None] = refers("person.id", nullable=True)
    register_no: Mapped[str | None]
    answered_on: Mapped[str | None]
    answer_document_id: Mapped[str | None] = refers("document.id", nullable=True)
