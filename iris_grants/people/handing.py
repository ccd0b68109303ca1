"""Who writes in a store, and handing that right over; of a store file, which has one writer."""

from __future__ import annotations

from pathlib import Path

from db import pen
from db.pen import Answer as Answer
from db.pen import Asked as Asked
from db.pen import Pen as Pen
from db.pen import PenState as PenState
from db.pen import Request as Request
from db.postgresql_store import is_address
from iris_grants.kernel.operations import Desk


def has_one_writer(address: str) -> bool:
    """Whether only one person at a time may write in a store; on a server all may."""
    return not is_address(address)


def pen_of(address: str) -> PenState:
    """Whether somebody writes in a store file now, who, where and since when."""
    return pen.pen_of(Path(address))


def ask_for_pen(desk: Desk) -> Request:
    """Ask the writer to hand over; the request lasts until it is withdrawn.

    `StoreError`: `store.pen_asked` where somebody else asks already, `store.read_only`.
    """
    return Request(Path(desk.store.address), desk.person.name)


def who_asks(address: str) -> Asked | None:
    """Who waits to write in a store file; none where nobody does."""
    return pen.asked_of(Path(address))


def go_on_writing(address: str, asked: Asked) -> None:
    """Tell who asks that the writer does not hand over now."""
    pen.refuse(Path(address), asked)
