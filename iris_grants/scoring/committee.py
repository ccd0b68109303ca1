"""The committee as the rules want it: who must be there, who may assess, what codes they bear."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from iris_grants.kernel.problems import Problem

LEAST_VOTING = 3


class MemberRole(StrEnum):
    """What a member does; only voting members vote, only assessors and they assess."""

    CHAIR = "chair"
    SECRETARY = "secretary"
    VOTING = "voting"
    ASSESSOR = "assessor"
    OBSERVER = "observer"


_PREFIX = {
    MemberRole.CHAIR: "CH",
    MemberRole.SECRETARY: "SE",
    MemberRole.VOTING: "V",
    MemberRole.OBSERVER: "O",
}


def check_committee(roles: Iterable[str]) -> tuple[Problem, ...]:
    """What the committee lacks: one chair, one secretary, an odd number of at least 3 who vote.

    Source: DOMAIN.md §4.1. Problems: `scoring.chair_missing`, `scoring.secretary_missing`,
    `scoring.voting_too_few`, `scoring.voting_even`.
    """
    count = Counter(roles)
    voting = count[MemberRole.VOTING]
    problems = []
    if count[MemberRole.CHAIR] != 1:
        problems.append(Problem(code="scoring.chair_missing"))
    if count[MemberRole.SECRETARY] != 1:
        problems.append(Problem(code="scoring.secretary_missing"))
    if voting < LEAST_VOTING:
        problems.append(
            Problem(code="scoring.voting_too_few", params={"count": voting, "least": LEAST_VOTING})
        )
    elif voting % 2 == 0:
        problems.append(Problem(code="scoring.voting_even", params={"count": voting}))
    return tuple(problems)


def may_assess(roles: Iterable[str]) -> frozenset[str]:
    """The roles whose members are given applications in a committee of these roles.

    The assessors; where there are none, the voting members do it themselves.
    """
    present = set(roles)
    wanted = MemberRole.ASSESSOR if MemberRole.ASSESSOR in present else MemberRole.VOTING
    return frozenset({wanted})


THIRD_ASSESSORS = frozenset({MemberRole.ASSESSOR, MemberRole.VOTING})
"""The roles whose members may be named third assessor (DOMAIN.md §4.7, EV-02)."""


def next_code(role: str, taken: Iterable[str]) -> str:
    """The first free code for a member: assessors `A`, `B`, … `Z`, `AA`; others `CH`, `V1`, …"""
    used = set(taken)
    number = 1
    while (code := _code(MemberRole(role), number)) in used:
        number += 1
    return code


def _code(role: MemberRole, number: int) -> str:
    if role is MemberRole.ASSESSOR:
        return _letters(number)
    single = role in (MemberRole.CHAIR, MemberRole.SECRETARY) and number == 1
    return _PREFIX[role] if single else f"{_PREFIX[role]}{number}"


def _letters(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
