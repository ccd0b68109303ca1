"""Which reports a grant owes: planned from its contract, added, and given a new day."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from db.tables.grants import GrantRecord, InstalmentRecord
from db.tables.reporting import ReportRecord
from iris_grants.kernel.access import Role
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Where, refusal, refuse_on_errors
from iris_grants.programme.grant_rules import rules_of_contract
from iris_grants.reporting.rules.schedule import check_report_period, planned_reports

OFFICER = frozenset({Role.GRANTS_OFFICER})
TOPICS = frozenset({"reports", "grants"})
LIVE = ("signed", "running")


@operation("reporting.plan_reports", roles=OFFICER, topics=TOPICS, undoable=True)
def plan_reports(work: Work, *, grant_id: str, interims: int | None = None) -> int:
    """Plan the reports of a signed grant; returns how many.

    The final report, and so many interim ones as the payment plan has further instalments
    (or as many as said). Days for handing in are presets of the contract's rules
    (DOMAIN.md §5.2, §7.1). Refused where reports are planned already.
    """
    grant = live_grant(work, grant_id)
    known = work.session.scalars(
        select(ReportRecord.id).where(ReportRecord.grant_id == grant_id)
    ).first()
    if known is not None:
        raise refusal("reporting.planned_already")
    if interims is None:
        interims = _further_instalments(work, grant_id)
    if not 0 <= interims <= 12:
        raise refusal("reporting.interims_out_of_range", Where(key="interims"))
    rules = rules_of_contract(work.session, grant.rule_set_id)
    planned = planned_reports(
        date.fromisoformat(grant.starts_on),
        date.fromisoformat(grant.ends_on),
        interims=interims,
        interim_days=rules.interim_report_days,
        final_days=rules.final_report_days,
    )
    work.add_all(
        [
            ReportRecord(
                id=new_id(),
                grant_id=grant_id,
                number=one.number,
                kind=one.kind,
                period_from=one.period_from.isoformat(),
                period_to=one.period_to.isoformat() if one.period_to else None,
                due_days=one.due_days,
                state="due",
            )
            for one in planned
        ]
    )
    return len(planned)


@operation("reporting.add_report", roles=OFFICER, topics=TOPICS, undoable=True)
def add_report(
    work: Work, *, grant_id: str, period_from: date, period_to: date, due_on: date
) -> str:
    """Ask for one more interim report on a period, until a day; returns its id."""
    grant = live_grant(work, grant_id)
    refuse_on_errors(
        check_report_period(
            period_from,
            period_to,
            starts_on=date.fromisoformat(grant.starts_on),
            ends_on=date.fromisoformat(grant.ends_on),
        )
    )
    if due_on < period_to:
        raise refusal("reporting.due_in_period", Where(key="due_on"))
    last = work.session.scalar(
        select(func.max(ReportRecord.number)).where(ReportRecord.grant_id == grant_id)
    )
    report = ReportRecord(
        id=new_id(),
        grant_id=grant_id,
        number=int(last or 0) + 1,
        kind="interim",
        period_from=period_from.isoformat(),
        period_to=period_to.isoformat(),
        due_days=(due_on - period_to).days,
        due_on=due_on.isoformat(),
        state="due",
    )
    return work.add(report).id


@operation("reporting.postpone", roles=OFFICER, topics=TOPICS)
def postpone_report(work: Work, *, report_id: str, due_on: date) -> None:
    """Agree on another day for a report that is not here yet or was returned."""
    report = work.hold(ReportRecord, report_id)
    if report.state not in ("due", "returned"):
        raise refusal("reporting.wrong_state", state=f"state.report.{report.state}")
    report.due_on = due_on.isoformat()
    work.flush()


def live_grant(work: Work, grant_id: str) -> GrantRecord:
    """The grant, held; refused unless it is signed or running."""
    grant = work.hold(GrantRecord, grant_id)
    if grant.state not in LIVE:
        raise refusal("grants.wrong_state", state=f"state.grant.{grant.state}")
    return grant


def _further_instalments(work: Work, grant_id: str) -> int:
    query = (
        select(func.count())
        .select_from(InstalmentRecord)
        .where(InstalmentRecord.grant_id == grant_id)
        .where(InstalmentRecord.kind == "further")
    )
    return int(work.session.scalar(query) or 0)
