"""Indicators of grantees with what their reports say, as tables and the roll-up need them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.grants import GrantRecord
from db.tables.organisations import OrganisationRecord
from db.tables.reporting import (
    IndicatorRecord,
    IndicatorValueRecord,
    ReportRecord,
    RevisionRecord,
)
from iris_grants.reporting.receiving import value_of
from iris_grants.reporting.rules.indicators import Value, latest


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorValue:
    """A value of an indicator in one revision of a report; numbers in thousandths.

    `newest` is the revision that counts of its report; only values of an approved report
    are certain.
    """

    grant_id: str
    grant_number: str
    country: str
    organisation_id: str
    indicator_id: str
    code: str
    title: str
    unit: str
    people: bool
    report_id: str
    report_number: int
    revision: int
    newest: bool
    state: str
    period_to: str
    received_on: str
    value: Value
    remark: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRow:
    """An indicator of a grant with its latest approved value and the latest one reported."""

    id: str
    level: str
    code: str
    title: str
    unit: str
    people: bool
    baseline_milli: int | None
    target_milli: int
    means: str
    approved: Value | None
    reported: Value | None


def indicator_values(session: Session, grant_id: str | None = None) -> tuple[IndicatorValue, ...]:
    """Every value of every revision (of one grant), by grant, indicator, report and revision.

    Whoever rolls values up takes `newest` ones of approved reports, the last report of each
    indicator: values are reached since the start and are never summed over reports.
    """
    query = (
        select(
            IndicatorValueRecord,
            IndicatorRecord,
            RevisionRecord,
            ReportRecord,
            GrantRecord,
            OrganisationRecord.country,
        )
        .join(IndicatorRecord, IndicatorRecord.id == IndicatorValueRecord.grant_indicator_id)
        .join(RevisionRecord, RevisionRecord.id == IndicatorValueRecord.report_revision_id)
        .join(ReportRecord, ReportRecord.id == RevisionRecord.grant_report_id)
        .join(GrantRecord, GrantRecord.id == IndicatorRecord.grant_id)
        .join(OrganisationRecord, OrganisationRecord.id == GrantRecord.organisation_id)
        .order_by(
            GrantRecord.number,
            IndicatorRecord.position,
            ReportRecord.number,
            RevisionRecord.revision,
        )
    )
    if grant_id is not None:
        query = query.where(GrantRecord.id == grant_id)
    found = session.execute(query).all()
    newest: dict[str, int] = {}
    for _value, _one, revision, report, _grant, _country in found:
        newest[report.id] = max(newest.get(report.id, 0), revision.revision)
    return tuple(
        _told(value, one, (revision, newest[report.id]), report, grant, country)
        for value, one, revision, report, grant, country in found
    )


def indicators_of(session: Session, grant_id: str) -> tuple[IndicatorRow, ...]:
    """The indicators of a grant in their order, with what was reached."""
    values: dict[str, list[IndicatorValue]] = {}
    for value in indicator_values(session, grant_id):
        if value.newest:
            values.setdefault(value.indicator_id, []).append(value)
    records = session.scalars(
        select(IndicatorRecord)
        .where(IndicatorRecord.grant_id == grant_id)
        .order_by(IndicatorRecord.position)
    )
    return tuple(_row(record, values.get(record.id, [])) for record in records)


def _told(
    value: IndicatorValueRecord,
    one: IndicatorRecord,
    revision: tuple[RevisionRecord, int],
    report: ReportRecord,
    grant: GrantRecord,
    country: str,
) -> IndicatorValue:
    this, newest = revision
    return IndicatorValue(
        grant_id=grant.id,
        grant_number=grant.number,
        country=country,
        organisation_id=grant.organisation_id,
        indicator_id=one.id,
        code=one.code,
        title=one.title,
        unit=one.unit,
        people=bool(one.people),
        report_id=report.id,
        report_number=report.number,
        revision=this.revision,
        newest=this.revision == newest,
        state=report.state,
        period_to=report.period_to or grant.ends_on,
        received_on=this.received_on,
        value=value_of(value),
        remark=value.remark,
    )


def _row(record: IndicatorRecord, values: list[IndicatorValue]) -> IndicatorRow:
    return IndicatorRow(
        id=record.id,
        level=record.level,
        code=record.code,
        title=record.title,
        unit=record.unit,
        people=bool(record.people),
        baseline_milli=record.baseline_milli,
        target_milli=record.target_milli,
        means=record.means,
        approved=_latest([one for one in values if one.state == "approved"]),
        reported=_latest(values),
    )


def _latest(values: list[IndicatorValue]) -> Value | None:
    return latest([(one.report_number, one.revision, one.value) for one in values])
