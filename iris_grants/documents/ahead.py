"""Reading a long stream in a thread of its own, a few pieces ahead of who works on them."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator
from queue import Queue
from typing import BinaryIO

AHEAD = 4
_WAIT_SECONDS = 0.2


class _Reading:
    """The thread that reads, and the queue between it and who takes the pieces."""

    def __init__(self, stream: BinaryIO, size: int) -> None:
        self._stream, self._size = stream, size
        self._pieces: Queue[bytes | BaseException] = Queue(AHEAD)
        self._unwanted = threading.Event()
        self._thread = threading.Thread(target=self._read, name="reading ahead", daemon=True)

    def __iter__(self) -> Iterator[bytes]:
        self._thread.start()
        try:
            while piece := self._pieces.get():
                if isinstance(piece, BaseException):
                    raise piece
                yield piece
        finally:
            self._stop()

    def _read(self) -> None:
        piece: bytes | BaseException = b"more"
        while piece and not isinstance(piece, BaseException) and not self._unwanted.is_set():
            try:
                piece = self._stream.read(self._size)
            except BaseException as error:  # noqa: BLE001 - raised where the pieces are taken
                piece = error
            self._pieces.put(piece)

    def _stop(self) -> None:
        """Let the thread end, also where it waits for room in the queue."""
        self._unwanted.set()
        while self._thread.is_alive():
            while not self._pieces.empty():
                self._pieces.get()
            self._thread.join(_WAIT_SECONDS)


def pieces_of(stream: BinaryIO, size: int) -> Generator[bytes, None, None]:
    """The content of a stream in pieces of `size` bytes, the last one shorter.

    What is longer than one piece is read by a thread while the pieces before are hashed and
    written; at most `AHEAD` of them are in memory. An error of reading is raised here. The
    stream belongs to the iterator until it ends or is closed.
    """
    first = stream.read(size)
    if first:
        yield first
    if len(first) == size:
        yield from iter(_Reading(stream, size))
