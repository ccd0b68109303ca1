"""Moving a store to another place: both parts, copied and compared before the old ones go."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from db import journal
from db.backup import save_copy
from db.errors import Report, StoreError, no_report
from db.sqlite_file import StorePaths
from db.sqlite_store import SqliteSides
from db.store import Store


def move(store: Store, path: Path, *, report: Report = no_report) -> Path:
    """Move an open store to another place and close it; gives the new path of its main part.

    Nothing is taken away before the copy was opened and found to hold the same journal and
    all contents; after an error the store is where it was, and open. Raises `StoreError`:
    `store.not_a_file`, `store.files_missing_here`, `store.move_failed`, and those of
    `save_copy`.
    """
    if not isinstance(store.sides, SqliteSides):
        raise StoreError("store.not_a_file", name=store.name)
    if store.contents.reader is None:
        raise StoreError("store.files_missing_here", name=StorePaths(main=path).files.name)
    old, key = StorePaths(main=Path(store.address)), store.sides.key
    made = save_copy(store, path, report=report)
    new = StorePaths(main=made.path)
    if made.altered or not _same(store, made.path, key):
        for part in (new.main, new.files):
            part.unlink(missing_ok=True)
        raise StoreError("store.move_failed", name=store.name)
    store.close()
    for part in (old.main, old.files):
        with suppress(OSError):
            part.unlink()
    return new.main


def _same(store: Store, path: Path, key: bytes | None) -> bool:
    with Store.open(path, write=False, key=key) as copied:
        with (
            store.sides.reader.connect() as here,
            copied.sides.reader.connect() as there,
        ):
            if journal.head(here) != journal.head(there):
                return False
        return not list(copied.contents.missing(store.contents.hashes()))
