"""What is remembered about a person's screen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray

from ui.shell.preferences import RECENT, Preferences
from ui.shell.theme import Scheme


def test_choices_are_there_the_next_time(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "window.ini"
    first = Preferences(path)
    first.language = "sr_Latn"
    first.scheme = Scheme.DARK
    first.zoom = 1.25
    first.set_bytes("window/geometry", QByteArray(b"\x01\x02"))
    first.remember_store("C:\\Programi\\a.iris", "Ana Primer")
    first.remember_store("/data/b.iris", "Petar Primer")
    first.save()
    second = Preferences(path)
    assert second.language == "sr_Latn"
    assert second.scheme is Scheme.DARK
    assert second.zoom == 1.25
    assert second.bytes("window/geometry") == QByteArray(b"\x01\x02")
    assert second.recent == ("/data/b.iris", "C:\\Programi\\a.iris")
    assert second.person_of("C:\\Programi\\a.iris") == "Ana Primer"


def test_broken_values_count_as_not_set(tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    path.write_text("[General]\nlanguage=xx\nscheme=pink\nzoom_percent=much\n[recent]\ncount=-1\n")
    found = Preferences(path)
    assert found.language in ("en", "sr_Latn")
    assert found.scheme is Scheme.SYSTEM
    assert found.zoom == 1.0
    assert found.recent == ()


def test_recent_stores_are_few_and_each_once(tmp_path: Path) -> None:
    found = Preferences(tmp_path / "window.ini")
    for number in range(RECENT + 3):
        found.remember_store(f"/data/{number}.iris", "Ana")
    found.remember_store("/data/5.iris", "Ana")
    assert len(found.recent) == RECENT
    assert found.recent[0] == "/data/5.iris"
    assert found.recent.count("/data/5.iris") == 1
    found.forget_store("/data/5.iris")
    assert "/data/5.iris" not in found.recent
