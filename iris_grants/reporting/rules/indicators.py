"""Values of indicators, with people by sex (DOMAIN.md §9.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from iris_grants.kernel.problems import Problem, Severity, Where

PARTS = ("female", "male", "other", "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorTerms:
    """What an indicator asks for: its code, whether it counts people, its target in thousandths."""

    code: str
    people: bool
    target: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value reached since the start, in thousandths; a part that was not asked is none."""

    total: int
    female: int | None = None
    male: int | None = None
    other: int | None = None
    unknown: int | None = None

    @property
    def parts(self) -> tuple[int | None, ...]:
        """Women, men, others, not known."""
        return (self.female, self.male, self.other, self.unknown)


def check_value(terms: IndicatorTerms, value: Value, where: Where | None = None) -> list[Problem]:
    """Problems of a value: nothing below zero, people are whole and add up by sex.

    The four parts of people sum to the total: whoever is not known stands under *unknown*,
    so that no gap is silent (DOMAIN.md §9.2).
    """
    place = where or Where(key=terms.code)
    found = [value.total, *(part for part in value.parts if part is not None)]
    params: dict[str, str | int] = {"indicator": terms.code}
    if any(part < 0 for part in found):
        return [Problem(code="reporting.value_negative", where=place, params=params)]
    if not terms.people:
        return []
    if any(part % 1000 for part in found):
        return [Problem(code="reporting.people_not_whole", where=place, params=params)]
    parts = [part for part in value.parts if part is not None]
    if not parts:
        return [Problem(code="reporting.people_without_sex", where=place, params=params)]
    if sum(parts) != value.total:
        params |= {"sum": sum(parts) // 1000, "total": value.total // 1000}
        return [Problem(code="reporting.parts_differ", where=place, params=params)]
    return []


def check_progress(
    terms: IndicatorTerms, value: Value, before: Value | None, where: Where | None = None
) -> list[Problem]:
    """A warning where a value since the start is less than an earlier report said."""
    if before is None or value.total >= before.total:
        return []
    params = {"indicator": terms.code}
    place = where or Where(key=terms.code)
    return [
        Problem(code="reporting.value_fell", where=place, severity=Severity.WARNING, params=params)
    ]


def achieved_percent(terms: IndicatorTerms, total: int) -> Fraction | None:
    """How much of its target an indicator reached, in percent; none for a target of zero."""
    return Fraction(total, terms.target) * 100 if terms.target else None


def latest(values: Sequence[tuple[int, int, Value]]) -> Value | None:
    """The value of the latest report and its latest revision: (report, revision, value)."""
    return max(values, key=lambda one: one[:2])[2] if values else None
