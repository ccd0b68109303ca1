"""The rules of grants as data: limits of budgets and payments, with edition and source."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.programme import RuleSetRecord
from iris_grants.kernel.operations import fetch
from iris_grants.kernel.problems import refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantRules:
    """One edition of the grant rules; percents are exact.

    Source of each number: the rule set itself, after DOMAIN.md §5.4, §6.1 and §14.
    """

    id: str
    code: str
    edition: str
    source: str
    verified: bool
    reallocation_percent: Decimal
    indirect_percent_max: Decimal
    contingency_percent_max: Decimal
    sanctions_check_days: int
    vat_eligible: bool


def rules_in_force(session: Session) -> GrantRules:
    """The newest edition of the grant rules in the store; refused if none was adopted."""
    record = session.scalars(
        select(RuleSetRecord)
        .where(RuleSetRecord.kind == "grant_rules")
        .order_by(RuleSetRecord.edition.desc())
    ).first()
    if record is None:
        raise refusal("programme.no_grant_rules")
    return _parsed(record)


def rules_of_contract(session: Session, rule_set_id: str) -> GrantRules:
    """The rules that a contract was made under, whatever was adopted since."""
    return _parsed(fetch(session, RuleSetRecord, rule_set_id))


def _parsed(record: RuleSetRecord) -> GrantRules:
    body = json.loads(record.body)
    return GrantRules(
        id=record.id,
        code=record.code,
        edition=record.edition,
        source=record.source,
        verified=bool(record.verified),
        reallocation_percent=Decimal(str(body["reallocation_percent"])),
        indirect_percent_max=Decimal(str(body["indirect_percent_max"])),
        contingency_percent_max=Decimal(str(body["contingency_percent_max"])),
        sanctions_check_days=int(body["sanctions_check_days"]),
        vat_eligible=bool(body["vat_eligible"]),
    )
