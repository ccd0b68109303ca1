"""The terms of one ranking (grid.json): grid, rules, envelope, quotas and applications."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from iris_grants.kernel.problems import Problem
from iris_grants.scoring.rules.exact import minor_text
from iris_grants.scoring.rules.fields import Fields, shown
from iris_grants.scoring.rules.grid import (
    GRID_KEYS,
    Grid,
    GridReading,
    grid_mapping,
    number_value,
    read_grid,
)

GRID_FILE = "grid.json"
VERSION = 1
TERMS_KEYS = (
    "version",
    "grid",
    "min_assessments",
    "reassessment",
    "tie_break",
    "envelope",
    "quotas",
    "applications",
)
REASSESSMENT_KEYS = (
    "gap_percent",
    "gap_of",
    "straddles_gates",
    "resolution",
    "equal_distance",
)
ENVELOPE_KEYS = ("amount", "currency", "when_too_large")
APPLICATION_KEYS = ("id", "lot", "country", "requested", "amount", "third_assessor")


class GapOf(StrEnum):
    """What a gap in percent is a share of: the grid's maximum, or the higher total."""

    MAX = "max"
    HIGHER = "higher"


class Resolution(StrEnum):
    """What a third assessment does: the two closest count, it replaces, or all count."""

    CLOSEST_TWO = "closest_two"
    THIRD_REPLACES = "third_replaces"
    MEAN_OF_ALL = "mean_of_all"


class EqualDistance(StrEnum):
    """What counts where two pairs of totals are equally close."""

    MEAN_OF_ALL = "mean_of_all"
    HIGHER_PAIR = "higher_pair"


class WhenTooLarge(StrEnum):
    """What happens at an amount that is more than what is left of the envelope."""

    STOP = "stop"
    SKIP = "skip"
    REDUCE = "reduce"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reassessment:
    """When two assessments are too far apart, and what a third one then does (rule 4).

    `gap_percent` None turns that trigger off.
    """

    gap_percent: Fraction | None = None
    gap_of: GapOf = GapOf.MAX
    straddles_gates: bool = False
    resolution: Resolution = Resolution.CLOSEST_TWO
    equal_distance: EqualDistance = EqualDistance.MEAN_OF_ALL


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """The money there is, in whole hundredths of its currency."""

    amount_minor: int
    currency: str = ""
    when_too_large: WhenTooLarge


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedApplication:
    """An application as the ranking sees it; amounts in whole hundredths.

    `amount_minor` is the amount after recorded corrections; absent texts are empty.
    """

    id: str
    requested_minor: int
    amount_minor: int
    lot: str = ""
    country: str = ""
    third_assessor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingTerms:
    """Everything that a ranking is made by, apart from the scores.

    `tie_break` holds keys as in the file (`section:2`, `item:2.1`, `requested_asc`,
    `requested_desc`); a country that is not in `quotas` has no quota.
    """

    grid: Grid
    applications: tuple[RankedApplication, ...]
    min_assessments: int = 1
    reassessment: Reassessment | None = None
    tie_break: tuple[str, ...] = ()
    envelope: Envelope | None = None
    quotas: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsReading:
    """The terms as far as they could be read, and whether each application has its id."""

    terms: RankingTerms
    grid: GridReading
    ids_known: bool


def read_terms(value: object, problems: list[Problem], file: str = GRID_FILE) -> TermsReading:
    """Read the content of grid.json as far as possible; all problems join the list.

    Source: RANKING.md, grid.json and Refused.
    """
    fields = Fields(value, TERMS_KEYS, problems=problems, file=file)
    if fields.number("version", required=True) not in (None, Fraction(VERSION)):
        fields.note("version", "ranking.version", found=shown(fields.raw("version")))
    body = fields.raw("grid", required=True)
    grid = read_grid(fields.inner({} if body is None else body, GRID_KEYS, "grid"))
    applications = _read_applications(fields)
    terms = RankingTerms(
        grid=grid.grid,
        min_assessments=fields.whole(
            "min_assessments", absent=1, least=1, code="ranking.below_one"
        ),
        reassessment=_read_reassessment(fields),
        tie_break=_read_tie_break(fields, grid),
        envelope=_read_envelope(fields),
        quotas=_read_quotas(fields),
        applications=applications,
    )
    readable = isinstance(fields.raw("applications"), list | tuple)
    return TermsReading(
        terms=terms, grid=grid, ids_known=readable and all(known.id for known in applications)
    )


def check_terms(terms: RankingTerms) -> tuple[Problem, ...]:
    """Every problem of terms that did not come from a file, at their keys in grid.json.

    `ValueError` if a number has no plain decimal, because then no file can hold the terms.
    """
    problems: list[Problem] = []
    read_terms(terms_mapping(terms), problems)
    return tuple(problems)


