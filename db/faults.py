"""What an engine reports, as a code with parameters for people."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from db.errors import StoreError

_SQLITE = (
    ("database or disk is full", "store.disk_full"),
    ("database is locked", "store.busy"),
    ("readonly database", "store.read_only"),
    ("disk i/o error", "store.disk_failed"),
    ("malformed", "store.damaged"),
    ("file is not a database", "store.damaged"),
    ("unable to open database file", "store.unreadable"),
)
_POSTGRESQL = {
    "40001": "store.changed_meanwhile",
    "40P01": "store.changed_meanwhile",
    "55P03": "store.busy",
    "25006": "store.read_only",
    "53100": "store.disk_full",
    "42501": "store.not_permitted",
}


def store_error(error: DBAPIError, name: str) -> StoreError | None:
    """What the person is told, or none where the fault is ours."""
    if isinstance(error, IntegrityError):
        return None
    state = getattr(error.orig, "sqlstate", None)
    if state in _POSTGRESQL:
        return StoreError(_POSTGRESQL[state], name=name)
    if error.connection_invalidated or (state or "").startswith(("08", "57P")):
        return StoreError("store.server_lost", name=name)
    return told_by_sqlite(str(error.orig), name)


def told_by_sqlite(message: str, name: str) -> StoreError | None:
    """What the person is told for a message of SQLite, or none where the fault is ours."""
    text = message.lower()
    code = next((code for sign, code in _SQLITE if sign in text), None)
    return None if code is None else StoreError(code, name=name)


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Turn faults of the world into `StoreError` with the store's name; ours pass unchanged.

    An edit that met somebody else's is `store.changed_meanwhile`. A broken constraint
    stays `IntegrityError`.
    """
    try:
        yield
    except StaleDataError as error:
        raise StoreError("store.changed_meanwhile", name=name) from error
    except sqlite3.Error as error:
        found = told_by_sqlite(str(error), name)
        if found is None:
            raise
        raise found from error
    except DBAPIError as error:
        found = store_error(error, name)
        if found is None:
            raise
        raise found from error
