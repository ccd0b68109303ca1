"""What is doubtful about costs: those that stand in ledgers, and those of a list to come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.tables.finance import ExpenditureRecord
from db.tables.grants import BudgetLineRecord, BudgetVersionRecord, GrantRecord
from iris_grants.finance.rules.doubles import check_doubles
from iris_grants.finance.rules.eligibility import Cost, CostRules, Line, check_cost, check_lines
from iris_grants.finance.rules.procurement import Band, check_purchases
from iris_grants.kernel.money import Money, convert
from iris_grants.kernel.problems import Problem, Where
from iris_grants.programme.grant_rules import GrantRules, rules_of_contracts

Findings = Mapping[str, tuple[Problem, ...]]
BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantFacts:
    """What the costs of a grant are measured against."""

    number: str
    rules: CostRules
    bands: tuple[Band, ...]


def findings(session: Session, grant_id: str | None = None) -> Findings:
    """The doubts about every booked cost of a grant (or of all), by the cost's id.

    Rejected costs count no more, so what they made doubtful is in order again.
    """
    facts = facts_of(session, grant_id)
    query = select(ExpenditureRecord).order_by(ExpenditureRecord.number)
    if grant_id is not None:
        query = query.where(ExpenditureRecord.grant_id == grant_id)
    own: dict[str, list[Cost]] = {}
    for record in session.scalars(query):
        if record.state != "rejected":
            number = facts[record.grant_id].number
            own.setdefault(record.grant_id, []).append(booked_cost(record, number))
    every = [cost for costs in own.values() for cost in costs]
    others = [] if grant_id is None else _of_suppliers(session, every, grant_id)
    doubles = check_doubles([*every, *others])
    found: dict[str, list[Problem]] = {}
    for identity, costs in own.items():
        _check(costs, facts[identity], found)
    for cost in every:
        found[cost.key] += doubles.get(cost.key, [])
    return {key: tuple(problems) for key, problems in found.items() if problems}


def planned_findings(
    session: Session, grant_id: str, planned: Sequence[Cost]
) -> tuple[Problem, ...]:
    """The problems of costs that are to be booked, in their order.

    They are seen together with what the grant has booked, and with the documents of the
    same suppliers in other grants.
    """
    facts = facts_of(session, grant_id)[grant_id]
    booked = [
        booked_cost(record, facts.number)
        for record in session.scalars(
            select(ExpenditureRecord)
            .where(ExpenditureRecord.grant_id == grant_id)
            .where(ExpenditureRecord.state != "rejected")
            .order_by(ExpenditureRecord.number)
        )
    ]
    doubles = check_doubles([*booked, *_of_suppliers(session, planned, grant_id), *planned])
    found: dict[str, list[Problem]] = {}
    _check([*booked, *planned], facts, found)
    return tuple(
        problem for cost in planned for problem in (*found[cost.key], *doubles.get(cost.key, ()))
    )


def facts_of(session: Session, grant_id: str | None = None) -> dict[str, GrantFacts]:
    """What the costs of a grant (or of each grant) are measured against, by its id."""
    query = select(GrantRecord)
    if grant_id is not None:
        query = query.where(GrantRecord.id == grant_id)
    grants = session.scalars(query).all()
    lines = _lines(session, grant_id)
    rules = rules_of_contracts(session, {grant.rule_set_id for grant in grants})
    return {
        grant.id: GrantFacts(
            number=grant.number,
            rules=_cost_rules(grant, rules[grant.rule_set_id], lines.get(grant.id, {})),
            bands=bands_of(rules[grant.rule_set_id]),
        )
        for grant in grants
    }


def bands_of(rules: GrantRules) -> tuple[Band, ...]:
    """The procurement bands of a rule set."""
    return tuple(
        Band(up_to=band.up_to.minor if band.up_to is not None else None, offers=band.offers)
        for band in rules.procurement_bands
    )


def booked_cost(record: ExpenditureRecord, grant: str) -> Cost:
    """A booked cost as the checks see it; `grant` is the number of its contract."""
    net = Money(record.net_minor, record.currency)
    eur = net if net.currency == "EUR" else convert(net, Decimal(record.rate))
    return Cost(
        key=record.id,
        where=Where(),
        grant=grant,
        line_code=record.line_code,
        supplier_key=record.supplier_key,
        document_no=record.document_no,
        document_on=date.fromisoformat(record.document_on),
        paid_on=date.fromisoformat(record.paid_on),
        payment_ref=record.payment_ref,
        currency=record.currency,
        net=record.net_minor,
        vat=record.vat_minor,
        charged=record.charged_minor,
        vat_treatment=record.vat_treatment,
        exemption_ref=record.exemption_ref or "",
        offers=record.offers,
        eur=record.eur_minor,
        eur_net=eur.minor,
        accepted=record.eur_minor - record.disallowed_minor,
    )


def _check(costs: Sequence[Cost], facts: GrantFacts, found: dict[str, list[Problem]]) -> None:
    for cost in costs:
        found[cost.key] = list(check_cost(cost, facts.rules))
    for key, problem in check_lines(costs, facts.rules).items():
        found[key].append(problem)
    for key, problems in check_purchases(costs, facts.rules, facts.bands).items():
        found[key] += problems


def _of_suppliers(session: Session, costs: Sequence[Cost], grant_id: str) -> list[Cost]:
    """The costs of other grants with the same suppliers."""
    keys = sorted({cost.supplier_key for cost in costs})
    found: list[Cost] = []
    for start in range(0, len(keys), BATCH):
        query = (
            select(ExpenditureRecord, GrantRecord.number)
            .join(GrantRecord, GrantRecord.id == ExpenditureRecord.grant_id)
            .where(ExpenditureRecord.grant_id != grant_id)
            .where(ExpenditureRecord.state != "rejected")
            .where(ExpenditureRecord.supplier_key.in_(keys[start : start + BATCH]))
        )
        found += [booked_cost(record, number) for record, number in session.execute(query)]
    return found


def _lines(session: Session, grant_id: str | None) -> dict[str, dict[str, Line]]:
    """The lines of the budgets in force, by grant and code."""
    newest = (
        select(
            BudgetVersionRecord.grant_id.label("grant_id"),
            func.max(BudgetVersionRecord.number).label("number"),
        )
        .group_by(BudgetVersionRecord.grant_id)
        .subquery()
    )
    query = (
        select(BudgetVersionRecord.grant_id, BudgetLineRecord)
        .join(BudgetLineRecord, BudgetLineRecord.budget_version_id == BudgetVersionRecord.id)
        .join(newest, newest.c.grant_id == BudgetVersionRecord.grant_id)
        .where(BudgetVersionRecord.number == newest.c.number)
    )
    if grant_id is not None:
        query = query.where(BudgetVersionRecord.grant_id == grant_id)
    found: dict[str, dict[str, Line]] = {}
    for identity, line in session.execute(query):
        own = found.setdefault(identity, {})
        own[line.code] = Line(heading=line.heading, amount=line.amount_minor)
    return found


def _cost_rules(grant: GrantRecord, rules: GrantRules, lines: Mapping[str, Line]) -> CostRules:
    signed = max(grant.signed_by_us_on or "", grant.signed_by_grantee_on or "")
    return CostRules(
        starts_on=date.fromisoformat(max(grant.starts_on, signed)),
        ends_on=date.fromisoformat(grant.ends_on),
        vat_eligible=rules.vat_eligible,
        lines=lines,
    )
