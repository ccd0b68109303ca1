"""Re-assessment: when a third assessor is needed, and which assessments are then taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from iris_grants.scoring.rules.assessment import Counted, Exact
from iris_grants.scoring.rules.gates import Gates, failed_gate
from iris_grants.scoring.rules.terms import EqualDistance, GapOf, Reassessment, Resolution

TOO_FEW = "too_few_assessments"
THIRD_NEEDED = "third_assessor_needed"


class Trigger(StrEnum):
    """What makes a third assessment necessary (rule 4)."""

    GAP = "gap"
    GATES = "gates"


class SetAside(StrEnum):
    """Why a counting assessment is not taken (rule 4)."""

    NOT_CLOSEST = "not_closest"
    NOT_HIGHER = "not_higher"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Rules 3, 4 and 6 of one ranking; `maximum` is the grid's, `unit` of it one point."""

    min_assessments: int
    reassessment: Reassessment | None
    maximum: int
    unit: int
    gates: Gates


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The assessments that make the mean, those set aside, or why none are taken yet."""

    taken: tuple[Counted, ...] = ()
    set_aside: tuple[tuple[str, SetAside], ...] = ()
    awaiting: str = ""


def take(counting: Sequence[Counted], third_assessor: str, rules: Rules) -> Taken:
    """Which of the counting assessments of one application are taken (rules 3 and 4)."""
    if len(counting) < rules.min_assessments or not counting:
        return Taken(awaiting=TOO_FEW)
    if rules.reassessment is None:
        return Taken(taken=tuple(counting))
    if len(counting) == 2 and triggers(counting[0], counting[1], rules):
        return Taken(awaiting=THIRD_NEEDED)
    third = third_opinion(counting, third_assessor, rules)
    if third is None:
        return Taken(taken=tuple(counting))
    return _resolved(counting, third, rules.reassessment)


def third_opinion(counting: Sequence[Counted], third_assessor: str, rules: Rules) -> Counted | None:
    """The third assessment where the other two needed one; None in every other case."""
    if len(counting) != 3 or not third_assessor:
        return None
    thirds = [one for one in counting if one.assessor == third_assessor]
    others = [one for one in counting if one.assessor != third_assessor]
    if len(others) != 2 or not triggers(others[0], others[1], rules):
        return None
    return thirds[0]


def triggers(first: Counted, second: Counted, rules: Rules) -> tuple[Trigger, ...]:
    """What makes a third assessment necessary for two totals; empty if nothing does."""
    rule = rules.reassessment
    found: list[Trigger] = []
    if rule is not None and rule.gap_percent is not None:
        base = gap_base(first, second, rule, rules.maximum)
        percent = rule.gap_percent
        gap = gap_between(first, second) * 100 * percent.denominator
        if gap > percent.numerator * base:
            found.append(Trigger.GAP)
    if rule is not None and rule.straddles_gates and _straddled(first, second, rules.gates):
        found.append(Trigger.GATES)
    return tuple(found)


def _straddled(first: Counted, second: Counted, gates: Gates) -> bool:
    return bool(failed_gate(gates, (first,))) != bool(failed_gate(gates, (second,)))


def gap_between(first: Counted, second: Counted) -> Exact:
    """How far apart two totals are, in scaled points."""
    if first.total < second.total:
        return second.total - first.total
    return first.total - second.total


def gap_base(first: Counted, second: Counted, rule: Reassessment, maximum: int) -> Exact:
    """The points that `gap_percent` is a share of, in scaled points."""
    if rule.gap_of is GapOf.MAX:
        return maximum
    return max(first.total, second.total)


def _resolved(counting: Sequence[Counted], third: Counted, rule: Reassessment) -> Taken:
    if rule.resolution is Resolution.MEAN_OF_ALL:
        return Taken(taken=tuple(counting))
    if rule.resolution is Resolution.THIRD_REPLACES:
        return _only(counting, (third,), SetAside.REPLACED)
    pairs = tuple(combinations(counting, 2))
    gaps: list[Exact] = [gap_between(first, second) for first, second in pairs]
    least = min(gaps)
    closest = [pair for pair, gap in zip(pairs, gaps, strict=True) if gap == least]
    if len(closest) == 1:
        return _only(counting, closest[0], SetAside.NOT_CLOSEST)
    if rule.equal_distance is EqualDistance.MEAN_OF_ALL or len(closest) == len(pairs):
        return Taken(taken=tuple(counting))
    higher = max(closest, key=lambda pair: pair[0].total + pair[1].total)
    return _only(counting, higher, SetAside.NOT_HIGHER)


def _only(counting: Sequence[Counted], kept: Sequence[Counted], why: SetAside) -> Taken:
    names = {one.assessor for one in kept}
    return Taken(
        taken=tuple(one for one in counting if one.assessor in names),
        set_aside=tuple((one.assessor, why) for one in counting if one.assessor not in names),
    )
