"""The results framework of an action as its template describes it: results with their targets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from iris_grants.programme.fields import Bilingual, Fields


class Level(StrEnum):
    """Where a result stands in the results chain (DOMAIN.md §9.2)."""

    OUTCOME = "outcome"
    OUTPUT = "output"


class ResultKind(StrEnum):
    """What is recorded towards a result; grants and cases come from the store itself."""

    DELIVERABLE = "deliverable"
    TRAINING = "training"
    MEETING = "meeting"
    ACADEMY = "academy"
    PLACEMENT = "placement"
    DIALOGUE_SESSION = "dialogue_session"
    AGREEMENT = "agreement"
    CARAVAN_EVENT = "caravan_event"
    CAMPAIGN = "campaign"
    GRANT = "grant"
    LICENSING_CASE = "licensing_case"


class Unit(StrEnum):
    """What a target is counted in; participations and contacts are no persons."""

    DOCUMENTS = "documents"
    EVENTS = "events"
    COUNTRIES = "countries"
    ORGANISATIONS = "organisations"
    PARTICIPATIONS = "participations"
    PERSONS = "persons"
    CONTACTS = "contacts"


class Measure(StrEnum):
    """What a target takes from each record.

    The record itself, its country, those present, persons or organisations counted for the
    first time, the reach; or grants and supported licensing cases of the store.
    """

    RECORDS = "records"
    COUNTRIES = "countries"
    PARTICIPANTS = "participants"
    PERSONS = "persons"
    ORGANISATIONS = "organisations"
    REACH = "reach"
    GRANTS = "grants"
    CASES = "cases"


class Aggregation(StrEnum):
    """How the values of several records make one; `unique` counts everyone once."""

    SUM = "sum"
    MAX = "max"
    LATEST = "latest"
    UNIQUE = "unique"


class Dimension(StrEnum):
    """What an actual value can be divided by."""

    SEX = "sex"
    AGE = "age"
    COUNTRY = "country"
    INSTITUTION = "institution"
    SERVICE = "service"
    STAGE = "stage"


COUNTED = (Measure.PARTICIPANTS, Measure.PERSONS, Measure.ORGANISATIONS, Measure.REACH)
"""What is counted at each record, by a total and cells."""

FROM_STORE = {ResultKind.GRANT: Measure.GRANTS, ResultKind.LICENSING_CASE: Measure.CASES}

ALLOWED: Mapping[Measure, tuple[frozenset[Unit], frozenset[Aggregation], frozenset[Dimension]]] = {
    Measure.RECORDS: (
        frozenset({Unit.DOCUMENTS, Unit.EVENTS}),
        frozenset({Aggregation.SUM}),
        frozenset({Dimension.COUNTRY}),
    ),
    Measure.COUNTRIES: (
        frozenset({Unit.COUNTRIES}),
        frozenset({Aggregation.UNIQUE}),
        frozenset(),
    ),
    Measure.PARTICIPANTS: (
        frozenset({Unit.PARTICIPATIONS}),
        frozenset({Aggregation.SUM, Aggregation.MAX, Aggregation.LATEST}),
        frozenset({Dimension.SEX, Dimension.AGE, Dimension.COUNTRY, Dimension.INSTITUTION}),
    ),
    Measure.PERSONS: (
        frozenset({Unit.PERSONS}),
        frozenset({Aggregation.UNIQUE, Aggregation.MAX, Aggregation.LATEST}),
        frozenset({Dimension.SEX, Dimension.AGE, Dimension.COUNTRY, Dimension.INSTITUTION}),
    ),
    Measure.ORGANISATIONS: (
        frozenset({Unit.ORGANISATIONS}),
        frozenset({Aggregation.UNIQUE, Aggregation.MAX, Aggregation.LATEST}),
        frozenset({Dimension.COUNTRY}),
    ),
    Measure.REACH: (
        frozenset({Unit.CONTACTS}),
        frozenset({Aggregation.SUM, Aggregation.MAX, Aggregation.LATEST}),
        frozenset({Dimension.COUNTRY}),
    ),
    Measure.GRANTS: (
        frozenset({Unit.ORGANISATIONS}),
        frozenset({Aggregation.UNIQUE}),
        frozenset({Dimension.COUNTRY}),
    ),
    Measure.CASES: (
        frozenset({Unit.ORGANISATIONS}),
        frozenset({Aggregation.UNIQUE}),
        frozenset({Dimension.COUNTRY, Dimension.SERVICE, Dimension.STAGE}),
    ),
}
"""Units, aggregations and dimensions that go with a measure.

