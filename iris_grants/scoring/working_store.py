"""The assessor's side: a package opened into an encrypted store of the same schema beside it."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from sqlalchemy import select

from db.errors import StoreError
from db.store import Store
from db.tables.people import PersonRecord
from iris_grants.documents.world import refusing
from iris_grants.kernel.access import ActingPerson, Role
from iris_grants.kernel.clock import Clock, system_clock
from iris_grants.kernel.operations import Desk
from iris_grants.kernel.problems import Where, refusal
from iris_grants.people.sealing import SALT, derived_key
from iris_grants.scoring.commands.opening import enter_package
from iris_grants.scoring.package_file import OpenedPackage, opened_package

WORK_SUFFIX = ".work.iris"
FILES_SUFFIX = "-files"


def work_path(package: Path) -> Path:
    """Where the working store of a package lies: `PACKAGE.work.iris` beside it."""
    return package.with_name(package.name + WORK_SUFFIX)


def open_package(path: Path, passphrase: str, *, clock: Clock = system_clock) -> Desk:
    """The assessor's desk for a package: its working store, made on first opening.

    The store is encrypted by SQLCipher under a key that Argon2id derives from the
    passphrase (64 MiB, 3 passes, 4 lanes); its salt is the one at the head of the file, so
    that nothing else has to be kept. Refused as by `opened_package`, and
    `scoring.passphrase_empty`; `StoreError` where the working store cannot be opened.
    """
    if not passphrase:
        raise refusal("scoring.passphrase_empty")
    target = work_path(path)
    if target.exists():
        with refusing(target), target.open("rb") as stream:
            key = derived_key(passphrase, stream.read(SALT))
    else:
        with opened_package(path, passphrase) as opened:
            key = derived_key(passphrase, secrets.token_bytes(SALT))
            _make(target, key, opened, clock)
    try:
        store = Store.open(target, key=key)
    except StoreError as error:
        if error.code == "store.wrong_key":
            raise refusal("documents.passphrase_wrong", Where(file=path.name)) from error
        raise
    try:
        return Desk(store, _assessor(store), clock)
    except BaseException:
        store.close()
        raise


def check_passphrase(store: Path, passphrase: str) -> None:
    """Refuse (`documents.passphrase_wrong`) unless the passphrase opens a working store.

    The store may be open meanwhile: it is looked at, not written.
    """
    if not passphrase:
        raise refusal("scoring.passphrase_empty", Where(key="passphrase"))
    with refusing(store), store.open("rb") as stream:
        key = derived_key(passphrase, stream.read(SALT))
    try:
        Store.open(store, write=False, key=key).close()
    except StoreError as error:
        if error.code == "store.wrong_key":
            where = Where(file=store.name, key="passphrase")
            raise refusal("documents.passphrase_wrong", where) from error
        raise


def _make(target: Path, key: bytes, opened: OpenedPackage, clock: Clock) -> None:
    """Fill a new store under another name, then give it its own: it is there whole or not."""
    partial = target.with_name(target.name + ".partial")
    for part in (partial, _files(partial), _files(target)):
        with refusing(part):
            part.unlink(missing_ok=True)
    assessor = opened.package.assessor
    person = ActingPerson(
        person_id=assessor.person_id, name=assessor.name, roles=frozenset({Role.ASSESSOR})
    )
    store = Store.create(partial, key=key)
    try:
        Desk(store, person, clock).run(enter_package, package=opened.package, files=opened.files)
    except BaseException:
        store.close()
        for part in (partial, _files(partial)):
            part.unlink(missing_ok=True)
        raise
    store.close()
    with refusing(target):
        os.replace(_files(partial), _files(target))
        os.replace(partial, target)


def _assessor(store: Store) -> ActingPerson:
    with store.read() as session:
        person = session.scalars(select(PersonRecord)).one()
        return ActingPerson(person_id=person.id, name=person.name, roles=frozenset({Role.ASSESSOR}))


def _files(store: Path) -> Path:
    return store.with_name(store.name + FILES_SUFFIX)
