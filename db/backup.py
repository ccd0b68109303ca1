"""Backups while people work, and copies to another place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from db import transfer
from db.engines import sqlite_reader, sqlite_writer
from db.errors import Report, StoreError, no_report
from db.faults import explained
from db.files import FileContents
from db.sqlite_copy import copy_database
from db.sqlite_file import StorePaths
from db.sqlite_store import CLEAR_MARK, SqliteSides, make_files, make_main, require_free
from db.store import Store

SUFFIX = ".iris"
STAMP = "%Y-%m-%dT%H%M%SZ"
_STAMPED = re.compile(r"(?P<name>.+)-\d{4}-\d\d-\d\dT\d{6}Z(-\d+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupMade:
    """A backup: its main part, the files part beside it, and how many contents were new.

    `altered` are the hashes of contents that were left out, as their bytes are not theirs.
    """

    path: Path
    files: Path
    contents_added: int
    altered: tuple[str, ...]


def back_up(
    store: Store,
    folder: Path,
    *,
    key: bytes | None = None,
    keep: int | None = None,
    now: datetime | None = None,
    report: Report = no_report,
) -> BackupMade:
    """Copy a store into a folder as `NAME-TIME.iris`, while it may be worked on.

    The contents of files go into one `NAME.iris-files` there, to which only new ones are
    added. `keep` is how many backups of this store stay in the folder (none: all). An
    encrypted store stays encrypted under its own key; a store on PostgreSQL becomes an
    SQLite store. A `key` encrypts what is not. Raises `StoreError`.
    """
    stamp = (now or datetime.now(UTC)).strftime(STAMP)
    make_folder(folder, store.name)
    path = free_path(folder / f"{store.name}-{stamp}{SUFFIX}")
    made = _copy(store, path, folder / f"{store.name}{SUFFIX}-files", key, report)
    if keep is not None:
        for outdated in backups_in(folder, store.name)[: -max(keep, 1)]:
            outdated.unlink()
    return made


def save_copy(
    store: Store, path: Path, *, key: bytes | None = None, report: Report = no_report
) -> BackupMade:
    """Copy a store, both parts of it, to another place; `store.exists` if something is there.

    With a `key` the copy is encrypted under it; without, it is as the store itself.
    """
    paths = StorePaths(main=path.absolute())
    for part in (paths.main, paths.files):
        require_free(part)
    return _copy(store, paths.main, paths.files, key, report)


def backups_in(folder: Path, name: str) -> tuple[Path, ...]:
    """The backups of a store in a folder, the oldest first."""
    found = (path for path in folder.glob(f"*{SUFFIX}") if _name_in(path) == name)
    return tuple(sorted(found))


def files_part_of(backup: Path) -> Path:
    """The files part that belongs to a backup or a copy."""
    own = StorePaths(main=backup).files
    name = _name_in(backup)
    return own if own.exists() or name is None else backup.with_name(f"{name}{SUFFIX}-files")


def make_folder(folder: Path, name: str) -> None:
    """Make a folder for backups; `store.no_folder` where that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError("store.no_folder", name=name, folder=str(folder)) from error


def free_path(path: Path) -> Path:
    """The path itself, or with a number where something is there already."""
    found, number = path, 1
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return found


def _name_in(backup: Path) -> str | None:
    stamped = _STAMPED.fullmatch(backup.stem)
    return None if stamped is None else stamped["name"]


def _copy(store: Store, path: Path, files: Path, key: bytes | None, report: Report) -> BackupMade:
    own = store.sides.key if isinstance(store.sides, SqliteSides) else None
    key = key or own
    if isinstance(store.sides, SqliteSides) and key == own:
        with explained(store.name):
            copy_database(Path(store.address), path, key, report)
    else:
        with explained(store.name), store.sides.reader.connect() as source:

            def fill(target: Connection) -> None:
                transfer.copy_rows(source, target, report)
                target.exec_driver_sql(CLEAR_MARK)

            make_main(path, key, fill)
    if not files.exists():
        make_files(files, key)
    target = FileContents(files.name, sqlite_reader(files, key), sqlite_writer(files, key))
    try:
        copied = transfer.copy_contents(store.contents, target, report)
    finally:
        target.close()
    return BackupMade(path=path, files=files, contents_added=copied.added, altered=copied.altered)
