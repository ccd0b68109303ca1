"""File contents: stored once by their hash, never changed, streamed in and out in chunks."""

from __future__ import annotations

import hashlib
import io
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from sqlalchemy import Connection, Engine, insert, select
from sqlalchemy.exc import IntegrityError

from db.errors import Report, StoreError, no_report
from db.tables.files import FileChunkRecord, FileContentRecord

CHUNK = 1 << 20
_IN_MEMORY = 8 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredContent:
    """A content of the store: SHA-256 (hexadecimal) and size in bytes."""

    sha256: str
    size: int


class FileContents:
    """The contents of one store."""

    def __init__(self, name: str, reader: Engine | None, writer: Engine | None) -> None:
        """`reader` is none where the files part is missing, `writer` where nothing may be put."""
        self.name = name
        self.reader = reader
        self.writer = writer
        self._lock = threading.Lock()

    def put(self, stream: BinaryIO | bytes) -> StoredContent:
        """Store a content, committed on its own, before the row that names it.

        What is there already is not stored again. A stream that can be rewound is read
        twice. Raises `StoreError`: `store.read_only`, `store.no_files_part`,
        `store.content_changed` (the file changed while it was read).
        """
        source = io.BytesIO(stream) if isinstance(stream, bytes) else stream
        with _rewindable(source) as rewindable:
            start = rewindable.tell()
            found = _measure(rewindable)
            if not self.exists(found.sha256):
                rewindable.seek(start)
                self.write(rewindable, found)
        return found

    def exists(self, sha256: str) -> bool:
        """Whether the content is in the store."""
        return not self.missing([sha256])

    def missing(self, hashes: Iterable[str]) -> tuple[str, ...]:
        """Those of the hashes whose content is not in the store, each once, in their order."""
        wanted = list(dict.fromkeys(hashes))
        if self.reader is None:
            return tuple(wanted)
        if len(wanted) > _ONE_BY_ONE:
            stored = set(self.hashes())
            return tuple(sha256 for sha256 in wanted if sha256 not in stored)
        with self.reader.connect() as connection:
            return tuple(one for one in wanted if _find(connection, one) is None)

    def read(self, sha256: str) -> bytes:
        """A whole content; `StoreError`: `store.content_missing`, `store.content_altered`."""
        with self.open(sha256) as stream:
            data = stream.read()
        if hashlib.sha256(data).hexdigest() != sha256:
            raise StoreError("store.content_altered", sha256=sha256)
        return data

    def open(self, sha256: str) -> BinaryIO:
        """A content as a stream that holds one chunk at a time; `store.content_missing`.

        The hash is not checked again while it is read; `store check` does that.
        """
        identity = None
        if self.reader is not None:
            with self.reader.connect() as connection:
                identity = _find(connection, sha256)
        if self.reader is None or identity is None:
            raise StoreError("store.content_missing", sha256=sha256)
        return io.BufferedReader(_ContentStream(self.reader, identity), CHUNK)

    def size(self, sha256: str) -> int:
        """The size of a content in bytes; `store.content_missing`."""
        found = None
        if self.reader is not None:
            query = select(FileContentRecord.size).where(FileContentRecord.sha256 == sha256)
            with self.reader.connect() as connection:
                found = connection.scalar(query)
        if found is None:
            raise StoreError("store.content_missing", sha256=sha256)
        return found

    def altered(self, report: Report = no_report) -> Iterator[str]:
        """The hashes of all contents whose bytes no longer agree with them."""
        hashes = sorted(self.hashes())
        for done, sha256 in enumerate(hashes):
            report(done, len(hashes), "store.step.check_contents")
            found = hashlib.sha256()
            with self.open(sha256) as stream:
                while piece := stream.read(CHUNK):
                    found.update(piece)
            if found.hexdigest() != sha256:
                yield sha256

    def close(self) -> None:
        """Close the connections."""
        if self.reader is not None:
            self.reader.dispose()
        if self.writer is not None:
            self.writer.dispose()

    def hashes(self) -> list[str]:
        """The hashes of all contents."""
        if self.reader is None:
            return []
        with self.reader.connect() as connection:
            return list(connection.scalars(select(FileContentRecord.sha256)))

    def write(self, stream: BinaryIO, content: StoredContent) -> None:
        """Store a content whose hash and size are known; `store.content_changed` if not so."""
        if self.writer is None:
            code = "store.read_only" if self.reader else "store.no_files_part"
            raise StoreError(code, name=self.name)
        chunks = -(-content.size // CHUNK)
        try:
            with self._lock, self.writer.begin() as connection:
                identity = connection.scalar(
                    insert(FileContentRecord)
                    .values(sha256=content.sha256, size=content.size, chunks=chunks)
                    .returning(FileContentRecord.id)
                )
                again = hashlib.sha256()
                for position in range(1, chunks + 1):
                    data = _read_exactly(stream, CHUNK)
                    again.update(data)
                    connection.execute(
                        insert(FileChunkRecord),
                        {"content_id": identity, "position": position, "data": data},
                    )
                if again.hexdigest() != content.sha256:
                    raise StoreError("store.content_changed")
        except IntegrityError:
            if not self.exists(content.sha256):
                raise


_ONE_BY_ONE = 50


class _ContentStream(io.RawIOBase):
    """The chunks of one content, fetched one at a time."""

    def __init__(self, reader: Engine, identity: int) -> None:
        super().__init__()
        self._reader = reader
        self._identity = identity
        self._position = 0
        self._left = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # any buffer will do
        if not self._left:
            self._left = memoryview(self._next())
        taken = min(len(buffer), len(self._left))
        buffer[:taken] = self._left[:taken]
        self._left = self._left[taken:]
        return taken

    def _next(self) -> bytes:
        self._position += 1
        with self._reader.connect() as connection:
            data = connection.scalar(
                select(FileChunkRecord.data).where(
                    FileChunkRecord.content_id == self._identity,
                    FileChunkRecord.position == self._position,
                )
            )
        return data or b""


def _find(connection: Connection, sha256: str) -> int | None:
    return connection.scalar(select(FileContentRecord.id).where(FileContentRecord.sha256 == sha256))


def _measure(stream: BinaryIO) -> StoredContent:
    found, size = hashlib.sha256(), 0
    while piece := stream.read(CHUNK):
        found.update(piece)
        size += len(piece)
    return StoredContent(sha256=found.hexdigest(), size=size)


def _read_exactly(stream: BinaryIO, size: int) -> bytes:
    pieces = []
    while size and (piece := stream.read(size)):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


@contextmanager
def _rewindable(stream: BinaryIO) -> Iterator[BinaryIO]:
    if stream.seekable():
        yield stream
        return
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as spool:
        while piece := stream.read(CHUNK):
            spool.write(piece)
        spool.seek(0)
        yield spool  # type: ignore[misc]  # a spooled file is a stream in all but name
