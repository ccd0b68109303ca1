"""Received archives: plain ones are read whole, hostile and damaged ones not at all."""

from __future__ import annotations

import os
import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
import pyzipper

from iris_grants.documents.archives import open_received, write_zip
from iris_grants.documents.zip_directory import Limits
from iris_grants.kernel.problems import Refused

FILES = {"form.xlsx": b"form", "attachments/Статут č.pdf": b"statute" * 1000, "a/b/c.txt": b""}


def zip_of(path: Path, files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def codes(path: Path, limits: Limits | None = None) -> list[str]:
    with pytest.raises(Refused) as refused, open_received(path, limits or Limits()):
        pass
    assert {problem.where.file for problem in refused.value.problems} == {path.name}
    return [problem.code for problem in refused.value.problems]


def read_all(path: Path) -> dict[str, bytes]:
    with open_received(path) as received:
        return {file.name: file.read() for file in received.files}


def test_zip_is_read_sorted_with_sizes(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "in.zip", FILES)
    with open_received(path) as received:
        assert [(file.name, file.size) for file in received.files] == sorted(
            (name, len(data)) for name, data in FILES.items()
        )
    assert read_all(path) == FILES


def test_folder_is_read_like_a_zip(tmp_path: Path) -> None:
    for name, data in FILES.items():
        target = tmp_path / "in" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    assert read_all(tmp_path / "in") == FILES


def test_single_file_is_what_was_received(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(b"PK\x03\x04 not unpacked")
    assert read_all(path) == {"form.xlsx": b"PK\x03\x04 not unpacked"}


def test_leftovers_of_systems_are_skipped_and_named(tmp_path: Path) -> None:
    junk = {".DS_Store": b"", "__MACOSX/._form.xlsx": b"", "a/Thumbs.db": b"", "~$form.xlsx": b""}
    with open_received(zip_of(tmp_path / "in.zip", {"form.xlsx": b"x", **junk})) as received:
        assert [file.name for file in received.files] == ["form.xlsx"]
        assert received.skipped == tuple(sorted(junk))


@pytest.mark.parametrize("encoding", ["utf-8", "cp852"])
def test_names_without_the_mark_for_utf8_are_read(tmp_path: Path, encoding: str) -> None:
    raw = "Udruženje č.pdf".encode(encoding)
    path = zip_of(tmp_path / "in.zip", {"x" * len(raw): b"data"})
    path.write_bytes(path.read_bytes().replace(b"x" * len(raw), raw))
    assert read_all(path) == {"Udruženje č.pdf": b"data"}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("../evil.txt", "documents.name_leads_outside"),
        ("a/../../evil.txt", "documents.name_leads_outside"),
        ("/etc/passwd", "documents.name_leads_outside"),
        ("C:/evil.txt", "documents.name_leads_outside"),
        ("..\\evil.txt", "documents.name_leads_outside"),
        ("\\\\server\\evil.txt", "documents.name_leads_outside"),
        ("a\nb.txt", "documents.name_unprintable"),
        ("x" * 401, "documents.name_too_long"),
        ("FORM.xlsx", "documents.name_twice"),
    ],
)
def test_hostile_name_refuses_the_archive(tmp_path: Path, name: str, code: str) -> None:
    path = zip_of(tmp_path / "in.zip", {"form.xlsx": b"x", name: b"y"})
    assert codes(path) == [code]


def test_every_problem_is_named(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "in.zip", {"../a": b"", "/b": b"", "ok": b""})
    assert codes(path) == ["documents.name_leads_outside", "documents.name_leads_outside"]


def test_bomb_is_refused_by_its_directory(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "in.zip", {"zeros": bytes(20_000_000)})
    assert codes(path) == ["documents.archive_bomb"]


def test_archive_over_the_limits_is_refused(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "in.zip", {"a": os.urandom(3000), "b": os.urandom(3000)})
    assert codes(path, Limits(entries=1)) == ["documents.too_many_files"]
    assert codes(path, Limits(entry_size=2999)) == ["documents.too_large"] * 2
    assert codes(path, Limits(total_size=5999)) == ["documents.too_large"]


