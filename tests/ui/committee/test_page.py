"""The committee on screen: appointed, declared, assigned, packed, merged."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from iris_grants.scoring.queries.committee import ConflictRow, MemberRow, committee_of, conflicts_of
from iris_grants.scoring.queries.packages import packages_of
from tests.ui.acting import button, press, refused, select, send, settle, texts
from tests.ui.scoring_office import LONG, Seat, merge_all, returned, shown
from ui.committee.assignments import AssignmentsPage
from ui.committee.columns import MemberLine
from ui.committee.lists import ReturnsPage
from ui.committee.merge_dialog import SentencesDialog
from ui.committee.page import CommitteePage, build
from ui.committee.passphrases import PassphrasesDialog
from ui.shell.act import ActButton
from ui.shell.context import Context
from ui.shell.search import find_records
from ui.tables.listpage import ListPage
from ui.tables.parts import ShortTable

FAR_APART = {"A": (5, 5, 5), "B": (2, 2, 2), "C": (5, 5, 5)}
CLOSE = {"A": (4, 4, 4), "B": (4, 4, 4), "C": (4, 4, 4)}


def page_at(qtbot: QtBot, context: Context, tab: str) -> CommitteePage:
    """The page with a tab open."""
    page = build(context)
    shown(qtbot, page, tab)
    return page


def list_of(qtbot: QtBot, page: CommitteePage, tab: str) -> ListPage[object]:
    """The list in a tab, loaded."""
    page.open_tab(tab)
    found = page.page_of(tab)
    assert isinstance(found, ListPage)
    settle(qtbot, found)
    return found


def dialog_of(qtbot: QtBot, context: Context, kind: type[QDialog]) -> QDialog:
    """The dialog of this kind that is open."""

    def there() -> list[QDialog]:
        return [one for one in context.window.findChildren(kind) if one.isVisible()]

    qtbot.waitUntil(lambda: bool(there()), timeout=LONG)
    return there()[-1]


def members(seat: Seat) -> dict[str, MemberRow]:
    """The members in the store by code."""
    with seat.office.desk.read() as session:
        return {one.code: one for one in committee_of(session, seat.office.call_id)}


def ties(seat: Seat) -> tuple[ConflictRow, ...]:
    """The ties in the store."""
    with seat.office.desk.read() as session:
        return conflicts_of(session, seat.office.call_id)


def test_head_says_how_far_the_work_is(qtbot: QtBot, context: Context) -> None:
    page = page_at(qtbot, context, "members")
    assert page.head.line.full_text() == "IP-2023 · 8 members · 3 applications"
    assert [page.tabs.tabText(place) for place in range(5)] == [
        "Members (8)",
        "Assignments",
        "Conflicts",
        "Packages",
        "Returns",
    ]
    assert [one.text() for one in page.head.findChildren(ActButton)] == [
        "Appoint a member…",
        "Look for ties",
    ]


@pytest.mark.parametrize("whole", [False])
def test_new_person_is_appointed_and_must_be_named_once(
    qtbot: QtBot, context: Context, seat: Seat
) -> None:
    page = page_at(qtbot, context, "members")
    press(qtbot, page.head, "Appoint a member…")
    values = {"role": "chair", "country": "RS"}
    assert refused(qtbot, context, values) == {
        "name": "Choose a person, or write the name of a new one; not both."
    }
    press(qtbot, page.head, "Appoint a member…")
    send(qtbot, context, values | {"name": "Zora Ogledna", "organisation_name": "Kuća Z"})
    qtbot.waitUntil(lambda: set(members(seat)) == {"CH"}, timeout=LONG)
    found = members(seat)["CH"]
    assert (found.name, found.organisation_name, found.country) == ("Zora Ogledna", "Kuća Z", "RS")
    qtbot.waitUntil(lambda: page.tabs.tabText(0) == "Members (1)", timeout=LONG)
    assert [one.code for one in page.shown_head().problems] == [
        "scoring.secretary_missing",
        "scoring.voting_too_few",
    ]


def test_declaration_is_kept_with_its_file(
    qtbot: QtBot, context: Context, seat: Seat, tmp_path: Path
) -> None:
    paper = tmp_path / "izjava B.pdf"
    paper.write_bytes(b"%PDF-1.7 izjava")
    page = page_at(qtbot, context, "members")
    lines = list_of(qtbot, page, "members")
    select(qtbot, lines, members(seat)["B"].id)
    press(qtbot, lines.detail, "Declaration…")
    assert refused(qtbot, context, {"path": paper, "on": date(2024, 1, 1)}) == {
        "on": "The declaration cannot be signed on a day that is still to come (2024-01-01)."
    }
    press(qtbot, lines.detail, "Declaration…")
    send(qtbot, context, {"path": paper, "on": date(2023, 11, 4)})
    qtbot.waitUntil(lambda: members(seat)["B"].declared_on == "2023-11-04", timeout=LONG)


def test_tie_is_declared_and_a_question_is_answered(
    qtbot: QtBot, context: Context, seat: Seat
) -> None:
    page = page_at(qtbot, context, "conflicts")
    press(qtbot, page.head, "Look for ties")
    qtbot.waitUntil(lambda: bool(context.feedback.said), timeout=LONG)
    assert context.feedback.said[-1].text == "The data show no further ties."
    press(qtbot, page.head, "Declare a conflict…")
    office = seat.office
    send(
        qtbot,
        context,
        {
            "member_id": office.members["A"],
            "application_id": office.applications["IP-002"],
            "kind": "family",
            "reason": "Brat je u upravnom odboru.",
        },
    )
    qtbot.waitUntil(lambda: len(ties(seat)) == 1, timeout=LONG)
    lines = list_of(qtbot, page, "conflicts")
    qtbot.waitUntil(lambda: lines.model.rowCount() == 1, timeout=LONG)
    settle(qtbot, lines)
    assert "Brat je u upravnom odboru." in texts(lines.detail)
    assert not button(lines.detail, "Confirm…").isEnabled()


def test_applications_are_assigned_and_a_cell_explains_itself(
    qtbot: QtBot, context: Context, seat: Seat
) -> None:
    page = page_at(qtbot, context, "board")
    press(qtbot, page.head, "Assign…")
    send(qtbot, context, {})
    board = page.page_of("board")
    assert isinstance(board, AssignmentsPage)
    table = board.table
    qtbot.waitUntil(lambda: table.matrix.rowCount() == 3, timeout=LONG)
    qtbot.waitUntil(
        lambda: [table.matrix.index(row, 5).data() for row in range(3)] == ["2 / 2"] * 3,
        timeout=LONG,
    )
    heads = [table.matrix.headerData(place, Qt.Orientation.Horizontal) for place in range(6)]
    assert heads == ["Application", "Applicant", "A · 2", "B · 2", "C · 2", "Coverage"]
    assert context.feedback.said[-1].text == "6 assignments made."
    table.go_to(seat.office.applications["IP-001"], seat.office.members["A"])
    spoken = table.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Osoba A IP-2023, IP-001: assigned"
    assert "A · Osoba A IP-2023" in texts(board.detail)


def test_packages_show_their_passphrases_once(
    qtbot: QtBot, context: Context, seat: Seat, tmp_path: Path
) -> None:
    page = page_at(qtbot, context, "board")
    press(qtbot, page.head, "Assign…")
    send(qtbot, context, {})
    page.open_tab("packages")
    qtbot.waitUntil(lambda: button(page.head, "Make packages…").isEnabled(), timeout=LONG)
    press(qtbot, page.head, "Make packages…")
    (tmp_path / "paketi").mkdir()
    send(qtbot, context, {"folder": tmp_path / "paketi"})
    dialog = dialog_of(qtbot, context, PassphrasesDialog)
    assert isinstance(dialog, PassphrasesDialog)
    assert len(list((tmp_path / "paketi").glob("*.iris-package"))) == 3
    assert not dialog.close_button.isEnabled()
    dialog.reject()
    assert dialog.isVisible()
    dialog.copy.click()
    copied = QGuiApplication.clipboard().text().splitlines()
    assert [line.partition("\t")[0] for line in copied] == [
        f"{code} · Osoba {code} IP-2023" for code in "ABC"
    ]
    dialog.noted.setChecked(True)
    dialog.close_button.click()
    with seat.office.desk.read() as session:
        made = packages_of(session, seat.office.call_id)
    assert [one.returned_at for one in made] == [None, None, None]
    lines = list_of(qtbot, page, "packages")
    qtbot.waitUntil(lambda: lines.model.rowCount() == 3, timeout=LONG)


def test_returns_are_read_first_taken_in_and_counted_after_the_key(
    qtbot: QtBot, context: Context, seat: Seat, tmp_path: Path
) -> None:
    files = returned(seat.office, tmp_path, CLOSE)
    (tmp_path / "X.iris-return").write_bytes(b"{}")
    page = page_at(qtbot, context, "returns")
    returns = page.page_of("returns")
    assert isinstance(returns, ReturnsPage)
    drop(returns, [files[0].path, tmp_path / "X.iris-return"])
    plan = dialog_of(qtbot, context, SentencesDialog)
    assert isinstance(plan, SentencesDialog)
    assert plan.sentences == [
        "A.iris-return: a new return of A for package IP-2023-P01, with 2 applications.",
        "X.iris-return: This is not a signed file of this program.",
    ]
    plan.offered[0].click()
    qtbot.waitUntil(lambda: returns.model.rowCount() == 1, timeout=LONG)
    merged = dialog_of(qtbot, context, SentencesDialog)
    assert isinstance(merged, SentencesDialog)
    assert merged.sentences == [
        (
            "IP-001, IP-002: held until the key of the assessor is confirmed by telephone "
            f"(fingerprint {files[0].fingerprint})."
        ),
        "X.iris-return: This is not a signed file of this program.",
    ]
    merged.reject()
    settle(qtbot, returns)
    press(qtbot, returns.detail, "Confirm the key…")
    send(qtbot, context, {"fingerprint": files[0].fingerprint.upper()})
    qtbot.waitUntil(lambda: returns.model.rows()[0].state == "accepted", timeout=LONG)


def test_committee_sets_a_part_of_a_return_aside(
    qtbot: QtBot, context: Context, seat: Seat, tmp_path: Path
) -> None:
    page = merged_page(qtbot, context, seat, tmp_path, CLOSE)
    returns = list_of(qtbot, page, "returns")
    press(qtbot, returns.detail, "Set aside…")
    send(qtbot, context, {"reason": "Ocenjivač se javio."})
    qtbot.waitUntil(lambda: "set aside" in cells(returns), timeout=LONG)


def test_third_assessor_is_named_from_the_board(
    qtbot: QtBot, context: Context, seat: Seat, tmp_path: Path
) -> None:
    page = merged_page(qtbot, context, seat, tmp_path, FAR_APART)
    page.open_tab("board")
    board = page.page_of("board")
    assert isinstance(board, AssignmentsPage)
    table = board.table
    qtbot.waitUntil(lambda: table.matrix.rowCount() == 3, timeout=LONG)
    wanted = next(row for row in table.matrix.board.rows if row.third_needed)
    table.go_to(wanted.application.id)
    press(qtbot, board, "Third assessor…")
    send(qtbot, context, {})
    qtbot.waitUntil(
        lambda: any(cell.third for row in table.matrix.board.rows for cell in row.cells),
        timeout=LONG,
    )


def test_members_are_found_everywhere(seat: Seat) -> None:
    with seat.office.desk.read() as session:
        hits = [hit for hit in find_records(session, "osoba v2") if hit.page == "committee"]
    assert [(hit.title, hit.line) for hit in hits] == [("Osoba V2 IP-2023", "IP-2023")]
    assert hits[0].record == f"members/{seat.office.members['V2']}"


def test_record_opens_in_its_tab(qtbot: QtBot, context: Context, seat: Seat) -> None:
    page = page_at(qtbot, context, "board")
    page.open_record(f"members/{seat.office.members['V2']}")
    lines = list_of(qtbot, page, "members")
    now = lines.table.current_row()
    assert isinstance(now, MemberLine)
    assert (page.current_key(), now.member.code) == ("members", "V2")


def drop(page: ReturnsPage, paths: list[Path]) -> None:
    """Drop files on the returns."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.dropEvent(event)


def merged_page(
    qtbot: QtBot,
    context: Context,
    seat: Seat,
    folder: Path,
    points: Mapping[str, tuple[int, ...]],
) -> CommitteePage:
    """The page after all returns came in and all keys were confirmed."""
    merge_all(seat.office, folder, points)
    return page_at(qtbot, context, "returns")


def cells(page: ListPage[object]) -> set[str]:
    """What the detail's table says of the states."""
    found = page.detail.findChildren(ShortTable)
    return {
        str(table.rows_model.index(row, 1).data())
        for table in found
        for row in range(table.rows_model.rowCount())
    }
