"""Exchange rates as lists show them, and as the costs of a grant take them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.tables.finance import ExchangeRateRecord, ExpenditureRecord, FinancialReportRecord
from db.tables.grants import GrantRecord, PaymentRecord
from iris_grants.finance.rules.exchange import FIFO, Rate, RateBook, Receipt
from iris_grants.kernel.operations import fetch
from iris_grants.programme.grant_rules import rules_of_contract


@dataclass(frozen=True, slots=True, kw_only=True)
class RateRow:
    """An exchange rate in a list: units of the currency for one euro, every digit kept."""

    id: str
    kind: str
    currency: str
    valid_on: str
    rate: str
    source: str


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


Period = tuple[date, date | None]


def rate_book(session: Session, grant_id: str, period: Period | None = None) -> RateBook:
    """All rates that costs of this grant may take, by the methods of its contract.

    `period` are the days of a financial report whose costs are converted; without it they
    belong to the open report, or to the one that is drawn up next.
    """
    grant = fetch(session, GrantRecord, grant_id)
    rates = list_rates(session)
    return RateBook(
        accounting_currency=grant.accounting_currency,
        method=grant.fx_method,
        other_method=grant.fx_other_method,
        receipts=_receipts(session, grant),
        monthly=_by_day(rates, "inforeuro_month"),
        daily=_by_day(rates, "national_bank_day"),
        fixed={
            fixed.currency: Rate(value=fixed.rate, source=fixed.source)
            for fixed in rules_of_contract(session, grant.rule_set_id).fixed_rates
        },
        used_minor=_charged(session, grant) if grant.fx_method == FIFO else 0,
        period=period or _next_period(session, grant),
    )


def _next_period(session: Session, grant: GrantRecord) -> Period:
    """The period of the open report, or from the day after the last one on."""
    starts, ends = date.fromisoformat(grant.starts_on), None
    for report in session.scalars(
        select(FinancialReportRecord)
        .where(FinancialReportRecord.grant_id == grant.id)
        .where(FinancialReportRecord.state != "withdrawn")
        .order_by(FinancialReportRecord.number)
    ):
        last = date.fromisoformat(report.period_to)
        if report.state == "open":
            starts, ends = date.fromisoformat(report.period_from), last
        else:
            starts = last + timedelta(days=1)
    return starts, ends


def _receipts(session: Session, grant: GrantRecord) -> tuple[Receipt, ...]:
    credited = session.scalars(
        select(PaymentRecord)
        .where(PaymentRecord.grant_id == grant.id)
        .where(PaymentRecord.credited_on.is_not(None))
        .order_by(PaymentRecord.credited_on, PaymentRecord.id)
    )
    return tuple(
        Receipt(
            currency=payment.local_currency or grant.accounting_currency,
            credited_on=date.fromisoformat(payment.credited_on or ""),
            rate=Decimal(payment.rate or "0"),
            reference=payment.bank_ref,
            local_minor=payment.local_minor or 0,
        )
        for payment in credited
    )


def _charged(session: Session, grant: GrantRecord) -> int:
    """What booked costs have taken of the instalments, in the accounting currency."""
    charged = session.scalar(
        select(func.sum(ExpenditureRecord.charged_minor))
        .where(ExpenditureRecord.grant_id == grant.id)
        .where(ExpenditureRecord.currency == grant.accounting_currency)
    )
    return int(charged or 0)


def _by_day(rates: tuple[RateRow, ...], kind: str) -> dict[tuple[str, date], Rate]:
    return {
        (rate.currency, date.fromisoformat(rate.valid_on)): Rate(
            value=Decimal(rate.rate), source=rate.source
        )
        for rate in rates
        if rate.kind == kind
    }
