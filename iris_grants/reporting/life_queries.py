"""Visits, visibility, risk and closure of a grant, as tables, forms and documents show them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.reporting import (
    ClosureRecord,
    FindingRecord,
    RiskRecord,
    VisibilityRecord,
    VisitRecord,
)
from iris_grants.people.journal import names_of_people


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """A finding of a visit; `done_on` is empty while its follow-up is open."""

    id: str
    visit_number: int
    number: int
    finding: str
    follow_up: str | None
    responsible: str | None
    due_on: str | None
    done_on: str | None
    outcome: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRow:
    """A visit with its findings."""

    id: str
    number: int
    state: str
    planned_on: str
    purpose: str
    visited_on: str | None
    place: str | None
    visitors: str | None
    people_met: str | None
    summary: str | None
    photo_consent: str | None
    recorded_by: str
    findings: tuple[FindingRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VisibilityRow:
    """An item of visibility with what was checked on it."""

    id: str
    item: str
    kind: str
    shown_on: str
    link: str | None
    emblem_ok: bool
    statement_ok: bool
    disclaimer_ok: bool
    consent: str
    remark: str | None
    document_id: str | None
    recorded_by: str

    @property
    def in_order(self) -> bool:
        """Whether emblem, statement and disclaimer are all as they must be."""
        return self.emblem_ok and self.statement_ok and self.disclaimer_ok


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskRow:
    """A judgement of the risk of a grant."""

    id: str
    assessed_on: str
    level: str
    reason: str
    measures: str | None
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosureRow:
    """The end of a grant; `facts` is what the checklist found, by point."""

    kind: str
    closed_on: str
    closed_by: str
    reason: str | None
    lessons: str | None
    facts: Mapping[str, Mapping[str, str | int | bool]]
    retain_until: str
    retention_basis: str


def visits_of(session: Session, grant_id: str) -> tuple[VisitRow, ...]:
    """The visits of a grant with their findings, in order."""
    visits = session.scalars(
        select(VisitRecord).where(VisitRecord.grant_id == grant_id).order_by(VisitRecord.number)
    ).all()
    numbers = {visit.id: visit.number for visit in visits}
    findings: dict[str, list[FindingRow]] = {visit.id: [] for visit in visits}
    for record in session.scalars(
        select(FindingRecord)
        .where(FindingRecord.visit_id.in_(findings))
        .order_by(FindingRecord.number)
    ):
        findings[record.visit_id].append(_finding(record, numbers[record.visit_id]))
    names = names_of_people(session)
    return tuple(_visit(one, names, findings[one.id]) for one in visits)


def visibility_of(session: Session, grant_id: str) -> tuple[VisibilityRow, ...]:
    """The evidence of visibility of a grant, by day."""
    names = names_of_people(session)
    records = session.scalars(
        select(VisibilityRecord)
        .where(VisibilityRecord.grant_id == grant_id)
        .order_by(VisibilityRecord.shown_on, VisibilityRecord.item)
    )
    return tuple(
        VisibilityRow(
            id=one.id,
            item=one.item,
            kind=one.kind,
            shown_on=one.shown_on,
            link=one.link,
            emblem_ok=bool(one.emblem_ok),
            statement_ok=bool(one.statement_ok),
            disclaimer_ok=bool(one.disclaimer_ok),
            consent=one.consent,
            remark=one.remark,
            document_id=one.document_id,
            recorded_by=names[one.recorded_by_id],
        )
        for one in records
    )


def risks_of(session: Session, grant_id: str) -> tuple[RiskRow, ...]:
    """How the risk of a grant was judged, the newest first."""
    names = names_of_people(session)
    records = session.scalars(
        select(RiskRecord)
        .where(RiskRecord.grant_id == grant_id)
        .order_by(RiskRecord.assessed_on.desc(), RiskRecord.id.desc())
    )
    return tuple(
        RiskRow(
            id=one.id,
            assessed_on=one.assessed_on,
            level=one.level,
            reason=one.reason,
            measures=one.measures,
            person=names[one.person_id],
        )
        for one in records
    )


def closure_of(session: Session, grant_id: str) -> ClosureRow | None:
    """How a grant ended, if it has."""
    record = session.scalars(
        select(ClosureRecord).where(ClosureRecord.grant_id == grant_id)
    ).first()
    if record is None:
        return None
    return ClosureRow(
        kind=record.kind,
        closed_on=record.closed_on,
        closed_by=names_of_people(session)[record.closed_by_id],
        reason=record.reason,
        lessons=record.lessons,
        facts=json.loads(record.facts),
        retain_until=record.retain_until,
        retention_basis=record.retention_basis,
    )


def _visit(one: VisitRecord, names: Mapping[str, str], findings: list[FindingRow]) -> VisitRow:
    return VisitRow(
        id=one.id,
        number=one.number,
        state=one.state,
        planned_on=one.planned_on,
        purpose=one.purpose,
        visited_on=one.visited_on,
        place=one.place,
        visitors=one.visitors,
        people_met=one.people_met,
        summary=one.summary,
        photo_consent=one.photo_consent,
        recorded_by=names[one.recorded_by_id],
        findings=tuple(findings),
    )


def _finding(record: FindingRecord, visit_number: int) -> FindingRow:
    return FindingRow(
        id=record.id,
        visit_number=visit_number,
        number=record.number,
        finding=record.finding,
        follow_up=record.follow_up,
        responsible=record.responsible,
        due_on=record.due_on,
        done_on=record.done_on,
        outcome=record.outcome,
    )
