"""A small call with its committee under the window's desk, for committee and ranking."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from iris_grants.people.desks import create_store
from iris_grants.scoring.commands.merge import confirm_key
from iris_grants.scoring.merging import merge_files
from tests.iris_grants.scoring.packages import made_packages
from tests.iris_grants.scoring.returned import SentFile, assessed, content_of, package_in, write
from tests.iris_grants.scoring.sample import (
    Office,
    add_application,
    make_call,
    open_office,
    ticking,
)
from ui.desk import WindowDesk
from ui.tables.tabbed import TabbedPage
from ui.tasks import Tasks

LONG = 20_000


@dataclass(slots=True)
class Seat:
    """The window's desk and, for what tests do behind its back, the office itself."""

    office: Office
    desk: WindowDesk


@contextmanager
def seated(folder: Path, tasks: Tasks, window: QWidget, *, whole: bool) -> Iterator[Seat]:
    """An office with a whole committee, or one with only the call and its applications."""
    address = str(folder / "sample.iris")
    office = open_office(address) if whole else _bare(address)
    desk = WindowDesk(office.desk, tasks, window)
    yield Seat(office=office, desk=desk)
    tasks.close()
    desk.close()


def returned(office: Office, folder: Path, points: Mapping[str, tuple[int, ...]]) -> list[SentFile]:
    """Packages of all assessors and a return of each; `points` by code, the same everywhere."""
    files = []
    for code, made in made_packages(office, folder).items():
        package = package_in(made)
        said = {one.number: assessed(*points[code]) for one in package.applications}
        files.append(write(folder / f"{code}.iris-return", content_of(package, said)))
    return files


def shown(qtbot: QtBot, page: TabbedPage, tab: str) -> TabbedPage:
    """The page on screen with a tab open and its head loaded."""
    if not page.isVisible():
        qtbot.addWidget(page)
        page.resize(1150, 740)
        page.show()
    page.open_tab(tab)
    qtbot.waitUntil(lambda: bool(page.shown_head().line), timeout=LONG)
    return page


def _bare(address: str) -> Office:
    desk = create_store(address, person_name="Mila Ogledna", clock=ticking())
    call_id = make_call(desk, "IP-2023")
    applications = {f"IP-{n:03d}": add_application(desk, n) for n in (1, 2, 3)}
    return Office(desk=desk, call_id=call_id, members={}, applications=applications)


def merge_all(office: Office, folder: Path, points: Mapping[str, tuple[int, ...]]) -> None:
    """All packages scored, returned, merged, and the keys confirmed."""
    files = returned(office, folder, points)
    merge_files(office.desk, [one.path for one in files])
    for code, one in zip("ABC", files, strict=True):
        office.desk.run(
            confirm_key,
            member_id=office.members[code],
            fingerprint=one.fingerprint,
            note="Telefonom.",
        )
