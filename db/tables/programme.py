"""The EU action, its partners, its results framework, and the rule sets copied into the store."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from db.base import Record, not_negative, one_of, positive, refers, strict, yes_no

RESULT_LEVELS = ("outcome", "output")
RESULT_KINDS = (
    "deliverable",
    "training",
    "meeting",
    "academy",
    "placement",
    "dialogue_session",
    "agreement",
    "caravan_event",
    "campaign",
    "grant",
    "licensing_case",
)
UNITS = (
    "documents",
    "events",
    "countries",
    "organisations",
    "participations",
    "persons",
    "contacts",
)
MEASURES = (
    "records",
    "countries",
    "participants",
    "persons",
    "organisations",
    "reach",
    "grants",
    "cases",
)
AGGREGATIONS = ("sum", "max", "latest", "unique")


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


class ResultRecord(Record):
    """A result of the action's logical framework; `kind` is what is recorded towards it."""

    __tablename__ = "programme_result"
    __table_args__ = strict(
        UniqueConstraint("programme_id", "code"),
        one_of("level", RESULT_LEVELS),
        one_of("kind", RESULT_KINDS),
        yes_no("verified"),
    )

    programme_id: Mapped[str] = refers("programme.id")
    code: Mapped[str]
    position: Mapped[int]
    level: Mapped[str]
    kind: Mapped[str]
    title_en: Mapped[str]
    title_sr: Mapped[str]
    source: Mapped[str]
    verified: Mapped[int]


class TargetRecord(Record):
    """An indicator of a result with its target (DOMAIN.md §9.2); a result may have several.

    `dimensions` are codes with blanks between them, empty for none.
    """

    __tablename__ = "result_target"
    __table_args__ = strict(
        UniqueConstraint("result_id", "code"),
        one_of("unit", UNITS),
        one_of("measure", MEASURES),
        one_of("aggregation", AGGREGATIONS),
        not_negative("baseline"),
        positive("target"),
    )

    result_id: Mapped[str] = refers("programme_result.id")
    code: Mapped[str]
    position: Mapped[int]
    title_en: Mapped[str]
    title_sr: Mapped[str]
    definition_en: Mapped[str]
    definition_sr: Mapped[str]
    means_en: Mapped[str]
    means_sr: Mapped[str]
    unit: Mapped[str]
    measure: Mapped[str]
    aggregation: Mapped[str]
    dimensions: Mapped[str]
    baseline: Mapped[int]
    baseline_year: Mapped[int]
    target: Mapped[int]


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
