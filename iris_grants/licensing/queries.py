"""Licensing cases as boards, forms and documents show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, RowMapping, Subquery, and_, case, func, select
from sqlalchemy.orm import Session

from db.tables.documents import DocumentRecord
from db.tables.licensing import CaseRecord, CaseStepRecord, GapRecord, LicenceRecord
from db.tables.organisations import OrganisationRecord
from db.tables.people import PersonRecord
from iris_grants.kernel.operations import fetch
from iris_grants.licensing.records import (
    VisitRow,
    answers_of,
    current_staff,
    visits_of,
    waiting_requests,
)
from iris_grants.licensing.rules.path import CaseFacts, Gap, Paper, Stage, counted_since
from iris_grants.licensing.rules.selection import open_and_failed
from iris_grants.licensing.standards import standards_pack


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """A case in a list or on the board."""

    id: str
    number: str
    organisation_id: str
    standards_pack_id: str
    organisation: str
    country: str
    service: str
    goal: str
    stage: str
    mentor: str | None
    opened_on: str
    reached_on: str
    gaps: int
    blocking_open: int
    licence_number: str | None
    licence_valid_to: str | None
    licence_limited: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GapRow:
    """A standard of a case with its assessments, its plan, and its words (by language).

    `source` is where the pack has it from; `compared`: somebody has compared it with that.
    """

    id: str
    code: str
    area: str
    text_en: str
    text_sr: str
    source: str
    compared: bool
    criticality: str
    self_state: str
    self_note: str | None
    evidence: str | None
    verified_state: str
    finding: str | None
    action: str | None
    responsible: str | None
    due_on: str | None
    cost_minor: int | None
    done_on: str | None
    reopened_reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """A stage that a case has reached."""

    position: int
    stage: str
    reached_on: str
    note: str | None
    document_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceRow:
    """A licence with its validity."""

    id: str
    case_id: str
    number: str
    authority: str
    issued_on: str
    valid_from: str
    valid_to: str | None
    limited: bool
    document_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportedRow:
    """A case for the indicator of supported organisations.

    `counted_on` is the day from which it counts, none if it does not; `reason` says by what
    (`filed`, `plan_and_documents`).
    """

    case_id: str
    number: str
    organisation_id: str
    organisation: str
    country: str
    service: str
    goal: str
    stage: str
    counted_on: str | None
    reason: str | None


def supported_cases(session: Session) -> tuple[SupportedRow, ...]:
    """Every case with whether it counts for R1.6, by number; two statements for any number.

    A case counts once its process is initiated (filed), or once a plan is approved and
    the documents are drafted (DOMAIN.md §1, §10.6); it stays counted whatever follows. The
    unit of the indicator is the organisation: who counts them takes each once.
    """
    reached: dict[str, dict[Stage, str]] = {}
    for step in session.scalars(select(CaseStepRecord).order_by(CaseStepRecord.position)):
        reached.setdefault(step.case_id, {}).setdefault(Stage(step.stage), step.reached_on)
    return tuple(_supported(row, reached.get(row.id, {})) for row in list_cases(session))


def _supported(row: CaseRow, reached: Mapping[Stage, str]) -> SupportedRow:
    counted, reason = counted_since(reached)
    return SupportedRow(
        case_id=row.id,
        number=row.number,
        organisation_id=row.organisation_id,
        organisation=row.organisation,
        country=row.country,
        service=row.service,
        goal=row.goal,
        stage=row.stage,
        counted_on=counted,
        reason=reason,
    )


def list_cases(session: Session) -> tuple[CaseRow, ...]:
    """All cases, by number."""
    gaps, steps, licences = _open_gaps(), _last_steps(), _last_licences()
    query = (
        select(
            CaseRecord,
            OrganisationRecord.name.label("organisation"),
            PersonRecord.name.label("mentor"),
            steps.c.reached_on,
            gaps.c.gaps,
            gaps.c.blocking,
            licences.c.number,
            licences.c.valid_to,
            licences.c.limited,
        )
        .join(OrganisationRecord, OrganisationRecord.id == CaseRecord.organisation_id)
        .outerjoin(PersonRecord, PersonRecord.id == CaseRecord.mentor_id)
        .outerjoin(steps, steps.c.case_id == CaseRecord.id)
        .outerjoin(gaps, gaps.c.case_id == CaseRecord.id)
        .outerjoin(licences, licences.c.case_id == CaseRecord.id)
        .order_by(CaseRecord.number)
    )
    return tuple(_case_row(found) for found in session.execute(query).mappings())


def gaps_of(session: Session, case_id: str) -> tuple[GapRow, ...]:
    """The gap assessment of a case, in the order of its standards pack."""
    record = fetch(session, CaseRecord, case_id)
    pack = standards_pack(session, record.standards_pack_id)
    standards = {standard.code: standard for standard in pack.standards}
    return tuple(
        GapRow(
            id=gap.id,
            code=gap.code,
            area=standards[gap.code].area,
            text_en=standards[gap.code].text["en"],
            text_sr=standards[gap.code].text["sr"],
            source=standards[gap.code].source,
            compared=standards[gap.code].verified,
            criticality=gap.criticality,
            self_state=gap.self_state,
            self_note=gap.self_note,
            evidence=gap.evidence,
            verified_state=gap.verified_state,
            finding=gap.finding,
            action=gap.action,
            responsible=gap.responsible,
            due_on=gap.due_on,
            cost_minor=gap.cost_minor,
            done_on=gap.done_on,
            reopened_reason=gap.reopened_reason,
        )
        for gap in _gap_records(session, case_id)
    )


def steps_of(session: Session, case_id: str) -> tuple[StepRow, ...]:
    """The stages that a case has reached, in order."""
    return tuple(
        StepRow(
            position=step.position,
            stage=step.stage,
            reached_on=step.reached_on,
            note=step.note,
            document_id=step.document_id,
        )
        for step in session.scalars(
            select(CaseStepRecord)
            .where(CaseStepRecord.case_id == case_id)
            .order_by(CaseStepRecord.position)
        )
    )


def licences_of(session: Session, case_id: str) -> tuple[LicenceRow, ...]:
    """The licences of a case, oldest first."""
    return tuple(
        LicenceRow(
            id=licence.id,
            case_id=licence.case_id,
            number=licence.number,
            authority=licence.authority,
            issued_on=licence.issued_on,
            valid_from=licence.valid_from,
            valid_to=licence.valid_to,
            limited=bool(licence.limited),
            document_id=licence.document_id,
        )
        for licence in session.scalars(
            select(LicenceRecord)
            .where(LicenceRecord.case_id == case_id)
            .order_by(LicenceRecord.issued_on)
        )
    )


def case_facts(session: Session, case_id: str, on: date) -> CaseFacts:
    """What the rules of the path need to know of a case that should move on that day."""
    record = fetch(session, CaseRecord, case_id)
    pack = standards_pack(session, record.standards_pack_id)
    kinds = session.scalars(
        select(DocumentRecord.kind)
        .where(DocumentRecord.subject_kind == "case")
        .where(DocumentRecord.subject_id == case_id)
    )
    given = {one.question: one.answer for one in answers_of(session, record.organisation_id)}
    unanswered, failed = open_and_failed(given, record.goal)
    visits = visits_of(session, case_id)
    return CaseFacts(
        stage=Stage(record.stage),
        goal=record.goal,
        has_mentor=record.mentor_id is not None,
        gaps=tuple(_gap_fact(gap) for gap in _gap_records(session, case_id)),
        document_kinds=frozenset(kinds),
        papers=tuple(
            Paper(code=one.code, kind=one.kind, at_filing=one.at_filing)
            for one in pack.documents
            if one.condition is None
        ),
        conditions_open=unanswered,
        conditions_failed=failed,
        mentor_visits=sum(one.kind == "mentor" for one in visits),
        mock_verdict=_mock_verdict(session, case_id, visits),
        open_requests=len(waiting_requests(session, case_id)),
        staff_expired=tuple(
            (one.words, one.until)
            for one in current_staff(session, case_id)
            if one.until < on.isoformat()
        ),
    )


def _gap_fact(gap: GapRecord) -> Gap:
    return Gap(
        code=gap.code,
        criticality=gap.criticality,
        self_state=gap.self_state,
        verified_state=gap.verified_state,
        has_action=gap.action is not None,
        done=gap.done_on is not None,
    )


def _mock_verdict(session: Session, case_id: str, visits: tuple[VisitRow, ...]) -> str | None:
    drafted = session.scalar(
        select(func.max(CaseStepRecord.reached_on))
        .where(CaseStepRecord.case_id == case_id)
        .where(CaseStepRecord.stage == Stage.DOCUMENTS_DRAFTED)
    )
    held = [
        one for one in visits if one.kind == "mock_review" and one.visited_on >= (drafted or "")
    ]
    return held[-1].verdict if held else None


def _case_row(found: RowMapping) -> CaseRow:
    record: CaseRecord = found["CaseRecord"]
    return CaseRow(
        id=record.id,
        number=record.number,
        organisation_id=record.organisation_id,
        standards_pack_id=record.standards_pack_id,
        organisation=found["organisation"],
        country=record.country,
        service=record.service,
        goal=record.goal,
        stage=record.stage,
        mentor=found["mentor"],
        opened_on=record.opened_on,
        reached_on=found["reached_on"] or record.opened_on,
        gaps=int(found["gaps"] or 0),
        blocking_open=int(found["blocking"] or 0),
        licence_number=found["number"],
        licence_valid_to=found["valid_to"],
        licence_limited=bool(found["limited"]),
    )


def _open_gaps() -> Subquery:
    blocking = and_(_is_open_gap(), GapRecord.criticality == "blocking")
    return (
        select(
            GapRecord.case_id.label("case_id"),
            func.sum(case((_is_open_gap(), 1), else_=0)).label("gaps"),
            func.sum(case((blocking, 1), else_=0)).label("blocking"),
        )
        .group_by(GapRecord.case_id)
        .subquery()
    )


def _last_steps() -> Subquery:
    return (
        select(
            CaseStepRecord.case_id.label("case_id"),
            func.max(CaseStepRecord.reached_on).label("reached_on"),
        )
        .group_by(CaseStepRecord.case_id)
        .subquery()
    )


def _last_licences() -> Subquery:
    last = (
        select(
            LicenceRecord.case_id.label("case_id"),
            func.max(LicenceRecord.valid_from).label("valid_from"),
        )
        .group_by(LicenceRecord.case_id)
        .subquery()
    )
    both = and_(
        LicenceRecord.case_id == last.c.case_id, LicenceRecord.valid_from == last.c.valid_from
    )
    return (
        select(
            LicenceRecord.case_id.label("case_id"),
            func.max(LicenceRecord.number).label("number"),
            func.max(LicenceRecord.valid_to).label("valid_to"),
            func.max(LicenceRecord.limited).label("limited"),
        )
        .join(last, both)
        .group_by(LicenceRecord.case_id)
        .subquery()
    )


def _gap_records(session: Session, case_id: str) -> list[GapRecord]:
    query = select(GapRecord).where(GapRecord.case_id == case_id).order_by(GapRecord.position)
    return list(session.scalars(query))


def _is_open_gap() -> ColumnElement[bool]:
    return and_(GapRecord.verified_state.in_(("partly", "not_met")), GapRecord.done_on.is_(None))
