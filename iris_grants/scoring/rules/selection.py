"""Selection: who is offered money, walking the ranks with envelope and quotas (rule 8)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from iris_grants.scoring.rules.terms import Envelope, RankedApplication, WhenTooLarge

ENVELOPE = "envelope"
QUOTA = "quota"
VOTE = "committee_vote_needed"


class Decision(StrEnum):
    """What became of an application."""

    SELECTED = "selected"
    RESERVE = "reserve"
    REJECTED = "rejected"
    AWAITING = "awaiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The decision on one ranked application.

    `offered_minor` is what a selected one is offered, `left_minor` what was left of the
    envelope before its rank (None without envelope), `stopped` whether the walk had stopped.
    """

    decision: Decision
    reason: str = ""
    offered_minor: int | None = None
    left_minor: int | None = None
    stopped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Alone:
    """What would become of an application if it stood alone at its rank."""

    offered: int | None = None
    reason: str = ""
    full: bool = False
    stops: bool = False


class _Walk:
    """The state of the walk: money left, places taken by country, and whether it stopped."""

    def __init__(self, envelope: Envelope | None, quotas: Mapping[str, int]) -> None:
        self.left = None if envelope is None else envelope.amount_minor
        self.too_large = WhenTooLarge.STOP if envelope is None else envelope.when_too_large
        self.quotas = quotas
        self.places: Counter[str] = Counter()
        self.stopped = False

    def alone(self, one: RankedApplication) -> _Alone:
        """What this application would get here, if it stood alone."""
        if self.stopped:
            return _Alone(reason=ENVELOPE)
        quota = self.quotas.get(one.country) if one.country else None
        if quota is not None and self.places[one.country] >= quota:
            return _Alone(reason=QUOTA)
        if self.left is None or one.amount_minor <= self.left:
            return _Alone(offered=one.amount_minor, full=True)
        if self.too_large is WhenTooLarge.SKIP:
            return _Alone(reason=ENVELOPE)
        if self.too_large is WhenTooLarge.REDUCE and self.left > 0:
            return _Alone(offered=self.left, stops=True)
        return _Alone(reason=ENVELOPE, stops=True)

    def together(self, group: Sequence[RankedApplication]) -> bool:
        """Whether all of a shared rank can be selected in full."""
        if not all(self.alone(one).full for one in group):
            return False
        wanted = Counter(one.country for one in group)
        quotas_hold = all(
            self.places[country] + count <= self.quotas[country]
            for country, count in wanted.items()
            if country and country in self.quotas
        )
        money = sum(one.amount_minor for one in group)
        return quotas_hold and (self.left is None or money <= self.left)

    def give(self, one: RankedApplication, offered: int) -> None:
        """Take the money and the place of a selected application."""
        self.places[one.country] += 1
        if self.left is not None:
            self.left -= offered


def select(
    ranks: Sequence[Sequence[RankedApplication]],
    envelope: Envelope | None,
    quotas: Mapping[str, int],
) -> list[Choice]:
    """The decision on every ranked application, in the order given; one list a rank.

    Where the cut would run between applications that share a rank, all of them and all
    after them wait for the committee's vote: ids never decide.
    """
    walk = _Walk(envelope, quotas)
    choices: list[Choice] = []
    for position, group in enumerate(ranks):
        decided = _decide(walk, group)
        if decided is None:
            waiting = sum(len(later) for later in ranks[position:])
            vote = Choice(decision=Decision.RESERVE, reason=VOTE, left_minor=walk.left)
            return [*choices, *([vote] * waiting)]
        choices.extend(decided)
    return choices


def _decide(walk: _Walk, group: Sequence[RankedApplication]) -> list[Choice] | None:
    left, stopped = walk.left, walk.stopped
    fates = [walk.alone(one) for one in group]
    none_selected = all(fate.offered is None for fate in fates)
    if len(group) > 1 and not none_selected and not walk.together(group):
        return None
    for one, fate in zip(group, fates, strict=True):
        if fate.offered is not None:
            walk.give(one, fate.offered)
    walk.stopped = stopped or any(fate.stops for fate in fates)
    return [
        Choice(
            decision=Decision.RESERVE if fate.offered is None else Decision.SELECTED,
            reason=fate.reason,
            offered_minor=fate.offered,
            left_minor=left,
            stopped=stopped,
        )
        for fate in fates
    ]
