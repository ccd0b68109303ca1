"""From what was handed in (folders, zips, single files) to forms with their attachments."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from db.search import search_key
from iris_grants.documents.archives import CHUNK, Received, ReceivedFile, open_received, opened
from iris_grants.documents.world import refusing
from iris_grants.kernel.problems import Problem, Severity, Where, refusal

RECEIPT_LOG = "received.csv"
FORM_SUFFIXES = (".xlsx", ".xlsm")
ZIP_SUFFIX = ".zip"
_TOKEN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where one handed-in file lies: a path, and a name inside it if that is a zip or folder.

    `sha256` and `size` (bytes) are those of the content when the plan was made.
    """

    root: Path
    name: str
    sha256: str
    size: int

    @property
    def file_name(self) -> str:
        """The name without its folders."""
        return PurePosixPath(self.name).name


@dataclass(frozen=True, slots=True, kw_only=True)
class GatheredForm:
    """A workbook that is a form, with the files that belong to it."""

    source: Source
    attachments: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """All files of one path, before it is known which of them are forms.

    `log` is the text of its receipt log, if there is one; `modified_at` when the path (or
    the file in a folder) was last changed, in UTC, whole seconds.
    """

    root: Path
    label: str
    files: tuple[Source, ...]
    modified_at: Mapping[str, datetime]
    log: bytes | None


def hand_in(path: Path) -> Handed:
    """The files at a path; `Refused` for everything that `open_received` refuses."""
    with open_received(path) as received:
        wanted = [file for file in received.files if not _is_log(file.name)]
        logs = [file for file in received.files if file.name.casefold() == RECEIPT_LOG]
        return Handed(
            root=path,
            label=received.name,
            files=tuple(_source(path, file) for file in wanted),
            modified_at={file.name: _modified(path, received, file) for file in wanted},
            log=logs[0].read() if logs else None,
        )


class SourceReader:
    """Opens handed-in files again; each zip is opened and judged once, while it is in use."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._zips: dict[Path, Mapping[str, ReceivedFile]] = {}

    def __enter__(self) -> SourceReader:
        return self

    def __exit__(self, *_: object) -> None:
        self._zips.clear()
        self._stack.close()

    def open(self, source: Source) -> BinaryIO:
        """A stream over the file; `Refused` where it is gone or damaged."""
        if source.root.is_dir():
            return opened(source.root / source.name)
        if source.root.suffix.casefold() != ZIP_SUFFIX:
            return opened(source.root)
        if source.root not in self._zips:
            received = self._stack.enter_context(open_received(source.root))
            self._zips[source.root] = {file.name: file for file in received.files}
        found = self._zips[source.root].get(source.name)
        if found is None:
            raise refusal("documents.file_missing", Where(file=source.name))
        return found.open()

    def read(self, source: Source, limit: int = -1) -> bytes:
        """The content of the file, at most `limit` bytes of it."""
        with self.open(source) as stream:
            return stream.read(limit)


def is_candidate(source: Source) -> bool:
    """Whether a file may be a form by its name."""
    return source.name.casefold().endswith(FORM_SUFFIXES)


def match_attachments(
    files: Sequence[Source], forms: frozenset[str]
) -> tuple[tuple[GatheredForm, ...], tuple[Problem, ...]]:
    """Give each file that is no form to its form; `forms` are the names of the forms.

    A folder with one form is one applicant: everything in it and below belongs to it.
    Elsewhere the beginning of the name decides (`IP-form.xlsx`, `IP-form statut.pdf`, or
    the first word of both). What belongs to no form, or to two, is a warning
    (`applications.attachment_unmatched`).
    """
    owners = [source for source in files if source.name in forms]
    found: dict[str, list[Source]] = {source.name: [] for source in owners}
    problems = []
    for source in files:
        if source.name in forms:
            continue
        owner = _owner_of(source, owners)
        if owner is None:
            problems.append(
                Problem(
                    code="applications.attachment_unmatched",
                    where=Where(file=source.name),
                    severity=Severity.WARNING,
                )
            )
        else:
            found[owner.name].append(source)
    gathered = tuple(
        GatheredForm(source=source, attachments=tuple(found[source.name])) for source in owners
    )
    return gathered, tuple(problems)


def _owner_of(source: Source, owners: Sequence[Source]) -> Source | None:
    folder = PurePosixPath(source.name).parent
    while True:
        here = [owner for owner in owners if PurePosixPath(owner.name).parent == folder]
        if len(here) == 1:
            return here[0]
        if here:
            return _by_beginning(source, here)
        if folder == folder.parent:
            return None
        folder = folder.parent


def _by_beginning(source: Source, owners: Sequence[Source]) -> Source | None:
    name = search_key(PurePosixPath(source.name).stem)
    stems = {owner.name: search_key(PurePosixPath(owner.name).stem) for owner in owners}
    starting = [owner for owner in owners if name.startswith(stems[owner.name])]
    if starting:
        longest = max(len(stems[owner.name]) for owner in starting)
        starting = [owner for owner in starting if len(stems[owner.name]) == longest]
    else:
        word = _first_word(name)
        starting = [owner for owner in owners if word and _first_word(stems[owner.name]) == word]
    return starting[0] if len(starting) == 1 else None


def _first_word(name: str) -> str:
    found = _TOKEN.search(name.replace("_", " "))
    return found[0] if found else ""


def _is_log(name: str) -> bool:
    return PurePosixPath(name).name.casefold() == RECEIPT_LOG


def _source(root: Path, file: ReceivedFile) -> Source:
    with file.open() as stream:
        return Source(root=root, name=file.name, sha256=digest(stream), size=file.size)


def digest(stream: BinaryIO) -> str:
    """The SHA-256 (hexadecimal) of a stream, read in chunks."""
    running = hashlib.sha256()
    while chunk := stream.read(CHUNK):
        running.update(chunk)
    return running.hexdigest()


def _modified(path: Path, received: Received, file: ReceivedFile) -> datetime:
    with refusing(path):
        place = path / file.name if path.is_dir() else path
        return datetime.fromtimestamp(int(place.stat().st_mtime), UTC)
