"""A programme under a passphrase: its file is encrypted, and the key comes from the passphrase."""

from __future__ import annotations

import secrets
from pathlib import Path

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from db.errors import StoreError
from db.postgresql_store import is_address
from iris_grants.documents.world import refusing
from iris_grants.kernel.problems import Where, refusal
from iris_grants.people.passphrases import LEAST_LETTERS, normalised

SALT = 16
MEMORY_KIB, PASSES, LANES = 64 * 1024, 3, 4
PLAIN = b"SQLite format 3\0"
PAGE = 4_096
FILE_PASSPHRASE = Where(key="file_passphrase")


def derived_key(passphrase: str, salt: bytes) -> bytes:
    """The raw key of SQLCipher followed by the salt that stands at the head of its files.

    Derived by Argon2id (64 MiB, 3 passes, 4 lanes), so that nothing else has to be kept.
    """
    derived = Argon2id(
        salt=salt, length=32, iterations=PASSES, lanes=LANES, memory_cost=MEMORY_KIB
    ).derive(passphrase.encode())
    return derived + salt


def is_sealed(address: str | Path) -> bool:
    """Whether a store file is encrypted: whole pages, and no head that anybody could read."""
    if is_address(str(address)):
        return False
    try:
        with Path(address).open("rb") as file:
            head = file.read(SALT)
            size = file.seek(0, 2)
    except OSError:
        return False
    return len(head) == SALT and head != PLAIN and size % PAGE == 0


def new_key(passphrase: str) -> bytes:
    """The key of a file that is to be made; refused (`people.passphrase_short`) if too short."""
    if len(normalised(passphrase)) < LEAST_LETTERS:
        raise refusal("people.passphrase_short", FILE_PASSPHRASE, least=LEAST_LETTERS)
    return derived_key(normalised(passphrase), secrets.token_bytes(SALT))


def key_of(address: str | Path, passphrase: str) -> bytes:
    """The key of a file that is there, whether the passphrase is right or not."""
    with refusing(address), Path(address).open("rb") as file:
        salt = file.read(SALT)
    return derived_key(normalised(passphrase), salt)


def is_wrong(error: StoreError) -> bool:
    """Whether a store was not opened because the passphrase is another."""
    return error.code == "store.wrong_key"
