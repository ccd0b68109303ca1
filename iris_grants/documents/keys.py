"""Private keys in a folder: under a passphrase, or raw with access for the owner alone."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from iris_grants.documents.atomic import write_atomically
from iris_grants.documents.seals import WORK_FACTOR, seal, unseal
from iris_grants.documents.world import refusing
from iris_grants.kernel.problems import Where, refusal

KEY_SUFFIX = ".key"
OWNER_ONLY = 0o600
FOLDER_OWNER_ONLY = 0o700
_MAX_KEY_BYTES = 64 * 1024
_PEM = b"-----BEGIN PRIVATE KEY-----"


def private_key_bytes(
    key: Ed25519PrivateKey, passphrase: str | None = None, *, work_factor: int = WORK_FACTOR
) -> bytes:
    """A private key as PKCS 8 text (PEM); sealed as an age file if there is a passphrase.

    The seal stands in place of the encryption of PKCS 8 itself, whose key derivation
    (2,048 rounds of PBKDF2) a stolen laptop would not withstand.
    """
    text = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return text if passphrase is None else seal(text, passphrase, work_factor=work_factor)


def private_key_from(
    data: bytes, passphrase: str | None = None, where: Where | None = None
) -> Ed25519PrivateKey:
    """The private key that `private_key_bytes` wrote.

    `Refused`: `documents.key_needs_passphrase`, `documents.passphrase_wrong`,
    `documents.seal_damaged`, `documents.not_a_key`. A passphrase given for an unsealed key
    is not needed.
    """
    if not data.startswith(_PEM):
        if not passphrase:
            raise refusal("documents.key_needs_passphrase", where)
        data = unseal(data, passphrase, where)
    try:
        key = load_pem_private_key(data, None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise refusal("documents.not_a_key", where) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise refusal("documents.not_a_key", where)
    return key


def save_private_key(
    folder: Path,
    name: str,
    key: Ed25519PrivateKey,
    passphrase: str | None = None,
    *,
    work_factor: int = WORK_FACTOR,
) -> Path:
    """Write `NAME.key` into the folder (made if absent) and say where it is.

    Only the owner may read it, where the system knows owners. `Refused` with
    `documents.already_exists` for a key of that name: a key is never overwritten.
    """
    with refusing(folder):
        folder.mkdir(parents=True, exist_ok=True, mode=FOLDER_OWNER_ONLY)
    path = folder / (name + KEY_SUFFIX)
    content = private_key_bytes(key, passphrase, work_factor=work_factor)
    write_atomically(path, content, mode=OWNER_ONLY)
    return path


def load_private_key(folder: Path, name: str, passphrase: str | None = None) -> Ed25519PrivateKey:
    """The key that `save_private_key` wrote, with the refusals of `private_key_from`.

    An unsealed key that others on this machine may read is refused as well
    (`documents.key_readable_by_others`).
    """
    path = folder / (name + KEY_SUFFIX)
    where = Where(file=path.name)
    with refusing(path), path.open("rb") as stream:
        readable = stat.S_IMODE(os.fstat(stream.fileno()).st_mode) & 0o077
        data = stream.read(_MAX_KEY_BYTES)
    if os.name == "posix" and readable and data.startswith(_PEM):
        raise refusal("documents.key_readable_by_others", where)
    return private_key_from(data, passphrase, where)
