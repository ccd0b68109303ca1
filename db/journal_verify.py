"""Proving the chain of the journal from its first entry on."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from json.encoder import encode_basestring

from sqlalchemy import Connection

from db.engines import stream
from db.errors import Report, StoreNotice, no_report
from db.journal_chain import FIRST_LINK
from db.journal_triggers import ERASURE

_MOST = 20
_REPORT_EVERY = 5_000

_ENTRIES = (
    "SELECT number, operation, person_id, standing, at, changes, previous, hash"
    " FROM journal_entry ORDER BY number"
)
_CHANGES = (
    "SELECT c.entry, c.table_name, c.verb, c.row_key, c.digest, v.salt, v.before, v.after"
    " FROM journal_change AS c LEFT JOIN journal_value AS v ON v.id = c.id ORDER BY"
)
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


_Change = tuple[int, str, str, str, str, str | None, str | None, str | None]


class _Quoted(dict[str, str]):
    """Texts as JSON, each made once."""

    def __missing__(self, text: str) -> str:
        made = self[text] = encode_basestring(text)
        return made


@dataclass(slots=True)
class _Walk:
    """One walk along the chain, and how much it met."""

    connection: Connection
    changes: int = 0
    gone: int = 0
    erased: dict[tuple[str, str], int] = field(default_factory=dict)
    wrong: list[tuple[str, str, bool]] = field(default_factory=list)
    quoted: _Quoted = field(default_factory=_Quoted)

    def notices(self, report: Report) -> Iterator[StoreNotice]:
        """What is wrong with the entries, in their order."""
        total = self._number("SELECT count(*) FROM journal_entry")
        self.erased = {
            (table, key): entry for table, key, entry in stream(self.connection, _ERASURES)
        }
        order = "c.id" if self.connection.dialect.name == "sqlite" else "c.entry, c.id"
        changes = stream(self.connection, f"{_CHANGES} {order}")
        change = next(changes, _NO_CHANGE)
        previous, expected = FIRST_LINK, 1
        for number, operation, person_id, standing, at, count, stated, link in stream(
            self.connection, _ENTRIES
        ):
            if number != expected:
                yield StoreNotice(code="store.entry_missing", params={"entry": expected})
            elif stated != previous:
                yield StoreNotice(code="store.chain_broken", params={"entry": number})
            while change[0] < number:
                yield StoreNotice(code="store.change_stray", params={"entry": change[0]})
                self.changes += 1
                change = next(changes, _NO_CHANGE)
            text, taken = f"{stated}\n", 0
            while change[0] == number:
                text += self._line(change)
                taken += 1
                change = next(changes, _NO_CHANGE)
            if self.wrong:
                yield from self._about_values(number)
            text += self._header(number, operation, person_id, standing, at, count)
            if hashlib.sha256(text.encode()).hexdigest() != link or taken != count:
                yield StoreNotice(code="store.entry_altered", params={"entry": number})
            self.changes += taken
            previous, expected = link, number + 1
            if number % _REPORT_EVERY == 0:
                report(number, total, "store.step.verify")

    def _line(self, change: _Change) -> str:
        """The line of a change in its entry's text, as `change_line` writes it."""
        _, table, verb, key, digest, salt, before, after = change
        row = f"[{self.quoted[table]},{encode_basestring(key)},{self.quoted[verb]},"
        old = "null" if before is None else before
        text = f"{salt}{row}{old},{'null' if after is None else after}]"
        if salt is None or hashlib.sha256(text.encode()).hexdigest() != digest:
            self.wrong.append((table, key, salt is None))
        return f'{row}"{digest}"]\n'

    def _header(
        self, number: int, operation: str, person_id: str, standing: str, at: str, changes: int
    ) -> str:
        """The header of an entry, as `Header.text` writes it; many are much the same."""
        quoted = self.quoted
        return (
            f'{{"at":"{at}","changes":{changes},"number":{number}'
            f',"operation":{quoted[operation]},"person_id":{quoted[person_id]}'
            f',"standing":{quoted[standing]}}}'
        )

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

    def _about_values(self, entry: int) -> Iterator[StoreNotice]:
        """The changes of one entry whose values do not agree with their digests."""
        for table, key, gone in self.wrong:
            self.gone += gone
            if gone and self.erased.get((table, key), 0) >= entry:
                continue
            code = "store.values_missing" if gone else "store.change_altered"
            yield StoreNotice(code=code, params={"entry": entry, "table": table, "key": key})
        self.wrong.clear()


_NO_CHANGE: _Change = (sys.maxsize, "", "", "", "", None, None, None)
