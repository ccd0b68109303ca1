"""The keys of whoever sits at this machine: made on first use, kept in the user's own folder."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs
from sqlalchemy import select

from db.tables.dossiers import SigningKeyRecord
from iris_grants.documents.keys import KEY_SUFFIX, load_private_key, save_private_key
from iris_grants.documents.signatures import Ed25519PrivateKey, generate_key, public_bytes
from iris_grants.kernel.access import WORKING
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Desk, Work, operation
from iris_grants.kernel.problems import Refused

HOME_VARIABLE = "IRIS_GRANTS_HOME"
APPLICATION = "iris-grants"


def own_folder() -> Path:
    """The folder of this user's keys; the environment may name another home."""
    home = os.environ.get(HOME_VARIABLE)
    base = Path(home) if home else Path(platformdirs.user_data_dir(APPLICATION, False))
    return base / "keys"


def own_key(name: str) -> Ed25519PrivateKey:
    """The key of that name in the user's folder, made now if there is none.

    Refused as by `load_private_key`, and where the folder cannot be written.
    """
    folder = own_folder()
    if not (folder / (name + KEY_SUFFIX)).exists():
        try:
            save_private_key(folder, name, generate_key())
        except Refused as refused:
            if [problem.code for problem in refused.problems] != ["documents.already_exists"]:
                raise
    return load_private_key(folder, name)


def office_key(desk: Desk) -> Ed25519PrivateKey:
    """The key with which the office of this store signs on this machine.

    It never lies in the store; its public half is registered there on first use.
    """
    key = own_key(f"office-{desk.store.store_id}")
    public_key = public_bytes(key).hex()
    with desk.read() as session:
        known = session.scalar(
            select(SigningKeyRecord.id).where(SigningKeyRecord.public_key == public_key)
        )
    if known is None:
        desk.run(register_key, public_key=public_key)
    return key


@operation("documents.register_key", roles=WORKING, topics=frozenset({"keys"}))
def register_key(work: Work, *, public_key: str) -> str:
    """Enter the public half (hexadecimal) of a key of the office; gives its identity."""
    record = work.add(SigningKeyRecord(id=new_id(), public_key=public_key, made_at=work.now_text))
    return record.id
