"""The finance page: doubts, decisions by keys, reports, final amounts, recoveries, rates."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from iris_grants.finance.commands import accept_cost
from iris_grants.finance.final_amounts import fix_final_amount
from iris_grants.finance.financial_reports import approve_report, draw_up_report
from iris_grants.finance.queries import ledger
from iris_grants.finance.recoveries import announce_recovery, issue_debit_note
from iris_grants.finance.report_queries import final_amounts, financial_reports, recoveries
from tests.iris_grants.finance.lists import Desk, entry
from tests.iris_grants.finance.test_statements import END, euro, running
from tests.iris_grants.funding import Funding
from tests.ui.acting import button, press, send, settle, texts
from tests.ui.finance.conftest import Sitting
from ui.finance.page import COSTS, FINALS, RATE_LIST, REPORTS, FinancePage, build
from ui.shell.context import Context
from ui.shell.search import find_records
from ui.tables.listpage import ListPage

LONG = 20_000
KEYS = {"Accept": "F7", "Disallow…": "F8", "Ask…": "F9"}


@pytest.fixture
def desk(funded: Funding, tmp_path: Path) -> Desk:
    """A running grant with one cost in order and an invoice declared twice."""
    made = running(funded, tmp_path)
    funded.move_to(date(2024, 11, 4))
    double = entry("R-7", line="2.1", net="20000")
    made.book(made.write(euro("R-1", "1.1", "900.00", date(2024, 3, 1)), double, double))
    return made


@pytest.fixture
def seat(desk: Desk, sitting: Sitting) -> Context:
    """The window at the desk of the finance officer."""
    return sitting(desk.funding.finance)


def opened(qtbot: QtBot, context: Context) -> FinancePage:
    """The page on screen with its head loaded."""
    page = build(context)
    qtbot.addWidget(page)
    page.resize(1150, 740)
    page.show()
    qtbot.waitUntil(lambda: page.shown_head().primary is not None, timeout=LONG)
    return page


def tab(qtbot: QtBot, page: FinancePage, key: str) -> ListPage[object]:
    """A list of the page, loaded."""
    page.open_tab(key)
    found = page.page_of(key)
    assert isinstance(found, ListPage)
    settle(qtbot, found)
    return found


def states(desk: Desk) -> list[str]:
    return [cost.state for cost in desk.costs()]


def test_costs_show_their_doubts_and_are_decided_by_keys(
    qtbot: QtBot, desk: Desk, seat: Context
) -> None:
    page = opened(qtbot, seat)
    costs = tab(qtbot, page, COSTS)
    assert costs.foot.text().startswith("3 of 3")
    costs.open_record(desk.costs()[1].id)
    settle(qtbot, costs)
    assert any("stands in the ledger more than once" in text for text in texts(costs.detail))
    keys = {text: button(costs.detail, text).shortcut().toString() for text in KEYS}
    assert keys == KEYS
    press(qtbot, costs.detail, "Disallow…")
    send(qtbot, seat, {"reason": "Dva puta", "reason_code": "X-01"})
    qtbot.waitUntil(lambda: states(desk) == ["reported", "rejected", "reported"], timeout=LONG)
    settle(qtbot, costs)
    assert "X-01 · The same document declared twice" in "\n".join(texts(costs.detail))
    press(qtbot, costs.detail, "Undo the decision")
    qtbot.waitUntil(lambda: states(desk)[1] == "reported", timeout=LONG)
    press(qtbot, page.head, "Accept what is clean…")
    send(qtbot, seat, {})
    qtbot.waitUntil(lambda: states(desk) == ["accepted", "reported", "reported"], timeout=LONG)
    settle(qtbot, costs)
    press(qtbot, costs.detail, "Ask…")
    send(qtbot, seat, {"question": "Zašto dva puta?"})
    qtbot.waitUntil(lambda: states(desk)[1] == "question", timeout=LONG)
    settle(qtbot, costs)
    press(qtbot, costs.detail, "Record the answer…")
    send(qtbot, seat, {"answer": "Greška"})
    qtbot.waitUntil(lambda: desk.costs()[1].answer == "Greška", timeout=LONG)


def test_report_is_drawn_up_approved_and_its_costs_stay(
    qtbot: QtBot, desk: Desk, seat: Context, sitting: Sitting
) -> None:
    for cost in desk.costs():
        desk.funding.finance.run(accept_cost, expenditure_id=cost.id)
    page = opened(qtbot, seat)
    page.open_tab(REPORTS)
    press(qtbot, page.head, "Draw up a report…")
    send(qtbot, seat, {"kind": "interim", "period_to": date(2024, 6, 30)})
    reports = tab(qtbot, page, REPORTS)
    qtbot.waitUntil(lambda: reports.model.rowCount() == 1, timeout=LONG)
    there = opened(qtbot, sitting(desk.funding.approver))
    approving = tab(qtbot, there, REPORTS)
    press(qtbot, approving.detail, "Approve…")
    send(qtbot, there.context, {})
    with desk.funding.finance.read() as session:
        (report,) = financial_reports(session)
    assert (report.state, report.costs) == ("approved", 3)
    costs = tab(qtbot, there, COSTS)
    assert not button(costs.detail, "Accept").isEnabled()


def test_final_amount_is_fixed_and_its_recovery_announced(
    qtbot: QtBot, desk: Desk, seat: Context
) -> None:
    finance = desk.funding.finance
    for cost in desk.costs():
        finance.run(accept_cost, expenditure_id=cost.id)
    report = finance.run(draw_up_report, grant_id=desk.grant_id, kind="final", period_to=END)
    desk.funding.approver.run(approve_report, report_id=report)
    today = date(2024, 11, 4)
    page = opened(qtbot, seat)
    page.open_tab(FINALS)
    press(qtbot, page.head, "Fix a final amount…")
    send(qtbot, seat, {"fixed_on": today})
    finals = tab(qtbot, page, FINALS)
    qtbot.waitUntil(lambda: finals.model.rowCount() == 1, timeout=LONG)
    settle(qtbot, finals)
    assert "To be recovered" in texts(finals.detail)
    reports = tab(qtbot, page, REPORTS)
    assert reports.detail.tabs is not None
    assert [reports.detail.tabs.tabText(n) for n in range(reports.detail.tabs.count())] == [
        "Report",
        "Figures",
        "Pending (0)",
        "Papers",
    ]
    finals = tab(qtbot, page, FINALS)
    press(qtbot, finals.detail, "Announce the recovery…")
    until = today + timedelta(days=20)
    send(qtbot, seat, {"announced_on": today, "observations_until": until})
    with finance.read() as session:
        assert [row.state for row in recoveries(session)] == ["pre_info"]
        assert [row.balance_minor < 0 for row in final_amounts(session)] == [True]


def demanded(desk: Desk) -> date:
    """A recovery that fell due two days after its debit note; gives the day of the note."""
    run, today = desk.funding.finance.run, date(2024, 11, 4)
    for cost in desk.costs():
        run(accept_cost, expenditure_id=cost.id)
    report = run(draw_up_report, grant_id=desk.grant_id, kind="final", period_to=END)
    desk.funding.approver.run(approve_report, report_id=report)
    owed = run(
        announce_recovery,
        final_amount_id=run(fix_final_amount, grant_id=desk.grant_id, fixed_on=today),
        announced_on=today,
        observations_until=today + timedelta(days=1),
    )
    desk.funding.move_to(today + timedelta(days=9))
    issued = today + timedelta(days=2)
    due = issued + timedelta(days=2)
    run(issue_debit_note, recovery_id=owed, number="Z-1", issued_on=issued, due_on=due)
    return issued


def test_late_recovery_shows_its_interest_and_is_settled_with_it(
    qtbot: QtBot, desk: Desk, seat: Context
) -> None:
    issued = demanded(desk)
    page = opened(qtbot, seat)
    page.open_tab(RATE_LIST)
    press(qtbot, page.head, "Reference rate…")
    rate = {"valid_from": date(2024, 9, 18), "percent": "3.65", "source": "Example 9/24"}
    send(qtbot, seat, rate)
    rates = page.page_of(RATE_LIST)
    assert isinstance(rates, ListPage)
    qtbot.waitUntil(lambda: rates.model.rowCount() == 1, timeout=LONG)
    assert rates.table.as_tsv(list(rates.model.rows())).splitlines()[1].startswith("EUR\treference")
    finals = tab(qtbot, page, FINALS)
    assert finals.detail.tabs is not None
    finals.detail.tabs.setCurrentIndex(1)
    assert "Interest to this day" in texts(finals.detail)
    press(qtbot, finals.detail, "Settled…")
    paid = issued + timedelta(days=7)
    send(qtbot, seat, {"settled_on": paid, "reference": "izvod 9", "with_interest": True})
    with desk.funding.finance.read() as session:
        (row,) = recoveries(session)
    assert (row.state, row.interest_days, row.interest_percent) == ("paid", 5, "7.15")
    settle(qtbot, finals)
    assert any(text.endswith("5 days") for text in texts(finals.detail))


def test_rates_come_from_a_file(qtbot: QtBot, desk: Desk, seat: Context) -> None:
    path = desk.folder / "rates.json"
    path.write_text(json.dumps([{"isoA3Code": "MKD", "value": 61.6095}]), encoding="utf-8")
    page = opened(qtbot, seat)
    page.open_tab(RATE_LIST)
    press(qtbot, page.head, "Import rates…")
    send(qtbot, seat, {"path": path, "month": date(2024, 2, 1)})
    rates = page.page_of(RATE_LIST)
    assert isinstance(rates, ListPage)
    qtbot.waitUntil(lambda: rates.model.rowCount() == 1, timeout=LONG)


def test_costs_are_found_by_supplier_and_document(desk: Desk) -> None:
    with desk.funding.finance.read() as session:
        hits = [hit for hit in find_records(session, "r-7") if hit.page == "finance"]
        known = ledger(session)
    assert {hit.record for hit in hits} == {f"costs/{cost.id}" for cost in known[1:]}
