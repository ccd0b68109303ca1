"""Until when a reserve list holds, by the rules that its call was published under."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.scoring import RankingRecord
from iris_grants.awards.rules.reserve import valid_until
from iris_grants.calls.queries import terms_of
from iris_grants.kernel.clock import from_utc_text
from iris_grants.programme.grant_rules import rules_in_force
from iris_grants.programme.queries import rule_sets

RESERVE_DAYS = "reserve_list_days"
"""The rule that says for how many days after its ranking a reserve list holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """Until when a reserve list holds, and the rule that says so."""

    until: date
    fixed_on: date
    days: int
    source: str
    verified: bool
    rule_set: str


def reserve_validity(session: Session, call_id: str, lot: str | None = None) -> Validity | None:
    """Until when the reserve list of a call or lot holds; none without ranking or rule."""
    ranking = final_ranking(session, call_id, lot)
    return None if ranking is None else validity_of(session, ranking)


def validity_of(session: Session, ranking: RankingRecord) -> Validity | None:
    """Until when the reserve list of a fixed ranking holds; none where no rule says so."""
    code = terms_of(session, ranking.call_id).rule_set
    if not any(one.code == code for one in rule_sets(session, "grant_rules")):
        return None
    rules = rules_in_force(session, code)
    limit = next((one for one in rules.limits if one.code == RESERVE_DAYS), None)
    if limit is None:
        return None
    fixed_on = from_utc_text(ranking.made_at).date()
    days = int(limit.value)
    return Validity(
        until=valid_until(fixed_on, days),
        fixed_on=fixed_on,
        days=days,
        source=limit.source,
        verified=limit.verified,
        rule_set=f"{rules.code} {rules.edition}",
    )


def final_ranking(session: Session, call_id: str, lot: str | None) -> RankingRecord | None:
    """The latest final ranking of a call or lot."""
    return session.scalars(
        select(RankingRecord)
        .where(RankingRecord.call_id == call_id)
        .where(RankingRecord.lot.is_(None) if lot is None else RankingRecord.lot == lot)
        .where(RankingRecord.preliminary == 0)
        .order_by(RankingRecord.number.desc())
    ).first()
