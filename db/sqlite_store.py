"""A store on SQLite: two files beside each other, one writer, everything checked before opening."""

from __future__ import annotations

import os
from contextlib import ExitStack, closing, suppress
from pathlib import Path

from sqlalchemy import Engine, func, select

from db import generation, schema, sqlite_file
from db.engines import connect, driver, leave_tidy, sqlite_maker, sqlite_reader, sqlite_writer
from db.errors import StoreError, StoreNotice
from db.faults import explained
from db.files import FileContents
from db.lock import WriterLock, is_locked
from db.sqlite_file import StorePaths
from db.tables.documents import DocumentRecord
from db.tables.store import StoreRecord

PARTIAL = ".partial"
_FILES_PAGE = 16_384
_READ_MARK = "SELECT value FROM store_mark WHERE name = 'open'"
_SET_MARK = "INSERT INTO store_mark (name, value) VALUES ('open', 'yes') ON CONFLICT DO NOTHING"
CLEAR_MARK = "DELETE FROM store_mark WHERE name = 'open'"


def create(path: Path, key: bytes | None, fill: schema.Fill | None = None) -> None:
    """Make an empty store, or one with the rows that `fill` writes.

    `StoreError`: `store.exists`, `store.no_folder`, `store.read_only`, `store.in_use`.
    """
    paths = StorePaths(main=path)
    for part in (paths.main, paths.files):
        require_free(part)
    lock = WriterLock(path)
    try:
        make_files(paths.files, key)
        make_main(paths.main, key, fill)
    finally:
        lock.release()


def require_free(path: Path) -> None:
    """Raise `StoreError` unless a file can be made here.

    `store.exists`, `store.no_folder`, `store.read_only`.
    """
    if path.exists():
        raise StoreError("store.exists", name=path.name)
    if not path.parent.is_dir():
        raise StoreError("store.no_folder", name=path.name, folder=str(path.parent))
    if not os.access(path.parent, os.W_OK):
        raise StoreError("store.read_only", name=path.name)


def make_main(path: Path, key: bytes | None, fill: schema.Fill | None = None) -> None:
    """Make the main part of a store; it appears whole or not at all."""
    number = sqlite_file.APPLICATION_ID
    make_part(path, key, number, lambda connection: schema.create_tables(connection, fill))


def make_files(path: Path, key: bytes | None) -> None:
    """Make the empty files part of a store; it appears whole or not at all."""
    make_part(path, key, sqlite_file.FILES_APPLICATION_ID, schema.create_files)


def make_part(path: Path, key: bytes | None, number: int, write: schema.Fill) -> None:
    """Make a file of a store with this application number, written by `write`."""
    partial = path.with_name(path.name + PARTIAL)
    partial.unlink(missing_ok=True)
    with closing(connect(partial, "rwc", key)) as bare:
        if number == sqlite_file.FILES_APPLICATION_ID and key is None:
            bare.execute(f"PRAGMA page_size = {_FILES_PAGE}")
        bare.execute(f"PRAGMA application_id = {number}")
        bare.execute("PRAGMA journal_mode = WAL")
    engine = sqlite_maker(partial, key)
    try:
        with explained(path.name), engine.begin() as connection:
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            write(connection)
    finally:
        engine.dispose()
    partial.replace(path)


