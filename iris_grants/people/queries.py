"""The people of the office as rows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.search import search_key
from db.tables.people import PersonRecord, PersonRoleRecord
from iris_grants.kernel.access import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A person as lists and forms show them; `roles` in the order of `Role`."""

    id: str
    name: str
    roles: tuple[Role, ...]
    email: str | None
    organisation_name: str | None
    active: bool


def list_people(session: Session) -> tuple[PersonRow, ...]:
    """Everybody, active or not, in the order of their names."""
    given: dict[str, set[Role]] = defaultdict(set)
    for person_id, role in session.execute(
        select(PersonRoleRecord.person_id, PersonRoleRecord.role)
    ):
        given[person_id].add(Role(role))
    found = session.scalars(select(PersonRecord).order_by(PersonRecord.sort_key, PersonRecord.id))
    return tuple(_row(record, given[record.id]) for record in found)


def person_by_name(session: Session, name: str) -> PersonRow | None:
    """The person of that name, whatever its letters or script; none if nobody bears it."""
    key = search_key(" ".join(name.split()))
    record = session.scalar(select(PersonRecord).where(PersonRecord.search_key == key))
    if record is None:
        return None
    roles = session.scalars(
        select(PersonRoleRecord.role).where(PersonRoleRecord.person_id == record.id)
    )
    return _row(record, {Role(role) for role in roles})


def _row(record: PersonRecord, roles: set[Role]) -> PersonRow:
    return PersonRow(
        id=record.id,
        name=record.name,
        roles=tuple(role for role in Role if role in roles),
        email=record.email,
        organisation_name=record.organisation_name,
        active=bool(record.active),
    )
