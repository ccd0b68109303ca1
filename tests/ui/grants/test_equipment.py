"""Equipment on a grant's page: entered from its cost, transferred, written off, listed as PDF."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from iris_grants.documents.attachments import documents_of
from iris_grants.finance.equipment_register import equipment_of
from iris_grants.grants.queries import GrantRow
from tests.iris_grants.finance.lists import Desk
from tests.iris_grants.finance.test_equipment import BUDGET, TODAY, spending
from tests.iris_grants.funding import Funding, open_funding
from tests.ui.acting import agree, press, send, settle, show, texts
from tests.ui.grants.conftest import Sitting
from ui.grants.equipment import EQUIPMENT
from ui.grants.page import build
from ui.tables.listpage import ListPage
from ui.tables.view import DataTable

LONG = 20_000
EXPENDITURE = 4


@pytest.fixture
def equipping(tmp_path: Path) -> Iterator[Funding]:
    """An office whose call has a heading for equipment."""
    opened = open_funding(str(tmp_path / "equipped.iris"), budget=BUDGET)
    yield opened
    opened.close()


def open_tab(qtbot: QtBot, page: ListPage[GrantRow]) -> None:
    settle(qtbot, page)
    assert page.detail.tabs is not None
    page.detail.tabs.setCurrentIndex(EXPENDITURE)


def states(desk: Desk) -> list[tuple[str, str]]:
    with desk.funding.finance.read() as session:
        return [(one.description, one.state) for one in equipment_of(session, desk.grant_id)]


def choose(page: ListPage[GrantRow], place: int) -> None:
    """Put a row of the register into focus, so that its steps are offered."""
    tables = page.detail.findChildren(DataTable)
    (register,) = [one for one in tables if one.rows_model.columns == EQUIPMENT]
    register.selectRow(place)


def test_equipment_is_kept_from_the_page_of_its_grant(
    qtbot: QtBot, equipping: Funding, sitting: Sitting, tmp_path: Path
) -> None:
    funded = equipping
    desk = spending(funded, tmp_path)
    context = sitting(funded.finance)
    page = show(qtbot, build(context))

    def wait(*wanted: tuple[str, str]) -> None:
        qtbot.waitUntil(lambda: states(desk) == list(wanted), timeout=LONG)
        open_tab(qtbot, page)

    open_tab(qtbot, page)
    assert "2 costs of equipment stand in no register yet." in texts(page.detail)
    press(qtbot, page.detail, "Enter equipment…")
    send(qtbot, context, {"place": "Boravak"})
    wait(("Trošak R-1", "in_use"))
    choose(page, 0)
    press(qtbot, page.detail, "Take out")
    assert "Trošak R-1" in agree(qtbot, context)[0]
    wait()
    press(qtbot, page.detail, "Enter equipment…")
    send(qtbot, context, {"description": "Računar"})
    wait(("Računar", "in_use"))
    choose(page, 0)
    press(qtbot, page.detail, "Written off…")
    send(qtbot, context, {"written_off_on": TODAY, "reason": "Ukraden"})
    wait(("Računar", "written_off"))
    press(qtbot, page.detail, "Enter equipment…")
    send(qtbot, context, {"description": "Stolice", "quantity": 4})
    wait(("Računar", "written_off"), ("Stolice", "in_use"))
    choose(page, 1)
    press(qtbot, page.detail, "Transferred…")
    send(qtbot, context, {"receiver": "Centar", "transferred_on": date(2024, 5, 1)})
    wait(("Računar", "written_off"), ("Stolice", "transferred"))
    press(qtbot, page.detail, "List of equipment as PDF…")
    send(qtbot, context, {"language": "sr"})
    with funded.finance.read() as session:
        kinds = [one.kind for one in documents_of(session, "grant", desk.grant_id)]
    assert "asset_list" in kinds
