"""Encrypted files in the window: made, asked for, copied, moved; and what a store lacks."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from db import generation
from db.errors import StoreNotice
from iris_grants.documents.filing import file_document
from iris_grants.people.desks import create_store, open_desk
from iris_grants.people.sealing import is_sealed, new_key
from tests.ui.acting import fill
from ui.shell import filework
from ui.shell.beginning import beginning_form, new_store
from ui.shell.opening import AskDialog
from ui.shell.window import MainWindow

LONG = 20_000
PASSPHRASE, OTHER = "dunav i sava 7", "druga lozinka 9"


@pytest.fixture
def sealed(tmp_path: Path) -> str:
    """A closed, encrypted store with one person."""
    address = tmp_path / "sealed.iris"
    create_store(address, person_name="Ana Primer", key=new_key(PASSPHRASE)).store.close()
    return str(address)


def asking(qtbot: QtBot, window: MainWindow, before: AskDialog | None = None) -> AskDialog:
    """The next question before a store is open."""
    qtbot.waitUntil(lambda: window.opening.dialog not in (None, before), timeout=LONG)
    assert window.opening.dialog is not None
    return window.opening.dialog


def test_encrypted_store_is_opened_by_its_passphrase_and_moved(
    qtbot: QtBot, main_window: MainWindow, sealed: str, tmp_path: Path
) -> None:
    main_window.open_store(sealed)
    first = asking(qtbot, main_window)
    fill(first, {"file_passphrase": OTHER})
    first.save.click()
    again = asking(qtbot, main_window, first)
    assert again.panel.rows["file_passphrase"].wrong() == "This is not the passphrase."
    fill(again, {"file_passphrase": PASSPHRASE})
    with qtbot.waitSignal(main_window.store_opened, timeout=LONG):
        again.save.click()
    assert main_window.desk is not None
    assert main_window.desk.encrypted
    assert main_window.menu_bar.actions["move"].isEnabled()

    there = tmp_path / "there"
    there.mkdir()
    with qtbot.waitSignal(main_window.store_opened, timeout=LONG):
        filework.move_store(main_window, main_window.desk, there / "moved.iris")
    assert not Path(sealed).exists()
    assert main_window.desk.address == str(there / "moved.iris")
    assert main_window.preferences.recent == (str(there / "moved.iris"),)


def test_encrypted_copy_is_asked_for_its_passphrase_twice(
    qtbot: QtBot, open_window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copy"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_rest: (str(target), ""))
    open_window.menu_bar.actions["copy_encrypted"].trigger()
    form = asking(qtbot, open_window)
    fill(form, {"file_passphrase": PASSPHRASE, "file_passphrase_again": OTHER})
    form.save.click()
    wrong = form.panel.rows["file_passphrase_again"].wrong()
    assert wrong == "The two passphrases differ."
    fill(form, {"file_passphrase_again": PASSPHRASE})
    form.save.click()
    said = open_window.feedback.said
    qtbot.waitUntil(lambda: bool(said), timeout=LONG)
    assert said[-1].text == "Saved as copy.iris."
    assert is_sealed(target.with_suffix(".iris"))


def test_new_programme_can_be_encrypted(tmp_path: Path) -> None:
    fields = {one.name for one in beginning_form().fields}
    assert {"file_passphrase", "file_passphrase_again"} <= fields
    desk = new_store(str(tmp_path / "new.iris"), "Ana Primer", "", PASSPHRASE)
    assert desk.store.encrypted
    desk.store.close()


def test_missing_contents_are_listed_and_a_dangerous_place_offers_to_move(
    qtbot: QtBot,
    main_window: MainWindow,
    store: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = open_desk(store, "Ana Primer")
    paper = tmp_path / "statut.pdf"
    paper.write_bytes(b"%PDF")
    desk.run(file_document, subject_kind="organisation", subject_id="o", kind="statute", path=paper)
    desk.store.close()
    files = Path(f"{store}-files")
    files.rename(tmp_path / "aside")
    with qtbot.waitSignal(main_window.store_opened, timeout=LONG):
        main_window.open_store(store)
    press_offer(qtbot, main_window, "What is missing?")
    said = main_window.feedback.said
    wanted = "Documents whose contents are missing"
    qtbot.waitUntil(lambda: said[-1].text == wanted, timeout=LONG)
    assert said[-1].details[0].startswith("organisation · statut.pdf · ")
    main_window.close_store()

    (tmp_path / "aside").rename(files)
    synced = StoreNotice(code="store.synced_folder", params={"folder": "OneDrive"})
    monkeypatch.setattr(generation, "place_notices", lambda path: (synced,))
    asked: list[str] = []

    def choose_nothing(_window: object, title: str, *_rest: object) -> tuple[str, str]:
        asked.append(title)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose_nothing)
    with qtbot.waitSignal(main_window.store_opened, timeout=LONG):
        main_window.open_store(store)
    press_offer(qtbot, main_window, "Move…")
    assert asked == ["Move the programme"]


def press_offer(qtbot: QtBot, window: MainWindow, text: str) -> None:
    """Press the button of the message that is shown."""
    toast = window.feedback.toast()
    assert toast is not None
    assert toast.button is not None
    assert toast.button.text() == text
    QTest.mouseClick(toast.button, Qt.MouseButton.LeftButton)
