"""What the world does wrong gets a code; what we do wrong stays an error."""

from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from db.errors import StoreError
from db.faults import explained, told_by_sqlite
from db.store import Store
from tests.db.workshop import carry_out


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("database or disk is full", "store.disk_full"),
        ("disk I/O error", "store.disk_failed"),
        ("database is locked", "store.busy"),
        ("attempt to write a readonly database", "store.read_only"),
        ("database disk image is malformed", "store.damaged"),
        ("file is not a database", "store.damaged"),
        ("unable to open database file", "store.unreadable"),
    ],
)
def test_what_sqlite_says_of_the_world_has_a_code(message: str, code: str) -> None:
    with pytest.raises(StoreError) as told, explained("a.iris"):
        raise sqlite3.OperationalError(message)
    assert (told.value.code, told.value.params) == (code, {"name": "a.iris"})


def test_what_is_ours_has_none() -> None:
    assert told_by_sqlite("no such column: x", "a.iris") is None
    with pytest.raises(sqlite3.OperationalError), explained("a.iris"):
        raise sqlite3.OperationalError("no such column: x")


def test_wrong_sql_stays_an_error(store: Store) -> None:
    with pytest.raises(DBAPIError):
        carry_out(store, lambda session: session.execute(text("SELECT x FROM y")))
