"""Every page of the window: opens on any store, speaks one language, asks a fixed number of times.

New pages are held to it as soon as they are there: the tests go through `present_entries`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QTabWidget, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.store import Store
from db.tables.applications import ApplicationBudgetLineRecord, ApplicationRecord
from db.tables.organisations import OrganisationRecord
from iris_grants.demo.build import STORE
from iris_grants.demo.cast import OFFICER
from iris_grants.people.desks import create_store, open_desk
from iris_grants.wording import set_language
from tests.iris_grants.crowd import crowd, statements_of_store
from tests.iris_grants.everything import ONCE, laid_down, one_of_everything
from tests.iris_grants.funding import open_funding
from tests.ready_samples import DEMO, built_once
from tests.ui.conftest import Went
from tests.ui.looking import english_in, nameless, raw_codes, texts_of
from ui.desk import WindowDesk
from ui.feedback import Feedback, Telling
from ui.organisations.page import build as build_organisations
from ui.pages import present_entries
from ui.shell.context import Context
from ui.shell.page import Page
from ui.shell.preferences import Preferences
from ui.tables.columns import Chip
from ui.tables.detail_panel import DetailPanel
from ui.tables.listpage import ListPage
from ui.tasks import Tasks

LONG = 60_000
MANY = 10_000
TIMES = 30
STATES = 4
"""So many records of a list are looked at, each in another state."""

ENTRIES = {entry.key: entry for entry in present_entries()}
Opened = Callable[[Path, str], Context]


@dataclass(slots=True)
class Opening:
    """What it took to open a page: statements, rows of its lists, records in focus, by list."""

    statements: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    focus: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grown:
    """A store with one of everything, with thirty, and with thirty on thirty calls and rules."""

    one: Path
    work: Path
    frame: Path


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A new store with nothing but its first person."""
    path = tmp_path_factory.mktemp("empty") / "empty.iris"
    create_store(path, person_name="Ana Primer").store.close()
    return path, "Ana Primer"


