"""Sealed files: read by any age tool, refused when changed, cut off or with a wrong passphrase."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iris_grants.documents.seals import (
    CHUNK,
    is_sealed,
    new_passphrase,
    seal,
    seal_file,
    seal_stream,
    unseal,
    unseal_file,
)
from iris_grants.kernel.problems import Refused, Where

LIGHT = 2
PASSPHRASE = "tajna реч č"


def code_of(sealed: bytes, passphrase: str = PASSPHRASE) -> str:
    with pytest.raises(Refused) as refused:
        unseal(sealed, passphrase, Where(file="a.age"))
    (problem,) = refused.value.problems
    assert problem.where == Where(file="a.age")
    return problem.code


@pytest.mark.parametrize(
    "size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 7], ids=str
)
def test_independent_reader_opens_what_we_seal(size: int) -> None:
    data = bytes(range(256)) * (size // 256) + bytes(size % 256)
    sealed = seal(data, PASSPHRASE, work_factor=LIGHT)
    assert pyrage.passphrase.decrypt(sealed, PASSPHRASE) == data
    assert unseal(sealed, PASSPHRASE) == data


def test_we_open_what_an_independent_writer_seals() -> None:
    data = b"x" * (CHUNK + 100)
    assert unseal(pyrage.passphrase.encrypt(data, PASSPHRASE), PASSPHRASE) == data


@given(st.binary(max_size=300), st.text(min_size=1, alphabet=st.characters(codec="utf-8")))
def test_unsealing_undoes_sealing(data: bytes, passphrase: str) -> None:
    assert unseal(seal(data, passphrase, work_factor=1), passphrase) == data


def test_same_bytes_are_never_sealed_the_same() -> None:
    assert seal(b"x", PASSPHRASE, work_factor=LIGHT) != seal(b"x", PASSPHRASE, work_factor=LIGHT)


def test_wrong_passphrase_is_told() -> None:
    assert code_of(seal(b"x", PASSPHRASE, work_factor=LIGHT), "druga") == (
        "documents.passphrase_wrong"
    )


def test_every_flipped_bit_is_refused() -> None:
    sealed = seal(b"some words", PASSPHRASE, work_factor=LIGHT)
    for position in range(len(sealed)):
        changed = bytearray(sealed)
        changed[position] ^= 0x01
        assert code_of(bytes(changed)) in {
            "documents.not_sealed",
            "documents.seal_damaged",
            "documents.passphrase_wrong",
            "documents.seal_too_heavy",
        }


def test_every_cut_is_refused() -> None:
    sealed = seal(b"some words", PASSPHRASE, work_factor=LIGHT)
    for length in range(len(sealed)):
        assert code_of(sealed[:length]) in {"documents.not_sealed", "documents.seal_damaged"}


def test_cut_between_chunks_and_bytes_behind_are_refused() -> None:
    sealed = seal(bytes(3 * CHUNK), PASSPHRASE, work_factor=LIGHT)
    assert code_of(sealed[: -CHUNK - 16]) == "documents.seal_damaged"
    assert code_of(sealed + b"\0") == "documents.seal_damaged"


def test_file_that_asks_for_absurd_work_is_refused_at_once() -> None:
    heavy = seal(b"x", PASSPHRASE, work_factor=LIGHT).replace(b" 2\n", b" 40\n", 1)
    assert code_of(heavy) == "documents.seal_too_heavy"


def test_file_for_a_key_is_not_sealed_under_a_passphrase() -> None:
    recipient = pyrage.x25519.Identity.generate().to_public()
    assert code_of(pyrage.encrypt(b"x", [recipient])) == "documents.not_sealed"


def test_streams_that_give_little_at_a_time_are_read_to_the_end() -> None:
    class Trickle(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(min(size, 1000) if size and size > 0 else size)

    data, out = bytes(CHUNK + 5), BytesIO()
    seal_stream(Trickle(data), out, PASSPHRASE, work_factor=LIGHT)
    assert unseal(out.getvalue(), PASSPHRASE) == data


def test_files_are_sealed_and_opened(tmp_path: Path) -> None:
    plain, sealed, again = tmp_path / "a.bin", tmp_path / "a.age", tmp_path / "b.bin"
    plain.write_bytes(b"words" * 50_000)
    seal_file(plain, sealed, PASSPHRASE, work_factor=LIGHT)
    assert is_sealed(sealed)
    assert not is_sealed(plain)
    unseal_file(sealed, again, PASSPHRASE)
    assert again.read_bytes() == plain.read_bytes()


def test_nothing_remains_of_a_damaged_file(tmp_path: Path) -> None:
    sealed, target = tmp_path / "a.age", tmp_path / "a.bin"
    sealed.write_bytes(seal(bytes(3 * CHUNK), PASSPHRASE, work_factor=LIGHT)[:-1])
    with pytest.raises(Refused):
        unseal_file(sealed, target, PASSPHRASE)
    assert [path.name for path in tmp_path.iterdir()] == ["a.age"]


def test_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        unseal_file(tmp_path / "none.age", tmp_path / "a", PASSPHRASE)
    assert [str(problem.where) for problem in refused.value.problems] == ["none.age"]
    assert list(tmp_path.iterdir()) == []


def test_empty_passphrase_is_our_own_mistake() -> None:
    with pytest.raises(ValueError, match="empty passphrase"):
        seal(b"x", "")


def test_new_passphrases_are_readable_and_never_the_same() -> None:
    made = {new_passphrase() for _ in range(50)}
    assert len(made) == 50
    assert {len(passphrase) for passphrase in made} == {35}
    assert not set("".join(made)) & set("01loILO")
