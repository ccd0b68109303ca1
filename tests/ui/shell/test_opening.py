"""A store of an earlier version is upgraded from the window, after a backup and a question."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import db.upgrade
from db import schema
from tests.ui.feedback.test_door import press
from ui.feedback import Telling
from ui.shell.startpage import StartPage
from ui.shell.window import MainWindow

LONG = 10_000
NEXT = '''"""A step that comes after this version."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute("UPDATE person SET email = 'ana@example.org'")
'''


@pytest.fixture
def older(store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The store of this version, seen by a program that knows one migration more."""
    folder = tmp_path / "migrations"
    (folder / "versions").mkdir(parents=True)
    for name in ("env.py", "versions/0001_initial.py"):
        source = (db.upgrade.MIGRATIONS / name).read_text(encoding="utf-8")
        (folder / name).write_text(source, encoding="utf-8")
    (folder / "versions" / "0002_next.py").write_text(NEXT, encoding="utf-8")
    next_version = partial(db.upgrade.upgrade_file, migrations=folder)
    monkeypatch.setattr(db.upgrade, "upgrade_file", next_version)
    monkeypatch.setattr(schema, "SCHEMA", 2)
    return store


def test_older_store_is_upgraded_after_a_backup_and_opened(
    qtbot: QtBot, main_window: MainWindow, older: str
) -> None:
    main_window.open_store(older)
    said = main_window.feedback.said
    qtbot.waitUntil(lambda: bool(said), timeout=LONG)
    assert (said[-1].telling, said[-1].text) == (
        Telling.ASKED,
        "This programme comes from an older version.",
    )
    (detail,) = said[-1].details
    assert detail == (
        "sample.iris comes from an older version of IRIS Grants (schema 1, now 2). Upgrade it: "
        "a backup is made first."
    )
    with qtbot.waitSignal(main_window.store_opened, timeout=LONG):
        press(qtbot, main_window.feedback, "Back up and upgrade")
    (backup,) = (Path(older).parent / "sample-backups").iterdir()
    assert said[-1].text == f"Upgraded. The backup made before: {backup}"
    main_window.close_store()


def test_older_store_stays_as_it_is_where_nobody_agrees(
    qtbot: QtBot, main_window: MainWindow, older: str
) -> None:
    before = Path(older).read_bytes()
    main_window.open_store(older)
    qtbot.waitUntil(lambda: bool(main_window.feedback.said), timeout=LONG)
    press(qtbot, main_window.feedback, "Cancel")
    assert Path(older).read_bytes() == before
    assert isinstance(main_window.centralWidget(), StartPage)


def test_current_store_needs_no_upgrade_and_is_opened(
    qtbot: QtBot, main_window: MainWindow, store: str
) -> None:
    with qtbot.waitSignal(main_window.store_opened, timeout=LONG):
        main_window.opening.upgrade(store)
    assert not (Path(store).parent / "sample-backups").exists()
