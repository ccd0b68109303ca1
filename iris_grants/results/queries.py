"""Targets with their actual values and what these are made of, down to each document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from db.tables.documents import DocumentRecord
from db.tables.people import PersonRecord
from db.tables.programme import ResultRecord
from db.tables.results import AchievementCountRecord, AchievementRecord
from iris_grants.programme.framework import FROM_STORE, Dimension, Measure
from iris_grants.programme.targets import TargetRow, list_targets
from iris_grants.results.from_grants import LinkRow, link_contributions, list_links
from iris_grants.results.from_store import case_contributions, grant_contributions
from iris_grants.results.rules.actuals import Actual, Contribution, actual_of
from iris_grants.results.rules.figures import CATEGORIES, Cell, Wanted, cells_of, wanted_of

SUBJECT = "achievement"
REGIONAL = "regional"


@dataclass(frozen=True, slots=True, kw_only=True)
class AchievementRow:
    """An entry towards a result with its figures; `documents` is how many papers prove it."""

    id: str
    version: int
    result_id: str
    result_code: str
    kind: str
    title: str
    held_on: str
    place: str
    country: str
    note: str | None
    entered_by: str
    entered_by_id: str
    verified_by: str | None
    verified_on: str | None
    withdrawn_reason: str | None
    documents: int
    figures: Mapping[Cell, int]

    def total(self, measure: Measure) -> int | None:
        """The total of a measure, none where it was not counted."""
        return self.figures.get(Cell(measure=measure))


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRow:
    """A target with its actual value and everything that could count towards it."""

    target: TargetRow
    actual: Actual
    contributions: tuple[Contribution, ...]

    @property
    def id(self) -> str:
        """The identity of the target."""
        return self.target.id


def list_results(session: Session) -> tuple[ResultRow, ...]:
    """All targets with their actual values, in the order of the framework.

    Indicators of grantees that are linked to a target count beside the entries. A fixed
    number of queries, however many entries, links, grants and cases there are.
    """
    targets = list_targets(session)
    entries, links = list_achievements(session), list_links(session)
    of_store = {
        Measure.GRANTS: grant_contributions,
        Measure.CASES: case_contributions,
    }
    read = {
        measure: gather(session)
        for measure, gather in of_store.items()
        if any(target.measure is measure for target in targets)
    }
    return tuple(_row(target, entries, links, read) for target in targets)


def result_of(session: Session, code: str) -> ResultRow | None:
    """The target with this code and its actual value, none where there is no such target."""
    return next((row for row in list_results(session) if row.target.code == code), None)


def list_achievements(
    session: Session, *, result_id: str | None = None
) -> tuple[AchievementRow, ...]:
    """All entries (of one result) with their figures, by day; withdrawn ones among them."""
    author, verifier = aliased(PersonRecord), aliased(PersonRecord)
    query = (
        select(AchievementRecord, ResultRecord, author.name, verifier.name)
        .join(ResultRecord, ResultRecord.id == AchievementRecord.result_id)
        .join(author, author.id == AchievementRecord.entered_by_id)
        .outerjoin(verifier, verifier.id == AchievementRecord.verified_by_id)
        .order_by(AchievementRecord.held_on, AchievementRecord.title, AchievementRecord.id)
    )
    if result_id is not None:
        query = query.where(AchievementRecord.result_id == result_id)
    figures, documents = _figures(session), _document_counts(session)
    return tuple(
        AchievementRow(
            id=record.id,
            version=record.version,
            result_id=result.id,
            result_code=result.code,
            kind=result.kind,
            title=record.title,
            held_on=record.held_on,
            place=record.place,
            country=record.country,
            note=record.note,
            entered_by=entered_by,
            entered_by_id=record.entered_by_id,
            verified_by=verified_by,
            verified_on=record.verified_on,
            withdrawn_reason=record.withdrawn_reason,
            documents=documents.get(record.id, 0),
            figures=figures.get(record.id, {}),
        )
        for record, result, entered_by, verified_by in session.execute(query)
    )


def wanted_for(targets: Sequence[TargetRow], result_id: str) -> Wanted:
    """What an entry of this result counts, after its targets."""
    own = [(one.measure, one.dimensions) for one in targets if one.result_id == result_id]
    return wanted_of(own)


def _row(
    target: TargetRow,
    entries: Sequence[AchievementRow],
    links: Sequence[LinkRow],
    of_store: Mapping[Measure, tuple[Contribution, ...]],
) -> ResultRow:
    if target.kind in FROM_STORE:
        found = of_store[target.measure]
    else:
        found = tuple(
            one
            for entry in entries
            if entry.result_id == target.result_id and entry.withdrawn_reason is None
            if (one := _contribution(target, entry)) is not None
        ) + link_contributions(target, links)
    return ResultRow(
        target=target, actual=actual_of(target.aggregation, found), contributions=found
    )


def _contribution(target: TargetRow, entry: AchievementRow) -> Contribution | None:
    """What an entry adds to a target; none where it adds nothing that is counted."""
    value: int | None = 1
    cells: dict[Dimension, dict[str, int]] = {Dimension.COUNTRY: {entry.country: 1}}
    counts_as = ""
    if target.measure is Measure.COUNTRIES:
        if entry.country not in CATEGORIES[Dimension.COUNTRY]:
            return None
        counts_as = entry.country
    elif target.measure is not Measure.RECORDS:
        value = entry.total(target.measure)
        cells = cells_of(entry.figures, target.measure)
    if value is None:
        return None
    return Contribution(
        source_id=entry.id,
        on=entry.held_on,
        value=value,
        cells={key: parts for key, parts in cells.items() if key in target.dimensions},
        counts_as=counts_as,
        evidence=entry.documents > 0,
    )


def _figures(session: Session) -> dict[str, dict[Cell, int]]:
    found: dict[str, dict[Cell, int]] = {}
    for record in session.scalars(select(AchievementCountRecord)):
        cell = Cell(
            measure=Measure(record.measure),
            dimension=record.dimension,
            category=record.category,
        )
        found.setdefault(record.achievement_id, {})[cell] = record.value
    return found


def _document_counts(session: Session) -> dict[str, int]:
    query = (
        select(DocumentRecord.subject_id, func.count())
        .where(DocumentRecord.subject_kind == SUBJECT)
        .group_by(DocumentRecord.subject_id)
    )
    return {row[0]: row[1] for row in session.execute(query)}
