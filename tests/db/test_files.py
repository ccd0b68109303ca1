"""Contents of files: by hash, once, unchanged, in a stream."""

from __future__ import annotations

import hashlib
import io
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from db.errors import StoreError
from db.files import CHUNK, StoredContent
from db.store import Store
from tests.db.workshop import Forger, person, working


def sha256(data: bytes) -> str:
    """The hash by which a content is known."""
    return hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_what_was_put_comes_back(store: Store, size: int) -> None:
    data = bytes(number % 251 for number in range(1000)) * (size // 1000 + 1)
    data = data[:size]
    content = store.contents.put(io.BytesIO(data))
    assert content == StoredContent(sha256=sha256(data), size=size)
    assert store.contents.read(content.sha256) == data
    assert store.contents.size(content.sha256) == size


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=2000), steps=st.lists(st.integers(1, 700), min_size=1))
def test_a_stream_gives_the_same_bytes_in_any_steps(
    store: Store, data: bytes, steps: list[int]
) -> None:
    content = store.contents.put(data)
    found = b""
    with store.contents.open(content.sha256) as stream:
        for step in steps:
            found += stream.read(step)
        found += stream.read()
    assert found == data


def test_the_same_content_is_stored_once(store: Store, store_address: str) -> None:
    for _ in range(3):
        store.contents.put(b"statute")
    assert store.contents.hashes() == [sha256(b"statute")]


def test_a_stream_that_cannot_be_rewound_is_stored_too(store: Store) -> None:
    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.left = [b"a" * 10, b"b" * 10]

        def readable(self) -> bool:
            return True

        def read(self, size: int = -1) -> bytes:
            return self.left.pop(0) if self.left else b""

    content = store.contents.put(Pipe())  # type: ignore[arg-type]  # a pipe is a stream too
    assert store.contents.read(content.sha256) == b"a" * 10 + b"b" * 10


def test_a_stream_is_taken_from_where_it_stands(store: Store) -> None:
    stream = io.BytesIO(b"header and body")
    stream.seek(11)
    assert store.contents.read(store.contents.put(stream).sha256) == b"body"


def test_what_is_missing_is_told_each_once_in_order(store: Store) -> None:
    known = store.contents.put(b"x").sha256
    asked = ["b" * 64, known, "a" * 64, "b" * 64]
    assert store.contents.missing(asked) == ("b" * 64, "a" * 64)
    many = [f"{number:064x}" for number in range(200)]
    assert store.contents.missing([*many, known]) == tuple(many)
    assert store.contents.exists(known)
    for ask in (store.contents.open, store.contents.read, store.contents.size):
        with pytest.raises(StoreError) as refused:
            ask("a" * 64)
        assert refused.value.code == "store.content_missing"


def test_a_file_that_changes_while_it_is_read_is_refused(store: Store) -> None:
    class Changing(io.BytesIO):
        def seek(self, offset: int, whence: int = 0) -> int:
            with self.getbuffer() as view:
                view[0] ^= 1
            return super().seek(offset, whence)

    with pytest.raises(StoreError) as refused:
        store.contents.put(Changing(b"statute"))
    assert refused.value.code == "store.content_changed"
    assert store.contents.hashes() == []


def test_contents_are_committed_before_the_row_that_names_them(store: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        put_and_stumble(store)
    assert store.contents.exists(sha256(b"statute"))


def put_and_stumble(store: Store) -> None:
    with working(store) as session:
        session.add(person("p1"))
        store.contents.put(b"statute")
        raise ZeroDivisionError


@pytest.mark.parametrize("table", ["file_content", "file_chunk"])
@pytest.mark.parametrize("change", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
def test_stored_contents_cannot_be_changed(store: Store, table: str, change: str) -> None:
    store.contents.put(b"statute")
    column = "size" if table == "file_content" else "content_id"
    assert store.contents.writer is not None
    with pytest.raises(DBAPIError), store.contents.writer.begin() as connection:
        connection.execute(text(change.format(table, column, 0)))
    assert store.contents.read(sha256(b"statute")) == b"statute"


def test_an_altered_content_is_found_when_it_is_read(store: Store, store_address: str) -> None:
    store.contents.put(b"statute")
    store.contents.put(b"annex")
    on_server = store.engine_name == "postgresql"
    forger = Forger(store_address if on_server else f"{store_address}-files")
    letters = "'STATUTE'" if on_server else "CAST('STATUTE' AS BLOB)"
    forger.forge(f"UPDATE file_chunk SET data = {letters} WHERE content_id = 1")
    with pytest.raises(StoreError) as refused:
        store.contents.read(sha256(b"statute"))
    assert refused.value.code == "store.content_altered"
    assert list(store.contents.altered()) == [sha256(b"statute")]


def test_a_large_file_does_not_fill_the_memory(tmp_path: Path) -> None:
    source = tmp_path / "large.bin"
    with source.open("wb") as file:
        for number in range(64):
            file.write(bytes([number]) * CHUNK)
    with Store.create(tmp_path / "a.iris") as store:
        tracemalloc.start()
        try:
            with source.open("rb") as stream:
                content = store.contents.put(stream)
            with store.contents.open(content.sha256) as stream:
                while stream.read(CHUNK):
                    pass
            _, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert content.size == 64 * CHUNK
    assert most < 16 * CHUNK
