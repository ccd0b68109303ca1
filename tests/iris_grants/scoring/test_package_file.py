"""A package as a file: sealed, signed, and refused with a reason if a byte of it changed."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iris_grants.documents.seals import seal, unseal
from iris_grants.documents.signatures import generate_key, public_bytes, signed_document
from iris_grants.kernel.problems import Refused
from iris_grants.scoring.package import package_document
from iris_grants.scoring.package_file import MANIFEST, opened_package, write_package
from tests.iris_grants.scoring.packages import FILE, LIGHT, PASSPHRASE, sample_package

KEY = generate_key()


def contents(_sha256: str) -> BinaryIO:
    return BytesIO(FILE)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / sample_package().file_name
    write_package(found, sample_package(), contents, KEY, PASSPHRASE, work_factor=LIGHT)
    return found


def refusal_of(path: Path, passphrase: str = PASSPHRASE) -> list[tuple[str, str | None]]:
    with pytest.raises(Refused) as refused, opened_package(path, passphrase):
        pass
    return [(problem.code, problem.where.file) for problem in refused.value.problems]


def test_opening_gives_what_was_written(path: Path) -> None:
    with opened_package(path, PASSPHRASE) as opened:
        assert opened.package == sample_package()
        assert opened.public_key == public_bytes(KEY)
        assert [stream().read() for stream in opened.files.values()] == [FILE]


def test_wrong_passphrase_is_named(path: Path) -> None:
    assert refusal_of(path, "osam") == [("documents.passphrase_wrong", path.name)]


def test_file_that_exists_is_not_overwritten(path: Path) -> None:
    with pytest.raises(Refused) as refused:
        write_package(path, sample_package(), contents, KEY, PASSPHRASE, work_factor=LIGHT)
    assert [problem.code for problem in refused.value.problems] == ["documents.already_exists"]


def test_other_file_is_no_package(tmp_path: Path) -> None:
    other = tmp_path / "slika.png"
    other.write_bytes(b"\x89PNG")
    assert refusal_of(other) == [("documents.not_sealed", "slika.png")]


def test_any_changed_byte_and_any_cut_is_refused(path: Path) -> None:
    data = path.read_bytes()
    step = max(1, len(data) // 60)
    allowed = {
        "documents.not_sealed",
        "documents.passphrase_wrong",
        "documents.seal_damaged",
        "documents.seal_too_heavy",
    }
    for place in range(0, len(data), step):
        changed = bytearray(data)
        changed[place] ^= 1
        path.write_bytes(changed)
        ((code, file),) = refusal_of(path)
        assert code in allowed
        assert file == path.name
        path.write_bytes(data[:place])
        ((code, _file),) = refusal_of(path)
        assert code in allowed


def resealed(path: Path, **changes: bytes | None) -> None:
    """Put other files into the zip and seal it again under the same passphrase."""
    plain = unseal(path.read_bytes(), PASSPHRASE)
    with zipfile.ZipFile(BytesIO(plain)) as old:
        files: dict[str, bytes | None] = {name: old.read(name) for name in old.namelist()}
    files |= changes
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, data in files.items():
            if data is not None:
                new.writestr(name, data)
    path.write_bytes(seal(out.getvalue(), PASSPHRASE, work_factor=LIGHT))


INSIDE = sample_package().applications[0].files[0].path


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({MANIFEST: None}, "scoring.not_a_package"),
        ({MANIFEST: b"{}"}, "scoring.package_damaged"),
        ({INSIDE: None}, "scoring.package_damaged"),
        ({INSIDE: b"%PDF-1.7 drugo."}, "scoring.package_damaged"),
        ({INSIDE: FILE + b" "}, "scoring.package_damaged"),
        ({"extra.txt": b"x"}, "scoring.package_damaged"),
        ({"../out.txt": b"x"}, "scoring.package_damaged"),
        (
            {MANIFEST: signed_document(package_document(sample_package()) | {"version": 2}, KEY)},
            "scoring.package_newer",
        ),
        ({MANIFEST: signed_document({"format": "other"}, KEY)}, "scoring.not_a_package"),
    ],
)
def test_package_made_otherwise_is_refused(
    path: Path, changes: dict[str, bytes | None], code: str
) -> None:
    resealed(path, **changes)
    assert refusal_of(path) == [(code, path.name)]


def test_manifest_changed_after_signing_is_refused(path: Path) -> None:
    signed = signed_document(package_document(sample_package()), KEY)
    resealed(path, **{MANIFEST: signed.replace(b"Projekat 1", b"Projekat 2")})
    assert refusal_of(path) == [("scoring.package_damaged", path.name)]


@given(st.binary(max_size=300))
def test_bytes_from_anywhere_are_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        unseal(data, PASSPHRASE)
