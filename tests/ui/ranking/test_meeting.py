"""The meeting view: keys, minutes that grow, no names, and nothing lost on leaving."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from iris_grants.scoring.meeting_words import minute_words
from iris_grants.scoring.queries.committee import committee_of
from iris_grants.scoring.queries.meeting import MeetingRow, meetings_of
from tests.ui.acting import agree, press, select, send, settle, texts
from tests.ui.scoring_office import LONG, Seat, merge_all, shown
from ui.ranking.meeting_window import MeetingWindow
from ui.ranking.page import RankingPage, build
from ui.shell.context import Context
from ui.tables.listpage import ListPage

HELD = date(2023, 11, 6)
CLOSE = {"A": (4, 5, 4), "B": (4, 4, 4), "C": (5, 4, 4)}


def meeting(seat: Seat) -> MeetingRow:
    """The latest meeting, as stored."""
    with seat.office.desk.read() as session:
        return meetings_of(session, seat.office.call_id)[-1]


def said(seat: Seat) -> list[str]:
    """The minutes as stored."""
    return [f"{one.number or ''} {minute_words(one)}".strip() for one in meeting(seat).minutes]


def view_of(qtbot: QtBot, context: Context) -> MeetingWindow:
    """The view that has opened."""
    owner = context.window.window()
    qtbot.waitUntil(lambda: bool(owner.findChildren(MeetingWindow)), timeout=LONG)
    view = owner.findChildren(MeetingWindow)[0]
    in_front(qtbot, view)
    return view


def assert_no_names(view: MeetingWindow, seat: Seat) -> None:
    """Nobody of the committee is named, and the applicant only once N is pressed."""
    with seat.office.desk.read() as session:
        names = {one.name for one in committee_of(session, seat.office.call_id)}
    written = " ".join(texts(view))
    assert "IP-002" in written
    assert not any(name in written for name in names)
    assert "Udruženje Ogled" not in written
    QTest.keyClick(view, Qt.Key.Key_N)
    assert "Udruženje Ogled" in " ".join(texts(view))


def in_front(qtbot: QtBot, view: MeetingWindow) -> None:
    """Keys reach the view."""
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow, timeout=LONG)


@pytest.fixture
def page(qtbot: QtBot, context: Context, seat: Seat, tmp_path: Path) -> RankingPage:
    merge_all(seat.office, tmp_path, CLOSE)
    made = build(context)
    shown(qtbot, made, "now")
    return made


def test_a_meeting_is_held_with_keys_alone(
    qtbot: QtBot, context: Context, seat: Seat, page: RankingPage
) -> None:
    voting = tuple(one for code, one in seat.office.members.items() if code.startswith("V"))
    press(qtbot, page.head, "Open a meeting…")
    send(qtbot, context, {"held_on": HELD, "place": "Beograd", "present": voting})
    view = view_of(qtbot, context)
    assert view.font().pixelSize() > page.font().pixelSize() * 1.4
    assert_no_names(view, seat)
    QTest.keyClick(view, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: said(seat) == ["IP-002 confirmed as ranked"], timeout=LONG)
    qtbot.waitUntil(lambda: len(view.minutes.lines()) == 1, timeout=LONG)
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert view.counter.text() == "2 of 3"
    QTest.keyClick(view, Qt.Key.Key_3)
    wanted = "Write the words first: a new assessment and a note need them."
    qtbot.waitUntil(lambda: wanted in texts(view), timeout=LONG)
    view.words.setText("Ocene se razilaze.")
    view.decisions["reassess"].click()
    qtbot.waitUntil(lambda: len(said(seat)) == 2, timeout=LONG)
    QTest.keyClick(view, Qt.Key.Key_4)
    for number, votes in zip(view.votes.numbers, (2, 1, 0), strict=True):
        number.setValue(votes)
    view.votes.record.click()
    qtbot.waitUntil(lambda: len(view.minutes.lines()) == 3, timeout=LONG)
    in_front(qtbot, view)
    QTest.keyClick(view, Qt.Key.Key_Backspace)
    assert view.counter.text() == "1 of 3"
    view.words.setText("Još nešto")
    QTest.keyClick(view.words, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(said(seat)) == 4, timeout=LONG)
    assert said(seat)[1:] == [
        "IP-001 to be assessed anew. Ocene se razilaze.",
        "IP-001 vote: for 2, against 1, abstained 0",
        "IP-002 Još nešto",
    ]
    assert context.feedback.dialog is None


def test_meetings_are_listed_joined_and_closed(
    qtbot: QtBot, context: Context, seat: Seat, page: RankingPage
) -> None:
    press(qtbot, page.head, "Open a meeting…")
    send(qtbot, context, {"held_on": HELD})
    view = view_of(qtbot, context)
    view.turn_full()
    assert view.isFullScreen()
    view.turn_full()
    view.reject()
    page.open_tab("meetings")
    listed = page.page_of("meetings")
    assert isinstance(listed, ListPage)
    settle(qtbot, listed)
    qtbot.waitUntil(lambda: page.tabs.tabText(2) == "Meetings (1)", timeout=LONG)
    press(qtbot, listed.detail, "Somebody joins…")
    send(qtbot, context, {"member_id": seat.office.members["A"]})
    qtbot.waitUntil(lambda: len(meeting(seat).present) == 1, timeout=LONG)
    select(qtbot, listed, meeting(seat).id)
    assert any("Nothing was minuted." in one.text() for one in listed.detail.findChildren(QLabel))
    press(qtbot, listed.detail, "Close the meeting")
    agree(qtbot, context)
    qtbot.waitUntil(lambda: meeting(seat).closed_at is not None, timeout=LONG)
    qtbot.waitUntil(
        lambda: "Open a meeting…" in [act.text for act in page.shown_head().acts["meetings"]],
        timeout=LONG,
    )
