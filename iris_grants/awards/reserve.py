"""The reserve list of a call or a lot: who is next by rule, and taking that one up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.applications import ApplicationRecord
from db.tables.awards import AwardRecord
from db.tables.calls import CallRecord
from db.tables.organisations import OrganisationRecord
from db.tables.scoring import RankingRecord, RankingRowRecord
from iris_grants.awards.commands import OFFICER, TOPICS, open_negotiation
from iris_grants.awards.queries import envelope_of
from iris_grants.awards.rules.reserve import (
    ReserveCandidate,
    ReservePlace,
    Waiting,
    next_place,
    reserve_places,
)
from iris_grants.awards.validity import final_ranking, validity_of
from iris_grants.calls.queries import terms_of
from iris_grants.kernel.money import Money
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Where, refusal

TAKING_PLACES = ("selected", "awarded")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReserveRow:
    """A place of the reserve list; `offered` none while it must wait, and why (`waiting`)."""

    application_id: str
    number: str
    organisation: str
    country: str
    lot: str | None
    rank: int | None
    total: str | None
    requested: Money
    offered: Money | None
    waiting: Waiting | None


@operation("awards.propose_from_reserve", roles=OFFICER, topics=TOPICS | {"ranking"})
def propose_from_reserve(work: Work, *, application_id: str) -> str:
    """Take up the next application of the reserve list and open its negotiation.

    Who is next follows from the fixed ranking, the quotas and the money that is free now
    (DOMAIN.md §4.7, EV-06). Refused: `awards.not_on_reserve`, `awards.no_final_ranking`,
    `awards.reserve_expired` after the last day of the list (rule `reserve_list_days`),
    `awards.reserve_waits` where nobody can be taken up, `awards.not_next` with who is.
    """
    application = work.get(ApplicationRecord, application_id)
    work.hold(CallRecord, application.call_id)
    where = Where(key=application.number)
    if application.state != "reserve":
        raise refusal("awards.not_on_reserve", where, application=application.number)
    ranking = final_ranking(work.session, application.call_id, application.lot)
    if ranking is None:
        raise refusal("awards.no_final_ranking")
    validity = validity_of(work.session, ranking)
    if validity is not None and work.today > validity.until:
        raise refusal("awards.reserve_expired", where, day=validity.until.isoformat())
    places = _places(work.session, ranking, work.today)
    chosen = next_place(places)
    if chosen is None or chosen.offered is None:
        own = next(one for one in places if one.candidate.application_id == application.id)
        raise refusal(
            "awards.reserve_waits",
            where,
            application=application.number,
            reason=f"awards.waiting.{own.waiting or Waiting.BEFORE}",
        )
    if chosen.candidate.application_id != application.id:
        raise refusal("awards.not_next", where, number=chosen.candidate.number)
    application.state = "selected"
    return open_negotiation(work, application, ranking.id, chosen.offered)


def reserve_list(
    session: Session, call_id: str, *, today: date | None = None
) -> tuple[ReserveRow, ...]:
    """The reserve lists of a call, lot by lot, each in the order of its final ranking.

    On a day after the last one of a list nobody is offered anything; without `today` that
    is not looked at.
    """
    lots = tuple(lot.code for lot in terms_of(session, call_id).lots) or (None,)
    found: list[ReserveRow] = []
    for lot in lots:
        ranking = final_ranking(session, call_id, lot)
        if ranking is not None:
            found += _rows(session, ranking, lot, today)
    return tuple(found)


def _rows(
    session: Session, ranking: RankingRecord, lot: str | None, today: date | None
) -> list[ReserveRow]:
    ranked = {
        row.application_id: (row, name)
        for row, name in session.execute(
            select(RankingRowRecord, OrganisationRecord.name)
            .join(ApplicationRecord, ApplicationRecord.id == RankingRowRecord.application_id)
            .join(OrganisationRecord, OrganisationRecord.id == ApplicationRecord.organisation_id)
            .where(RankingRowRecord.ranking_id == ranking.id)
        )
    }
    currency = terms_of(session, ranking.call_id).currency
    return [
        ReserveRow(
            application_id=place.candidate.application_id,
            number=place.candidate.number,
            organisation=ranked[place.candidate.application_id][1],
            country=place.candidate.country,
            lot=lot,
            rank=ranked[place.candidate.application_id][0].rank,
            total=ranked[place.candidate.application_id][0].total,
            requested=Money(place.candidate.requested, currency),
            offered=None if place.offered is None else Money(place.offered, currency),
            waiting=place.waiting,
        )
        for place in _places(session, ranking, today)
    ]


def _places(
    session: Session, ranking: RankingRecord, today: date | None
) -> tuple[ReservePlace, ...]:
    terms = terms_of(session, ranking.call_id)
    validity = None if today is None else validity_of(session, ranking)
    waiting = session.scalars(
        select(ApplicationRecord)
        .join(RankingRowRecord, RankingRowRecord.application_id == ApplicationRecord.id)
        .where(RankingRowRecord.ranking_id == ranking.id)
        .where(ApplicationRecord.state == "reserve")
        .order_by(RankingRowRecord.position)
    )
    return reserve_places(
        [
            ReserveCandidate(
                application_id=one.id,
                number=one.number,
                country=one.country,
                requested=one.requested_minor,
            )
            for one in waiting
        ],
        free=_free(session, ranking),
        minimum=terms.limits_of(ranking.lot)[0].minor,
        when_too_large=terms.when_too_large,
        quotas={quota.country: quota.count for quota in terms.quotas},
        taken=_taken(session, ranking),
        expired=validity is not None and today is not None and today > validity.until,
    )


def _free(session: Session, ranking: RankingRecord) -> int:
    """What is neither awarded, nor in negotiation, nor offered to a selected application."""
    envelope = envelope_of(session, ranking.call_id, ranking.lot)
    offered = session.scalars(
        select(RankingRowRecord.offered_minor)
        .join(ApplicationRecord, ApplicationRecord.id == RankingRowRecord.application_id)
        .outerjoin(AwardRecord, AwardRecord.application_id == ApplicationRecord.id)
        .where(RankingRowRecord.ranking_id == ranking.id)
        .where(ApplicationRecord.state == "selected")
        .where(AwardRecord.id.is_(None))
    )
    return envelope.unpromised.minor - sum(amount or 0 for amount in offered)


def _taken(session: Session, ranking: RankingRecord) -> Counter[str]:
    countries = session.scalars(
        select(ApplicationRecord.country)
        .join(RankingRowRecord, RankingRowRecord.application_id == ApplicationRecord.id)
        .where(RankingRowRecord.ranking_id == ranking.id)
        .where(ApplicationRecord.state.in_(TAKING_PLACES))
    )
    return Counter(countries)
