"""The rules of grants as data: limits of budgets and payments, with edition and source."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.programme import RuleSetRecord
from iris_grants.kernel.operations import fetch
from iris_grants.kernel.problems import refusal
from iris_grants.programme.rule_bodies import (
    EvidenceRule,
    FixedRate,
    IneligibleCost,
    Limit,
    PaymentPreset,
    ProcurementBand,
    parse_grant_rules,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantRules:
    """One edition of the grant rules; percents are exact.

    Source of each number: the rule set itself (`limits` name it), after DOMAIN.md §5.3 to
    §5.6, §6.1, §8.4 and §14.
    """

    id: str
    code: str
    edition: str
    source: str
    verified: bool
    third_party_ceiling: Decimal
    reallocation_percent: Decimal
    indirect_percent_max: Decimal
    contingency_percent_max: Decimal
    further_instalment_percent: Decimal
    sanctions_check_days: int
    addendum_notice_days: int
    first_payment_days: int
    further_payment_days: int
    interim_report_days: int
    final_report_days: int
    retention_years: int
    accounting_years: int
    vat_eligible: bool
    limits: tuple[Limit, ...]
    payment_presets: tuple[PaymentPreset, ...]
    procurement_bands: tuple[ProcurementBand, ...]
    ineligible_costs: tuple[IneligibleCost, ...]
    fixed_rates: tuple[FixedRate, ...]
    pending_payment_from: Decimal
    late_interest_margin: Decimal
    evidence: tuple[EvidenceRule, ...]


def rules_in_force(session: Session, code: str | None = None) -> GrantRules:
    """The grant rules adopted last (of this code, as a call names it); refused if none was."""
    query = select(RuleSetRecord).where(RuleSetRecord.kind == "grant_rules")
    if code is not None:
        query = query.where(RuleSetRecord.code == code)
    record = session.scalars(query.order_by(RuleSetRecord.id.desc()).limit(1)).first()
    if record is None:
        raise refusal("programme.no_grant_rules")
    return _parsed(record)


def rules_of_contract(session: Session, rule_set_id: str) -> GrantRules:
    """The rules that a contract was made under, whatever was adopted since."""
    return _parsed(fetch(session, RuleSetRecord, rule_set_id))


def rules_of_contracts(session: Session, rule_set_ids: Collection[str]) -> dict[str, GrantRules]:
    """The same for several contracts at once, by the identity of the rule set."""
    query = select(RuleSetRecord).where(RuleSetRecord.id.in_(rule_set_ids))
    return {record.id: _parsed(record) for record in session.scalars(query)}


def _parsed(record: RuleSetRecord) -> GrantRules:
    body = parse_grant_rules(json.loads(record.body))
    return GrantRules(
        id=record.id,
        code=record.code,
        edition=record.edition,
        source=record.source,
        verified=bool(record.verified),
        third_party_ceiling=body.limit("third_party_ceiling"),
        reallocation_percent=body.limit("reallocation_percent"),
        indirect_percent_max=body.limit("indirect_percent_max"),
        contingency_percent_max=body.limit("contingency_percent_max"),
        further_instalment_percent=body.limit("further_instalment_percent"),
        sanctions_check_days=int(body.limit("sanctions_check_days")),
        addendum_notice_days=int(body.limit("addendum_notice_days")),
        first_payment_days=int(body.limit("first_payment_days")),
        further_payment_days=int(body.limit("further_payment_days")),
        interim_report_days=int(body.limit("interim_report_days")),
        final_report_days=int(body.limit("final_report_days")),
        retention_years=int(body.limit("retention_years")),
        accounting_years=int(body.limit("accounting_years")),
        vat_eligible=body.vat_eligible,
        limits=body.limits,
        payment_presets=body.payment_presets,
        procurement_bands=body.procurement_bands,
        ineligible_costs=body.ineligible_costs,
        fixed_rates=body.fixed_rates,
        pending_payment_from=body.limit("pending_payment_from"),
        late_interest_margin=body.limit("late_interest_margin"),
        evidence=body.evidence,
    )
