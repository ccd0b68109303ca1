"""Civil-society organisations and their bank accounts."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from db.base import Record, one_of, refers, strict

COUNTRIES = ("RS", "AL", "BA", "MK", "ME", "XK")


class OrganisationRecord(Record):
    """One organisation, once: applicant, grantee and service provider on the same record."""

    __tablename__ = "organisation"
    __table_args__ = strict(
        UniqueConstraint("country", "register_no"), one_of("country", COUNTRIES)
    )

    name: Mapped[str]
    name_latin: Mapped[str]
    search_key: Mapped[str]
    sort_key: Mapped[str]
    country: Mapped[str]
    city: Mapped[str]
    address: Mapped[str | None]
    legal_form: Mapped[str | None]
    register_no: Mapped[str]
    tax_no: Mapped[str | None]
    registered_on: Mapped[str | None]
    email: Mapped[str | None]
    phone: Mapped[str | None]
    representative: Mapped[str | None]


class BankAccountRecord(Record):
    """An account of an organisation (IBAN without spaces)."""

    __tablename__ = "bank_account"
    __table_args__ = strict(UniqueConstraint("iban"))

    organisation_id: Mapped[str] = refers("organisation.id")
    iban: Mapped[str]
    holder: Mapped[str]
