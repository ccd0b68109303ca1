"""Named operations: the only way to change data, one transaction and one journal entry each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from db.base import Base
from db.constraints import constraint_of
from db.files import FileContents
from db.store import ENTRY, Store
from db.tables.people import OfficeRuleRecord
from iris_grants.kernel.access import ActingPerson, Role, Standing
from iris_grants.kernel.clock import Clock, system_clock, utc_text
from iris_grants.kernel.problems import Refused, Where, refusal

P = ParamSpec("P")
T = TypeVar("T")
R = TypeVar("R", bound=Base)

Command = Callable[Concatenate["Work", P], T]
Watcher = Callable[[frozenset[str]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """What a command declares of itself.

    `name` is `<capability>.<verb>` and stands in the journal; `roles` may run it;
    `topics` are the kinds of records whose lists it changes. An `approval` is the act of a
    second person: where the store says so, only somebody signed in may run it. What is
    `undoable` only prepared something: who did it may take it back (`people.undoing`).
    """

    name: str
    roles: frozenset[Role]
    topics: frozenset[str]
    approval: bool = False
    undoable: bool = False


OPERATIONS: dict[str, Operation] = {}
COMMANDS: dict[str, Callable[..., object]] = {}
"""The command of every operation that has been imported, by its name."""


def operation(
    name: str,
    *,
    roles: frozenset[Role],
    topics: frozenset[str],
    approval: bool = False,
    undoable: bool = False,
) -> Callable[[Command[P, T]], Command[P, T]]:
    """Declare a command as the named operation; the name must be new, an approval stays."""
    if name in OPERATIONS:
        raise ValueError(f"operation declared twice: {name}")
    if approval and undoable:
        raise ValueError(f"an approval is not undone: {name}")
    declared = OPERATIONS[name] = Operation(
        name=name, roles=roles, topics=topics, approval=approval, undoable=undoable
    )

    def mark(command: Command[P, T]) -> Command[P, T]:
        COMMANDS[name] = command
        setattr(command, "operation", declared)  # noqa: B010 - functions have no typed slot for it
        return command

    return mark


def operation_of(command: Callable[..., object]) -> Operation:
    """The operation that a command was declared as; `TypeError` if it is none."""
    declared = getattr(command, "operation", None)
    if not isinstance(declared, Operation):
        raise TypeError(f"{command!r} is not declared as an operation")
    return declared


@dataclass(slots=True, kw_only=True)
class Work:
    """What a command works with: one open transaction, the acting person, the moment."""

    session: Session
    person: ActingPerson
    now: datetime
    contents: FileContents
    topics: set[str] = field(default_factory=set)

    @property
    def now_text(self) -> str:
        """The moment of the operation as the store keeps it."""
        return utc_text(self.now)

    @property
    def today(self) -> date:
        """The day of the operation (UTC)."""
        return self.now.date()

    def add(self, record: R) -> R:
        """Write a new record now; a broken constraint is refused with its code."""
        self.add_all([record])
        return record

    def add_all(self, records: list[R]) -> None:
        """Write new records of one kind in one go."""
        self.session.add_all(records)
        self.flush()

    def flush(self) -> None:
        """Write pending changes; a broken constraint becomes `Refused` with its code."""
        with refused_constraints():
            self.session.flush()

    def get(self, kind: type[R], identity: str) -> R:
        """The record with this identity, or `Refused` (`kernel.not_found`)."""
        return fetch(self.session, kind, identity)

    def hold(self, kind: type[R], identity: str) -> R:
        """The same, kept for this operation alone until it ends.

        For decisions on a sum or a state that others may change at the same moment: who
        comes second waits, and then sees what the first one decided.
        """
        found = self.session.get(kind, identity, with_for_update=True)
        if found is None:
            raise not_found(kind, identity)
        return found


class Desk:
    """One open store and one acting person: runs commands, gives sessions for queries."""

    def __init__(self, store: Store, person: ActingPerson, clock: Clock = system_clock) -> None:
        self.store = store
        self.person = person
        self.clock = clock
        self.last_entry = 0
        self._watchers: list[Watcher] = []

    def run(self, command: Command[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a command as its operation: all of it, journalled, or nothing.

        Raises `Refused` for problems in the data, for a role that is missing and for an
        approval by somebody who must sign in first, and `StoreError` where the store itself
        cannot be written. `last_entry` is then the number of its entry, 0 where nothing
        was changed.
        """
        declared = operation_of(command)
        check_role(declared, self.person)
        now = self.clock()
        with (
            refused_constraints(),
            self.store.operation(
                operation=declared.name,
                person_id=self.person.person_id,
                standing=self.person.standing,
                at=utc_text(now),
            ) as session,
        ):
            check_standing(session, declared, self.person)
            work = Work(session=session, person=self.person, now=now, contents=self.store.contents)
            result = command(work, *args, **kwargs)
        self.last_entry = int(session.info.get(ENTRY, 0))
        topics = declared.topics | work.topics
        for watcher in tuple(self._watchers):
            watcher(topics)
        return result

    def beside(self, person: ActingPerson) -> Desk:
        """The same store with another person at it; watchers hear of operations of both."""
        other = Desk(self.store, person, self.clock)
        other._watchers = self._watchers
        return other

    def read(self) -> AbstractContextManager[Session]:
        """A read-only snapshot for queries."""
        return self.store.read()

    def subscribe(self, watcher: Watcher) -> None:
        """Call `watcher` with the changed topics after every operation, in its thread."""
        self._watchers.append(watcher)


def check_role(declared: Operation, person: ActingPerson) -> None:
    """Refuse a person without any of the operation's roles (`kernel.role_missing`)."""
    if not declared.roles & person.roles:
        roles = ", ".join(f"role.{role}" for role in sorted(declared.roles))
        raise refusal("kernel.role_missing", operation=declared.name, roles=roles)


def check_standing(session: Session, declared: Operation, person: ActingPerson) -> None:
    """Refuse an approval by a declared person where the store asks for sign-in.

    `kernel.sign_in_needed`; the rule is set by `people.set_office_rule`.
    """
    if not declared.approval or person.standing is Standing.SIGNED_IN:
        return
    if session.scalar(select(OfficeRuleRecord.approvals_signed_in)):
        raise refusal("kernel.sign_in_needed", operation=declared.name)


@contextmanager
def refused_constraints() -> Iterator[None]:
    """Turn a broken constraint of the store into `Refused` with code `constraint.<name>`."""
    try:
        yield
    except IntegrityError as error:
        name = constraint_of(error)
        if name is None:
            raise
        raise refusal(f"constraint.{name}") from error


def fetch(session: Session, kind: type[R], identity: str) -> R:
    """The record with this identity, or `Refused` (`kernel.not_found`)."""
    found = session.get(kind, identity)
    if found is None:
        raise not_found(kind, identity)
    return found


def not_found(kind: type[Base], identity: str) -> Refused:
    """The refusal for a record that is not there (`kernel.not_found`)."""
    return refusal("kernel.not_found", Where(key=identity), table=kind.__tablename__)
