"""Award decisions, negotiated lines and letters."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from db.base import Record, not_negative, one_of, positive, refers, strict

AWARD_STATES = ("proposed", "awarded", "declined", "withdrawn")
LETTER_KINDS = ("receipt", "dismissal", "award", "reserve", "rejection")


class AwardRecord(Record):
    """The decision to give a grant to an application."""

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


class NegotiatedLineRecord(Record):
    """One budget line in negotiation: requested, proposed, agreed, and why."""

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
