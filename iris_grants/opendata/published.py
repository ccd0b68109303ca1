"""What of the store is published: the action, its signed grants, its results; no persons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from db.tables.applications import ApplicationRecord
from db.tables.awards import AwardRecord
from db.tables.calls import CallRecord
from db.tables.grants import GrantRecord, PaymentRecord
from db.tables.organisations import OrganisationRecord
from db.tables.reporting import ClosureRecord
from iris_grants.kernel.money import Money
from iris_grants.kernel.problems import refusal
from iris_grants.opendata.indicators import PublishedIndicator, published_indicators
from iris_grants.programme.queries import ProgrammeRow, the_programme
from iris_grants.results.queries import ResultRow, list_results

ORG_ID_PREFIX: Mapping[str, str] = {"RS": "RS-APR"}
"""Registers of organisations that have a prefix for organisation identifiers.

The codelist has none for Bosnia and Herzegovina, Montenegro, North Macedonia and Kosovo*;
Albanian ones are by tax number (DOMAIN.md §13.2).
"""
BY_TAX_NUMBER = {"AL": "AL-QKB"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedOrganisation:
    """A grantee; `org_id` where its country has a register with a prefix, else none."""

    name: str
    country: str
    register_no: str
    org_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Disbursement:
    """Money that was paid out on a day."""

    number: int
    paid_on: str
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedGrant:
    """A grant whose contract both sides signed; days are ISO text, `closed_on` once it ended.

    `country` is where the project is carried out, which the application says.
    """

    number: str
    title: str
    state: str
    organisation: PublishedOrganisation
    country: str
    call_number: str
    call_title_en: str
    awarded_on: str
    signed_on: str
    starts_on: str
    ends_on: str
    closed_on: str | None
    requested: Money
    amount: Money
    disbursements: tuple[Disbursement, ...]
    indicators: tuple[PublishedIndicator, ...]

    @property
    def disbursed(self) -> Money:
        """The sum of what was paid out."""
        total = Money(0, self.amount.currency)
        for one in self.disbursements:
            total += one.amount
        return total

    @property
    def last_changed_on(self) -> str:
        """The latest day that stands in what is published of it."""
        paid = [one.paid_on for one in self.disbursements]
        return max(self.awarded_on, self.signed_on, self.closed_on or "", *paid)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenData:
    """Everything that is published; `publisher_id` is what identifiers begin with.

    It is the organisation identifier of the publisher where one was given, and otherwise
    an internal one that claims no registration.
    """

    publisher_id: str
    programme: ProgrammeRow
    grants: tuple[PublishedGrant, ...]
    results: tuple[ResultRow, ...]

    @property
    def activity_id(self) -> str:
        """The identifier of the action."""
        return f"{self.publisher_id}-{self.programme.code}"

    @property
    def last_changed_on(self) -> str:
        """The latest day in what is published: of a grant, or of what counts for a result."""
        days = [grant.last_changed_on for grant in self.grants]
        days += [
            one.on
            for row in self.results
            for one in row.contributions
            if one.source_id in row.actual.sources
        ]
        return max(days)

    def grant_id(self, grant: PublishedGrant) -> str:
        """The identifier of a grant: that of the action and the number of the contract."""
        return f"{self.activity_id}-{grant.number}"


def open_data(session: Session, publisher_id: str | None = None) -> OpenData:
    """Gather what is published; a fixed number of queries.

    Refused: `programme.none`; `opendata.no_grants` while no contract is signed.
    """
    programme = the_programme(session)
    grants = _grants(session)
    if not grants:
        raise refusal("opendata.no_grants")
    return OpenData(
        publisher_id=publisher_id or "XX-INTERNAL",
        programme=programme,
        grants=grants,
        results=list_results(session),
    )


def _grants(session: Session) -> tuple[PublishedGrant, ...]:
    found = session.execute(_signed_grants())
    paid, indicators = _disbursements(session), published_indicators(session)
    return tuple(
        PublishedGrant(
            number=grant.number,
            title=grant.title,
            state=grant.state,
            organisation=_organisation(organisation),
            country=application.country,
            call_number=call.number,
            call_title_en=call.title_en,
            awarded_on=award.decided_on or grant.starts_on,
            signed_on=_signed_on(grant),
            starts_on=grant.starts_on,
            ends_on=grant.ends_on,
            closed_on=closed_on,
            requested=Money(application.requested_minor, application.currency),
            amount=Money(grant.amount_minor, grant.currency),
            disbursements=paid.get(grant.id, ()),
            indicators=indicators.get(grant.id, ()),
        )
        for grant, award, application, organisation, call, closed_on in found
    )


def _signed_grants() -> Select[
    GrantRecord, AwardRecord, ApplicationRecord, OrganisationRecord, CallRecord, str
]:
    return (
        select(
            GrantRecord,
            AwardRecord,
            ApplicationRecord,
            OrganisationRecord,
            CallRecord,
            ClosureRecord.closed_on,
        )
        .join(AwardRecord, AwardRecord.id == GrantRecord.award_id)
        .join(ApplicationRecord, ApplicationRecord.id == AwardRecord.application_id)
        .join(OrganisationRecord, OrganisationRecord.id == GrantRecord.organisation_id)
        .join(CallRecord, CallRecord.id == GrantRecord.call_id)
        .outerjoin(ClosureRecord, ClosureRecord.grant_id == GrantRecord.id)
        .where(GrantRecord.signed_by_us_on.is_not(None))
        .where(GrantRecord.signed_by_grantee_on.is_not(None))
        .order_by(GrantRecord.number)
    )


def _signed_on(grant: GrantRecord) -> str:
    return max(grant.signed_by_us_on or "", grant.signed_by_grantee_on or "")


def _disbursements(session: Session) -> dict[str, tuple[Disbursement, ...]]:
    """Approved payments by grant, in the order of their days."""
    found: dict[str, tuple[Disbursement, ...]] = {}
    for payment in session.scalars(
        select(PaymentRecord)
        .where(PaymentRecord.approved_by_id.is_not(None))
        .order_by(PaymentRecord.paid_on, PaymentRecord.bank_ref, PaymentRecord.amount_minor)
    ):
        known = found.get(payment.grant_id, ())
        one = Disbursement(
            number=len(known) + 1,
            paid_on=payment.paid_on,
            amount=Money(payment.amount_minor, payment.currency),
        )
        found[payment.grant_id] = (*known, one)
    return found


def _organisation(record: OrganisationRecord) -> PublishedOrganisation:
    prefix, number = ORG_ID_PREFIX.get(record.country), record.register_no
    if prefix is None and record.tax_no:
        prefix, number = BY_TAX_NUMBER.get(record.country), record.tax_no
    return PublishedOrganisation(
        name=record.name,
        country=record.country,
        register_no=record.register_no,
        org_id=f"{prefix}-{number}" if prefix else None,
    )
