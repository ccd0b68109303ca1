"""The ranking of a call from the store: sums in SQL, decisions by the rules."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from sqlalchemy import ColumnElement, Label, Subquery, case, func, literal, select
from sqlalchemy.orm import Session

from db.tables.applications import ApplicationRecord
from db.tables.calls import CallRecord
from db.tables.scoring import (
    AssessmentRecord,
    AssignmentRecord,
    MemberRecord,
    RankingRecord,
    ScoreRecord,
)
from iris_grants.calls.documents import ranking_document
from iris_grants.calls.queries import terms_of
from iris_grants.kernel.operations import fetch
from iris_grants.kernel.problems import Problem, Where, refusal, refuse_on_errors
from iris_grants.programme.values import Value
from iris_grants.scoring.assessed import MILLI
from iris_grants.scoring.rules.assessment import (
    AssessmentSums,
    AssessmentTable,
    Scale,
    Standing,
    scale_of,
)
from iris_grants.scoring.rules.gates import watched_items
from iris_grants.scoring.rules.grid import Grid
from iris_grants.scoring.rules.ranking import RankingInput, RankingResult, rank_from_sums
from iris_grants.scoring.rules.scores import ScoreRow, ScoreState
from iris_grants.scoring.rules.terms import RankedApplication, RankingTerms, read_terms

_NOBODY: dict[str, Value] = {"applications": []}
_NOT_COUNTING = {"recused": Standing.RECUSED, "void": Standing.VOID}
RANKED = ("admitted", "assessed", "selected", "reserve", "rejected", "awarded")
"""States of applications that stand in a ranking; those dismissed or withdrawn do not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedRanking:
    """A ranking as the committee fixed it, with its three files."""

    id: str
    number: int
    lot: str | None
    preliminary: bool
    made_at: str
    grid_json: str
    scores_csv: str
    ranking_csv: str


def lots_of(session: Session, call_id: str) -> tuple[str, ...]:
    """The codes of the lots of a call; none for a call without lots."""
    return tuple(lot.code for lot in terms_of(session, call_id).lots)


def ranking_terms(session: Session, call_id: str, lot: str | None = None) -> RankingTerms:
    """Everything that the ranking of a call, or of one of its lots, is made by.

    Refused: `scoring.several_lots` where a lot must be named, `scoring.lot_unknown`.
    """
    call = fetch(session, CallRecord, call_id)
    _check_lot(lots_of(session, call_id), lot, call.number)
    problems: list[Problem] = []
    reading = read_terms(ranking_document(terms_of(session, call_id), lot) | _NOBODY, problems)
    refuse_on_errors(problems)
    return replace(reading.terms, applications=_ranked(session, call_id, lot))


def ranking_input(session: Session, call_id: str, lot: str | None = None) -> RankingInput:
    """What a ranking is computed from, score by score, as the files have it.

    An assignment without a return is *missing* in every criterion, or *recused*.
    """
    terms = ranking_terms(session, call_id, lot)
    known = {one.id for one in terms.applications}
    rows = session.execute(
        select(
            ApplicationRecord.number,
            MemberRecord.code,
            ScoreRecord.criterion,
            ScoreRecord.state,
            ScoreRecord.score_milli,
            ScoreRecord.comment,
        )
        .join(AssessmentRecord, AssessmentRecord.id == ScoreRecord.assessment_id)
        .join(MemberRecord, MemberRecord.id == AssessmentRecord.member_id)
        .join(ApplicationRecord, ApplicationRecord.id == AssessmentRecord.application_id)
        .where(AssessmentRecord.call_id == call_id)
    )
    scores = [
        ScoreRow(
            application=number,
            assessor=code,
            criterion=criterion,
            state=ScoreState(state),
            score=None if milli is None else Fraction(milli, MILLI),
            comment=comment or "",
        )
        for number, code, criterion, state, milli, comment in rows
        if number in known
    ]
    for number, code, recused in _unreturned(session, call_id):
        state = ScoreState.RECUSED if recused else ScoreState.MISSING
        scores += [
            ScoreRow(application=number, assessor=code, criterion=item.code, state=state)
            for item in (terms.grid.items if number in known else ())
        ]
    return RankingInput(terms=terms, scores=tuple(scores))


def current_ranking(session: Session, call_id: str, lot: str | None = None) -> RankingResult:
    """The ranking as the scores in the store now make it (RANKING.md).

    The sums of whole numbers are made by the database, one row an assessment.
    """
    terms = ranking_terms(session, call_id, lot)
    return rank_from_sums(terms, assessment_table(session, call_id, terms))


def current_rankings(session: Session, call_id: str) -> tuple[RankingResult, ...]:
    """The ranking of each lot of a call, or of the whole call where it has none."""
    lots = lots_of(session, call_id)
    return tuple(current_ranking(session, call_id, lot) for lot in lots or (None,))


