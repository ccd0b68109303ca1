"""Calls for proposals."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped

from db.base import Record, one_of, positive, refers, strict

CALL_STATES = ("draft", "published", "closed")


class CallRecord(Record):
    """A call: what is queried stands in columns, the complete terms in `terms`.

    `terms` is the canonical JSON of the call template after validation; `fingerprint` is
    its SHA-256. Both are fixed on publication.
    """

    __tablename__ = "call"
    __table_args__ = strict(
        UniqueConstraint("number"),
        one_of("state", CALL_STATES),
        positive("envelope_minor"),
        CheckConstraint("max_amount_minor >= min_amount_minor", name="amounts_in_order"),
    )

    programme_id: Mapped[str] = refers("programme.id")
    number: Mapped[str]
    title_en: Mapped[str]
    title_sr: Mapped[str]
    state: Mapped[str]
    deadline_at: Mapped[str]
    deadline_zone: Mapped[str]
    envelope_minor: Mapped[int]
    min_amount_minor: Mapped[int]
    max_amount_minor: Mapped[int]
    currency: Mapped[str]
    terms: Mapped[str]
    fingerprint: Mapped[str]
    published_at: Mapped[str | None]


class CallQuestionRecord(Record):
    """A question about a call and its answer; published to everybody under its number.

    The question is kept in the languages it was written in; who asked (`asked_by`) is never
    published. Empty days: not answered, not published.
    """

    __tablename__ = "call_question"
    __table_args__ = strict(UniqueConstraint("call_id", "number"), positive("number"))

    call_id: Mapped[str] = refers("call.id")
    number: Mapped[int]
    received_on: Mapped[str]
    asked_by: Mapped[str | None]
    question_sr: Mapped[str | None]
    question_en: Mapped[str | None]
    answer_sr: Mapped[str | None]
    answer_en: Mapped[str | None]
    answered_on: Mapped[str | None]
    answered_by_id: Mapped[str | None] = refers("person.id", nullable=True)
    published_on: Mapped[str | None]


class CorrigendumRecord(Record):
    """A published correction of a call; the deadline may only move later."""

    __tablename__ = "call_corrigendum"
    __table_args__ = strict(UniqueConstraint("call_id", "number"), positive("number"))

    call_id: Mapped[str] = refers("call.id")
    number: Mapped[int]
    published_on: Mapped[str]
    text_sr: Mapped[str]
    text_en: Mapped[str]
    deadline_before: Mapped[str | None]
    deadline_after: Mapped[str | None]
    document_id: Mapped[str | None] = refers("document.id", nullable=True)
