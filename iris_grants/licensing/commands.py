"""Licensing support: opening a case, gap assessment, plan, steps, and the licence."""

from __future__ import annotations

from datetime import date
from typing import BinaryIO

from sqlalchemy import func, select

from db.tables.licensing import CaseRecord, CaseStepRecord, GapRecord, LicenceRecord
from db.tables.organisations import OrganisationRecord
from db.tables.people import PersonRecord
from iris_grants.documents.attachments import attach
from iris_grants.kernel.access import Role
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.money import Money
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Where, refusal, refuse_on_errors
from iris_grants.licensing import queries
from iris_grants.licensing.rules.path import Stage, check_step
from iris_grants.licensing.standards import Standard, standards_pack

OFFICER = frozenset({Role.LICENSING_OFFICER})
TOPICS = frozenset({"cases"})
ASSESSED = ("met", "partly", "not_met", "not_applicable")


@operation("licensing.open_case", roles=OFFICER, topics=TOPICS)
def open_case(
    work: Work,
    *,
    number: str,
    organisation_id: str,
    service: str,
    goal: str,
    standards_pack_id: str,
    opened_on: date,
) -> str:
    """Open the case of an organisation and a service; returns its id.

    Every standard of the pack becomes a row of the gap assessment, not assessed yet. The
    pack stays with the case for good.
    """
    organisation = work.get(OrganisationRecord, organisation_id)
    pack = standards_pack(work.session, standards_pack_id)
    if service not in pack.services:
        raise refusal("licensing.service_not_in_pack", Where(key="service"), pack=pack.code)
    if organisation.country != pack.country:
        raise refusal("licensing.pack_of_other_country", country=f"country.{pack.country}")
    case = work.add(
        CaseRecord(
            id=new_id(),
            organisation_id=organisation.id,
            standards_pack_id=pack.id,
            mentor_id=None,
            number=number,
            service=service,
            country=organisation.country,
            goal=goal,
            stage=Stage.INTEREST,
            opened_on=opened_on.isoformat(),
        )
    )
    work.add_all(
        [
            _unassessed(case.id, position, standard)
            for position, standard in enumerate(pack.standards, start=1)
        ]
    )
    _write_step(work, case, Stage.INTEREST, opened_on, None, None)
    return case.id


@operation("licensing.assign_mentor", roles=OFFICER, topics=TOPICS)
def assign_mentor(work: Work, *, case_id: str, person_id: str) -> None:
    """Name the mentor of a case."""
    case = work.get(CaseRecord, case_id)
    case.mentor_id = work.get(PersonRecord, person_id).id
    work.flush()


@operation("licensing.assess_gap", roles=OFFICER, topics=TOPICS)
def assess_gap(
    work: Work, *, case_id: str, code: str, self_state: str, finding: str | None = None
) -> None:
    """The organisation's own assessment of one standard."""
    gap = _gap(work, case_id, code)
    _require_assessed(self_state)
    gap.self_state, gap.finding = self_state, finding
    work.flush()


@operation("licensing.verify_gap", roles=OFFICER, topics=TOPICS)
def verify_gap(
    work: Work, *, case_id: str, code: str, verified_state: str, finding: str | None = None
) -> None:
    """The mentor's assessment of one standard, after seeing the evidence."""
    gap = _gap(work, case_id, code)
    if gap.self_state == "not_assessed":
        raise refusal("licensing.not_self_assessed", Where(key=code))
    _require_assessed(verified_state)
    gap.verified_state, gap.finding = verified_state, finding or gap.finding
    work.flush()


@operation("licensing.plan_action", roles=OFFICER, topics=TOPICS)
def plan_action(
    work: Work,
    *,
    case_id: str,
    code: str,
    action: str,
    responsible: str,
    due_on: date,
    cost: Money | None = None,
) -> None:
    """What will be done about a gap, by whom, until when, at what cost (euro)."""
    gap = _gap(work, case_id, code)
    if not action.strip() or not responsible.strip():
        raise refusal("licensing.action_incomplete", Where(key=code))
    if cost is not None and (cost.currency != "EUR" or cost.minor < 0):
        raise refusal("licensing.cost_in_euro", Where(key=code))
    gap.action, gap.responsible, gap.due_on = action, responsible, due_on.isoformat()
    gap.cost_minor = cost.minor if cost is not None else None
    work.flush()


@operation("licensing.close_gap", roles=OFFICER, topics=TOPICS)
def close_gap(work: Work, *, case_id: str, code: str, done_on: date) -> None:
    """The action about a gap is done."""
    gap = _gap(work, case_id, code)
    if gap.action is None:
        raise refusal("licensing.gap_without_action", Where(key=code))
    gap.done_on = done_on.isoformat()
    work.flush()


