"""The people of the office as rows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.search import search_key
from db.tables.people import (
    OfficeRuleRecord,
    PassphraseRecord,
    PersonRecord,
    PersonRoleRecord,
    SecretRecord,
)
from iris_grants.kernel.access import Role
from iris_grants.kernel.operations import fetch


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A person as lists and forms show them; `roles` in the order of `Role`.

    `signs_in` says that the person has a passphrase, `signed_in_at` (stored UTC text) when
    it was used last.
    """

    id: str
    name: str
    roles: tuple[Role, ...]
    email: str | None
    organisation_name: str | None
    active: bool
    signs_in: bool = False
    signed_in_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPassphrase:
    """What is kept of a person's passphrase; times are stored UTC text."""

    derived: str
    fingerprint: str
    failures: int
    failed_at: str | None


def list_people(session: Session) -> tuple[PersonRow, ...]:
    """Everybody, active or not, in the order of their names."""
    given: dict[str, set[Role]] = defaultdict(set)
    for person_id, role in session.execute(
        select(PersonRoleRecord.person_id, PersonRoleRecord.role)
    ):
        given[person_id].add(Role(role))
    found = session.execute(
        select(PersonRecord, PassphraseRecord)
        .outerjoin(PassphraseRecord, PassphraseRecord.person_id == PersonRecord.id)
        .order_by(PersonRecord.sort_key, PersonRecord.id)
    )
    return tuple(_row(record, given[record.id], kept) for record, kept in found)


def person_by_name(session: Session, name: str) -> PersonRow | None:
    """The person of that name, whatever its letters or script; none if nobody bears it."""
    key = search_key(" ".join(name.split()))
    record = session.scalar(select(PersonRecord).where(PersonRecord.search_key == key))
    return None if record is None else _whole(session, record)


def person_by_id(session: Session, person_id: str) -> PersonRow:
    """The person with this identity; refused (`kernel.not_found`) if there is none."""
    return _whole(session, fetch(session, PersonRecord, person_id))


def passphrase_of(session: Session, person_id: str) -> KnownPassphrase | None:
    """What is kept of a person's passphrase; none where the person is declared only.

    A secret that was taken out of the store counts as altered: its text is then empty.
    """
    record = session.scalar(select(PassphraseRecord).where(PassphraseRecord.person_id == person_id))
    if record is None:
        return None
    secret = session.get(SecretRecord, person_id)
    return KnownPassphrase(
        derived="" if secret is None else secret.derived,
        fingerprint=record.fingerprint,
        failures=record.failures,
        failed_at=record.failed_at,
    )


def approvals_signed_in(session: Session) -> bool:
    """Whether who approves as second person must have signed in."""
    return bool(session.scalar(select(OfficeRuleRecord.approvals_signed_in)))


def _whole(session: Session, record: PersonRecord) -> PersonRow:
    roles = session.scalars(
        select(PersonRoleRecord.role).where(PersonRoleRecord.person_id == record.id)
    )
    kept = session.scalar(select(PassphraseRecord).where(PassphraseRecord.person_id == record.id))
    return _row(record, {Role(role) for role in roles}, kept)


def _row(record: PersonRecord, roles: set[Role], kept: PassphraseRecord | None) -> PersonRow:
    return PersonRow(
        id=record.id,
        name=record.name,
        roles=tuple(role for role in Role if role in roles),
        email=record.email,
        organisation_name=record.organisation_name,
        active=bool(record.active),
        signs_in=kept is not None,
        signed_in_at=None if kept is None else kept.signed_in_at,
    )
