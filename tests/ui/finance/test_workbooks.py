"""Workbooks in and out of the finance page, and what finance says on the first page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pytestqt.qtbot import QtBot

from iris_grants.finance.commands import accept_cost
from iris_grants.kernel.money import Money
from iris_grants.wording.formats import money
from tests.iris_grants.finance.lists import Desk, entry
from tests.iris_grants.finance.test_statements import euro, running
from tests.iris_grants.funding import Funding
from tests.ui.acting import agree, press, send, settle
from tests.ui.finance.conftest import Sitting
from ui.finance.home import home
from ui.finance.page import COSTS, FinancePage, build
from ui.shell.context import Context
from ui.tables.listpage import ListPage

LONG = 20_000
NUMBER = "IP-G-001"
FIRST = (euro("R-1", "1.1", "900.00", date(2024, 3, 1)), entry("R-7", line="2.1", net="20000"))


@pytest.fixture
def desk(funded: Funding, tmp_path: Path) -> Desk:
    """A running grant of which nothing is booked yet."""
    made = running(funded, tmp_path)
    funded.move_to(date(2024, 11, 4))
    return made


@pytest.fixture
def seat(desk: Desk, sitting: Sitting) -> Context:
    """The window at the desk of the finance officer."""
    return sitting(desk.funding.finance)


@pytest.fixture
def page(qtbot: QtBot, seat: Context) -> FinancePage:
    """The page on screen at its costs."""
    made = build(seat)
    qtbot.addWidget(made)
    made.resize(1150, 740)
    made.show()
    qtbot.waitUntil(lambda: made.shown_head().primary is not None, timeout=LONG)
    made.open_tab(COSTS)
    costs = made.page_of(COSTS)
    assert isinstance(costs, ListPage)
    settle(qtbot, costs)
    return made


def write(qtbot: QtBot, seat: Context, page: FinancePage, step: str, target: Path) -> list[str]:
    """Write a workbook by a step of the page, its ending left out; gives its sheets."""
    press(qtbot, page.head, step)
    values: dict[str, object] = {"path": target}
    if step != "Budgets…":
        values["grant"] = NUMBER
    send(qtbot, seat, values)
    return load_workbook(target.with_suffix(".xlsx")).sheetnames


def test_list_is_written_empty_read_back_with_its_problems_and_booked(
    qtbot: QtBot, desk: Desk, seat: Context, page: FinancePage
) -> None:
    assert write(qtbot, seat, page, "Empty list…", desk.folder / "prazan")
    unknown = desk.write(entry("R-9", line="9.9"), name="losa.xlsx")
    press(qtbot, page.head, "Import a list…")
    send(qtbot, seat, {"grant": NUMBER, "path": unknown})
    told = seat.feedback.said[-1]
    assert (told.text, "losa.xlsx" in str(told.details)) == ("The list cannot be booked yet", True)
    press(qtbot, page.head, "Import a list…")
    send(qtbot, seat, {"grant": NUMBER, "path": desk.write(*FIRST)})
    asked = agree(qtbot, seat)
    qtbot.waitUntil(lambda: len(desk.costs()) == len(FIRST), timeout=LONG)
    total = sum(cost.eur_minor for cost in desk.costs())
    assert money(Money(total, "EUR")) in asked[0]


def test_report_and_budgets_are_written_where_the_person_says(
    qtbot: QtBot, desk: Desk, seat: Context, page: FinancePage
) -> None:
    desk.book(desk.write(*FIRST))
    assert write(qtbot, seat, page, "Report…", desk.folder / "izvestaj")
    assert write(qtbot, seat, page, "Budgets…", desk.folder / "budzeti")


def test_first_page_says_what_waits_and_draws_what_was_spent(desk: Desk) -> None:
    with desk.funding.finance.read() as session:
        assert home(session).needs == ()
    desk.book(desk.write(*FIRST))
    (first, second) = desk.costs()
    desk.funding.finance.run(accept_cost, expenditure_id=first.id)
    with desk.funding.finance.read() as session:
        part = home(session)
    assert [need.text for need in part.needs] == ["1 cost waits for a decision."]
    by_grant, by_month = part.pictures
    assert by_grant.make().accessibleName().count(NUMBER) == 1
    assert "03/24" in by_month.make().accessibleName()
    assert second.state == "reported"
