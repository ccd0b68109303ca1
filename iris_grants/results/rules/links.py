"""Which indicators of grantees may count towards a target, and what a value of them adds."""

from __future__ import annotations

from collections.abc import Sequence

from iris_grants.kernel.problems import Problem, Where
from iris_grants.programme.framework import Aggregation, Dimension, Measure
from iris_grants.reporting.rules.indicators import Value
from iris_grants.results.rules.figures import UNKNOWN

OF_PEOPLE = frozenset({Measure.PARTICIPANTS, Measure.PERSONS})
LINKABLE = OF_PEOPLE | {Measure.RECORDS, Measure.ORGANISATIONS, Measure.REACH}
ADDED_UP = frozenset({Aggregation.SUM, Aggregation.UNIQUE})
MILLI = 1000


def takes_indicators(measure: Measure, aggregation: Aggregation) -> bool:
    """Whether indicators of grantees may count towards a target of this kind."""
    return measure in LINKABLE and aggregation in ADDED_UP


def check_link(measure: Measure, aggregation: Aggregation, *, people: bool) -> tuple[Problem, ...]:
    """What stands against counting an indicator towards a target (DOMAIN.md §9.2).

    `results.target_not_linkable`: grants, cases and countries are counted by themselves, and
    the largest or latest value is not made of several grants. `results.indicator_without_people`
    and `results.indicator_of_people`: persons go to targets of persons, and only they.
    """
    where = Where(key="indicator_id")
    if not takes_indicators(measure, aggregation):
        return (Problem(code="results.target_not_linkable", where=Where(key="target")),)
    if measure in OF_PEOPLE and not people:
        return (Problem(code="results.indicator_without_people", where=where),)
    if people and measure not in OF_PEOPLE | {Measure.REACH}:
        return (Problem(code="results.indicator_of_people", where=where),)
    return ()


def counted_value(value: Value) -> int:
    """The whole units that a value proves: what is begun counts when it is whole."""
    return value.total // MILLI


def counted_cells(
    value: Value, country: str, dimensions: Sequence[Dimension]
) -> dict[Dimension, dict[str, int]]:
    """The parts of a value: by sex as reported, by the country of the grantee.

    Of age and institution grantees report nothing: the whole stands under *unknown*.
    """
    whole = counted_value(value)
    named = {
        part: (thousandths or 0) // MILLI
        for part, thousandths in (
            ("female", value.female),
            ("male", value.male),
            ("other", value.other),
        )
    }
    sexes = {**named, UNKNOWN: whole - sum(named.values())}
    parts: dict[Dimension, dict[str, int]] = {
        Dimension.SEX: {part: count for part, count in sexes.items() if count},
        Dimension.COUNTRY: {country: whole},
    }
    return {one: parts.get(one, {UNKNOWN: whole}) for one in dimensions} if whole else {}
