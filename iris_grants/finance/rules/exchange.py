"""Which exchange rate a cost takes, by the method that the contract fixed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from iris_grants.finance.rules.months import months_between
from iris_grants.kernel.money import Money, convert, half_up
from iris_grants.kernel.problems import Problem, refusal

FIFO = "instalment_fifo"
AVERAGE = "average_inforeuro"
EFFECTIVE_PLACES = 10
"""Decimals of a rate that stands for several instalments: more than any cent can see."""


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
    local_minor: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RateBook:
    """All rates that the costs of one grant may need.

    `monthly` maps (currency, first day of the month) and `daily` maps (currency, day).
    `fixed` are currencies bound to the euro by law. `used_minor` is what booked costs have
    taken of the instalments, in the accounting currency. `period` are the first and the last
    day of the reporting period to which new costs belong; without a last day it is still
    open, and an average goes up to the month of the payment.
    """

    accounting_currency: str
    method: str
    other_method: str
    receipts: Sequence[Receipt]
    monthly: Mapping[tuple[str, date], Rate]
    daily: Mapping[tuple[str, date], Rate]
    fixed: Mapping[str, Rate] = field(default_factory=dict)
    used_minor: int = 0
    period: tuple[date, date | None] | None = None

    def method_of(self, currency: str) -> str:
        """The method of the contract for costs in this currency."""
        return self.method if currency == self.accounting_currency else self.other_method


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlay:
    """What was paid on a day: minor units of a currency."""

    currency: str
    paid_on: date
    charged_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """An outlay in euro cents, with the rate that makes them and its source."""

    rate: Decimal
    source: str
    eur_minor: int


def convert_outlays(book: RateBook, outlays: Sequence[Outlay]) -> tuple[Conversion | Problem, ...]:
    """Each outlay in euro by the method of the contract, or why it cannot be converted.

    Where instalments are used up in turn, the order of payment decides, then the order
    given; what booked costs have used is not used again (DOMAIN.md §7.4, FX-B).
    """
    found: dict[int, Conversion | Problem] = {}
    used = book.used_minor
    for place in sorted(range(len(outlays)), key=lambda n: outlays[n].paid_on):
        outlay = outlays[place]
        if outlay.currency != "EUR" and book.method_of(outlay.currency) == FIFO:
            found[place] = _in_turn(book.receipts, outlay, used)
            used += outlay.charged_minor
        else:
            found[place] = _at_rate(rate_for(book, outlay.currency, outlay.paid_on), outlay)
    return tuple(found[place] for place in range(len(outlays)))


def rate_for(book: RateBook, currency: str, paid_on: date) -> Rate | Problem:
    """The rate for a cost in `currency` paid on a day, or the problem that none is known.

    A contract has one method for the accounting currency and one for the others; never a
    silent fallback to another month, and never the rate of another currency (DOMAIN.md
    §7.4; §14, R-FX1). A currency bound to the euro has that rate in every month.
    """
    if currency == "EUR":
        return Rate(value=Decimal(1), source="EUR")
    method = book.method_of(currency)
    if method in ("receipt_period", FIFO):
        return _by_receipt(book.receipts, currency, paid_on)
    if method not in (AVERAGE, "monthly_inforeuro", "accounting_practice"):
        raise refusal("finance.fx_method_unknown", method=method)
    if currency in book.fixed:
        return book.fixed[currency]
    if method == AVERAGE:
        return _average(book, currency, paid_on)
    if method == "monthly_inforeuro":
        return _found(book.monthly.get((currency, paid_on.replace(day=1))), currency, paid_on)
    return _found(book.daily.get((currency, paid_on)), currency, paid_on)


def average_of(rates: Sequence[Rate], first: str, last: str) -> Rate:
    """The mean of monthly rates, the sum by their number, to ten decimals (DOMAIN.md §7.4, FX-A).

    `first` and `last` are the months (`2024-01`). The source shows the calculation.
    """
    total = sum((Fraction(one.value) for one in rates), Fraction(0))
    scaled = half_up(total / len(rates) * 10**EFFECTIVE_PLACES)
    value = Decimal(scaled).scaleb(-EFFECTIVE_PLACES).normalize()
    terms = " + ".join(f"{one.value:f}" for one in rates)
    sources = ", ".join(dict.fromkeys(one.source for one in rates))
    return Rate(value=value, source=f"{first} – {last}: ({terms}) / {len(rates)} · {sources}")


def _average(book: RateBook, currency: str, paid_on: date) -> Rate | Problem:
    """The average of the reporting period; a month without a rate is never left out."""
    starts, ends = book.period or (paid_on, paid_on)
    last = ends or max(starts, paid_on)
    months = months_between(starts.isoformat(), last.isoformat())
    rates = []
    for month in months:
        day = date.fromisoformat(f"{month}-01")
        found = book.monthly.get((currency, day))
        if found is None:
            return _missing("finance.rate_missing", currency, day)
        rates.append(found)
    return average_of(rates, months[0], months[-1])


def _at_rate(rate: Rate | Problem, outlay: Outlay) -> Conversion | Problem:
    if isinstance(rate, Problem):
        return rate
    charged = Money(outlay.charged_minor, outlay.currency)
    eur = charged if charged.currency == "EUR" else convert(charged, rate.value)
    return Conversion(rate=rate.value, source=rate.source, eur_minor=eur.minor)


def _credited(receipts: Sequence[Receipt], currency: str, paid_on: date) -> list[Receipt]:
    """The instalments credited in this currency by that day, the earliest first."""
    earlier = [
        receipt
        for receipt in receipts
        if receipt.currency == currency and receipt.credited_on <= paid_on
    ]
    return sorted(earlier, key=lambda receipt: receipt.credited_on)


def _by_receipt(receipts: Sequence[Receipt], currency: str, paid_on: date) -> Rate | Problem:
    credited = _credited(receipts, currency, paid_on)
    if not credited:
        return _missing("finance.no_receipt_yet", currency, paid_on)
    return Rate(value=credited[-1].rate, source=credited[-1].reference)


def _in_turn(receipts: Sequence[Receipt], outlay: Outlay, used: int) -> Conversion | Problem:
    """The outlay from the instalments in turn; what exceeds them at the rate of the last."""
    credited = _credited(receipts, outlay.currency, outlay.paid_on)
    if not credited:
        return _missing("finance.no_receipt_yet", outlay.currency, outlay.paid_on)
    parts: list[tuple[int, Receipt]] = []
    left = outlay.charged_minor
    for receipt in credited:
        gone = min(used, receipt.local_minor)
        used -= gone
        taken = min(left, receipt.local_minor - gone)
        left -= taken
        if taken:
            parts.append((taken, receipt))
    if left or not parts:
        last = parts.pop()[0] if parts and parts[-1][1] is credited[-1] else 0
        parts.append((last + left, credited[-1]))
    return _together(parts, outlay)


def _together(parts: Sequence[tuple[int, Receipt]], outlay: Outlay) -> Conversion:
    exact = sum((Fraction(taken) / Fraction(one.rate) for taken, one in parts), Fraction(0))
    if len(parts) == 1:
        only = parts[0][1]
        return Conversion(rate=only.rate, source=only.reference, eur_minor=half_up(exact))
    scaled = half_up(Fraction(outlay.charged_minor) / exact * 10**EFFECTIVE_PLACES)
    source = " + ".join(
        f"{one.reference}: {Money(taken, one.currency)} / {one.rate:f}" for taken, one in parts
    )
    rate = Decimal(scaled).scaleb(-EFFECTIVE_PLACES).normalize()
    return Conversion(rate=rate, source=source, eur_minor=half_up(exact))


def _found(rate: Rate | None, currency: str, paid_on: date) -> Rate | Problem:
    return _missing("finance.rate_missing", currency, paid_on) if rate is None else rate


def _missing(code: str, currency: str, paid_on: date) -> Problem:
    return Problem(code=code, params={"currency": currency, "day": paid_on.isoformat()})