def application_ids(session: Session, call_id: str) -> dict[str, str]:
    """The identities of all applications of a call by their numbers."""
    rows = session.execute(
        select(ApplicationRecord.number, ApplicationRecord.id).where(
            ApplicationRecord.call_id == call_id
        )
    )
    return {row.number: row.id for row in rows}


def assessment_table(session: Session, call_id: str, terms: RankingTerms) -> AssessmentTable:
    """All assessments of these applications as sums by section."""
    scale, watched = scale_of(terms.grid, MILLI), watched_items(terms)
    known = {one.id for one in terms.applications}
    made = _summed(session, call_id, terms.grid, scale, watched, known)
    none, items = (0,) * len(terms.grid.sections), tuple(item.code for item in terms.grid.items)
    for number, code, recused in _unreturned(session, call_id):
        if number in known:
            made.append(
                AssessmentSums(
                    application=number,
                    assessor=code,
                    standing=Standing.RECUSED if recused else Standing.INCOMPLETE,
                    points=none,
                    not_applicable=none,
                    values=(None,) * len(watched),
                    missing=() if recused else items,
                )
            )
    made.sort(key=lambda sums: (sums.application, sums.assessor))
    return AssessmentTable(scale=scale, watched=watched, assessments=tuple(made))


def fixed_rankings(session: Session, call_id: str) -> tuple[FixedRanking, ...]:
    """The rankings that the committee fixed, the latest first."""
    found = session.scalars(
        select(RankingRecord)
        .where(RankingRecord.call_id == call_id)
        .order_by(RankingRecord.number.desc())
    )
    return tuple(
        FixedRanking(
            id=record.id,
            number=record.number,
            lot=record.lot,
            preliminary=bool(record.preliminary),
            made_at=record.made_at,
            grid_json=record.grid_json,
            scores_csv=record.scores_csv,
            ranking_csv=record.ranking_csv,
        )
        for record in found
    )


def _ranked(session: Session, call_id: str, lot: str | None) -> tuple[RankedApplication, ...]:
    wanted = (
        select(
            ApplicationRecord.number,
            ApplicationRecord.lot,
            ApplicationRecord.country,
            ApplicationRecord.requested_minor,
            MemberRecord.code,
        )
        .outerjoin(MemberRecord, MemberRecord.id == ApplicationRecord.third_assessor_id)
        .where(ApplicationRecord.call_id == call_id)
        .where(ApplicationRecord.state.in_(RANKED))
        .order_by(ApplicationRecord.number)
    )
    rows = session.execute(wanted if lot is None else wanted.where(ApplicationRecord.lot == lot))
    return tuple(
        RankedApplication(
            id=number,
            lot=of_lot or "",
            country=country,
            requested_minor=requested,
            amount_minor=requested,
            third_assessor=code or "",
        )
        for number, of_lot, country, requested, code in rows
    )


def _check_lot(lots: tuple[str, ...], lot: str | None, call: str) -> None:
    listed = ", ".join(lots)
    if lots and lot is None:
        raise refusal("scoring.several_lots", Where(key=call), lots=listed)
    if lot is not None and lot not in lots:
        raise refusal("scoring.lot_unknown", Where(key=call), lot=lot, lots=listed or "–")


def _unreturned(session: Session, call_id: str) -> Iterable[tuple[str, str, bool]]:
    """Application and assessor of every assignment without an assessment; whether recused."""
    rows = session.execute(
        select(ApplicationRecord.number, MemberRecord.code, AssignmentRecord.recused)
        .join(MemberRecord, MemberRecord.id == AssignmentRecord.member_id)
        .join(ApplicationRecord, ApplicationRecord.id == AssignmentRecord.application_id)
        .outerjoin(
            AssessmentRecord,
            (AssessmentRecord.member_id == AssignmentRecord.member_id)
            & (AssessmentRecord.application_id == AssignmentRecord.application_id),
        )
        .where(MemberRecord.call_id == call_id)
        .where(AssessmentRecord.id.is_(None))
    )
    return [(number, code, bool(recused)) for number, code, recused in rows]