def terms_mapping(terms: RankingTerms) -> dict[str, object]:
    """The content of grid.json for these terms, every key written out."""
    envelope = terms.envelope
    return {
        "version": VERSION,
        "grid": grid_mapping(terms.grid),
        "min_assessments": terms.min_assessments,
        "reassessment": _reassessment_mapping(terms.reassessment),
        "tie_break": list(terms.tie_break),
        "envelope": None
        if envelope is None
        else {
            "amount": minor_text(envelope.amount_minor),
            "currency": envelope.currency or None,
            "when_too_large": envelope.when_too_large.value,
        },
        "quotas": dict(sorted(terms.quotas.items())),
        "applications": [_application_mapping(known) for known in terms.applications],
    }


def _read_reassessment(fields: Fields) -> Reassessment | None:
    value = fields.raw("reassessment")
    if value is None:
        return None
    inner = fields.inner(value, REASSESSMENT_KEYS, "reassessment")
    return Reassessment(
        gap_percent=inner.number("gap_percent"),
        gap_of=inner.choice("gap_of", GapOf, GapOf.MAX),
        straddles_gates=inner.flag("straddles_gates"),
        resolution=inner.choice("resolution", Resolution, Resolution.CLOSEST_TWO),
        equal_distance=inner.choice("equal_distance", EqualDistance, EqualDistance.MEAN_OF_ALL),
    )


def _read_tie_break(fields: Fields, reading: GridReading) -> tuple[str, ...]:
    grid = reading.grid
    known = {"requested_asc", "requested_desc"}
    known.update(f"section:{section.code}" for section in grid.sections if section.code)
    known.update(f"item:{item.code}" for item in grid.items if item.code)
    keys: list[str] = []
    for index, value in enumerate(fields.rows("tie_break")):
        if isinstance(value, str) and (value in known or _may_exist(value, reading)):
            keys.append(value)
        else:
            fields.note(f"tie_break[{index}]", "ranking.tie_break_unknown", found=shown(value))
    return tuple(keys)


def _may_exist(key: str, reading: GridReading) -> bool:
    return not reading.codes_known and key.startswith(("section:", "item:"))


def _read_envelope(fields: Fields) -> Envelope | None:
    value = fields.raw("envelope")
    if value is None:
        return None
    inner = fields.inner(value, ENVELOPE_KEYS, "envelope")
    return Envelope(
        amount_minor=inner.minor("amount", required=True) or 0,
        currency=inner.text("currency"),
        when_too_large=inner.choice("when_too_large", WhenTooLarge, None),
    )


def _read_quotas(fields: Fields) -> Mapping[str, int]:
    value = fields.raw("quotas")
    if value is None:
        return {}
    countries = tuple(str(key) for key in value) if isinstance(value, Mapping) else ()
    inner = fields.inner(value, countries, "quotas")
    quotas: dict[str, int] = {}
    for country in countries:
        if inner.raw(country) is None or not country:
            inner.note(country, "ranking.quota", found=shown(inner.raw(country)))
        quotas[country] = inner.whole(country, absent=0, least=0, code="ranking.quota")
    return quotas


def _read_applications(fields: Fields) -> tuple[RankedApplication, ...]:
    found: list[RankedApplication] = []
    seen: set[str] = set()
    for index, value in enumerate(fields.rows("applications", required=True)):
        inner = fields.inner(value, APPLICATION_KEYS, f"applications[{index}]", "id")
        known = _read_application(inner)
        if known.id and known.id in seen:
            inner.note("id", "ranking.application_twice", application=known.id)
        seen.add(known.id)
        found.append(known)
    lots = sorted({known.lot for known in found})
    if len(lots) > 1:
        named = ", ".join(lot or "–" for lot in lots)
        fields.note("applications", "ranking.two_lots", lots=shown(named))
    return tuple(found)


def _read_application(fields: Fields) -> RankedApplication:
    requested = fields.minor("requested", required=True) or 0
    amount = fields.minor("amount")
    return RankedApplication(
        id=fields.text("id", required=True),
        lot=fields.text("lot"),
        country=fields.text("country"),
        requested_minor=requested,
        amount_minor=requested if amount is None else amount,
        third_assessor=fields.text("third_assessor"),
    )


def _reassessment_mapping(rule: Reassessment | None) -> dict[str, object] | None:
    if rule is None:
        return None
    return {
        "gap_percent": number_value(rule.gap_percent),
        "gap_of": rule.gap_of.value,
        "straddles_gates": rule.straddles_gates,
        "resolution": rule.resolution.value,
        "equal_distance": rule.equal_distance.value,
    }


def _application_mapping(known: RankedApplication) -> dict[str, object]:
    return {
        "id": known.id,
        "lot": known.lot or None,
        "country": known.country or None,
        "requested": minor_text(known.requested_minor),
        "amount": minor_text(known.amount_minor),
        "third_assessor": known.third_assessor or None,
    }
