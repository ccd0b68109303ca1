"""Expenditure as tables, reports and workbooks show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.tables.finance import ExchangeRateRecord, ExpenditureRecord
from db.tables.grants import GrantRecord, PaymentRecord
from iris_grants.finance.rules.exchange import Rate, RateBook, Receipt
from iris_grants.finance.rules.final_amount import FinalAmount, final_amount
from iris_grants.grants.queries import Budget, budgets_of
from iris_grants.kernel.money import Money
from iris_grants.kernel.operations import fetch


@dataclass(frozen=True, slots=True, kw_only=True)
class RateRow:
    """An exchange rate in a list: units of the currency for one euro, every digit kept."""

    id: str
    kind: str
    currency: str
    valid_on: str
    rate: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpenditureRow:
    """A cost in the ledger; `charged_minor` in its currency, euro amounts in cents."""

    id: str
    grant_id: str
    number: int
    sheet_row: int
    line_code: str
    description: str
    supplier: str
    document_type: str
    document_no: str
    document_on: str
    paid_on: str
    payment_ref: str
    currency: str
    net_minor: int
    vat_minor: int
    vat_treatment: str
    charged_minor: int
    rate: str
    rate_source: str
    eur_minor: int
    state: str
    disallowed_minor: int
    reason: str | None

    @property
    def accepted_minor(self) -> int:
        """Euro cents that count (reported and asked ones count until decided)."""
        return self.eur_minor - self.disallowed_minor


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """A budget line against its expenditure; all amounts in euro cents."""

    heading: str
    code: str
    description: str
    contract_minor: int
    current_minor: int
    spent_minor: int
    disallowed_minor: int

    @property
    def accepted_minor(self) -> int:
        """What counts of the spending."""
        return self.spent_minor - self.disallowed_minor

    @property
    def left_minor(self) -> int:
        """What is left of the current budget (below zero: overspent)."""
        return self.current_minor - self.accepted_minor


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """Totals of one grant in euro cents."""

    reported_minor: int
    disallowed_minor: int
    rows: int

    @property
    def accepted_minor(self) -> int:
        """What counts of the spending."""
        return self.reported_minor - self.disallowed_minor


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What the grant pays of the costs accepted so far; `maximum` in euro cents."""

    rate_percent: str
    maximum: int
    amount: FinalAmount


NOTHING_SPENT = Spending(reported_minor=0, disallowed_minor=0, rows=0)


def list_rates(session: Session) -> tuple[RateRow, ...]:
    """All exchange rates, by currency and day."""
    return tuple(
        RateRow(
            id=record.id,
            kind=record.kind,
            currency=record.currency,
            valid_on=record.valid_on,
            rate=record.rate,
            source=record.source,
        )
        for record in session.scalars(
            select(ExchangeRateRecord).order_by(
                ExchangeRateRecord.currency, ExchangeRateRecord.valid_on, ExchangeRateRecord.kind
            )
        )
    )


def rate_book(session: Session, grant_id: str) -> RateBook:
    """All rates that costs of this grant may take, by the methods of its contract."""
    grant = fetch(session, GrantRecord, grant_id)
    credited = session.scalars(
        select(PaymentRecord)
        .where(PaymentRecord.grant_id == grant_id)
        .where(PaymentRecord.credited_on.is_not(None))
        .order_by(PaymentRecord.credited_on)
    )
    rates = list_rates(session)
    return RateBook(
        accounting_currency=grant.accounting_currency,
        method=grant.fx_method,
        other_method=grant.fx_other_method,
        receipts=tuple(
            Receipt(
                currency=payment.local_currency or grant.accounting_currency,
                credited_on=date.fromisoformat(payment.credited_on or ""),
                rate=Decimal(payment.rate or "0"),
                reference=payment.bank_ref,
            )
            for payment in credited
        ),
        monthly=_by_day(rates, "inforeuro_month"),
        daily=_by_day(rates, "national_bank_day"),
    )


def ledger(session: Session, grant_id: str | None = None) -> tuple[ExpenditureRow, ...]:
    """The costs of a grant (or of all), in the order of the ledger."""
    query = (
        select(ExpenditureRecord)
        .join(GrantRecord, GrantRecord.id == ExpenditureRecord.grant_id)
        .order_by(GrantRecord.number, ExpenditureRecord.number)
    )
    if grant_id is not None:
        query = query.where(ExpenditureRecord.grant_id == grant_id)
    return tuple(_row(record) for record in session.scalars(query))


