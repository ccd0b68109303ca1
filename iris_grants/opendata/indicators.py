"""Indicators of the grants with what their approved reports say, as they are published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from xml.etree import ElementTree as ET

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.reporting import IndicatorRecord
from iris_grants.opendata.iati_parts import child, narrative
from iris_grants.opendata.marking import marked
from iris_grants.reporting.indicator_queries import IndicatorValue, indicator_values
from iris_grants.reporting.rules.indicators import Value
from iris_grants.results.rules.publishing import publishable

APPROVED = "approved"
SEXES = ("female", "male", "other", "unknown")
THOUSAND = 1000
RESULT_TYPE = {"output": "1", "outcome": "2", "impact": "3"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedIndicator:
    """An indicator of a grant; `value` is that of its latest approved report, in thousandths."""

    code: str
    level: str
    title: str
    unit: str
    people: bool
    baseline_milli: int | None
    target_milli: int
    value: Value | None

    @property
    def by_sex(self) -> dict[str, int]:
        """Persons by sex as far as they may be published (DOMAIN.md §11)."""
        if self.value is None or not self.people:
            return {}
        parts = zip(SEXES, self.value.parts, strict=True)
        return publishable({name: part // THOUSAND for name, part in parts if part is not None})


def published_indicators(session: Session) -> dict[str, tuple[PublishedIndicator, ...]]:
    """The indicators of every grant by the grant's identity; two queries for all of them."""
    values = _approved(indicator_values(session))
    found: dict[str, tuple[PublishedIndicator, ...]] = {}
    for record in session.scalars(
        select(IndicatorRecord).order_by(IndicatorRecord.grant_id, IndicatorRecord.position)
    ):
        one = PublishedIndicator(
            code=record.code,
            level=record.level,
            title=record.title,
            unit=record.unit,
            people=bool(record.people),
            baseline_milli=record.baseline_milli,
            target_milli=record.target_milli,
            value=values.get(record.id),
        )
        found[record.grant_id] = (*found.get(record.grant_id, ()), one)
    return found


def indicator_results(
    indicators: tuple[PublishedIndicator, ...], starts_on: str, ends_on: str
) -> Iterator[ET.Element]:
    """One result with one indicator for each, over the period of the grant."""
    for one in indicators:
        result = ET.Element("result", {"type": RESULT_TYPE[one.level]})
        title = marked(one.title)
        narrative(child(result, "title"), title)
        indicator = child(result, "indicator", measure="1", ascending="1")
        narrative(child(indicator, "title"), f"{title} ({marked(one.unit)})")
        child(
            indicator,
            "baseline",
            year=starts_on[:4],
            **({} if one.baseline_milli is None else {"value": plain(one.baseline_milli)}),
        )
        period = child(indicator, "period")
        child(period, "period-start", **{"iso-date": starts_on})
        child(period, "period-end", **{"iso-date": ends_on})
        child(period, "target", value=plain(one.target_milli))
        if one.value is not None:
            child(period, "actual", value=plain(one.value.total))
        for sex, count in one.by_sex.items():
            child(child(period, "actual", value=str(count)), "dimension", name="sex", value=sex)
        yield result


def plain(milli: int) -> str:
    """Thousandths as a plain decimal without idle zeros: `42`, `42.5`."""
    value = Decimal(milli).scaleb(-3)
    return f"{value:f}".rstrip("0").rstrip(".") if milli else "0"


def _approved(values: tuple[IndicatorValue, ...]) -> Mapping[str, Value]:
    """The value of each indicator in the newest revision of its last approved report.

    Values are reached since the start: they come in the order of the reports, and the last
    one counts.
    """
    return {one.indicator_id: one.value for one in values if one.newest and one.state == APPROVED}
