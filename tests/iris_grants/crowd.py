"""Many rows at once: applicants and their applications laid down in bulk, for tests of scale."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import Table, UniqueConstraint, event, insert, select
from sqlalchemy.orm import Session

from db.backup import save_copy
from db.journal_triggers import journalled_tables
from db.search import search_key, sort_key
from db.store import Store
from db.tables.applications import ApplicationRecord
from db.tables.calls import CallRecord
from db.tables.organisations import OrganisationRecord
from iris_grants.kernel.operations import Desk

SINGLE = frozenset(
    {"programme", "programme_partner", "programme_result", "rule_set", "call", "office_rule"}
    | {"journal_erasure"}
)
COUNTED = 1_000
COUNTRIES = ("RS", "BA", "ME", "MK", "AL", "XK")
STATES = ("received", "checking", "admitted", "assessed", "selected", "reserve", "rejected")
NAMES = ("Udruženje „Đerdan“", "Удружење „Ђурђевак“", "Fond za bašte", "Čuvari reke")
PROJECTS = ("Mreža mladih pčelara", "Zelena dvorišta", "Обнова читаонице", "Ponoćni časovi")


def crowd(desk: Desk, count: int, *, first: int = 1) -> None:
    """Lay down so many organisations, each with an application to the first call."""
    numbers = range(first, first + count)
    with desk.store.operation(
        operation="tests.sample",
        person_id=desk.person.person_id,
        standing="declared",
        at="2023-11-20T08:00:00Z",
    ) as session:
        call_id = session.scalars(select(CallRecord.id).order_by(CallRecord.number)).first()
        session.execute(insert(OrganisationRecord), [_organisation(n) for n in numbers])
        session.execute(insert(ApplicationRecord), [_application(str(call_id), n) for n in numbers])


@contextmanager
def statements(session: Session) -> Iterator[list[str]]:
    """What a session sends to the store, one entry a statement."""
    seen: list[str] = []

    def note(*parts: object) -> None:
        seen.append(str(parts[2]))

    connection = session.connection()
    event.listen(connection, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(connection, "before_cursor_execute", note)


@contextmanager
def statements_of_store(store: Store) -> Iterator[list[str]]:
    """The same for all readings of a store, in whichever thread."""
    seen: list[str] = []

    def note(*parts: object) -> None:
        seen.append(str(parts[2]))

    event.listen(store.sides.reader, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(store.sides.reader, "before_cursor_execute", note)


def multiplied(source: Path, target: Path, times: int) -> Path:
    """A copy of a store in which every record of the work stands so many times.

    Programme, rules and calls stay single, so that lists of one call grow too; whatever
    must be unique is told apart by its copy's number.
    """
    with Store.open(source, write=False) as store:
        save_copy(store, target)
    with (
        Store.open(target) as grown,
        grown.operation(
            operation="tests.sample", person_id="", standing="declared", at="2026-01-01T08:00:00Z"
        ) as session,
    ):
        for table in journalled_tables():
            if table.name not in SINGLE:
                _multiply(session, table, times)
    return target


def _multiply(session: Session, table: Table, times: int) -> None:
    rows = [dict(row._mapping) for row in session.execute(select(table))]
    if "id" not in table.c or not rows:
        return
    changed = _told_apart(table)
    copies = [
        {name: _copy(value, copy, changed.get(name)) for name, value in row.items()}
        for copy in range(1, times)
        for row in rows
    ]
    session.execute(insert(table), copies)


def _copy(value: object, copy: int, how: str | None) -> object:
    if how is None or value is None:
        return value
    if isinstance(value, int):
        return value + copy * COUNTED
    if how == "day":
        return (date.fromisoformat(str(value)) + timedelta(days=copy * COUNTED)).isoformat()
    return f"{value}-{copy}"


def _told_apart(table: Table) -> dict[str, str]:
    """The columns that differ in a copy: identities of what is copied too, and what is unique."""
    found = {"id": "text", "subject_id": "text"} if "subject_id" in table.c else {"id": "text"}
    for key in table.foreign_keys:
        if key.column.table.name not in SINGLE:
            found[key.parent.name] = "text"
    unique = [
        list(one.columns) for one in table.constraints if isinstance(one, UniqueConstraint)
    ] + [list(one.columns) for one in table.indexes if one.unique]
    for columns in unique:
        if not any(column.name in found for column in columns):
            last = columns[-1]
            found[last.name] = "day" if last.name.endswith("_on") else "text"
    return found


def _organisation(number: int) -> dict[str, object]:
    name = f"{NAMES[number % len(NAMES)]} {number}"
    return {
        "id": f"many-o-{number}",
        "version": 1,
        "name": name,
        "name_latin": name,
        "search_key": search_key(name),
        "sort_key": sort_key(name),
        "country": COUNTRIES[number % len(COUNTRIES)],
        "city": "Zamišljeno Polje",
        "register_no": f"77{number:06d}",
    }


def _application(call_id: str, number: int) -> dict[str, object]:
    title = f"{PROJECTS[number % len(PROJECTS)]} {number}"
    return {
        "id": f"many-a-{number}",
        "version": 1,
        "call_id": call_id,
        "organisation_id": f"many-o-{number}",
        "number": f"MN-{number:05d}",
        "title": title,
        "search_key": search_key(title),
        "country": COUNTRIES[number % len(COUNTRIES)],
        "requested_minor": 800_000 + number,
        "total_minor": 900_000 + number,
        "currency": "EUR",
        "duration_months": 10,
        "language": "sr",
        "answers": "{}",
        "received_at": "2023-10-30T10:00:00Z",
        "medium": "excel_form",
        "on_time": 1,
        "state": STATES[number % len(STATES)],
        "revision": 1,
        "fingerprint": "0" * 64,
    }
