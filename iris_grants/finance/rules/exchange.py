"""Which exchange rate a cost takes, by the method that the contract fixed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from iris_grants.kernel.problems import Problem, refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """Units of a currency for one euro, and where that is written."""

    value: Decimal
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """An instalment as the grantee's bank credited it, in its own currency."""

    currency: str
    credited_on: date
    rate: Decimal
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RateBook:
    """All rates that the costs of one grant may need.

    `monthly` maps (currency, first day of the month) and `daily` maps (currency, day).
    """

    accounting_currency: str
    method: str
    other_method: str
    receipts: Sequence[Receipt]
    monthly: Mapping[tuple[str, date], Rate]
    daily: Mapping[tuple[str, date], Rate]


def rate_for(book: RateBook, currency: str, paid_on: date) -> Rate | Problem:
    """The rate for a cost in `currency` paid on a day, or the problem that none is known.

    A contract has one method for the accounting currency and one for the others; never a
    silent fallback to another month, and never the rate of another currency (DOMAIN.md
    §7.4; §14, R-FX1).
    """
    if currency == "EUR":
        return Rate(value=Decimal(1), source="EUR")
    method = book.method if currency == book.accounting_currency else book.other_method
    if method == "receipt_period":
        return _by_receipt(book.receipts, currency, paid_on)
    if method == "monthly_inforeuro":
        return _found(book.monthly.get((currency, paid_on.replace(day=1))), currency, paid_on)
    if method == "accounting_practice":
        return _found(book.daily.get((currency, paid_on)), currency, paid_on)
    raise refusal("finance.fx_method_unknown", method=method)


def _by_receipt(receipts: Sequence[Receipt], currency: str, paid_on: date) -> Rate | Problem:
    earlier = [
        receipt
        for receipt in receipts
        if receipt.currency == currency and receipt.credited_on <= paid_on
    ]
    if not earlier:
        return _missing("finance.no_receipt_yet", currency, paid_on)
    last = max(earlier, key=lambda receipt: receipt.credited_on)
    return Rate(value=last.rate, source=last.reference)


def _found(rate: Rate | None, currency: str, paid_on: date) -> Rate | Problem:
    return _missing("finance.rate_missing", currency, paid_on) if rate is None else rate


def _missing(code: str, currency: str, paid_on: date) -> Problem:
    return Problem(code=code, params={"currency": currency, "day": paid_on.isoformat()})
