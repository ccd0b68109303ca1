"""What of a further instalment may be paid, by what was spent of the earlier ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from iris_grants.kernel.money import half_up


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What is due of an instalment, in euro cents.

    `planned` is the whole instalment; it is due in full once `needed` of the earlier
    payments is spent; `spent` is what was.
    """

    planned: int
    needed: int
    spent: int

    @property
    def amount(self) -> int:
        """The instalment less what is missing to the spending it asks for; never below zero."""
        return max(0, self.planned - max(0, self.needed - self.spent))


def further_instalment(planned: int, paid: Sequence[int], spent: int, percent: Decimal) -> Due:
    """What is due of a further pre-financing instalment; amounts in euro cents.

    In full once `percent` of the payment before and all of the earlier ones are spent;
    otherwise less what is missing to that. `paid` are the payments so far in their order,
    `spent` the grant's share of the costs that count. The percent is a preset (DOMAIN.md
    §5.3, 70 % rule; §14, R-PRE70).
    """
    *earlier, last = paid or (0,)
    needed = sum(earlier) + half_up(Fraction(last) * Fraction(percent) / 100)
    return Due(planned=planned, needed=needed, spent=spent)


def next_to_pay(plan: Sequence[tuple[str, str, bool]], *, final_fixed: bool) -> str | None:
    """The instalment that is paid next; `plan` gives identity, kind and whether it is paid.

    Once the final amount is fixed, only the balance is left: it covers what further
    instalments did not pay (DOMAIN.md §7.5).
    """
    for identity, kind, paid in plan:
        if not paid and not (final_fixed and kind != "balance"):
            return identity
    return None
