"""The ranking as rows: each application with its place, and whether the cut runs above it."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from iris_grants.applications.queries import ApplicationRow, list_applications
from iris_grants.kernel.money import Money
from iris_grants.scoring.queries.ranking import FixedRanking, current_rankings, fixed_rankings
from iris_grants.scoring.rules.exact import two_decimals
from iris_grants.scoring.rules.explain import reason_step
from iris_grants.scoring.rules.ranking import RankedRow, RankingResult
from iris_grants.scoring.rules.selection import Decision
from iris_grants.wording import _, label, sentence_of
from iris_grants.wording.formats import money

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

Place = tuple[int | None, str, Decimal | None, Decimal | None, str]
"""Rank, application, total, offered amount and decision."""


def country_name(code: str) -> str:
    """A country by its name; empty where the scores name none."""
    return label(f"country.{code}") if code else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """An application in the ranking; `below_cut`: the first that is good enough and gets
    no money."""

    call_id: str
    row: RankedRow
    application: ApplicationRow
    result: RankingResult
    below_cut: bool

    @property
    def total(self) -> Decimal | None:
        """The total as printed, none while awaiting."""
        return None if self.row.total is None else Decimal(two_decimals(self.row.total))

    @property
    def reason(self) -> str:
        """Why it stands where it stands, in words; of one that is selected what it gets."""
        if self.row.offered_minor is not None:
            return _("{amount} offered").format(
                amount=money(Money(self.row.offered_minor, self.application.requested.currency))
            )
        return reason_words(self.row.reason)

    def points_of(self, assessor: str) -> Decimal | None:
        """The total of one assessor, none where that assessment does not count."""
        for one in self.row.counting:
            if one.assessor == assessor:
                return Decimal(two_decimals(Fraction(one.total) / self.row.unit))
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedRow:
    """A row of a ranking that was fixed, as its file has it."""

    rank: int | None
    application: str
    country: str
    total: Decimal | None
    offered: Decimal | None
    decision: str
    reason: str


def places_of(session: Session, call_id: str) -> tuple[PlaceRow, ...]:
    """All applications of a call in the order of the ranking, lot by lot."""
    known = {row.number: row for row in list_applications(session, call_id)}
    return tuple(
        place
        for result in current_rankings(session, call_id)
        for place in _places(call_id, result, known)
    )


def _places(
    call_id: str, result: RankingResult, known: dict[str, ApplicationRow]
) -> Iterable[PlaceRow]:
    reserve = (row.application.id for row in result.rows if row.decision is Decision.RESERVE)
    cut = next(reserve, "")
    for row in result.rows:
        number = row.application.id
        yield PlaceRow(
            call_id=call_id,
            row=row,
            application=known[number],
            result=result,
            below_cut=number == cut,
        )


def assessors_in(rows: Iterable[PlaceRow]) -> tuple[str, ...]:
    """The codes of everybody who assessed anything, or was to."""
    found = {one.assessor for place in rows for one in place.row.counting}
    found |= {one.assessor for place in rows for one in place.row.left_out}
    return tuple(sorted(found, key=lambda code: (len(code), code)))


def fixed_rows(fixed: FixedRanking) -> tuple[FixedRow, ...]:
    """The rows of a fixed ranking, read from its file."""
    return tuple(
        FixedRow(
            rank=int(line["rank"]) if line["rank"] else None,
            application=line["application"],
            country=line["country"],
            total=Decimal(line["total"]) if line["total"] else None,
            offered=Decimal(line["offered"]) if line["offered"] else None,
            decision=line["decision"],
            reason=reason_words(line["reason"]),
        )
        for line in csv.DictReader(fixed.ranking_csv.splitlines())
    )


def reason_words(reason: str) -> str:
    """The words of a reason as the files have it."""
    step = reason_step(reason)
    return "" if step is None else sentence_of(step.code, step.params)


def differs_from_fixed(session: Session, call_id: str, rows: Iterable[PlaceRow]) -> bool:
    """Whether the scores now make another ranking than the latest that was fixed.

    Who stepped back since then leaves it without changing it: the reserve list moves up by
    its own rule.
    """
    latest: dict[str | None, FixedRanking] = {}
    for one in fixed_rankings(session, call_id):
        latest.setdefault(one.lot, one)
    if not latest:
        return False
    said = {line for one in latest.values() for line in map(_key, fixed_rows(one))}
    now = {
        (
            place.row.rank,
            place.row.application.id,
            place.total,
            None if place.row.offered_minor is None else Decimal(place.row.offered_minor) / 100,
            place.row.decision.value,
        )
        for place in rows
    }
    return is_another(said, now)


def is_another(said: set[Place], now: set[Place]) -> bool:
    """Whether places differ otherwise than by applications that are no longer there."""
    if {place[1] for place in said} <= {place[1] for place in now}:
        return said != now
    totals = {place[1:3] for place in said}
    return any(place[1:3] not in totals for place in now)


def _key(row: FixedRow) -> Place:
    return (row.rank, row.application, row.total, row.offered, row.decision)
