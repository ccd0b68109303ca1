"""Licensing support: opening a case, gap assessment, actions, papers and steps."""

from __future__ import annotations

from datetime import date
from typing import BinaryIO

from sqlalchemy import select

from db.tables.licensing import CaseRecord, GapRecord
from db.tables.organisations import OrganisationRecord
from db.tables.people import PersonRecord
from iris_grants.documents.attachments import attach
from iris_grants.kernel.access import Role
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.money import Money
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Where, refusal, refuse_on_errors
from iris_grants.licensing.moving import (
    check_not_done,
    check_paper,
    check_text,
    move,
    reopen,
    write_step,
)
from iris_grants.licensing.pack import Standard
from iris_grants.licensing.rules.packs import check_pack
from iris_grants.licensing.rules.path import DEDICATED, Stage
from iris_grants.licensing.standards import standards_pack

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

    Every standard that the pack asks of the service becomes a row of the gap assessment,
    not assessed yet. The pack stays with the case for good. Refused: `check_pack`.
    """
    organisation = work.get(OrganisationRecord, organisation_id)
    pack = standards_pack(work.session, standards_pack_id)
    refuse_on_errors(check_pack(pack, organisation.country, service, goal))
    case = work.add(
        CaseRecord(
            id=new_id(),
            organisation_id=organisation.id,
            standards_pack_id=pack.id,
            mentor_id=None,
            number=check_text(number, "number"),
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
            for position, standard in enumerate(pack.standards_for(service), start=1)
        ]
    )
    write_step(work, case, Stage.INTEREST, opened_on, None, None)
    return case.id


@operation("licensing.assign_mentor", roles=OFFICER, topics=TOPICS, undoable=True)
def assign_mentor(work: Work, *, case_id: str, person_id: str) -> None:
    """Name the mentor of a case."""
    case = work.get(CaseRecord, case_id)
    case.mentor_id = work.get(PersonRecord, person_id).id
    work.flush()


@operation("licensing.assess_gap", roles=OFFICER, topics=TOPICS, undoable=True)
def assess_gap(
    work: Work,
    *,
    case_id: str,
    code: str,
    self_state: str,
    note: str | None = None,
    evidence: str | None = None,
) -> None:
    """The organisation's own assessment of one standard; what is not given stays."""
    gap = _gap(work, case_id, code)
    _require_assessed(self_state)
    gap.self_state = self_state
    gap.self_note, gap.evidence = note or gap.self_note, evidence or gap.evidence
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


@operation("licensing.plan_action", roles=OFFICER, topics=TOPICS, undoable=True)
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
    """What will be done about a gap, by whom, until when, at what cost (euro).

    Refused: `licensing.action_incomplete`, `licensing.cost_in_euro`, and once it is done
    (`licensing.done_already`).
    """
    gap = _gap(work, case_id, code)
    check_not_done(gap.done_on)
    if not action.strip() or not responsible.strip():
        raise refusal("licensing.action_incomplete", Where(key=code))
    if cost is not None and (cost.currency != "EUR" or cost.minor < 0):
        raise refusal("licensing.cost_in_euro", Where(key=code))
    gap.action, gap.responsible = action.strip(), responsible.strip()
    gap.due_on = due_on.isoformat()
    gap.cost_minor = cost.minor if cost is not None else None
    work.flush()


@operation("licensing.close_gap", roles=OFFICER, topics=TOPICS)
def close_gap(work: Work, *, case_id: str, code: str, done_on: date) -> None:
    """The action about a gap is done. Refused: `licensing.gap_without_action`,
    `licensing.done_already`."""
    gap = _gap(work, case_id, code)
    if gap.action is None:
        raise refusal("licensing.gap_without_action", Where(key=code))
    check_not_done(gap.done_on)
    gap.done_on = done_on.isoformat()
    work.flush()


@operation("licensing.reopen_gap", roles=OFFICER, topics=TOPICS)
def reopen_gap(work: Work, *, case_id: str, code: str, reason: str) -> None:
    """An action that was said to be done is not, or its day was wrong: it is open again.

    The day that stood there stays in the journal. Refused: `licensing.not_done`,
    `licensing.text_missing`.
    """
    gap = _gap(work, case_id, code)
    reopen(gap, reason)
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

    Stages that ask for more than a day have operations of their own
    (`rules.path.DEDICATED`): `licensing.own_operation` names it. A licence that ends is
    renewed by `start_renewal`, a suspension ended by `lift_suspension`.
    """
    if stage not in tuple(Stage):
        raise refusal("licensing.stage_unknown", Where(key="stage"), stage=stage)
    case, to = work.hold(CaseRecord, case_id), Stage(stage)
    own = _own_operation(Stage(case.stage), to)
    if own is not None:
        raise refusal("licensing.own_operation", operation=f"operation.{own}")
    check_paper(work, case, document_id)
    move(work, case, to, reached_on, note, document_id)


def _own_operation(at: Stage, to: Stage) -> str | None:
    """The operation that takes a case from here to there, where it is not `reach_stage`."""
    if at in (Stage.LICENSED, Stage.MAINTENANCE) and to is Stage.DOCUMENTS_DRAFTED:
        return "licensing.start_renewal"
    if at is Stage.SUSPENDED and to is Stage.MAINTENANCE:
        return "licensing.lift_suspension"
    return DEDICATED.get(to)


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
