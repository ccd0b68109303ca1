"""Dropped files are known by what they are, and go to the page that they belong to."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from ui.pages import ENTRIES
from ui.shell.dropping import Kind, TakesFiles, kind_of
from ui.shell.page import Page
from ui.shell.window import MainWindow


class Taking(Page):
    """A page that remembers what was dropped on it."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.context)
        self.taken: list[tuple[Path, ...]] = []

    def take_dropped(self, paths: tuple[Path, ...]) -> None:
        """Remember the files."""
        self.taken.append(paths)


class Dropped:
    """Files let go over the window; the event does not own its data."""

    def __init__(self, *paths: Path) -> None:
        self.data = QMimeData()
        self.data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        self.event = QDropEvent(
            QPointF(20, 20),
            Qt.DropAction.CopyAction,
            self.data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )

    def taken_by(self, window: MainWindow) -> bool:
        """Whether the window does something with them."""
        return window.dropping.eventFilter(window, self.event)


def test_kinds_are_known_by_ending_and_content(tmp_path: Path) -> None:
    bag = tmp_path / "bag"
    bag.mkdir()
    (bag / "bagit.txt").write_text("BagIt-Version: 1.0\n", encoding="utf-8")
    packed, forms = tmp_path / "bag.zip", tmp_path / "forms.zip"
    for path, name in ((packed, "bag/bagit.txt"), (forms, "Vrbak/obrazac.xlsx")):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(name, "x")
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"no zip")
    tray = tmp_path / "tray"
    tray.mkdir()
    form, other = tray / "obrazac.xlsx", Path("a.iris-return")

    assert kind_of((tmp_path / "a.iris",)) is kind_of((tmp_path / "A.iris-package",)) is Kind.STORE
    assert kind_of((other, Path("b.iris-return"))) is Kind.RETURNS
    assert kind_of((bag,)) is kind_of((packed,)) is kind_of((tmp_path,)) is Kind.DOSSIER
    assert kind_of((form,)) is kind_of((tray,)) is kind_of((forms, form)) is Kind.FORMS
    assert kind_of((broken,)) is Kind.FORMS
    assert kind_of(()) is kind_of((Path("a.pdf"),)) is kind_of((form, other)) is None


def test_every_page_that_files_lead_to_takes_them() -> None:
    pages = {entry.key for entry in ENTRIES}
    assert {kind for kind in Kind if kind is not Kind.STORE} <= pages


@pytest.mark.parametrize("key", ["applications", "committee", "dossiers"])
def test_page_of_a_kind_can_be_given_files(key: str) -> None:
    from ui.applications.page import ApplicationsPage
    from ui.committee.page import CommitteePage
    from ui.dossiers.page import DossiersPage

    made = {
        "applications": ApplicationsPage,
        "committee": CommitteePage,
        "dossiers": DossiersPage,
    }
    assert issubclass(made[key], TakesFiles)


def test_form_dropped_anywhere_reaches_the_page_of_applications(
    qtbot: QtBot, open_window: MainWindow
) -> None:
    workspace = open_window.workspace
    assert workspace is not None
    shown = open_window.current_page()
    assert shown is not None
    taking = Taking(shown)
    workspace.entries["applications"] = workspace.entries["sample"]
    workspace._pages["applications"] = taking
    workspace.stack.addWidget(taking)
    form = Path("obrazac.xlsx")
    assert Dropped(form).taken_by(open_window)
    assert taking.taken == [(form,)]
    assert workspace.current_key() == "applications"
    assert not Dropped(Path("a.iris-return")).taken_by(open_window)
    workspace.go("sample")


def test_form_is_nothing_to_a_window_without_a_store(main_window: MainWindow) -> None:
    assert not Dropped(Path("obrazac.xlsx")).taken_by(main_window)
