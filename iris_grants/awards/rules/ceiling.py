"""The ceiling per third party over the whole action, and the envelope of a call."""

from __future__ import annotations

from iris_grants.kernel.money import Money
from iris_grants.kernel.problems import Problem


def check_ceiling(already: Money, award: Money, ceiling: Money) -> tuple[Problem, ...]:
    """A problem if awards to one organisation would pass the ceiling.

    `already` is the sum of its other awards over the whole action, in all calls
    (DOMAIN.md §2.1, FSTP-02 and FSTP-03; §14, R-FSTP-CAP).
    """
    if already + award <= ceiling:
        return ()
    return (
        Problem(
            code="awards.over_ceiling",
            params={
                "already": str(already),
                "award": str(award),
                "ceiling": str(ceiling),
            },
        ),
    )


def check_envelope(awarded: Money, award: Money, envelope: Money) -> tuple[Problem, ...]:
    """A problem if the awards of a call would pass its envelope."""
    if awarded + award <= envelope:
        return ()
    left = envelope - awarded
    return (Problem(code="awards.over_envelope", params={"award": str(award), "left": str(left)}),)
