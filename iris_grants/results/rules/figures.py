"""The figures of one entry: totals of what is counted, and their parts by sex, age and so on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from iris_grants.kernel.problems import Problem, Refused, Where
from iris_grants.programme.framework import COUNTED, Dimension, Measure

TOTAL = "total"
UNKNOWN = "unknown"
LARGEST = 10**12 - 1
PLACES = ("RS", "AL", "BA", "MK", "ME", "XK", "regional")
"""Where an entry can have been: the six countries, or regional and online."""

CATEGORIES: Mapping[Dimension, tuple[str, ...]] = {
    Dimension.SEX: ("female", "male", "other", UNKNOWN),
    Dimension.AGE: ("0-14", "15-17", "18-29", "30-64", "65+", UNKNOWN),
    Dimension.COUNTRY: ("RS", "AL", "BA", "MK", "ME", "XK", "other", UNKNOWN),
    Dimension.INSTITUTION: (
        "cso",
        "local_authority",
        "national_authority",
        "social_welfare_centre",
        "academia",
        "other",
        UNKNOWN,
    ),
}
"""The parts of each dimension that is counted at an entry (DOMAIN.md §9.2)."""

_FIGURE = re.compile(r"([a-z]+)(?:\.([a-z]+)\.([A-Za-z0-9_+-]+))?\s*=\s*(-?[0-9]+)")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Cell:
    """A place of a figure: what is counted, by which dimension, in which part of it."""

    measure: Measure
    dimension: str = TOTAL
    category: str = ""

    @property
    def key(self) -> str:
        """The place as people and files write it: `persons`, `persons.sex.female`."""
        if self.dimension == TOTAL:
            return self.measure.value
        return f"{self.measure.value}.{self.dimension}.{self.category}"


Figures = Mapping[Cell, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is counted at the entries of a result.

    `required` measures have a total and are divided by their dimensions; `optional` ones
    may have a total.
    """

    required: Mapping[Measure, tuple[Dimension, ...]]
    optional: frozenset[Measure] = frozenset()

    @property
    def measures(self) -> tuple[Measure, ...]:
        """All measures that an entry may have, in the order in which they are asked."""
        return tuple(one for one in COUNTED if one in self.required or one in self.optional)


def wanted_of(targets: Sequence[tuple[Measure, tuple[Dimension, ...]]]) -> Wanted:
    """What the targets of a result ask of each entry.

    Where persons are counted for the first time, those present may be told beside them.
    """
    required: dict[Measure, tuple[Dimension, ...]] = {}
    for measure, dimensions in targets:
        if measure in COUNTED:
            known = required.get(measure, ())
            required[measure] = tuple(dict.fromkeys((*known, *dimensions)))
    optional = (
        frozenset({Measure.PARTICIPANTS} - required.keys())
        if Measure.PERSONS in required
        else frozenset()
    )
    return Wanted(required=required, optional=optional)


def read_figures(text: str) -> dict[Cell, int]:
    """Figures from `participants=25, persons=14, persons.sex.female=9`.

    Refused with all problems: `results.figure_unreadable`, `results.figure_twice`.
    """
    found: dict[Cell, int] = {}
    problems: list[Problem] = []
    for part in re.split(r"[,;\n]", text):
        if not part.strip():
            continue
        cell, value = _figure(part.strip())
        if cell is None:
            params = {"text": part.strip()}
            problems.append(Problem(code="results.figure_unreadable", params=params))
        elif cell in found:
            problems.append(Problem(code="results.figure_twice", where=Where(key=cell.key)))
        else:
            found[cell] = value
    if problems:
        raise Refused(*problems)
    return found


def figures_text(figures: Figures) -> str:
    """Figures as `read_figures` reads them, in a fixed order."""
    return ", ".join(f"{cell.key}={figures[cell]}" for cell in sorted(figures, key=_order))


