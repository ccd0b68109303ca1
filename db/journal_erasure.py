"""Forgetting: the earlier values of a row go by a recorded operation, and the chain stays whole."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from db.engines import insert_rows, placeholder
from db.journal_triggers import language
from db.tables import whole
from db.tables.journal import JournalErasureRecord

_VALUE = ("table_name", "row_key", "verb", "salt", "before", "after")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowOf:
    """A row of the business: its table and its key."""

    table: str
    key: str


def erase_earlier_values(session: Session, *, table: str, key: str, reason: str) -> None:
    """Have the journal forget all values of a row but those at the end of this operation.

    To be called inside an operation that also changes the row itself, so that nothing to
    forget is left in it. `reason` is recorded for good.
    """
    session.add(
        JournalErasureRecord(id=secrets.token_hex(16), table_name=table, row_key=key, reason=reason)
    )
    session.flush()


def lay_down(connection: Connection, row: RowOf, verb: str) -> None:
    """Write a row as it is now as a new value (`snapshot`), or that it is gone (`delete`).

    A snapshot of a row that does not exist writes nothing.
    """
    spoken = language(connection.dialect.name)
    table = whole().tables[row.table]
    now = connection.exec_driver_sql(
        f'SELECT {spoken.row_json(table)} FROM "{table.name}"'
        f" WHERE {spoken.key_of(table)} = {placeholder(connection)}",
        (row.key,),
    ).scalar()
    if now is not None or verb == "delete":
        value = (row.table, row.key, verb, secrets.token_hex(16), None, now)
        insert_rows(connection, "journal_value", _VALUE, [value])


def forget(connection: Connection, erased: Iterable[RowOf], before: int) -> None:
    """Remove the values of the rows whose identities are `before` or less."""
    mark = placeholder(connection)
    for row in erased:
        connection.exec_driver_sql(
            "DELETE FROM journal_value WHERE id IN (SELECT id FROM journal_change"
            f" WHERE table_name = {mark} AND row_key = {mark} AND id <= {mark})",
            (row.table, row.key, before),
        )
