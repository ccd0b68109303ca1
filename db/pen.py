"""Handing the right to write from one person to another: asking, answering, taking it over.

Who asks leaves a small file beside the store and keeps it locked while waiting, so that a
request ends with its process. The writer answers with another small file, or lets go.
"""

from __future__ import annotations

import json
import secrets
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from db.errors import StoreError
from db.lock import Writer, is_locked, take, this_writer, writer_of


class Pen(StrEnum):
    """How it stands with the right to write."""

    FREE = "free"
    HELD = "held"
    LEFT = "left"
    """The writer's program ended without closing the store; nobody writes now."""


class Answer(StrEnum):
    """What became of a request."""

    WAITING = "waiting"
    REFUSED = "refused"
    FREE = "free"


@dataclass(frozen=True, slots=True, kw_only=True)
class PenState:
    """How it stands, and who writes or wrote last."""

    pen: Pen
    writer: Writer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request: its mark, and who asks, from where, since when (UTC)."""

    mark: str
    who: Writer


def pen_of(store: Path) -> PenState:
    """Whether somebody writes in a store now, and who; nothing is changed by asking."""
    writer = writer_of(store)
    if is_locked(store):
        return PenState(pen=Pen.HELD, writer=writer)
    return PenState(pen=Pen.FREE if writer is None else Pen.LEFT, writer=writer)


def asked_of(store: Path) -> Asked | None:
    """Who waits for the right to write; none where nobody does any more."""
    path = _request_path(store)
    try:
        with path.open("rb+") as file:
            if take(file):
                return None
            found = json.loads(file.read())
            return Asked(mark=str(found.pop("mark")), who=Writer(**found))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def refuse(store: Path, asked: Asked) -> None:
    """Tell who asks that the writer goes on writing."""
    path = _answer_path(store)
    partial = path.with_name(f"{path.name}.partial")
    with suppress(OSError):
        partial.write_text(asked.mark, encoding="utf-8")
        partial.replace(path)


class Request:
    """A request for the right to write, until it is withdrawn or the process ends."""

    def __init__(self, store: Path, person: str = "") -> None:
        """Leave the request; `store.pen_asked` (user) where somebody else asks already."""
        self._store = store
        self.mark = secrets.token_hex(8)
        path = _request_path(store)
        try:
            self._file: BinaryIO = path.open("a+b")
        except OSError as error:
            raise StoreError("store.read_only", name=store.name) from error
        if not take(self._file):
            self._file.close()
            other = asked_of(store)
            raise StoreError("store.pen_asked", user="?" if other is None else other.who.name)
        _answer_path(store).unlink(missing_ok=True)
        told = {"mark": self.mark, **asdict(this_writer(person))}
        self._file.truncate(0)
        self._file.write(json.dumps(told).encode())
        self._file.flush()

    def answer(self) -> Answer:
        """What became of the request by now."""
        with suppress(OSError):
            if _answer_path(self._store).read_text(encoding="utf-8") == self.mark:
                return Answer.REFUSED
        return Answer.WAITING if is_locked(self._store) else Answer.FREE

    def withdraw(self) -> None:
        """Take the request away, and the answer that was meant for it."""
        if self._file.closed:
            return
        if sys.platform != "win32":
            _request_path(self._store).unlink(missing_ok=True)
        self._file.close()
        for path in (_request_path(self._store), _answer_path(self._store)):
            with suppress(OSError):
                path.unlink(missing_ok=True)


def _request_path(store: Path) -> Path:
    return store.with_name(store.name + "-pen")


def _answer_path(store: Path) -> Path:
    return store.with_name(store.name + "-pen-answer")
