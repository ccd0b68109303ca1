"""Exact numbers of the ranking: plain decimals in, fractions inside, plain decimals out."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from iris_grants.kernel.money import half_up

LONGEST = 60
"""Digits (and places of the exponent) that a number may have; no real one comes near it."""

_PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def exact_decimal(value: object) -> Decimal | None:
    """The decimal as it was written: a whole number, a decimal or a plain decimal text.

    None for anything else: truth values, floats (they are not exact), texts with an exponent,
    spaces or a plus sign, infinities, and numbers longer than `LONGEST`.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        if len(value) > LONGEST or _PLAIN.fullmatch(value) is None:
            return None
        return Decimal(value)
    if isinstance(value, int):
        return Decimal(value) if abs(value) < 10**LONGEST else None
    if isinstance(value, Decimal) and value.is_finite():
        digits = value.as_tuple()
        short = len(digits.digits) <= LONGEST and abs(int(digits.exponent)) <= LONGEST
        return value if short else None
    return None


def exact_number(value: object) -> Fraction | None:
    """The exact value of a number as `exact_decimal` reads it, else None."""
    found = exact_decimal(value)
    return None if found is None else Fraction(found)


def decimals_of(value: Decimal) -> int:
    """How many decimals a number was written with: two for `10.00`, none for `10` or `1E+3`."""
    return max(0, -int(value.as_tuple().exponent))


def plain(value: Fraction) -> str:
    """An exact fraction as the shortest plain decimal text (`12.5`).

    `ValueError` if it has none (1/3): such a number cannot stand in the files.
    """
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
        if places > LONGEST:
            raise ValueError(f"no plain decimal: {value}")
    scaled = abs(int(value * 10**places))
    sign = "-" if value < 0 else ""
    if not places:
        return f"{sign}{scaled}"
    whole, rest = divmod(scaled, 10**places)
    return f"{sign}{whole}.{rest:0{places}}"


def readable(value: Fraction) -> str:
    """An exact number for people: the plain decimal, or the fraction where there is none."""
    try:
        return plain(value)
    except ValueError:
        return str(value)


def two_decimals(value: Fraction) -> str:
    """A number rounded half-up to exactly two decimals (RANKING.md, ranking.csv)."""
    return minor_text(half_up(value * 100))


def minor_text(minor: int) -> str:
    """Whole hundredths as an amount with exactly two decimals."""
    whole, rest = divmod(abs(minor), 100)
    return f"{'-' if minor < 0 else ''}{whole}.{rest:02}"
