"""How pages reach the store: queries, operations and long work in threads, news by signal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from iris_grants.kernel.access import ActingPerson, Standing
from iris_grants.kernel.progress import Progress
from ui.feedback.faults import Explained
from ui.shell.packages import PACKAGE_SUFFIX
from ui.tasks import Lane, Task, Tasks

if TYPE_CHECKING:
    from iris_grants.kernel.operations import Desk
    from iris_grants.kernel.storage import Session, StoreNotice
    from iris_grants.people.handing import Request

T = TypeVar("T")


class WindowDesk(QObject):
    """One open store and its acting person, as the window's thread may use them.

    `changed` carries the topics of every operation, in the window's thread; sessions and
    commands live only in background threads. `closed` goes out before the store is closed.
    """

    changed = Signal(frozenset)
    person_changed = Signal()
    closed = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        desk.subscribe(self.changed.emit)

    @property
    def person(self) -> ActingPerson:
        """In whose name operations run."""
        return self._desk.person

    @property
    def address(self) -> str:
        """The path of the store's file, or the address of its server without password."""
        return self._desk.store.address

    @property
    def name(self) -> str:
        """The store's name as people know it; of a working store, the package's."""
        return self._desk.store.name.removesuffix(f"{PACKAGE_SUFFIX}.work")

    @property
    def store_id(self) -> str:
        """The identity of the store, the same in all its copies."""
        return self._desk.store.store_id

    @property
    def writable(self) -> bool:
        """Whether anything can be changed."""
        return self._desk.store.writable

    @property
    def last_entry(self) -> int:
        """The number of the entry that the latest operation left; 0 where it changed nothing."""
        return self._desk.last_entry

    @property
    def encrypted(self) -> bool:
        """Whether the file of the store is encrypted."""
        return self._desk.store.encrypted

    def notices(self) -> tuple[StoreNotice, ...]:
        """What the person should know of this store before working on, as codes."""
        return self._desk.store.warnings

    def ask_for_pen(self) -> Request:
        """Ask whoever writes in the store to hand over."""
        from iris_grants.people.handing import ask_for_pen

        return ask_for_pen(self._desk)

    def again(self, *, write: bool) -> Desk:
        """The same store and person at another desk, to write or to read; for threads."""
        from iris_grants.people.desks import reopened

        return reopened(self._desk, write=write)

    def may(self, command: Callable[..., object]) -> bool:
        """Whether the acting person has a role for this command and the store is writable."""
        from iris_grants.kernel.operations import operation_of

        return self.writable and bool(operation_of(command).roles & self.person.roles)

    def read(
        self,
        query: Callable[[Session], T],
        on_result: Callable[[T], None],
        *,
        owner: QObject,
        on_refused: Callable[[Explained], None] | None = None,
        on_end: Callable[[], None] | None = None,
        quiet: bool = False,
    ) -> Task[T]:
        """Run a query on a read-only snapshot in a thread; the result must be frozen values.

        `quiet` reads are not counted among the jobs that people see.
        """

        def work(progress: Progress) -> T:
            with self._desk.read() as session:
                return query(session)

        return self._tasks.start(
            work, on_result, owner=owner, on_refused=on_refused, on_end=on_end, quiet=quiet
        )

    def run(
        self,
        command: Callable[..., T],
        kwargs: Mapping[str, object],
        on_done: Callable[[T], None],
        *,
        owner: QObject,
        title: str = "",
        on_refused: Callable[[Explained], None] | None = None,
        on_end: Callable[[], None] | None = None,
    ) -> Task[T]:
        """Run a command as its operation, in a thread; `on_done` gets what it returns."""

        def work(progress: Progress) -> T:
            return self._desk.run(command, **kwargs)

        return self._tasks.start(
            work,
            on_done,
            owner=owner,
            title=title,
            lane=Lane.WRITE,
            on_refused=on_refused,
            on_end=on_end,
        )

    def work(
        self,
        job: Callable[[Desk, Progress], T],
        on_done: Callable[[T], None],
        *,
        owner: QObject,
        title: str,
        on_refused: Callable[[Explained], None] | None = None,
        on_end: Callable[[], None] | None = None,
    ) -> Task[T]:
        """Run long work that needs the whole desk (imports, packages, dossiers), with progress."""

        def work(progress: Progress) -> T:
            return job(self._desk, progress)

        return self._tasks.start(
            work,
            on_done,
            owner=owner,
            title=title,
            lane=Lane.WRITE,
            on_refused=on_refused,
            on_end=on_end,
        )

    def compute(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None],
        *,
        owner: QObject,
        on_refused: Callable[[Explained], None] | None = None,
    ) -> Task[T]:
        """Run work that needs no session in a thread; the result must be a frozen value."""
        return self._tasks.start(
            lambda progress: work(), on_done, owner=owner, on_refused=on_refused
        )

    def content(self, sha256: str) -> Callable[[], bytes]:
        """How a background thread gets the whole content of a file."""
        return partial(self._desk.store.contents.read, sha256)

    def sign_in(
        self,
        passphrase: str,
        on_done: Callable[[], None],
        *,
        owner: QObject,
        on_refused: Callable[[Explained], None] | None = None,
    ) -> None:
        """Let the acting person prove who they are, in a thread; then they are signed in."""
        person_id = self.person.person_id

        def work(progress: Progress) -> ActingPerson:
            from iris_grants.people.queries import person_by_id
            from iris_grants.people.signing import sign_in

            with self._desk.read() as session:
                row = person_by_id(session, person_id)
            return sign_in(self._desk, row, passphrase).person

        def proven(person: ActingPerson) -> None:
            self._desk.person = person
            self.person_changed.emit()
            on_done()

        self._tasks.start(work, proven, owner=owner, lane=Lane.WRITE, on_refused=on_refused)

    def declare(self) -> None:
        """Make the acting person a declared one again, who gave up the passphrase."""
        self._desk.person = replace(self._desk.person, standing=Standing.DECLARED)
        self.person_changed.emit()

    def close(self) -> None:
        """Close the store; call it only when no work is on its way.

        `closed` goes out first, so that forms still open keep what was typed and go.
        """
        self.closed.emit()
        self._desk.store.close()
