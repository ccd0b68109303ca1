"""Payments: prepared by one person, approved by another, under the conditions of the contract."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import select

from db.tables.grants import GrantRecord, InstalmentRecord, PaymentRecord
from iris_grants.grants import queries
from iris_grants.grants.rules.contract import check_sanctions
from iris_grants.kernel.access import Role
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.money import Money
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Where, refusal, refuse_on_errors
from iris_grants.programme.grant_rules import rules_of_contract

FINANCE = frozenset({Role.FINANCE_OFFICER})
APPROVER = frozenset({Role.APPROVER})
TOPICS = frozenset({"grants", "payments"})
PAYABLE = ("signed", "running", "reported")


@operation("grants.prepare_payment", roles=FINANCE, topics=TOPICS)
def prepare_payment(work: Work, *, instalment_id: str, paid_on: date, bank_ref: str) -> str:
    """Prepare the payment of the next instalment; returns its id.

    Refused before signature, out of turn, without a fresh sanctions check, and for the
    balance before the final report is approved (DOMAIN.md §5.3).
    """
    instalment = work.get(InstalmentRecord, instalment_id)
    grant = work.get(GrantRecord, instalment.grant_id)
    if grant.state not in PAYABLE:
        raise refusal("grants.not_payable", state=f"state.grant.{grant.state}")
    if instalment.kind == "balance" and grant.state != "reported":
        raise refusal("grants.balance_before_report")
    if _next_unpaid(work, grant.id) != instalment.id:
        raise refusal("grants.payment_out_of_turn", number=instalment.number)
    check = queries.last_sanctions_check(work.session, grant.organisation_id)
    rules = rules_of_contract(work.session, grant.rule_set_id)
    refuse_on_errors(check_sanctions(*check, paid_on, rules.sanctions_check_days))
    payment = PaymentRecord(
        id=new_id(),
        grant_id=grant.id,
        instalment_id=instalment.id,
        amount_minor=instalment.amount_minor,
        currency=grant.currency,
        paid_on=paid_on.isoformat(),
        bank_ref=bank_ref,
        prepared_by_id=work.person.person_id,
    )
    return work.add(payment).id


@operation("grants.approve_payment", roles=APPROVER, topics=TOPICS)
def approve_payment(work: Work, *, payment_id: str) -> None:
    """Approve a prepared payment: another person than the one who prepared it (R-SEP)."""
    payment = work.get(PaymentRecord, payment_id)
    if payment.approved_by_id is not None:
        raise refusal("grants.already_approved")
    if payment.prepared_by_id == work.person.person_id:
        raise refusal("grants.second_person_needed")
    payment.approved_by_id = work.person.person_id
    grant = work.get(GrantRecord, payment.grant_id)
    if grant.state == "signed":
        grant.state = "running"
    work.flush()


@operation("grants.record_credit", roles=FINANCE, topics=TOPICS)
def record_credit(
    work: Work, *, payment_id: str, credited_on: date, local: Money, rate: Decimal
) -> None:
    """Write down what the grantee's bank credited: day, amount and rate of the statement.

    The rate is units of the local currency for one euro, every digit kept; the local
    amount must be what it gives, to the cent (DOMAIN.md §7.4).
    """
    payment = work.get(PaymentRecord, payment_id)
    if payment.approved_by_id is None:
        raise refusal("grants.not_approved")
    expected = Money(queries.credited_minor(payment.amount_minor, rate), local.currency)
    if expected != local:
        raise refusal(
            "grants.credit_mismatch",
            Where(key="local"),
            given=str(local),
            expected=str(expected),
        )
    payment.credited_on = credited_on.isoformat()
    payment.local_minor, payment.local_currency = local.minor, local.currency
    payment.rate = str(rate)
    work.flush()


def _next_unpaid(work: Work, grant_id: str) -> str | None:
    query = (
        select(InstalmentRecord.id)
        .outerjoin(PaymentRecord, PaymentRecord.instalment_id == InstalmentRecord.id)
        .where(InstalmentRecord.grant_id == grant_id)
        .where(PaymentRecord.id.is_(None))
        .order_by(InstalmentRecord.number)
    )
    return work.session.scalars(query).first()
