"""What grants and licensing cases of the store add to the results of the action."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.grants import GrantRecord
from db.tables.organisations import OrganisationRecord
from iris_grants.licensing.queries import SupportedRow, supported_cases
from iris_grants.licensing.rules.path import Stage
from iris_grants.programme.framework import Dimension
from iris_grants.results.rules.actuals import Contribution

NOT_GIVEN = ("drafted", "terminated")
STAGES = tuple(Stage)


def grant_contributions(session: Session) -> tuple[Contribution, ...]:
    """The signed grants that were not terminated, each on the day of its last signature.

    An organisation with two grants counts once (R1.4, DOMAIN.md §1).
    """
    found = session.execute(
        select(GrantRecord, OrganisationRecord.country)
        .join(OrganisationRecord, OrganisationRecord.id == GrantRecord.organisation_id)
        .where(GrantRecord.state.not_in(NOT_GIVEN))
        .order_by(GrantRecord.number)
    )
    return tuple(
        Contribution(
            source_id=grant.id,
            on=_signed_on(grant),
            value=1,
            cells={Dimension.COUNTRY: {country: 1}},
            counts_as=grant.organisation_id,
        )
        for grant, country in found
    )


def case_contributions(session: Session) -> tuple[Contribution, ...]:
    """One contribution for every organisation that counts as supported (R1.6).

    Whether and since when a case counts is decided in `iris_grants.licensing` (DOMAIN.md
    §1, §10.6). Where an organisation has several, it counts once, from the first day, under
    the service and stage of the case that came furthest.
    """
    cases: dict[str, list[tuple[SupportedRow, str]]] = {}
    for case in supported_cases(session):
        if case.counted_on is not None:
            cases.setdefault(case.organisation_id, []).append((case, case.counted_on))
    return tuple(_organisation(own) for own in cases.values())


def _signed_on(grant: GrantRecord) -> str:
    return max(grant.signed_by_us_on or "", grant.signed_by_grantee_on or "") or grant.starts_on


def _organisation(cases: list[tuple[SupportedRow, str]]) -> Contribution:
    furthest, _since = max(cases, key=lambda one: (_place(one[0]), one[0].number))
    return Contribution(
        source_id=furthest.case_id,
        on=min(since for _case, since in cases),
        value=1,
        cells={
            Dimension.COUNTRY: {furthest.country: 1},
            Dimension.SERVICE: {furthest.service: 1},
            Dimension.STAGE: {furthest.stage: 1},
        },
        counts_as=furthest.organisation_id,
    )


def _place(case: SupportedRow) -> int:
    return STAGES.index(Stage(case.stage))
