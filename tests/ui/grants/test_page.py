"""The page of a grant: tabs, the next step, changes, visits, and how it is closed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from iris_grants.grants.change_queries import changes_of
from iris_grants.grants.changes import extend_period
from iris_grants.reporting.life_queries import visits_of
from iris_grants.reporting.reviewing import approve_report
from tests.iris_grants.funding import Funding
from tests.iris_grants.reporting.life import (
    check_all,
    filled,
    receive,
    reporting_grant,
    reports_of,
)
from tests.iris_grants.reporting.test_ending import show as show_visibility
from tests.iris_grants.settled import fix_final_amount
from tests.ui.acting import button, press, send, settle, show, texts
from tests.ui.conftest import Went
from tests.ui.grants.conftest import Sitting
from ui.grants.home import home
from ui.grants.page import build
from ui.shell.context import Context

LONG = 20_000
TABS = (
    "Overview",
    "Contract",
    "Budget",
    "Payments (0)",
    "Expenditure",
    "Reports (2)",
    "Indicators (2)",
    "Visits (0)",
    "Documents (0)",
    "History",
)


def tab_titles(page: object) -> tuple[str, ...]:
    tabs = page.detail.tabs  # type: ignore[attr-defined]  # - any list page
    return tuple(tabs.tabText(place) for place in range(tabs.count()))


def test_empty_page_opens(qtbot: QtBot, context: Context) -> None:
    page = build(context)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page._loading is None, timeout=LONG)
    assert "No grants yet" in texts(page.stack)


def test_grant_has_its_tabs_and_its_next_step(
    qtbot: QtBot, funded: Funding, sitting: Sitting, went: Went
) -> None:
    reporting_grant(funded)
    page = show(qtbot, build(sitting(funded.officer)))
    assert tab_titles(page) == TABS
    press(qtbot, page.detail, "To report 1")
    assert went.to[-1][0] == "reports"
    assert [one.code for one in page.detail.detail.problems] == [  # type: ignore[union-attr]  # - it is shown
        "reporting.report_late",
        "reporting.report_late",
    ]
    assert {"Granted: 10,000.00 EUR", "Course"} & set(texts(page.detail))


def test_reports_are_planned_from_the_page(qtbot: QtBot, funded: Funding, sitting: Sitting) -> None:
    grant_id = funded.signed(preset="50-40-10")
    context = sitting(funded.officer)
    page = show(qtbot, build(context))
    press(qtbot, page.detail, "Plan the reports…")
    send(qtbot, context, {"interims": 2})
    qtbot.waitUntil(lambda: len(reports_of(funded, grant_id)) == 3, timeout=LONG)


def test_period_is_extended_by_an_addendum_that_both_sign(
    qtbot: QtBot, funded: Funding, sitting: Sitting
) -> None:
    grant_id = funded.signed()
    context = sitting(funded.officer)
    page = show(qtbot, build(context))
    press(qtbot, page.detail, "Extend the period…")
    send(
        qtbot,
        context,
        {
            "ends_on": date(2024, 12, 14),
            "effective_on": date(2024, 4, 15),
            "requested_on": date(2024, 3, 1),
            "reason": "Zima.",
        },
    )

    def there() -> bool:
        with funded.officer.read() as session:
            return len(changes_of(session, grant_id)) == 1

    qtbot.waitUntil(there, timeout=LONG)
    with funded.officer.read() as session:
        needs = [need.text for need in home(session).needs]
    assert "An addendum of contract IP-G-001 waits for the signatures." in needs


def test_money_is_moved_from_the_page(qtbot: QtBot, funded: Funding, sitting: Sitting) -> None:
    grant_id = funded.signed()
    context = sitting(funded.officer)
    page = show(qtbot, build(context))
    press(qtbot, page.detail, "Move money…")
    send(
        qtbot,
        context,
        {
            "from_line": "5.1",
            "to_line": "2.1",
            "amount": "250",
            "kind": "notification",
            "effective_on": date(2024, 2, 1),
            "reason": "Putovanja.",
        },
    )

    def in_force() -> bool:
        with funded.officer.read() as session:
            return [one.state for one in changes_of(session, grant_id)] == ["in_force"]

    qtbot.waitUntil(in_force, timeout=LONG)


def test_visit_is_planned_from_the_page(qtbot: QtBot, funded: Funding, sitting: Sitting) -> None:
    grant_id = funded.signed()
    context = sitting(funded.officer)
    page = show(qtbot, build(context))
    press(qtbot, page.detail, "Plan a visit…")
    send(qtbot, context, {"planned_on": date(2024, 3, 5), "purpose": "Prva poseta."})

    def planned() -> bool:
        with funded.officer.read() as session:
            return len(visits_of(session, grant_id)) == 1

    qtbot.waitUntil(planned, timeout=LONG)
    settle(qtbot, page)
    qtbot.waitUntil(lambda: "Record the visit…" in buttons(page), timeout=LONG)


def test_grant_says_what_is_missing_before_it_is_closed(
    qtbot: QtBot, funded: Funding, sitting: Sitting, tmp_path: Path
) -> None:
    grant_id = reporting_grant(funded, preset="80-20")
    funded.pay(grant_id)
    (final,) = reports_of(funded, grant_id)
    receive(funded, final.id, filled(funded, final.id, tmp_path / "z.xlsx"), date(2024, 11, 4))
    check_all(funded, final)
    funded.approver.run(approve_report, report_id=final.id)
    context = sitting(funded.approver)
    page = show(qtbot, build(context))
    close = button(page.detail, "Close the grant…")
    assert close.act().blocked.splitlines() == [
        "The final amount is not fixed.",
        "The balance of 0.00 EUR is not settled: paid, or paid back.",
        "There is no evidence of visibility.",
    ]
    fix_final_amount(funded, grant_id, 800_000)
    show_visibility(funded, grant_id)
    with funded.officer.read() as session:
        assert "Contract IP-G-001 is to be settled and closed." in [
            one.text for one in home(session).needs
        ]
    page.refresh()
    qtbot.waitUntil(lambda: not button(page.detail, "Close the grant…").act().blocked, timeout=LONG)
    press(qtbot, page.detail, "Close the grant…")
    send(qtbot, context, {"closed_on": date(2024, 11, 4), "lessons": "Ranije planirati."})
    qtbot.waitUntil(lambda: page.model.rows()[0].state == "closed", timeout=LONG)
    settle(qtbot, page)
    qtbot.waitUntil(lambda: "Ranije planirati." in texts(page.detail), timeout=LONG)


def buttons(page: object) -> list[str]:
    from ui.shell.act import ActButton

    return [one.text() for one in page.detail.findChildren(ActButton)]  # type: ignore[attr-defined]  # - any list page


@pytest.mark.parametrize("count", [1, 2])
def test_number_of_queries_does_not_grow_with_the_grants(funded: Funding, count: int) -> None:
    from sqlalchemy import event

    from iris_grants.reporting.queries import deadlines, list_reports

    for number in range(1, count + 1):
        grant_id = reporting_grant(funded, number=number)
        funded.officer.run(
            extend_period,
            grant_id=grant_id,
            ends_on=date(2024, 12, 14),
            effective_on=date(2024, 4, 15),
            reason="Zima.",
        )
    statements: list[str] = []
    with funded.officer.read() as session:
        engine = session.get_bind()

        def count_one(*args: object) -> None:
            statements.append(str(args[2]))

        event.listen(engine, "before_cursor_execute", count_one)
        list_reports(session)
        deadlines(session)
        event.remove(engine, "before_cursor_execute", count_one)
    assert sum(one.startswith("SELECT") for one in statements) == 6
