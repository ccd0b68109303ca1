"""Instalments of the sample's grants: the first, further ones as far as spent, the balance."""

from __future__ import annotations

from datetime import timedelta

from db.tables.grants import GrantRecord, InstalmentRecord
from iris_grants.demo.money import LIST_VERSION
from iris_grants.demo.office import Office
from iris_grants.demo.programme_ledgers import RATES
from iris_grants.grants.commands import record_sanctions_check
from iris_grants.grants.conditions import payment_problems
from iris_grants.grants.payments import approve_payment, prepare_payment, record_credit
from iris_grants.grants.queries import (
    GrantRow,
    InstalmentRow,
    credited_minor,
    due_of,
    final_minor,
    instalments_of,
)
from iris_grants.grants.rules.instalments import next_to_pay
from iris_grants.kernel.money import Money

CREDIT_AFTER = timedelta(days=2)


def pay_first(office: Office, grant: GrantRow) -> None:
    """Pay and credit the first instalment, unless that is done."""
    first = _instalments(office, grant)[0]
    if first.payment_id is None:
        _pay(office, grant, first)


def pay_further(office: Office, grant: GrantRow) -> None:
    """Pay the next further instalment, if its conditions are met and anything is due."""
    following = _next(office, grant, "further")
    if following is None:
        return
    _search(office, grant)
    with office.finance.read() as session:
        due = due_of(session, following.id).amount
        problems = payment_problems(
            session,
            session.get_one(GrantRecord, grant.id),
            session.get_one(InstalmentRecord, following.id),
            office.clock().date(),
        )
    if due and not problems:
        _pay(office, grant, following, searched=True)


def pay_balance(office: Office, grant: GrantRow) -> None:
    """Pay what is left of the final amount, if anything is.

    Further instalments that were never paid stay unpaid: the balance covers them.
    """
    with office.finance.read() as session:
        if final_minor(session, grant.id) is None:
            return
    balance = _next(office, grant, "balance")
    if balance is None:
        return
    with office.finance.read() as session:
        due = due_of(session, balance.id).amount
    if due:
        _pay(office, grant, balance)


def _pay(office: Office, grant: GrantRow, row: InstalmentRow, *, searched: bool = False) -> None:
    if not searched:
        _search(office, grant)
    today = office.clock().date()
    place = grant.number.rpartition("-")[2]
    payment_id = office.finance.run(
        prepare_payment,
        instalment_id=row.id,
        paid_on=today,
        bank_ref=f"nalog {place}-{row.number}/{today.year}",
    )
    office.approver.run(approve_payment, payment_id=payment_id)
    paid = next(one.paid for one in _instalments(office, grant) if one.id == row.id)
    if paid is None:
        raise ValueError(f"instalment {row.number} of {grant.number} was not paid")
    currency, credited_on = grant.accounting_currency, today + CREDIT_AFTER
    office.clock.move_to(credited_on)
    office.finance.run(
        record_credit,
        payment_id=payment_id,
        credited_on=credited_on,
        local=Money(credited_minor(paid.minor, RATES[currency]), currency),
        rate=RATES[currency],
    )


def _search(office: Office, grant: GrantRow) -> None:
    office.officer.run(
        record_sanctions_check,
        organisation_id=grant.organisation_id,
        checked_on=office.clock().date(),
        list_version=LIST_VERSION,
        searched=grant.organisation,
        result="no_match",
    )


def _instalments(office: Office, grant: GrantRow) -> tuple[InstalmentRow, ...]:
    with office.finance.read() as session:
        return instalments_of(session, grant.id)


def _next(office: Office, grant: GrantRow, kind: str) -> InstalmentRow | None:
    """The instalment that is next to be paid, if it is of this kind."""
    rows = _instalments(office, grant)
    with office.finance.read() as session:
        fixed = final_minor(session, grant.id) is not None
    plan = [(one.id, one.kind, one.payment_id is not None) for one in rows]
    following = next_to_pay(plan, final_fixed=fixed)
    return next((one for one in rows if one.id == following and one.kind == kind), None)
