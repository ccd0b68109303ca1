"""What came without the program: entered on the committee's page, shown as it came."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pyzipper
from pytestqt.qtbot import QtBot

from iris_grants.scoring.queries.packages import packages_of
from iris_grants.scoring.queries.returns import returns_of
from iris_grants.scoring.queries.sheets import sheets_of
from tests.iris_grants.scoring.packages import made_packages
from tests.ui.acting import button, fill, form, press, send, settle, texts
from tests.ui.committee.test_page import dialog_of, list_of, page_at
from tests.ui.scoring_office import LONG, Seat
from ui.committee.merge_dialog import SentencesDialog
from ui.committee.passphrases import PassphrasesDialog
from ui.shell.context import Context
from ui.shell.controls import Button

ON = date(2023, 11, 6)
GRID = {
    "score_1_1": "4",
    "score_2_1": "3",
    "score_2_2": "na",
    "comment_2_1": "Slabi ciljevi.",
    "section_1": "Dobri kapaciteti.",
    "section_2": "Važan cilj.",
    "whole": "Podržati.",
}


def said(qtbot: QtBot, context: Context) -> list[str]:
    """What the dialog says after the entry, which is then closed."""
    dialog = dialog_of(qtbot, context, SentencesDialog)
    assert isinstance(dialog, SentencesDialog)
    dialog.reject()
    return dialog.sentences


def test_paper_grid_is_entered_from_its_package_and_shown_as_paper(
    qtbot: QtBot, context: Context, seat: Seat, tmp_path: Path
) -> None:
    made_packages(seat.office, tmp_path)
    scan = tmp_path / "tabela.pdf"
    scan.write_bytes(b"%PDF-1.7 tabela")
    page = page_at(qtbot, context, "packages")
    packages = list_of(qtbot, page, "packages")
    press(qtbot, packages.detail, "Enter a paper grid…")
    values = {"application": "IP-001", "scan": scan, "on": ON, **GRID}
    send(qtbot, context, values)
    assert said(qtbot, context) == ["IP-001: counts."]
    returns = list_of(qtbot, page, "returns")
    qtbot.waitUntil(lambda: returns.model.rowCount() == 1, timeout=LONG)
    settle(qtbot, returns)
    shown = [column.text(returns.model.row_at(0)) for column in returns.model.columns]
    assert "paper" in shown
    assert "IP-001 tabela.pdf" in [one.text() for one in returns.detail.findChildren(Button)]
    assert "paper, entered by the office" in texts(returns.detail)
    with seat.office.desk.read() as session:
        (row,) = sheets_of(session, seat.office.call_id)
    assert (row.medium, row.assessed.scores["2.1"].milli) == ("paper", 3000)


def test_paper_with_missing_scores_stays_open_and_says_what(
    qtbot: QtBot, context: Context, seat: Seat, tmp_path: Path
) -> None:
    made_packages(seat.office, tmp_path)
    scan = tmp_path / "tabela.pdf"
    scan.write_bytes(b"%PDF-1.7 tabela")
    page = page_at(qtbot, context, "packages")
    press(qtbot, list_of(qtbot, page, "packages").detail, "Enter a paper grid…")
    dialog = form(qtbot, context)
    values = {"application": "IP-001", "scan": scan, "on": ON, "score_1_1": "4"}
    fill(dialog, {**values, "reason": "Rođak."})
    dialog.submit()
    assert dialog.panel.rows["kind"].wrong()
    fill(dialog, {"reason": ""})
    dialog.submit()
    qtbot.waitUntil(dialog.save.isEnabled, timeout=LONG)
    words = " ".join(texts(dialog.panel))
    assert "2.1" in words
    assert "2.2" in words
    fill(dialog, {"incomplete": True})
    dialog.submit()
    assert said(qtbot, context) == ["IP-001: counts."]


def test_kit_is_made_with_the_packages_and_its_sheet_entered(
    qtbot: QtBot, context: Context, seat: Seat, tmp_path: Path
) -> None:
    page = page_at(qtbot, context, "board")
    press(qtbot, page.head, "Assign…")
    send(qtbot, context, {})
    qtbot.waitUntil(lambda: not button(page.head, "Assign…").act().blocked, timeout=LONG)
    page.open_tab("packages")
    qtbot.waitUntil(lambda: not button(page.head, "Make packages…").act().blocked, timeout=LONG)
    press(qtbot, page.head, "Make packages…")
    (tmp_path / "out").mkdir()
    send(qtbot, context, {"folder": tmp_path / "out", "kit": True})
    dialog = dialog_of(qtbot, context, PassphrasesDialog)
    assert isinstance(dialog, PassphrasesDialog)
    passphrase = dialog._made[0].passphrase
    dialog.noted.setChecked(True)
    dialog.accept()
    kit = tmp_path / "out" / "IP-2023-P01-A.zip"
    with pyzipper.AESZipFile(kit) as archive:
        archive.setpassword(passphrase.encode())
        sheet = archive.read("Score-sheet-IP-2023-P01-A.xlsx")
    path = tmp_path / "popunjeno.xlsx"
    path.write_bytes(sheet)
    book = openpyxl.load_workbook(path)
    for cell, value in (("D9", 5), ("D11", 4), ("D12", 3), ("F8", "Dobro."), ("F10", "Važno.")):
        book["IP-001"][cell] = value
    book.save(path)
    page.open_tab("returns")
    qtbot.waitUntil(
        lambda: not button(page.head, "Enter a filled sheet…").act().blocked, timeout=LONG
    )
    press(qtbot, page.head, "Enter a filled sheet…")
    send(qtbot, context, {"path": path, "on": ON})
    assert said(qtbot, context) == ["IP-001: counts."]
    with seat.office.desk.read() as session:
        (row,) = returns_of(session, seat.office.call_id)
        package = packages_of(session, seat.office.call_id)[0]
    assert (row.medium, row.state, package.returns) == ("sheet", "accepted", 1)
