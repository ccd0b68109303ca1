"""Exact money: whole minor units with their currency, and half-up rounding in one place."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

CURRENCIES = ("EUR", "RSD", "BAM", "MKD", "ALL")
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in whole hundredths (`minor`) of a currency (ISO 4217 code).

    All currencies of the programme are kept with two decimals, in documents too
    (DOMAIN.md §12.1: the locale data drop them for RSD and ALL).
    """

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if self.currency not in CURRENCIES:
            raise ValueError(f"not a currency of the programme: {self.currency!r}")

    @classmethod
    def of(cls, amount: str | int | Decimal, currency: str) -> Money:
        """Money from a plain decimal; `ValueError` if it has more than two decimals."""
        minor = Decimal(amount) * 100
        if minor != minor.to_integral_value():
            raise ValueError(f"more than two decimals: {amount}")
        return cls(int(minor), currency)

    @property
    def amount(self) -> Decimal:
        """The amount in whole units, with exactly two decimals."""
        return Decimal(self.minor).scaleb(-2).quantize(CENT)

    def __add__(self, other: Money) -> Money:
        self._require_same(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._require_same(other)
        return Money(self.minor - other.minor, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __lt__(self, other: Money) -> bool:
        self._require_same(other)
        return self.minor < other.minor

    def __le__(self, other: Money) -> bool:
        self._require_same(other)
        return self.minor <= other.minor

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"

    def _require_same(self, other: Money) -> None:
        if self.currency != other.currency:
            raise ValueError(f"cannot mix {self.currency} and {other.currency}")


def half_up(value: Fraction | Decimal | int) -> int:
    """The nearest whole number, halves away from zero (the rounding of every euro cent)."""
    exact = Fraction(value)
    whole, rest = divmod(abs(exact), 1)
    rounded = int(whole) + (1 if rest * 2 >= 1 else 0)
    return rounded if exact >= 0 else -rounded


def round_cents(value: Fraction | Decimal) -> Decimal:
    """An exact amount rounded half-up to two decimals."""
    return Decimal(half_up(Fraction(value) * 100)).scaleb(-2).quantize(CENT, ROUND_HALF_UP)


def convert(money: Money, rate: Decimal, currency: str = "EUR") -> Money:
    """Money in another currency; `rate` is units of `money.currency` for one unit of it.

    Exact division, rounded half-up to the cent once (DOMAIN.md §7.4).
    """
    if rate <= 0:
        raise ValueError(f"a rate must be above zero: {rate}")
    return Money(half_up(Fraction(money.minor) / Fraction(rate)), currency)


def split_by_percent(total: Money, percents: tuple[Decimal, ...]) -> tuple[Money, ...]:
    """Parts of a total by percentages that sum to 100; the last part takes the rounding."""
    if sum(percents) != 100:
        raise ValueError("percentages must sum to 100")
    parts = [half_up(Fraction(total.minor) * Fraction(p) / 100) for p in percents[:-1]]
    return tuple(Money(m, total.currency) for m in [*parts, total.minor - sum(parts)])
