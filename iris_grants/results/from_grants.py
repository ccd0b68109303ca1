"""What indicators of grantees add to the targets of the action, each traced to its report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.grants import GrantRecord
from db.tables.organisations import OrganisationRecord
from db.tables.people import PersonRecord
from db.tables.programme import TargetRecord
from db.tables.reporting import IndicatorRecord
from db.tables.results import IndicatorLinkRecord
from iris_grants.programme.targets import TargetRow
from iris_grants.reporting.indicator_queries import IndicatorValue, indicator_values
from iris_grants.reporting.rules.indicators import Value
from iris_grants.results.rules.actuals import Contribution
from iris_grants.results.rules.links import counted_cells, counted_value

APPROVED = "approved"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkableRow:
    """An indicator of a grantee that counts towards no target yet."""

    indicator_id: str
    grant_number: str
    grantee: str
    code: str
    title: str
    unit: str
    people: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    """An indicator of a grantee with the target it counts towards, and its value there.

    The value is that of the last approved report, or of the last report that arrived while
    none is approved (`approved` says which); none while no report tells one. `ended_reason`
    is that of a link that counts no more.
    """

    id: str
    target_id: str
    target_code: str
    grant_id: str
    grant_number: str
    grantee: str
    country: str
    indicator_id: str
    code: str
    title: str
    unit: str
    basis: str
    linked_on: str
    linked_by: str
    ended_reason: str | None
    value: Value | None
    report_id: str | None
    report_number: int | None
    period_to: str | None
    approved: bool

    @property
    def counted(self) -> int | None:
        """The whole units that it adds; none while nothing is reported."""
        return None if self.value is None else counted_value(self.value)


def list_links(session: Session) -> tuple[LinkRow, ...]:
    """All links, by contract and indicator, ended ones among them; two statements."""
    found = session.execute(
        select(
            IndicatorLinkRecord,
            TargetRecord.code,
            IndicatorRecord,
            GrantRecord.number,
            OrganisationRecord.name,
            OrganisationRecord.country,
            PersonRecord.name,
        )
        .join(TargetRecord, TargetRecord.id == IndicatorLinkRecord.result_target_id)
        .join(IndicatorRecord, IndicatorRecord.id == IndicatorLinkRecord.grant_indicator_id)
        .join(GrantRecord, GrantRecord.id == IndicatorRecord.grant_id)
        .join(OrganisationRecord, OrganisationRecord.id == GrantRecord.organisation_id)
        .join(PersonRecord, PersonRecord.id == IndicatorLinkRecord.linked_by_id)
        .order_by(GrantRecord.number, IndicatorRecord.position, IndicatorLinkRecord.id)
    ).all()
    if not found:
        return ()
    values = _telling(indicator_values(session))
    return tuple(
        _row(link, target, one, (number, grantee, country, by), values.get(one.id))
        for link, target, one, number, grantee, country, by in found
    )


def live_links(session: Session, grant_id: str) -> Mapping[str, str]:
    """The codes of the targets that the indicators of a grant count towards, by indicator."""
    found = session.execute(
        select(IndicatorLinkRecord.grant_indicator_id, TargetRecord.code)
        .join(TargetRecord, TargetRecord.id == IndicatorLinkRecord.result_target_id)
        .join(IndicatorRecord, IndicatorRecord.id == IndicatorLinkRecord.grant_indicator_id)
        .where(IndicatorRecord.grant_id == grant_id)
        .where(IndicatorLinkRecord.ended_reason.is_(None))
    )
    return {row[0]: row[1] for row in found}


def linkable_indicators(session: Session) -> tuple[LinkableRow, ...]:
    """The indicators of all grants that count towards no target, by contract."""
    linked = select(IndicatorLinkRecord.grant_indicator_id).where(
        IndicatorLinkRecord.ended_reason.is_(None)
    )
    found = session.execute(
        select(IndicatorRecord, GrantRecord.number, OrganisationRecord.name)
        .join(GrantRecord, GrantRecord.id == IndicatorRecord.grant_id)
        .join(OrganisationRecord, OrganisationRecord.id == GrantRecord.organisation_id)
        .where(IndicatorRecord.id.not_in(linked))
        .order_by(GrantRecord.number, IndicatorRecord.position)
    )
    return tuple(
        LinkableRow(
            indicator_id=one.id,
            grant_number=number,
            grantee=grantee,
            code=one.code,
            title=one.title,
            unit=one.unit,
            people=bool(one.people),
        )
        for one, number, grantee in found
    )


def link_contributions(target: TargetRow, links: Iterable[LinkRow]) -> tuple[Contribution, ...]:
    """What the links of a target add to it; a value that is not approved yet waits.

    Values are reached since the start of the grant, so that each indicator counts once, with
    its last report, and reports are never added up (DOMAIN.md §9.2).
    """
    return tuple(
        Contribution(
            source_id=link.id,
            on=link.period_to,
            value=counted_value(link.value),
            cells=counted_cells(link.value, link.country, target.dimensions),
            evidence=link.approved,
        )
        for link in links
        if link.target_id == target.id
        and link.ended_reason is None
        and link.value is not None
        and link.period_to is not None
    )


def _telling(values: Iterable[IndicatorValue]) -> Mapping[str, IndicatorValue]:
    """The value of each indicator that tells: of its last approved report, or of its last."""
    found: dict[str, IndicatorValue] = {}
    for one in values:
        if not one.newest:
            continue
        known = found.get(one.indicator_id)
        if known is None or _rank(one) > _rank(known):
            found[one.indicator_id] = one
    return found


def _rank(value: IndicatorValue) -> tuple[bool, int]:
    return value.state == APPROVED, value.report_number


def _row(
    link: IndicatorLinkRecord,
    target: str,
    one: IndicatorRecord,
    names: tuple[str, str, str, str],
    told: IndicatorValue | None,
) -> LinkRow:
    number, grantee, country, by = names
    return LinkRow(
        id=link.id,
        target_id=link.result_target_id,
        target_code=target,
        grant_id=one.grant_id,
        grant_number=number,
        grantee=grantee,
        country=country,
        indicator_id=one.id,
        code=one.code,
        title=one.title,
        unit=one.unit,
        basis=link.basis,
        linked_on=link.linked_on,
        linked_by=by,
        ended_reason=link.ended_reason,
        value=told.value if told else None,
        report_id=told.report_id if told else None,
        report_number=told.report_number if told else None,
        period_to=told.period_to if told else None,
        approved=told is not None and told.state == APPROVED,
    )
