"""Everything that letters to applicants tell, gathered for many at once by a few queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.applications import ApplicationRecord, CheckRecord
from db.tables.awards import AwardRecord, LetterRecord
from db.tables.scoring import RankingRecord, RankingRowRecord
from iris_grants.applications.findings import findings_of
from iris_grants.applications.letterhead import Addressee, addressees
from iris_grants.applications.rules.reasons import reason_of
from iris_grants.awards.validity import reserve_validity
from iris_grants.calls.queries import terms_of
from iris_grants.calls.terms import CallTerms
from iris_grants.kernel.problems import Problem
from iris_grants.scoring.queries.evaluation import result_of
from iris_grants.scoring.queries.ranking import fixed_rankings

KIND_BY_STATE = {
    "received": "receipt",
    "checking": "receipt",
    "admitted": "receipt",
    "dismissed": "dismissal",
    "awarded": "award",
    "reserve": "reserve",
    "rejected": "rejection",
    "withdrawn": "withdrawal",
}
"""The letter that each state calls for (DOMAIN.md §4.9)."""

Points = dict[str, dict[str, tuple[Fraction, ...]]]


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What one letter tells: the application, its award, its place and its sections.

    `points` is the mean of each section in grid order, empty where none was assessed;
    `findings` are what the program found against a dismissed application; `reserve_until` is
    the last day of the reserve list that it stands on.
    """

    to: Addressee
    terms: CallTerms
    award: AwardRecord | None
    row: RankingRowRecord | None
    points: tuple[Fraction, ...]
    findings: tuple[Problem, ...]
    reserve_until: date | None = None

    @property
    def application(self) -> ApplicationRecord:
        """The application that the letter is about."""
        return self.to.application


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLetter:
    """A letter that the state of an application calls for and that is not written yet."""

    application_id: str
    number: str
    organisation: str
    kind: str
    language: str


def due_letters(session: Session, call_id: str) -> tuple[DueLetter, ...]:
    """The letters that are still to be written to the applicants of a call."""
    ids = tuple(
        session.scalars(
            select(ApplicationRecord.id)
            .where(ApplicationRecord.call_id == call_id)
            .where(ApplicationRecord.state.in_(KIND_BY_STATE))
        )
    )
    written = {
        (application_id, kind)
        for application_id, kind in session.execute(
            select(LetterRecord.application_id, LetterRecord.kind)
            .join(ApplicationRecord, ApplicationRecord.id == LetterRecord.application_id)
            .where(ApplicationRecord.call_id == call_id)
        )
    }
    return tuple(
        DueLetter(
            application_id=to.application.id,
            number=to.application.number,
            organisation=to.organisation.name,
            kind=KIND_BY_STATE[to.application.state],
            language=to.application.language,
        )
        for to in addressees(session, ids).values()
        if (to.application.id, KIND_BY_STATE[to.application.state]) not in written
    )


def letter_facts(session: Session, application_ids: Sequence[str]) -> tuple[LetterFacts, ...]:
    """The facts of these applications, by their numbers; the queries do not grow with them."""
    found = addressees(session, application_ids)
    awards = {
        award.application_id: award
        for award in session.scalars(
            select(AwardRecord).where(AwardRecord.application_id.in_(application_ids))
        )
    }
    rows = _rows(session, application_ids)
    findings = _findings(session, application_ids)
    points: Points = {}
    for call_id in {to.call.id for to in found.values() if to.application.id in rows}:
        points |= _points(session, call_id)
    until = _reserve_days(session, (to.application for to in found.values()))
    facts = []
    for identity, to in found.items():
        row = rows.get(identity)
        means = points.get(row.ranking_id, {}).get(to.application.number, ()) if row else ()
        facts.append(
            LetterFacts(
                to=to,
                terms=terms_of(session, to.call.id),
                award=awards.get(identity),
                row=row,
                points=means,
                findings=_matching(to.application, findings.get(identity, ())),
                reserve_until=until.get((to.call.id, to.application.lot)),
            )
        )
    return tuple(facts)


def _reserve_days(
    session: Session, applications: Iterable[ApplicationRecord]
) -> dict[tuple[str, str | None], date]:
    """The last day of each reserve list that one of these applications stands on."""
    lists = {(one.call_id, one.lot) for one in applications if one.state == "reserve"}
    found = {key: reserve_validity(session, *key) for key in lists}
    return {key: one.until for key, one in found.items() if one is not None}


def _rows(session: Session, application_ids: Sequence[str]) -> dict[str, RankingRowRecord]:
    """The place of each application in the last final ranking that has it."""
    query = (
        select(RankingRowRecord)
        .join(RankingRecord, RankingRecord.id == RankingRowRecord.ranking_id)
        .where(RankingRowRecord.application_id.in_(application_ids))
        .where(RankingRecord.preliminary == 0)
        .order_by(RankingRecord.number)
    )
    return {row.application_id: row for row in session.scalars(query)}


def _points(session: Session, call_id: str) -> Points:
    """The section means by ranking and number, from the files of each fixed ranking."""
    return {
        fixed.id: {row.application.id: row.section_means for row in result_of(fixed).rows}
        for fixed in fixed_rankings(session, call_id)
        if not fixed.preliminary
    }


def _findings(session: Session, application_ids: Sequence[str]) -> dict[str, tuple[Problem, ...]]:
    query = (
        select(CheckRecord.application_id, CheckRecord.remark)
        .where(CheckRecord.application_id.in_(application_ids))
        .where(CheckRecord.automatic == 1)
        .where(CheckRecord.answer == "no")
        .order_by(CheckRecord.application_id, CheckRecord.question)
    )
    found: dict[str, tuple[Problem, ...]] = {}
    for identity, remark in session.execute(query):
        found[identity] = (*found.get(identity, ()), *findings_of(remark))
    return found


def _matching(application: ApplicationRecord, findings: Sequence[Problem]) -> tuple[Problem, ...]:
    """The findings that belong to the ground on which the application was dismissed."""
    if application.state != "dismissed":
        return ()
    found: list[Problem] = []
    for one in findings:
        if reason_of(one) == application.reason and one not in found:
            found.append(one)
    return tuple(found)
