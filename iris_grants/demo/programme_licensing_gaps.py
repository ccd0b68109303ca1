"""What organisations and mentors write into the gap sheets of the story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import Self

from iris_grants.demo.programme_licensing_cast import GAPS, OTHER_GAP
from iris_grants.licensing.queries import GapRow

RESPONSIBLE = ("koordinatorka usluge", "direktorka", "stručni radnik", "predsednik udruženja")


@dataclass(frozen=True, slots=True)
class Filling:
    """The standards that are not met, as the organisation and as the mentor see them."""

    own: Mapping[str, str]
    verified: Mapping[str, str]
    responsible: str = RESPONSIBLE[0]

    @classmethod
    def of(cls, rng: Random, codes: Sequence[str]) -> Self:
        """Two to five gaps; the organisation sees some of them, and some milder."""
        known = [code for code in codes if code in GAPS] or list(codes)
        found = sorted(rng.sample(known, min(2 + rng.randrange(4), len(known))))
        verified = {code: rng.choice(("partly", "partly", "not_met")) for code in found}
        own = {code: rng.choice(("met", "partly", verified[code])) for code in found}
        return cls(own, verified, rng.choice(RESPONSIBLE))


NOTHING = Filling({}, {})


def own_rows(gaps: tuple[GapRow, ...], filling: Filling) -> tuple[GapRow, ...]:
    """The sheet as the organisation returns it."""
    return tuple(
        replace(
            gap,
            self_state=filling.own.get(gap.code, "met"),
            self_note="Radimo na tome." if gap.code in filling.own else None,
            evidence="interni akt i fotografije" if gap.criticality == "blocking" else None,
        )
        for gap in gaps
    )


def mentor_rows(gaps: tuple[GapRow, ...], filling: Filling, due: date) -> tuple[GapRow, ...]:
    """The sheet as the mentor returns it after the visit, with an action for every gap."""
    return tuple(_verified(gap, filling, due) for gap in gaps)


def _verified(gap: GapRow, filling: Filling, due: date) -> GapRow:
    state = filling.verified.get(gap.code)
    if state is None:
        return replace(gap, verified_state="met")
    finding, action, euro = GAPS.get(gap.code, OTHER_GAP)
    return replace(
        gap,
        verified_state=state,
        finding=finding,
        action=action,
        responsible=filling.responsible,
        due_on=due.isoformat(),
        cost_minor=euro * 100,
    )
