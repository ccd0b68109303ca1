"""How a package comes into the window: dropped, from the start page, again among the latest."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog

from iris_grants.__main__ import _is_store
from iris_grants.scoring.working_store import work_path
from tests.ui.assessor.driving import LONG, Assessor
from ui.assessor.page import AssessorPage
from ui.feedback import Telling
from ui.shell.controls import Button
from ui.shell.packages import package_of
from ui.shell.startpage import StartPage


def test_package_and_its_working_store_are_one_address(package: Path) -> None:
    assert package_of(str(package)) == package_of(str(work_path(package))) == str(package)
    assert package_of("programme.iris") == ""
    assert _is_store(str(package))


def test_dropped_package_asks_for_its_passphrase(assessor: Assessor, package: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(package))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    assert assessor.window.dropping.eventFilter(assessor.window, event)
    assert event.isAccepted()
    assessor.answer_passphrase("sedam belih golubova")
    assessor.qtbot.waitUntil(assessor.is_open, timeout=LONG)
    window = assessor.window
    assert window.windowTitle() == "Scoring – IP-2023-P01-A"
    assert "Store: IP-2023-P01-A" in window.status.text()
    actions = window.menu_bar.actions
    assert not any(actions[key].isEnabled() for key in ("person", "copy_store", "backup"))
    assert window.workspace is not None
    assert window.workspace.navigation.isHidden()


def test_start_page_offers_packages_and_the_latest_again(
    assessor: Assessor, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = (str(package), "")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *args: chosen)
    start = assessor.window.centralWidget()
    assert isinstance(start, StartPage)
    tile = next(one for one in start.findChildren(Button) if one.text() == "Scoring package…")
    tile.click()
    assessor.answer_passphrase("sedam belih golubova")
    assessor.qtbot.waitUntil(assessor.is_open, timeout=LONG)
    assessor.window.close_store()
    again = assessor.window.centralWidget()
    assert isinstance(again, StartPage)
    assert [one.text() for one in again.recent] == ["IP-2023-P01-A"]
    again.recent[0].click()
    assessor.answer_passphrase("sedam belih golubova")
    assessor.qtbot.waitUntil(assessor.is_open, timeout=LONG)


def test_another_language_keeps_the_place(assessor: Assessor, package: Path) -> None:
    desk = assessor.open(package)
    desk.step(1)
    desk.step(1)
    place = desk.current()
    assessor.window.set_language("sr_Latn")
    assessor.qtbot.waitUntil(assessor.is_open, timeout=LONG)
    assert assessor.desk.current() == place
    assert assessor.desk.bar.place.text() == "Prijava 2 od 2"
    assessor.window.set_language("en")


def test_damaged_package_is_explained(assessor: Assessor, package: Path) -> None:
    data = bytearray(package.read_bytes())
    data[-40] ^= 1
    package.write_bytes(data)
    assessor.window.open_store(str(package))
    assessor.answer_passphrase("sedam belih golubova")
    said = assessor.window.feedback.said
    assessor.qtbot.waitUntil(lambda: bool(said), timeout=LONG)
    assert (said[0].telling, said[0].text) == (Telling.REFUSED, "The package cannot be opened")
    assert not isinstance(assessor.window.current_page(), AssessorPage)
    assert [path.name for path in package.parent.glob("IP-2023-P01-A*")] == [package.name]


def test_border_between_the_halves_stays_where_it_was_put(
    assessor: Assessor, package: Path
) -> None:
    desk = assessor.open(package)
    desk.step(1)
    halves = desk.halves
    assessor.qtbot.waitUntil(lambda: sum(halves.sizes()) > 1000, timeout=LONG)
    halves.moveSplitter(600, 1)
    wanted = halves.sizes()
    assessor.window.close_store()
    again = assessor.open(package).halves
    assessor.qtbot.waitUntil(lambda: again.sizes() == wanted, timeout=LONG)
