"""The final amount of a grant, and what is still to be paid or to be recovered."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from iris_grants.grants.rules.indirect import indirect_costs as indirect_costs
from iris_grants.grants.rules.indirect import indirect_percent as indirect_percent
from iris_grants.kernel.money import half_up


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalAmount:
    """All steps of the calculation, in euro cents; a negative balance is to be recovered."""

    eligible: int
    by_rate: int
    limited: int
    profit: int
    profit_reduction: int
    other_reduction: int
    final: int
    paid: int

    @property
    def balance(self) -> int:
        """What is still to be paid (below zero: to be recovered), in euro cents."""
        return self.final - self.paid


def final_amount(
    *,
    eligible: int,
    maximum: int,
    rate_percent: Decimal,
    paid: int,
    other_receipts: int = 0,
    no_profit: bool = False,
    reduction: int = 0,
) -> FinalAmount:
    """The final amount in euro cents (DOMAIN.md §7.5).

    Rate on the eligible costs, half-up to the cent; not above the maximum; less the EU
    share of a profit where the no-profit rule applies (not for low-value grants); less a
    reduction for poor or partial performance; never below zero.
    """
    by_rate = half_up(Fraction(eligible) * Fraction(rate_percent) / 100)
    limited = min(maximum, by_rate)
    profit = max(0, limited + other_receipts - eligible) if no_profit else 0
    share = half_up(Fraction(profit * limited, eligible)) if eligible else 0
    final = max(0, limited - share - reduction)
    return FinalAmount(
        eligible=eligible,
        by_rate=by_rate,
        limited=limited,
        profit=profit,
        profit_reduction=share,
        other_reduction=reduction,
        final=final,
        paid=paid,
    )
