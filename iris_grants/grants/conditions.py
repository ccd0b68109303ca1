"""What stands between an instalment and its payment on a day (DOMAIN.md §5.3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.tables.grants import GrantRecord, InstalmentRecord
from db.tables.reporting import ReportRecord
from iris_grants.grants import queries
from iris_grants.grants.change_queries import account_waits
from iris_grants.grants.rules.contract import check_sanctions
from iris_grants.grants.rules.reports import report_due
from iris_grants.kernel.operations import fetch
from iris_grants.kernel.problems import Problem
from iris_grants.programme.grant_rules import rules_of_contract

OPEN_REPORTS = ("due", "returned")


def payment_problems(
    session: Session, grant: GrantRecord, instalment: InstalmentRecord, day: date
) -> tuple[Problem, ...]:
    """Problems of paying an instalment on a day.

    The search on the EU lists (R-SANC), a new account that nobody confirmed, a report that
    is overdue, and for a further instalment the interim report that belongs before it.
    """
    rules = rules_of_contract(session, grant.rule_set_id)
    searches = queries.searches_of(session, grant.organisation_id)
    problems = list(check_sanctions(searches, day, rules.sanctions_check_days))
    for report in _reports(session, grant.id):
        due = due_day(report, grant)
        if report.state in OPEN_REPORTS and due < day:
            problems.append(_overdue(report, due))
    return (*problems, *timeless_problems(session, grant.id, instalment.id))


def timeless_problems(session: Session, grant_id: str, instalment_id: str) -> tuple[Problem, ...]:
    """Those of the problems that hold on any day: the account, and the interim report."""
    instalment = fetch(session, InstalmentRecord, instalment_id)
    problems = []
    if account_waits(session, grant_id):
        problems.append(Problem(code="grants.account_unconfirmed"))
    if instalment.kind == "further":
        reports = _reports(session, grant_id)
        problems += _interim(session, instalment, [one for one in reports if one.kind == "interim"])
    return tuple(problems)


def due_day(report: ReportRecord, grant: GrantRecord) -> date:
    """The day on which a report of a grant is due."""
    return report_due(
        period_to=date.fromisoformat(report.period_to) if report.period_to else None,
        contract_ends=date.fromisoformat(grant.ends_on),
        due_days=report.due_days,
        agreed=date.fromisoformat(report.due_on) if report.due_on else None,
    )


def _reports(session: Session, grant_id: str) -> Sequence[ReportRecord]:
    return session.scalars(
        select(ReportRecord).where(ReportRecord.grant_id == grant_id).order_by(ReportRecord.number)
    ).all()


def _overdue(report: ReportRecord, due: date) -> Problem:
    params: dict[str, str | int] = {"number": report.number, "due": due.isoformat()}
    return Problem(code="grants.report_overdue", params=params)


def _interim(
    session: Session, instalment: InstalmentRecord, interims: list[ReportRecord]
) -> list[Problem]:
    """A contract with interim reports pays its second instalment after the first of them."""
    before = session.scalar(
        select(func.count())
        .select_from(InstalmentRecord)
        .where(InstalmentRecord.grant_id == instalment.grant_id)
        .where(InstalmentRecord.kind == "further")
        .where(InstalmentRecord.number < instalment.number)
    )
    needed = interims[: int(before or 0) + 1]
    return [
        Problem(code="grants.interim_not_approved", params={"number": one.number})
        for one in needed
        if one.state != "approved"
    ]
