"""The first page: what waits for whom, pictures, and the way on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from iris_grants.kernel.access import Role
from tests.iris_grants.funding import open_funding
from tests.ui.conftest import Went
from ui.charts import PipelineBar, Slice
from ui.home.page import HomePage, NeedRow, Source, in_lines, own_first
from ui.home.parts import Figure, HomePart, Need, Picture
from ui.organisations.home import home as ceiling_home
from ui.shell.context import Context
from ui.templates.home import home as rules_home

SHORT = 3_000
OTHERS = Need(
    text="Two packages are not returned",
    button="Open",
    page="committee",
    roles=frozenset({Role.ASSESSOR}),
)
MINE = Need(
    text="A payment waits",
    button="Release",
    page="finance",
    record="p1",
    roles=frozenset({Role.APPROVER}),
)


def shown(qtbot: QtBot, context: Context, went: Went, *sources: Source) -> HomePage:
    """The page on screen, loaded."""
    page = HomePage(context, sources)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    qtbot.waitUntil(lambda: "home" in went.waiting, timeout=SHORT)
    return page


def test_own_work_stands_first_and_leads_on(qtbot: QtBot, context: Context, went: Went) -> None:
    page = shown(qtbot, context, went, lambda session: HomePart(needs=(OTHERS, MINE)))
    rows = page.findChildren(NeedRow)
    assert [row.button.text() for row in rows] == ["Release", "Open"]
    QTest.mouseClick(rows[0].button, Qt.MouseButton.LeftButton)
    assert went.to == [("finance", "p1")]
    assert went.waiting == {"home": 2}
    assert page.head.line.full_text() == "2 things wait"


def test_nothing_to_do_is_said(qtbot: QtBot, context: Context, went: Went) -> None:
    page = shown(qtbot, context, went)
    assert page.head.line.full_text() == "Nothing waits"
    texts = [one.text() for one in page.findChildren(QLabel)]
    assert (
        texts.count("Nothing needs you now. Deadlines, reports and payments will stand here.") == 1
    )


def test_figures_and_pictures_of_several_sources_stand_together(
    qtbot: QtBot, context: Context, went: Went
) -> None:
    chart = PipelineBar("Call", (Slice(name="Received", value=5, shown="5"),))
    page = shown(
        qtbot,
        context,
        went,
        lambda session: HomePart(figures=(Figure(title="Applications", value="5"),)),
        lambda session: HomePart(pictures=(Picture(title="Call", make=lambda: chart, wide=True),)),
    )
    texts = [one.text() for one in page.findChildren(QLabel) if one.text()]
    assert texts[:2] == ["Home", "Nothing waits"]
    assert {"Applications", "5", "Call"} <= set(texts)
    assert page.findChildren(PipelineBar) == [chart]


def test_of_many_needs_the_first_of_each_page_are_shown_and_the_rest_counted(
    qtbot: QtBot, context: Context, went: Went
) -> None:
    def many(page: str, count: int) -> Source:
        needs = tuple(Need(text=f"{page} {n}", button="Open", page=page) for n in range(count))
        return lambda session: HomePart(needs=needs)

    page = shown(qtbot, context, went, many("awards", 500), many("finance", 2))
    rows = [row._need.text for row in page.findChildren(NeedRow)]
    assert rows == [
        *(f"awards {n}" for n in range(5)),
        "finance 0",
        "finance 1",
        *(f"awards {n}" for n in range(5, 12)),
    ]
    assert "and 488 more like these" in [one.text() for one in page.findChildren(QLabel)]
    assert went.waiting == {"home": 502}


def test_figures_stand_in_full_lines() -> None:
    def places(count: int) -> list[tuple[int, int, int]]:
        figures = [Figure(title=str(n), value=str(n)) for n in range(count)]
        return [(line, at, span) for line, at, span, _figure in in_lines(figures)]

    assert places(0) == []
    assert places(4) == [(0, 0, 3), (0, 3, 3), (0, 6, 3), (0, 9, 3)]
    assert places(5) == [(0, 0, 4), (0, 4, 4), (0, 8, 4), (1, 0, 6), (1, 6, 6)]


def test_pictures_of_ones_own_work_come_first() -> None:
    pages = ("applications", "grants", "finance", "licensing", "results")
    officer = frozenset({Role.LICENSING_OFFICER})
    assert own_first(pages, officer)[0] == "licensing"
    assert own_first(pages, frozenset({Role.FINANCE_OFFICER}))[:2] == ["grants", "finance"]
    assert own_first(pages, frozenset({Role.GRANTS_OFFICER}))[:2] == ["applications", "results"]
    assert own_first(pages, frozenset(Role)) == list(pages)


def test_unverified_rules_and_the_ceiling_stand_on_the_first_page(tmp_path: Path) -> None:
    funding = open_funding(str(tmp_path / "programme.iris"))
    with funding.officer.read() as session:
        assert ceiling_home(session) == HomePart()
        (need,) = rules_home(session).needs
    funding.award(funding.apply(1))
    with funding.officer.read() as session:
        (picture,) = ceiling_home(session).pictures
    funding.close()
    assert picture.title == "Nearest to the ceiling of 60,000.00 EUR"
    assert need.page == "templates"
    assert need.text == "1 rule set in use is not compared with its source."
