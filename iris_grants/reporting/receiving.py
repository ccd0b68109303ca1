"""Taking in a report: the filled form with all problems first, or typed in by the office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.grants import GrantRecord
from db.tables.reporting import (
    IndicatorRecord,
    IndicatorValueRecord,
    ReportRecord,
    RevisionRecord,
)
from iris_grants.documents.attachments import attach
from iris_grants.documents.filing import media_type_of
from iris_grants.documents.read_workbook import open_workbook
from iris_grants.documents.workbook_guard import read_limited
from iris_grants.documents.world import refusing
from iris_grants.kernel.access import Role
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Work, fetch, operation
from iris_grants.kernel.problems import Problem, Where, refusal, refuse_on_errors
from iris_grants.reporting.commands import LIVE
from iris_grants.reporting.form_reader import GivenValue, read_report
from iris_grants.reporting.narrative import check_answers, stored
from iris_grants.reporting.rules.indicators import (
    IndicatorTerms,
    Value,
    check_progress,
    check_value,
)

OFFICER = frozenset({Role.GRANTS_OFFICER, Role.FINANCE_OFFICER})
TOPICS = frozenset({"reports", "grants", "results"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPlan:
    """What taking in a form would do; with an error among the problems it cannot be done."""

    report_id: str
    name: str
    data: bytes
    answers: Mapping[str, str]
    values: Mapping[str, GivenValue]
    problems: tuple[Problem, ...]


def plan_report(session: Session, *, report_id: str, path: Path) -> ReportPlan:
    """Read a filled form and say what is wrong with it, by sheet and cell; changes nothing.

    Refused at once: a report that takes nothing in, no workbook, a form of another report.
    A warning where an indicator fell below what an earlier report said.
    """
    report = fetch(session, ReportRecord, report_id)
    grant = fetch(session, GrantRecord, report.grant_id)
    _require_open(grant, report)
    data = read_limited(path)
    terms = indicator_terms(session, grant.id)
    reading = read_report(
        open_workbook(data, path.name),
        grant_number=grant.number,
        report_number=report.number,
        kind=report.kind,
        indicators=terms,
    )
    before = values_before(session, report)
    fallen = [
        problem
        for code, given in reading.values.items()
        for problem in check_progress(terms[code], given.value, before.get(code), given.where)
    ]
    return ReportPlan(
        report_id=report_id,
        name=path.name,
        data=data,
        answers=reading.answers,
        values=reading.values,
        problems=(*reading.problems, *fallen),
    )


@operation("reporting.receive", roles=OFFICER, topics=TOPICS)
def receive_report(work: Work, *, report_id: str, received_on: date, path: Path) -> str:
    """Take in a filled form as the next revision of a report; returns the revision's id.

    The workbook becomes a document of the grant; earlier revisions stay. Refused with the
    errors of `plan_report`; its warnings do not stop it.
    """
    plan = plan_report(work.session, report_id=report_id, path=path)
    refuse_on_errors(plan.problems)
    report = work.hold(ReportRecord, report_id)
    revision = _next_revision(work, report, received_on, "excel_form", plan.answers)
    revision.document_id = _keep(work, report, plan.name, plan.data)
    work.add(revision)
    _put_values(
        work,
        revision,
        {code: (given.value, given.remark) for code, given in plan.values.items()},
    )
    report.state = "received"
    work.flush()
    return revision.id


@operation("reporting.enter", roles=OFFICER, topics=TOPICS)
def enter_report(
    work: Work,
    *,
    report_id: str,
    received_on: date,
    summary: str = "",
    target_groups: str = "",
    results: str = "",
    activities: str = "",
    deviations: str = "",
    contracts: str = "",
    next_steps: str = "",
    cooperation: str = "",
    visibility: str = "",
    sustainability: str = "",
    records_place: str = "",
    signatory: str = "",
    path: Path | None = None,
) -> str:
    """Enter a report that came on paper as the next revision; returns the revision's id.

    Values of indicators follow by `enter_value`; those of the revision before are taken
    over, so that only what differs is entered. `path` is the scan.
    """
    given = {
        "summary": summary,
        "target_groups": target_groups,
        "results": results,
        "activities": activities,
        "deviations": deviations,
        "contracts": contracts,
        "next_steps": next_steps,
        "cooperation": cooperation,
        "visibility": visibility,
        "sustainability": sustainability,
        "records_place": records_place,
        "signatory": signatory,
    }
    return _enter(work, report_id, received_on, given, path)


@operation("reporting.enter_value", roles=OFFICER, topics=TOPICS, undoable=True)
def enter_value(
    work: Work,
    *,
    report_id: str,
    code: str,
    total: int,
    female: int | None = None,
    male: int | None = None,
    other: int | None = None,
    unknown: int | None = None,
    remark: str = "",
) -> None:
    """Enter the value of an indicator for a report that was typed in, as it is on paper.

    Whole numbers, reached since the start. Refused for a form (its cells count) and once
    the report is returned or approved.
    """
    report = work.hold(ReportRecord, report_id)
    revision = last_revision(work.session, report_id)
    if revision is None or report.state != "received" or revision.medium != "entered":
        raise refusal("reporting.no_entering")
    terms = indicator_terms(work.session, report.grant_id)
    if code not in terms:
        raise refusal("reporting.indicator_unknown", Where(key="code"), indicator=code)
    parts = [None if part is None else part * 1000 for part in (female, male, other, unknown)]
    value = Value(
        total=total * 1000, female=parts[0], male=parts[1], other=parts[2], unknown=parts[3]
    )
    refuse_on_errors(check_value(terms[code], value, Where(key="total")))
    known = work.session.scalars(
        select(IndicatorValueRecord)
        .join(IndicatorRecord, IndicatorRecord.id == IndicatorValueRecord.grant_indicator_id)
        .where(IndicatorValueRecord.report_revision_id == revision.id)
        .where(IndicatorRecord.code == code)
    ).first()
    if known is None:
        _put_values(work, revision, {code: (value, remark)})
        return
    _fill(known, value, remark)
    work.flush()


def indicator_terms(session: Session, grant_id: str) -> dict[str, IndicatorTerms]:
    """What the indicators of a grant ask for, by code, in their order."""
    query = (
        select(IndicatorRecord)
        .where(IndicatorRecord.grant_id == grant_id)
        .order_by(IndicatorRecord.position)
    )
    return {
        one.code: IndicatorTerms(code=one.code, people=bool(one.people), target=one.target_milli)
        for one in session.scalars(query)
    }


def last_revision(session: Session, report_id: str) -> RevisionRecord | None:
    """The newest revision of a report, if it has any."""
    query = (
        select(RevisionRecord)
        .where(RevisionRecord.grant_report_id == report_id)
        .order_by(RevisionRecord.revision.desc())
    )
    return session.scalars(query.limit(1)).first()


def values_of(session: Session, revision_id: str) -> dict[str, Value]:
    """The values of a revision by indicator code."""
    query = (
        select(IndicatorRecord.code, IndicatorValueRecord)
        .join(IndicatorRecord, IndicatorRecord.id == IndicatorValueRecord.grant_indicator_id)
        .where(IndicatorValueRecord.report_revision_id == revision_id)
    )
    return {code: value_of(record) for code, record in session.execute(query)}


def value_of(record: IndicatorValueRecord) -> Value:
    """The value that a record keeps."""
    return Value(
        total=record.total_milli,
        female=record.female_milli,
        male=record.male_milli,
        other=record.other_milli,
        unknown=record.unknown_milli,
    )


def values_before(session: Session, report: ReportRecord) -> dict[str, Value]:
    """What the last approved report before this one said, by indicator code."""
    query = (
        select(RevisionRecord.id)
        .join(ReportRecord, ReportRecord.id == RevisionRecord.grant_report_id)
        .where(ReportRecord.grant_id == report.grant_id)
        .where(ReportRecord.number < report.number)
        .where(ReportRecord.state == "approved")
        .order_by(ReportRecord.number.desc(), RevisionRecord.revision.desc())
    )
    earlier = session.scalars(query.limit(1)).first()
    return {} if earlier is None else values_of(session, earlier)


def _enter(
    work: Work,
    report_id: str,
    received_on: date,
    given: Mapping[str, str],
    path: Path | None,
) -> str:
    report = work.hold(ReportRecord, report_id)
    _require_open(work.get(GrantRecord, report.grant_id), report)
    refuse_on_errors(check_answers(report.kind, given))
    last = last_revision(work.session, report_id)
    revision = _next_revision(work, report, received_on, "entered", given)
    if path is not None:
        with refusing(path):
            revision.document_id = _keep(work, report, path.name, path.read_bytes())
    work.add(revision)
    if last is not None:
        taken_over = values_of(work.session, last.id)
        _put_values(work, revision, {code: (value, "") for code, value in taken_over.items()})
    report.state = "received"
    work.flush()
    return revision.id


def _require_open(grant: GrantRecord, report: ReportRecord) -> None:
    if grant.state not in LIVE:
        raise refusal("grants.wrong_state", state=f"state.grant.{grant.state}")
    if report.state == "approved":
        raise refusal("reporting.wrong_state", state=f"state.report.{report.state}")


def _next_revision(
    work: Work, report: ReportRecord, received_on: date, medium: str, answers: Mapping[str, str]
) -> RevisionRecord:
    if received_on > work.today:
        raise refusal("reporting.received_in_future", Where(key="received_on"))
    last = last_revision(work.session, report.id)
    if last is not None and received_on.isoformat() < last.received_on:
        where = Where(key="received_on")
        raise refusal("reporting.received_before_last", where, day=last.received_on)
    return RevisionRecord(
        id=new_id(),
        grant_report_id=report.id,
        revision=1 if last is None else last.revision + 1,
        received_on=received_on.isoformat(),
        medium=medium,
        answers=stored(answers),
        recorded_by_id=work.person.person_id,
    )


def _keep(work: Work, report: ReportRecord, name: str, data: bytes) -> str:
    last = last_revision(work.session, report.id)
    return attach(
        work,
        subject_kind="grant",
        subject_id=report.grant_id,
        kind=f"report_{report.kind}",
        name=name,
        media_type=media_type_of(Path(name)),
        data=data,
        replaces_id=last.document_id if last is not None else None,
    ).id


def _put_values(
    work: Work, revision: RevisionRecord, values: Mapping[str, tuple[Value, str]]
) -> None:
    report = work.get(ReportRecord, revision.grant_report_id)
    ids = {
        one.code: one.id
        for one in work.session.scalars(
            select(IndicatorRecord).where(IndicatorRecord.grant_id == report.grant_id)
        )
    }
    records = []
    for code, (value, remark) in values.items():
        record = IndicatorValueRecord(
            id=new_id(), report_revision_id=revision.id, grant_indicator_id=ids[code]
        )
        _fill(record, value, remark)
        records.append(record)
    work.add_all(records)


def _fill(record: IndicatorValueRecord, value: Value, remark: str) -> None:
    record.total_milli = value.total
    record.female_milli, record.male_milli = value.female, value.male
    record.other_milli, record.unknown_milli = value.other, value.unknown
    record.remark = remark.strip() or None
