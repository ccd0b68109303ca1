"""Financial reports: figures by period, formulas that agree with them, papers, and the lock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from openpyxl import load_workbook

from iris_grants.documents.attachments import documents_of
from iris_grants.finance.commands import accept_clean, accept_cost, disallow_cost, reopen_cost
from iris_grants.finance.financial_reports import (
    approve_report,
    draw_up_report,
    withdraw_report,
)
from iris_grants.finance.ledger_form import LedgerEntry
from iris_grants.finance.report_queries import financial_report, financial_reports
from iris_grants.finance.statements import Statement, statement_of
from iris_grants.grants.changes import move_money
from iris_grants.kernel.access import Role
from iris_grants.kernel.money import Money
from iris_grants.kernel.operations import Desk as OfficeDesk
from iris_grants.people.commands import add_person
from iris_grants.people.desks import acting_person
from tests.iris_grants.finance.lists import Desk, entry
from tests.iris_grants.funding import LINES, Funding
from tests.iris_grants.refusals import refused

WITH_INDIRECT = (*LINES, ("indirect", "7", 70_000))
INTERIM_END, END = date(2024, 3, 31), date(2024, 10, 14)


def running(funding: Funding, folder: Path) -> Desk:
    """A grant with indirect costs and a tenth of own money; its first instalment is there."""
    grant_id = funding.signed(lines=WITH_INDIRECT, own=107_000)
    funding.pay(grant_id)
    return Desk(funding, grant_id, folder)


def euro(number: str, line: str, net: str, day: date) -> LedgerEntry:
    return replace(entry(number, line=line, net=net, currency="EUR", day=day), offers=3)


FIRST = (
    euro("R-1", "1.1", "1000.00", date(2024, 1, 31)),
    euro("R-2", "5.1", "300.10", date(2024, 3, 31)),
    euro("R-3", "5.1", "50.00", date(2024, 4, 2)),
)


def interim(desk: Desk) -> str:
    """A first list decided, and the interim report of it drawn up; gives the report's id."""
    funding = desk.funding
    funding.move_to(date(2024, 4, 20))
    desk.book(desk.write(*FIRST))
    funding.finance.run(accept_clean, grant_id=desk.grant_id)
    funding.finance.run(
        disallow_cost,
        expenditure_id=desk.costs()[1].id,
        disallowed=Money(10, "EUR"),
        reason="Deset centi je privatno",
        reason_code="IN-11",
    )
    return funding.finance.run(
        draw_up_report, grant_id=desk.grant_id, kind="interim", period_to=INTERIM_END
    )


def statement(desk: Desk, report_id: str) -> Statement:
    with desk.funding.finance.read() as session:
        return statement_of(session, financial_report(session, report_id))


def figures(found: Statement) -> dict[str, tuple[int, ...]]:
    """Current, declared, disallowed, before, cumulated and variation by line, in cents."""
    return {
        line.code: (
            line.current_minor,
            line.declared_minor,
            line.disallowed_minor,
            line.before_minor,
            line.cumulated_minor,
            line.variation_minor,
        )
        for line in found.lines
    }


def test_reports_follow_each_other_and_lock_their_costs(funding: Funding, tmp_path: Path) -> None:
    desk = running(funding, tmp_path)
    first = interim(desk)
    found = statement(desk, first)
    assert (found.report.period_from, found.report.costs) == ("2023-12-15", 2)
    assert figures(found) == {
        "1.1": (400_000, 100_000, 0, 0, 100_000, -300_000),
        "2.1": (100_000, 0, 0, 0, 0, -100_000),
        "5.1": (500_000, 30_010, 10, 0, 30_000, -470_000),
        "7": (70_000, 9_100, 0, 0, 9_100, -60_900),
    }
    assert (found.cumulated_minor, found.sources.grant_minor) == (139_100, 125_190)
    assert found.sources.total_minor is None
    with refused("finance.report_open"):
        funding.finance.run(draw_up_report, grant_id=desk.grant_id, kind="interim", period_to=END)
    funding.approver.run(approve_report, report_id=first)
    _is_locked(desk, first)
    second = _final(desk)
    assert figures(statement(desk, second)) == {
        "1.1": (380_000, 100_000, 0, 100_000, 200_000, -200_000),
        "2.1": (120_000, 0, 0, 0, 0, -100_000),
        "5.1": (500_000, 5_000, 0, 30_000, 35_000, -465_000),
        "7": (70_000, 7_350, 0, 9_100, 16_450, -53_550),
    }
    line = statement(desk, second).lines[0]
    assert (line.notified_minor, line.addendum_minor, line.contract_minor) == (
        -20_000,
        0,
        400_000,
    )


def _is_locked(desk: Desk, report_id: str) -> None:
    cost = desk.costs()[0]
    for command in (accept_cost, reopen_cost):
        with refused("finance.cost_locked"):
            desk.funding.finance.run(command, expenditure_id=cost.id)
    with refused("finance.report_not_open"):
        desk.funding.finance.run(withdraw_report, report_id=report_id)
    with desk.funding.finance.read() as session:
        (row,) = financial_reports(session)
        kept = documents_of(session, "grant", desk.grant_id)
    assert (row.state, row.approved_by, row.approved_on) == ("approved", "Vuk Probni", "2024-04-20")
    kinds = [one.name for one in kept if one.kind == "interim_financial_report"]
    assert kinds == ["IP-G-001-financial-report-1.pdf", "IP-G-001-financial-report-1.xlsx"]


