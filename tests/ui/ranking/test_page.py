"""The ranking on screen: places and their reasons, the cut, fixing and exporting."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from iris_grants.scoring.queries.ranking import FixedRanking, fixed_rankings
from tests.ui.acting import form, press, refused, select, send, settle, texts
from tests.ui.scoring_office import LONG, Seat, merge_all, shown
from ui.ranking.delegate import RankingDelegate
from ui.ranking.home import home
from ui.ranking.page import CurrentPage, RankingPage, build
from ui.ranking.places import PlaceRow
from ui.shell.act import ActButton
from ui.shell.context import Context
from ui.tables.listpage import ListPage

CLOSE = {"A": (4, 5, 4), "B": (4, 4, 4), "C": (5, 4, 4)}
FAR_APART = {"A": (5, 5, 5), "B": (2, 2, 2), "C": (5, 5, 5)}


def page_of(
    qtbot: QtBot, context: Context, seat: Seat, folder: Path, points: Mapping[str, tuple[int, ...]]
) -> RankingPage:
    """The page after all returns with these points came in."""
    if points:
        merge_all(seat.office, folder, points)
    page = build(context)
    shown(qtbot, page, "now")
    return page


def places(qtbot: QtBot, page: RankingPage) -> ListPage[PlaceRow]:
    """The present ranking, loaded."""
    now = page.page_of("now")
    assert isinstance(now, CurrentPage)
    qtbot.waitUntil(lambda: now.list is not None, timeout=LONG)
    assert now.list is not None
    settle(qtbot, now.list)
    return now.list


def cells(found: ListPage[PlaceRow], key: str) -> list[str]:
    """One column as it is read."""
    column = next(one for one in found.model.columns if one.key == key)
    return [column.text(row) for row in found.model.shown_rows()]


def fixed(seat: Seat) -> tuple[FixedRanking, ...]:
    """The rankings that were fixed."""
    with seat.office.desk.read() as session:
        return fixed_rankings(session, seat.office.call_id)


def test_ranking_without_scores_is_said_to_be_preliminary(
    qtbot: QtBot, context: Context, seat: Seat, tmp_path: Path
) -> None:
    page = page_of(qtbot, context, seat, tmp_path, {})
    found = places(qtbot, page)
    assert page.head.title.full_text() == "Ranking (preliminary)"
    assert [one.code for one in page.shown_head().problems] == ["ranking.preliminary"]
    assert cells(found, "decision") == ["awaiting assessment"] * 3
    assert cells(found, "reason") == ["too few assessments"] * 3


def test_places_have_points_reasons_and_a_cut(
    qtbot: QtBot, context: Context, seat: Seat, tmp_path: Path
) -> None:
    page = page_of(qtbot, context, seat, tmp_path, CLOSE)
    found = places(qtbot, page)
    assert page.head.title.full_text() == "Ranking"
    assert [row.application.number for row in found.model.rows()] == ["IP-002", "IP-001", "IP-003"]
    assert cells(found, "points") == ["17.50", "17.00", "16.50"]
    assert cells(found, "decision") == ["selected", "selected", "on the reserve list"]
    assert cells(found, "reason") == [
        "10,000.02 EUR offered",
        "10,000.01 EUR offered",
        "not enough money left in the envelope",
    ]
    delegate = found.table.itemDelegate()
    assert isinstance(delegate, RankingDelegate)
    assert [delegate.cut_above(place) for place in range(3)] == [False, False, True]
    found.model.sort(1, Qt.SortOrder.DescendingOrder)
    assert not any(delegate.cut_above(place) for place in range(3))


def test_columns_of_assessors_are_hidden_at_first(
    qtbot: QtBot, context: Context, seat: Seat, tmp_path: Path
) -> None:
    page = page_of(qtbot, context, seat, tmp_path, CLOSE)
    found = places(qtbot, page)
    hidden = {
        column.key
        for place, column in enumerate(found.model.columns)
        if found.table.isColumnHidden(place)
    }
    assert hidden >= {"assessor_A", "assessor_B", "assessor_C"}
    assert cells(found, "assessor_A") == ["18.00", "18.00", ""]


def test_every_place_explains_itself_step_by_step(
    qtbot: QtBot, context: Context, seat: Seat, tmp_path: Path
) -> None:
    page = page_of(qtbot, context, seat, tmp_path, CLOSE)
    found = places(qtbot, page)
    select(qtbot, found, seat.office.applications["IP-003"])
    said = texts(found.detail)
    assert "The assessment by B counts: 16 of 20 points." in said
    assert said[said.index("Rank: 3.") + 2].startswith("Reserve list: the amount 10,000.03")


def test_ranking_is_fixed_and_listed(
    qtbot: QtBot, context: Context, seat: Seat, tmp_path: Path
) -> None:
    page = page_of(qtbot, context, seat, tmp_path, CLOSE)
    assert page.shown_head().primary is not None
    press(qtbot, page.head, "Fix the ranking…")
    send(qtbot, context, {})
    qtbot.waitUntil(lambda: page.tabs.tabText(1) == "Fixed rankings (1)", timeout=LONG)
    assert [one.text() for one in page.head.findChildren(ActButton)][-1] == "To awards"
    assert not fixed(seat)[0].preliminary
    page.open_tab("fixed")
    listed = page.page_of("fixed")
    assert isinstance(listed, ListPage)
    settle(qtbot, listed)
    assert [listed.model.index(0, place).data() for place in (3, 4, 5, 6, 7)] == [
        "final",
        "2",
        "1",
        "0",
        "0",
    ]


def test_what_still_awaits_can_only_be_fixed_as_preliminary(
    qtbot: QtBot, context: Context, seat: Seat, tmp_path: Path
) -> None:
    page = page_of(qtbot, context, seat, tmp_path, FAR_APART)
    press(qtbot, page.head, "Fix the ranking…")
    dialog = form(qtbot, context)
    assert dialog.panel.rows["preliminary"].field.help == "2 applications still await assessment."
    assert refused(qtbot, context, {}) == {}
    assert fixed(seat) == ()
    press(qtbot, page.head, "Fix the ranking…")
    send(qtbot, context, {"preliminary": True})
    qtbot.waitUntil(lambda: len(fixed(seat)) == 1, timeout=LONG)
    assert fixed(seat)[0].preliminary


def test_three_files_are_exported(
    qtbot: QtBot, context: Context, seat: Seat, tmp_path: Path
) -> None:
    page = page_of(qtbot, context, seat, tmp_path, CLOSE)
    folder = tmp_path / "izvoz"
    folder.mkdir()
    press(qtbot, page.head, "Export…")
    send(qtbot, context, {"folder": folder})
    assert sorted(path.name for path in folder.iterdir()) == [
        "grid.json",
        "ranking.csv",
        "scores.csv",
    ]
    rows = list(csv.DictReader((folder / "ranking.csv").read_text().splitlines()))
    assert [row["decision"] for row in rows] == ["selected", "selected", "reserve"]
    assert context.feedback.said[-1].text == f"Written: {folder}. This ranking is not fixed."


def test_third_assessor_is_named_where_assessments_are_far_apart(
    qtbot: QtBot, context: Context, seat: Seat, tmp_path: Path
) -> None:
    page = page_of(qtbot, context, seat, tmp_path, FAR_APART)
    with seat.office.desk.read() as session:
        needs = home(session).needs
    assert [need.text for need in needs] == [
        "Application IP-001 needs a third assessor.",
        "Application IP-003 needs a third assessor.",
    ]
    page.open_record(needs[0].record)
    found = places(qtbot, page)
    select(qtbot, found, seat.office.applications["IP-001"])
    press(qtbot, found.detail, "Third assessor…")
    send(qtbot, context, {"member_id": seat.office.members["C"]})
    qtbot.waitUntil(
        lambda: any(row.row.application.third_assessor == "C" for row in found.model.rows()),
        timeout=LONG,
    )


def test_papers_of_the_committee_are_written(
    qtbot: QtBot, context: Context, seat: Seat, tmp_path: Path
) -> None:
    page = page_of(qtbot, context, seat, tmp_path, CLOSE)
    press(qtbot, page.head, "Fix the ranking…")
    send(qtbot, context, {})
    page.open_tab("fixed")
    qtbot.waitUntil(lambda: page.tabs.tabText(1) == "Fixed rankings (1)", timeout=LONG)
    press(qtbot, page.head, "Write the papers")
    wanted = "8 papers are kept with the committee."
    qtbot.waitUntil(lambda: context.feedback.said[-1].text == wanted, timeout=LONG)
