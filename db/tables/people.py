"""People of the office and their roles."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from db.base import Record, one_of, refers, strict, yes_no

ROLES = (
    "administrator",
    "grants_officer",
    "secretary",
    "finance_officer",
    "approver",
    "licensing_officer",
    "auditor",
    "assessor",
)


class PersonRecord(Record):
    """Somebody who works here or takes part in the work: staff, committee, mentors."""

    __tablename__ = "person"
    __table_args__ = strict(UniqueConstraint("search_key"), yes_no("active"))

    name: Mapped[str]
    search_key: Mapped[str]
    sort_key: Mapped[str]
    email: Mapped[str | None]
    organisation_name: Mapped[str | None]
    active: Mapped[int]


class PersonRoleRecord(Record):
    """One role of one person."""

    __tablename__ = "person_role"
    __table_args__ = strict(UniqueConstraint("person_id", "role"), one_of("role", ROLES))

    person_id: Mapped[str] = refers("person.id")
    role: Mapped[str]
