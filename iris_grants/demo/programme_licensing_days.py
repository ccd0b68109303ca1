"""When each step of a supported case happens in the story."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from iris_grants.demo.programme_licensing_cast import Supported
from iris_grants.licensing.rules.path import MAIN_PATH, Stage, path_of

FIRST_DAY = date(2024, 3, 4)
LAST_DAY = date(2026, 1, 31)
LIMITED_UNTIL = date(2026, 10, 15)
"""The last day of the limited licence: within nine months of the end of the story."""

AFTER = {
    Stage.INTEREST: 0,
    Stage.SELECTED: 12,
    Stage.MENTOR_ASSIGNED: 18,
    Stage.GAP_SELF_ASSESSMENT: 45,
    Stage.GAP_VERIFIED: 62,
    Stage.PLAN_APPROVED: 84,
    Stage.DOCUMENTS_DRAFTED: 150,
    Stage.GAPS_CLOSED: 205,
    Stage.MOCK_REVIEW: 222,
    Stage.FILED: 236,
    Stage.AUTHORITY_REVIEW: 255,
    Stage.LICENSED: 300,
    Stage.REFUSED: 300,
    Stage.MAINTENANCE: 315,
    Stage.COMPLETED: 230,
    Stage.WITHDRAWN: 70,
}
"""Days from the beginning of a case at an even pace."""


def stages_of(case: Supported) -> tuple[Stage, ...]:
    """The stages that the case reaches after the first one, the last one where it ends."""
    path = path_of(case.goal)
    ends = case.ends
    if ends is Stage.WITHDRAWN:
        return (Stage.SELECTED, Stage.MENTOR_ASSIGNED, ends)
    if ends is Stage.REFUSED:
        return (*MAIN_PATH[1:-1], ends)
    if ends is Stage.MAINTENANCE:
        return (*MAIN_PATH[1:], ends)
    if ends is Stage.COMPLETED:
        return (*path[1 : path.index(Stage.MOCK_REVIEW) + 1], ends)
    return path[1 : path.index(ends) + 1]


def days_of(case: Supported, rng: Random) -> dict[Stage, date]:
    """The day of every stage that the case could reach, at a pace of its own.

    A case ends in the last months of the story; one that is maintained has had its licence
    for a year by then.
    """
    if case.ends is Stage.MAINTENANCE:
        ends = date(2024, 12, 20) + timedelta(days=rng.randrange(15))
    elif case.ends is Stage.LICENSED:
        ends = date(2025, 3, 1) + timedelta(days=rng.randrange(150))
    else:
        ends = date(2025, 10, 6) + timedelta(days=rng.randrange(95))
    longest = (ends - FIRST_DAY).days * 100 // max(AFTER[case.ends], 1)
    pace = min(rng.randrange(90, 190), longest)
    begins = ends - timedelta(days=AFTER[case.ends] * pace // 100)
    return {stage: begins + timedelta(days=after * pace // 100) for stage, after in AFTER.items()}
