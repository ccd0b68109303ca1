"""The reserve list when money becomes free: who is next, with how much, and who must wait."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from iris_grants.calls.terms import WhenTooLarge


class Waiting(StrEnum):
    """Why an application on the reserve list cannot be taken up now."""

    EXPIRED = "expired"
    QUOTA = "quota"
    ENVELOPE = "envelope"
    BEFORE = "before"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReserveCandidate:
    """An application on the reserve list; amounts in minor units."""

    application_id: str
    number: str
    country: str
    requested: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReservePlace:
    """A place of the list: what could be offered now, or why nothing (`waiting`)."""

    candidate: ReserveCandidate
    offered: int | None
    waiting: Waiting | None


def reserve_places(
    candidates: Iterable[ReserveCandidate],
    *,
    free: int,
    minimum: int,
    when_too_large: WhenTooLarge,
    quotas: Mapping[str, int],
    taken: Mapping[str, int],
    expired: bool = False,
) -> tuple[ReservePlace, ...]:
    """The reserve list in its order, the first that fits with what it may be offered.

    `free` is what is neither awarded nor promised, `taken` how many grants each country has.
    A country whose quota is filled is passed over. The first that does not fit ends the walk
    (`stop`), is passed over (`skip`) or is offered what is left, if that is no less than the
    smallest grant (`reduce`). Nobody moves up on a list whose validity has `expired`. Source:
    DOMAIN.md §4.7, EV-05 and EV-06; the policy is the call's.
    """
    if expired:
        return tuple(
            ReservePlace(candidate=one, offered=None, waiting=Waiting.EXPIRED) for one in candidates
        )
    found: list[ReservePlace] = []
    places, ended = Counter(taken), False
    for one in candidates:
        offered, waiting = None, Waiting.BEFORE if ended else None
        if not ended:
            quota = quotas.get(one.country)
            if quota is not None and places[one.country] >= quota:
                waiting = Waiting.QUOTA
            else:
                offered = _offer(one.requested, free, minimum, when_too_large)
                waiting = Waiting.ENVELOPE if offered is None else None
                ended = offered is not None or when_too_large is not WhenTooLarge.SKIP
        found.append(ReservePlace(candidate=one, offered=offered, waiting=waiting))
    return tuple(found)


def valid_until(fixed_on: date, days: int) -> date:
    """The last day on which a reserve list holds: so many days after its ranking was fixed."""
    return fixed_on + timedelta(days=days)


def next_place(places: Iterable[ReservePlace]) -> ReservePlace | None:
    """The place whose turn it is; none while nobody can be taken up."""
    return next((place for place in places if place.offered is not None), None)


def _offer(requested: int, free: int, minimum: int, when_too_large: WhenTooLarge) -> int | None:
    if requested <= free:
        return requested
    if when_too_large is WhenTooLarge.REDUCE and free >= minimum:
        return free
    return None
