"""One store of a programme: opening, reading a snapshot, writing one operation at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self

from sqlalchemy.orm import Session

from db import generation, journal, postgresql_store, sqlite_store
from db.errors import Report, StoreError, StoreNotice, no_report
from db.faults import explained
from db.files import FileContents
from db.postgresql_store import PostgresqlSides
from db.sides import Sides
from db.sqlite_store import SqliteSides
from db.tables import whole

if TYPE_CHECKING:
    from db.upgrade import Upgraded

ENTRY = "entry"
"""Where the session of an operation holds the number of its entry, once it is chained."""


class Store:
    """One open store; close it, or use it in a `with`.

    `warnings` are what the person should know before working on. Threads may share it:
    readings run side by side, operations one after another. `sides` are for this floor.
    """

    def __init__(self, sides: Sides) -> None:
        """For `create` and `open`."""
        self.sides = sides
        self._turn = threading.Lock()
        self._writing_thread: int | None = None
        self.address: str = sides.address
        self.name: str = sides.name
        self.store_id: str = sides.store_id
        self.writable: bool = sides.writer is not None
        self.engine_name: str = sides.reader.dialect.name
        self.contents: FileContents = sides.contents
        self._memory = generation.Memory(sides.store_id)
        self.warnings: tuple[StoreNotice, ...] = (*sides.notices, *self._strange())

    @classmethod
    def create(
        cls, address: str | Path, *, key: bytes | None = None, password: str | None = None
    ) -> Self:
        """Make an empty store and open it for writing.

        `address` is the path of a `.iris` file, encrypted where there is a `key` (32 bytes),
        or a PostgreSQL URL. Raises `StoreError`: `store.exists`, `store.no_folder`,
        `store.read_only`.
        """
        if postgresql_store.is_address(str(address)):
            postgresql_store.create(str(address), password)
        else:
            sqlite_store.create(Path(address).absolute(), key)
        return cls.open(address, key=key, password=password)

    @classmethod
    def open(
        cls,
        address: str | Path,
        *,
        write: bool = True,
        key: bytes | None = None,
        password: str | None = None,
    ) -> Self:
        """Open a store; it is never upgraded by that.

        With `write`, raises `StoreError` `store.in_use` while somebody else writes.
        """
        sides: Sides
        if postgresql_store.is_address(str(address)):
            sides = PostgresqlSides(str(address), write=write, password=password)
        else:
            sides = SqliteSides(Path(address).absolute(), write=write, key=key)
        try:
            return cls(sides)
        except BaseException:
            sides.release()
            raise

    @property
    def encrypted(self) -> bool:
        """Whether the file is encrypted."""
        return isinstance(self.sides, SqliteSides) and self.sides.key is not None

    def again(self, *, write: bool) -> Store:
        """The same store opened once more, to write or to read; raises as `open` does."""
        key = self.sides.key if isinstance(self.sides, SqliteSides) else None
        return Store.open(self.address, write=write, key=key)

    @classmethod
    def upgrade(
        cls,
        address: str | Path,
        *,
        folder: Path | None = None,
        key: bytes | None = None,
        password: str | None = None,
        report: Report = no_report,
    ) -> Upgraded:
        """Bring a closed store up to the current schema, after a backup into `folder`.

        Raises `StoreError` as `db.upgrade` says; the store is then as it was.
        """
        from db.upgrade import upgrade_file, upgrade_server

        if postgresql_store.is_address(str(address)):
            kept = folder or Path.cwd()
            return upgrade_server(str(address), folder=kept, password=password, report=report)
        path = Path(address).absolute()
        return upgrade_file(path, key=key, folder=folder, report=report)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A read-only snapshot: what is seen does not change while it lasts."""
        with explained(self.name), Session(self.sides.reader, autoflush=False) as session:
            yield session

    @contextmanager
    def operation(
        self, *, operation: str, person_id: str, standing: str, at: str
    ) -> Iterator[Session]:
        """One write transaction with its journal entry: all of it, or nothing.

        `at` is UTC text. Without changes nothing is written. Any exception rolls back.
        Raises `StoreError`: `store.read_only`, `store.changed_meanwhile`, `store.busy`,
        `store.disk_full`; a broken constraint stays `IntegrityError`.
        """
        writer = self.sides.writer
        if writer is None:
            raise StoreError("store.read_only", name=self.name)
        with self._one_at_a_time(), explained(self.name):
            whole()
            self.sides.begin_writing()
            with Session(writer, expire_on_commit=False) as session:
                connection = session.connection()
                opened = journal.open_operation(
                    connection, operation=operation, person_id=person_id, standing=standing, at=at
                )
                yield session
                session.flush()
                closed = journal.close_operation(connection, opened)
                if closed is not None:
                    session.commit()
                    session.info[ENTRY] = closed.number
                    self._memory.note(closed)

    def name_writer(self, person: str) -> None:
        """Say to others who find the store in use by what name the writer is known."""
        self.sides.name_writer(person)

    def settle(self) -> None:
        """Empty the log into the store; for a moment in which nobody works."""
        with self._turn:
            self.sides.settle()

    def close(self) -> None:
        """Empty the log, close every connection, give the lock back."""
        self._memory.write_down()
        self.sides.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _strange(self) -> tuple[StoreNotice, ...]:
        """What this machine knows about the store; what it has is remembered if all is well."""
        with explained(self.name), self.sides.reader.connect() as connection:
            strange = generation.compared(connection, self.store_id)
            if not strange:
                self._memory.note(journal.head(connection))
        return strange

    @contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        if self._writing_thread == threading.get_ident():
            raise RuntimeError("an operation inside an operation")
        with self._turn:
            self._writing_thread = threading.get_ident()
            try:
                yield
            finally:
                self._writing_thread = None
