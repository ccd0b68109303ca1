"""Changes to organisations and their accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from db.search import search_key, sort_key
from db.tables.organisations import BankAccountRecord, OrganisationRecord
from iris_grants.kernel.access import Role
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Problem, Where, refusal, refuse_on_errors
from iris_grants.organisations.names import latin_name, tidy
from iris_grants.organisations.rules import (
    check_iban,
    check_identifiers,
    tidy_iban,
    tidy_number,
)

OFFICE = frozenset({Role.GRANTS_OFFICER, Role.SECRETARY, Role.LICENSING_OFFICER})
MONEY = frozenset({Role.GRANTS_OFFICER, Role.FINANCE_OFFICER})
TOPICS = frozenset({"organisations"})


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationDetails:
    """What people enter of an organisation; `country` as in `db.tables.organisations`."""

    name: str
    country: str
    city: str
    register_no: str
    tax_no: str | None = None
    address: str | None = None
    legal_form: str | None = None
    registered_on: date | None = None
    email: str | None = None
    phone: str | None = None
    representative: str | None = None

    def tidied(self) -> OrganisationDetails:
        """The same without needless blanks; empty texts become none."""
        return OrganisationDetails(
            name=tidy(self.name),
            country=self.country,
            city=tidy(self.city),
            register_no=tidy_number(self.register_no),
            tax_no=tidy_number(self.tax_no or "") or None,
            address=_maybe(self.address),
            legal_form=_maybe(self.legal_form),
            registered_on=self.registered_on,
            email=_maybe(self.email),
            phone=_maybe(self.phone),
            representative=_maybe(self.representative),
        )


@operation("organisations.register", roles=OFFICE, topics=TOPICS, undoable=True)
def register_organisation(
    work: Work,
    *,
    name: str,
    country: str,
    city: str,
    register_no: str,
    tax_no: str | None = None,
    address: str | None = None,
    legal_form: str | None = None,
    registered_on: date | None = None,
    email: str | None = None,
    phone: str | None = None,
    representative: str | None = None,
    as_received: bool = False,
) -> str:
    """Enter an organisation; gives its identity, or that of the one which is there already.

    The same register number in the same country is the same organisation. `as_received`
    keeps what an applicant wrote, wrong numbers and another spelling of the name too.
    Refused otherwise: errors of `organisations.rules.check_identifiers`, `…register_no_taken`,
    `…tax_no_taken`; always: `…name_missing`, `…city_missing`.
    """
    details = OrganisationDetails(
        name=name,
        country=country,
        city=city,
        register_no=register_no,
        tax_no=tax_no,
        address=address,
        legal_form=legal_form,
        registered_on=registered_on,
        email=email,
        phone=phone,
        representative=representative,
    )
    return _register(work, details.tidied(), as_received=as_received)


@operation("organisations.update", roles=OFFICE, topics=TOPICS, undoable=True)
def update_organisation(
    work: Work,
    *,
    organisation_id: str,
    details: OrganisationDetails,
    seen_version: int | None = None,
) -> None:
    """Give an organisation these details, all of them.

    `seen_version` is the version that the person looked at. Refused:
    `organisations.changed_meanwhile`, and as in `register_organisation`.
    """
    record = work.get(OrganisationRecord, organisation_id)
    if seen_version is not None and seen_version != record.version:
        raise refusal("organisations.changed_meanwhile", name=record.name)
    tidied = details.tidied()
    _check(tidied, as_received=False)
    known = _by_register_no(work, tidied)
    if known is not None and known.id != organisation_id:
        where = Where(key="register_no")
        raise refusal("organisations.register_no_taken", where, name=known.name)
    _refuse_taken_tax_no(work, tidied, organisation_id)
    _fill(record, tidied)
    work.flush()


@operation("organisations.add_account", roles=MONEY, topics=TOPICS, undoable=True)
def add_bank_account(work: Work, *, organisation_id: str, iban: str, holder: str) -> str:
    """Enter an account of an organisation; gives its identity.

    Refused: `organisations.iban_wrong`, `organisations.holder_missing`,
    `organisations.iban_taken` where the account is known already.
    """
    organisation = work.get(OrganisationRecord, organisation_id)
    number, named = tidy_iban(iban), tidy(holder)
    problems = list(check_iban(number, organisation.country))
    if not named:
        problems.append(Problem(code="organisations.holder_missing", where=Where(key="holder")))
    refuse_on_errors(problems)
    taken = work.session.execute(
        select(OrganisationRecord.name)
        .join(BankAccountRecord, BankAccountRecord.organisation_id == OrganisationRecord.id)
        .where(BankAccountRecord.iban == number)
    ).scalar()
    if taken is not None:
        raise refusal("organisations.iban_taken", Where(key="iban"), name=taken)
    account = BankAccountRecord(
        id=new_id(), organisation_id=organisation_id, iban=number, holder=named
    )
    return work.add(account).id


def _register(work: Work, details: OrganisationDetails, *, as_received: bool) -> str:
    _check(details, as_received=as_received)
    known = _by_register_no(work, details)
    if known is not None:
        if as_received or known.search_key == search_key(details.name):
            return known.id
        where = Where(key="register_no")
        raise refusal("organisations.register_no_taken", where, name=known.name)
    if not as_received:
        _refuse_taken_tax_no(work, details, None)
    record = OrganisationRecord(id=new_id())
    _fill(record, details)
    return work.add(record).id


def _check(details: OrganisationDetails, *, as_received: bool) -> None:
    problems = []
    if not search_key(details.name):
        problems.append(Problem(code="organisations.name_missing", where=Where(key="name")))
    if not details.city:
        problems.append(Problem(code="organisations.city_missing", where=Where(key="city")))
    found = check_identifiers(
        country=details.country, register_no=details.register_no, tax_no=details.tax_no
    )
    unforgiving = {"organisations.country_unknown", "organisations.register_no_missing"}
    problems += [p for p in found if not as_received or p.code in unforgiving]
    refuse_on_errors(problems)


def _by_register_no(work: Work, details: OrganisationDetails) -> OrganisationRecord | None:
    return work.session.scalar(
        select(OrganisationRecord)
        .where(OrganisationRecord.country == details.country)
        .where(OrganisationRecord.register_no == details.register_no)
    )


def _refuse_taken_tax_no(work: Work, details: OrganisationDetails, own_id: str | None) -> None:
    if details.tax_no is None:
        return
    others = work.session.scalars(
        select(OrganisationRecord)
        .where(OrganisationRecord.country == details.country)
        .where(OrganisationRecord.tax_no == details.tax_no)
    )
    for other in others:
        if other.id != own_id:
            raise refusal("organisations.tax_no_taken", Where(key="tax_no"), name=other.name)


def _maybe(text: str | None) -> str | None:
    return tidy(text or "") or None


def _fill(record: OrganisationRecord, details: OrganisationDetails) -> None:
    registered = details.registered_on
    record.name = details.name
    record.name_latin = latin_name(details.name)
    record.search_key = search_key(details.name)
    record.sort_key = sort_key(details.name)
    record.country = details.country
    record.city = details.city
    record.address = details.address
    record.legal_form = details.legal_form
    record.register_no = details.register_no
    record.tax_no = details.tax_no
    record.registered_on = None if registered is None else registered.isoformat()
    record.email = details.email
    record.phone = details.phone
    record.representative = details.representative
