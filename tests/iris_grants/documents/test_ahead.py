"""Tests of reading a stream ahead in a thread."""

from __future__ import annotations

import io
import threading
from contextlib import closing

import pytest

from iris_grants.documents.ahead import AHEAD, pieces_of


class Broken(io.BytesIO):
    """A stream that fails at its third piece."""

    reads = 0

    def read(self, size: int | None = -1, /) -> bytes:
        self.reads += 1
        if self.reads == 3:
            raise OSError("gone")
        return super().read(size)


@pytest.mark.parametrize("length", [0, 1, 9, 10, 11, 95, 100])
def test_the_pieces_are_the_content_in_its_order(length: int) -> None:
    content = bytes(range(256))[:length]
    pieces = list(pieces_of(io.BytesIO(content), 10))
    assert b"".join(pieces) == content
    assert [len(piece) for piece in pieces[:-1]] == [10] * (len(pieces) - 1)


def test_an_error_of_reading_is_raised_where_the_pieces_are_taken() -> None:
    found: list[bytes] = []
    with pytest.raises(OSError, match="gone"):
        found.extend(pieces_of(Broken(bytes(100)), 10))
    assert "reading ahead" not in {one.name for one in threading.enumerate()}


def test_who_stops_early_leaves_no_thread_and_reads_little_ahead() -> None:
    stream = Broken(bytes(10_000))
    stream.reads = 3
    with closing(pieces_of(stream, 10)) as pieces:
        assert (next(pieces), next(pieces)) == (bytes(10), bytes(10))
    assert stream.reads <= 3 + 2 + AHEAD + 2
    assert "reading ahead" not in {one.name for one in threading.enumerate()}
