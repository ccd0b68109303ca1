"""Writing BagIt 1.0 bags (RFC 8493): folders or zips that standard tools verify."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, BinaryIO

from iris_grants.documents.ahead import pieces_of
from iris_grants.documents.archives import opened, zip_entry
from iris_grants.documents.atomic import new_folder, write_atomically
from iris_grants.documents.world import refusing
from iris_grants.kernel.progress import Progress

CHUNK = 1024 * 1024
MAX_PATH = 120
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
BAG_INFO, BAGIT = "bag-info.txt", "bagit.txt"
_OWN = frozenset({MANIFEST, TAG_MANIFEST, BAG_INFO, BAGIT, "fetch.txt"})
_PATH = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*")
_INFO_WIDTH = 79

Source = bytes | Path | Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True, kw_only=True)
class BagFile:
    """One file of a bag: its path with `/` (payload paths begin below `data/`), its content."""

    path: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class BagSummary:
    """What was written: payload files and bytes, and the SHA-256 of the payload manifest.

    `digests` has the SHA-256 (hexadecimal) of each payload file by its path (`data/…`).
    """

    files: int
    size: int
    manifest_sha256: str
    digests: tuple[tuple[str, str], ...]


def write_bag(
    target: Path,
    payload: Iterable[BagFile],
    *,
    info: Sequence[tuple[str, str]],
    bagged_on: date,
    tag_files: Iterable[BagFile] = (),
    late_tag_files: Callable[[BagSummary], Iterable[BagFile]] | None = None,
    zipped: bool = False,
    progress: Progress | None = None,
) -> BagSummary:
    """Write a bag as the folder `target`, or as one zip with a folder of its name inside.

    Files are streamed once, hashed while they are copied; the manifests are sorted. `info`
    are the lines of `bag-info.txt`, to which date and Payload-Oxum are added. Tag files lie
    beside `data/`; `late_tag_files` makes those that depend on the finished manifest (a
    signature, an index). Nothing is left if anything fails. `Refused` if the target exists
    or a source is refused; `ValueError` for a path that is not plain ASCII of at most 120
    characters, or that is given twice.
    """
    files = _sorted_files(payload, "data/")
    tags = _sorted_files(tag_files, "")
    work = _Work(
        files=files, tags=tags, info=info, bagged_on=bagged_on, late=late_tag_files,
        progress=progress or Progress(),
    )  # fmt: skip
    if not zipped:
        with new_folder(target) as folder:
            return work.write(_Folder(folder))
    found: list[BagSummary] = []

    def write(out: BinaryIO) -> None:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
            found.append(work.write(_Zip(archive, target.name.removesuffix(".zip"))))

    write_atomically(target, write)
    return found[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    files: list[BagFile]
    tags: list[BagFile]
    info: Sequence[tuple[str, str]]
    bagged_on: date
    late: Callable[[BagSummary], Iterable[BagFile]] | None
    progress: Progress

    def write(self, target: _Folder | _Zip) -> BagSummary:
        digests: list[tuple[str, str]] = []
        size = 0
        for number, file in enumerate(self.files):
            self.progress.step(number, len(self.files), "documents.step.bag")
            digest, written = _copy(file.source, target, file.path)
            digests.append((file.path, digest))
            size += written
        manifest = _manifest(digests)
        summary = BagSummary(
            files=len(digests),
            size=size,
            manifest_sha256=hashlib.sha256(manifest).hexdigest(),
            digests=tuple(digests),
        )
        late = _sorted_files(self.late(summary), "") if self.late else []
        _refuse_repeats([*self.tags, *late])
        own = [
            BagFile(path=BAG_INFO, source=self._bag_info(summary)),
            BagFile(path=BAGIT, source=DECLARATION),
            BagFile(path=MANIFEST, source=manifest),
        ]
        tags = sorted([*own, *self.tags, *late], key=lambda tag: tag.path)
        tagged = [(tag.path, _copy(tag.source, target, tag.path)[0]) for tag in tags]
        _copy(_manifest(tagged), target, TAG_MANIFEST)
        return summary

    def _bag_info(self, summary: BagSummary) -> bytes:
        lines = [
            *self.info,
            ("Bagging-Date", self.bagged_on.isoformat()),
            ("Payload-Oxum", f"{summary.size}.{summary.files}"),
        ]
        return "".join(_info_line(name, value) for name, value in lines).encode()


class _Folder:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def new_file(self, path: str) -> Iterator[IO[bytes]]:
        target = self._folder.joinpath(*path.split("/"))
        with refusing(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as stream:
                yield stream


class _Zip:
    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive, self._name = archive, name

    @contextmanager
    def new_file(self, path: str) -> Iterator[IO[bytes]]:
        with zip_entry(self._archive, f"{self._name}/{path}") as stream:
            yield stream


def _copy(source: Source, target: _Folder | _Zip, path: str) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with (
        opened(source) as stream,
        target.new_file(path) as out,
        closing(pieces_of(stream, CHUNK)) as pieces,
    ):
        for piece in pieces:
            digest.update(piece)
            out.write(piece)
            size += len(piece)
    return digest.hexdigest(), size


def _sorted_files(files: Iterable[BagFile], folder: str) -> list[BagFile]:
    found = sorted(
        (BagFile(path=folder + file.path, source=file.source) for file in files),
        key=lambda file: file.path,
    )
    for file in found:
        plain = _PATH.fullmatch(file.path) is not None and len(file.path) <= MAX_PATH
        reserved = not folder and (file.path in _OWN or file.path.startswith("data/"))
        if not plain or reserved:
            raise ValueError(f"not a path for a bag: {file.path!r}")
    _refuse_repeats(found)
    return found


def _refuse_repeats(files: Sequence[BagFile]) -> None:
    if len({file.path.casefold() for file in files}) != len(files):
        raise ValueError("two files of a bag have the same path")


def _manifest(digests: Iterable[tuple[str, str]]) -> bytes:
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(digests)).encode("ascii")


def _info_line(name: str, value: str) -> str:
    """One line of `bag-info.txt`, folded where it is long, as RFC 8493 §2.2.2 allows."""
    words = " ".join(value.split()).split(" ")
    lines, line = [], f"{name}:"
    for word in words:
        if len(line) + 1 + len(word) > _INFO_WIDTH and line.strip() and line != f"{name}:":
            lines.append(line)
            line = f"  {word}"
        else:
            line = f"{line} {word}" if line.strip() else f"  {word}"
    return "\n".join([*lines, line]) + "\n"
