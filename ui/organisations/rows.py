"""The rows of the organisations page: each with what it has to do with the programme."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from iris_grants.applications.lookup import application_counts
from iris_grants.awards.queries import ceiling_ledger
from iris_grants.grants.queries import list_grants
from iris_grants.kernel.money import Money
from iris_grants.kernel.problems import Problem
from iris_grants.licensing.queries import list_cases
from iris_grants.organisations.queries import OrganisationRow, list_organisations
from iris_grants.organisations.rules import check_identifiers
from iris_grants.programme.queries import maybe_programme

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedOrganisation:
    """An organisation with its counts; `awarded` over the whole action, none for nothing."""

    organisation: OrganisationRow
    applications: int
    grants: int
    cases: int
    awarded: Money | None
    problems: tuple[Problem, ...]

    @property
    def id(self) -> str:
        """The identity of the organisation."""
        return self.organisation.id


def load_rows(session: Session) -> tuple[ListedOrganisation, ...]:
    """All organisations by name; one query a kind, however many there are."""
    applications = application_counts(session)
    grants = Counter(row.organisation_id for row in list_grants(session))
    cases = Counter(row.organisation_id for row in list_cases(session))
    ledger = ceiling_ledger(session) if maybe_programme(session) is not None else ()
    awarded = {row.organisation_id: row.awarded for row in ledger}
    return tuple(
        ListedOrganisation(
            organisation=row,
            applications=applications.get(row.id, 0),
            grants=grants[row.id],
            cases=cases[row.id],
            awarded=awarded.get(row.id),
            problems=check_identifiers(
                country=row.country, register_no=row.register_no, tax_no=row.tax_no
            ),
        )
        for row in list_organisations(session)
    )
