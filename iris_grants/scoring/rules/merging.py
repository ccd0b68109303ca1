"""What counts of all the returns: one answer for one set of facts, in whatever order they came.

The answer is a function of sets, so that order, repetition and interruption of merging
cannot matter (DESIGN.md §3, step 6). A newer return of a member replaces exactly those that
it names; two that do not name each other and differ contradict, and neither is preferred.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

PartKey = tuple[str, str]
"""The hash of a return and the identity of an application."""

MemberApplication = tuple[str, str]
"""The identity of a member and of an application."""


class PartState(StrEnum):
    """What became of what a return says of one application."""

    ACCEPTED = "accepted"
    HELD = "held"
    SUPERSEDED = "superseded"
    SET_ASIDE = "set_aside"


class Reason(StrEnum):
    """Why a part does not count, or not yet; a sentence for each stands in the words."""

    KEY_NOT_CONFIRMED = "key_not_confirmed"
    OTHER_GRID = "other_grid"
    STALE_VERSION = "stale_version"
    AFTER_RECUSAL = "after_recusal"
    CONTRADICTION = "contradiction"
    REPLACED = "replaced"
    SAME_CONTENT = "same_content"
    OTHER_ACCEPTED = "other_accepted"
    DECIDED = "decided"


class Decision(StrEnum):
    """What people decided of one part: it counts although held, or it is set aside."""

    ACCEPT = "accept"
    SET_ASIDE = "set_aside"


class Standing(StrEnum):
    """How the counting part of a member for an application is to be taken."""

    SCORES = "scores"
    RECUSED = "recused"
    VOID = "void"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartFacts:
    """What a return says of one application.

    `fingerprint` is of the version that was scored; `content` of the scores and comments.
    """

    application: str
    fingerprint: str
    content: str
    recused: bool = False
    decision: Decision | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnFacts:
    """An authentic return: `sha256` of its file, `replaces` the hashes that it names.

    `public_key` signed it; none where the office entered it and keeps the paper.
    """

    sha256: str
    member: str
    public_key: str | None
    grid: str
    replaces: frozenset[str]
    parts: tuple[PartFacts, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What the office knows: the grid of the call, the versions of the applications now,
    the confirmed keys as (member, key), and who is recused from what by a conflict."""

    grid: str
    versions: Mapping[str, str]
    keys: frozenset[tuple[str, str]]
    recusals: frozenset[MemberApplication]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of a part, and why if it does not simply count."""

    state: PartState
    reason: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """The return that counts for a member and an application, and how."""

    sha256: str
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The answer: a verdict for every part, and what counts for each member and application."""

    verdicts: Mapping[PartKey, Verdict]
    counting: Mapping[MemberApplication, Counting]


@dataclass(slots=True)
class _Case:
    """All parts of one member for one application."""

    parts: dict[str, tuple[ReturnFacts, PartFacts]] = field(default_factory=dict)
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    counting: Counting | None = None


def merge(returns: Iterable[ReturnFacts], situation: Situation) -> Merged:
    """Decide what counts of these returns in this situation.

    For each member and application, in this order: a part set aside by decision is out; a
    part is eligible if its key is confirmed (what the office entered has none), its grid is
    the call's, and its version is the present one or was accepted by decision; what an
    eligible return replaces is superseded;
    other ineligible parts are held. Eligible parts that nothing replaces are the heads. A
    recusal, recorded by the office or said in any eligible part, holds every head with
    scores, and voids them if it is the office's. Heads that differ are held unless exactly
    one content was accepted by decision; of equal ones the smallest hash stands for all.
    """
    cases: dict[MemberApplication, _Case] = defaultdict(_Case)
    for one in returns:
        for part in one.parts:
            cases[one.member, part.application].parts[one.sha256] = (one, part)
    verdicts: dict[PartKey, Verdict] = {}
    counting: dict[MemberApplication, Counting] = {}
    for (member, application), case in cases.items():
        _judge(case, situation, office_recusal=(member, application) in situation.recusals)
        verdicts |= {(sha256, application): v for sha256, v in case.verdicts.items()}
        if case.counting is not None:
            counting[member, application] = case.counting
    return Merged(verdicts=verdicts, counting=counting)


def _judge(case: _Case, situation: Situation, *, office_recusal: bool) -> None:
    reasons = {sha: _ineligible(*both, situation) for sha, both in case.parts.items()}
    eligible = {sha for sha, reason in reasons.items() if reason is None}
    replaced = {sha for winner in eligible for sha in case.parts[winner][0].replaces}
    for sha, reason in reasons.items():
        if reason is Reason.DECIDED:
            case.verdicts[sha] = Verdict(state=PartState.SET_ASIDE, reason=reason)
        elif sha in replaced:
            case.verdicts[sha] = Verdict(state=PartState.SUPERSEDED, reason=Reason.REPLACED)
        elif reason is not None:
            case.verdicts[sha] = Verdict(state=PartState.HELD, reason=reason)
    heads = sorted(eligible - replaced)
    recusing = sorted(sha for sha in eligible if case.parts[sha][1].recused)
    if office_recusal or recusing:
        _judge_recused(case, heads, recusing, office_recusal=office_recusal)
    elif heads:
        _judge_heads(case, heads)


def _ineligible(one: ReturnFacts, part: PartFacts, situation: Situation) -> Reason | None:
    if part.decision is Decision.SET_ASIDE:
        return Reason.DECIDED
    if one.public_key is not None and (one.member, one.public_key) not in situation.keys:
        return Reason.KEY_NOT_CONFIRMED
    if one.grid != situation.grid:
        return Reason.OTHER_GRID
    present = situation.versions.get(part.application)
    if part.fingerprint != present and part.decision is not Decision.ACCEPT:
        return Reason.STALE_VERSION
    return None


def _judge_recused(
    case: _Case, heads: list[str], recusing: list[str], *, office_recusal: bool
) -> None:
    scoring = [sha for sha in heads if not case.parts[sha][1].recused]
    for sha in heads:
        held = Verdict(state=PartState.HELD, reason=Reason.AFTER_RECUSAL)
        case.verdicts[sha] = held if sha in scoring else Verdict(state=PartState.ACCEPTED)
    if office_recusal and scoring:
        case.counting = Counting(sha256=scoring[0], standing=Standing.VOID)
    elif recusing:
        said = [sha for sha in heads if sha in recusing] or recusing
        case.counting = Counting(sha256=said[0], standing=Standing.RECUSED)


def _judge_heads(case: _Case, heads: list[str]) -> None:
    contents = {sha: case.parts[sha][1].content for sha in heads}
    chosen = set(contents.values())
    if len(chosen) > 1:
        accepted = {sha for sha in heads if case.parts[sha][1].decision is Decision.ACCEPT}
        chosen = {contents[sha] for sha in accepted}
    if len(chosen) != 1:
        held = Verdict(state=PartState.HELD, reason=Reason.CONTRADICTION)
        case.verdicts |= dict.fromkeys(heads, held)
        return
    winner, *equals = [sha for sha in heads if contents[sha] in chosen]
    case.verdicts[winner] = Verdict(state=PartState.ACCEPTED)
    case.counting = Counting(sha256=winner, standing=Standing.SCORES)
    for sha in heads:
        reason = Reason.SAME_CONTENT if sha in equals else Reason.OTHER_ACCEPTED
        if sha != winner:
            case.verdicts[sha] = Verdict(state=PartState.SUPERSEDED, reason=reason)
