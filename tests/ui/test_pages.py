"""Every page of the window: opens on any store, speaks one language, asks a fixed number of times.

New pages are held to it as soon as they are there: the tests go through `present_entries`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from iris_grants.demo.build import STORE, build_sample
from iris_grants.demo.cast import OFFICER
from iris_grants.kernel.progress import Progress
from iris_grants.people.desks import create_store, open_desk
from iris_grants.wording import set_language
from tests.iris_grants.crowd import crowd, multiplied, statements_of_store
from tests.iris_grants.funding import open_funding
from tests.ui.conftest import Went
from tests.ui.looking import english_in, nameless, raw_codes, texts_of
from ui.desk import WindowDesk
from ui.feedback import Feedback, Telling
from ui.pages import present_entries
from ui.shell.context import Context
from ui.shell.entries import Entry
from ui.shell.page import Page
from ui.shell.preferences import Preferences
from ui.tasks import Tasks

LONG = 60_000
MANY = 10_000
MORE_DETAIL = 4
"""By how many statements two records of one list may differ in what they have to show."""

ENTRIES = {entry.key: entry for entry in present_entries()}
Opened = Callable[[Path, str], Context]


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A new store with nothing but its first person."""
    path = tmp_path_factory.mktemp("empty") / "empty.iris"
    create_store(path, person_name="Ana Primer").store.close()
    return path, "Ana Primer"


@pytest.fixture(scope="session")
def crowded_store(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A store in which ten thousand applied."""
    path = tmp_path_factory.mktemp("crowd") / "crowd.iris"
    funding = open_funding(str(path))
    crowd(funding.officer, MANY)
    name = funding.officer.person.name
    funding.close()
    return path, name


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The sample programme, the whole way from the call to dossiers."""
    folder = tmp_path_factory.mktemp("sample") / "sample"
    build_sample(folder, language="sr", progress=Progress())
    return folder / STORE, OFFICER


@pytest.fixture(scope="session")
def grown_store(
    sample_store: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, str]:
    """The same, with every record of the work thirty times."""
    source, person = sample_store
    return multiplied(source, tmp_path_factory.mktemp("grown") / "grown.iris", 30), person


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
def shown(qtbot: QtBot, entry: Entry, context: Context, tasks: Tasks) -> Iterator[Page]:
    """The page of an entry on screen with everything loaded, every tab once in view."""
    page = entry.build(context)
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
    """Wait until nothing is on its way any more."""
    qtbot.waitUntil(tasks.idle, timeout=LONG)


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
    with shown(qtbot, ENTRIES[key], opened(*empty_store), tasks) as page:
        assert failures(feedback) == []
        look(page)


@pytest.mark.slow
@pytest.mark.parametrize("key", ENTRIES)
def test_page_shows_the_sample_in_words(
    qtbot: QtBot,
    opened: Opened,
    tasks: Tasks,
    feedback: Feedback,
    sample_store: tuple[Path, str],
    key: str,
) -> None:
    for language in ("sr_Latn", "en"):
        set_language(language)
        with shown(qtbot, ENTRIES[key], opened(*sample_store), tasks) as page:
            assert failures(feedback) == []
            look(page, serbian=language == "sr_Latn")


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
    with shown(qtbot, ENTRIES[key], opened(*crowded_store), tasks):
        assert failures(feedback) == []


@pytest.mark.slow
@pytest.mark.parametrize("key", ENTRIES)
def test_page_asks_as_often_for_thirty_records_as_for_one(
    qtbot: QtBot,
    opened: Opened,
    tasks: Tasks,
    feedback: Feedback,
    sample_store: tuple[Path, str],
    grown_store: tuple[Path, str],
    key: str,
) -> None:
    taken = []
    for store in (sample_store, grown_store):
        context = opened(*store)
        with (
            statements_of_store(context.desk._desk.store) as seen,
            shown(qtbot, ENTRIES[key], context, tasks),
        ):
            assert failures(feedback) == []
        taken.append(len(seen))
    assert taken[1] <= taken[0] + MORE_DETAIL


def look(page: Page, *, serbian: bool = True) -> None:
    """Every input has a name, no text is a code, and in Serbian none is English."""
    assert nameless(page) == []
    codes = {text: found for text in texts_of(page) if (found := raw_codes(text))}
    assert codes == {}
    if serbian:
        english = {text: found for text in texts_of(page) if (found := english_in(text))}
        assert english == {}
