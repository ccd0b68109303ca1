"""Private keys on disk: sealed or for the owner alone, never overwritten."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from iris_grants.documents.keys import (
    load_private_key,
    private_key_bytes,
    private_key_from,
    save_private_key,
)
from iris_grants.documents.signatures import generate_key, public_bytes
from iris_grants.kernel.problems import Refused

LIGHT = 4


def code_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    (problem,) = refused.value.problems
    return problem.code


def test_key_without_passphrase_is_for_the_owner_alone(tmp_path: Path) -> None:
    key = generate_key()
    path = save_private_key(tmp_path / "keys", "office", key)
    assert path == tmp_path / "keys" / "office.key"
    assert public_bytes(load_private_key(tmp_path / "keys", "office")) == public_bytes(key)
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600
        path.chmod(0o644)
        with pytest.raises(Refused) as refused:
            load_private_key(tmp_path / "keys", "office")
        assert code_of(refused) == "documents.key_readable_by_others"


def test_sealed_key_opens_with_its_passphrase_only(tmp_path: Path) -> None:
    key = generate_key()
    path = save_private_key(tmp_path, "office", key, "veoma tajno", work_factor=LIGHT)
    assert b"PRIVATE KEY" not in path.read_bytes()
    assert public_bytes(load_private_key(tmp_path, "office", "veoma tajno")) == public_bytes(key)
    for passphrase, code in [
        (None, "documents.key_needs_passphrase"),
        ("", "documents.key_needs_passphrase"),
        ("tajno", "documents.passphrase_wrong"),
    ]:
        with pytest.raises(Refused) as refused:
            load_private_key(tmp_path, "office", passphrase)
        assert code_of(refused) == code


def test_key_is_never_overwritten(tmp_path: Path) -> None:
    save_private_key(tmp_path, "office", generate_key())
    with pytest.raises(Refused) as refused:
        save_private_key(tmp_path, "office", generate_key())
    assert code_of(refused) == "documents.already_exists"


def test_missing_key_is_told(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        load_private_key(tmp_path, "office")
    assert code_of(refused) == "documents.file_missing"


def test_other_keys_and_damaged_ones_are_no_keys() -> None:
    rsa = generate_private_key(65537, 1024).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    for data in (rsa, private_key_bytes(generate_key())[:-40]):
        with pytest.raises(Refused) as refused:
            private_key_from(data)
        assert code_of(refused) == "documents.not_a_key"


def test_file_that_is_neither_key_nor_seal_is_told() -> None:
    with pytest.raises(Refused) as refused:
        private_key_from(b"words", "tajno")
    assert code_of(refused) == "documents.not_sealed"
