"""The programme of a store, its partners and its rule sets as rows."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.programme import PartnerRecord, ProgrammeRecord, RuleSetRecord
from iris_grants.kernel.money import Money
from iris_grants.kernel.problems import refusal
from iris_grants.programme.fields import Bilingual
from iris_grants.programme.terms import Partner
from iris_grants.programme.values import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeRow:
    """The action of the parent contract with its partners in the order of their names."""

    id: str
    code: str
    title: Bilingual
    donor: str
    lead_name: str
    starts_on: date
    ends_on: date
    budget: Money
    third_party_ceiling: Money
    partners: tuple[Partner, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSetRow:
    """An edition of a rule set in the store; `verified`: compared with its source."""

    id: str
    kind: str
    code: str
    edition: str
    source: str
    verified: bool
    fingerprint: str


def maybe_programme(session: Session) -> ProgrammeRow | None:
    """The action of this store, or none in a new one."""
    record = session.scalar(select(ProgrammeRecord).order_by(ProgrammeRecord.id).limit(1))
    if record is None:
        return None
    partners = session.scalars(
        select(PartnerRecord)
        .where(PartnerRecord.programme_id == record.id)
        .order_by(PartnerRecord.search_key)
    )
    return ProgrammeRow(
        id=record.id,
        code=record.code,
        title=Bilingual(en=record.title_en, sr=record.title_sr),
        donor=record.donor,
        lead_name=record.lead_name,
        starts_on=date.fromisoformat(record.starts_on),
        ends_on=date.fromisoformat(record.ends_on),
        budget=Money(record.budget_minor, record.currency),
        third_party_ceiling=Money(record.third_party_ceiling_minor, record.currency),
        partners=tuple(Partner(name=p.name, country=p.country) for p in partners),
    )


def the_programme(session: Session) -> ProgrammeRow:
    """The action of this store; refused (`programme.none`) while there is none."""
    found = maybe_programme(session)
    if found is None:
        raise refusal("programme.none")
    return found


def rule_sets(session: Session, kind: str | None = None) -> tuple[RuleSetRow, ...]:
    """The rule sets of a kind (or all), by kind and code, the one adopted last first."""
    query = select(RuleSetRecord).order_by(
        RuleSetRecord.kind, RuleSetRecord.code, RuleSetRecord.id.desc()
    )
    if kind is not None:
        query = query.where(RuleSetRecord.kind == kind)
    return tuple(
        RuleSetRow(
            id=record.id,
            kind=record.kind,
            code=record.code,
            edition=record.edition,
            source=record.source,
            verified=bool(record.verified),
            fingerprint=record.fingerprint,
        )
        for record in session.scalars(query)
    )


def rule_set_body(session: Session, rule_set_id: str) -> dict[str, Value]:
    """The content of a rule set as it was copied in; refused if there is none."""
    text = session.scalar(select(RuleSetRecord.body).where(RuleSetRecord.id == rule_set_id))
    if text is None:
        raise refusal("programme.no_rule_set")
    body: dict[str, Value] = json.loads(text)
    return body
