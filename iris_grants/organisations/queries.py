"""Organisations and their accounts as rows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.organisations import BankAccountRecord, OrganisationRecord
from iris_grants.kernel.operations import fetch
from iris_grants.organisations.matching import Identity, Match, possible_duplicates


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRow:
    """An account of an organisation; `iban` without blanks."""

    id: str
    iban: str
    holder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRow:
    """An organisation with its accounts; `version` for noticing other people's changes."""

    id: str
    version: int
    name: str
    name_latin: str
    country: str
    city: str
    address: str | None
    legal_form: str | None
    register_no: str
    tax_no: str | None
    registered_on: date | None
    email: str | None
    phone: str | None
    representative: str | None
    accounts: tuple[AccountRow, ...]

    def identity(self) -> Identity:
        """What it is recognised by."""
        return Identity(
            id=self.id,
            name=self.name,
            country=self.country,
            register_no=self.register_no,
            tax_no=self.tax_no,
        )


def list_organisations(session: Session) -> tuple[OrganisationRow, ...]:
    """All organisations in the order of their names."""
    accounts: dict[str, list[AccountRow]] = defaultdict(list)
    for account in session.scalars(select(BankAccountRecord).order_by(BankAccountRecord.iban)):
        accounts[account.organisation_id].append(_account(account))
    found = session.scalars(
        select(OrganisationRecord).order_by(OrganisationRecord.sort_key, OrganisationRecord.id)
    )
    return tuple(_row(record, tuple(accounts[record.id])) for record in found)


def organisation_row(session: Session, organisation_id: str) -> OrganisationRow:
    """The organisation with this identity; refused (`kernel.not_found`) if there is none."""
    record = fetch(session, OrganisationRecord, organisation_id)
    accounts = session.scalars(
        select(BankAccountRecord)
        .where(BankAccountRecord.organisation_id == organisation_id)
        .order_by(BankAccountRecord.iban)
    )
    return _row(record, tuple(_account(account) for account in accounts))


def duplicates_of(session: Session, wanted: Identity) -> tuple[Match, ...]:
    """The organisations of the store that may be the wanted one, the surest first."""
    known = session.execute(
        select(
            OrganisationRecord.id,
            OrganisationRecord.name,
            OrganisationRecord.register_no,
            OrganisationRecord.tax_no,
        ).where(OrganisationRecord.country == wanted.country)
    )
    return possible_duplicates(
        wanted,
        (
            Identity(
                id=identity,
                name=name,
                country=wanted.country,
                register_no=register_no,
                tax_no=tax_no,
            )
            for identity, name, register_no, tax_no in known
        ),
    )


def _account(record: BankAccountRecord) -> AccountRow:
    return AccountRow(id=record.id, iban=record.iban, holder=record.holder)


def _row(record: OrganisationRecord, accounts: tuple[AccountRow, ...]) -> OrganisationRow:
    registered = record.registered_on
    return OrganisationRow(
        id=record.id,
        version=record.version,
        name=record.name,
        name_latin=record.name_latin,
        country=record.country,
        city=record.city,
        address=record.address,
        legal_form=record.legal_form,
        register_no=record.register_no,
        tax_no=record.tax_no,
        registered_on=None if registered is None else date.fromisoformat(registered),
        email=record.email,
        phone=record.phone,
        representative=record.representative,
        accounts=accounts,
    )
