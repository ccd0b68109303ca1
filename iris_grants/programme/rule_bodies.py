"""The bodies of rule sets: what every edition states of itself, and the rules of grants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from db.tables.finance import EVIDENCE_KINDS
from iris_grants.kernel.money import Money
from iris_grants.kernel.problems import Problem, refuse_on_errors
from iris_grants.programme.fields import Bilingual, Fields
from iris_grants.programme.templates import Value

CURRENCY = "EUR"
LIMITS = (
    "third_party_ceiling",
    "reallocation_percent",
    "indirect_percent_max",
    "contingency_percent_max",
    "further_instalment_percent",
    "sanctions_check_days",
    "addendum_notice_days",
    "first_payment_days",
    "further_payment_days",
    "interim_report_days",
    "final_report_days",
    "retention_years",
    "accounting_years",
    "pending_payment_from",
    "late_interest_margin",
)
LATER_LIMITS = ("reserve_list_days",)
"""Limits that earlier editions of the rules did not have; nothing follows from an absent one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSetHead:
    """What every rule set says of itself; `verified`: compared with its source by somebody."""

    code: str
    edition: str
    source: str
    verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One number of the rules; `code` is one of `LIMITS` or `LATER_LIMITS`."""

    code: str
    value: Decimal
    source: str
    verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentPreset:
    """A plan of instalments in percent, the last one the balance."""

    code: str
    percents: tuple[Decimal, ...]
    source: str
    verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcurementBand:
    """What a purchase up to this value must be proved with (`up_to` none: any larger one).

    `offers` is how many offers that means at least.
    """

    up_to: Money | None
    evidence: Bilingual
    offers: int
    source: str
    verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class IneligibleCost:
    """A reason for which a cost is not accepted, by its code (DOMAIN.md §5.5)."""

    code: str
    words: Bilingual
    source: str
    verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedRate:
    """A currency bound to the euro: units of it for one euro."""

    currency: str
    rate: Decimal
    source: str
    verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRule:
    """One of these kinds of document must prove a cost of these budget lines.

    `lines` is the code of a line or heading, with all that is below it; `*` are all lines.
    """

    lines: str
    any_of: tuple[str, ...]
    source: str
    verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantRuleBody:
    """The rules of grants as their template has them."""

    head: RuleSetHead
    limits: tuple[Limit, ...]
    vat_eligible: bool
    payment_presets: tuple[PaymentPreset, ...]
    procurement_bands: tuple[ProcurementBand, ...]
    ineligible_costs: tuple[IneligibleCost, ...]
    fixed_rates: tuple[FixedRate, ...]
    evidence: tuple[EvidenceRule, ...]

    def limit(self, code: str) -> Decimal:
        """The value of a limit; `KeyError` if the body has none of that code."""
        return {entry.code: entry.value for entry in self.limits}[code]


def parse_head(body: Mapping[str, Value]) -> RuleSetHead:
    """What a rule set says of itself; refused where code, edition or source are missing."""
    problems: list[Problem] = []
    head = _head(Fields(body, problems))
    refuse_on_errors(problems)
    return head


def parse_grant_rules(body: Mapping[str, Value]) -> GrantRuleBody:
    """The rules of grants; refused with every problem and its place.

    Beside missing and wrong values: `programme.limit_missing`, `programme.limit_unknown`,
    `programme.plan_not_100`, `programme.bands_wrong` (not ascending, or no last one without
    a limit), `programme.reason_twice`, `programme.evidence_unknown`,
    `finance.rate_not_positive`.
    """
    problems: list[Problem] = []
    fields = Fields(body, problems)
    vat = fields.part("vat")
    rules = GrantRuleBody(
        head=_head(fields),
        limits=_limits(fields),
        vat_eligible=vat.flag("eligible", default=False),
        payment_presets=tuple(_preset(part) for part in fields.parts("payment_presets")),
        procurement_bands=_bands(fields),
        ineligible_costs=_ineligible(fields),
        fixed_rates=tuple(_fixed_rate(part) for part in fields.parts("fixed_rates")),
        evidence=tuple(_evidence(part) for part in fields.parts("evidence")),
    )
    vat.text("source")
    vat.flag("verified", default=False)
    vat.finish()
    fields.finish()
    refuse_on_errors(problems)
    return rules


def _head(fields: Fields) -> RuleSetHead:
    return RuleSetHead(
        code=fields.text("code"),
        edition=fields.text("edition"),
        source=fields.text("source"),
        verified=fields.flag("verified", default=False),
    )


def _limits(fields: Fields) -> tuple[Limit, ...]:
    found: list[Limit] = []
    for part in fields.parts("limits"):
        limit = Limit(
            code=part.text("code"),
            value=part.decimal("value"),
            source=part.text("source"),
            verified=part.flag("verified", default=False),
        )
        part.finish()
        known = limit.code in (*LIMITS, *LATER_LIMITS)
        if not known or limit.code in {other.code for other in found}:
            part.note("code", "programme.limit_unknown", limit=limit.code)
        found.append(limit)
    for missing in LIMITS:
        if missing not in {limit.code for limit in found}:
            fields.note("limits", "programme.limit_missing", limit=missing)
    return tuple(found)


def _preset(fields: Fields) -> PaymentPreset:
    preset = PaymentPreset(
        code=fields.text("code"),
        percents=fields.decimals("percents"),
        source=fields.text("source"),
        verified=fields.flag("verified", default=False),
    )
    if sum(preset.percents) != 100:
        fields.note("percents", "programme.plan_not_100", preset=preset.code)
    fields.finish()
    return preset


def _bands(fields: Fields) -> tuple[ProcurementBand, ...]:
    found = []
    for part in fields.parts("procurement_bands"):
        found.append(
            ProcurementBand(
                up_to=part.money("up_to", CURRENCY) if part.has("up_to") else None,
                evidence=part.words("evidence"),
                offers=part.whole("offers", default=0),
                source=part.text("source"),
                verified=part.flag("verified", default=False),
            )
        )
        part.finish()
    limits = [band.up_to for band in found[:-1]]
    ascending = all(a and b and a < b for a, b in pairwise(limits)) and None not in limits
    if not found or found[-1].up_to is not None or not ascending:
        fields.note("procurement_bands", "programme.bands_wrong")
    return tuple(found)


def _ineligible(fields: Fields) -> tuple[IneligibleCost, ...]:
    found: list[IneligibleCost] = []
    for part in fields.parts("ineligible_costs"):
        one = IneligibleCost(
            code=part.text("code"),
            words=part.words("words"),
            source=part.text("source"),
            verified=part.flag("verified", default=False),
        )
        part.finish()
        if one.code in {other.code for other in found}:
            part.note("code", "programme.reason_twice", reason=one.code)
        found.append(one)
    return tuple(found)


def _evidence(fields: Fields) -> EvidenceRule:
    found = EvidenceRule(
        lines=fields.text("lines"),
        any_of=fields.texts("any_of"),
        source=fields.text("source"),
        verified=fields.flag("verified", default=False),
    )
    if not found.any_of or not set(found.any_of) <= set(EVIDENCE_KINDS):
        fields.note("any_of", "programme.evidence_unknown", known=", ".join(EVIDENCE_KINDS))
    fields.finish()
    return found


def _fixed_rate(fields: Fields) -> FixedRate:
    fixed = FixedRate(
        currency=fields.text("currency"),
        rate=fields.decimal("rate"),
        source=fields.text("source"),
        verified=fields.flag("verified", default=False),
    )
    if fixed.rate <= 0:
        fields.note("rate", "finance.rate_not_positive")
    fields.finish()
    return fixed
