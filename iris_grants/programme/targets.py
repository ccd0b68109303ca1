"""The targets of the action as rows, each with its result."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.programme import ResultRecord, TargetRecord
from iris_grants.programme.fields import Bilingual
from iris_grants.programme.framework import (
    Aggregation,
    Dimension,
    Level,
    Measure,
    ResultKind,
    Unit,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRow:
    """An indicator with its target and the result it measures.

    `verified`: the result was compared with the grant contract; `source` is where it stands.
    """

    id: str
    version: int
    code: str
    title: Bilingual
    definition: Bilingual
    means: Bilingual
    unit: Unit
    measure: Measure
    aggregation: Aggregation
    dimensions: tuple[Dimension, ...]
    baseline: int
    baseline_year: int
    target: int
    result_id: str
    result_code: str
    result_title: Bilingual
    level: Level
    kind: ResultKind
    source: str
    verified: bool


def list_targets(session: Session) -> tuple[TargetRow, ...]:
    """All targets in the order of the framework; one query."""
    found = session.execute(
        select(TargetRecord, ResultRecord)
        .join(ResultRecord, ResultRecord.id == TargetRecord.result_id)
        .order_by(ResultRecord.position, TargetRecord.position)
    )
    return tuple(_row(target, result) for target, result in found)


def _row(target: TargetRecord, result: ResultRecord) -> TargetRow:
    return TargetRow(
        id=target.id,
        version=target.version,
        code=target.code,
        title=Bilingual(en=target.title_en, sr=target.title_sr),
        definition=Bilingual(en=target.definition_en, sr=target.definition_sr),
        means=Bilingual(en=target.means_en, sr=target.means_sr),
        unit=Unit(target.unit),
        measure=Measure(target.measure),
        aggregation=Aggregation(target.aggregation),
        dimensions=tuple(Dimension(code) for code in target.dimensions.split()),
        baseline=target.baseline,
        baseline_year=target.baseline_year,
        target=target.target,
        result_id=result.id,
        result_code=result.code,
        result_title=Bilingual(en=result.title_en, sr=result.title_sr),
        level=Level(result.level),
        kind=ResultKind(result.kind),
        source=result.source,
        verified=bool(result.verified),
    )
