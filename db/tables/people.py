"""People of the office, their roles, their passphrases and the rule of approvals."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import (
    LETTERS,
    Base,
    Record,
    not_negative,
    one_of,
    positive,
    refers,
    strict,
    yes_no,
)

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


class PassphraseRecord(Record):
    """That a person has a passphrase, and how it was used; journalled like all business.

    `fingerprint` is the hash of what `SecretRecord` keeps, which holds a random salt: it
    shows that the secret was changed outside the program and helps nobody to guess it.
    `failures` are wrong attempts in a row, `failed_at` the last of them. A recovery code
    has a fingerprint of the same kind, until it is used.
    """

    __tablename__ = "passphrase"
    __table_args__ = strict(not_negative("failures"))

    person_id: Mapped[str] = refers("person.id", unique=True)
    fingerprint: Mapped[str]
    set_at: Mapped[str]
    set_by_id: Mapped[str] = refers("person.id")
    failures: Mapped[int]
    failed_at: Mapped[str | None]
    signed_in_at: Mapped[str | None]
    recovery_fingerprint: Mapped[str | None]
    recovery_made_at: Mapped[str | None]


class SecretRecord(Base):
    """The derived passphrase of a person with its parameters and salt (Argon2id, PHC text).

    `recovery` is the recovery code, derived in the same way; none once it was used.

    Outside the journal on purpose: the journal goes into dossiers and keeps every value for
    good, and a derived passphrase belongs into neither.
    """

    __tablename__ = "person_secret"
    __table_args__ = strict()

    person_id: Mapped[str] = mapped_column(LETTERS, primary_key=True)
    derived: Mapped[str]
    recovery: Mapped[str | None]


class OfficeRuleRecord(Record):
    """What holds for everybody who works in the store; at most one row.

    `approvals_signed_in`: who approves as second person must have signed in.
    """

    __tablename__ = "office_rule"
    __table_args__ = strict(yes_no("approvals_signed_in"))

    approvals_signed_in: Mapped[int]


class UndoneRecord(Record):
    """That an operation was taken back: `entry` is its number in the journal.

    Written by the operation that took it back, and removed where that is taken back again.
    """

    __tablename__ = "undone_operation"
    __table_args__ = strict(UniqueConstraint("entry"), positive("entry"))

    entry: Mapped[int]
