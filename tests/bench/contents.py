"""What it costs to keep file contents in the store instead of in the open."""

from __future__ import annotations

import hashlib
import os
import tempfile
from itertools import count
from pathlib import Path

from db.files import CHUNK
from db.store import Store
from tests.bench.table import SCALE, Row, side_by_side


def run() -> list[Row]:
    """The rows of this module."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        os.environ["IRIS_GRANTS_HOME"] = str(folder / "home")
        megabytes = int(128 * SCALE)
        with Store.create(folder / "a.iris") as store:
            return [
                _storing(store, folder, megabytes),
                _reading(store, folder, megabytes),
            ]


def _storing(store: Store, folder: Path, megabytes: int) -> Row:
    numbers = count()

    def ours() -> None:
        source = _written(folder / "in", megabytes)
        with source.open("rb") as stream:
            store.contents.put(stream)

    def floor() -> None:
        source = _written(folder / "in", megabytes)
        found = hashlib.sha256()
        target = folder / f"out{next(numbers)}"
        with source.open("rb") as stream, target.open("wb") as copy:
            while piece := stream.read(CHUNK):
                found.update(piece)
                copy.write(piece)
            copy.flush()
            os.fsync(copy.fileno())

    seconds, floor_seconds = side_by_side(ours, floor)
    name = f"storing {megabytes} MB / SHA-256 and copy to disk"
    return Row(name=name, seconds=seconds, floor_seconds=floor_seconds)


def _reading(store: Store, folder: Path, megabytes: int) -> Row:
    source = _written(folder / "in", megabytes)
    with source.open("rb") as stream:
        content = store.contents.put(stream)

    def ours() -> None:
        found = hashlib.sha256()
        with store.contents.open(content.sha256) as stream:
            while piece := stream.read(CHUNK):
                found.update(piece)

    def floor() -> None:
        found = hashlib.sha256()
        with source.open("rb") as stream:
            while piece := stream.read(CHUNK):
                found.update(piece)

    seconds, floor_seconds = side_by_side(ours, floor)
    name = f"reading {megabytes} MB and SHA-256 / the same from a file"
    return Row(name=name, seconds=seconds, floor_seconds=floor_seconds)


def _written(path: Path, megabytes: int) -> Path:
    """A file of bytes that no store has seen."""
    with path.open("wb") as file:
        for _ in range(megabytes):
            file.write(os.urandom(CHUNK))
    return path
