"""What may stand in the minutes of a meeting of the committee."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from iris_grants.kernel.problems import Problem, Where

LONGEST = 4_000


class MinuteKind(StrEnum):
    """What the committee said: the place stands, it comes back, it is assessed anew, a vote."""

    CONFIRMED = "confirmed"
    DEFERRED = "deferred"
    REASSESS = "reassess"
    VOTE = "vote"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Votes:
    """How the voting members voted."""

    in_favour: int
    against: int
    abstained: int

    @property
    def cast(self) -> int:
        """All who took part in the vote, abstentions too."""
        return self.in_favour + self.against + self.abstained


def check_minute(
    kind: str, *, about_application: bool, words: str, votes: Votes | None, voters: int
) -> tuple[Problem, ...]:
    """Every problem of a line of the minutes.

    `voters` are the voting members present. A confirmation is of an application; a new
    assessment and a note need words (DOMAIN.md §4.8: re-evaluations with reasons); a vote
    has its numbers, and no more than can vote. Problems: `scoring.minute_kind`,
    `scoring.minute_application`, `scoring.minute_words`, `scoring.minute_too_long`,
    `scoring.minute_votes`, `scoring.minute_too_many_votes`.
    """
    if kind not in set(MinuteKind):
        return (Problem(code="scoring.minute_kind", where=Where(key="kind")),)
    problems = []
    if kind not in (MinuteKind.NOTE, MinuteKind.VOTE) and not about_application:
        problems.append(Problem(code="scoring.minute_application", where=Where(key="kind")))
    if kind in (MinuteKind.NOTE, MinuteKind.REASSESS) and not words:
        problems.append(Problem(code="scoring.minute_words", where=Where(key="words")))
    if len(words) > LONGEST:
        params = {"length": len(words), "limit": LONGEST}
        where = Where(key="words")
        problems.append(Problem(code="scoring.minute_too_long", where=where, params=params))
    if (kind == MinuteKind.VOTE) != (votes is not None) or (votes and votes.cast == 0):
        problems.append(Problem(code="scoring.minute_votes", where=Where(key="votes_for")))
    elif votes is not None and votes.cast > voters:
        found = {"cast": votes.cast, "voters": voters}
        where = Where(key="votes_for")
        problems.append(Problem(code="scoring.minute_too_many_votes", where=where, params=found))
    return tuple(problems)
