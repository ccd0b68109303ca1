"""Proving the chain of the journal from its first entry on; the engine prepares the texts."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from sqlalchemy import Connection

from db.engines import stream
from db.errors import Report, StoreNotice, no_report
from db.journal_chain import FIRST_LINK
from db.journal_triggers import ERASURE, language

_MOST = 20
_REPORT_EVERY = 5_000

_UNCHAINED = (
    "SELECT v.table_name, v.row_key FROM journal_value AS v"
    " WHERE NOT EXISTS (SELECT 1 FROM journal_change AS c WHERE c.id = v.id) ORDER BY v.id"
)
_STRAY = (
    "SELECT DISTINCT entry FROM journal_change AS c"
    " WHERE NOT EXISTS (SELECT 1 FROM journal_entry AS e WHERE e.number = c.entry)"
    " ORDER BY entry"
)
_ERASURES = (
    "SELECT e.table_name, e.row_key, max(c.entry) FROM journal_erasure AS e"
    f" JOIN journal_change AS c ON c.table_name = '{ERASURE}' AND c.row_key = e.id"
    " GROUP BY e.table_name, e.row_key"
)


def verify_chain(connection: Connection, report: Report = no_report) -> list[StoreNotice]:
    """Walk the whole chain; what is wrong, the first altered entry first (at most 20).

    `store.entry_missing`, `store.chain_broken`, `store.entry_altered`,
    `store.change_altered`, `store.values_missing`, `store.change_stray`,
    `store.value_unchained`, `store.operation_left_open`.
    """
    walk = _Walk(connection)
    found = list(islice(walk.notices(report), _MOST))
    return found or list(islice(walk.left_over(), _MOST))


@dataclass(slots=True)
class _Walk:
    """One walk along the chain, and how much it met."""

    connection: Connection
    changes: int = 0
    gone: int = 0
    erased: dict[tuple[str, str], int] = field(default_factory=dict)

    def notices(self, report: Report) -> Iterator[StoreNotice]:
        """What is wrong with the entries, in their order."""
        spoken = language(self.connection.dialect.name)
        total = self._number("SELECT count(*) FROM journal_entry")
        self.erased = {
            (table, key): entry for table, key, entry in stream(self.connection, _ERASURES)
        }
        changes = stream(self.connection, spoken.CHANGE_TEXTS)
        change = next(changes, _NO_CHANGE)
        previous, expected, sha256 = FIRST_LINK, 1, hashlib.sha256
        for number, stated, link, count, header in stream(self.connection, spoken.ENTRY_TEXTS):
            if number != expected:
                yield StoreNotice(code="store.entry_missing", params={"entry": expected})
            elif stated != previous:
                yield StoreNotice(code="store.chain_broken", params={"entry": number})
            while change[0] < number:
                yield StoreNotice(code="store.change_stray", params={"entry": change[0]})
                self.changes += 1
                change = next(changes, _NO_CHANGE)
            lines = [f"{stated}\n"]
            while change[0] == number:
                _, line, digest, text = change
                lines.append(line)
                if text is None or sha256(text.encode()).hexdigest() != digest:
                    yield from self._check_value(number, line, text)
                change = next(changes, _NO_CHANGE)
            taken = len(lines) - 1
            lines.append(header)
            if sha256("".join(lines).encode()).hexdigest() != link or taken != count:
                yield StoreNotice(code="store.entry_altered", params={"entry": number})
            self.changes += taken
            previous, expected = link, number + 1
            if number % _REPORT_EVERY == 0:
                report(number, total, "store.step.verify")

    def left_over(self) -> Iterator[StoreNotice]:
        """What lies beside the chain; looked for only where the counts do not agree."""
        if self._number("SELECT count(*) FROM journal_change") != self.changes:
            for (entry,) in stream(self.connection, _STRAY):
                yield StoreNotice(code="store.change_stray", params={"entry": entry})
        if self._number("SELECT count(*) FROM journal_value") != self.changes - self.gone:
            for table, key in stream(self.connection, _UNCHAINED):
                params: dict[str, str | int] = {"table": table, "key": key}
                yield StoreNotice(code="store.value_unchained", params=params)
        for (operation,) in stream(self.connection, "SELECT operation FROM journal_open"):
            yield StoreNotice(code="store.operation_left_open", params={"operation": operation})

    def _number(self, query: str) -> int:
        return int(self.connection.exec_driver_sql(query).scalar() or 0)

    def _check_value(self, entry: int, line: str, text: str | None) -> Iterator[StoreNotice]:
        table, key, *_ = json.loads(line)
        code = "store.change_altered"
        if text is None:
            self.gone += 1
            if self.erased.get((table, key), 0) >= entry:
                return
            code = "store.values_missing"
        yield StoreNotice(code=code, params={"entry": entry, "table": table, "key": key})


_NO_CHANGE: tuple[Any, ...] = (sys.maxsize, "", "", "")
