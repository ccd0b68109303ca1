"""What an opened store consists of, whichever engine it is on."""

from __future__ import annotations

from typing import Protocol

from sqlalchemy import Engine

from db.errors import StoreNotice
from db.files import FileContents


class Sides(Protocol):
    """The sides of one open store; `writer` is none where it is open for reading only."""

    address: str
    name: str
    store_id: str
    reader: Engine
    writer: Engine | None
    contents: FileContents
    notices: tuple[StoreNotice, ...]

    def name_writer(self, person: str) -> None:
        """Say by what name the writer is known."""

    def begin_writing(self) -> None:
        """What must happen once before the first operation."""

    def settle(self) -> None:
        """Bring everything written to its final place, while nobody works."""

    def release(self) -> None:
        """Close everything and give every lock back."""
