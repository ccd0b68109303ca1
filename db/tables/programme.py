"""The EU action, its partners, and the rule sets copied into the store."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from db.base import Record, one_of, positive, refers, strict, yes_no


class ProgrammeRecord(Record):
    """The action of the parent grant contract; a store carries exactly one."""

    __tablename__ = "programme"
    __table_args__ = strict(UniqueConstraint("code"), positive("budget_minor"))

    code: Mapped[str]
    title_en: Mapped[str]
    title_sr: Mapped[str]
    donor: Mapped[str]
    lead_name: Mapped[str]
    starts_on: Mapped[str]
    ends_on: Mapped[str]
    budget_minor: Mapped[int]
    currency: Mapped[str]
    third_party_ceiling_minor: Mapped[int]


class PartnerRecord(Record):
    """A partner of the action: may not receive support (DOMAIN.md §2.1, FSTP-14)."""

    __tablename__ = "programme_partner"
    __table_args__ = strict(UniqueConstraint("programme_id", "search_key"))

    programme_id: Mapped[str] = refers("programme.id")
    name: Mapped[str]
    search_key: Mapped[str]
    country: Mapped[str]


class RuleSetRecord(Record):
    """A rule set or template as it was when it was copied in: never changed, only superseded."""

    __tablename__ = "rule_set"
    __table_args__ = strict(
        UniqueConstraint("kind", "code", "edition"),
        one_of("kind", ("grant_rules", "standards_pack", "grid")),
        yes_no("verified"),
    )

    kind: Mapped[str]
    code: Mapped[str]
    edition: Mapped[str]
    source: Mapped[str]
    verified: Mapped[int]
    body: Mapped[str]
    fingerprint: Mapped[str]