def test_entry_that_lies_about_its_size_gives_no_more(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "in.zip", {"a": bytes(50_000)})
    data = bytearray(path.read_bytes())
    directory = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, directory + 24, 10)
    path.write_bytes(bytes(data))
    with open_received(path) as received, pytest.raises(Refused) as refused:
        received.files[0].read()
    assert [problem.code for problem in refused.value.problems] == ["documents.archive_damaged"]


def test_entries_that_share_their_bytes_are_refused(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "in.zip", {"a": b"x" * 2000, "b": b"y" * 2000})
    data = bytearray(path.read_bytes())
    first, second = data.index(b"PK\x01\x02"), data.rindex(b"PK\x01\x02")
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    path.write_bytes(bytes(data))
    assert codes(path) == ["documents.archive_damaged"]


def test_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("link")
    info.create_system, info.external_attr = 3, 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "in.zip", "w") as archive:
        archive.writestr(info, "/etc/passwd")
    assert codes(tmp_path / "in.zip") == ["documents.not_a_plain_file"]


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
def test_link_in_a_folder_is_refused_and_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "file").write_bytes(b"x")
    (folder / "out").symlink_to(tmp_path / "secret")
    (folder / "file").symlink_to(tmp_path / "secret" / "file")
    assert codes(folder) == ["documents.not_a_plain_file"] * 2


def test_folder_over_the_limits_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}").write_bytes(b"four")
    assert codes(folder, Limits(entries=2)) == ["documents.too_many_files"]
    assert codes(folder, Limits(entry_size=3)) == ["documents.too_large"] * 3


def test_encrypted_zip_is_refused(tmp_path: Path) -> None:
    with pyzipper.AESZipFile(tmp_path / "in.zip", "w", encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(b"tajna")
        archive.writestr("form.xlsx", b"x")
    assert codes(tmp_path / "in.zip") == ["documents.archive_encrypted"]


def test_other_file_called_zip_is_refused(tmp_path: Path) -> None:
    for data in (b"", b"words", b"Rar!\x1a\x07"):
        (tmp_path / "in.zip").write_bytes(data)
        assert codes(tmp_path / "in.zip") == ["documents.not_a_zip"]


def test_truncated_zip_is_refused_wherever_it_is_cut(tmp_path: Path) -> None:
    data = zip_of(tmp_path / "in.zip", FILES).read_bytes()
    for length in range(4, len(data)):
        (tmp_path / "in.zip").write_bytes(data[:length])
        assert codes(tmp_path / "in.zip") == ["documents.archive_damaged"]


def test_flipped_bits_give_refusals_or_the_same_files(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "in.zip", {"form.xlsx": b"form words", "a.txt": b"text"})
    data = path.read_bytes()
    for position in range(len(data)):
        changed = bytearray(data)
        changed[position] ^= 0x10
        path.write_bytes(bytes(changed))
        try:
            contents = list(read_all(path).values())
        except Refused:
            continue
        assert sorted(contents) == [b"form words", b"text"]


def test_missing_path_is_told(tmp_path: Path) -> None:
    assert codes(tmp_path / "none") == ["documents.file_missing"]


def test_own_zip_is_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    (tmp_path / "c").write_bytes(b"from disk")
    files: list[tuple[str, bytes | Path]] = [
        ("b.txt", b"words" * 500),
        ("a/č.txt", b"x"),
        ("c.txt", tmp_path / "c"),
    ]
    one, other = BytesIO(), BytesIO()
    write_zip(one, files)
    write_zip(other, files[::-1])
    assert one.getvalue() == other.getvalue()
    path = tmp_path / "own.zip"
    path.write_bytes(one.getvalue())
    assert read_all(path) == {"a/č.txt": b"x", "b.txt": b"words" * 500, "c.txt": b"from disk"}


@pytest.mark.parametrize("name", ["../a", "/a", "A.txt"])
def test_own_zip_takes_no_hostile_names(name: str) -> None:
    with pytest.raises(ValueError, match="not a name"):
        write_zip(BytesIO(), [("a.txt", b""), (name, b"")])
