"""Financial reports of a grant: drawn up over a period, approved, and then locked."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import func, select

from db.tables.documents import DocumentRecord
from db.tables.finance import ExpenditureRecord, FinancialReportRecord
from db.tables.grants import GrantRecord
from iris_grants.documents.attachments import attach
from iris_grants.finance.averaging import convert_at_average
from iris_grants.finance.commands import FINANCE, OPEN
from iris_grants.finance.ledger import XLSX
from iris_grants.finance.report_queries import financial_report
from iris_grants.finance.statement_paper import statement_paper
from iris_grants.finance.statement_workbook import statement_workbook
from iris_grants.finance.statements import Statement, statement_of, undecided_costs
from iris_grants.kernel.access import Role
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.money import Money
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Where, refusal

TOPICS = frozenset({"expenditure", "grants", "reports"})
APPROVER = frozenset({Role.APPROVER})
REPORTABLE = (*OPEN, "reported")
PDF = "application/pdf"
DOCUMENT_KINDS = {"interim": "interim_financial_report", "final": "final_financial_report"}


@operation("finance.draw_up_report", roles=FINANCE, topics=TOPICS)
def draw_up_report(
    work: Work,
    *,
    grant_id: str,
    kind: str,
    period_to: date,
    own_contribution: Money | None = None,
    other_funding: Money | None = None,
    forecast: Money | None = None,
    explanation: str = "",
) -> str:
    """Draw up the next financial report of a grant; returns its id.

    It begins on the day after the report before, or with the contract, and takes in every
    cost documented up to `period_to` that no report declares yet; the final one takes them
    all (DOMAIN.md §7.1, §7.2). Refused: `finance.report_open`, `finance.reports_complete`,
    `finance.period_out_of_range`, `finance.report_kind_unknown`.
    """
    grant = _reportable(work, grant_id)
    if kind not in DOCUMENT_KINDS:
        raise refusal("finance.report_kind_unknown", Where(key="kind"))
    earlier = _earlier(work, grant_id)
    starts = _next_day(earlier[-1].period_to) if earlier else grant.starts_on
    if not starts <= period_to.isoformat() <= grant.ends_on:
        where = Where(key="period_to")
        raise refusal("finance.period_out_of_range", where, starts=starts, ends=grant.ends_on)
    report = work.add(
        FinancialReportRecord(
            id=new_id(),
            grant_id=grant_id,
            number=_last_number(work, grant_id) + 1,
            kind=kind,
            state="open",
            period_from=starts,
            period_to=period_to.isoformat(),
            own_minor=_euro(own_contribution, "own_contribution"),
            other_minor=_euro(other_funding, "other_funding"),
            forecast_minor=_euro(forecast, "forecast"),
            explanation=explanation.strip() or None,
            prepared_by_id=work.person.person_id,
        )
    )
    take_in_costs(work, report)
    return report.id


@operation("finance.withdraw_report", roles=FINANCE, topics=TOPICS)
def withdraw_report(work: Work, *, report_id: str) -> None:
    """Give up a report that is not approved; its costs are free for the next one."""
    report = _open_report(work, report_id)
    for cost in work.session.scalars(
        select(ExpenditureRecord).where(ExpenditureRecord.financial_report_id == report.id)
    ):
        cost.financial_report_id = None
    report.state = "withdrawn"
    work.flush()


@operation("finance.approve_report", roles=APPROVER, topics=TOPICS, approval=True)
def approve_report(work: Work, *, report_id: str, language: str = "sr") -> None:
    """Approve a report: from then on its costs cannot change.

    By another person than who drew it up (DOMAIN.md §14, R-SEP). Writes the report as
    workbook and as PDF among the documents of the grant. Refused while costs of it are not
    decided (`finance.costs_undecided`).
    """
    report = _open_report(work, report_id)
    if report.prepared_by_id == work.person.person_id:
        raise refusal("finance.second_person_needed")
    take_in_costs(work, report)
    waiting = undecided_costs(work.session, report.id)
    if waiting:
        raise refusal("finance.costs_undecided", count=waiting)
    report.state = "approved"
    report.approved_by_id = work.person.person_id
    report.approved_on = work.today.isoformat()
    work.flush()
    statement = statement_of(work.session, financial_report(work.session, report.id))
    workbook = statement_workbook(work.session, statement, language=language)
    paper = statement_paper(work.session, statement, language=language, at=work.now_text)
    report.workbook_id = _keep(work, statement, "xlsx", XLSX, workbook).id
    report.paper_id = _keep(work, statement, "pdf", PDF, paper).id
    work.flush()


def take_in_costs(work: Work, report: FinancialReportRecord) -> None:
    """Let an open report declare the costs of its period that no report declares yet.

    Where the contract says so, they take the average rate of the period now.
    """
    query = (
        select(ExpenditureRecord)
        .where(ExpenditureRecord.grant_id == report.grant_id)
        .where(ExpenditureRecord.financial_report_id.is_(None))
    )
    if report.kind != "final":
        query = query.where(ExpenditureRecord.document_on <= report.period_to)
    for cost in work.session.scalars(query):
        cost.financial_report_id = report.id
    work.flush()
    convert_at_average(work, report)


def _keep(
    work: Work, statement: Statement, ending: str, media_type: str, data: bytes
) -> DocumentRecord:
    report = statement.report
    name = f"{report.grant}-financial-report-{report.number}.{ending}".replace("/", "-")
    return attach(
        work,
        subject_kind="grant",
        subject_id=report.grant_id,
        kind=DOCUMENT_KINDS[report.kind],
        name=name,
        media_type=media_type,
        data=data,
    )


def _reportable(work: Work, grant_id: str) -> GrantRecord:
    grant = work.hold(GrantRecord, grant_id)
    if grant.state not in REPORTABLE:
        raise refusal("finance.grant_not_open", state=f"state.grant.{grant.state}")
    return grant


def _open_report(work: Work, report_id: str) -> FinancialReportRecord:
    report = work.hold(FinancialReportRecord, report_id)
    _reportable(work, report.grant_id)
    if report.state != "open":
        state = f"state.financial_report.{report.state}"
        raise refusal("finance.report_not_open", number=report.number, state=state)
    return report


def _earlier(work: Work, grant_id: str) -> list[FinancialReportRecord]:
    """The approved reports before, in order; refused where the next one may not begin."""
    found = work.session.scalars(
        select(FinancialReportRecord)
        .where(FinancialReportRecord.grant_id == grant_id)
        .where(FinancialReportRecord.state != "withdrawn")
        .order_by(FinancialReportRecord.number)
    ).all()
    for report in found:
        if report.state == "open":
            raise refusal("finance.report_open", number=report.number)
        if report.kind == "final":
            raise refusal("finance.reports_complete", number=report.number)
    return list(found)


def _last_number(work: Work, grant_id: str) -> int:
    query = select(func.max(FinancialReportRecord.number))
    return int(work.session.scalar(query.where(FinancialReportRecord.grant_id == grant_id)) or 0)


def _next_day(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _euro(amount: Money | None, name: str) -> int | None:
    if amount is None:
        return None
    if amount.currency != "EUR" or amount.minor < 0:
        raise refusal("finance.amount_not_euro", Where(key=name))
    return amount.minor