Persons and organisations are never summed over events, and reach is never counted in
persons (DOMAIN.md §9.2).
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetTerms:
    """An indicator with its target; `means` says how it is verified."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultTerms:
    """A result with its indicators; `verified`: compared with the grant contract."""

    code: str
    level: Level
    kind: ResultKind
    title: Bilingual
    source: str
    verified: bool
    targets: tuple[TargetTerms, ...]


def parse_results(fields: Fields, baseline_year: int) -> tuple[ResultTerms, ...]:
    """The results under the key `results` of a template, none where it is absent.

    Notes, beside missing and wrong values: `programme.result_twice`,
    `programme.target_twice`, `programme.result_untargeted`, `programme.unit_not_of_measure`,
    `programme.aggregation_not_of_measure` (persons are never summed over events),
    `programme.dimension_not_of_measure`, `programme.measure_not_of_kind`,
    `programme.target_empty`.
    """
    results = tuple(_result(part, baseline_year) for part in fields.parts("results"))
    _note_twice(fields, "programme.result_twice", [one.code for one in results])
    targets = [target.code for one in results for target in one.targets]
    _note_twice(fields, "programme.target_twice", targets)
    return results


def _result(fields: Fields, baseline_year: int) -> ResultTerms:
    kind = fields.choice("kind", ResultKind)
    found = ResultTerms(
        code=fields.text("code"),
        level=fields.choice("level", Level, default=Level.OUTPUT),
        kind=kind,
        title=fields.words("title"),
        source=fields.text("source"),
        verified=fields.flag("verified", default=False),
        targets=tuple(_target(part, kind, baseline_year) for part in fields.parts("targets")),
    )
    if not found.targets:
        fields.note("targets", "programme.result_untargeted", code=found.code)
    fields.finish()
    return found


def _target(fields: Fields, kind: ResultKind, baseline_year: int) -> TargetTerms:
    found = TargetTerms(
        code=fields.text("code"),
        title=fields.words("title"),
        definition=fields.words("definition"),
        means=fields.words("means"),
        unit=fields.choice("unit", Unit),
        measure=fields.choice("measure", Measure),
        aggregation=fields.choice("aggregation", Aggregation),
        dimensions=_dimensions(fields),
        baseline=fields.whole("baseline", default=0),
        baseline_year=fields.whole("baseline_year", at_least=1990, default=baseline_year),
        target=fields.whole("target", at_least=1),
    )
    _check(fields, found, kind)
    fields.finish()
    return found


def _dimensions(fields: Fields) -> tuple[Dimension, ...]:
    found = []
    for text in fields.texts("by"):
        if text in {one.value for one in Dimension}:
            found.append(Dimension(text))
        else:
            known = ", ".join(Dimension)
            fields.note("by", "programme.choice_unknown", value=text, known=known)
    return tuple(dict.fromkeys(found))


def _check(fields: Fields, target: TargetTerms, kind: ResultKind) -> None:
    units, aggregations, dimensions = ALLOWED[target.measure]
    if target.unit not in units:
        fields.note("unit", "programme.unit_not_of_measure", known=", ".join(sorted(units)))
    if target.aggregation not in aggregations:
        known = ", ".join(sorted(aggregations))
        fields.note("aggregation", "programme.aggregation_not_of_measure", known=known)
    if not set(target.dimensions) <= dimensions:
        known = ", ".join(sorted(dimensions)) or "–"
        fields.note("by", "programme.dimension_not_of_measure", known=known)
    if FROM_STORE.get(kind, target.measure) is not target.measure or (
        kind not in FROM_STORE and target.measure in FROM_STORE.values()
    ):
        fields.note("measure", "programme.measure_not_of_kind", kind=f"results.kind.{kind}")


def _note_twice(fields: Fields, code: str, found: Sequence[str]) -> None:
    for one in sorted({known for known in found if found.count(known) > 1}):
        fields.note("results", code, code=one)
