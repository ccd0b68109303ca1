"""From the template of a call to its terms, with every problem at its place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TypedDict
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from db.tables.organisations import COUNTRIES as COUNTRIES
from iris_grants.calls.grid import (
    EvaluationGrid,
    comment_rule,
    grid_from,
    note_repeated,
    parse_grid,
)
from iris_grants.calls.parse_parts import (
    attachment_rule,
    budget_terms,
    check_question,
    form_question,
    listed,
    lot,
    quotas,
    reassessment,
)
from iris_grants.calls.terms import CallTerms, Listed, OverLimit, WhenTooLarge
from iris_grants.kernel.money import CURRENCIES, Money
from iris_grants.kernel.problems import Problem, Refused, refuse_on_errors
from iris_grants.programme.fields import Bilingual, Fields
from iris_grants.programme.values import Value

LANGUAGES = ("sr", "en")
NOWHEN = datetime(1, 1, 1, tzinfo=UTC)


class _Elements(TypedDict):
    objectives: tuple[Bilingual, ...]
    results: tuple[Bilingual, ...]
    activities: tuple[Listed, ...]
    excluded_activities: tuple[Bilingual, ...]
    entities: tuple[Bilingual, ...]
    countries: tuple[str, ...]
    criteria: tuple[Bilingual, ...]
    amount_method: Bilingual


class _Amounts(TypedDict):
    min_amount: Money
    max_amount: Money
    envelope: Money
    when_too_large: WhenTooLarge
    max_rate_percent: Decimal


class _Limits(TypedDict):
    min_months: int
    max_months: int
    registered_months: int
    max_as_lead: int
    max_as_partner: int
    over_limit: OverLimit


def parse_call(template: Mapping[str, Value]) -> CallTerms:
    """The terms of a call from its template; refused with every problem and its place.

    The grid stands in the template or is named (`PRAG-FULL-2018`, then the shipped one is
    taken). Beside missing and wrong values: amounts and durations out of order, an unknown
    country, language, currency or zone, repeated codes, a tie-break on what the grid lacks.
    What the law wants complete before publication may still be empty here
    (`iris_grants.calls.rules.check_publishable`).
    """
    problems: list[Problem] = []
    fields = Fields(template, problems)
    grid = _grid(fields)
    terms = _terms(fields, grid)
    _check_order(fields, terms)
    _check_codes(fields, terms)
    _check_tie_break(fields, terms)
    fields.finish()
    refuse_on_errors(problems)
    return terms


def _terms(fields: Fields, grid: EvaluationGrid) -> CallTerms:
    deadline_at, deadline_zone = _deadline(fields)
    amounts = _amounts(fields.part("amounts"))
    currency = amounts["envelope"].currency
    return CallTerms(
        number=fields.text("number"),
        application_prefix=fields.text("application_prefix"),
        title=fields.words("title"),
        languages=_known(fields, "languages", LANGUAGES),
        rule_set=fields.text("rule_set"),
        lots=tuple(lot(part, currency) for part in fields.parts("lots")),
        deadline_at=deadline_at,
        deadline_zone=deadline_zone,
        questions_until=_maybe_day(fields, "questions_until"),
        answers_until=_maybe_day(fields, "answers_until"),
        starts_on=_maybe_day(fields, "starts_on"),
        grid=grid,
        min_assessments=fields.whole("min_assessments", at_least=1),
        reassessment=reassessment(fields),
        tie_break=fields.texts("tie_break"),
        quotas=quotas(fields),
        comment_required=comment_rule(fields, grid.comment_required),
        checks_by=fields.whole("checks_by", at_least=1, default=1),
        checklist=tuple(check_question(part) for part in fields.parts("checklist")),
        attachments=tuple(attachment_rule(part) for part in fields.parts("attachments")),
        questions=tuple(form_question(part) for part in fields.parts("questions")),
        budget=budget_terms(fields.part("budget")),
        complaint_days=fields.whole("complaint_days", default=8),
        **_elements(fields),
        **amounts,
        **_limits(fields),
    )


def _elements(fields: Fields) -> _Elements:
    return {
        "objectives": fields.words_list("objectives"),
        "results": fields.words_list("results"),
        "activities": tuple(listed(part) for part in fields.parts("activities")),
        "excluded_activities": fields.words_list("excluded_activities"),
        "entities": fields.words_list("entities"),
        "countries": _known(fields, "countries", COUNTRIES),
        "criteria": fields.words_list("criteria"),
        "amount_method": fields.words("amount_method", required=False),
    }


def _amounts(part: Fields) -> _Amounts:
    currency = _currency(part)
    amounts: _Amounts = {
        "min_amount": part.money("min", currency),
        "max_amount": part.money("max", currency),
        "envelope": part.money("envelope", currency),
        "when_too_large": part.choice("when_too_large", WhenTooLarge),
        "max_rate_percent": part.decimal("max_rate_percent", default=Decimal(100)),
    }
    part.finish()
    return amounts


def _limits(fields: Fields) -> _Limits:
    duration = fields.part("duration_months")
    each = fields.part("applications_per_organisation")
    limits: _Limits = {
        "min_months": duration.whole("min", at_least=1),
        "max_months": duration.whole("max", at_least=1),
        "registered_months": fields.whole("registered_months", default=0),
        "max_as_lead": each.whole("as_lead", at_least=1),
        "max_as_partner": each.whole("as_partner"),
        "over_limit": each.choice("over_limit", OverLimit),
    }
    duration.finish()
    each.finish()
    return limits


def _grid(fields: Fields) -> EvaluationGrid:
    named = fields.raw("grid")
    if isinstance(named, str):
        try:
            from iris_grants.programme.templates import load_template

            return parse_grid(load_template(f"grids/{named}"))
        except Refused as refused:
            fields.problems.extend(refused.problems)
            return _no_grid()
    if isinstance(named, dict):
        return grid_from(fields.part("grid"))
    fields.note("grid", "programme.key_missing")
    return _no_grid()


def _no_grid() -> EvaluationGrid:
    nothing = Fields({}, [])
    return grid_from(nothing)


def _currency(amounts: Fields) -> str:
    currency = amounts.text("currency")
    if currency in CURRENCIES:
        return currency
    if currency:
        known = ", ".join(CURRENCIES)
        amounts.note("currency", "programme.choice_unknown", value=currency, known=known)
    return "EUR"


def _known(fields: Fields, key: str, known: tuple[str, ...]) -> tuple[str, ...]:
    found = fields.texts(key)
    if not found:
        fields.note(key, "programme.key_missing")
    for value in found:
        if value not in known:
            listed_codes = ", ".join(known)
            fields.note(key, "programme.choice_unknown", value=value, known=listed_codes)
    note_repeated(fields, key, list(found))
    return found


def _maybe_day(fields: Fields, key: str) -> date | None:
    return fields.day(key) if fields.has(key) else None


def _deadline(fields: Fields) -> tuple[datetime, str]:
    part = fields.part("deadline")
    written, zone = part.text("at"), part.text("zone")
    part.finish()
    if not written or not zone:
        return NOWHEN, zone
    try:
        known = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        part.note("zone", "calls.zone_unknown", zone=zone)
        return NOWHEN, zone
    try:
        local = datetime.strptime(written, "%Y-%m-%d %H:%M").replace(tzinfo=known)
    except ValueError:
        part.note("at", "calls.deadline_unreadable", value=written)
        return NOWHEN, zone
    return local.astimezone(UTC), zone


def _check_order(fields: Fields, terms: CallTerms) -> None:
    if terms.envelope.minor <= 0:
        fields.note("amounts.envelope", "calls.envelope_empty")
    if terms.max_amount < terms.min_amount:
        fields.note("amounts.max", "calls.amounts_reversed")
    if terms.envelope < terms.max_amount:
        fields.note("amounts.envelope", "calls.envelope_below_max")
    _check_lots(fields, terms)
    if terms.max_months < terms.min_months:
        fields.note("duration_months.max", "calls.months_reversed")
    if not 0 < terms.max_rate_percent <= 100:
        fields.note("amounts.max_rate_percent", "calls.rate_wrong")


def _check_lots(fields: Fields, terms: CallTerms) -> None:
    for one in terms.lots:
        least, most = terms.limits_of(one.code)
        if most < least:
            fields.note("lots", "calls.lot_amounts_reversed", lot=one.code)
        if terms.envelope_of(one.code) < most:
            fields.note("lots", "calls.lot_envelope_below_max", lot=one.code)
    own = [one.envelope for one in terms.lots if one.envelope is not None]
    if own and len(own) < len(terms.lots):
        fields.note("lots", "calls.lot_without_envelope")
    if sum(each.minor for each in own) > terms.envelope.minor:
        fields.note("lots", "calls.lots_over_envelope")


def _check_codes(fields: Fields, terms: CallTerms) -> None:
    note_repeated(fields, "lots", [entry.code for entry in terms.lots])
    note_repeated(fields, "activities", [entry.code for entry in terms.activities])
    note_repeated(fields, "checklist", [entry.code for entry in terms.checklist])
    note_repeated(fields, "attachments", [entry.code for entry in terms.attachments])
    note_repeated(fields, "questions", [entry.code for entry in terms.questions])
    note_repeated(fields, "budget.headings", [entry.code for entry in terms.budget.headings])
    for quota in terms.quotas:
        if quota.country not in terms.countries:
            fields.note("quotas", "calls.quota_country", country=quota.country)


def _check_tie_break(fields: Fields, terms: CallTerms) -> None:
    known = {"requested_asc", "requested_desc"}
    known |= {f"section:{section.code}" for section in terms.grid.sections}
    known |= {f"item:{item.code}" for item in terms.grid.items()}
    for key in terms.tie_break:
        if key not in known:
            fields.note("tie_break", "calls.tie_break_unknown", key=key)
    note_repeated(fields, "tie_break", list(terms.tie_break))
