"""Many rows at once: applicants and their applications laid down in bulk, for tests of scale."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event, insert, select
from sqlalchemy.orm import Session

from db.search import search_key, sort_key
from db.store import Store
from db.tables.applications import ApplicationRecord
from db.tables.calls import CallRecord
from db.tables.organisations import OrganisationRecord
from iris_grants.kernel.operations import Desk

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
