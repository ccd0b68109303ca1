"""Reports and what waits of them, as tables, forms and documents show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.tables.grants import GrantRecord
from db.tables.organisations import OrganisationRecord
from db.tables.reporting import (
    FindingRecord,
    ReportCheckRecord,
    ReportRecord,
    RevisionRecord,
    VisitRecord,
)
from iris_grants.grants.conditions import due_day
from iris_grants.kernel.operations import not_found
from iris_grants.people.journal import names_of_people
from iris_grants.reporting.indicator_queries import indicator_values as indicator_values
from iris_grants.reporting.narrative import read_back

ENDED = ("closed", "terminated")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """A report in a list; `period_to` and `due_on` are resolved, whatever the contract's end."""

    id: str
    grant_id: str
    grant_number: str
    grantee: str
    country: str
    grant_state: str
    number: int
    kind: str
    period_from: str
    period_to: str
    due_on: str
    state: str
    revisions: int
    received_on: str | None
    approved_on: str | None
    approved_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckAnswer:
    """An answer of the review checklist."""

    question: str
    answer: str
    remark: str | None
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionRow:
    """A revision of a report; `answers` are texts by field code."""

    id: str
    revision: int
    received_on: str
    medium: str
    answers: Mapping[str, str]
    document_id: str | None
    recorded_by: str
    recorded_by_id: str
    reviewed_by: str | None
    reviewed_on: str | None
    comments: str | None
    checks: tuple[CheckAnswer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A day that somebody waits for: a report, a planned visit, the follow-up of a finding."""

    kind: str
    due_on: str
    grant_id: str
    grant_number: str
    grantee: str
    record_id: str
    number: int
    state: str


def list_reports(session: Session, grant_id: str | None = None) -> tuple[ReportRow, ...]:
    """All reports (of one grant), by their days."""
    counted = (
        select(
            RevisionRecord.grant_report_id.label("report_id"),
            func.count().label("revisions"),
            func.max(RevisionRecord.received_on).label("received_on"),
        )
        .group_by(RevisionRecord.grant_report_id)
        .subquery()
    )
    query = (
        select(
            ReportRecord,
            GrantRecord,
            OrganisationRecord.name,
            OrganisationRecord.country,
            counted.c.revisions,
            counted.c.received_on,
        )
        .join(GrantRecord, GrantRecord.id == ReportRecord.grant_id)
        .join(OrganisationRecord, OrganisationRecord.id == GrantRecord.organisation_id)
        .outerjoin(counted, counted.c.report_id == ReportRecord.id)
    )
    if grant_id is not None:
        query = query.where(ReportRecord.grant_id == grant_id)
    names = names_of_people(session)
    rows = [
        _row(report, grant, names, (name, country), (int(revisions or 0), received_on))
        for report, grant, name, country, revisions, received_on in session.execute(query)
    ]
    return tuple(sorted(rows, key=lambda row: (row.due_on, row.grant_number, row.number)))


def report_row(session: Session, report_id: str) -> ReportRow:
    """One report; refused if there is none."""
    report = session.get(ReportRecord, report_id)
    if report is None:
        raise not_found(ReportRecord, report_id)
    return next(row for row in list_reports(session, report.grant_id) if row.id == report_id)


def revisions_of(session: Session, report_id: str) -> tuple[RevisionRow, ...]:
    """The revisions of a report with their reviews, the newest first."""
    revisions = session.scalars(
        select(RevisionRecord)
        .where(RevisionRecord.grant_report_id == report_id)
        .order_by(RevisionRecord.revision.desc())
    ).all()
    names = names_of_people(session)
    checks: dict[str, list[CheckAnswer]] = {one.id: [] for one in revisions}
    for check in session.scalars(
        select(ReportCheckRecord).where(ReportCheckRecord.report_revision_id.in_(checks))
    ):
        checks[check.report_revision_id].append(
            CheckAnswer(
                question=check.question,
                answer=check.answer,
                remark=check.remark,
                person=names[check.person_id],
            )
        )
    return tuple(_revision(one, names, checks[one.id]) for one in revisions)


def deadlines(session: Session) -> tuple[Deadline, ...]:
    """Every day that is waited for in grants that have not ended, the earliest first.

    Reports that are due or were returned, visits that are planned, findings with a
    follow-up that is not done.
    """
    found = [
        Deadline(
            kind=f"report_{row.kind}",
            due_on=row.due_on,
            grant_id=row.grant_id,
            grant_number=row.grant_number,
            grantee=row.grantee,
            record_id=row.id,
            number=row.number,
            state=row.state,
        )
        for row in list_reports(session)
        if row.state in ("due", "returned") and row.grant_state not in ENDED
    ]
    found += _visit_deadlines(session)
    return tuple(sorted(found, key=lambda one: (one.due_on, one.grant_number, one.kind)))


def grants_without_reports(session: Session) -> frozenset[str]:
    """The signed or running grants whose reports are not planned yet."""
    planned = select(ReportRecord.grant_id)
    query = (
        select(GrantRecord.id)
        .where(GrantRecord.state.in_(("signed", "running")))
        .where(GrantRecord.id.not_in(planned))
    )
    return frozenset(session.scalars(query))


def _visit_deadlines(session: Session) -> list[Deadline]:
    base = (
        select(VisitRecord, GrantRecord, OrganisationRecord.name)
        .join(GrantRecord, GrantRecord.id == VisitRecord.grant_id)
        .join(OrganisationRecord, OrganisationRecord.id == GrantRecord.organisation_id)
        .where(GrantRecord.state.not_in(ENDED))
    )
    planned = session.execute(base.where(VisitRecord.state == "planned"))
    found = [
        _visit_deadline("visit", visit.planned_on, visit, grant, name, visit.id)
        for visit, grant, name in planned
    ]
    open_findings = session.execute(
        base.add_columns(FindingRecord)
        .join(FindingRecord, FindingRecord.visit_id == VisitRecord.id)
        .where(FindingRecord.follow_up.is_not(None), FindingRecord.done_on.is_(None))
    )
    found += [
        _visit_deadline("finding", finding.due_on or "", visit, grant, name, finding.id)
        for visit, grant, name, finding in open_findings
    ]
    return found


def _visit_deadline(
    kind: str, due_on: str, visit: VisitRecord, grant: GrantRecord, grantee: str, record_id: str
) -> Deadline:
    return Deadline(
        kind=kind,
        due_on=due_on,
        grant_id=grant.id,
        grant_number=grant.number,
        grantee=grantee,
        record_id=record_id,
        number=visit.number,
        state=visit.state,
    )


def _row(
    report: ReportRecord,
    grant: GrantRecord,
    names: Mapping[str, str],
    grantee: tuple[str, str],
    received: tuple[int, str | None],
) -> ReportRow:
    approved = report.approved_by_id
    return ReportRow(
        id=report.id,
        grant_id=grant.id,
        grant_number=grant.number,
        grantee=grantee[0],
        country=grantee[1],
        grant_state=grant.state,
        number=report.number,
        kind=report.kind,
        period_from=report.period_from,
        period_to=report.period_to or grant.ends_on,
        due_on=due_day(report, grant).isoformat(),
        state=report.state,
        revisions=received[0],
        received_on=received[1],
        approved_on=report.approved_on,
        approved_by=names[approved] if approved else None,
    )


def _revision(
    one: RevisionRecord, names: Mapping[str, str], checks: list[CheckAnswer]
) -> RevisionRow:
    reviewed = one.reviewed_by_id
    return RevisionRow(
        id=one.id,
        revision=one.revision,
        received_on=one.received_on,
        medium=one.medium,
        answers=read_back(one.answers),
        document_id=one.document_id,
        recorded_by=names[one.recorded_by_id],
        recorded_by_id=one.recorded_by_id,
        reviewed_by=names[reviewed] if reviewed else None,
        reviewed_on=one.reviewed_on,
        comments=one.comments,
        checks=tuple(checks),
    )
