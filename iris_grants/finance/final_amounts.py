"""The final amount of a grant: calculated in the order of the contract, recorded, announced."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.tables.finance import FinalAmountRecord, FinancialReportRecord, RecoveryRecord
from db.tables.grants import GrantRecord
from iris_grants.awards.rules.negotiation import INDIRECT
from iris_grants.documents.attachments import attach
from iris_grants.finance import queries
from iris_grants.finance.commands import FINANCE
from iris_grants.finance.final_papers import final_amount_paper
from iris_grants.finance.financial_reports import PDF
from iris_grants.finance.report_queries import fixed_amount
from iris_grants.finance.rules.final_amount import FinalAmount, final_amount, indirect_costs
from iris_grants.grants.queries import current_budget
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.money import Money
from iris_grants.kernel.operations import Work, fetch, operation
from iris_grants.kernel.problems import Where, refusal
from iris_grants.programme.grant_rules import rules_of_contract

TOPICS = frozenset({"grants", "payments", "final_amounts"})
FIXABLE = ("running", "reported")
FINAL_KIND = "final_amount"
DEMANDED = ("debit_note", "paid", "offset", "waived")


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculation:
    """What the final amount would be, with what it is made of; amounts in euro cents."""

    direct: int
    indirect_percent: Decimal
    indirect: int
    rate_percent: str
    maximum: int
    amount: FinalAmount


def calculation_of(
    session: Session,
    grant_id: str,
    *,
    reduction: int = 0,
    other_receipts: int = 0,
    no_profit: bool = False,
) -> Calculation:
    """The final amount of a grant from its costs as they are decided now (DOMAIN.md §7.5).

    Accepted direct costs, the contract's own rate of indirect costs on them, the share of
    the grant, its maximum, the no-profit rule, a reduction; in this order.
    """
    grant = fetch(session, GrantRecord, grant_id)
    lines = queries.report_lines(session, grant_id)
    direct = sum(line.accepted_minor for line in lines if line.heading != INDIRECT)
    percent = queries.indirect_rate(session, grant_id, current_budget(session, grant_id))
    indirect = indirect_costs(direct, percent)
    return Calculation(
        direct=direct,
        indirect_percent=percent,
        indirect=indirect,
        rate_percent=grant.rate_percent,
        maximum=grant.amount_minor,
        amount=final_amount(
            eligible=direct + indirect,
            maximum=grant.amount_minor,
            rate_percent=Decimal(grant.rate_percent),
            paid=queries.paid_minor(session, grant_id),
            other_receipts=other_receipts,
            no_profit=no_profit,
            reduction=reduction,
        ),
    )


@operation("finance.fix_final_amount", roles=FINANCE, topics=TOPICS)
def fix_final_amount(
    work: Work,
    *,
    grant_id: str,
    fixed_on: date,
    reduction: Money | None = None,
    reduction_reason: str = "",
    other_receipts: Money | None = None,
    no_profit: bool = False,
    language: str = "sr",
) -> str:
    """Fix the final amount of a grant with all steps of its calculation; returns its id.

    Needs the approved final financial report. A negative balance is recovered next
    (`finance.announce_recovery`), a positive one is paid as the balance. The no-profit rule
    is not applied to grants of low value. Writes the calculation as PDF among the documents.
    Refused: `finance.final_report_needed`, `finance.reduction_out_of_range`,
    `finance.reason_needed`, `finance.no_profit_low_value`, `finance.final_day_wrong`.
    """
    grant = work.hold(GrantRecord, grant_id)
    if grant.state not in FIXABLE:
        raise refusal("finance.final_wrong_state", state=f"state.grant.{grant.state}")
    report = _final_report(work, grant, fixed_on)
    ceiling = rules_of_contract(work.session, grant.rule_set_id).third_party_ceiling
    if no_profit and grant.amount_minor <= ceiling * 100:
        raise refusal("finance.no_profit_low_value", Where(key="no_profit"), limit=f"{ceiling} EUR")
    less, receipts = _cents(reduction, "reduction"), _cents(other_receipts, "other_receipts")
    found = calculation_of(
        work.session, grant_id, reduction=less, other_receipts=receipts, no_profit=no_profit
    )
    left = found.amount.limited - found.amount.profit_reduction
    if less > left:
        limit = str(Money(left, "EUR"))
        raise refusal("finance.reduction_out_of_range", Where(key="reduction"), limit=limit)
    if less and not reduction_reason.strip():
        raise refusal("finance.reason_needed", Where(key="reduction_reason"))
    record = _record(work, grant, report, found, fixed_on)
    record.no_profit, record.other_receipts_minor = int(no_profit), receipts
    record.reduction_reason = reduction_reason.strip() or None
    work.add(record)
    record.document_id = _keep_paper(work, grant, language)
    work.flush()
    return record.id


@operation("finance.withdraw_final_amount", roles=FINANCE, topics=TOPICS)
def withdraw_final_amount(work: Work, *, final_amount_id: str, reason: str) -> None:
    """Take a final amount back with the reason, so that it can be fixed anew.

    Refused once a payment was made after it or its recovery was demanded
    (`finance.final_in_use`). An announced recovery is withdrawn with it.
    """
    record = work.hold(FinalAmountRecord, final_amount_id)
    if record.state != "fixed":
        raise refusal("finance.final_not_fixed")
    if not reason.strip():
        raise refusal("finance.reason_needed", Where(key="reason"))
    recovery = work.session.scalars(
        select(RecoveryRecord).where(RecoveryRecord.final_amount_id == record.id)
    ).first()
    demanded = recovery is not None and recovery.state in DEMANDED
    if demanded or queries.paid_minor(work.session, record.grant_id) != record.paid_minor:
        raise refusal("finance.final_in_use")
    if recovery is not None:
        recovery.state = "withdrawn"
    record.state, record.withdrawn_reason = "withdrawn", reason.strip()
    work.flush()


def _final_report(work: Work, grant: GrantRecord, fixed_on: date) -> FinancialReportRecord:
    report = work.session.scalars(
        select(FinancialReportRecord)
        .where(FinancialReportRecord.grant_id == grant.id)
        .where(FinancialReportRecord.kind == "final")
        .where(FinancialReportRecord.state == "approved")
    ).first()
    if report is None:
        raise refusal("finance.final_report_needed", number=grant.number)
    if not (report.approved_on or "") <= fixed_on.isoformat() <= work.today.isoformat():
        where = Where(key="fixed_on")
        raise refusal("finance.final_day_wrong", where, day=report.approved_on or "")
    return report


def _record(
    work: Work,
    grant: GrantRecord,
    report: FinancialReportRecord,
    found: Calculation,
    fixed_on: date,
) -> FinalAmountRecord:
    last = work.session.scalar(
        select(func.max(FinalAmountRecord.number)).where(FinalAmountRecord.grant_id == grant.id)
    )
    amount = found.amount
    return FinalAmountRecord(
        id=new_id(),
        grant_id=grant.id,
        financial_report_id=report.id,
        number=int(last or 0) + 1,
        state="fixed",
        fixed_on=fixed_on.isoformat(),
        person_id=work.person.person_id,
        direct_minor=found.direct,
        indirect_percent=f"{found.indirect_percent.normalize():f}",
        indirect_minor=found.indirect,
        eligible_minor=amount.eligible,
        rate_percent=found.rate_percent,
        by_rate_minor=amount.by_rate,
        maximum_minor=found.maximum,
        limited_minor=amount.limited,
        profit_minor=amount.profit,
        profit_reduction_minor=amount.profit_reduction,
        reduction_minor=amount.other_reduction,
        final_minor=amount.final,
        paid_minor=amount.paid,
    )


def _keep_paper(work: Work, grant: GrantRecord, language: str) -> str:
    row = fixed_amount(work.session, grant.id)
    if row is None:
        raise refusal("finance.final_not_fixed")
    return attach(
        work,
        subject_kind="grant",
        subject_id=grant.id,
        kind=FINAL_KIND,
        name=f"{grant.number}-final-amount-{row.number}.pdf".replace("/", "-"),
        media_type=PDF,
        data=final_amount_paper(work.session, row, language=language, at=work.now_text),
    ).id


def _cents(amount: Money | None, name: str) -> int:
    if amount is None:
        return 0
    if amount.currency != "EUR" or amount.minor < 0:
        raise refusal("finance.amount_not_euro", Where(key=name))
    return amount.minor
