"""File contents: stored once by their hash, never changed, streamed in and out in chunks."""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, cast

from sqlalchemy import Connection, Engine, insert, select
from sqlalchemy.exc import IntegrityError

from db.errors import Report, StoreError, no_report
from db.faults import explained
from db.tables.files import FileChunkRecord, FileContentRecord

if TYPE_CHECKING:
    from typing_extensions import Buffer

CHUNK = 1 << 20
_ONE_CHUNK = {
    "sqlite": "SELECT data FROM file_chunk WHERE content_id = ? AND position = ?",
    "postgresql": "SELECT data FROM file_chunk WHERE content_id = %s AND position = %s",
}
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
        """A content as a stream that holds one chunk at a time and can be rewound.

        Raises `StoreError`: `store.content_missing`. The hash is not checked again while it
        is read (`store check` does that), only that nothing is cut short.
        """
        found = self._found(sha256)
        assert self.reader is not None
        return cast("BinaryIO", _ContentStream(self.reader, sha256, found[0], found[1]))

    def size(self, sha256: str) -> int:
        """The size of a content in bytes; `store.content_missing`."""
        return self._found(sha256)[1]

    def altered(self, report: Report = no_report) -> Iterator[str]:
        """The hashes of all contents whose bytes no longer agree with them."""
        hashes = sorted(self.hashes())
        for done, sha256 in enumerate(hashes):
            report(done, len(hashes), "store.step.check_contents")
            try:
                with self.open(sha256) as stream:
                    sound = _measure(stream).sha256 == sha256
            except StoreError:
                sound = False
            if not sound:
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

    def _found(self, sha256: str) -> tuple[int, int]:
        """Identity and size of a content."""
        found = None
        if self.reader is not None:
            with self.reader.connect() as connection:
                found = _find(connection, sha256)
        if found is None:
            raise StoreError("store.content_missing", sha256=sha256)
        return found

    def write(self, stream: BinaryIO, content: StoredContent) -> None:
        """Store a content whose hash and size are known; `store.content_changed` if not so.

        Faults of the disk come as `StoreError` too, such as `store.disk_full`.
        """
        if self.writer is None:
            code = "store.read_only" if self.reader else "store.no_files_part"
            raise StoreError(code, name=self.name)
        chunks = -(-content.size // CHUNK)
        try:
            with self._lock, explained(self.name), self.writer.begin() as connection:
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


class _ContentStream(io.BufferedIOBase):
    """A content, fetched one chunk at a time; can be rewound."""

    def __init__(self, reader: Engine, sha256: str, identity: int, size: int) -> None:
        super().__init__()
        self._reader = reader
        self._sha256 = sha256
        self._identity = identity
        self._size = size
        self._offset = 0
        self._number = 0
        self._chunk = b""

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._offset

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._offset, os.SEEK_END: self._size}[whence]
        self._offset = max(base + offset, 0)
        return self._offset

    def read(self, size: int | None = -1, /) -> bytes:
        left = max(self._size - self._offset, 0)
        wanted = left if size is None or size < 0 else min(size, left)
        pieces = []
        while wanted:
            piece = self.read1(wanted)
            pieces.append(piece)
            wanted -= len(piece)
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def read1(self, size: int = -1, /) -> bytes:
        if self._offset >= self._size:
            return b""
        number, start = divmod(self._offset, CHUNK)
        self._fetch(number + 1)
        stop = len(self._chunk) if size < 0 else min(start + size, len(self._chunk))
        piece = self._chunk[start:stop]
        self._offset += len(piece)
        return piece

    def readinto(self, buffer: Buffer, /) -> int:
        view = memoryview(buffer).cast("B")
        data = self.read(len(view))
        view[: len(data)] = data
        return len(data)

    def _fetch(self, number: int) -> None:
        """Have one chunk at hand; a chunk that is cut short is `store.content_altered`."""
        if number == self._number:
            return
        # The driver itself: a transaction of its own for every chunk would cost as much again.
        bare = self._reader.raw_connection()
        try:
            cursor = bare.cursor()
            cursor.execute(_ONE_CHUNK[self._reader.dialect.name], (self._identity, number))
            found = cursor.fetchone()
            cursor.close()
        finally:
            bare.close()
        data = bytes(found[0]) if found else b""
        if len(data) != min(CHUNK, self._size - (number - 1) * CHUNK):
            raise StoreError("store.content_altered", sha256=self._sha256)
        self._number, self._chunk = number, data


def _find(connection: Connection, sha256: str) -> tuple[int, int] | None:
    query = select(FileContentRecord.id, FileContentRecord.size)
    row = connection.execute(query.where(FileContentRecord.sha256 == sha256)).first()
    return None if row is None else (row[0], row[1])


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