class SqliteSides:
    """An open store on SQLite."""

    def __init__(self, path: Path, *, write: bool, key: bytes | None) -> None:
        """Open it; every reason against that is a `StoreError`, and nothing is changed by it."""
        self._paths = StorePaths(main=path)
        self.key = key
        self.address = str(path)
        self.name = path.stem
        self._sealed = not os.access(path.parent, os.W_OK)
        self._writing = False
        sqlite_file.examine(path, sqlite_file.APPLICATION_ID, encrypted=key is not None)
        if self._paths.files.exists():
            number = sqlite_file.FILES_APPLICATION_ID
            sqlite_file.examine(self._paths.files, number, encrypted=key is not None)
        if write and (self._sealed or not os.access(path, os.W_OK)):
            raise StoreError("store.read_only", name=path.name)
        if self._sealed and self._paths.log_has_frames:
            raise StoreError("store.unfinished", name=path.name)
        with ExitStack() as opened:
            self._lock = WriterLock(path) if write else None
            if self._lock is not None:
                opened.callback(self._lock.release)
            self._refuse_half_copied()
            for part in (path, self._paths.files):
                opened.callback(leave_tidy, part, key)
            for part in filter(Path.exists, (path, self._paths.files)):
                opened.callback(sqlite_file.note_closed, sqlite_file.note_open(part))
            self.reader = sqlite_reader(path, key)
            opened.callback(self.reader.dispose)
            self.store_id = self._identity()
            self.writer = sqlite_writer(path, key) if write else None
            self.contents = self._contents(write)
            self.notices = tuple(self._notices())
            self._closing = opened.pop_all()

    def name_writer(self, person: str) -> None:
        """Say beside the store who writes in it."""
        if self._lock is not None:
            self._lock.name(person)

    def begin_writing(self) -> None:
        """Mark the main file itself as being written to, so that a half copy is noticed."""
        assert self.writer is not None, "open for reading only"
        if self._writing:
            return
        with explained(self.name):
            with self.writer.begin() as connection:
                connection.exec_driver_sql(_SET_MARK)
            self._checkpoint("PASSIVE")
        self._writing = True

    def settle(self) -> None:
        """Bring everything into the main file and take the mark away (when idle)."""
        if self.writer is not None and self._writing:
            with explained(self.name):
                with self.writer.begin() as connection:
                    connection.exec_driver_sql(CLEAR_MARK)
                self._checkpoint("TRUNCATE")
            self._writing = False

    def release(self) -> None:
        """Empty the log, close everything and give the lock back."""
        with self._closing:
            self.contents.close()
            self.reader.dispose()
            self.settle()
            if self.writer is not None:
                self.writer.dispose()

    def _checkpoint(self, mode: str) -> None:
        assert self.writer is not None
        bare = self.writer.raw_connection()
        try:
            bare.cursor().execute(f"PRAGMA wal_checkpoint({mode})")
        finally:
            bare.close()

    def _refuse_half_copied(self) -> None:
        """`store.half_copied`: the file was open elsewhere when it was copied, without its log."""
        path = self._paths.main
        if sqlite_file.is_open_here(path) or self._paths.log_has_frames or self._in_use():
            return
        bare = connect(path, "ro&immutable=1", self.key)
        with closing(bare), suppress(driver(self.key).DatabaseError):
            if bare.execute(_READ_MARK).fetchone() is not None:
                raise StoreError("store.half_copied", name=path.name, missing=self._paths.log.name)

    def _in_use(self) -> bool:
        return self._lock is None and not self._sealed and is_locked(self._paths.main)

    def _identity(self) -> str:
        name = self._paths.main.name
        try:
            with explained(name), self.reader.connect() as connection:
                number = connection.exec_driver_sql("PRAGMA user_version").scalar()
                schema.require_current(int(number or 0), name)
                found: str | None = connection.scalar(select(StoreRecord.id))
        except StoreError as error:
            if self.key is not None and error.code == "store.damaged":
                raise StoreError("store.wrong_key", name=name) from error
            raise
        if found is None:
            raise StoreError("store.damaged", name=name)
        return found

    def _contents(self, write: bool) -> FileContents:
        files = self._paths.files
        if not files.exists():
            return FileContents(files.name, None, None)
        writer: Engine | None = sqlite_writer(files, self.key) if write else None
        return FileContents(files.name, sqlite_reader(files, self.key), writer)

    def _notices(self) -> list[StoreNotice]:
        place = list(generation.place_notices(self._paths.main))
        if self._paths.files.exists():
            return place
        with self.reader.connect() as connection:
            count = connection.scalar(select(func.count()).select_from(DocumentRecord))
        params: dict[str, str | int] = {"name": self._paths.files.name, "documents": count or 0}
        return [*place, StoreNotice(code="store.files_missing", params=params)]
