"""Putting a backup back; what was there before is kept aside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from db import generation, integrity, journal, postgresql_store, sqlite_file, transfer
from db.backup import STAMP, files_part_of, free_path
from db.engines import leave_tidy, sqlite_reader, sqlite_writer
from db.errors import Report, StoreError, StoreNotice, no_report
from db.faults import explained
from db.files import FileContents
from db.lock import WriterLock
from db.sqlite_copy import copy_database
from db.sqlite_file import StorePaths
from db.sqlite_store import make_files
from db.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """A store put back; `replaced` is where the one before lies now; `findings` of a check."""

    address: str
    replaced: Path | None
    findings: tuple[StoreNotice, ...]


def restore(
    backup: Path,
    address: str | Path,
    *,
    key: bytes | None = None,
    password: str | None = None,
    now: datetime | None = None,
    report: Report = no_report,
) -> Restored:
    """Put a backup back and check the result; the store that was there is kept aside.

    Into PostgreSQL only where the database holds no store yet. Contents are only added.
    Raises `StoreError`: what opening the backup raises, `store.in_use`, `store.exists`,
    `store.no_folder`, `store.damaged`.
    """
    backup = backup.absolute()
    sqlite_file.examine(backup, sqlite_file.APPLICATION_ID, encrypted=key is not None)
    replaced = None
    if postgresql_store.is_address(str(address)):
        _into_server(backup, str(address), key, password, report)
    else:
        target = Path(address).absolute()
        if target == backup:
            raise StoreError("store.exists", name=target.name)
        stamp = (now or datetime.now(UTC)).strftime(STAMP)
        replaced = _into_file(backup, target, key, stamp, report)
    with Store.open(address, write=False, key=key, password=password) as store:
        with store.sides.reader.connect() as connection:
            generation.remember(store.store_id, journal.head(connection))
        findings = integrity.check(store, report)
        return Restored(address=store.address, replaced=replaced, findings=findings)


def _into_server(
    backup: Path, address: str, key: bytes | None, password: str | None, report: Report
) -> None:
    reader = sqlite_reader(backup, key)
    try:
        with explained(backup.name), reader.connect() as source:
            postgresql_store.create(
                address, password, lambda target: transfer.copy_rows(source, target, report)
            )
    finally:
        reader.dispose()
        leave_tidy(backup, key)
    with Store.open(address, password=password) as store:
        _add_contents(backup, store.contents, key, report)


def _into_file(
    backup: Path, target: Path, key: bytes | None, stamp: str, report: Report
) -> Path | None:
    if not target.parent.is_dir():
        raise StoreError("store.no_folder", name=target.name, folder=str(target.parent))
    paths = StorePaths(main=target)
    lock = WriterLock(target)
    try:
        ready = target.with_name(target.name + ".restored")
        ready.unlink(missing_ok=True)
        with explained(backup.name):
            copy_database(backup, ready, key, report)
        aside = free_path(target.with_name(f"{target.stem}.replaced-{stamp}{target.suffix}"))
        _fill_files_part(backup, paths, StorePaths(main=aside), key, report)
        replaced = _set_aside(paths, StorePaths(main=aside), key)
        ready.replace(target)
        return replaced
    finally:
        lock.release()


def _fill_files_part(
    backup: Path, paths: StorePaths, aside: StorePaths, key: bytes | None, report: Report
) -> None:
    """Complete the files part in place; one that is not sound goes aside as a whole."""
    if paths.files.exists():
        try:
            number = sqlite_file.FILES_APPLICATION_ID
            sqlite_file.examine(paths.files, number, encrypted=key is not None)
        except StoreError:
            paths.files.rename(aside.files)
    if not paths.files.exists():
        make_files(paths.files, key)
    target = _contents(paths.files, key)
    try:
        _add_contents(backup, target, key, report)
    finally:
        target.close()


def _add_contents(backup: Path, target: FileContents, key: bytes | None, report: Report) -> None:
    files = files_part_of(backup)
    if not files.exists():
        return
    source = FileContents(files.name, sqlite_reader(files, key), None)
    try:
        transfer.copy_contents(source, target, report)
    finally:
        source.close()
        leave_tidy(files, key)


def _contents(files: Path, key: bytes | None) -> FileContents:
    return FileContents(files.name, sqlite_reader(files, key), sqlite_writer(files, key))


def _set_aside(paths: StorePaths, aside: StorePaths, key: bytes | None) -> Path | None:
    """Move the main part that is there, with its log, to another name."""
    if not paths.main.exists():
        return None
    leave_tidy(paths.main, key)
    if paths.log_has_frames:
        paths.log.rename(aside.log)
    paths.main.rename(aside.main)
    return aside.main
