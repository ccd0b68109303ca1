"""The history of a record as a tab: who did what and when, with old and new values in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from iris_grants.people.history import HistoryRow, history_of_record
from iris_grants.people.journal import ChangeRow
from iris_grants.wording import N_, _
from ui.journal.choosing import record_words
from ui.journal.columns import TECHNICAL, title_of, told
from ui.journal.page import NOTHING, operation_words
from ui.tables.detail import Entry, History, Tab

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

MINUS = "\N{MINUS SIGN}"
COUNTED = {"insert": N_("{records}: {n} new"), "update": N_("{records}: {n} changed")}
REMOVED = N_("{records}: {n} removed")


NAMED = {
    "achievement": "title",
    "bank_account": "iban",
    "document": "name",
    "letter": "register_no",
    "licence": "number",
    "person_role": "role",
}
"""Parts that are told one by one, by this column; others are only counted."""

UNTOLD = TECHNICAL | {"answers", "body", "fingerprint", "name_latin", "terms"}
"""Columns of which nobody wants to read old and new in the history of a record."""


def history_tab(
    session: Session,
    table: str,
    identity: str,
    *,
    parts: Sequence[str] = (),
    documents_of: str = "",
) -> Tab:
    """The tab *History* of a record and its parts, as `history_of_record` finds it."""
    rows = history_of_record(session, table, identity, parts=parts, documents_of=documents_of)
    entries = tuple(_entry(row, table) for row in rows)
    return Tab(title=_("History"), parts=(History(entries=entries),))


def _entry(row: HistoryRow, table: str) -> Entry:
    lines: list[str] = []
    counts: Counter[tuple[str, str]] = Counter()
    for change in row.changes:
        if change.table == table:
            lines += _values(change)
        elif change.table in NAMED and change.verb in ("insert", "delete"):
            lines += _named(change)
        else:
            counts[change.table, change.verb] += 1
    for (part, verb), count in counts.items():
        words = _(COUNTED.get(verb, REMOVED))
        lines.append(words.format(records=record_words(part), n=count))
    return Entry(
        at=row.at, who=row.person, what=operation_words(row.operation), changes=tuple(lines)
    )


def _values(change: ChangeRow) -> list[str]:
    """Old and new of the columns that people know; a new record is told by its operation."""
    if change.verb != "update":
        return []
    return [
        f"{title_of(value.column)}: {_words(change, value.column, value.before)} → "
        f"{_words(change, value.column, value.after)}"
        for value in change.values
        if value.column not in UNTOLD and not value.column.endswith("_id")
    ]


def _named(change: ChangeRow) -> list[str]:
    column = NAMED[change.table]
    for value in change.values:
        if value.column == column:
            new = change.verb == "insert"
            name = _words(change, column, value.after if new else value.before)
            return [f"{'+' if new else MINUS} {name}"]
    return []


def _words(change: ChangeRow, column: str, text: str | None) -> str:
    return NOTHING if text is None else told(change.table, column, text, {})
