"""A final amount laid down as rows, for tests of what follows it."""

from __future__ import annotations

from sqlalchemy import select

from db.tables.finance import FinalAmountRecord, FinancialReportRecord
from iris_grants.kernel.ids import new_id
from tests.iris_grants.funding import ENDS, STARTS, Funding


def fix_final_amount(funding: Funding, grant_id: str, final: int, *, paid: int = 800_000) -> str:
    """Lay down a fixed final amount in cents instead of an earlier one; gives its identity."""
    identity = new_id()
    with funding.direct() as session:
        for earlier in session.scalars(
            select(FinalAmountRecord).where(FinalAmountRecord.grant_id == grant_id)
        ):
            earlier.state = "withdrawn"
        number = len(session.scalars(select(FinalAmountRecord.id)).all()) + 1
        report = FinancialReportRecord(
            id=new_id(),
            grant_id=grant_id,
            number=number,
            kind="final",
            state="approved",
            period_from=STARTS.isoformat(),
            period_to=ENDS.isoformat(),
            prepared_by_id=funding.finance.person.person_id,
            approved_by_id=funding.approver.person.person_id,
        )
        session.add(report)
        session.flush()
        session.add(_final(identity, grant_id, report.id, number, final, paid, funding))
    return identity


def _final(
    identity: str,
    grant_id: str,
    report_id: str,
    number: int,
    final: int,
    paid: int,
    funding: Funding,
) -> FinalAmountRecord:
    return FinalAmountRecord(
        id=identity,
        grant_id=grant_id,
        financial_report_id=report_id,
        number=number,
        state="fixed",
        fixed_on=ENDS.isoformat(),
        person_id=funding.finance.person.person_id,
        direct_minor=final,
        indirect_percent="0",
        indirect_minor=0,
        eligible_minor=final,
        rate_percent="100",
        by_rate_minor=final,
        maximum_minor=1_000_000,
        limited_minor=final,
        no_profit=0,
        other_receipts_minor=0,
        profit_minor=0,
        profit_reduction_minor=0,
        reduction_minor=0,
        final_minor=final,
        paid_minor=paid,
    )
