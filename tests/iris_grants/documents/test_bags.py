"""Bags: written once, verified by standard tools and by ours, every change told."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import bagit
import pytest

from iris_grants.documents.bag_check import is_bag, verify_bag
from iris_grants.documents.bags import BagFile, BagSummary, write_bag
from iris_grants.kernel.problems import Refused, Severity
from iris_grants.kernel.progress import Cancelled, Progress

PAYLOAD = [
    BagFile(path="04-application/form.xlsx", source=b"form"),
    BagFile(path="00-cover.pdf", source=b"%PDF" * 700_000),
    BagFile(path="04-application/empty.txt", source=b""),
]
INFO = [
    ("Source-Organization", "Centar Primer, Beograd: „Мали грантови“ " * 6),
    ("External-Identifier", "IRIS-2024-001"),
]
DAY = date(2024, 2, 1)


def write(target: Path, *, zipped: bool = False) -> BagSummary:
    tags = [BagFile(path="verify.html", source=b"<html>")]
    return write_bag(target, PAYLOAD, info=INFO, bagged_on=DAY, tag_files=tags, zipped=zipped)


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    write(tmp_path / "bag")
    return tmp_path / "bag"


def found(path: Path) -> list[tuple[str, str | None]]:
    return [
        (problem.code.removeprefix("documents."), problem.where.key) for problem in verify_bag(path)
    ]


def test_bag_is_whole_for_every_reader(bag: Path) -> None:
    assert verify_bag(bag) == []
    bagit.Bag(str(bag)).validate()
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        subprocess.run(["sha256sum", "-c", "--quiet", "--strict", manifest], cwd=bag, check=True)
    assert bagit.Bag(str(bag)).info["Payload-Oxum"] == "2800004.3"
    assert bagit.Bag(str(bag)).info["External-Identifier"] == "IRIS-2024-001"


def test_files_stand_where_they_belong(bag: Path) -> None:
    names = sorted(path.relative_to(bag).as_posix() for path in bag.rglob("*") if path.is_file())
    assert names == [
        "bag-info.txt",
        "bagit.txt",
        "data/00-cover.pdf",
        "data/04-application/empty.txt",
        "data/04-application/form.xlsx",
        "manifest-sha256.txt",
        "tagmanifest-sha256.txt",
        "verify.html",
    ]
    assert (bag / "bagit.txt").read_text() == (
        "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    )
    form = hashlib.sha256(b"form").hexdigest()
    assert (bag / "manifest-sha256.txt").read_text().splitlines()[2] == (
        f"{form}  data/04-application/form.xlsx"
    )


def test_same_files_make_the_same_bag(bag: Path, tmp_path: Path) -> None:
    write_bag(
        tmp_path / "again",
        PAYLOAD[::-1],
        info=INFO,
        bagged_on=DAY,
        tag_files=[BagFile(path="verify.html", source=b"<html>")],
    )
    for name in ("manifest-sha256.txt", "tagmanifest-sha256.txt", "bag-info.txt"):
        assert (bag / name).read_bytes() == (tmp_path / "again" / name).read_bytes()


def test_zip_is_a_bag_too(tmp_path: Path) -> None:
    summary = write(tmp_path / "dossier.zip", zipped=True)
    assert (summary.files, summary.size) == (3, 2_800_004)
    assert verify_bag(tmp_path / "dossier.zip") == []
    with zipfile.ZipFile(tmp_path / "dossier.zip") as archive:
        archive.extractall(tmp_path / "out")
    bagit.Bag(str(tmp_path / "out" / "dossier")).validate()


def test_zips_of_the_same_bag_are_the_same_bytes(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        write(tmp_path / folder / "dossier.zip", zipped=True)
    assert (tmp_path / "one" / "dossier.zip").read_bytes() == (
        tmp_path / "two" / "dossier.zip"
    ).read_bytes()


def test_late_tag_files_know_the_manifest(tmp_path: Path) -> None:
    def late(summary: BagSummary) -> list[BagFile]:
        return [BagFile(path="signature.txt", source=summary.manifest_sha256.encode())]

    summary = write_bag(tmp_path / "bag", PAYLOAD, info=INFO, bagged_on=DAY, late_tag_files=late)
    manifest = (tmp_path / "bag" / "manifest-sha256.txt").read_bytes()
    assert hashlib.sha256(manifest).hexdigest() == summary.manifest_sha256
    assert (tmp_path / "bag" / "signature.txt").read_text() == summary.manifest_sha256
    assert verify_bag(tmp_path / "bag") == []
    assert dict(summary.digests)["data/04-application/form.xlsx"] == (
        hashlib.sha256(b"form").hexdigest()
    )


@pytest.mark.parametrize(
    ("change", "problems"),
    [
        (lambda bag: (bag / "data/00-cover.pdf").unlink(), [("bag_missing", "data/00-cover.pdf")]),
        (
            lambda bag: (bag / "data/new.txt").write_bytes(b""),
            [("bag_added", "data/new.txt")],
        ),
        (lambda bag: (bag / "extra.txt").write_bytes(b""), [("bag_unlisted", "extra.txt")]),
        (lambda bag: (bag / "verify.html").unlink(), [("bag_missing", "verify.html")]),
        (
            lambda bag: (bag / "manifest-sha256.txt").unlink(),
            [
                ("bag_no_manifest", "manifest-sha256.txt"),
                ("bag_missing", "manifest-sha256.txt"),
            ],
        ),
        (
            lambda bag: (bag / "tagmanifest-sha256.txt").unlink(),
            [("bag_no_manifest", "tagmanifest-sha256.txt")],
        ),
        (lambda bag: (bag / "bagit.txt").unlink(), [("not_a_bag", None)]),
    ],
)
def test_files_that_come_and_go_are_told(
    bag: Path, change: Callable[[Path], object], problems: list[tuple[str, str | None]]
) -> None:
    change(bag)
    told = [each for each in found(bag) if each[0] != "bag_size"]
    assert [each for each in told if each in problems] == problems


def test_any_changed_byte_is_told(tmp_path: Path) -> None:
    bag = tmp_path / "bag"
    files = [BagFile(path="a/b.txt", source=b"words"), BagFile(path="c.txt", source=b"")]
    write_bag(bag, files, info=[], bagged_on=DAY, tag_files=[BagFile(path="t.txt", source=b"tag")])
    for path in sorted(path for path in bag.rglob("*") if path.is_file()):
        data = path.read_bytes()
        for position in range(len(data)):
            changed = bytearray(data)
            changed[position] ^= 0x01
            path.write_bytes(bytes(changed))
            assert verify_bag(bag) != [], (path.name, position)
        path.write_bytes(data)
    assert verify_bag(bag) == []


def test_any_changed_byte_of_a_zip_is_told(tmp_path: Path) -> None:
    path = tmp_path / "bag.zip"
    files = [BagFile(path="a/b.txt", source=b"words")]
    write_bag(path, files, info=[], bagged_on=DAY, zipped=True)
    data = path.read_bytes()
    for position in range(len(data)):
        changed = bytearray(data)
        changed[position] ^= 0x01
        path.write_bytes(bytes(changed))
        assert verify_bag(path) != [], position


def test_bag_that_was_packed_anew_is_whole_but_said_to_be_so(bag: Path, tmp_path: Path) -> None:
    shutil.make_archive(str(tmp_path / "anew"), "zip", tmp_path, "bag")
    (problem,) = verify_bag(tmp_path / "anew.zip")
    assert (problem.code, problem.severity) == ("documents.bag_repacked", Severity.WARNING)


@pytest.mark.parametrize("manifest", ["manifest-sha256.txt", "tagmanifest-sha256.txt"])
def test_manifest_that_is_written_otherwise_is_told(bag: Path, manifest: str) -> None:
    data = (bag / manifest).read_bytes()
    for other in (
        data.replace(b"  ", b" *"),
        data.replace(b"  ", b"\t"),
        data.replace(b"\n", b"\r\n"),
        data.upper(),
        data[:-1],
        data + b"\n",
        data + data.splitlines(keepends=True)[0],
        data + b"00  ../outside\n",
        data + b"\xff",
    ):
        (bag / manifest).write_bytes(other)
        assert verify_bag(bag) != []


def test_percent_and_line_ends_in_foreign_names_are_understood(tmp_path: Path) -> None:
    bag = tmp_path / "bag"
    write_bag(bag, [BagFile(path="x", source=b"x")], info=[], bagged_on=DAY)
    (bag / "data" / "x").rename(bag / "data" / "50%\r\n.txt")
    manifest = bag / "manifest-sha256.txt"
    manifest.write_text(manifest.read_text().replace("data/x", "data/50%25%0D%0a.txt"))
    assert "bag_missing" not in [code for code, _ in found(bag)]


def test_damaged_zip_is_told(tmp_path: Path) -> None:
    path = tmp_path / "dossier.zip"
    write(path, zipped=True)
    data = bytearray(path.read_bytes())
    position = data.index(b"%PDF%PDF") + 1000
    data[position] ^= 1
    path.write_bytes(bytes(data))
    assert found(path) == [("bag_changed", "data/00-cover.pdf")]
    path.write_bytes(bytes(data[:-30]))
    assert found(path) == [("archive_damaged", None)]


def test_what_is_no_bag_is_told(tmp_path: Path) -> None:
    (tmp_path / "file.txt").write_bytes(b"words")
    (tmp_path / "folder").mkdir()
    assert found(tmp_path / "file.txt") == [("not_a_bag", None)]
    assert found(tmp_path / "folder") == [("not_a_bag", None)]
    assert found(tmp_path / "none") == [("file_missing", None)]
    assert not is_bag(tmp_path / "folder")


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
def test_link_in_a_bag_is_told(bag: Path) -> None:
    (bag / "data" / "link").symlink_to("/etc/passwd")
    assert ("not_a_plain_file", None) in found(bag)


def test_nothing_remains_after_a_failure(tmp_path: Path) -> None:
    missing = [*PAYLOAD, BagFile(path="z.txt", source=tmp_path / "none")]
    for target, zipped in ((tmp_path / "bag", False), (tmp_path / "bag.zip", True)):
        with pytest.raises(Refused) as refused:
            write_bag(target, missing, info=INFO, bagged_on=DAY, zipped=zipped)
        assert [str(problem.where) for problem in refused.value.problems] == ["none"]
    assert list(tmp_path.iterdir()) == []


def test_writing_can_be_cancelled_and_leaves_nothing(tmp_path: Path) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        write_bag(tmp_path / "bag", PAYLOAD, info=[], bagged_on=DAY, progress=progress)
    assert list(tmp_path.iterdir()) == []


def test_existing_bag_is_never_overwritten(bag: Path) -> None:
    with pytest.raises(Refused) as refused:
        write(bag)
    assert [problem.code for problem in refused.value.problems] == ["documents.already_exists"]
    assert verify_bag(bag) == []


@pytest.mark.parametrize(
    "paths", [["č.txt"], ["../a"], ["a b"], ["a%25"], ["x" * 121], ["a", "A"], ["a\n"], ["-a"]]
)
def test_paths_that_are_not_plain_are_our_own_mistake(tmp_path: Path, paths: list[str]) -> None:
    files = [BagFile(path=path, source=b"") for path in paths]
    with pytest.raises(ValueError, match="bag"):
        write_bag(tmp_path / "bag", files, info=[], bagged_on=DAY)
    assert not (tmp_path / "bag").exists()


def test_moved_bag_stays_whole(bag: Path, tmp_path: Path) -> None:
    shutil.move(bag, tmp_path / "elsewhere")
    assert verify_bag(tmp_path / "elsewhere") == []
