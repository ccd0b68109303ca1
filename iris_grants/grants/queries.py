"""Grants as tables, forms and documents show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.tables.applications import ApplicationRecord
from db.tables.awards import AwardRecord
from db.tables.finance import FinalAmountRecord
from db.tables.grants import (
    BudgetLineRecord,
    BudgetVersionRecord,
    GrantRecord,
    InstalmentRecord,
    PaymentRecord,
    SanctionsCheckRecord,
)
from db.tables.organisations import BankAccountRecord, OrganisationRecord
from db.tables.people import PersonRecord
from iris_grants.grants.rules.contract import Search
from iris_grants.grants.rules.instalments import Due, further_instalment
from iris_grants.grants.rules.reallocation import HeadingChange, reallocation
from iris_grants.grants.spent import spent_share
from iris_grants.kernel.money import Money, half_up
from iris_grants.kernel.operations import fetch, not_found
from iris_grants.programme.grant_rules import rules_of_contract


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantRow:
    """A grant in a list; `paid` are approved payments only."""

    id: str
    number: str
    title: str
    organisation_id: str
    organisation: str
    country: str
    application_id: str
    application_number: str
    call_id: str
    state: str
    amount: Money
    paid: Money
    starts_on: str
    ends_on: str
    accounting_currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine:
    """A line of a budget version; amounts in cents."""

    position: int
    heading: str
    code: str
    description: str
    unit: str
    units_milli: int
    unit_value_minor: int
    amount_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """One version of the budget of a grant."""

    id: str
    grant_id: str
    number: int
    kind: str
    effective_on: str
    reason: str | None
    lines: tuple[BudgetLine, ...]

    @property
    def by_heading(self) -> dict[str, int]:
        """Cents by heading."""
        amounts: dict[str, int] = {}
        for line in self.lines:
            amounts[line.heading] = amounts.get(line.heading, 0) + line.amount_minor
        return amounts

    @property
    def amounts(self) -> dict[str, int]:
        """Cents by line code."""
        return {line.code: line.amount_minor for line in self.lines}


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalmentRow:
    """An instalment with its payment, if there is one; `paid` may be less than `amount`."""

    id: str
    number: int
    kind: str
    percent: str
    amount: Money
    due_on: str | None
    payment_id: str | None
    paid: Money | None
    paid_on: str | None
    bank_ref: str | None
    prepared_by: str | None
    approved_by: str | None
    credited_on: str | None
    local_minor: int | None
    local_currency: str | None
    rate: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractFacts:
    """What of a contract stands in no list."""

    rule_set_id: str
    iban: str | None
    holder: str | None
    signed_by_us_on: str | None
    signed_by_grantee_on: str | None


def contract_of(session: Session, grant_id: str) -> ContractFacts:
    """Rules, account and signatures of a grant."""
    grant = fetch(session, GrantRecord, grant_id)
    account = account_of(session, grant)
    return ContractFacts(
        rule_set_id=grant.rule_set_id,
        iban=account[0] if account else None,
        holder=account[1] if account else None,
        signed_by_us_on=grant.signed_by_us_on,
        signed_by_grantee_on=grant.signed_by_grantee_on,
    )


def list_grants(session: Session, *, call_id: str | None = None) -> tuple[GrantRow, ...]:
    """All grants (of one call), by number."""
    paid = (
        select(
            PaymentRecord.grant_id.label("grant_id"),
            func.sum(PaymentRecord.amount_minor).label("paid"),
        )
        .where(PaymentRecord.approved_by_id.is_not(None))
        .group_by(PaymentRecord.grant_id)
        .subquery()
    )
    query = (
        select(GrantRecord, OrganisationRecord, ApplicationRecord, paid.c.paid)
        .join(OrganisationRecord, OrganisationRecord.id == GrantRecord.organisation_id)
        .join(AwardRecord, AwardRecord.id == GrantRecord.award_id)
        .join(ApplicationRecord, ApplicationRecord.id == AwardRecord.application_id)
        .outerjoin(paid, paid.c.grant_id == GrantRecord.id)
        .order_by(GrantRecord.number)
    )
    if call_id is not None:
        query = query.where(GrantRecord.call_id == call_id)
    return tuple(
        GrantRow(
            id=grant.id,
            number=grant.number,
            title=grant.title,
            organisation_id=organisation.id,
            organisation=organisation.name,
            country=organisation.country,
            application_id=application.id,
            application_number=application.number,
            call_id=grant.call_id,
            state=grant.state,
            amount=Money(grant.amount_minor, grant.currency),
            paid=Money(int(total or 0), grant.currency),
            starts_on=grant.starts_on,
            ends_on=grant.ends_on,
            accounting_currency=grant.accounting_currency,
        )
        for grant, organisation, application, total in session.execute(query)
    )


def budgets_of(session: Session, grant_id: str) -> tuple[Budget, ...]:
    """All versions of the budget of a grant, in order."""
    versions = session.scalars(
        select(BudgetVersionRecord)
        .where(BudgetVersionRecord.grant_id == grant_id)
        .order_by(BudgetVersionRecord.number)
    ).all()
    lines: dict[str, list[BudgetLine]] = {version.id: [] for version in versions}
    for line in session.scalars(
        select(BudgetLineRecord)
        .where(BudgetLineRecord.budget_version_id.in_(lines))
        .order_by(BudgetLineRecord.position)
    ):
        lines[line.budget_version_id].append(_budget_line(line))
    return tuple(
        Budget(
            id=version.id,
            grant_id=grant_id,
            number=version.number,
            kind=version.kind,
            effective_on=version.effective_on,
            reason=version.reason,
            lines=tuple(lines[version.id]),
        )
        for version in versions
    )


def current_budget(session: Session, grant_id: str) -> Budget:
    """The newest version of the budget of a grant; refused if there is no such grant."""
    budgets = budgets_of(session, grant_id)
    if not budgets:
        raise not_found(GrantRecord, grant_id)
    return budgets[-1]


def reallocation_of(
    session: Session, grant_id: str, planned: Mapping[str, int] | None = None
) -> tuple[HeadingChange, ...]:
    """The reallocation meter of a grant: `planned` (or the current budget) by heading.

    Measured against the contract's budget or the last addendum.
    """
    budgets = budgets_of(session, grant_id)
    base = [budget for budget in budgets if budget.kind in ("contract", "addendum")][-1]
    grant = fetch(session, GrantRecord, grant_id)
    limit = rules_of_contract(session, grant.rule_set_id).reallocation_percent
    plan = budgets[-1].by_heading if planned is None else planned
    return reallocation(base.by_heading, plan, limit)


def instalments_of(session: Session, grant_id: str) -> tuple[InstalmentRow, ...]:
    """The payment plan of a grant with what was paid."""
    grant = fetch(session, GrantRecord, grant_id)
    query = (
        select(InstalmentRecord, PaymentRecord)
        .outerjoin(PaymentRecord, PaymentRecord.instalment_id == InstalmentRecord.id)
        .where(InstalmentRecord.grant_id == grant_id)
        .order_by(InstalmentRecord.number)
    )
    pairs = session.execute(query).all()
    names = _names(session, [payment for _, payment in pairs if payment is not None])
    return tuple(
        _instalment_row(instalment, payment, grant.currency, names) for instalment, payment in pairs
    )


def searches_of(session: Session, organisation_id: str) -> tuple[Search, ...]:
    """All searches of an organisation on the EU lists, in order of their days."""
    return tuple(
        Search(searched_on=date.fromisoformat(check.checked_on), match=check.result != "no_match")
        for check in session.scalars(
            select(SanctionsCheckRecord)
            .where(SanctionsCheckRecord.organisation_id == organisation_id)
            .order_by(SanctionsCheckRecord.checked_on, SanctionsCheckRecord.id)
        )
    )


def due_of(session: Session, instalment_id: str) -> Due:
    """What is due of an instalment now.

    All of the first one, a further one as far as its rule goes, and as the balance what is
    left of the final amount once that is fixed (DOMAIN.md §5.3, §7.5).
    """
    instalment = fetch(session, InstalmentRecord, instalment_id)
    if instalment.kind == "pre_financing":
        return Due(planned=instalment.amount_minor, needed=0, spent=0)
    grant = fetch(session, GrantRecord, instalment.grant_id)
    paid = session.scalars(
        select(PaymentRecord.amount_minor)
        .join(InstalmentRecord, InstalmentRecord.id == PaymentRecord.instalment_id)
        .where(PaymentRecord.grant_id == grant.id)
        .where(PaymentRecord.approved_by_id.is_not(None))
        .order_by(InstalmentRecord.number)
    ).all()
    if instalment.kind == "balance":
        final = final_minor(session, grant.id)
        left = instalment.amount_minor if final is None else final - sum(paid)
        return Due(planned=max(0, left), needed=0, spent=0)
    percent = rules_of_contract(session, grant.rule_set_id).further_instalment_percent
    return further_instalment(instalment.amount_minor, paid, spent_share(session, grant), percent)


def final_minor(session: Session, grant_id: str) -> int | None:
    """The final amount of a grant in cents, if it is fixed."""
    query = (
        select(FinalAmountRecord.final_minor)
        .where(FinalAmountRecord.grant_id == grant_id)
        .where(FinalAmountRecord.state == "fixed")
    )
    return session.scalar(query)


def account_of(session: Session, grant: GrantRecord) -> tuple[str, str] | None:
    """IBAN and holder of the account of a grant, if one is chosen."""
    if grant.bank_account_id is None:
        return None
    account = fetch(session, BankAccountRecord, grant.bank_account_id)
    return account.iban, account.holder


def unapproved_payments(session: Session) -> frozenset[str]:
    """The grants with a payment that is prepared and waits for approval."""
    query = select(PaymentRecord.grant_id).where(PaymentRecord.approved_by_id.is_(None))
    return frozenset(session.scalars(query))


def credited_minor(amount_minor: int, rate: Decimal) -> int:
    """Minor units of the local currency that euro cents give at a rate (units for 1 EUR)."""
    return half_up(Fraction(amount_minor) * Fraction(rate))


def _budget_line(line: BudgetLineRecord) -> BudgetLine:
    return BudgetLine(
        position=line.position,
        heading=line.heading,
        code=line.code,
        description=line.description,
        unit=line.unit,
        units_milli=line.units_milli,
        unit_value_minor=line.unit_value_minor,
        amount_minor=line.amount_minor,
    )


def _names(session: Session, payments: list[PaymentRecord]) -> dict[str, str]:
    ids = {p.prepared_by_id for p in payments} | {
        p.approved_by_id for p in payments if p.approved_by_id
    }
    query = select(PersonRecord.id, PersonRecord.name).where(PersonRecord.id.in_(ids))
    return {person.id: person.name for person in session.execute(query)}


def _instalment_row(
    instalment: InstalmentRecord,
    payment: PaymentRecord | None,
    currency: str,
    names: Mapping[str, str],
) -> InstalmentRow:
    approved = payment.approved_by_id if payment else None
    return InstalmentRow(
        id=instalment.id,
        number=instalment.number,
        kind=instalment.kind,
        percent=instalment.percent,
        amount=Money(instalment.amount_minor, currency),
        due_on=instalment.due_on,
        payment_id=payment.id if payment else None,
        paid=Money(payment.amount_minor, currency) if payment else None,
        paid_on=payment.paid_on if payment else None,
        bank_ref=payment.bank_ref if payment else None,
        prepared_by=names[payment.prepared_by_id] if payment else None,
        approved_by=names[approved] if approved else None,
        credited_on=payment.credited_on if payment else None,
        local_minor=payment.local_minor if payment else None,
        local_currency=payment.local_currency if payment else None,
        rate=payment.rate if payment else None,
    )
