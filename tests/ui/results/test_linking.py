"""An indicator of a grantee is counted towards a target in the window, and leads to its report."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from iris_grants.reporting.indicator_queries import indicators_of
from iris_grants.reporting.reviewing import approve_report
from iris_grants.results.from_grants import list_links
from tests.iris_grants.funding import Funding
from tests.iris_grants.reporting.life import check_all, filled, receive, reporting_grant, reports_of
from tests.ui.acting import press, select, send, settle, show
from tests.ui.conftest import Went
from tests.ui.reporting.conftest import Sitting, funded, sitting
from ui.results.page import build
from ui.results.rows import ListedResult
from ui.tables.detail import Pairs
from ui.tables.listpage import ListPage
from ui.tables.parts import ShortTable

__all__ = ["funded", "sitting"]
LONG = 20_000


def value_of(page: ListPage[ListedResult], code: str) -> int:
    return next(row for row in page.model.rows() if row.code == code).row.actual.value


def test_indicator_counts_and_leads_to_its_report(
    qtbot: QtBot, funded: Funding, sitting: Sitting, tmp_path: Path, went: Went
) -> None:
    grant_id = reporting_grant(funded)
    report = reports_of(funded, grant_id)[0]
    receive(funded, report.id, filled(funded, report.id, tmp_path / "report.xlsx"))
    check_all(funded, report)
    funded.approver.run(approve_report, report_id=report.id)
    with funded.officer.read() as session:
        people = next(one.id for one in indicators_of(session, grant_id) if one.code == "I1")
    context = sitting(funded.officer)
    page = show(qtbot, build(context))
    row = next(row for row in page.model.rows() if row.code == "R1.5")
    select(qtbot, page, row.id)
    press(qtbot, page.detail, "Count an indicator of a grantee…")
    send(qtbot, context, {"indicator_id": people, "basis": "Osoblje granta."})
    qtbot.waitUntil(lambda: value_of(page, "R1.5") == 40, timeout=LONG)
    settle(qtbot, page)
    counted_row = next(row for row in page.model.rows() if row.code == "R1.5")
    assert (counted_row.trend, counted_row.trend_words) == ("+40", "2/24: 40")
    _check_why(page, report.grant_number)
    assert page.detail.tabs is not None
    page.detail.tabs.setCurrentIndex(1)
    with funded.officer.read() as session:
        [link] = list_links(session)
    assert [one for one in page.detail.findChildren(ShortTable) if one.go_to(link.id)]
    press(qtbot, page.detail, "To the report")
    assert went.to == [("reports", report.id)]
    press(qtbot, page.detail, "Count no more…")
    send(qtbot, context, {"reason": "Isti ljudi kao na obuci."})
    qtbot.waitUntil(lambda: value_of(page, "R1.5") == 0, timeout=LONG)


def _check_why(page: ListPage[ListedResult], grant_number: str) -> None:
    """The number explains itself by the indicator of the grant."""
    assert page.detail.detail is not None
    [achieved] = [
        pair
        for part in page.detail.detail.tabs[0].parts
        if isinstance(part, Pairs)
        for pair in part.pairs
        if pair.why is not None
    ]
    assert achieved.value == "40 persons"
    assert achieved.why is not None
    [(told, counted)] = achieved.why.values
    assert (f"{grant_number} · Osobe koje koriste uslugu" in told, counted) == (True, "40")