def _summed(
    session: Session,
    call_id: str,
    grid: Grid,
    scale: Scale,
    watched: tuple[str, ...],
    known: Container[str],
) -> list[AssessmentSums]:
    """The assessments of the known applications, one row each from the database."""
    by_assessment, names = _by_assessment(call_id, grid, scale, watched)
    rows = session.execute(
        select(
            ApplicationRecord.number,
            MemberRecord.code,
            AssessmentRecord.state,
            *(by_assessment.c[name] for name in names),
        )
        .join(AssessmentRecord, AssessmentRecord.application_id == ApplicationRecord.id)
        .join(by_assessment, by_assessment.c.assessment_id == AssessmentRecord.id)
        .join(MemberRecord, MemberRecord.id == AssessmentRecord.member_id)
    )
    missing = _missing(session, call_id)
    taker = _Taker(len(grid.sections), len(grid.items), scale.score // MILLI)
    return [
        taker.sums(number, code, state, count + absent, values, missing.get((number, code), ()))
        for number, code, state, count, absent, *values in rows
        if number in known
    ]


def _by_assessment(
    call_id: str, grid: Grid, scale: Scale, watched: tuple[str, ...]
) -> tuple[Subquery, list[str]]:
    """One row an assessment: how many answers, how many that do not apply, then the sums."""
    absent = func.sum(case((ScoreRecord.state == "na", 1), else_=0))
    columns: list[Label[Any]] = [
        func.count(ScoreRecord.score_milli).label("answered"),
        (absent if _may_be_absent(grid) else literal(0)).label("absent"),
        *_sum_columns(grid, scale, watched),
    ]
    query = (
        select(ScoreRecord.assessment_id, *columns)
        .join(AssessmentRecord, AssessmentRecord.id == ScoreRecord.assessment_id)
        .where(AssessmentRecord.call_id == call_id)
        .group_by(ScoreRecord.assessment_id)
    )
    return query.subquery(), [column.name for column in columns]


def _sum_columns(grid: Grid, scale: Scale, watched: tuple[str, ...]) -> list[Label[Any]]:
    nothing: ColumnElement[Any] = literal(0)
    points: list[ColumnElement[Any]] = []
    absent: list[ColumnElement[Any]] = []
    for section in grid.sections:
        coef = _factor({item.code: int(item.coef * scale.coef) for item in section.items})
        weight = _factor({item.code: int(item.weight * scale.unit) for item in section.items})
        points.append(func.sum(coef * ScoreRecord.score_milli))
        some = any(item.allow_na for item in section.items)
        none = func.sum(case((ScoreRecord.state == "na", weight), else_=0))
        absent.append(none if some else nothing)
    values: list[ColumnElement[Any]] = [
        func.max(case((ScoreRecord.criterion == code, ScoreRecord.score_milli))) for code in watched
    ]
    return [
        column.label(f"sum_{place}") for place, column in enumerate([*points, *absent, *values])
    ]


def _may_be_absent(grid: Grid) -> bool:
    return any(item.allow_na for item in grid.items)


def _factor(factors: Mapping[str, int]) -> ColumnElement[int]:
    """The factor of a row by its criterion; nothing for any other."""
    by_factor: dict[int, list[str]] = {}
    for code, factor in factors.items():
        by_factor.setdefault(factor, []).append(code)
    return case(
        *((ScoreRecord.criterion.in_(codes), factor) for factor, codes in by_factor.items())
    )


def _missing(session: Session, call_id: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """The criteria without an answer of each incomplete assessment."""
    found: dict[tuple[str, str], list[str]] = {}
    for number, code, criterion in session.execute(
        select(ApplicationRecord.number, MemberRecord.code, ScoreRecord.criterion)
        .join(AssessmentRecord, AssessmentRecord.id == ScoreRecord.assessment_id)
        .join(MemberRecord, MemberRecord.id == AssessmentRecord.member_id)
        .join(ApplicationRecord, ApplicationRecord.id == AssessmentRecord.application_id)
        .where(AssessmentRecord.call_id == call_id)
        .where(AssessmentRecord.state == "incomplete")
        .where(ScoreRecord.state == "missing")
    ):
        found.setdefault((number, code), []).append(criterion)
    return {pair: tuple(sorted(criteria)) for pair, criteria in found.items()}


class _Taker:
    """Makes assessments out of rows of sums; `times` brings thousandths to the scale."""

    def __init__(self, sections: int, items: int, times: int) -> None:
        self._sections, self._items, self._times = sections, items, times

    def sums(
        self,
        number: str,
        code: str,
        state: str,
        answered: int,
        values: Sequence[int | None],
        missing: tuple[str, ...],
    ) -> AssessmentSums:
        """One assessment: points by section, what does not apply, watched values."""
        times, sections = self._times, self._sections
        standing = _NOT_COUNTING.get(state)
        if standing is None:
            whole = int(answered) == self._items
            standing = Standing.COUNTS if whole else Standing.INCOMPLETE
        return AssessmentSums(
            application=number,
            assessor=code,
            standing=standing,
            points=tuple([int(value or 0) * times for value in values[:sections]]),
            not_applicable=tuple([int(value or 0) for value in values[sections : 2 * sections]]),
            values=tuple(
                [None if value is None else int(value) * times for value in values[2 * sections :]]
            ),
            missing=missing if standing is Standing.INCOMPLETE else (),
        )
