"""The ranking of a call from the store: sums in SQL, decisions by the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import ColumnElement, Label, case, func, select
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
from iris_grants.scoring.assessed import MILLI
from iris_grants.scoring.rules.assessment import (
    AssessmentSums,
    AssessmentTable,
    Scale,
    Standing,
    scale_of,
)
from iris_grants.scoring.rules.exact import minor_text
from iris_grants.scoring.rules.gates import watched_items
from iris_grants.scoring.rules.grid import Grid
from iris_grants.scoring.rules.ranking import RankingInput, RankingResult, rank_from_sums
from iris_grants.scoring.rules.scores import ScoreRow, ScoreState
from iris_grants.scoring.rules.terms import RankingTerms, read_terms

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
    wanted = (
        select(ApplicationRecord, MemberRecord.code)
        .outerjoin(MemberRecord, MemberRecord.id == ApplicationRecord.third_assessor_id)
        .where(ApplicationRecord.call_id == call_id)
        .where(ApplicationRecord.state.in_(RANKED))
        .order_by(ApplicationRecord.number)
    )
    rows = session.execute(wanted if lot is None else wanted.where(ApplicationRecord.lot == lot))
    applications = [
        {
            "id": application.number,
            "lot": application.lot,
            "country": application.country,
            "requested": minor_text(application.requested_minor),
            "amount": None,
            "third_assessor": code,
        }
        for application, code in rows
    ]
    problems: list[Problem] = []
    document = ranking_document(terms_of(session, call_id)) | {"applications": applications}
    reading = read_terms(document, problems)
    refuse_on_errors(problems)
    return reading.terms


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
    made = [
        _sums(row, terms.grid, scale, watched)
        for row in _summed(session, call_id, terms.grid, scale, watched)
        if row.number in known
    ]
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Summed:
    """One assessment as the database sums it.

    `sums` are points and what does not apply of each section in turn, then the values of
    the watched items.
    """

    number: str
    code: str
    state: str
    answered: int
    sums: tuple[int | None, ...]
    missing: tuple[str, ...]


def _summed(
    session: Session, call_id: str, grid: Grid, scale: Scale, watched: tuple[str, ...]
) -> Iterable[_Summed]:
    sums = _sum_columns(grid, scale, watched)
    answered = case((ScoreRecord.state.in_(("value", "na")), 1), else_=0)
    by_assessment = (
        select(ScoreRecord.assessment_id.label("of"), func.sum(answered).label("answered"), *sums)
        .join(AssessmentRecord, AssessmentRecord.id == ScoreRecord.assessment_id)
        .where(AssessmentRecord.call_id == call_id)
        .group_by(ScoreRecord.assessment_id)
        .subquery()
    )
    columns = [by_assessment.c[column.name] for column in sums]
    rows = session.execute(
        select(
            ApplicationRecord.number,
            MemberRecord.code,
            AssessmentRecord.state,
            by_assessment.c.answered,
            *columns,
        )
        .join(AssessmentRecord, AssessmentRecord.application_id == ApplicationRecord.id)
        .join(by_assessment, by_assessment.c.of == AssessmentRecord.id)
        .join(MemberRecord, MemberRecord.id == AssessmentRecord.member_id)
    )
    missing = _missing(session, call_id)
    for number, code, state, count, *values in rows:
        yield _Summed(
            number=number,
            code=code,
            state=state,
            answered=int(count),
            sums=tuple(None if value is None else int(value) for value in values),
            missing=missing.get((number, code), ()),
        )


def _sum_columns(grid: Grid, scale: Scale, watched: tuple[str, ...]) -> list[Label[int | None]]:
    columns: list[Label[int | None]] = []
    for index, section in enumerate(grid.sections):
        coef = _factor({item.code: int(item.coef * scale.coef) for item in section.items})
        weight = _factor({item.code: int(item.weight * scale.unit) for item in section.items})
        points = case((ScoreRecord.state == "value", coef * ScoreRecord.score_milli), else_=0)
        absent = case((ScoreRecord.state == "na", weight), else_=0)
        columns.append(func.sum(points).label(f"points_{index}"))
        columns.append(func.sum(absent).label(f"absent_{index}"))
    for index, code in enumerate(watched):
        value = case((ScoreRecord.criterion == code, ScoreRecord.score_milli))
        columns.append(func.max(value).label(f"value_{index}"))
    return columns


def _factor(factors: Mapping[str, int]) -> ColumnElement[int]:
    """The factor of a row by its criterion; 0 for any other."""
    by_factor: dict[int, list[str]] = {}
    for code, factor in factors.items():
        by_factor.setdefault(factor, []).append(code)
    return case(
        *((ScoreRecord.criterion.in_(codes), factor) for factor, codes in by_factor.items()),
        else_=0,
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


def _sums(row: _Summed, grid: Grid, scale: Scale, watched: tuple[str, ...]) -> AssessmentSums:
    times, sections = scale.score // MILLI, len(grid.sections)
    standing = _NOT_COUNTING.get(row.state)
    if standing is None:
        whole = row.answered == len(grid.items)
        standing = Standing.COUNTS if whole else Standing.INCOMPLETE
    pairs, values = row.sums[: 2 * sections], row.sums[2 * sections :]
    return AssessmentSums(
        application=row.number,
        assessor=row.code,
        standing=standing,
        points=tuple((points or 0) * times for points in pairs[::2]),
        not_applicable=tuple(absent or 0 for absent in pairs[1::2]),
        values=tuple(None if value is None else value * times for value in values),
        missing=row.missing if standing is Standing.INCOMPLETE else (),
    )
