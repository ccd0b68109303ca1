"""What a case gathers on its way, as rows: visits, plans, filings, requests, decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import TypeVar

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from db.base import Record
from db.tables.licensing import (
    CaseRecord,
    DecisionRecord,
    EligibilityAnswerRecord,
    FilingRecord,
    ImprovementRecord,
    PlanRecord,
    RequestRecord,
    SelfEvaluationRecord,
    SelfScoreRecord,
    StaffLicenceRecord,
    VisitRecord,
)
from iris_grants.licensing.rules.path import AT_AUTHORITY
from iris_grants.licensing.rules.staff import StaffLicence, current_licences

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """An answer of an organisation on one condition for mentoring."""

    question: str
    answer: str
    evidence: str | None
    answered_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRow:
    """A visit; `verdict` is that of a mock review."""

    id: str
    kind: str
    visited_on: str
    visitor: str
    finding: str
    next_step: str | None
    verdict: str | None
    document_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """An approved edition of the action plan."""

    id: str
    revision: int
    approved_on: str
    approved_by: str
    document_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingRow:
    """An application at the authority; `number` is that of its register."""

    id: str
    kind: str
    number: str
    filed_on: str
    document_id: str
    despite: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRow:
    """A request of the authority to supplement the application.

    `waiting`: it is not answered and the authority has not decided yet.
    """

    id: str
    requested_on: str
    request: str
    due_on: str
    answered_on: str | None
    answer: str | None
    document_id: str | None
    waiting: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow:
    """A decision of the authority other than the licence."""

    id: str
    kind: str
    number: str
    decided_on: str
    reason: str
    remedy_on: str | None
    document_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffLicenceRow:
    """A professional licence of somebody in the service.

    `counts`: it is the newest of its kind of somebody who is still there.
    """

    id: str
    name: str
    kind: str
    number: str
    issued_on: str
    valid_to: str | None
    document_id: str | None
    left_on: str | None
    counts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprovementRow:
    """A step of an improvement plan."""

    id: str
    evaluation_id: str
    position: int
    action: str
    responsible: str
    due_on: str
    done_on: str | None
    reopened_reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreRow:
    """The score of a standard in a self-evaluation, 0 to 3."""

    evaluation_id: str
    code: str
    score: int
    evidence: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationRow:
    """A yearly self-evaluation with its scores and what shall improve."""

    id: str
    year: int
    framework: str
    evaluated_on: str
    evaluated_by: str
    users_asked: int
    users_satisfied: int
    document_id: str | None
    scores: tuple[ScoreRow, ...]
    improvements: tuple[ImprovementRow, ...]


def answers_of(session: Session, organisation_id: str) -> tuple[AnswerRow, ...]:
    """The answers of an organisation on the conditions for mentoring."""
    where = EligibilityAnswerRecord.organisation_id == organisation_id
    return _read(session, EligibilityAnswerRecord, AnswerRow, where, "question")


def visits_of(session: Session, case_id: str) -> tuple[VisitRow, ...]:
    """The visits in a case, oldest first."""
    return _read(session, VisitRecord, VisitRow, VisitRecord.case_id == case_id, "visited_on")


def plans_of(session: Session, case_id: str) -> tuple[PlanRow, ...]:
    """The approved editions of the action plan, oldest first."""
    return _read(session, PlanRecord, PlanRow, PlanRecord.case_id == case_id, "revision")


def filings_of(session: Session, case_id: str) -> tuple[FilingRow, ...]:
    """The applications of a case at the authority, oldest first."""
    return _read(session, FilingRecord, FilingRow, FilingRecord.case_id == case_id, "filed_on")


def requests_of(session: Session, case_id: str) -> tuple[RequestRow, ...]:
    """The requests of the authority, oldest first."""
    waiting = {one.id for one in waiting_requests(session, case_id)}
    return tuple(
        RequestRow(
            id=one.id,
            requested_on=one.requested_on,
            request=one.request,
            due_on=one.due_on,
            answered_on=one.answered_on,
            answer=one.answer,
            document_id=one.document_id,
            waiting=one.id in waiting,
        )
        for one in session.scalars(
            select(RequestRecord)
            .where(RequestRecord.case_id == case_id)
            .order_by(RequestRecord.requested_on, RequestRecord.id)
        )
    )


def waiting_requests(session: Session, case_id: str | None = None) -> tuple[RequestRecord, ...]:
    """The requests (of one case) for whose answers the authority still waits.

    A request belongs to the application that lies at the authority: once it has decided,
    or the organisation has dropped out, it waits for no answer any more (DOMAIN.md §10.6).
    """
    filed = (
        select(FilingRecord.case_id, func.max(FilingRecord.filed_on).label("filed_on"))
        .group_by(FilingRecord.case_id)
        .subquery()
    )
    query = (
        select(RequestRecord)
        .join(CaseRecord, CaseRecord.id == RequestRecord.case_id)
        .join(filed, filed.c.case_id == RequestRecord.case_id)
        .where(RequestRecord.answered_on.is_(None))
        .where(CaseRecord.stage.in_(AT_AUTHORITY))
        .where(RequestRecord.requested_on >= filed.c.filed_on)
    )
    if case_id is not None:
        query = query.where(RequestRecord.case_id == case_id)
    return tuple(session.scalars(query))


def decisions_of(session: Session, case_id: str) -> tuple[DecisionRow, ...]:
    """The decisions of the authority other than licences, oldest first."""
    where = DecisionRecord.case_id == case_id
    return _read(session, DecisionRecord, DecisionRow, where, "decided_on")


def staff_licences_of(session: Session, case_id: str) -> tuple[StaffLicenceRow, ...]:
    """The staff licences of a case, by name."""
    records = session.scalars(
        select(StaffLicenceRecord)
        .where(StaffLicenceRecord.case_id == case_id)
        .order_by(StaffLicenceRecord.name, StaffLicenceRecord.issued_on, StaffLicenceRecord.id)
    ).all()
    counted = {one.number for one in current_licences(_staff(one) for one in records)}
    return tuple(
        StaffLicenceRow(
            id=one.id,
            name=one.name,
            kind=one.kind,
            number=one.number,
            issued_on=one.issued_on,
            valid_to=one.valid_to,
            document_id=one.document_id,
            left_on=one.left_on,
            counts=one.number in counted,
        )
        for one in records
    )


def current_staff(session: Session, case_id: str | None = None) -> tuple[StaffLicence, ...]:
    """The staff licences that count (of one case): `rules.staff.current_licences`."""
    query = select(StaffLicenceRecord).order_by(StaffLicenceRecord.name, StaffLicenceRecord.id)
    if case_id is not None:
        query = query.where(StaffLicenceRecord.case_id == case_id)
    return current_licences(_staff(one) for one in session.scalars(query))


def _staff(record: StaffLicenceRecord) -> StaffLicence:
    return StaffLicence(
        case_id=record.case_id,
        name=record.name,
        kind=record.kind,
        number=record.number,
        issued_on=record.issued_on,
        valid_to=record.valid_to,
        left_on=record.left_on,
    )


def evaluations_of(session: Session, case_id: str) -> tuple[EvaluationRow, ...]:
    """The yearly self-evaluations of a case, oldest first; three statements for any number."""
    records = session.scalars(
        select(SelfEvaluationRecord)
        .where(SelfEvaluationRecord.case_id == case_id)
        .order_by(SelfEvaluationRecord.year)
    ).all()
    known = [record.id for record in records]
    found = SelfScoreRecord.evaluation_id.in_(known)
    scores = _read(session, SelfScoreRecord, ScoreRow, found, "code")
    found = ImprovementRecord.evaluation_id.in_(known)
    steps = _read(session, ImprovementRecord, ImprovementRow, found, "position")
    return tuple(
        EvaluationRow(
            id=record.id,
            year=record.year,
            framework=record.framework,
            evaluated_on=record.evaluated_on,
            evaluated_by=record.evaluated_by,
            users_asked=record.users_asked,
            users_satisfied=record.users_satisfied,
            document_id=record.document_id,
            scores=tuple(one for one in scores if one.evaluation_id == record.id),
            improvements=tuple(one for one in steps if one.evaluation_id == record.id),
        )
        for record in records
    )


def _read(
    session: Session, kind: type[Record], row: type[T], where: ColumnElement[bool], order: str
) -> tuple[T, ...]:
    query = select(kind).where(where).order_by(getattr(kind, order), kind.id)
    return tuple(_row(row, record) for record in session.scalars(query))


def _row(kind: type[T], record: Record) -> T:
    names: Sequence[str] = [one.name for one in fields(kind)]  # type: ignore[arg-type] # dataclasses only
    return kind(**{name: getattr(record, name) for name in names})
