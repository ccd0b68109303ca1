"""Dossiers on screen: the programme among them, its papers, open data, and what is missing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from iris_grants.people.desks import open_desk
from tests.iris_grants.funding import open_funding
from tests.ui.acting import agree, button, press, send, settle, show, texts
from ui.desk import WindowDesk
from ui.dossiers.page import SubjectRow, build
from ui.shell.context import Context
from ui.tables.listpage import ListPage
from ui.tasks import Tasks

LONG = 30_000
Page = ListPage[SubjectRow]


@pytest.fixture
def desk(tmp_path: Path, tasks: Tasks, window: QWidget) -> Iterator[WindowDesk]:
    """A store with one paid grant."""
    store = tmp_path / "programme.iris"
    funding = open_funding(str(store))
    funding.pay(funding.signed(1))
    funding.close()
    desk = WindowDesk(open_desk(str(store), "Mila Ogledna"), tasks, window)
    yield desk
    tasks.close()
    desk.close()


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> Page:
    """The page, the programme in focus."""
    page = show(qtbot, build(context))
    assert page.table.go_to("programme:IRIS-PROGRES")
    page._on_table_current_row_changed()
    settle(qtbot, page)
    return page


def test_programme_has_its_dossier_and_takes_papers(
    qtbot: QtBot, context: Context, page: Page, tmp_path: Path
) -> None:
    assert [row.kind for row in page.model.rows()] == ["grant", "call", "programme"]
    shown = "\n".join(texts(page.detail))
    assert "R2.3: nothing that counts yet" in shown
    wanted = "not filed: grant contract of the programme (special conditions)"
    assert wanted in shown
    contract = tmp_path / "ugovor.pdf"
    contract.write_bytes(b"%PDF-1.4 sample")
    press(qtbot, page.detail, "Add a document…")
    send(qtbot, context, {"kind": "parent_contract", "path": contract})
    qtbot.waitUntil(lambda: wanted not in "\n".join(texts(page.detail)), timeout=LONG)
    settle(qtbot, page)
    (tmp_path / "out").mkdir()
    press(qtbot, page.detail, "Export…")
    send(qtbot, context, {"out": tmp_path / "out"})
    assert (tmp_path / "out" / "programme-IRIS-PROGRES" / "manifest-sha256.txt").exists()
    asked = agree(qtbot, context)
    assert asked[0] == "The dossier is written"
    whole = "Nothing is missing, added or changed"
    qtbot.waitUntil(lambda: context.feedback.said[-1].text == whole, timeout=LONG)


def test_open_data_are_written_from_the_window(
    qtbot: QtBot, context: Context, page: Page, tmp_path: Path
) -> None:
    out = tmp_path / "360giving.json"
    assert button(page.head, "Open data…").isEnabled()
    press(qtbot, page.head, "Open data…")
    send(qtbot, context, {"format": "360giving", "out": out})
    (grant,) = json.loads(out.read_bytes())["grants"]
    assert grant["id"] == "XX-INTERNAL-IRIS-PROGRES-IP-G-001"
