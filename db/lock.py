"""One writer at a time: a lock of the operating system, in a small file that names who has it."""

from __future__ import annotations

import getpass
import json
import os
import socket
import sys
import time
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from db.errors import StoreError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_LOCKED_BYTE = 1 << 30
_ATTEMPTS, _BETWEEN = 5, 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Who has a store open for writing, where, and since when (UTC).

    `person` is the name by which the store knows them; empty where it does not.
    """

    user: str
    host: str
    pid: int
    since: str
    person: str = ""

    @property
    def name(self) -> str:
        """The person, or else the user of the machine."""
        return self.person or self.user


def this_writer(person: str = "") -> Writer:
    """The person and process that run now."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    host = socket.gethostname()
    return Writer(user=_user(), host=host, pid=os.getpid(), since=now, person=person)


def lock_path(store: Path) -> Path:
    """Where the lock of a store lies."""
    return store.with_name(store.name + "-lock")


def writer_of(store: Path) -> Writer | None:
    """Who has the store open for writing by its lock file, as far as that can be read."""
    try:
        return Writer(**json.loads(lock_path(store).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def is_locked(store: Path) -> bool:
    """Whether somebody has the store open for writing right now."""
    try:
        with lock_path(store).open("rb+") as file:
            return not take(file)
    except OSError:
        return False


class WriterLock:
    """The right to write to one store, until `release`; ends with the process in any case."""

    def __init__(self, store: Path) -> None:
        """Take the lock, or raise `StoreError`.

        `store.in_use` (user, host, since), `store.read_only` where no file can be made.
        """
        self._path = lock_path(store)
        while True:
            try:
                self._file = self._path.open("a+b")
            except OSError as error:
                raise StoreError("store.read_only", name=store.name) from error
            if not _take_soon(self._file):
                self._file.close()
                raise _in_use(store)
            if _is_still(self._file, self._path):
                break
            self._file.close()
        self._since = this_writer().since
        self.name("")

    def name(self, person: str) -> None:
        """Say in the file who has the right."""
        told = replace(this_writer(person), since=self._since)
        self._file.truncate(0)
        self._file.write(json.dumps(asdict(told)).encode())
        self._file.flush()

    def release(self) -> None:
        """Give the right back; the file goes with it."""
        if self._file.closed:
            return
        if sys.platform != "win32":
            self._path.unlink(missing_ok=True)
        self._file.close()
        if sys.platform == "win32":
            self._path.unlink(missing_ok=True)


def _in_use(store: Path) -> StoreError:
    writer = writer_of(store)
    if writer is None:
        return StoreError("store.in_use", name=store.name, user="?", host="?", since="?")
    return StoreError(
        "store.in_use",
        name=store.name,
        user=writer.name,
        host=writer.host,
        since=readable(writer.since),
    )


def readable(moment: str) -> str:
    """A stored UTC time as people read it: `2023-10-30 17:00`."""
    return moment[:16].replace("T", " ")


def _take_soon(file: BinaryIO) -> bool:
    """Take the lock; who only looks whether it is free has it for a moment."""
    for _attempt in range(_ATTEMPTS):
        if take(file):
            return True
        time.sleep(_BETWEEN)
    return False


def take(file: BinaryIO) -> bool:
    """Take the lock of an open file; it ends with the file. False where another has it."""
    try:
        if sys.platform == "win32":
            file.seek(_LOCKED_BYTE)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _is_still(file: BinaryIO, path: Path) -> bool:
    """Whether the locked file is the one under the name (another may have removed it)."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "?"
