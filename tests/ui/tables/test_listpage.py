"""A list page: loading, empty, found, selected, stale and refreshed."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from iris_grants.kernel.access import Role
from iris_grants.kernel.problems import Problem, refusal
from iris_grants.people.commands import add_person
from tests.ui.conftest import Went
from tests.ui.sample import SampleRow, sample_rows, sample_spec
from ui.feedback import Telling
from ui.shell.act import Act, ActButton
from ui.shell.context import Context
from ui.tables.listpage import ListPage
from ui.tables.spec import Head, ListSpec
from ui.tables.states import EmptyPanel, LoadingPanel

SHORT = 3_000


def shown(qtbot: QtBot, context: Context, spec: ListSpec[SampleRow]) -> ListPage[SampleRow]:
    """The page of a spec, on screen and loaded, with the detail of its first row."""
    page = ListPage(context, spec)
    qtbot.addWidget(page)
    page.resize(1150, 740)
    page.show()
    assert isinstance(page.stack.currentWidget(), LoadingPanel)
    qtbot.waitUntil(lambda: not isinstance(page.stack.currentWidget(), LoadingPanel), timeout=SHORT)
    if page.model.rowCount() and spec.detail is not None:
        qtbot.waitUntil(lambda: page.detail.detail is not None, timeout=SHORT)
    return page


def texts(page: ListPage[SampleRow]) -> list[str]:
    """Every line of text that the page shows."""
    return [one.text() for one in page.findChildren(QLabel) if one.isVisible() and one.text()]


def test_loaded_page_selects_its_first_row_and_shows_it(
    qtbot: QtBot, context: Context, went: Went
) -> None:
    page = shown(qtbot, context, sample_spec(sample_rows(12)))
    assert page.model.rowCount() == 12
    assert page.detail.detail is not None
    assert page.detail.detail.title == "2026-00000 · Udruženje „Đerdan“ Šabac"
    assert page.head.line.full_text() == "12 prijava u pozivu 2026/1 · rok 14.12.2026."
    assert went.waiting == {"sample": 12}


def test_empty_page_says_what_belongs_here_and_offers_the_way(
    qtbot: QtBot, context: Context
) -> None:
    page = shown(qtbot, context, sample_spec(()))
    panel = page.stack.currentWidget()
    assert isinstance(panel, EmptyPanel)
    assert [one.text() for one in panel.findChildren(QLabel) if one.text()] == [
        "No applications yet",
        "Applications that arrive for the call stand here.",
        "First publish a call.",
    ]


def test_search_without_result_says_so_and_comes_back(qtbot: QtBot, context: Context) -> None:
    page = shown(qtbot, context, sample_spec(sample_rows(12)))
    page.toolbar.search.setText("nothing like this")
    qtbot.waitUntil(lambda: isinstance(page.stack.currentWidget(), EmptyPanel), timeout=SHORT)
    assert "Nothing found" in texts(page)
    page.toolbar.search.clear()
    qtbot.waitUntil(lambda: page.model.rowCount() == 12, timeout=SHORT)
    assert not isinstance(page.stack.currentWidget(), EmptyPanel)


def test_filter_chips_count_and_add_up(qtbot: QtBot, context: Context) -> None:
    page = shown(qtbot, context, sample_spec(sample_rows(12)))
    scored, dismissed = page.toolbar.chips()
    assert (scored.text(), dismissed.text()) == ("Scored 3", "Dismissed 2")
    QTest.mouseClick(scored, Qt.MouseButton.LeftButton)
    assert page.model.rowCount() == 3
    QTest.mouseClick(dismissed, Qt.MouseButton.LeftButton)
    assert page.model.rowCount() == 5


def test_record_asked_for_before_loading_is_selected_after(qtbot: QtBot, context: Context) -> None:
    page = ListPage(context, sample_spec(sample_rows(12)))
    qtbot.addWidget(page)
    page.open_record("2026-07919")
    page.show()
    qtbot.waitUntil(lambda: page.table.current_row() is not None, timeout=SHORT)
    found = page.table.current_row()
    assert found is not None
    assert found.number == "2026-07919"


def test_page_in_view_loads_again_after_its_topic_and_a_hidden_one_when_shown(
    qtbot: QtBot, context: Context
) -> None:
    loads: list[int] = []

    def load(session: object) -> tuple[SampleRow, ...]:
        loads.append(1)
        return sample_rows(len(loads))

    spec = dataclasses.replace(
        sample_spec(()), load=load, topics=frozenset({"people"}), head=None, detail=None
    )
    page = shown(qtbot, context, spec)
    kwargs = {"name": "Petar Primer", "roles": [Role.APPROVER]}
    context.desk.run(add_person, kwargs, lambda result: None, owner=page)
    qtbot.waitUntil(lambda: page.model.rowCount() == 2, timeout=SHORT)
    page.hide()
    kwargs = {"name": "Mila Primer", "roles": [Role.APPROVER]}
    with qtbot.waitSignal(context.desk.changed):
        context.desk.run(add_person, kwargs, lambda result: None, owner=page)
    assert len(loads) == 2
    page.show()
    qtbot.waitUntil(lambda: page.model.rowCount() == 3, timeout=SHORT)


def test_refused_loading_is_explained(qtbot: QtBot, context: Context) -> None:
    def load(session: object) -> tuple[SampleRow, ...]:
        raise refusal("kernel.not_found", table="call")

    shown(qtbot, context, dataclasses.replace(sample_spec(()), load=load, head=None))
    said = context.feedback.said[-1]
    assert said.telling is Telling.REFUSED
    assert said.details == ("Nothing with this identity is in the store (call).",)


def test_problems_and_blocked_acts_stand_in_the_head(
    qtbot: QtBot, context: Context, went: Went
) -> None:
    blocked = Act(
        text="Rank",
        run=lambda context, owner: None,
        blocked="Two returns are missing.",
        leads=lambda context: context.go("committee", ""),
    )
    alone = Act(text="Export", run=lambda context, owner: None, blocked="Nothing to export.")

    def head(session: object, rows: tuple[SampleRow, ...]) -> Head:
        problem = Problem(code="kernel.role_missing", params={"roles": "x"})
        return Head(primary=blocked, secondary=(alone,), problems=(problem,))

    page = shown(qtbot, context, dataclasses.replace(sample_spec(sample_rows(2)), head=head))
    assert "This needs one of these roles: x." in texts(page)
    export, rank = page.head.findChildren(ActButton)
    assert not export.isEnabled()
    assert rank.toolTip() == "Two returns are missing."
    QTest.mouseClick(rank, Qt.MouseButton.LeftButton)
    assert went.to == [("committee", "")]


@pytest.mark.parametrize(
    ("width", "way"), [(1150, Qt.Orientation.Horizontal), (800, Qt.Orientation.Vertical)]
)
def test_detail_folds_below_on_a_narrow_window(
    qtbot: QtBot, context: Context, width: int, way: Qt.Orientation
) -> None:
    page = shown(qtbot, context, sample_spec(sample_rows(12)))
    page.resize(width, 740)
    assert page.split.orientation() is way


def test_detail_can_be_put_away(qtbot: QtBot, context: Context) -> None:
    page = shown(qtbot, context, sample_spec(sample_rows(2)))
    page.toolbar.fold.click()
    assert page.detail.isHidden()
    page.toolbar.fold.click()
    assert not page.detail.isHidden()


def test_record_takes_the_whole_page_and_gives_it_back(qtbot: QtBot, context: Context) -> None:
    page = shown(qtbot, context, sample_spec(sample_rows(12)))
    qtbot.waitUntil(lambda: page.detail.tabs is not None, timeout=SHORT)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert not page.table.isVisible()
    assert not page.toolbar.isVisible()
    qtbot.waitUntil(lambda: page.detail.width() > 1_000, timeout=SHORT)
    page.detail.give_back()
    qtbot.waitUntil(page.table.isVisible, timeout=SHORT)
    assert page.toolbar.isVisible()
    assert page.focusWidget() is page.table


def test_detail_grows_with_the_page_until_a_person_draws_the_border(
    qtbot: QtBot, context: Context
) -> None:
    page = shown(qtbot, context, sample_spec(sample_rows(12)))
    before = page.detail.width()
    page.resize(1700, 740)
    qtbot.waitUntil(lambda: page.detail.width() > before + 150, timeout=SHORT)
    page.split.setSizes([1200, 400])
    page.split.splitterMoved.emit(1200, 1)
    chosen = page.detail.width()
    page.resize(1650, 740)
    qtbot.waitUntil(lambda: abs(page.detail.width() - chosen) < 60, timeout=SHORT)


def test_listing_names_search_and_filters(qtbot: QtBot, context: Context) -> None:
    page = shown(qtbot, context, sample_spec(sample_rows(12)))
    QTest.mouseClick(page.toolbar.chips()[0], Qt.MouseButton.LeftButton)
    page.toolbar.search.setText("sabac")
    qtbot.waitUntil(lambda: page.model.rowCount() < 3, timeout=SHORT)
    assert (
        page.listing().extent() == f"{page.model.rowCount()} of 12 · search: sabac · only: Scored"
    )
