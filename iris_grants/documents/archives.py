"""Received files: a zip, a folder or a single file, read safely; and zips of our own."""

from __future__ import annotations

import io
import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO

from iris_grants.documents.world import problem_of, refusing
from iris_grants.documents.zip_directory import (
    Limits,
    directory_problems,
    entry_name,
    folded,
    is_complete,
    is_junk,
    path_problem,
    shown,
)
from iris_grants.kernel.problems import Problem, Refused, Where, refusal

CHUNK = 1024 * 1024
FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)

DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedFile:
    """One file of what was received: its name with `/` between folders, its size in bytes.

    `open` gives a stream; reading refuses with `documents.archive_damaged` where the bytes
    are not what the archive promised.
    """

    name: str
    size: int
    open: Callable[[], BinaryIO]

    def read(self) -> bytes:
        """The whole content."""
        with self.open() as stream:
            return stream.read()


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """All files of what was received, sorted by name; `skipped` are leftovers of systems."""

    name: str
    files: tuple[ReceivedFile, ...]
    skipped: tuple[str, ...] = ()


@contextmanager
def open_received(path: Path, limits: Limits = DEFAULT_LIMITS) -> Iterator[Received]:
    """What lies at a path: the files of a zip or a folder, or the one file that it is.

    `Refused`, before anything is read, with every problem found: a name that leads outside,
    a name twice, a link, an encrypted entry, too many or too large files, something that
    unpacks to far more than it is, damage. Files are open only while the block runs.
    """
    with refusing(path):
        mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        yield _folder(path, limits)
    elif stat.S_ISREG(mode) and looks_like_zip(path) and path.suffix.casefold() == ".zip":
        with _zip(path, limits) as received:
            yield received
    elif stat.S_ISREG(mode) and path.suffix.casefold() == ".zip":
        raise refusal("documents.not_a_zip", Where(file=path.name))
    elif stat.S_ISREG(mode):
        only = ReceivedFile(name=path.name, size=path.stat().st_size, open=_opener(path))
        yield Received(name=path.name, files=(only,))
    else:
        raise refusal("documents.not_a_plain_file", Where(file=path.name), name=path.name)


def looks_like_zip(path: Path) -> bool:
    """Whether a file begins like a zip."""
    with refusing(path), path.open("rb") as stream:
        return stream.read(4) in (b"PK\x03\x04", b"PK\x05\x06")


@contextmanager
def checked_zip(path: Path, limits: Limits = DEFAULT_LIMITS) -> Iterator[zipfile.ZipFile]:
    """A zip whose directory was judged (see `open_received` for the refusals)."""
    with refusing(path):
        size = path.stat().st_size
        stream = path.open("rb")
    with stream, checked_zip_stream(stream, path.name, size, limits) as archive:
        yield archive


@contextmanager
def checked_zip_stream(
    stream: BinaryIO, name: str, size: int, limits: Limits = DEFAULT_LIMITS
) -> Iterator[zipfile.ZipFile]:
    """The same for a stream of `size` bytes that people know as `name`."""
    try:
        archive = zipfile.ZipFile(stream)
    except (*_DAMAGE, ValueError) as error:
        raise refusal("documents.archive_damaged", Where(file=name)) from error
    with archive:
        if not is_complete(stream, archive, size):
            raise refusal("documents.archive_damaged", Where(file=name))
        problems = directory_problems(archive.infolist(), name, limits, size)
        if problems:
            raise Refused(*problems)
        yield archive


def open_entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo, file: str) -> BinaryIO:
    """A stream over one entry that refuses with `documents.archive_damaged` for damage."""
    where = Where(file=file, key=shown(entry_name(info)))
    try:
        return io.BufferedReader(_Guarded(archive.open(info), where), CHUNK)
    except _DAMAGE as error:
        raise refusal("documents.archive_damaged", where) from error


def write_zip(
    out: BinaryIO,
    files: Iterable[tuple[str, bytes | Path | Callable[[], BinaryIO]]],
    *,
    compress: bool = True,
) -> None:
    """Write a zip with fixed times, sorted by name: the same files give the same bytes.

    Contents are bytes, a path or something that opens a stream; memory does not grow with
    their size. `ValueError` for a name twice or one that leads outside.
    """
    method = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
    seen: set[str] = set()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in sorted(files, key=lambda file: file[0]):
            if folded(name) in seen or path_problem(name, Where(), DEFAULT_LIMITS):
                raise ValueError(f"not a name for this archive: {name!r}")
            seen.add(folded(name))
            with zip_entry(archive, name) as target, opened(content) as source:
                while chunk := source.read(CHUNK):
                    target.write(chunk)


