"""Interest on money that is paid back late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from iris_grants.kernel.money import half_up

YEAR_DAYS = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceRate:
    """A rate of interest in percent a year, in force from a day on, and where that is written."""

    valid_from: date
    percent: Decimal
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Interest:
    """Interest in euro cents: `days` late at `percent` a year, on the rate of `reference`."""

    minor: int
    days: int
    percent: Decimal
    reference: ReferenceRate


def days_late(due_on: date, paid_on: date) -> int:
    """The days after the day due up to and with that of the payment; none if it was in time."""
    return max(0, (paid_on - due_on).days)


def reference_of(rates: Sequence[ReferenceRate], due_on: date) -> ReferenceRate | None:
    """The reference rate of the first day of the month in which a demand fell due, if known.

    A preset that nobody has compared with the contract (DOMAIN.md §7.5 names interest for
    late payment, not how it is worked out).
    """
    first = due_on.replace(day=1)
    earlier = [rate for rate in rates if rate.valid_from <= first]
    return max(earlier, key=lambda rate: rate.valid_from, default=None)


def late_interest(
    amount: int, due_on: date, paid_on: date, reference: ReferenceRate, margin: Decimal
) -> Interest:
    """Simple interest on euro cents for every day late: the reference rate and the margin.

    `margin` in points of percent, a preset of the rules; the year has 365 days; half-up to
    the cent.
    """
    days, percent = days_late(due_on, paid_on), reference.percent + margin
    exact = Fraction(amount * days) * Fraction(percent) / (100 * YEAR_DAYS)
    return Interest(minor=half_up(exact), days=days, percent=percent, reference=reference)
