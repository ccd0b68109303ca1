"""Who is next on a reserve list, by policy of the call, quota and money."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from iris_grants.awards.rules.reserve import ReserveCandidate, next_place, reserve_places
from iris_grants.calls.terms import WhenTooLarge

LIST = (("IP-001", "RS", 900), ("IP-002", "AL", 500), ("IP-003", "RS", 400))


@pytest.mark.parametrize(
    ("policy", "free", "quotas", "wanted"),
    [
        (WhenTooLarge.STOP, 1000, {}, ["900", "before", "before"]),
        (WhenTooLarge.STOP, 899, {}, ["envelope", "before", "before"]),
        (WhenTooLarge.SKIP, 899, {}, ["envelope", "500", "before"]),
        (WhenTooLarge.SKIP, 399, {}, ["envelope", "envelope", "envelope"]),
        (WhenTooLarge.REDUCE, 899, {}, ["899", "before", "before"]),
        (WhenTooLarge.REDUCE, 299, {}, ["envelope", "before", "before"]),
        (WhenTooLarge.STOP, 1000, {"RS": 2}, ["quota", "500", "before"]),
        (WhenTooLarge.STOP, 1000, {"RS": 3}, ["900", "before", "before"]),
        (WhenTooLarge.SKIP, 450, {"RS": 2}, ["quota", "envelope", "quota"]),
    ],
)
def test_next_follows_from_policy_quota_and_money(
    policy: WhenTooLarge, free: int, quotas: Mapping[str, int], wanted: list[str]
) -> None:
    places = reserve_places(
        [
            ReserveCandidate(application_id=number, number=number, country=country, requested=asked)
            for number, country, asked in LIST
        ],
        free=free,
        minimum=300,
        when_too_large=policy,
        quotas=quotas,
        taken={"RS": 2},
    )
    told = [str(one.offered if one.waiting is None else one.waiting.value) for one in places]
    assert told == wanted
    chosen = next_place(places)
    assert (chosen is None) == all(one.offered is None for one in places)
