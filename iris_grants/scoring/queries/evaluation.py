"""Everything that the papers of a committee tell, gathered by a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.tables.applications import ApplicationRecord
from db.tables.organisations import OrganisationRecord
from db.tables.scoring import PackageRecord
from iris_grants.calls.queries import CallRow, call_row, terms_of
from iris_grants.calls.terms import CallTerms
from iris_grants.kernel.problems import Problem, Where, refusal, refuse_on_errors
from iris_grants.scoring.queries.committee import (
    AssignmentRow,
    ConflictRow,
    MemberRow,
    assignments_of,
    committee_of,
    conflicts_of,
)
from iris_grants.scoring.queries.meeting import MeetingRow, meetings_of
from iris_grants.scoring.queries.ranking import FixedRanking, fixed_rankings
from iris_grants.scoring.queries.returns import ReturnRow, returns_of
from iris_grants.scoring.rules.ranking import RankingResult, rank
from iris_grants.scoring.rules.ranking_files import read_ranking


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedRow:
    """An application as the report lists it; `reason` is the code of a dismissal."""

    number: str
    applicant: str
    title: str
    country: str
    requested_minor: int
    on_time: bool
    state: str
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """One evaluation: the call, the committee, what came, what was found, what was decided.

    `result` is the ranking computed again from the files that were fixed; `packages_at` the
    first and the last time that packages left.
    """

    call: CallRow
    terms: CallTerms
    members: tuple[MemberRow, ...]
    conflicts: tuple[ConflictRow, ...]
    assignments: tuple[AssignmentRow, ...]
    returns: tuple[ReturnRow, ...]
    received: tuple[ReceivedRow, ...]
    packages_at: tuple[str, str] | None
    ranking: FixedRanking
    result: RankingResult
    meetings: tuple[MeetingRow, ...] = ()

    def application(self, number: str) -> ReceivedRow:
        """The application of that number."""
        return next(row for row in self.received if row.number == number)


def evaluation_of(session: Session, call_id: str) -> Evaluation:
    """The evaluation of a call by its latest fixed ranking; `scoring.no_ranking` without one."""
    call = call_row(session, call_id)
    fixed = fixed_rankings(session, call_id)
    if not fixed:
        raise refusal("scoring.no_ranking", Where(key=call.number))
    return Evaluation(
        call=call,
        terms=terms_of(session, call_id),
        members=committee_of(session, call_id),
        conflicts=conflicts_of(session, call_id),
        assignments=assignments_of(session, call_id),
        returns=returns_of(session, call_id),
        received=_received(session, call_id),
        packages_at=_packages_at(session, call_id),
        ranking=fixed[0],
        result=result_of(fixed[0]),
        meetings=meetings_of(session, call_id),
    )


def result_of(fixed: FixedRanking) -> RankingResult:
    """A fixed ranking computed again from its own files; refused if they were spoiled."""
    problems: list[Problem] = []
    inputs = read_ranking(fixed.grid_json.encode(), fixed.scores_csv.encode(), problems)
    refuse_on_errors(problems)
    if inputs is None:
        raise AssertionError("nothing was read and nothing was wrong")
    return rank(inputs)


def _received(session: Session, call_id: str) -> tuple[ReceivedRow, ...]:
    rows = session.execute(
        select(ApplicationRecord, OrganisationRecord.name)
        .join(OrganisationRecord, OrganisationRecord.id == ApplicationRecord.organisation_id)
        .where(ApplicationRecord.call_id == call_id)
        .order_by(ApplicationRecord.number)
    )
    return tuple(
        ReceivedRow(
            number=record.number,
            applicant=name,
            title=record.title,
            country=record.country,
            requested_minor=record.requested_minor,
            on_time=bool(record.on_time),
            state=record.state,
            reason=record.reason,
        )
        for record, name in rows
    )


def _packages_at(session: Session, call_id: str) -> tuple[str, str] | None:
    first, last = session.execute(
        select(func.min(PackageRecord.made_at), func.max(PackageRecord.made_at)).where(
            PackageRecord.call_id == call_id
        )
    ).one()
    return None if first is None else (first, last)
