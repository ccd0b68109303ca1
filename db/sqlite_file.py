"""What lies at a path, told from the file itself before SQLite may touch it."""

from __future__ import annotations

import os
import threading
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from db.errors import StoreError
from db.schema import require_current, require_current_files

APPLICATION_ID = 0x49524953
FILES_APPLICATION_ID = 0x49524946
_MAGIC = b"SQLite format 3\0"
_HEADER = 100

_open_here: Counter[tuple[int, int]] = Counter()
_guard = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class StorePaths:
    """The files of one SQLite store."""

    main: Path

    @property
    def files(self) -> Path:
        """The part that holds the contents of files."""
        return self.main.with_name(self.main.name + "-files")

    @property
    def log(self) -> Path:
        """The write-ahead log of the main part."""
        return self.main.with_name(self.main.name + "-wal")

    @property
    def log_has_frames(self) -> bool:
        """Whether the log holds anything."""
        return self.log.is_file() and self.log.stat().st_size > 0


def examine(path: Path, application_id: int, *, encrypted: bool) -> None:
    """Raise `StoreError` unless the file looks like a part of a store of this schema.

    The bytes are read, nothing is written. Codes: `store.newer`, `store.older`, and those
    of `schema_number`.
    """
    number = schema_number(path, application_id, encrypted=encrypted)
    if number is None:
        return
    if application_id == FILES_APPLICATION_ID:
        require_current_files(number, path.name)
    else:
        require_current(number, path.name)


def schema_number(
    path: Path, application_id: int = APPLICATION_ID, *, encrypted: bool
) -> int | None:
    """The schema number that stands in a file; none where it cannot be read from outside.

    `StoreError`: `store.not_found`, `store.is_folder`, `store.empty`, `store.unreadable`,
    `store.not_a_database`, `store.not_ours`, `store.truncated`. A file that this process
    has open is not read: closing it would drop SQLite's locks.
    """
    if is_open_here(path):
        return None
    header, size = _read_header(path)
    if encrypted:
        return None
    if not header.startswith(_MAGIC):
        raise StoreError("store.not_a_database", name=path.name)
    if len(header) < _HEADER:
        raise StoreError("store.truncated", name=path.name)
    if _number(header, 68) != application_id:
        raise StoreError("store.not_ours", name=path.name)
    page = int.from_bytes(header[16:18], "big")
    expected = _number(header, 28) * (65536 if page == 1 else page)
    if size < expected and not StorePaths(main=path).log_has_frames:
        raise StoreError("store.truncated", name=path.name)
    return _number(header, 60)


def _read_header(path: Path) -> tuple[bytes, int]:
    if path.is_dir():
        raise StoreError("store.is_folder", name=path.name)
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
            size = os.fstat(file.fileno()).st_size
    except FileNotFoundError as error:
        raise StoreError("store.not_found", name=path.name) from error
    except OSError as error:
        raise StoreError("store.unreadable", name=path.name) from error
    if not size:
        raise StoreError("store.empty", name=path.name)
    return header, size


def is_open_here(path: Path) -> bool:
    """Whether this process has the store open already."""
    try:
        return _open_here[_identity(path)] > 0
    except OSError:
        return False


def note_open(path: Path) -> tuple[int, int]:
    """Remember that this process has the file open; what to hand to `note_closed`."""
    with _guard:
        identity = _identity(path)
        _open_here[identity] += 1
        return identity


def note_closed(identity: tuple[int, int]) -> None:
    """Forget one opening of a file."""
    with _guard:
        _open_here[identity] -= 1


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


def _number(header: bytes, offset: int) -> int:
    return int.from_bytes(header[offset : offset + 4], "big")