@contextmanager
def zip_entry(archive: zipfile.ZipFile, name: str) -> Iterator[IO[bytes]]:
    """A new entry to write into, with the fixed time and plain permissions."""
    info = plain_entry(name, archive.compression)
    with archive.open(info, "w", force_zip64=True) as target:
        yield target


def plain_entry(name: str, method: int) -> zipfile.ZipInfo:
    """The description of an entry of ours: fixed time, plain file, readable by all."""
    info = zipfile.ZipInfo(name, FIXED_TIME)
    info.compress_type = method
    info.create_system = 3
    info.external_attr = (stat.S_IFREG | 0o644) << 16
    return info


def opened(content: bytes | Path | Callable[[], BinaryIO]) -> BinaryIO:
    """A stream over bytes, a file, or what an opener gives."""
    if isinstance(content, bytes):
        return io.BytesIO(content)
    if isinstance(content, Path):
        with refusing(content):
            return content.open("rb")
    return content()


@contextmanager
def _zip(path: Path, limits: Limits) -> Iterator[Received]:
    with checked_zip(path, limits) as archive:
        files, skipped = [], []
        for info in archive.infolist():
            name = entry_name(info).replace("\\", "/")
            if info.is_dir() or name.endswith("/"):
                continue
            if is_junk(name):
                skipped.append(name)
                continue
            files.append(
                ReceivedFile(
                    name=name, size=info.file_size, open=_entry_opener(archive, info, path.name)
                )
            )
        yield Received(
            name=path.name,
            files=tuple(sorted(files, key=lambda file: file.name)),
            skipped=tuple(sorted(skipped)),
        )


def _folder(path: Path, limits: Limits) -> Received:
    files: list[ReceivedFile] = []
    skipped: list[str] = []
    problems: list[Problem] = []
    with refusing(path):
        for found in walk(path, problems):
            name = found.relative_to(path).as_posix()
            if is_junk(name):
                skipped.append(name)
                continue
            size = found.stat().st_size
            files.append(ReceivedFile(name=name, size=size, open=_opener(found)))
            if len(files) > limits.entries:
                break
    where = Where(file=path.name)
    if len(files) > limits.entries:
        params = {"count": len(files), "limit": limits.entries}
        problems.append(Problem(code="documents.too_many_files", where=where, params=params))
    mega = 1024 * 1024
    for file in files:
        if file.size > limits.entry_size:
            size_params: dict[str, str | int] = {
                "name": file.name,
                "size": -(-file.size // mega),
                "limit": limits.entry_size // mega,
            }
            problems.append(Problem(code="documents.too_large", where=where, params=size_params))
    if problems:
        raise Refused(*problems)
    return Received(
        name=path.name,
        files=tuple(sorted(files, key=lambda file: file.name)),
        skipped=tuple(sorted(skipped)),
    )


def walk(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    """The plain files below a folder; links and devices become problems and are not followed."""

    def fail(error: OSError) -> None:
        problems.append(problem_of(error, error.filename or folder))

    for current, folders, names in os.walk(folder, onerror=fail):
        folders.sort()
        for name in sorted([*names, *folders]):
            path = Path(current) / name
            mode = path.lstat().st_mode
            if stat.S_ISREG(mode):
                yield path
            elif not stat.S_ISDIR(mode):
                params = {"name": shown(path.relative_to(folder).as_posix())}
                where = Where(file=folder.name)
                problems.append(
                    Problem(code="documents.not_a_plain_file", where=where, params=params)
                )


class _Guarded(io.RawIOBase):
    """Reads an entry and says in our own words what is wrong with it."""

    def __init__(self, source: IO[bytes], where: Where) -> None:
        super().__init__()
        self._source, self._where = source, where

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # any buffer
        try:
            chunk = self._source.read(len(buffer))
        except _DAMAGE as error:
            raise refusal("documents.archive_damaged", self._where) from error
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def close(self) -> None:
        if not self.closed:
            self._source.close()
        super().close()


def _opener(path: Path) -> Callable[[], BinaryIO]:
    def open_it() -> BinaryIO:
        with refusing(path):
            return path.open("rb")

    return open_it


def _entry_opener(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, file: str
) -> Callable[[], BinaryIO]:
    def open_it() -> BinaryIO:
        return open_entry(archive, info, file)

    return open_it
