"""The terms of a call: everything that its template says, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

from iris_grants.calls.grid import CommentRule, EvaluationGrid
from iris_grants.kernel.money import Money
from iris_grants.programme.fields import Bilingual


class WhenTooLarge(StrEnum):
    """What happens at the first application that no longer fits into the envelope."""

    STOP = "stop"
    SKIP = "skip"
    REDUCE = "reduce"


class GapOf(StrEnum):
    """What the percentage of a re-assessment gap is taken of."""

    MAX = "max"
    HIGHER = "higher"


class Resolution(StrEnum):
    """How three assessments become one result."""

    CLOSEST_TWO = "closest_two"
    THIRD_REPLACES = "third_replaces"
    MEAN_OF_ALL = "mean_of_all"


class EqualDistance(StrEnum):
    """Which assessments count where the third lies exactly in the middle."""

    MEAN_OF_ALL = "mean_of_all"
    HIGHER_PAIR = "higher_pair"


class OverLimit(StrEnum):
    """What happens to applications over the number allowed."""

    REJECT_LATEST = "reject_latest"
    REJECT_ALL = "reject_all"


class CheckKind(StrEnum):
    """Whether a question is of the administrative check or of eligibility."""

    ADMINISTRATIVE = "administrative"
    ELIGIBILITY = "eligibility"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One entry of a closed list: a code for files, words for people."""

    code: str
    title: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """A part of a call; amounts that it does not set itself are those of the call."""

    code: str
    title: Bilingual
    envelope: Money | None = None
    min_amount: Money | None = None
    max_amount: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckQuestion:
    """A question of the checklist; `hard`: a no dismisses the application.

    `automatic`: the program can answer it from the form; a person confirms.
    """

    code: str
    kind: CheckKind
    title: Bilingual
    evidence: Bilingual | None
    automatic: bool
    hard: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentRule:
    """An attachment that the call asks for; `keywords` recognise it by its file name.

    Without `for_assessors` it stays with the office: no scoring package has it.
    """

    code: str
    title: Bilingual
    required: bool
    keywords: tuple[str, ...]
    for_assessors: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FormQuestion:
    """A narrative question of the application form; `max_length` in characters.

    Without `for_assessors` its answer stays with the office: no scoring package has it.
    """

    code: str
    title: Bilingual
    help: Bilingual | None
    required: bool
    max_length: int
    for_assessors: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetTerms:
    """The budget of the form: its headings, and the limits in percent of the direct costs."""

    headings: tuple[Listed, ...]
    indirect_percent_max: Decimal
    contingency_percent_max: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Reassessment:
    """When a third assessment is needed and what counts then (RANKING.md, rule 4)."""

    gap_percent: Decimal | None
    gap_of: GapOf
    straddles_gates: bool
    resolution: Resolution
    equal_distance: EqualDistance


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """The most awards in one country."""

    country: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CallTerms:
    """A call as its template has it; fixed and fingerprinted on publication.

    `deadline_at` is in UTC, `deadline_zone` the zone it was announced in. Amounts are in
    one currency. `max_rate_percent` is the largest share of the costs that is paid,
    `registered_months` counts back from the publication of the call. `rule_set` names the
    grant rules (`FSTP-2018`). `checks_by` is how many people answer each check.
    """

    number: str
    application_prefix: str
    title: Bilingual
    languages: tuple[str, ...]
    rule_set: str
    lots: tuple[Lot, ...]
    objectives: tuple[Bilingual, ...]
    results: tuple[Bilingual, ...]
    activities: tuple[Listed, ...]
    excluded_activities: tuple[Bilingual, ...]
    entities: tuple[Bilingual, ...]
    countries: tuple[str, ...]
    criteria: tuple[Bilingual, ...]
    min_amount: Money
    max_amount: Money
    envelope: Money
    when_too_large: WhenTooLarge
    amount_method: Bilingual
    max_rate_percent: Decimal
    min_months: int
    max_months: int
    starts_on: date | None
    registered_months: int
    max_as_lead: int
    max_as_partner: int
    over_limit: OverLimit
    deadline_at: datetime
    deadline_zone: str
    questions_until: date | None
    answers_until: date | None
    grid: EvaluationGrid
    min_assessments: int
    reassessment: Reassessment | None
    tie_break: tuple[str, ...]
    quotas: tuple[Quota, ...]
    comment_required: CommentRule
    checks_by: int
    checklist: tuple[CheckQuestion, ...]
    attachments: tuple[AttachmentRule, ...]
    questions: tuple[FormQuestion, ...]
    budget: BudgetTerms
    complaint_days: int

    def lot(self, code: str | None) -> Lot | None:
        """The lot of that code; none for a call without lots, or a code it does not have."""
        return next((lot for lot in self.lots if lot.code == code), None)

    def envelope_of(self, lot: str | None) -> Money:
        """The money of a lot, or of the whole call."""
        found = self.lot(lot)
        return found.envelope if found and found.envelope else self.envelope

    def limits_of(self, lot: str | None) -> tuple[Money, Money]:
        """The smallest and the largest amount of a grant in a lot, or in the whole call."""
        found = self.lot(lot)
        least = found.min_amount if found and found.min_amount else self.min_amount
        most = found.max_amount if found and found.max_amount else self.max_amount
        return least, most

    @property
    def currency(self) -> str:
        """The currency of all amounts of the call."""
        return self.envelope.currency

    @property
    def deadline_text(self) -> str:
        """The deadline as it was announced: `2023-10-30 18:00 (Europe/Belgrade)`."""
        local = self.deadline_at.astimezone(ZoneInfo(self.deadline_zone))
        return f"{local:%Y-%m-%d %H:%M} ({self.deadline_zone})"
