"""Dossiers on screen: the programme among them, its papers, open data, and what is missing."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from iris_grants.people.desks import open_desk
from tests.iris_grants.funding import open_funding
from tests.ui.acting import button, press, select, send, settle, show, texts
from ui.desk import WindowDesk
from ui.dossiers.page import DossiersPage, SubjectRow, build
from ui.dossiers.result import ResultDialog
from ui.shell.context import Context
from ui.shell.controls import Button
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


def result(qtbot: QtBot) -> ResultDialog:
    """The result that is shown."""

    def there() -> list[ResultDialog]:
        every = QApplication.topLevelWidgets()
        return [one for one in every if isinstance(one, ResultDialog) and one.isVisible()]

    qtbot.waitUntil(lambda: bool(there()), timeout=LONG)
    return there()[-1]


def click(dialog: ResultDialog, text: str) -> None:
    """Press the button with these words."""
    next(one for one in dialog.findChildren(Button) if one.text() == text).click()


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
    shown_dialog = result(qtbot)
    assert shown_dialog.windowTitle() == "The dossier is written"
    words = "\n".join(texts(shown_dialog))
    assert "R2.3: nothing that counts yet" in words
    assert context.feedback.said[-1].text == "The dossier is written"
    click(shown_dialog, "Copy hash and fingerprint")
    manifest, fingerprint = QGuiApplication.clipboard().text().splitlines()
    assert (len(manifest), len(fingerprint.split())) == (64, 8)
    click(shown_dialog, "Verify now")
    whole = "Nothing is missing, added or changed"
    qtbot.waitUntil(lambda: context.feedback.said[-1].text == whole, timeout=LONG)
    verdict = result(qtbot)
    assert "the key of this office" in texts(verdict)
    click(verdict, "Close")


def test_part_of_a_dossier_is_chosen_and_what_was_changed_is_found(
    qtbot: QtBot, context: Context, page: Page, tmp_path: Path
) -> None:
    assert isinstance(page, DossiersPage)
    select(qtbot, page, "grant:IP-G-001")
    (tmp_path / "out").mkdir()
    press(qtbot, page.detail, "Export…")
    send(
        qtbot,
        context,
        {
            "out": tmp_path / "out",
            "sections": ("payments", "negotiation"),
            "without": ("personal",),
            "reading_copy": True,
        },
    )
    click(result(qtbot), "Close")
    made = tmp_path / "out" / "grant-IP-G-001-extract-redacted"
    assert (made / "data" / "00-cover" / "reading-copy.pdf").exists()
    select(qtbot, page, "programme:IRIS-PROGRES")
    select(qtbot, page, "grant:IP-G-001")
    page.detail.tabs.setCurrentIndex(1)  # type: ignore[union-attr]  # a detail has tabs
    shown = "\n".join(texts(page.detail))
    assert "Cover and index, Negotiation, Payments" in shown
    assert "personal data" in shown

    whole = tmp_path / "other"
    shutil.copytree(made, whole)
    (made / "data" / "13-payments" / "payments.pdf").write_bytes(b"changed")
    (made / "data" / "more.txt").write_text("added")
    page.take_dropped((whole, made))
    qtbot.waitUntil(lambda: context.feedback.said[-1].text.endswith("found"), timeout=LONG)
    verdict = result(qtbot)
    words = texts(verdict)
    assert verdict.windowTitle() == context.feedback.said[-1].text
    assert "2 dossiers verified" in words
    assert sum("payments.pdf" in one for one in words) == 1
    assert "It was written without: personal data." in words
    click(verdict, "Close")


def test_open_data_are_written_from_the_window(
    qtbot: QtBot, context: Context, page: Page, tmp_path: Path
) -> None:
    out = tmp_path / "360giving.json"
    assert button(page.head, "Open data…").isEnabled()
    press(qtbot, page.head, "Open data…")
    send(qtbot, context, {"format": "360giving", "out": out})
    (grant,) = json.loads(out.read_bytes())["grants"]
    assert grant["id"] == "XX-INTERNAL-IRIS-PROGRES-IP-G-001"
