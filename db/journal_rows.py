"""The rows of the business against their history: what the journal tells must be what is there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby, islice
from operator import itemgetter

from sqlalchemy import Connection, Table

from db.canonical import canonical_json
from db.engines import placeholder, stream
from db.errors import Report, StoreNotice, no_report
from db.journal_triggers import journalled_tables, language

_MOST = 20

_HISTORY = (
    "SELECT c.row_key, c.verb, v.id, v.after FROM journal_change AS c"
    " LEFT JOIN journal_value AS v ON v.id = c.id WHERE c.table_name = {mark}"
    " ORDER BY c.row_key, c.id"
)

_State = str | None
UNKNOWN = "?"
"""The state of a row whose values were erased and not laid down again."""


def verify_rows(connection: Connection, report: Report = no_report) -> list[StoreNotice]:
    """Compare every row with the values the journal last recorded for it (at most 20 found).

    `store.row_altered`, `store.row_missing`, `store.row_unjournalled` (table, key): written
    while the triggers were not in place.
    """
    return list(islice(_notices(connection, report), _MOST))


def differing_rows(connection: Connection, table: Table) -> Iterator[tuple[str, str]]:
    """Key and what is wrong (`altered`, `missing`, `unjournalled`), in one pass by key."""
    told = _told(connection, table)
    present = _present(connection, table)
    left, right = next(told, None), next(present, None)
    while left is not None or right is not None:
        if right is None or (left is not None and left[0] < right[0]):
            assert left is not None
            if left[1] is not None and left[1] != UNKNOWN:
                yield left[0], "missing"
            left = next(told, None)
        elif left is None or right[0] < left[0]:
            yield right[0], "unjournalled"
            right = next(present, None)
        else:
            if left[1] is None:
                yield right[0], "unjournalled"
            elif left[1] not in (right[1], UNKNOWN):
                yield right[0], "altered"
            left, right = next(told, None), next(present, None)


def _notices(connection: Connection, report: Report) -> Iterator[StoreNotice]:
    tables = journalled_tables()
    for done, table in enumerate(tables):
        report(done, len(tables), "store.step.verify_rows")
        for key, what in differing_rows(connection, table):
            yield StoreNotice(code=f"store.row_{what}", params={"table": table.name, "key": key})


def _told(connection: Connection, table: Table) -> Iterator[tuple[str, _State]]:
    """Each key with its row as the journal tells it: canonical JSON, none if it was deleted."""
    query = _HISTORY.format(mark=placeholder(connection))
    rows = stream(connection, query, (table.name,))
    for key, changes in groupby(rows, itemgetter(0)):
        yield key, _replayed((verb, identity, after) for _, verb, identity, after in changes)


def _replayed(changes: Iterator[tuple[str, int | None, _State]]) -> _State:
    state: _State = None
    for verb, identity, after in changes:
        if verb == "delete":
            state = None
        elif identity is None:
            state = UNKNOWN
        elif verb == "update" and state != UNKNOWN:
            state = canonical_json(json.loads(state or "{}") | json.loads(after or "{}"))
        elif verb != "update":
            state = after
    return state


def _present(connection: Connection, table: Table) -> Iterator[tuple[str, str]]:
    spoken = language(connection.dialect.name)
    key = spoken.key_of(table)
    yield from stream(
        connection, f'SELECT {key}, {spoken.row_json(table)} FROM "{table.name}" ORDER BY {key}'
    )