def _final(desk: Desk) -> str:
    """Money moved by notification, a late cost, and the final report over all that is left."""
    funding = desk.funding
    funding.officer.run(
        move_money,
        grant_id=desk.grant_id,
        kind="notification",
        effective_on=date(2024, 5, 1),
        from_line="1.1",
        to_line="2.1",
        amount=Money(20_000, "EUR"),
        reason="Više puta na teren",
    )
    funding.move_to(date(2024, 11, 4))
    report_id = funding.finance.run(
        draw_up_report,
        grant_id=desk.grant_id,
        kind="final",
        period_to=END,
        own_contribution=Money(21_645, "EUR"),
        other_funding=Money(0, "EUR"),
    )
    with refused("kernel.role_missing"):
        funding.finance.run(approve_report, report_id=report_id)
    late = euro("R-4", "1.1", "1000.00", date(2024, 10, 31))
    desk.book(desk.write(late, name="poslednji.xlsx"))
    with refused("finance.costs_undecided"):
        funding.approver.run(approve_report, report_id=report_id)
    funding.finance.run(accept_cost, expenditure_id=desk.costs()[-1].id)
    funding.approver.run(approve_report, report_id=report_id)
    with refused("finance.reports_complete"):
        funding.finance.run(draw_up_report, grant_id=desk.grant_id, kind="interim", period_to=END)
    with refused("finance.reports_complete"):
        desk.book(desk.write(euro("R-5", "1.1", "1.00", END), name="kasni.xlsx"))
    return report_id


def test_workbook_holds_formulas_whose_results_are_the_figures(
    local_funding: Funding, tmp_path: Path
) -> None:
    desk = running(local_funding, tmp_path)
    report_id = interim(desk)
    local_funding.approver.run(approve_report, report_id=report_id, language="en")
    found = statement(desk, report_id)
    data = _content(desk, found.report.workbook_id)
    typed = load_workbook(BytesIO(data))["Report"]
    read = load_workbook(BytesIO(data), data_only=True)["Report"]
    rows = {str(row[0].value): row for row in read.iter_rows(min_row=5) if row[0].value}
    for line in found.lines:
        row = rows[line.code]
        shown = [Decimal(str(row[place].value)) for place in (8, 9, 10, 12, 13, 15)]
        assert [int(amount * 100) for amount in shown] == list(figures(found)[line.code])
    formulas = [str(cell.value) for row in typed.iter_rows() for cell in row]
    assert sum(formula.startswith("=") for formula in formulas) > 60
    assert any("SUMPRODUCT" in formula and "=1)" in formula for formula in formulas)
    total = next(row for row in read.iter_rows() if row[1].value == "Total")
    assert Decimal(str(total[13].value)) == Decimal("1391.00")


def test_paper_is_an_archive_file_with_the_disallowed_costs(
    local_funding: Funding, tmp_path: Path
) -> None:
    desk = running(local_funding, tmp_path)
    report_id = interim(desk)
    local_funding.approver.run(approve_report, report_id=report_id)
    data = _content(desk, statement(desk, report_id).report.paper_id)
    with pikepdf.open(BytesIO(data)) as pdf, pdf.open_metadata() as metadata:
        assert metadata["pdfaid:part"] == "3"
        assert len(pdf.pages) >= 1


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2023, 12, 14), "finance.period_out_of_range"),
        (date(2024, 10, 15), "finance.period_out_of_range"),
    ],
)
def test_period_outside_the_contract_is_refused(local_desk: Desk, day: date, code: str) -> None:
    with refused(code):
        local_desk.funding.finance.run(
            draw_up_report, grant_id=local_desk.grant_id, kind="interim", period_to=day
        )


def test_report_is_not_approved_by_who_drew_it_up(local_desk: Desk) -> None:
    funding = local_desk.funding
    both = frozenset({Role.FINANCE_OFFICER, Role.APPROVER})
    funding.officer.run(add_person, name="Ana Obe", roles=both)
    with funding.officer.read() as session:
        person = acting_person(session, "Ana Obe")
    ana = OfficeDesk(funding.officer.store, person, funding.officer.clock)
    report_id = ana.run(
        draw_up_report, grant_id=local_desk.grant_id, kind="interim", period_to=INTERIM_END
    )
    with refused("finance.second_person_needed"):
        ana.run(approve_report, report_id=report_id)


def test_withdrawn_report_frees_its_costs(local_funding: Funding, tmp_path: Path) -> None:
    desk = running(local_funding, tmp_path)
    report_id = interim(desk)
    with refused("finance.report_kind_unknown"):
        local_funding.finance.run(
            draw_up_report, grant_id=desk.grant_id, kind="yearly", period_to=END
        )
    local_funding.finance.run(withdraw_report, report_id=report_id)
    assert {cost.financial_report_id for cost in desk.costs()} == {None}
    again = local_funding.finance.run(
        draw_up_report, grant_id=desk.grant_id, kind="final", period_to=END
    )
    found = statement(desk, again)
    assert (found.report.number, found.report.costs, found.report.period_from) == (
        2,
        3,
        "2023-12-15",
    )


def _content(desk: Desk, document_id: str | None) -> bytes:
    with desk.funding.finance.read() as session:
        (found,) = [
            one for one in documents_of(session, "grant", desk.grant_id) if one.id == document_id
        ]
    return desk.funding.officer.store.contents.read(found.sha256)
