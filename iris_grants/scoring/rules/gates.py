"""Gates: the thresholds whose failure rejects, tested on exact means (rule 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from iris_grants.scoring.rules.assessment import AssessmentTable, Counted, Exact
from iris_grants.scoring.rules.grid import Grid, Section
from iris_grants.scoring.rules.terms import RankingTerms

GATE_ITEM = "gate_item_"
GATE_SECTION = "gate_section_"
GATE_OVERALL = "gate_overall"


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionGate:
    """The gates of one section: thresholds in scaled scores and scaled points.

    `items` are the codes of its items with their places among the watched values.
    """

    index: int
    code: str
    items: tuple[tuple[str, int], ...]
    reject_at_most: Exact | None
    min_total: Exact | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gates:
    """All gates of a grid, section by section, with the least total in scaled points."""

    sections: tuple[SectionGate, ...]
    overall_min: Exact | None


def watched_items(terms: RankingTerms) -> tuple[str, ...]:
    """The items whose single values the ranking needs: for gates on means, and for ties."""
    ties = {key.removeprefix("item:") for key in terms.tie_break if key.startswith("item:")}
    return tuple(
        item.code
        for section in terms.grid.sections
        for item in section.items
        if section.reject_item_mean_at_most is not None or item.code in ties
    )


def gates_of(grid: Grid, table: AssessmentTable, unit: int | None = None) -> Gates:
    """The gates of a grid for assessments in `unit` (points; None: the scale of the table).

    `KeyError` if an item that a gate needs is not watched.
    """
    points = table.scale.unit if unit is None else unit
    places = {code: place for place, code in enumerate(table.watched)}
    sections = tuple(
        _section_gate(index, section, places, (table.scale.score, points))
        for index, section in enumerate(grid.sections)
        if section.min_total is not None or section.reject_item_mean_at_most is not None
    )
    return Gates(sections=sections, overall_min=_scaled(grid.overall_min, points))


def failed_gate(gates: Gates, taken: Sequence[Counted]) -> str:
    """The reason of the first gate that the means of these assessments fail; empty if none.

    Order: section by section, in each first the means of its items, then its total; at last
    the overall total. Means are compared as sums with multiples of the threshold.
    """
    count = len(taken)
    for gate in gates.sections:
        if gate.reject_at_most is not None:
            item = _rejecting_item(gate.items, gate.reject_at_most, taken)
            if item is not None:
                return f"{GATE_ITEM}{item}"
        if gate.min_total is not None:
            index = gate.index
            if sum([one.sections[index] for one in taken]) < gate.min_total * count:
                return f"{GATE_SECTION}{gate.code}"
    if gates.overall_min is None:
        return ""
    total = sum([one.total for one in taken])
    return GATE_OVERALL if total < gates.overall_min * count else ""


def _rejecting_item(
    items: tuple[tuple[str, int], ...], at_most: Exact, taken: Sequence[Counted]
) -> str | None:
    given = [one.sums.values for one in taken]
    for code, place in items:
        values = [value for one in given if (value := one[place]) is not None]
        if values and sum(values) <= at_most * len(values):
            return code
    return None


def _section_gate(
    index: int, section: Section, places: dict[str, int], scales: tuple[int, int]
) -> SectionGate:
    threshold = section.reject_item_mean_at_most
    watched = () if threshold is None else section.items
    return SectionGate(
        index=index,
        code=section.code,
        items=tuple((item.code, places[item.code]) for item in watched),
        reject_at_most=_scaled(threshold, scales[0]),
        min_total=_scaled(section.min_total, scales[1]),
    )


def _scaled(value: Fraction | None, scale: int) -> Exact | None:
    if value is None:
        return None
    scaled = value * scale
    return scaled.numerator if scaled.denominator == 1 else scaled