def check_figures(wanted: Wanted, figures: Figures) -> tuple[Problem, ...]:
    """Everything that is wrong in the figures of an entry; empty if they hold.

    The parts of each dimension sum to the total, or an explicit *unknown* fills the gap;
    persons counted for the first time are no more than those present (DOMAIN.md §9.2).
    Codes: `results.count_negative`, `results.count_too_large`, `results.measure_not_wanted`,
    `results.dimension_not_wanted`, `results.category_unknown`, `results.total_missing`,
    `results.dimension_missing`, `results.cells_do_not_sum`, `results.more_than_present`.
    """
    problems = [*_places(wanted, figures)]
    for measure in wanted.measures:
        total = figures.get(Cell(measure=measure))
        if total is None:
            if measure in wanted.required or _divided(figures, measure):
                params = {"measure": f"results.measure.{measure}"}
                where = Where(key=measure.value)
                problems.append(Problem(code="results.total_missing", where=where, params=params))
            continue
        problems += _sums(figures, measure, total, wanted.required.get(measure, ()))
    problems += _present(figures)
    return tuple(problems)


def cells_of(figures: Figures, measure: Measure) -> dict[Dimension, dict[str, int]]:
    """The parts of a measure by dimension, without those that are zero."""
    found: dict[Dimension, dict[str, int]] = {}
    for cell, value in figures.items():
        if cell.measure is measure and cell.dimension != TOTAL and value:
            found.setdefault(Dimension(cell.dimension), {})[cell.category] = value
    return found


def _figure(text: str) -> tuple[Cell | None, int]:
    match = _FIGURE.fullmatch(text)
    if match is None or match[1] not in {one.value for one in COUNTED}:
        return None, 0
    cell = Cell(measure=Measure(match[1]), dimension=match[2] or TOTAL, category=match[3] or "")
    return cell, int(match[4])


def _order(cell: Cell) -> tuple[int, int, int, str]:
    dimensions = [TOTAL, *Dimension]
    known = CATEGORIES.get(Dimension(cell.dimension), ()) if cell.dimension != TOTAL else ()
    place = known.index(cell.category) if cell.category in known else len(known)
    return COUNTED.index(cell.measure), dimensions.index(cell.dimension), place, cell.category


def _places(wanted: Wanted, figures: Figures) -> Iterator[Problem]:
    for cell, value in figures.items():
        where = Where(key=cell.key)
        if value < 0:
            yield Problem(code="results.count_negative", where=where)
        if value > LARGEST:
            yield Problem(code="results.count_too_large", where=where)
        if cell.measure not in wanted.measures:
            known = ", ".join(f"results.measure.{one}" for one in wanted.measures) or "–"
            yield Problem(code="results.measure_not_wanted", where=where, params={"known": known})
        elif cell.dimension != TOTAL:
            yield from _place(wanted, cell, where)


def _place(wanted: Wanted, cell: Cell, where: Where) -> Iterator[Problem]:
    dimensions = wanted.required.get(cell.measure, ())
    if cell.dimension not in dimensions:
        known = ", ".join(f"results.dimension.{one}" for one in dimensions) or "–"
        yield Problem(code="results.dimension_not_wanted", where=where, params={"known": known})
        return
    categories = CATEGORIES[Dimension(cell.dimension)]
    if cell.category not in categories:
        known = ", ".join(categories)
        yield Problem(code="results.category_unknown", where=where, params={"known": known})


def _divided(figures: Figures, measure: Measure) -> bool:
    return any(cell.measure is measure for cell in figures)


def _sums(
    figures: Figures, measure: Measure, total: int, dimensions: Sequence[Dimension]
) -> Iterator[Problem]:
    for dimension in dimensions:
        parts = [
            value
            for cell, value in figures.items()
            if cell.measure is measure and cell.dimension == dimension
        ]
        where = Where(key=f"{measure.value}.{dimension.value}")
        params: dict[str, str | int] = {
            "total": total,
            "dimension": f"results.dimension.{dimension}",
        }
        if not parts and total:
            yield Problem(code="results.dimension_missing", where=where, params=params)
        elif sum(parts) != total:
            params["sum"] = sum(parts)
            yield Problem(code="results.cells_do_not_sum", where=where, params=params)


def _present(figures: Figures) -> Iterator[Problem]:
    present = figures.get(Cell(measure=Measure.PARTICIPANTS))
    persons = figures.get(Cell(measure=Measure.PERSONS))
    if present is not None and persons is not None and persons > present:
        yield Problem(
            code="results.more_than_present",
            where=Where(key="persons"),
            params={"persons": persons, "present": present},
        )
