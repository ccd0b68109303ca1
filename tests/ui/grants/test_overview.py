"""The overview of a grant: what waits, its course as a line, a meter for every heading."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from iris_grants.finance.financial_reports import draw_up_report
from iris_grants.grants.changes import move_money
from iris_grants.grants.payments import approve_payment
from iris_grants.kernel.money import Money
from iris_grants.reporting.commands import plan_reports
from tests.iris_grants.finance.lists import Desk, entry
from tests.iris_grants.finance.test_statements import euro
from tests.iris_grants.funding import Funding
from tests.ui.acting import settle, show, texts
from tests.ui.conftest import Went
from tests.ui.grants.conftest import Sitting
from ui.grants.drawn import CourseStrip, Dot, HeadingMeters, Moved
from ui.grants.page import build
from ui.shell.controls import Button
from ui.shell.theme import tokens
from ui.shell.tokens import Meaning


@pytest.fixture
def waiting(funded: Funding, tmp_path: Path) -> Funding:
    """A running grant with an undecided cost, an open report and a moved heading."""
    grant_id = funded.signed(preset="70-20-10")
    payment = funded.prepare(grant_id)
    funded.approver.run(approve_payment, payment_id=payment)
    funded.officer.run(plan_reports, grant_id=grant_id, interims=1)
    funded.officer.run(
        move_money,
        grant_id=grant_id,
        kind="notification",
        effective_on=date(2024, 2, 1),
        from_line="5.1",
        to_line="2.1",
        amount=Money(25_000, "EUR"),
        reason="Putovanja.",
    )
    desk = Desk(funded, grant_id, tmp_path)
    funded.move_to(date(2024, 5, 13))
    desk.book(desk.write(euro("R-1", "1.1", "900.00", date(2024, 3, 1))))
    funded.finance.run(
        draw_up_report, grant_id=grant_id, kind="interim", period_to=date(2024, 3, 31)
    )
    return funded


def test_overview_says_what_waits_and_leads_there(
    qtbot: QtBot, waiting: Funding, sitting: Sitting, went: Went
) -> None:
    page = show(qtbot, build(sitting(waiting.finance)))
    said = texts(page.detail)
    assert {
        "Next steps",
        "Credit",
        "Further instalment",
        "Interim report 1",
        "Costs",
        "Documents",
        "Financial report",
    } <= set(said)
    links = {one.text(): one for one in page.detail.findChildren(Button)}
    links["1 cost waits for a decision."].click()
    assert went.to[-1][0] == "finance"
    assert went.to[-1][1].startswith("costs/")
    (meters,) = page.detail.findChildren(HeadingMeters)
    assert ": +25.0 %" in meters.accessibleName()
    (strip,) = page.detail.findChildren(CourseStrip)
    assert "Start: 15/12/2023" in strip.accessibleName()


def test_exchange_difference_stands_beside_the_expenditure(
    qtbot: QtBot, funded: Funding, sitting: Sitting, tmp_path: Path
) -> None:
    grant_id = funded.signed()
    funded.pay(grant_id)
    funded.move_to(date(2024, 5, 13))
    desk = Desk(funded, grant_id, tmp_path)
    desk.book(desk.write(entry("R-1")))
    page = show(qtbot, build(sitting(funded.finance)))
    said = texts(page.detail)
    assert said[said.index("Gain or loss") + 1] == "0.00 EUR"


def test_drafted_grant_waits_for_its_signatures(
    qtbot: QtBot, funded: Funding, sitting: Sitting
) -> None:
    funded.draft()
    page = show(qtbot, build(sitting(funded.officer)))
    settle(qtbot, page)
    assert "Signatures" in texts(page.detail)


def colours(picture: QImage, row: int) -> set[str]:
    return {picture.pixelColor(x, row).name() for x in range(picture.width())}


def test_meter_shows_by_colour_and_mark_what_passes_the_limit(qtbot: QtBot) -> None:
    moved = Moved(name="Travel", percent=Fraction(25), shown="+25.0 %")
    beyond = replace(moved, percent=Fraction(-26), shown="-26.0 %")
    unplanned = replace(moved, percent=None, shown="–")
    still = replace(moved, percent=Fraction(0), shown="0.0 %")
    meters = HeadingMeters("Limit", (moved, beyond, unplanned, still), Fraction(25))
    qtbot.addWidget(meters)
    meters.resize(600, meters.height())
    meters.show()
    picture = meters.grab().toImage()
    step = meters.height() / 4
    fine, wrong = QColor(tokens().series[0]).name(), tokens().chips[Meaning.BAD].text
    wrong = QColor(wrong).name()
    rows = [colours(picture, int(step * (place + 0.5))) for place in range(4)]
    assert [(fine in row, wrong in row) for row in rows] == [
        (True, False),
        (False, True),
        (False, True),
        (False, False),
    ]


def test_course_marks_its_days_and_this_one(qtbot: QtBot) -> None:
    dots = (
        Dot(on=date(2023, 12, 1), what="Signed", meaning=Meaning.GOOD),
        Dot(on=date(2024, 11, 14), what="Final report", meaning=Meaning.BAD),
    )
    strip = CourseStrip(date(2023, 12, 15), date(2024, 10, 14), date(2024, 5, 1), dots)
    qtbot.addWidget(strip)
    strip.resize(500, strip.height())
    strip.show()
    row = colours(strip.grab().toImage(), tokens().px(30))
    for one in dots:
        assert QColor(tokens().chips[one.meaning].text).name() in row
    assert strip.accessibleName() == "Course: Signed: 01/12/2023, Final report: 14/11/2024"
