"""What the program remembers of a person's screen: scheme, language, zoom, recent stores."""

from __future__ import annotations

import locale
from pathlib import Path

from platformdirs import user_config_path
from PySide6.QtCore import QByteArray, QSettings

from iris_grants.wording import LANGUAGES
from ui.shell.theme import Scheme

FILE_NAME = "window.ini"
RECENT = 8


def default_path() -> Path:
    """Where preferences lie on this machine."""
    return user_config_path("iris-grants", appauthor=False) / FILE_NAME


class Preferences:
    """Settings in one ini file (`path`); a broken or missing value counts as not set."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)

    def text(self, key: str, default: str = "") -> str:
        """A remembered text."""
        value = self._settings.value(key, default)
        return value if isinstance(value, str) else default

    def set_text(self, key: str, value: str) -> None:
        """Remember a text."""
        self._settings.setValue(key, value)

    def bytes(self, key: str) -> QByteArray:
        """A remembered state of a widget; empty if there is none."""
        value = self._settings.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_bytes(self, key: str, value: QByteArray) -> None:
        """Remember the state of a widget."""
        self._settings.setValue(key, value)

    @property
    def language(self) -> str:
        """The language of the window; at first the system's if there is a catalogue for it."""
        chosen = self.text("language")
        if chosen in LANGUAGES:
            return chosen
        system = (locale.getlocale()[0] or "").lower()
        return "sr_Latn" if system.startswith(("sr", "bs", "hr", "cnr")) else "en"

    @language.setter
    def language(self, language: str) -> None:
        self.set_text("language", language)

    @property
    def scheme(self) -> Scheme:
        """Light, dark or the system's."""
        chosen = self.text("scheme")
        return Scheme(chosen) if chosen in set(Scheme) else Scheme.SYSTEM

    @scheme.setter
    def scheme(self, scheme: Scheme) -> None:
        self.set_text("scheme", scheme)

    @property
    def zoom(self) -> float:
        """The size of everything; 1.0 is 100 %."""
        percent = self.text("zoom_percent", "100")
        return int(percent) / 100 if percent.isdecimal() else 1.0

    @zoom.setter
    def zoom(self, zoom: float) -> None:
        self.set_text("zoom_percent", str(round(zoom * 100)))

    @property
    def recent(self) -> tuple[str, ...]:
        """Addresses of the stores that were open last, the latest first."""
        count = self.text("recent/count", "0")
        places = range(int(count) if count.isdecimal() else 0)
        return tuple(found for place in places if (found := self.text(f"recent/{place}")))

    def remember_store(self, address: str, person: str) -> None:
        """Put a store first among the recent ones, with who opened it."""
        others = [known for known in self.recent if known != address]
        self._write_recent([address, *others][:RECENT])
        self.set_text(_person_key(address), person)

    def forget_store(self, address: str) -> None:
        """Take a store off the recent ones."""
        self._write_recent([known for known in self.recent if known != address])

    def person_of(self, address: str) -> str:
        """Who opened this store last; empty if nobody did here."""
        return self.text(_person_key(address))

    def remember_backup(self, store_id: str, folder: str, at: str) -> None:
        """Remember where and when (stored UTC text) a store was backed up last."""
        self.set_text(f"backup/{store_id}/folder", folder)
        self.set_text(f"backup/{store_id}/at", at)

    def backup_folder(self, store_id: str) -> str:
        """Where the last backup of a store lies; empty for none."""
        return self.text(f"backup/{store_id}/folder")

    def backup_at(self, store_id: str) -> str:
        """When a store was backed up last (stored UTC text); empty for never from here."""
        return self.text(f"backup/{store_id}/at")

    def save(self) -> None:
        """Write everything to the file now."""
        self._settings.sync()

    def _write_recent(self, addresses: list[str]) -> None:
        self.set_text("recent/count", str(len(addresses)))
        for place, address in enumerate(addresses):
            self.set_text(f"recent/{place}", address)


def _person_key(address: str) -> str:
    return f"person/{address.replace('/', '|').replace(chr(92), '|')}"
