"""Reports on screen: forms written and taken in, returned, corrected, approved by another."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from iris_grants.reporting.reviewing import return_report
from iris_grants.reporting.rules.review import QUESTIONS
from tests.iris_grants.funding import Funding
from tests.iris_grants.reporting.life import (
    RECEIVED,
    check_all,
    filled,
    receive,
    reporting_grant,
    reports_of,
)
from tests.ui.acting import agree, button, press, refused, select, send, settle, show, texts
from tests.ui.conftest import Went
from tests.ui.reporting.conftest import Sitting
from ui.reporting.columns import CheckLine, ListedReport
from ui.reporting.home import home
from ui.reporting.page import build
from ui.shell.context import Context
from ui.shell.search import find_records
from ui.tables.detail import SubTable
from ui.tables.listpage import ListPage

LONG = 20_000
Page = ListPage[ListedReport]


def state(page: Page, number: int = 1) -> str:
    return next(one.row.state for one in page.model.rows() if one.row.number == number)


@pytest.fixture
def owed(funded: Funding) -> tuple[Funding, str]:
    """An office and a grant that owes an interim and a final report."""
    grant_id = reporting_grant(funded)
    funded.move_to(RECEIVED)
    return funded, grant_id


def test_empty_page_says_what_comes_first(qtbot: QtBot, context: Context) -> None:
    page = build(context)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page._loading is None and not page.model.rows(), timeout=LONG)
    assert "No reports yet" in texts(page.stack)


def test_form_is_written_filled_and_taken_in_after_a_yes(
    qtbot: QtBot, owed: tuple[Funding, str], sitting: Sitting, tmp_path: Path, went: Went
) -> None:
    funded, grant_id = owed
    context = sitting(funded.officer)
    page = show(qtbot, build(context))
    interim = reports_of(funded, grant_id)[0]
    assert went.waiting["reports"] == 2
    select(qtbot, page, interim.id)
    press(qtbot, page.detail, "Form for the grantee…")
    send(qtbot, context, {"path": tmp_path / "obrazac"})
    qtbot.waitUntil((tmp_path / "obrazac.xlsx").exists, timeout=LONG)

    press(qtbot, page.detail, "Take in a report…")
    send(qtbot, context, {"received_on": RECEIVED, "path": tmp_path / "obrazac.xlsx"})
    qtbot.waitUntil(lambda: context.feedback.dialog is not None, timeout=LONG)
    assert context.feedback.said[-1].text == "The report cannot be taken in yet"
    context.feedback.dialog.close() if context.feedback.dialog else None
    qtbot.waitUntil(lambda: context.feedback.dialog is None, timeout=LONG)

    path = filled(funded, interim.id, tmp_path / "popunjen.xlsx")
    press(qtbot, page.detail, "Take in a report…")
    send(qtbot, context, {"received_on": RECEIVED, "path": path})
    asked = agree(qtbot, context)
    assert asked[0] == "2 indicators have values."
    qtbot.waitUntil(lambda: state(page) == "received", timeout=LONG)
    settle(qtbot, page)
    assert "Odgovor na summary." in texts(page.detail)


def test_review_sends_back_with_comments(
    qtbot: QtBot, owed: tuple[Funding, str], sitting: Sitting, tmp_path: Path
) -> None:
    funded, grant_id = owed
    interim = reports_of(funded, grant_id)[0]
    receive(funded, interim.id, filled(funded, interim.id, tmp_path / "i.xlsx"))
    context = sitting(funded.finance)
    page = show(qtbot, build(context))
    select(qtbot, page, interim.id)
    assert not button(page.detail, "Approve").isEnabled()
    press(qtbot, page.detail, "Review…")
    remark = {"remark__visibility": "Amblem EU nedostaje."}
    assert refused(qtbot, context, remark).keys() == {"remark__visibility"}
    press(qtbot, page.detail, "Review…")
    send(qtbot, context, {"in_time": "yes", "visibility": "no", **remark})
    qtbot.waitUntil(lambda: "Amblem EU nedostaje." in _remarks(page), timeout=LONG)
    settle(qtbot, page)
    press(qtbot, page.detail, "Return…")
    send(qtbot, context, {"due_on": date(2024, 6, 5)})
    qtbot.waitUntil(lambda: state(page) == "returned", timeout=LONG)
    settle(qtbot, page)
    assert any(text.endswith("Amblem EU nedostaje.") for text in texts(page.detail))
    assert button(page.detail, "Another day…")
    receive(funded, interim.id, filled(funded, interim.id, tmp_path / "ii.xlsx"))
    page.refresh()
    qtbot.waitUntil(lambda: state(page) == "received", timeout=LONG)
    settle(qtbot, page)
    qtbot.waitUntil(lambda: len(_remarks(page)) == 2 * len(QUESTIONS["interim"]), timeout=LONG)


def _remarks(page: Page) -> list[str]:
    """The remarks by the questions of the review, of every revision in view."""
    assert page.detail.detail is not None
    review = next(tab for tab in page.detail.detail.tabs if tab.title == "Review")
    tables = [part for part in review.parts if isinstance(part, SubTable)]
    return [line.remark for table in tables for line in table.rows if isinstance(line, CheckLine)]


def test_second_person_approves(
    qtbot: QtBot, owed: tuple[Funding, str], sitting: Sitting, tmp_path: Path
) -> None:
    funded, grant_id = owed
    interim = reports_of(funded, grant_id)[0]
    receive(funded, interim.id, filled(funded, interim.id, tmp_path / "i.xlsx"))
    check_all(funded, interim)
    context = sitting(funded.approver)
    page = show(qtbot, build(context))
    select(qtbot, page, interim.id)
    press(qtbot, page.detail, "Approve")
    assert agree(qtbot, context)[0] == "Approve the interim report of Udruženje Ogled 1?"
    qtbot.waitUntil(lambda: state(page) == "approved", timeout=LONG)


def test_report_on_paper_is_typed_in_with_values(
    qtbot: QtBot, owed: tuple[Funding, str], sitting: Sitting, tmp_path: Path
) -> None:
    funded, grant_id = owed
    interim = reports_of(funded, grant_id)[0]
    context = sitting(funded.officer)
    page = show(qtbot, build(context))
    select(qtbot, page, interim.id)
    press(qtbot, page.detail, "Enter by hand…")
    words = {"summary", "target_groups", "results", "activities", "deviations", "next_steps"}
    answers = dict.fromkeys((*words, "visibility", "signatory"), "Tekst.")
    send(qtbot, context, {"received_on": RECEIVED, **answers})
    qtbot.waitUntil(lambda: state(page) == "received", timeout=LONG)
    settle(qtbot, page)
    press(qtbot, page.detail, "I1: value…")
    send(qtbot, context, {"total": 12, "female": 7, "male": 5})
    qtbot.waitUntil(lambda: page._reading is None, timeout=LONG)
    with funded.officer.read() as session:
        assert [one.row.state for one in page.model.rows()] == ["received", "due"]
        assert "reports" in {hit.page for hit in find_records(session, "ogled")}


def test_first_page_says_what_is_overdue_and_to_be_reviewed(
    owed: tuple[Funding, str], tmp_path: Path
) -> None:
    funded, grant_id = owed
    interim = reports_of(funded, grant_id)[0]
    receive(funded, interim.id, filled(funded, interim.id, tmp_path / "i.xlsx"))
    with funded.officer.read() as session:
        needs = home(session).needs
    assert [(need.page, need.chip is not None) for need in needs] == [
        ("reports", False),
        ("reports", True),
    ]
    funded.finance.run(
        return_report, report_id=interim.id, comments="Potpis.", due_on=date(2024, 6, 5)
    )
    with funded.officer.read() as session:
        assert [need.chip is not None for need in home(session).needs] == [True, True]
