"""The end of a grant: closed when everything is settled, or terminated with the reason."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.tables.documents import DocumentRecord
from db.tables.finance import ExpenditureRecord, FinalAmountRecord, RecoveryRecord
from db.tables.grants import BudgetLineRecord, GrantRecord, PaymentRecord
from db.tables.programme import ProgrammeRecord
from db.tables.reporting import (
    ClosureRecord,
    FindingRecord,
    ReportRecord,
    VisibilityRecord,
    VisitRecord,
)
from iris_grants.grants.queries import current_budget
from iris_grants.kernel.access import Role
from iris_grants.kernel.canonical import canonical_json
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Work, fetch, operation
from iris_grants.kernel.problems import Where, refusal, refuse_on_errors
from iris_grants.programme.grant_rules import rules_of_contract
from iris_grants.reporting.rules.closure import (
    ClosureFacts,
    Point,
    Retention,
    check_closure,
    closure_points,
    retention,
)

APPROVER = frozenset({Role.APPROVER})
TOPICS = frozenset({"grants", "reports", "results"})
EQUIPMENT = "3"
"""The heading of equipment and supplies (DOMAIN.md §6.1)."""

ASSET_PAPERS = ("asset_list", "asset_transfer")
SETTLED = ("paid", "offset", "waived")
TERMINABLE = ("signed", "running")


@operation("reporting.close_grant", roles=APPROVER, topics=TOPICS, approval=True)
def close_grant(
    work: Work,
    *,
    grant_id: str,
    closed_on: date,
    lessons: str,
    parent_balance_on: date | None = None,
    hold_until: date | None = None,
) -> str:
    """Close a grant whose checklist is met; returns the id of the closure.

    Keeps what the checklist found, what was learnt, and until when the papers are kept
    (DOMAIN.md §8.3 section 24, §8.4): counted from the balance of the action where its day
    is known, otherwise provisionally from the end of the action. Refused with every point
    that is not met.
    """
    grant = work.hold(GrantRecord, grant_id)
    if grant.state != "reported":
        raise refusal("grants.wrong_state", state=f"state.grant.{grant.state}")
    if not lessons.strip():
        raise refusal("reporting.word_needed", Where(key="lessons"))
    if closed_on > work.today:
        raise refusal("reporting.day_in_future", Where(key="closed_on"))
    points = closure_points(closure_facts(work.session, grant_id))
    refuse_on_errors(check_closure(points))
    kept = _retention(work.session, grant, closed_on, parent_balance_on, hold_until)
    grant.state = "closed"
    return _end(work, grant, closed_on, points, kept, kind="completed", lessons=lessons)


@operation("reporting.terminate_grant", roles=APPROVER, topics=TOPICS, approval=True)
def terminate_grant(work: Work, *, grant_id: str, terminated_on: date, reason: str) -> str:
    """Terminate a signed contract before its end; returns the id of the closure.

    What was paid stays on file and is settled by finance; the papers are kept as those of
    other grants. The award has no second contract.
    """
    grant = work.hold(GrantRecord, grant_id)
    if grant.state not in TERMINABLE:
        raise refusal("grants.wrong_state", state=f"state.grant.{grant.state}")
    if not reason.strip():
        raise refusal("grants.reason_needed", Where(key="reason"))
    if terminated_on > work.today:
        raise refusal("reporting.day_in_future", Where(key="terminated_on"))
    kept = _retention(work.session, grant, terminated_on, None, None)
    points = closure_points(closure_facts(work.session, grant_id))
    grant.state = "terminated"
    return _end(work, grant, terminated_on, points, kept, kind="terminated", reason=reason)


@operation("reporting.set_retention", roles=APPROVER, topics=TOPICS)
def set_retention(
    work: Work,
    *,
    grant_id: str,
    parent_balance_on: date | None = None,
    hold_until: date | None = None,
) -> str:
    """Count anew until when the papers of an ended grant are kept; returns the day as text.

    When the balance of the action is paid, or an audit holds them. The program proposes;
    it never deletes anything (DOMAIN.md §8.4, R-RET).
    """
    closure = work.session.scalars(
        select(ClosureRecord).where(ClosureRecord.grant_id == grant_id)
    ).first()
    if closure is None:
        raise refusal("reporting.not_ended")
    grant = work.hold(GrantRecord, grant_id)
    closed_on = date.fromisoformat(closure.closed_on)
    kept = _retention(work.session, grant, closed_on, parent_balance_on, hold_until)
    closure.retain_until, closure.retention_basis = kept.until.isoformat(), kept.basis
    work.flush()
    return closure.retain_until


def closure_facts(session: Session, grant_id: str) -> ClosureFacts:
    """What the store says of a grant for the closure checklist."""
    fetch(session, GrantRecord, grant_id)
    reports = session.scalars(select(ReportRecord).where(ReportRecord.grant_id == grant_id)).all()
    final = [report.state for report in reports if report.kind == "final"]
    fixed = session.scalars(
        select(FinalAmountRecord)
        .where(FinalAmountRecord.grant_id == grant_id)
        .where(FinalAmountRecord.state == "fixed")
    ).first()
    recovery = None
    if fixed is not None:
        recovery = session.scalar(
            select(RecoveryRecord.state).where(RecoveryRecord.final_amount_id == fixed.id)
        )
    paid, waiting = _payments(session, grant_id)
    return ClosureFacts(
        final_report=final[-1] if final else "due",
        open_reports=sum(1 for report in reports if report.state != "approved"),
        final=None if fixed is None else fixed.final_minor,
        paid=paid,
        recovery=recovery,
        settled=recovery in SETTLED,
        payments_open=waiting,
        equipment_minor=_equipment(session, grant_id),
        asset_papers=_asset_papers(session, grant_id),
        findings_open=_open_findings(session, grant_id),
        visibility_items=_count(session, VisibilityRecord, grant_id),
    )


def _end(
    work: Work,
    grant: GrantRecord,
    closed_on: date,
    points: tuple[Point, ...],
    kept: Retention,
    *,
    kind: str,
    reason: str = "",
    lessons: str = "",
) -> str:
    facts = {point.code: {"met": point.met, **dict(point.params)} for point in points}
    closure = ClosureRecord(
        id=new_id(),
        grant_id=grant.id,
        kind=kind,
        closed_on=closed_on.isoformat(),
        reason=reason.strip() or None,
        lessons=lessons.strip() or None,
        facts=canonical_json(facts),
        retain_until=kept.until.isoformat(),
        retention_basis=kept.basis,
        closed_by_id=work.person.person_id,
    )
    return work.add(closure).id


def _retention(
    session: Session,
    grant: GrantRecord,
    closed_on: date,
    parent_balance_on: date | None,
    hold_until: date | None,
) -> Retention:
    rules = rules_of_contract(session, grant.rule_set_id)
    action = session.scalars(select(ProgrammeRecord)).one()
    return retention(
        closed_on=closed_on,
        parent_balance_on=parent_balance_on,
        action_ends_on=date.fromisoformat(action.ends_on),
        years=rules.retention_years,
        accounting_years=rules.accounting_years,
        hold_until=hold_until,
    )


def _payments(session: Session, grant_id: str) -> tuple[int, int]:
    """Cents paid with approval, and how many payments wait for one."""
    rows = session.execute(
        select(PaymentRecord.amount_minor, PaymentRecord.approved_by_id).where(
            PaymentRecord.grant_id == grant_id
        )
    ).all()
    paid = sum(amount for amount, approved in rows if approved is not None)
    return int(paid), sum(1 for _amount, approved in rows if approved is None)


def _equipment(session: Session, grant_id: str) -> int:
    budget = current_budget(session, grant_id)
    codes = select(BudgetLineRecord.code).where(
        BudgetLineRecord.budget_version_id == budget.id, BudgetLineRecord.heading == EQUIPMENT
    )
    counted = func.sum(ExpenditureRecord.eur_minor - ExpenditureRecord.disallowed_minor)
    query = (
        select(counted)
        .where(ExpenditureRecord.grant_id == grant_id)
        .where(ExpenditureRecord.line_code.in_(codes))
    )
    return int(session.scalar(query) or 0)


def _asset_papers(session: Session, grant_id: str) -> int:
    query = (
        select(func.count())
        .select_from(DocumentRecord)
        .where(DocumentRecord.subject_kind == "grant", DocumentRecord.subject_id == grant_id)
        .where(DocumentRecord.kind.in_(ASSET_PAPERS))
    )
    return int(session.scalar(query) or 0)


def _open_findings(session: Session, grant_id: str) -> int:
    query = (
        select(func.count())
        .select_from(FindingRecord)
        .join(VisitRecord, VisitRecord.id == FindingRecord.visit_id)
        .where(VisitRecord.grant_id == grant_id)
        .where(FindingRecord.follow_up.is_not(None), FindingRecord.done_on.is_(None))
    )
    return int(session.scalar(query) or 0)


def _count(session: Session, table: type[VisibilityRecord], grant_id: str) -> int:
    query = select(func.count()).select_from(table).where(table.grant_id == grant_id)
    return int(session.scalar(query) or 0)
