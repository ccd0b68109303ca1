"""Results of the action for IATI: targets, actual values, and the parts that may be published."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from xml.etree import ElementTree as ET

from iris_grants.opendata.iati_parts import child, narrative
from iris_grants.opendata.marking import marked
from iris_grants.opendata.published import OpenData
from iris_grants.programme.framework import Dimension, Level, Unit
from iris_grants.results.queries import ResultRow
from iris_grants.results.rules.publishing import publishable
from iris_grants.wording import label

RESULT_TYPE = {Level.OUTPUT: "1", Level.OUTCOME: "2"}
OF_PEOPLE = frozenset({Unit.PERSONS, Unit.PARTICIPATIONS})
CODED = frozenset({Dimension.COUNTRY, Dimension.SEX, Dimension.AGE})
"""Dimensions whose parts are told by their codes."""


def results_of(data: OpenData) -> Iterator[ET.Element]:
    """One element a result, with an indicator for each of its targets."""
    for _code, rows in groupby(data.results, key=lambda row: row.target.result_code):
        targets = list(rows)
        first = targets[0].target
        result = ET.Element("result", {"type": RESULT_TYPE[first.level]})
        title = child(result, "title")
        narrative(title, marked(f"{first.result_code} {first.result_title.en}"))
        narrative(title, marked(f"{first.result_code} {first.result_title.sr}"), language="sr")
        for row in targets:
            _indicator(result, data, row)
        yield result


def published_parts(row: ResultRow) -> dict[Dimension, dict[str, int]]:
    """The parts of an actual value that may be published.

    Counts of people leave out cells below five and what would betray them (DOMAIN.md §11);
    organisations, events and papers are public as they are.
    """
    found: dict[Dimension, dict[str, int]] = {}
    for dimension in row.target.dimensions:
        cells = row.actual.cells.get(dimension, {})
        shown = publishable(cells) if row.target.unit in OF_PEOPLE else dict(cells)
        if shown:
            found[dimension] = shown
    return found


def _indicator(result: ET.Element, data: OpenData, row: ResultRow) -> None:
    target = row.target
    indicator = child(result, "indicator", measure="1", ascending="1")
    title = child(indicator, "title")
    narrative(title, marked(f"{target.title.en} ({label(f'results.unit.{target.unit}')})"))
    narrative(title, marked(target.title.sr), language="sr")
    narrative(child(indicator, "description"), marked(target.definition.en))
    child(indicator, "baseline", year=str(target.baseline_year), value=str(target.baseline))
    period = child(indicator, "period")
    child(period, "period-start", **{"iso-date": data.programme.starts_on.isoformat()})
    child(period, "period-end", **{"iso-date": data.programme.ends_on.isoformat()})
    child(period, "target", value=str(target.target))
    child(period, "actual", value=str(row.actual.value))
    for dimension, cells in published_parts(row).items():
        for part, count in sorted(cells.items()):
            actual = child(period, "actual", value=str(count))
            words = part if dimension in CODED else label(f"{dimension}.{part}")
            child(actual, "dimension", name=dimension.value, value=words)
