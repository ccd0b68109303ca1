"""Copies and backups of whole stores from the menu."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from iris_grants.people.desks import open_desk
from iris_grants.wording.formats import moment
from ui.feedback import Telling
from ui.shell import filework
from ui.shell.window import MainWindow

LONG = 10_000


def test_copy_of_the_open_store_can_be_opened(
    qtbot: QtBot, open_window: MainWindow, tmp_path: Path
) -> None:
    assert open_window.desk is not None
    target = tmp_path / "copy.iris"
    filework.save_copy(open_window, open_window.desk, open_window.feedback, target)
    qtbot.waitUntil(lambda: bool(open_window.feedback.said), timeout=LONG)
    assert open_window.feedback.said[-1].text == "Saved as copy.iris."
    copy = open_desk(target, "Ana Primer")
    assert copy.store.store_id == open_window.desk.store_id
    copy.store.close()


def test_copy_never_overwrites_a_file(
    qtbot: QtBot, open_window: MainWindow, tmp_path: Path
) -> None:
    assert open_window.desk is not None
    target = tmp_path / "there.iris"
    target.write_text("mine")
    filework.save_copy(open_window, open_window.desk, open_window.feedback, target)
    qtbot.waitUntil(lambda: bool(open_window.feedback.said), timeout=LONG)
    assert open_window.feedback.said[-1].telling is Telling.REFUSED
    assert target.read_text() == "mine"


def test_backup_is_dated_and_shown_in_the_status_line(
    qtbot: QtBot, open_window: MainWindow, tmp_path: Path
) -> None:
    desk, preferences = open_window.desk, open_window.preferences
    assert desk is not None
    folder = tmp_path / "backups"
    filework.back_up(
        open_window, desk, open_window.feedback, preferences, folder, open_window.show_backup
    )
    qtbot.waitUntil(lambda: bool(open_window.feedback.said), timeout=LONG)
    (made,) = folder.glob("sample-*.iris")
    assert open_window.feedback.said[-1].text == f"Backed up as {made.name}."
    assert preferences.backup_folder(desk.store_id) == str(folder)
    when = moment(preferences.backup_at(desk.store_id))
    wanted = f"last backup {when}"
    qtbot.waitUntil(lambda: wanted in open_window.status.text().split(" · "), timeout=LONG)
