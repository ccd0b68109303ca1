"""Documents beside a cost: filed by the form and by dropping, read in place, shared, taken off."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from pytestqt.qtbot import QtBot

from iris_grants.documents.pdf import render_pdf
from iris_grants.documents.pdf_blocks import PdfMeta, Text
from iris_grants.dossiers.grant import grant_contents
from iris_grants.finance.evidence import cost_documents
from tests.iris_grants.finance.lists import Desk
from tests.iris_grants.finance.test_statements import euro, running
from tests.iris_grants.funding import Funding
from tests.iris_grants.printed import checked, words_of
from tests.ui.acting import agree, button, press, send, settle, texts
from tests.ui.finance.conftest import Sitting
from tests.ui.finance.test_page import LONG, opened, tab
from ui.finance.evidence import EvidencePanel
from ui.finance.page import COSTS
from ui.shell.context import Context
from ui.tables.listpage import ListPage

FILED = ["proof_of_payment", "payslip", "timesheet"]


@pytest.fixture
def desk(funded: Funding, tmp_path: Path) -> Desk:
    """A running grant with two costs."""
    made = running(funded, tmp_path)
    funded.move_to(date(2024, 11, 4))
    made.book(
        made.write(
            euro("R-1", "1.1", "900.00", date(2024, 3, 1)),
            euro("R-2", "5.1", "300.00", date(2024, 3, 2)),
        )
    )
    return made


def paper(path: Path) -> Path:
    meta = PdfMeta(
        title="Račun", language="sr-Latn", author="P", created=datetime(2024, 1, 1, tzinfo=UTC)
    )
    path.write_bytes(render_pdf([Text(text="Račun 77")], meta))
    return path


def proofs(desk: Desk) -> list[list[str]]:
    with desk.funding.finance.read() as session:
        found = cost_documents(session, desk.grant_id)
    return [[one.kind for one in found.get(cost.id, ())] for cost in desk.costs()]


def panel_of(costs: ListPage[object]) -> EvidencePanel:
    (panel,) = costs.detail.findChildren(EvidencePanel)
    return panel


def show_documents(costs: ListPage[object]) -> None:
    assert costs.detail.tabs is not None
    costs.detail.tabs.setCurrentIndex(1)


def wait_for(qtbot: QtBot, desk: Desk, costs: ListPage[object], wanted: list[list[str]]) -> None:
    qtbot.waitUntil(lambda: proofs(desk) == wanted, timeout=LONG)
    settle(qtbot, costs)


def drop(qtbot: QtBot, seat: Context, costs: ListPage[object], path: Path, kind: str) -> None:
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        carried,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    panel_of(costs).dropEvent(event)
    send(qtbot, seat, {"kind": kind})


def picture(path: Path) -> Path:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(0xFFAA00)
    assert image.save(str(path))
    return path


def check_dossier(desk: Desk) -> None:
    """The papers lie in their sections, and the index names them by cost."""
    with desk.funding.finance.read() as session:
        pieces = grant_contents(session, "IP-G-001", datetime(2025, 1, 1, tzinfo=UTC)).pieces
        places = {piece.name: piece for piece in pieces}
        words = words_of(checked(places["supporting-documents.pdf"].content()))
    assert {name: places[name].section for name in ("listić.pdf", "izvod.png")} == {
        "listić.pdf": "staff",
        "izvod.png": "supporting_documents",
    }
    assert "payslip: listić.pdf" in words
    assert "invoice or receipt / contract or order form" in words


def check_reading(
    qtbot: QtBot, desk: Desk, seat: Context, costs: ListPage[object], folder: Path
) -> None:
    """A PDF, a picture and what only claims to be one are filed and shown."""
    press(qtbot, costs.detail, "Add documents…")
    send(qtbot, seat, {"kind": "payslip", "paths": paper(folder / "listić.pdf")})
    wait_for(qtbot, desk, costs, [["payslip"], []])
    panel = panel_of(costs)
    qtbot.waitUntil(lambda: panel.preview.pdf.pages() == 1, timeout=LONG)
    drop(qtbot, seat, costs, picture(folder / "izvod.png"), "proof_of_payment")
    wait_for(qtbot, desk, costs, [["proof_of_payment", "payslip"], []])
    shown = panel_of(costs).preview.picture
    qtbot.waitUntil(lambda: not shown.pixmap().isNull(), timeout=LONG)
    broken = folder / "pokvareno.png"
    broken.write_bytes(b"no picture")
    drop(qtbot, seat, costs, broken, "timesheet")
    wait_for(qtbot, desk, costs, [FILED, []])
    last = panel_of(costs)
    last.choice.setCurrentIndex(2)
    qtbot.waitUntil(lambda: "cannot be shown" in last.preview.picture.text(), timeout=LONG)
    last.choice.setCurrentIndex(0)


def test_documents_are_filed_read_shared_and_taken_off_beside_the_row(
    qtbot: QtBot, desk: Desk, sitting: Sitting, tmp_path: Path
) -> None:
    seat = sitting(desk.funding.finance)
    page = opened(qtbot, seat)
    costs = tab(qtbot, page, COSTS)
    first, second = desk.costs()
    costs.open_record(first.id)
    settle(qtbot, costs)
    lacks = "Supporting documents are missing: proof of payment, payslip, timesheet."
    assert lacks in texts(costs.detail)
    show_documents(costs)
    check_reading(qtbot, desk, seat, costs, tmp_path)
    press(qtbot, panel_of(costs), "Proves another cost too…")
    send(qtbot, seat, {"expenditure_id": second.id})
    wait_for(qtbot, desk, costs, [FILED, ["proof_of_payment"]])
    costs.open_record(second.id)
    settle(qtbot, costs)
    show_documents(costs)
    button(panel_of(costs), "Take off this cost").click()
    assert "stays with the grant" in agree(qtbot, seat)[0]
    wait_for(qtbot, desk, costs, [FILED, []])
    chips = {one.key: one for one in costs.spec.filters}
    kept = [row for row in costs.model.rows() if chips["unproved"].keeps(row)]
    assert [costs.spec.row_key(row) for row in kept] == [second.id]
    check_dossier(desk)
