"""Verifying bags: everything that is missing, added, changed or not listed, one by one."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from iris_grants.documents.archives import (
    checked_zip,
    looks_like_zip,
    open_entry,
    walk,
)
from iris_grants.documents.bags import BAG_INFO, BAGIT, CHUNK, MANIFEST, TAG_MANIFEST
from iris_grants.documents.world import refusing
from iris_grants.documents.zip_directory import Limits, path_problem
from iris_grants.documents.zip_layout import is_as_written
from iris_grants.kernel.problems import Problem, Refused, Severity, Where, refusal
from iris_grants.kernel.progress import Progress

LIMITS = Limits(
    entries=100_000, entry_size=64 * 1024**3, total_size=1024**4, ratio=1_100, name_length=1_000
)
_ALGORITHMS = ("sha512", "sha256", "sha1", "md5")
_LINE = re.compile(r"([0-9A-Fa-f]+)[ \t]+\*?(.+)")
_OUR_LINE = re.compile(r"[0-9a-f]+ {2}[^ *].*")
_ENCODED = {"%0a": "\n", "%0d": "\r", "%25": "%"}
_ENCODING = re.compile("%(?:0[aAdD]|25)")
_OXUM = re.compile(r"^Payload-Oxum:\s*([0-9]+)\.([0-9]+)\s*$", re.MULTILINE | re.IGNORECASE)
_VERSION = re.compile(r"BagIt-Version: ([0-9]+)\.([0-9]+)\r?\n?")
_MAX_TAG = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bag:
    """The files of a bag by their path, wherever they lie; sizes in bytes."""

    name: str
    sizes: dict[str, int]
    open: Callable[[str], BinaryIO]
    problems: list[Problem] = field(default_factory=list)

    def note(self, code: str, path: str | None = None, **params: str | int) -> None:
        """Remember a problem of a file of this bag."""
        where = Where(file=self.name, key=path)
        self.problems.append(Problem(code=code, where=where, params=params))

    def text(self, path: str) -> str | None:
        """The text of a tag file; `None`, noted as a problem, if it is not readable."""
        if self.sizes[path] > _MAX_TAG:
            self.note("documents.bag_unreadable", path)
            return None
        try:
            with self.open(path) as stream:
                return stream.read().decode("utf-8")
        except (Refused, UnicodeDecodeError):
            self.note("documents.bag_unreadable", path)
            return None


def verify_bag(path: Path, progress: Progress | None = None) -> list[Problem]:
    """Every problem of a bag, a folder or a zip of one; none if it is whole and unchanged.

    `documents.bag_missing`, `documents.bag_changed` (the content), `documents.bag_added`
    (below `data/`, in no manifest), `documents.bag_unlisted` (beside it, in no tag
    manifest), `documents.bag_size` (Payload-Oxum), `documents.bag_no_manifest`,
    `documents.bag_line` (a line that says nothing), `documents.bag_unreadable`,
    `documents.not_a_bag`, and those of damaged or hostile archives; as a warning
    `documents.bag_repacked` (a zip whose contents are whole, but not the zip around them).
    `where.file` names the bag, `where.key` the path inside it.
    """
    try:
        with _opened(path) as bag:
            _verify(bag, progress or Progress())
            return bag.problems
    except Refused as refused:
        return list(refused.problems)


def is_bag(path: Path) -> bool:
    """Whether a folder or zip looks like a bag (has its declaration), whole or not."""
    try:
        with _opened(path):
            return True
    except Refused:
        return False


def read_from_bag(path: Path, name: str, *, limit: int = _MAX_TAG) -> bytes | None:
    """A file of a bag by its path inside, or `None` if it is not there or over `limit` bytes.

    `Refused` if the path is no bag or the file cannot be read.
    """
    with _opened(path) as bag:
        if name not in bag.sizes or bag.sizes[name] > limit:
            return None
        with bag.open(name) as stream:
            return stream.read(limit)


@contextmanager
def _opened(path: Path) -> Iterator[_Bag]:
    with refusing(path):
        is_folder = path.is_dir()
        path.stat()
    if is_folder:
        yield _folder_bag(path)
    elif looks_like_zip(path):
        with checked_zip(path, LIMITS) as archive:
            bag = _zip_bag(archive, path.name)
            with refusing(path), path.open("rb") as stream:
                as_written = is_as_written(stream, archive, path.stat().st_size)
            if not as_written:
                bag.problems.append(_repacked(path.name))
            yield bag
    else:
        raise refusal("documents.not_a_bag", Where(file=path.name))


def _repacked(name: str) -> Problem:
    return Problem(code="documents.bag_repacked", where=Where(file=name), severity=Severity.WARNING)


def _folder_bag(path: Path) -> _Bag:
    problems: list[Problem] = []
    with refusing(path):
        sizes = {
            found.relative_to(path).as_posix(): found.lstat().st_size
            for found in walk(path, problems)
        }

    def open_file(name: str) -> BinaryIO:
        target = path.joinpath(*name.split("/"))
        with refusing(target):
            return target.open("rb")

    return _declared(_Bag(name=path.name, sizes=sizes, open=open_file, problems=problems))


def _zip_bag(archive: zipfile.ZipFile, file: str) -> _Bag:
    infos = {info.filename: info for info in archive.infolist() if not info.is_dir()}
    tops = {name.partition("/")[0] for name in infos}
    top = f"{tops.pop()}/" if BAGIT not in infos and len(tops) == 1 else ""
    by_path = {name.removeprefix(top): info for name, info in infos.items()}

    def open_file(name: str) -> BinaryIO:
        return open_entry(archive, by_path[name], file)

    sizes = {name: info.file_size for name, info in by_path.items()}
    return _declared(_Bag(name=file, sizes=sizes, open=open_file))


def _declared(bag: _Bag) -> _Bag:
    if BAGIT not in bag.sizes:
        raise refusal("documents.not_a_bag", Where(file=bag.name))
    return bag


def _verify(bag: _Bag, progress: Progress) -> None:
    _check_declaration(bag)
    if "fetch.txt" in bag.sizes:
        bag.note("documents.bag_fetch", "fetch.txt")
    listed: dict[str, dict[str, str]] = {}
    payload_manifests = _read_manifests(bag, "manifest-", listed)
    tag_manifests = _read_manifests(bag, "tagmanifest-", listed)
    if not payload_manifests:
        bag.note("documents.bag_no_manifest", MANIFEST)
    _check_listed(bag, listed, progress)
    payload = {path for path in bag.sizes if path.startswith("data/")}
    for manifest in payload_manifests.values():
        for path in sorted(payload - manifest.keys()):
            bag.note("documents.bag_added", path)
    known = set().union(*tag_manifests.values()) if tag_manifests else set()
    if not tag_manifests:
        bag.note("documents.bag_no_manifest", TAG_MANIFEST)
    for path in sorted(bag.sizes.keys() - payload - known):
        if not path.startswith("tagmanifest-"):
            bag.note("documents.bag_unlisted", path)
    _check_oxum(bag, payload)


def _check_declaration(bag: _Bag) -> None:
    text = bag.text(BAGIT)
    if text is not None and not _VERSION.match(text):
        bag.note("documents.bag_changed", BAGIT)


def _read_manifests(
    bag: _Bag, prefix: str, listed: dict[str, dict[str, str]]
) -> dict[str, dict[str, str]]:
    """The manifests of a kind by algorithm; what they say is added to `listed` by path."""
    found: dict[str, dict[str, str]] = {}
    for algorithm in _ALGORITHMS:
        name = f"{prefix}{algorithm}.txt"
        if name not in bag.sizes:
            continue
        text = bag.text(name)
        found[algorithm] = _entries(bag, name, text or "")
        for path, digest in found[algorithm].items():
            listed.setdefault(path, {})[algorithm] = digest
    return found


def _entries(bag: _Bag, name: str, text: str) -> dict[str, str]:
    """What a manifest says; a line that is not byte for byte as we write it is a problem.

    Nothing else guards the tag manifest, so not even a blank in it may have changed.
    """
    found: dict[str, str] = {}
    *lines, rest = text.split("\n")
    for number, line in enumerate([*lines, rest] if rest else lines, start=1):
        match = _LINE.fullmatch(line)
        path = _decoded(match[2]).removeprefix("./") if match else ""
        if match is None or path in found or path_problem(path, Where(), LIMITS) is not None:
            bag.note("documents.bag_line", name, line=number)
            continue
        found[path] = match[1].casefold()
        if not _OUR_LINE.fullmatch(line) or number > len(lines):
            bag.note("documents.bag_line", name, line=number)
    return found


def _decoded(path: str) -> str:
    """A path of a manifest: line ends and the percent sign are encoded (RFC 8493 §2.1.3)."""
    return _ENCODING.sub(lambda hit: _ENCODED[hit.group().casefold()], path)


def _check_listed(bag: _Bag, listed: dict[str, dict[str, str]], progress: Progress) -> None:
    for number, (path, digests) in enumerate(sorted(listed.items())):
        progress.step(number, len(listed), "documents.step.verify")
        if path not in bag.sizes:
            bag.note("documents.bag_missing", path)
            continue
        try:
            found = _digests(bag, path, tuple(digests))
        except Refused:
            bag.note("documents.bag_changed", path)
            continue
        if found != digests:
            bag.note("documents.bag_changed", path)


def _digests(bag: _Bag, path: str, algorithms: tuple[str, ...]) -> dict[str, str]:
    hashes = {name: hashlib.new(name, usedforsecurity=False) for name in algorithms}
    with bag.open(path) as stream:
        while chunk := stream.read(CHUNK):
            for each in hashes.values():
                each.update(chunk)
    return {name: each.hexdigest() for name, each in hashes.items()}


def _check_oxum(bag: _Bag, payload: set[str]) -> None:
    text = bag.text(BAG_INFO) if BAG_INFO in bag.sizes else None
    found = _OXUM.search(text) if text else None
    if found is None:
        return
    size = sum(bag.sizes[path] for path in payload)
    if (int(found[1]), int(found[2])) != (size, len(payload)):
        bag.note("documents.bag_size", BAG_INFO, size=size, files=len(payload))