def spending(session: Session) -> dict[str, Spending]:
    """Totals of every grant with expenditure, by grant id."""
    query = select(
        ExpenditureRecord.grant_id,
        func.sum(ExpenditureRecord.eur_minor),
        func.sum(ExpenditureRecord.disallowed_minor),
        func.count(),
    ).group_by(ExpenditureRecord.grant_id)
    return {
        grant_id: Spending(
            reported_minor=int(spent), disallowed_minor=int(disallowed), rows=int(rows)
        )
        for grant_id, spent, disallowed, rows in session.execute(query)
    }


def undecided(session: Session) -> int:
    """How many costs are neither accepted nor disallowed yet."""
    found = session.scalar(
        select(func.count())
        .select_from(ExpenditureRecord)
        .where(ExpenditureRecord.state.in_(("reported", "question")))
    )
    return int(found or 0)


def report_lines(session: Session, grant_id: str) -> tuple[ReportLine, ...]:
    """Budget against actual, line by line (DOMAIN.md §7.2, blocks A, B, E and F)."""
    budgets = budgets_of(session, grant_id)
    spent = _spent_by_line(session, grant_id)
    contract = _amounts(budgets[0])
    return tuple(
        ReportLine(
            heading=line.heading,
            code=line.code,
            description=line.description,
            contract_minor=contract.get(line.code, 0),
            current_minor=line.amount_minor,
            spent_minor=spent.get(line.code, (0, 0))[0],
            disallowed_minor=spent.get(line.code, (0, 0))[1],
        )
        for line in budgets[-1].lines
    )


def share_of(session: Session, grant_id: str) -> Share:
    """What the grant would pay if no more costs came (DOMAIN.md §7.5)."""
    grant = fetch(session, GrantRecord, grant_id)
    accepted = session.scalar(
        select(func.sum(ExpenditureRecord.eur_minor - ExpenditureRecord.disallowed_minor)).where(
            ExpenditureRecord.grant_id == grant_id
        )
    )
    paid = session.scalar(
        select(func.sum(PaymentRecord.amount_minor))
        .where(PaymentRecord.grant_id == grant_id)
        .where(PaymentRecord.approved_by_id.is_not(None))
    )
    amount = final_amount(
        eligible=int(accepted or 0),
        maximum=grant.amount_minor,
        rate_percent=Decimal(grant.rate_percent),
        paid=int(paid or 0),
    )
    return Share(rate_percent=grant.rate_percent, maximum=grant.amount_minor, amount=amount)


def grant_amount(session: Session, grant_id: str) -> Money:
    """The largest amount of a grant."""
    grant = fetch(session, GrantRecord, grant_id)
    return Money(grant.amount_minor, grant.currency)


def _spent_by_line(session: Session, grant_id: str) -> dict[str, tuple[int, int]]:
    query = (
        select(
            ExpenditureRecord.line_code,
            func.sum(ExpenditureRecord.eur_minor),
            func.sum(ExpenditureRecord.disallowed_minor),
        )
        .where(ExpenditureRecord.grant_id == grant_id)
        .group_by(ExpenditureRecord.line_code)
    )
    return {
        code: (int(spent), int(disallowed)) for code, spent, disallowed in session.execute(query)
    }


def _amounts(budget: Budget) -> dict[str, int]:
    return {line.code: line.amount_minor for line in budget.lines}


def _by_day(rates: tuple[RateRow, ...], kind: str) -> dict[tuple[str, date], Rate]:
    return {
        (rate.currency, date.fromisoformat(rate.valid_on)): Rate(
            value=Decimal(rate.rate), source=rate.source
        )
        for rate in rates
        if rate.kind == kind
    }


def _row(record: ExpenditureRecord) -> ExpenditureRow:
    return ExpenditureRow(
        id=record.id,
        grant_id=record.grant_id,
        number=record.number,
        sheet_row=record.sheet_row,
        line_code=record.line_code,
        description=record.description,
        supplier=record.supplier,
        document_type=record.document_type,
        document_no=record.document_no,
        document_on=record.document_on,
        paid_on=record.paid_on,
        payment_ref=record.payment_ref,
        currency=record.currency,
        net_minor=record.net_minor,
        vat_minor=record.vat_minor,
        vat_treatment=record.vat_treatment,
        charged_minor=record.charged_minor,
        rate=record.rate,
        rate_source=record.rate_source,
        eur_minor=record.eur_minor,
        state=record.state,
        disallowed_minor=record.disallowed_minor,
        reason=record.reason,
    )
