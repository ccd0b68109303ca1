"""Interest on recoveries that are paid late, and payments that were pending at the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from iris_grants.finance.commands import accept_clean
from iris_grants.finance.final_amounts import fix_final_amount
from iris_grants.finance.financial_reports import draw_up_report
from iris_grants.finance.interest import late_recovery, record_reference_rate, reference_rates
from iris_grants.finance.recoveries import announce_recovery, issue_debit_note, settle_recovery
from iris_grants.finance.report_queries import financial_report, recoveries
from iris_grants.finance.rules.interest import (
    ReferenceRate,
    days_late,
    late_interest,
    reference_of,
)
from iris_grants.finance.statement_paper import statement_paper
from iris_grants.finance.statement_workbook import statement_workbook
from iris_grants.finance.statements import statement_of
from tests.iris_grants.finance.lists import Desk
from tests.iris_grants.finance.test_finals import FIXED, reported
from tests.iris_grants.finance.test_statements import END, euro, running
from tests.iris_grants.funding import Funding
from tests.iris_grants.printed import checked, words_of
from tests.iris_grants.refusals import refused

JULY = ReferenceRate(valid_from=date(2024, 7, 1), percent=Decimal("4.00"), source="Primer 7/24")
SEPTEMBER = ReferenceRate(valid_from=date(2024, 9, 2), percent=Decimal(3), source="Primer 9/24")
DUE = date(2024, 12, 10)


def test_interest_is_simple_by_day_and_half_up() -> None:
    margin = Decimal("3.5")
    due = date(2024, 9, 10)
    assert days_late(due, due) == days_late(due, date(2024, 9, 1)) == 0
    found = late_interest(100_000, due, date(2024, 10, 10), JULY, margin)
    assert (found.days, found.percent, found.minor) == (30, Decimal("7.50"), 616)
    assert late_interest(100_000, due, due, JULY, margin).minor == 0


def test_reference_is_that_of_the_first_day_of_the_month_due() -> None:
    rates = (SEPTEMBER, JULY)
    assert reference_of(rates, date(2024, 9, 30)) == JULY
    assert reference_of(rates, date(2024, 10, 1)) == SEPTEMBER
    assert reference_of(rates, date(2024, 6, 30)) is None


def demanded(funding: Funding, desk: Desk) -> str:
    """A recovery whose debit note fell due in December 2024."""
    run = funding.finance.run
    final_id = run(fix_final_amount, grant_id=desk.grant_id, fixed_on=FIXED)
    until = FIXED + timedelta(days=3)
    recovery_id = run(
        announce_recovery, final_amount_id=final_id, announced_on=FIXED, observations_until=until
    )
    issued = until + timedelta(days=1)
    funding.move_to(issued)
    run(issue_debit_note, recovery_id=recovery_id, number="Z-1", issued_on=issued, due_on=DUE)
    return recovery_id


def test_late_recovery_is_settled_with_its_interest(funding: Funding, tmp_path: Path) -> None:
    desk = reported(funding, tmp_path, l1="4000.00")
    recovery_id = demanded(funding, desk)
    paid = DUE + timedelta(days=73)
    funding.move_to(paid)
    run = funding.finance.run
    with funding.finance.read() as session:
        assert late_recovery(session, recovery_id, DUE) is None
        late = late_recovery(session, recovery_id, paid)
    assert late is not None
    assert (late.days, late.interest, late.verified) == (73, None, False)
    settled = {"recovery_id": recovery_id, "how": "paid", "reference": "izvod 9"}
    with refused("finance.reference_rate_missing"):
        run(settle_recovery, **settled, settled_on=paid, with_interest=True)
    with refused("finance.percent_out_of_range"):
        run(record_reference_rate, valid_from=DUE, percent=Decimal(101), source="x")
    with refused("finance.rate_without_source"):
        run(record_reference_rate, valid_from=DUE, percent=Decimal(3), source=" ")
    for one in (JULY, SEPTEMBER):
        run(
            record_reference_rate,
            valid_from=one.valid_from,
            percent=one.percent,
            source=one.source,
        )
    with refused("constraint.uq_reference_rate_valid_from"):
        run(record_reference_rate, valid_from=JULY.valid_from, percent=Decimal(1), source="x")
    with funding.finance.read() as session:
        assert reference_rates(session) == (JULY, SEPTEMBER)
        (before,) = recoveries(session)
    run(settle_recovery, **settled, settled_on=paid, with_interest=True)
    with funding.finance.read() as session:
        (row,) = recoveries(session)
    assert (row.state, row.interest_days, row.interest_percent) == ("paid", 73, "6.5")
    assert row.interest_minor == round(before.amount_minor * 0.065 / 5)


def test_recovery_paid_in_time_owes_no_interest(local_funding: Funding, tmp_path: Path) -> None:
    desk = reported(local_funding, tmp_path, l1="4000.00")
    recovery_id = demanded(local_funding, desk)
    local_funding.move_to(DUE)
    local_funding.finance.run(
        settle_recovery,
        recovery_id=recovery_id,
        how="paid",
        settled_on=DUE,
        reference="izvod 9",
        with_interest=True,
    )
    with local_funding.finance.read() as session:
        (row,) = recoveries(session)
    assert (row.state, row.interest_minor) == ("paid", None)


def test_final_report_names_payments_that_were_pending_above_the_threshold(
    local_funding: Funding, tmp_path: Path
) -> None:
    desk = running(local_funding, tmp_path)
    after = END + timedelta(days=10)
    local_funding.move_to(date(2024, 11, 4))
    desk.book(
        desk.write(
            euro("R-1", "1.1", "900.00", date(2024, 3, 1)),
            replace(euro("R-2", "5.1", "500.01", date(2024, 10, 1)), paid_on=after),
            replace(euro("R-3", "5.1", "500.00", date(2024, 10, 1)), paid_on=after),
        )
    )
    local_funding.finance.run(accept_clean, grant_id=desk.grant_id)
    report = local_funding.finance.run(
        draw_up_report, grant_id=desk.grant_id, kind="final", period_to=END
    )
    with local_funding.finance.read() as session:
        found = statement_of(session, financial_report(session, report))
        book = load_workbook(BytesIO(statement_workbook(session, found, language="en")))
        paper = statement_paper(session, found, language="en", at="2024-11-04T10:00:00Z")
    assert [cost.document_no for cost in found.pending] == ["R-2"]
    title = "Payments above 500 EUR that were pending at the end of the period"
    cells = [cell.value for row in book.worksheets[0].iter_rows() for cell in row if cell.value]
    assert cells[cells.index(title) + 1] == "5.1"
    assert title in words_of(checked(paper))
