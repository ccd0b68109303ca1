"""Payments: prepared by one person, approved by another, under the conditions of the contract."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from db.tables.grants import GrantRecord, InstalmentRecord, PaymentRecord
from iris_grants.grants import queries
from iris_grants.grants.conditions import payment_problems
from iris_grants.grants.rules.instalments import next_to_pay
from iris_grants.kernel.access import Role
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.money import Money
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Where, refusal, refuse_on_errors

FINANCE = frozenset({Role.FINANCE_OFFICER})
APPROVER = frozenset({Role.APPROVER})
TOPICS = frozenset({"grants", "payments"})
PAYABLE = ("signed", "running", "reported")


@operation("grants.prepare_payment", roles=FINANCE, topics=TOPICS, undoable=True)
def prepare_payment(work: Work, *, instalment_id: str, paid_on: date, bank_ref: str) -> str:
    """Prepare the payment of the next instalment; returns its id.

    Refused before signature, out of turn, for the balance before the final report is
    approved and the final amount fixed, and where a condition of `payment_problems` is not
    met (DOMAIN.md §5.3). A further instalment is paid as far as the earlier ones are spent,
    the balance as far as the final amount goes (`grants.queries.due_of`).
    """
    if not bank_ref.strip():
        raise refusal("grants.bank_ref_needed", Where(key="bank_ref"))
    instalment = work.get(InstalmentRecord, instalment_id)
    grant = work.hold(GrantRecord, instalment.grant_id)
    if instalment.kind == "balance" and grant.state != "reported":
        raise refusal("grants.balance_before_report")
    if instalment.kind == "balance" and queries.final_minor(work.session, grant.id) is None:
        raise refusal("grants.final_amount_needed")
    _require_payable(work, grant, instalment, paid_on)
    if _next_unpaid(work, grant.id) != instalment.id:
        raise refusal("grants.payment_out_of_turn", number=instalment.number)
    due = queries.due_of(work.session, instalment_id)
    if due.amount == 0 and instalment.kind == "balance":
        raise refusal("grants.nothing_left")
    if due.amount == 0:
        raise refusal(
            "grants.too_little_spent",
            needed=str(Money(due.needed, grant.currency)),
            spent=str(Money(due.spent, grant.currency)),
        )
    payment = PaymentRecord(
        id=new_id(),
        grant_id=grant.id,
        instalment_id=instalment.id,
        amount_minor=due.amount,
        currency=grant.currency,
        paid_on=paid_on.isoformat(),
        bank_ref=bank_ref.strip(),
        prepared_by_id=work.person.person_id,
    )
    return work.add(payment).id


@operation("grants.discard_payment", roles=FINANCE | APPROVER, topics=TOPICS)
def discard_payment(work: Work, *, payment_id: str) -> None:
    """Take back a payment that was prepared and not approved, so that it can be prepared anew.

    Refused once it is approved (`grants.already_approved`). The journal keeps what it was.
    """
    payment = work.hold(PaymentRecord, payment_id)
    if payment.approved_by_id is not None:
        raise refusal("grants.already_approved")
    work.session.delete(payment)
    work.flush()


@operation("grants.approve_payment", roles=APPROVER, topics=TOPICS, approval=True)
def approve_payment(work: Work, *, payment_id: str) -> None:
    """Approve a prepared payment: another person than the one who prepared it (R-SEP).

    State of the grant and all conditions of the payment must still allow it.
    """
    payment = work.get(PaymentRecord, payment_id)
    grant = work.hold(GrantRecord, payment.grant_id)
    if payment.approved_by_id is not None:
        raise refusal("grants.already_approved")
    if payment.prepared_by_id == work.person.person_id:
        raise refusal("grants.second_person_needed")
    instalment = work.get(InstalmentRecord, payment.instalment_id)
    _require_payable(work, grant, instalment, date.fromisoformat(payment.paid_on))
    payment.approved_by_id = work.person.person_id
    if grant.state == "signed":
        grant.state = "running"
    work.flush()


@operation("grants.record_credit", roles=FINANCE, topics=TOPICS)
def record_credit(
    work: Work, *, payment_id: str, credited_on: date, local: Money, rate: Decimal
) -> None:
    """Write down what the grantee's bank credited: day, amount and rate of the statement.

    The rate is units of the accounting currency for one euro, every digit kept; the local
    amount must be what it gives, to the cent (DOMAIN.md §7.4). It is written down once:
    costs are converted by it.
    """
    payment = work.get(PaymentRecord, payment_id)
    grant = work.hold(GrantRecord, payment.grant_id)
    if payment.approved_by_id is None:
        raise refusal("grants.not_approved")
    if payment.credited_on is not None:
        raise refusal("grants.already_credited", day=payment.credited_on)
    if local.currency != grant.accounting_currency:
        where = Where(key="local")
        raise refusal("grants.other_currency", where, currency=grant.accounting_currency)
    if not rate.is_finite() or rate <= 0:
        raise refusal("grants.rate_not_positive", Where(key="rate"))
    if credited_on.isoformat() < payment.paid_on:
        where = Where(key="credited_on")
        raise refusal("grants.credited_before_paid", where, day=payment.paid_on)
    expected = Money(queries.credited_minor(payment.amount_minor, rate), local.currency)
    if expected != local:
        where = Where(key="local")
        raise refusal("grants.credit_mismatch", where, given=str(local), expected=str(expected))
    payment.credited_on = credited_on.isoformat()
    payment.local_minor, payment.local_currency = local.minor, local.currency
    payment.rate = f"{rate:f}"
    work.flush()


def _require_payable(
    work: Work, grant: GrantRecord, instalment: InstalmentRecord, paid_on: date
) -> None:
    if grant.state not in PAYABLE:
        raise refusal("grants.not_payable", state=f"state.grant.{grant.state}")
    refuse_on_errors(payment_problems(work.session, grant, instalment, paid_on))


def _next_unpaid(work: Work, grant_id: str) -> str | None:
    """The instalment that is next to be paid with approval."""
    return next_to_pay(
        [
            (row.id, row.kind, row.approved_by is not None)
            for row in queries.instalments_of(work.session, grant_id)
        ],
        final_fixed=queries.final_minor(work.session, grant_id) is not None,
    )
