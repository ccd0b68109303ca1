"""The journal: every change of every row, caught by the database itself, in one chain."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from db.engines import insert_rows, placeholder
from db.journal_chain import FIRST_LINK, Header, change_digest, change_line
from db.journal_triggers import install

__all__ = ["Head", "OpenOperation", "close_operation", "head", "install", "open_operation"]

_BATCH = 2_000
_CHANGE = ("id", "entry", "table_name", "row_key", "verb", "digest")
_ENTRY = ("number", "operation", "person_id", "standing", "at", "changes", "previous", "hash")
_LOCK = 0x49524953
_TRANSACTION = {"sqlite": "'open'", "postgresql": "CAST(pg_current_xact_id() AS text)"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The newest entry of the journal: its number (0: none yet) and its hash."""

    number: int
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenOperation:
    """An operation under way: its header so far, and the last change before it."""

    header: Header
    after_change: int


def head(connection: Connection) -> Head:
    """The newest entry of the journal."""
    row = connection.exec_driver_sql(
        "SELECT number, hash FROM journal_entry ORDER BY number DESC LIMIT 1"
    ).first()
    return Head(number=0, hash=FIRST_LINK) if row is None else Head(number=row[0], hash=row[1])


def open_operation(
    connection: Connection, *, operation: str, person_id: str, standing: str, at: str
) -> OpenOperation:
    """Open the journal for this transaction; until then the triggers refuse every write."""
    after = connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM journal_value").scalar()
    mark = placeholder(connection)
    connection.exec_driver_sql(
        "INSERT INTO journal_open (key, closes, after_change, operation)"
        f" VALUES ({_TRANSACTION[connection.dialect.name]}, -1, {mark}, {mark})",
        (after, operation),
    )
    header = Header(
        number=0, operation=operation, person_id=person_id, standing=standing, at=at, changes=0
    )
    return OpenOperation(header=header, after_change=int(after or 0))


def close_operation(connection: Connection, opened: OpenOperation) -> Head | None:
    """Chain everything that was written and close the journal; none if nothing was.

    Numbers are given out and the chain is taken last, under a lock where writers are many.
    """
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
    before = head(connection)
    link = hashlib.sha256(f"{before.hash}\n".encode())
    changes, last = 0, opened.after_change
    while batch := _unchained(connection, last):
        last = batch[-1][0]
        rows = []
        for identity, table, key, verb, salt, old, new in batch:
            digest = change_digest(salt, table, key, verb, old, new)
            link.update(change_line(table, key, verb, digest).encode())
            rows.append((identity, before.number + 1, table, key, verb, digest))
        insert_rows(connection, "journal_change", _CHANGE, rows)
        changes += len(rows)
    if changes:
        header = replace(opened.header, number=before.number + 1, changes=changes)
        link.update(header.text().encode())
        values = (header.number, header.operation, header.person_id, header.standing, header.at)
        entry = (*values, header.changes, before.hash, link.hexdigest())
        insert_rows(connection, "journal_entry", _ENTRY, [entry])
    transaction = _TRANSACTION[connection.dialect.name]
    connection.exec_driver_sql(f"DELETE FROM journal_open WHERE key = {transaction}")
    return Head(number=before.number + 1, hash=link.hexdigest()) if changes else None


_Change = tuple[int, str, str, str, str, str | None, str | None]


def _unchained(connection: Connection, after: int) -> list[_Change]:
    mark = placeholder(connection)
    rows = connection.exec_driver_sql(
        "SELECT id, table_name, row_key, verb, salt, before, after FROM journal_value AS v"
        f" WHERE id > {mark} AND NOT EXISTS (SELECT 1 FROM journal_change AS c WHERE c.id = v.id)"
        f" ORDER BY id LIMIT {_BATCH}",
        (after,),
    )
    return [tuple(row) for row in rows.all()]
