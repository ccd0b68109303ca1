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
