"""The journal: every change of every row, caught by the database itself, in one chain."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from db.engines import insert_rows, placeholder
from db.journal_chain import FIRST_LINK, Header, change_digest, change_line
from db.journal_erasure import RowOf, forget, lay_down
from db.journal_triggers import ERASURE, install

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
    chaining = _Chaining(connection, before, opened.after_change)
    chaining.chain_all()
    if chaining.erased:
        last = chaining.last
        for row in chaining.erased:
            lay_down(connection, row, "snapshot")
        chaining.chain_all()
        forget(connection, chaining.erased, last)
    closed = None
    if chaining.changes:
        header = replace(opened.header, number=before.number + 1, changes=chaining.changes)
        closed = Head(number=header.number, hash=chaining.hash(header))
        who = (header.operation, header.person_id, header.standing, header.at)
        entry = (header.number, *who, header.changes, before.hash, closed.hash)
        insert_rows(connection, "journal_entry", _ENTRY, [entry])
    transaction = _TRANSACTION[connection.dialect.name]
    connection.exec_driver_sql(f"DELETE FROM journal_open WHERE key = {transaction}")
    return closed


class _Chaining:
    """The entry that is being made of everything written since `after`."""

    def __init__(self, connection: Connection, before: Head, after: int) -> None:
        self._connection = connection
        self._entry = before.number + 1
        self._link = hashlib.sha256(f"{before.hash}\n".encode())
        self.last = after
        self.changes = 0
        self.erased: list[RowOf] = []

    def chain_all(self) -> None:
        """Take in every value that no change stands for yet."""
        while batch := _unchained(self._connection, self.last):
            self.last = batch[-1][0]
            rows = [self._chained(*value) for value in batch]
            insert_rows(self._connection, "journal_change", _CHANGE, rows)
            self.changes += len(rows)

    def hash(self, header: Header) -> str:
        """The hash of the entry."""
        self._link.update(header.text().encode())
        return self._link.hexdigest()

    def _chained(
        self,
        identity: int,
        table: str,
        key: str,
        verb: str,
        salt: str,
        before: str | None,
        after: str | None,
    ) -> tuple[int, int, str, str, str, str]:
        digest = change_digest(salt, table, key, verb, before, after)
        self._link.update(change_line(table, key, verb, digest).encode())
        if table == ERASURE and after is not None:
            row = json.loads(after)
            self.erased.append(RowOf(table=row["table_name"], key=row["row_key"]))
        return identity, self._entry, table, key, verb, digest


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
