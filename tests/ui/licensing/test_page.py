"""The licensing page: cards on the board, a case led from its first condition to the authority."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from iris_grants.licensing import selection
from iris_grants.licensing.gap_layout import HEAD_ROW
from iris_grants.licensing.queries import CaseRow, list_cases, steps_of
from iris_grants.licensing.rules.path import Stage
from iris_grants.licensing.upkeep import record_staff_licence
from iris_grants.wording.formats import today
from tests.iris_grants.licensing.cases import Licensing
from tests.ui.acting import LONG, agree, button, press, refused, select, send, settle
from ui.licensing.board import LANES, board_of
from ui.licensing.boardpage import BoardPage
from ui.licensing.home import home
from ui.licensing.page import BOARD, CASES, LicensingPage, build
from ui.shell.act import ActButton
from ui.shell.context import Context
from ui.tables.listpage import ListPage
from ui.tables.tabbed import TabbedPage


@pytest.fixture
def page(qtbot: QtBot, context: Context, licensing: Licensing) -> LicensingPage:
    """The page with both cases on the board."""
    made = build(context)
    qtbot.addWidget(made)
    made.resize(1150, 740)
    made.show()
    qtbot.waitUntil(lambda: len(_board(made).board.cards) == 2, timeout=LONG)
    qtbot.waitUntil(lambda: bool(made.shown_head().line), timeout=LONG)
    return made


def _board(page: TabbedPage) -> BoardPage:
    found = page.page_of(BOARD)
    assert isinstance(found, BoardPage)
    return found


def _cases(qtbot: QtBot, page: TabbedPage, case_id: str) -> ListPage[CaseRow]:
    page.open_record(case_id)
    found = page.page_of(CASES)
    assert isinstance(found, ListPage)
    qtbot.waitUntil(lambda: found.model.rowCount() > 0, timeout=LONG)
    select(qtbot, found, case_id)
    return found


def test_board_moves_by_keys_and_opens_a_case(
    qtbot: QtBot, page: LicensingPage, licensing: Licensing
) -> None:
    board = _board(page)
    shown = [len(lane.lane_model.cards) for lane in board.lanes]
    assert shown == [1, 0, 0, 0, 1, 0]
    board.open_record(licensing.case_id)
    first, last = board.lanes[0], board.lanes[4]
    assert first.current_card() is not None
    QTest.keyClick(first, Qt.Key.Key_Right)
    card = last.current_card()
    assert card is not None
    assert card.row.number == "L-2"
    assert "licence issued" in card.spoken
    assert "until 31/12/2030" in card.spoken
    QTest.keyClick(last, Qt.Key.Key_Return)
    assert page.current_key() == CASES


def test_board_is_filtered_by_mentor(page: LicensingPage) -> None:
    board = _board(page)
    board.mentor.setCurrentIndex(board.mentor.findData("Ana Primer"))
    assert [len(lane.lane_model.cards) for lane in board.lanes] == [0, 0, 0, 0, 1, 0]
    board.country.setCurrentIndex(board.country.findData("RS"))
    board.mentor.setCurrentIndex(0)
    assert [len(lane.lane_model.cards) for lane in board.lanes] == [1, 0, 0, 0, 1, 0]


def test_every_stage_has_its_column() -> None:
    placed = [stage for _key, _title, stages in LANES for stage in stages]
    assert sorted(placed) == sorted(Stage)


def test_next_step_says_what_is_missing_and_is_taken(
    qtbot: QtBot, context: Context, page: LicensingPage, licensing: Licensing
) -> None:
    cases = _cases(qtbot, page, licensing.case_id)
    step = button(cases.detail, "Select for mentoring…")
    assert not step.isEnabled()
    assert "A condition has no answer yet: It is a local organisation." in step.toolTip()
    context.desk.run(
        selection.answer_conditions,
        {
            "organisation_id": licensing.row().organisation_id,
            "answered_on": date(2024, 3, 4),
            "evidence": "statut",
        },
        lambda made: None,
        owner=page,
    )
    qtbot.waitUntil(lambda: button(cases.detail, "Select for mentoring…").isEnabled(), timeout=LONG)
    settle(qtbot, cases)
    press(qtbot, cases.detail, "Select for mentoring…")
    send(qtbot, context, {"reached_on": date(2024, 3, 11)})
    qtbot.waitUntil(lambda: cases.model.rows()[0].stage == "selected", timeout=LONG)


def test_condition_is_answered_in_its_tab(
    qtbot: QtBot, context: Context, page: LicensingPage, licensing: Licensing
) -> None:
    cases = _cases(qtbot, page, licensing.case_id)
    press(qtbot, cases.detail, "Answer…")
    wrong = refused(qtbot, context, {"answer": "yes"})
    assert wrong == {"evidence": "Write what proves that the condition is fulfilled."}
    press(qtbot, cases.detail, "Drop out…")
    send(qtbot, context, {"on": date(2024, 4, 1), "reason": "Nema dovoljno ljudi."})
    qtbot.waitUntil(lambda: cases.model.rows()[0].stage == "withdrawn", timeout=LONG)
    with licensing.desk.read() as session:
        assert steps_of(session, licensing.case_id)[-1].note == "Nema dovoljno ljudi."


def test_gap_sheet_is_written_and_taken_in(
    qtbot: QtBot, context: Context, page: LicensingPage, licensing: Licensing, tmp_path: Path
) -> None:
    cases = _cases(qtbot, page, licensing.case_id)
    sheet = tmp_path / "procena.xlsx"
    _press_first(cases, "Gap sheet…")
    send(qtbot, context, {"path": sheet})
    qtbot.waitUntil(sheet.exists, timeout=LONG)
    book = load_workbook(sheet)
    book.worksheets[0][f"E{HEAD_ROW + 1}"].value = "partly met"
    book.save(sheet)
    _press_first(cases, "Take in a sheet…")
    send(qtbot, context, {"path": sheet})
    asked = agree(qtbot, context)
    assert "1 change in procena.xlsx." in asked[0]
    assert "S1 · Self-assessment: partly met" in asked[0]
    qtbot.waitUntil(lambda: licensing.facts().gaps[0].self_state == "partly", timeout=LONG)


def _press_first(cases: ListPage[CaseRow], text: str) -> None:
    next(one for one in cases.detail.findChildren(ActButton) if one.text() == text).click()


def test_reminders_reach_the_first_page(page: LicensingPage, licensing: Licensing) -> None:
    desk = licensing.desk
    with desk.read() as session:
        licensed = next(row for row in list_cases(session) if row.number == "L-2")
    desk.run(
        record_staff_licence,
        case_id=licensed.id,
        name="Stručna Primer",
        kind="basic",
        number="SR-1",
        issued_on=date(2020, 5, 1),
        valid_to=today() + timedelta(days=20),
    )
    with desk.read() as session:
        needs = home(session).needs
        board = board_of(session, today())
    assert [need.record for need in needs] == [licensed.id] * len(needs)
    assert any("Stručna Primer · SR-1" in need.text for need in needs)
    assert next(card.waiting for card in board.cards if card.row.id == licensed.id) == len(needs)


def test_filing_leads_to_its_proof_and_asks_why_after_a_warning(
    qtbot: QtBot, context: Context, page: LicensingPage, licensing: Licensing, tmp_path: Path
) -> None:
    licensing.reach(Stage.MOCK_REVIEW)
    licensing.desk.run(
        record_staff_licence,
        case_id=licensing.case_id,
        name="Stručna Primer",
        kind="basic",
        number="SR-1",
        issued_on=date(2020, 5, 1),
        valid_to=date(2024, 2, 29),
    )
    cases = _cases(qtbot, page, licensing.case_id)
    assert button(cases.detail, "Record the filing…").toolTip() == "First add the proof of filing."
    receipt = tmp_path / "potvrda.pdf"
    receipt.write_bytes(b"%PDF-1.4 potvrda")
    press(qtbot, cases.detail, "Record the filing…")
    send(qtbot, context, {"path": receipt})
    qtbot.waitUntil(lambda: not button(cases.detail, "Record the filing…").toolTip(), timeout=LONG)
    settle(qtbot, cases)
    press(qtbot, cases.detail, "Record the filing…")
    assert refused(qtbot, context, {"number": "R-1"}).keys() == {"despite"}
    press(qtbot, cases.detail, "Record the filing…")
    send(qtbot, context, {"number": "R-1", "despite": "Obnova je u toku."})
    qtbot.waitUntil(lambda: licensing.row().stage == "filed", timeout=LONG)