@operation("licensing.add_document", roles=OFFICER, topics=TOPICS)
def add_document(
    work: Work,
    *,
    case_id: str,
    kind: str,
    name: str,
    media_type: str,
    data: bytes | BinaryIO,
) -> str:
    """Keep a paper of the case (statute, staff licence, filed form, …); returns its id."""
    case = work.get(CaseRecord, case_id)
    return attach(
        work,
        subject_kind="case",
        subject_id=case.id,
        kind=kind,
        name=name,
        media_type=media_type,
        data=data,
    ).id


@operation("licensing.reach_stage", roles=OFFICER, topics=TOPICS)
def reach_stage(
    work: Work,
    *,
    case_id: str,
    stage: str,
    reached_on: date,
    note: str | None = None,
    document_id: str | None = None,
) -> None:
    """Move a case to its next stage; refused with everything that is still missing.

    The licence itself is recorded by `record_licence`.
    """
    if stage == Stage.LICENSED:
        raise refusal("licensing.licence_needed")
    _move(work, work.get(CaseRecord, case_id), Stage(stage), reached_on, note, document_id)


@operation("licensing.record_licence", roles=OFFICER, topics=TOPICS)
def record_licence(
    work: Work,
    *,
    case_id: str,
    number: str,
    issued_on: date,
    valid_from: date,
    valid_to: date | None,
    limited: bool,
    document_id: str,
) -> str:
    """Record the licence of a case with its validity; returns its id.

    A limited licence is given once to an organisation and service where the pack says so
    (Serbia, DOMAIN.md §10.1).
    """
    case = work.get(CaseRecord, case_id)
    pack = standards_pack(work.session, case.standards_pack_id)
    if limited and pack.limited_once and _had_limited(work, case):
        raise refusal("licensing.limited_only_once")
    _move(work, case, Stage.LICENSED, issued_on, None, document_id)
    licence = LicenceRecord(
        id=new_id(),
        case_id=case.id,
        country=case.country,
        number=number,
        authority=pack.authority["en"],
        issued_on=issued_on.isoformat(),
        valid_from=valid_from.isoformat(),
        valid_to=valid_to.isoformat() if valid_to else None,
        limited=int(limited),
        document_id=document_id,
    )
    return work.add(licence).id


def _unassessed(case_id: str, position: int, standard: Standard) -> GapRecord:
    return GapRecord(
        id=new_id(),
        case_id=case_id,
        code=standard.code,
        position=position,
        criticality=standard.criticality,
        self_state="not_assessed",
        verified_state="not_assessed",
    )


def _move(
    work: Work,
    case: CaseRecord,
    to: Stage,
    reached_on: date,
    note: str | None,
    document_id: str | None,
) -> None:
    refuse_on_errors(check_step(queries.case_facts(work.session, case.id), to))
    last = work.session.scalar(
        select(func.max(CaseStepRecord.reached_on)).where(CaseStepRecord.case_id == case.id)
    )
    if last is not None and reached_on.isoformat() < last:
        raise refusal("licensing.before_last_step", Where(key="reached_on"), last=last)
    case.stage = to
    _write_step(work, case, to, reached_on, note, document_id)


def _write_step(
    work: Work,
    case: CaseRecord,
    stage: Stage,
    reached_on: date,
    note: str | None,
    document_id: str | None,
) -> None:
    count = work.session.scalar(
        select(func.count()).select_from(CaseStepRecord).where(CaseStepRecord.case_id == case.id)
    )
    work.add(
        CaseStepRecord(
            id=new_id(),
            case_id=case.id,
            position=int(count or 0) + 1,
            stage=stage,
            reached_on=reached_on.isoformat(),
            note=note,
            document_id=document_id,
        )
    )


def _gap(work: Work, case_id: str, code: str) -> GapRecord:
    gap = work.session.scalars(
        select(GapRecord).where(GapRecord.case_id == case_id).where(GapRecord.code == code)
    ).first()
    if gap is None:
        raise refusal("licensing.standard_unknown", Where(key=code))
    return gap


def _require_assessed(state: str) -> None:
    if state not in ASSESSED:
        raise refusal("licensing.gap_state_unknown", state=state)


def _had_limited(work: Work, case: CaseRecord) -> bool:
    query = (
        select(LicenceRecord.id)
        .join(CaseRecord, CaseRecord.id == LicenceRecord.case_id)
        .where(CaseRecord.organisation_id == case.organisation_id)
        .where(CaseRecord.service == case.service)
        .where(LicenceRecord.limited == 1)
    )
    return work.session.scalars(query).first() is not None
