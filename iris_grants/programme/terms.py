"""The action of a store as its template describes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from db.search import search_key
from iris_grants.kernel.money import CURRENCIES, Money
from iris_grants.kernel.problems import Problem, refuse_on_errors
from iris_grants.programme.fields import Bilingual, Fields
from iris_grants.programme.framework import ResultTerms, parse_results
from iris_grants.programme.values import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """A partner of the action, which may not receive support (DOMAIN.md §2.1, FSTP-14)."""

    name: str
    country: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeTerms:
    """The action of the parent contract; `rule_sets` names shipped templates to adopt."""

    code: str
    title: Bilingual
    donor: str
    lead: str
    starts_on: date
    ends_on: date
    budget: Money
    third_party_ceiling: Money
    partners: tuple[Partner, ...]
    rule_sets: tuple[str, ...]
    results: tuple[ResultTerms, ...] = ()


def parse_programme(template: Mapping[str, Value]) -> ProgrammeTerms:
    """The action of a template; refused with every problem and its place.

    Beside missing and wrong values: `programme.period_reversed`, `programme.budget_empty`,
    `programme.partner_twice`, and those of `parse_results`.
    """
    problems: list[Problem] = []
    fields = Fields(template, problems)
    period, budget = fields.part("period"), fields.part("budget")
    currency = budget.text("currency")
    if currency not in CURRENCIES:
        known = ", ".join(CURRENCIES)
        budget.note("currency", "programme.choice_unknown", value=currency, known=known)
        currency = "EUR"
    starts_on = period.day("from")
    terms = ProgrammeTerms(
        code=fields.text("code"),
        title=fields.words("title"),
        donor=fields.text("donor"),
        lead=fields.text("lead"),
        starts_on=starts_on,
        ends_on=period.day("to"),
        budget=budget.money("amount", currency),
        third_party_ceiling=fields.money("third_party_ceiling", currency),
        partners=tuple(_partner(part) for part in fields.parts("partners")),
        rule_sets=fields.texts("rule_sets"),
        results=parse_results(fields, starts_on.year),
    )
    for part in (period, budget, fields):
        part.finish()
    _check(fields, terms)
    refuse_on_errors(problems)
    return terms


def _partner(fields: Fields) -> Partner:
    partner = Partner(name=fields.text("name"), country=fields.text("country"))
    fields.finish()
    return partner


def _check(fields: Fields, terms: ProgrammeTerms) -> None:
    if terms.ends_on <= terms.starts_on:
        fields.note("period", "programme.period_reversed")
    if terms.budget.minor <= 0:
        fields.note("budget", "programme.budget_empty")
    keys = [search_key(partner.name) for partner in terms.partners]
    if len(set(keys)) < len(keys):
        fields.note("partners", "programme.partner_twice")
