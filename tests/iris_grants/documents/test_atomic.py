"""Files and folders are there whole or not at all, and never replaced by surprise."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

import pytest

from iris_grants.documents.atomic import new_folder, partial_of, write_atomically
from iris_grants.documents.world import problem_of
from iris_grants.kernel.problems import Problem, Refused, Where


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def test_bytes_and_streams_arrive(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a.txt", b"words")
    write_atomically(tmp_path / "b.txt", lambda out: out.write(b"more"))
    assert (tmp_path / "a.txt").read_bytes() == b"words"
    assert (tmp_path / "b.txt").read_bytes() == b"more"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.txt"]


def test_existing_file_is_kept_unless_asked(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write_atomically(path, b"old")
    with pytest.raises(Refused) as refused:
        write_atomically(path, b"new")
    assert refused.value.problems == (
        Problem(code="documents.already_exists", where=Where(file="a.txt")),
    )
    assert path.read_bytes() == b"old"
    write_atomically(path, b"new", overwrite=True)
    assert path.read_bytes() == b"new"


def test_file_that_appears_meanwhile_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"

    def write(out: BinaryIO) -> None:
        out.write(b"mine")
        path.write_bytes(b"theirs")

    with pytest.raises(Refused) as refused:
        write_atomically(path, write)
    assert codes(refused) == ["documents.already_exists"]
    assert path.read_bytes() == b"theirs"
    assert list(tmp_path.iterdir()) == [path]


def test_nothing_remains_of_a_failed_write(tmp_path: Path) -> None:
    def write(out: BinaryIO) -> None:
        out.write(b"half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "a.txt", write)
    assert list(tmp_path.iterdir()) == []


def test_full_disk_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    def write(_out: BinaryIO) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(Refused) as refused:
        write_atomically(tmp_path / "a.txt", write)
    assert codes(refused) == ["documents.disk_full"]
    assert list(tmp_path.iterdir()) == []


def test_partial_file_of_a_killed_run_is_replaced(tmp_path: Path) -> None:
    partial_of(tmp_path / "a.txt").write_bytes(b"left over")
    write_atomically(tmp_path / "a.txt", b"whole")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        write_atomically(tmp_path / "none" / "a.txt", b"words")
    assert codes(refused) == ["documents.file_missing"]


@pytest.mark.skipif(os.name != "posix", reason="permission bits are those of POSIX")
def test_mode_is_set(tmp_path: Path) -> None:
    write_atomically(tmp_path / "secret", b"x", mode=0o600)
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


def test_folder_appears_when_the_block_ends_well(tmp_path: Path) -> None:
    with new_folder(tmp_path / "bag") as folder:
        (folder / "a.txt").write_bytes(b"x")
        assert not (tmp_path / "bag").exists()
    assert (tmp_path / "bag" / "a.txt").read_bytes() == b"x"
    assert [path.name for path in tmp_path.iterdir()] == ["bag"]


def test_folder_vanishes_after_an_error(tmp_path: Path) -> None:
    def fill_and_fail() -> None:
        with new_folder(tmp_path / "bag") as folder:
            (folder / "a.txt").write_bytes(b"x")
            raise ValueError("ours")

    with pytest.raises(ValueError, match="ours"):
        fill_and_fail()
    assert list(tmp_path.iterdir()) == []


def test_folder_replaces_a_partial_one_but_no_finished_one(tmp_path: Path) -> None:
    left_over = partial_of(tmp_path / "bag")
    left_over.mkdir()
    (left_over / "old").write_bytes(b"x")
    with new_folder(tmp_path / "bag"):
        pass
    assert list((tmp_path / "bag").iterdir()) == []
    with pytest.raises(Refused) as refused, new_folder(tmp_path / "bag"):
        pass
    assert codes(refused) == ["documents.already_exists"]


def test_unknown_error_of_the_system_keeps_its_words() -> None:
    assert problem_of(OSError(errno.EIO, "Input/output error"), Path("x/a.txt")) == Problem(
        code="documents.system_refused",
        where=Where(file="a.txt"),
        params={"reason": "Input/output error"},
    )