@pytest.fixture(scope="session")
def crowded_store(run_folder: Path) -> tuple[Path, str]:
    """A store in which ten thousand applied."""

    def build(folder: Path) -> None:
        funding = open_funding(str(folder / STORE))
        crowd(funding.officer, MANY)
        (folder / "name.txt").write_text(funding.officer.person.name, encoding="utf-8")
        funding.close()

    folder = built_once(run_folder, "crowd", build)
    return folder / STORE, (folder / "name.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def demo_store(programme: Path) -> tuple[Path, str]:
    """The whole programme: 55 applications, 12 grants, 30 licensing cases, in every state."""
    return programme / DEMO / STORE, OFFICER


@pytest.fixture(scope="session")
def english_words(demo_store: tuple[Path, str]) -> frozenset[str]:
    """What applicants wrote into English forms, which nobody translates."""
    line = ApplicationBudgetLineRecord
    query = (
        select(line.description, line.unit)
        .join(ApplicationRecord, ApplicationRecord.id == line.application_id)
        .where(ApplicationRecord.language == "en")
    )
    with Store.open(demo_store[0], write=False) as store, store.read() as session:
        return frozenset(word for row in session.execute(query) for word in row)


@pytest.fixture(scope="session")
def grown(demo_store: tuple[Path, str], run_folder: Path) -> Grown:
    """Three stores with the same records, one of each and thirty."""

    def build(folder: Path) -> None:
        rows = one_of_everything(*demo_store)
        laid_down(rows, folder / "one.iris")
        laid_down(rows, folder / "work.iris", times=TIMES)
        laid_down(rows, folder / "frame.iris", times=TIMES, single=ONCE)

    folder = built_once(run_folder, "grown", build)
    return Grown(one=folder / "one.iris", work=folder / "work.iris", frame=folder / "frame.iris")


@pytest.fixture
def opened(
    window: QWidget, tasks: Tasks, feedback: Feedback, preferences: Preferences
) -> Iterator[Opened]:
    """Opens a store for reading and gives the context of its pages; closes it afterwards."""
    desks: list[WindowDesk] = []

    def open_one(path: Path, person: str) -> Context:
        went = Went()
        desk = WindowDesk(open_desk(path, person, write=False), tasks, window)
        desks.append(desk)
        return Context(
            window=window,
            desk=desk,
            feedback=feedback,
            preferences=preferences,
            go=went.go,
            say_waiting=went.say_waiting,
            trigger=went.trigger,
        )

    yield open_one
    tasks.settle()
    for desk in desks:
        desk.close()


@contextmanager
def shown(
    qtbot: QtBot, page: Page, tasks: Tasks, focus: Mapping[str, str] | None = None
) -> Iterator[Page]:
    """The page on screen with everything loaded, every tab once in view, the focus as wanted."""
    for one in lists_of(page):
        ListPage.open_record(one, (focus or {}).get(one.spec.key, ""))
    page.resize(1150, 700)
    page.show()
    settled(qtbot, tasks)
    for tabs in page.findChildren(QTabWidget):
        for place in range(tabs.count()):
            tabs.setCurrentIndex(place)
            settled(qtbot, tasks)
    yield page
    page.close()
    page.deleteLater()


def settled(qtbot: QtBot, tasks: Tasks) -> None:
    """Wait until nothing is on its way any more, and what has arrived is in view."""
    qtbot.waitUntil(tasks.idle, timeout=LONG)
    QApplication.sendPostedEvents()  # what was put into a layout is shown by an event
    QApplication.processEvents()


def failures(feedback: Feedback) -> list[str]:
    """What went wrong, as the person was told."""
    bad = (Telling.REFUSED, Telling.CRASHED)
    return [f"{said.text}: {said.details}" for said in feedback.said if said.telling in bad]


@pytest.mark.parametrize("key", ENTRIES)
def test_page_opens_on_an_empty_store_and_speaks_serbian_alone(
    qtbot: QtBot,
    opened: Opened,
    tasks: Tasks,
    feedback: Feedback,
    empty_store: tuple[Path, str],
    key: str,
) -> None:
    set_language("sr_Latn")
    with shown(qtbot, ENTRIES[key].build(opened(*empty_store)), tasks) as page:
        assert failures(feedback) == []
        look(page)


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("key", ENTRIES)
def test_page_shows_the_demo_in_words(
    qtbot: QtBot,
    opened: Opened,
    tasks: Tasks,
    feedback: Feedback,
    demo_store: tuple[Path, str],
    english_words: frozenset[str],
    key: str,
) -> None:
    for language in ("sr_Latn", "en"):
        set_language(language)
        with shown(qtbot, ENTRIES[key].build(opened(*demo_store)), tasks) as page:
            for view in views(qtbot, page, tasks):
                assert failures(feedback) == []
                look(view, serbian=language == "sr_Latn", data=english_words)


@pytest.mark.slow
@pytest.mark.parametrize("key", ENTRIES)
def test_page_opens_on_ten_thousand_applications(
    qtbot: QtBot,
    opened: Opened,
    tasks: Tasks,
    feedback: Feedback,
    crowded_store: tuple[Path, str],
    key: str,
) -> None:
    with shown(qtbot, ENTRIES[key].build(opened(*crowded_store)), tasks):
        assert failures(feedback) == []


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("key", ENTRIES)
def test_page_asks_as_often_for_thirty_records_as_for_one(
    qtbot: QtBot,
    opened: Opened,
    tasks: Tasks,
    feedback: Feedback,
    grown: Grown,
    key: str,
) -> None:
    one, work, frame = openings(qtbot, opened, tasks, grown, ENTRIES[key].build)
    assert failures(feedback) == []
    assert one.focus == work.focus == frame.focus, "the same records are compared"
    for name, count in one.rows.items():
        assert max(work.rows[name], frame.rows[name]) >= min(count, 1) * TIMES, name
    assert one.statements == work.statements == frame.statements


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_page_that_asks_for_each_record_would_be_found(
    qtbot: QtBot, opened: Opened, tasks: Tasks, grown: Grown
) -> None:
    def build(context: Context) -> Page:
        page = build_organisations(context)
        load = page.spec.load

        def load_one_by_one(session: Session) -> tuple[Any, ...]:
            rows = load(session)
            for row in rows:
                query = select(OrganisationRecord.name).where(OrganisationRecord.id == row.id)
                session.scalar(query)
            return rows

        return ListPage(context, replace(page.spec, load=load_one_by_one))

    one, work, _frame = openings(qtbot, opened, tasks, grown, build)
    (count,) = one.rows.values()
    assert work.statements - one.statements == (TIMES - 1) * count


def openings(
    qtbot: QtBot,
    opened: Opened,
    tasks: Tasks,
    grown: Grown,
    build: Callable[[Context], Page],
) -> list[Opening]:
    """What it took to open a page on each of the three stores, the same records in focus."""
    found: list[Opening] = []
    for store in (grown.one, grown.work, grown.frame):
        context = opened(store, OFFICER)
        focus = found[0].focus if found else None
        with (
            statements_of_store(context.desk._desk.store) as seen,
            shown(qtbot, build(context), tasks, focus) as page,
        ):
            lists = lists_of(page)
        taken = Opening(statements=len(seen))
        for one in lists:
            taken.rows[one.spec.key] = len(one.model.rows())
            current = one.table.current_row()
            taken.focus[one.spec.key] = "" if current is None else one.spec.row_key(current)
        found.append(taken)
    return found


def lists_of(page: Page) -> list[ListPage[Any]]:
    """The lists of a page, or the one that it is."""
    return [page] if isinstance(page, ListPage) else page.findChildren(ListPage)


def views(qtbot: QtBot, page: Page, tasks: Tasks) -> Iterator[QWidget]:
    """The page in each of its tabs, and the records of its lists in several states, all tabs."""
    yield page
    looked_at: list[ListPage[Any]] = []
    for turn in turns(page):
        turn()
        settled(qtbot, tasks)
        yield page
        for one in lists_of(page):
            if one.isVisible() and one not in looked_at:
                looked_at.append(one)
                yield from details(qtbot, one, tasks)


def turns(page: Page) -> Iterator[Callable[[], None]]:
    """How each tab of a page comes into view; a page without tabs is always there."""
    tabs = [one for one in page.findChildren(QTabWidget) if not inside_detail(one)]
    if not tabs:
        yield lambda: None
    for one in tabs:
        for place in range(one.count()):
            yield partial(one.setCurrentIndex, place)


def inside_detail(widget: QWidget) -> bool:
    """Whether a widget belongs to the record in focus."""
    parent = widget.parentWidget()
    return parent is not None and (isinstance(parent, DetailPanel) or inside_detail(parent))


def details(qtbot: QtBot, page: ListPage[Any], tasks: Tasks) -> Iterator[QWidget]:
    """The details of some records of a list, each with every tab once in front."""
    for key in in_several_states(page):
        assert page.table.go_to(key)
        settled(qtbot, tasks)
        if page.spec.detail is not None:
            assert page.detail.detail is not None
            assert page.detail.tabs is not None
            assert page.detail.detail.title in texts_of(page.detail)
            for place in range(page.detail.tabs.count()):
                page.detail.tabs.setCurrentIndex(place)
                settled(qtbot, tasks)
                yield page.detail


def in_several_states(page: ListPage[Any]) -> list[str]:
    """Keys of records that differ in the words of their chips."""
    found: dict[tuple[str, ...], str] = {}
    for row in (page.model.row_at(place) for place in range(page.model.rowCount())):
        values = [column.of(row) for column in page.spec.columns]
        words = tuple(value.word for value in values if isinstance(value, Chip))
        found.setdefault(words, page.spec.row_key(row))
    return list(found.values())[:STATES]


def look(view: QWidget, *, serbian: bool = True, data: Collection[str] = ()) -> None:
    """Every input has a name, no text is a code, and in Serbian none is English but in `data`."""
    assert nameless(view) == []
    texts = list(texts_of(view))
    assert {text: found for text in texts if (found := raw_codes(text))} == {}
    if serbian:
        english = {text: set(english_in(text)).difference(data) for text in texts}
        assert {text: found for text, found in english.items() if found} == {}
