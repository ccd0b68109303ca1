"""Opening a store in the name of a person, and making a new one with its first person."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterable
from pathlib import Path

from sqlalchemy.orm import Session

from db.store import Store
from iris_grants.kernel.access import ActingPerson, Role, Standing
from iris_grants.kernel.clock import Clock, system_clock
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Desk
from iris_grants.kernel.problems import Refused, Where, refusal
from iris_grants.people.commands import found_office, tidy_name
from iris_grants.people.queries import PersonRow, list_people, person_by_name
from iris_grants.people.recovery import recover
from iris_grants.people.signing import SignedIn, note_sign_in, sign_in

FOUNDER_ROLES = frozenset(Role) - {Role.ASSESSOR, Role.AUDITOR}
NAMES_LISTED = 20

AskPassphrase = Callable[[str], str]
"""Asks for the passphrase of the person with this name; called only where one is set."""


def create_store(
    address: str | Path,
    *,
    person_name: str,
    roles: Iterable[Role] = FOUNDER_ROLES,
    clock: Clock = system_clock,
    key: bytes | None = None,
    password: str | None = None,
) -> Desk:
    """A new store with its first person, who also makes its first journal entry.

    `key` encrypts a store file, `password` belongs to a server. Refused:
    `people.name_missing`, `people.no_roles`; `StoreError` where the store exists already or
    cannot be made.
    """
    name = tidy_name(person_name)
    given = frozenset(roles)
    if not given:
        raise refusal("people.no_roles", Where(key="roles"))
    store = Store.create(address, key=key, password=password)
    person = ActingPerson(person_id=new_id(), name=name, roles=given)
    desk = Desk(store, person, clock)
    try:
        desk.run(found_office, roles=given)
        store.name_writer(name)
    except BaseException:
        store.close()
        raise
    return desk


def open_desk(
    address: str | Path,
    person_name: str | None,
    *,
    write: bool = True,
    clock: Clock = system_clock,
    key: bytes | None = None,
    password: str | None = None,
    ask: AskPassphrase | None = None,
    on_signed_in: Callable[[SignedIn], None] | None = None,
) -> Desk:
    """An open store with a known, active person at it: signed in if they have a passphrase.

    Without a name: the user of the machine if the store knows that name, or else the only
    active person. `ask` gives the passphrase where one is set, `on_signed_in` hears that it
    was right. An auditor's store is open for reading alone. Refused: `people.unknown`,
    `people.inactive` and `people.unnamed`, with the names that are known,
    `people.passphrase_needed` without `ask`, and those of `people.signing.sign_in`;
    `StoreError` where the store cannot be opened.
    """
    row = _who(address, person_name, key, password)
    if row.signs_in and ask is None:
        raise refusal("people.passphrase_needed", name=row.name)
    person = declared(row)
    store = Store.open(address, write=write and not person.reads_only, key=key, password=password)
    desk = Desk(store, person, clock)
    try:
        store.name_writer(row.name)
        if row.signs_in and ask is not None:
            signed = sign_in(desk, row, ask(row.name))
            desk.person = signed.person
            if on_signed_in is not None:
                on_signed_in(signed)
    except BaseException:
        store.close()
        raise
    return desk


def recover_desk(
    address: str | Path,
    person_name: str | None,
    *,
    code: str,
    passphrase: str,
    clock: Clock = system_clock,
    key: bytes | None = None,
    password: str | None = None,
) -> Desk:
    """An open store with a person at it who gave a recovery code and a new passphrase.

    Refused as in `open_desk`, and as `people.recovery.recover` says.
    """
    row = _who(address, person_name, key, password)
    store = Store.open(address, key=key, password=password)
    desk = Desk(store, declared(row), clock)
    try:
        store.name_writer(row.name)
        recover(desk, row, code, passphrase)
        desk.person = sign_in(desk, row, passphrase).person
    except BaseException:
        store.close()
        raise
    return desk


def reopened(desk: Desk, *, write: bool) -> Desk:
    """The same store and person at it once more, to write or to read alone.

    The desk that is given stays open; who proved who they are need not do so again, and
    that they go on to write is recorded. `StoreError` (`store.in_use`) as in `open_desk`.
    """
    may = write and not desk.person.reads_only
    store = desk.store.again(write=may)
    made = Desk(store, desk.person, desk.clock)
    try:
        store.name_writer(desk.person.name)
        if may and desk.person.standing is Standing.SIGNED_IN:
            made.run(note_sign_in)
    except BaseException:
        store.close()
        raise
    return made


def open_reader(
    address: str | Path,
    *,
    clock: Clock = system_clock,
    key: bytes | None = None,
    password: str | None = None,
) -> Desk:
    """An open store for reading alone, in nobody's name: every operation is refused."""
    store = Store.open(address, write=False, key=key, password=password)
    return Desk(store, ActingPerson(person_id="", name="", roles=frozenset()), clock)


def acting_person(session: Session, name: str) -> ActingPerson:
    """The active person of that name as the acting one, declared; refused as in `open_desk`."""
    return declared(_named_person(session, name))


def declared(row: PersonRow) -> ActingPerson:
    """A person as one who says who they are, and has not proven it."""
    return ActingPerson(person_id=row.id, name=row.name, roles=frozenset(row.roles))


def _who(
    address: str | Path, name: str | None, key: bytes | None, password: str | None
) -> PersonRow:
    """Who is to work in a store; nobody has to give up writing for the question."""
    with (
        Store.open(address, write=False, key=key, password=password) as store,
        store.read() as session,
    ):
        return _default_person(session) if name is None else _named_person(session, name)


def _named_person(session: Session, name: str) -> PersonRow:
    row = person_by_name(session, name)
    if row is None:
        raise _not_at_desk("people.unknown", name, list_people(session))
    if not row.active:
        raise _not_at_desk("people.inactive", row.name, list_people(session))
    return row


def _default_person(session: Session) -> PersonRow:
    people = list_people(session)
    active = [person for person in people if person.active]
    own = person_by_name(session, system_user())
    if own is None or not own.active:
        if len(active) != 1:
            raise _not_at_desk("people.unnamed", "", people)
        own = active[0]
    return own


def system_user() -> str:
    """The name by which the machine knows who works at it; empty if it knows nobody."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def _not_at_desk(code: str, name: str, people: tuple[PersonRow, ...]) -> Refused:
    names = [person.name for person in people if person.active]
    listed = ", ".join(names[:NAMES_LISTED])
    return refusal(code, name=name, known=f"{listed} …" if names[NAMES_LISTED:] else listed)
