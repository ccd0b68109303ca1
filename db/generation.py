"""What this machine remembers of the stores it saw, so that old copies and forks are noticed."""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from db.engines import placeholder
from db.errors import StoreNotice
from db.journal import Head, head
from db.lock import readable

_HOME = "IRIS_GRANTS_HOME"
_SYNCED = ("onedrive", "dropbox", "google drive", "googledrive", "icloud", "nextcloud", "mega")
_SYNCED_EXACT = frozenset(
    {"mobile documents", "cloudstorage", "owncloud", "syncthing", "yandex.disk"}
)
_NETWORK = ("nfs", "cifs", "smb", "afs", "9p", "fuse.sshfs", "davfs", "webdav")
_REMOTE_DRIVE = 4
_SECONDS_APART = 1.0


def home() -> Path:
    """The folder of this program on this machine (`IRIS_GRANTS_HOME`, else by the platform)."""
    chosen = os.environ.get(_HOME)
    if chosen:
        return Path(chosen)
    import platformdirs

    return Path(platformdirs.user_state_dir("iris-grants", appauthor=False))


def remember(store_id: str, newest: Head) -> None:
    """Remember the newest entry that was seen of a store; silently without a place for it."""
    path = _path(store_id)
    seen_at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    text = json.dumps({"number": newest.number, "hash": newest.hash, "seen_at": seen_at})
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
        partial.write_text(text, encoding="utf-8")
        partial.replace(path)


class Memory:
    """What one open store has this machine remember: at once, then at most once a second."""

    def __init__(self, store_id: str) -> None:
        self._store_id = store_id
        self._last = float("-inf")
        self._waiting: Head | None = None

    def note(self, newest: Head) -> None:
        """Remember the newest entry now or soon."""
        self._waiting = newest
        if time.monotonic() - self._last > _SECONDS_APART:
            self.write_down()

    def write_down(self) -> None:
        """Remember what still waits."""
        if self._waiting is not None:
            remember(self._store_id, self._waiting)
            self._waiting = None
            self._last = time.monotonic()


def compared(connection: Connection, store_id: str) -> tuple[StoreNotice, ...]:
    """What is strange about a store, by what this machine saw of it before.

    `store.older_than_known` (known, found: numbers of entries; seen_at): an old backup or copy.
    `store.diverged` (entry, seen_at): this copy and the one seen here were edited apart.
    """
    try:
        seen = json.loads(_path(store_id).read_text(encoding="utf-8"))
        known = Head(number=int(seen["number"]), hash=str(seen["hash"]))
        seen_at = readable(str(seen["seen_at"]))
    except (OSError, ValueError, KeyError, TypeError):
        return ()
    found = head(connection)
    if found.number < known.number:
        params: dict[str, str | int] = {"known": known.number, "found": found.number}
        return (StoreNotice(code="store.older_than_known", params=params | {"seen_at": seen_at}),)
    if known.number and _hash_of(connection, known.number) != known.hash:
        params = {"entry": known.number, "seen_at": seen_at}
        return (StoreNotice(code="store.diverged", params=params),)
    return ()


def place_notices(path: Path) -> tuple[StoreNotice, ...]:
    """Whether a store lies where other programs get at it.

    `store.synced_folder` (folder) and `store.network_share` (folder).
    """
    folder = path.resolve().parent
    for part in reversed(folder.parts):
        if part.casefold().startswith(_SYNCED) or part.casefold() in _SYNCED_EXACT:
            return (StoreNotice(code="store.synced_folder", params={"folder": part}),)
    if _is_network(folder):
        return (StoreNotice(code="store.network_share", params={"folder": str(folder)}),)
    return ()


def network_in(mounts: str, folder: Path) -> bool:
    """Whether a folder lies on a network share, by the text of `/proc/self/mounts`."""
    kind, longest = "", -1
    for line in mounts.splitlines():
        _, point, found, *_ = [*line.split(" "), "", "", ""]
        place = Path(point.replace("\\040", " "))
        if folder.is_relative_to(place) and len(place.parts) > longest:
            kind, longest = found, len(place.parts)
    return kind.startswith(_NETWORK)


def _is_network(folder: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        drive = ctypes.windll.kernel32.GetDriveTypeW(folder.anchor)
        return folder.anchor.startswith("\\\\") or drive == _REMOTE_DRIVE
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return network_in(mounts, folder)


def _hash_of(connection: Connection, number: int) -> str | None:
    found: str | None = connection.exec_driver_sql(
        f"SELECT hash FROM journal_entry WHERE number = {placeholder(connection)}", (number,)
    ).scalar()
    return found


def _path(store_id: str) -> Path:
    return home() / "stores" / f"{store_id}.json"
