"""The terms of a call as documents: what the store keeps, and what the ranking computes from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from iris_grants.calls.grid import (
    comment_document,
    grid_document,
    maybe_number,
    number_text,
    section_document,
)
from iris_grants.calls.terms import CallTerms, FormQuestion, Listed, Lot, Reassessment
from iris_grants.kernel.canonical import fingerprint
from iris_grants.programme.fields import Bilingual
from iris_grants.programme.templates import Value

Document = dict[str, Value]


def terms_document(terms: CallTerms) -> Document:
    """The terms as a template with everything filled in: `parse_call` gives them back."""
    return {
        "number": terms.number,
        "application_prefix": terms.application_prefix,
        "title": terms.title.document(),
        "languages": list(terms.languages),
        "rule_set": terms.rule_set,
        "lots": [_lot(lot) for lot in terms.lots],
        **_elements(terms),
        **_limits(terms),
        "deadline": _deadline(terms),
        "questions_until": _maybe_day(terms.questions_until),
        "answers_until": _maybe_day(terms.answers_until),
        "grid": grid_document(terms.grid),
        **_assessment(terms),
        **_form(terms),
        "complaint_days": terms.complaint_days,
    }


def terms_fingerprint(terms: CallTerms) -> str:
    """The SHA-256 of the canonical terms, to which forms and packages are bound."""
    return fingerprint(terms_document(terms))


def ranking_document(terms: CallTerms, lot: str | None = None) -> Document:
    """What RANKING.md wants in `grid.json` of a call or a lot, without its applications."""
    return {
        "version": 1,
        "grid": {
            "id": terms.grid.id,
            "sections": [section_document(section) for section in terms.grid.sections],
            "overall_min": maybe_number(terms.grid.overall_min),
        },
        "min_assessments": terms.min_assessments,
        "reassessment": _reassessment(terms.reassessment),
        "tie_break": list(terms.tie_break),
        "envelope": {
            "amount": str(terms.envelope_of(lot).amount),
            "currency": terms.currency,
            "when_too_large": terms.when_too_large.value,
        },
        "quotas": {quota.country: quota.count for quota in terms.quotas},
    }


def _lot(lot: Lot) -> Document:
    amounts = {"envelope": lot.envelope, "min": lot.min_amount, "max": lot.max_amount}
    own: Document = {key: str(value.amount) for key, value in amounts.items() if value is not None}
    return {"code": lot.code, "title": lot.title.document(), **own}


def _elements(terms: CallTerms) -> Document:
    return {
        "objectives": _all_words(terms.objectives),
        "results": _all_words(terms.results),
        "activities": _all_listed(terms.activities),
        "excluded_activities": _all_words(terms.excluded_activities),
        "entities": _all_words(terms.entities),
        "countries": list(terms.countries),
        "criteria": _all_words(terms.criteria),
        "amount_method": _maybe_words(terms.amount_method),
    }


def _limits(terms: CallTerms) -> Document:
    return {
        "amounts": {
            "currency": terms.currency,
            "min": str(terms.min_amount.amount),
            "max": str(terms.max_amount.amount),
            "envelope": str(terms.envelope.amount),
            "when_too_large": terms.when_too_large.value,
            "max_rate_percent": number_text(terms.max_rate_percent),
        },
        "duration_months": {"min": terms.min_months, "max": terms.max_months},
        "starts_on": _maybe_day(terms.starts_on),
        "registered_months": terms.registered_months,
        "applications_per_organisation": {
            "as_lead": terms.max_as_lead,
            "as_partner": terms.max_as_partner,
            "over_limit": terms.over_limit.value,
        },
    }


def _deadline(terms: CallTerms) -> Document:
    local = terms.deadline_at.astimezone(ZoneInfo(terms.deadline_zone))
    return {"at": f"{local:%Y-%m-%d %H:%M}", "zone": terms.deadline_zone}


def _assessment(terms: CallTerms) -> Document:
    return {
        "min_assessments": terms.min_assessments,
        "reassessment": _reassessment(terms.reassessment),
        "tie_break": list(terms.tie_break),
        "quotas": {quota.country: quota.count for quota in terms.quotas},
        "comment_required": comment_document(terms.comment_required),
        "checks_by": terms.checks_by,
    }


def _form(terms: CallTerms) -> Document:
    return {
        "checklist": [
            {
                "code": question.code,
                "kind": question.kind.value,
                "title": question.title.document(),
                "evidence": _maybe_words(question.evidence),
                "automatic": question.automatic,
                "hard": question.hard,
            }
            for question in terms.checklist
        ],
        "attachments": [
            {
                "code": rule.code,
                "title": rule.title.document(),
                "required": rule.required,
                "keywords": list(rule.keywords),
                **_kept_back(rule.for_assessors),
            }
            for rule in terms.attachments
        ],
        "questions": [_question(question) for question in terms.questions],
        "budget": {
            "headings": _all_listed(terms.budget.headings),
            "indirect_percent_max": number_text(terms.budget.indirect_percent_max),
            "contingency_percent_max": number_text(terms.budget.contingency_percent_max),
        },
    }


def _question(question: FormQuestion) -> Document:
    return {
        "code": question.code,
        "title": question.title.document(),
        "help": _maybe_words(question.help),
        "required": question.required,
        "max_length": question.max_length,
        **_kept_back(question.for_assessors),
    }


def _kept_back(for_assessors: bool) -> Document:
    """Written only where something is kept back, so that other calls keep their fingerprint."""
    return {} if for_assessors else {"for_assessors": False}


def _reassessment(rule: Reassessment | None) -> Value:
    if rule is None:
        return None
    return {
        "gap_percent": maybe_number(rule.gap_percent),
        "gap_of": rule.gap_of.value,
        "straddles_gates": rule.straddles_gates,
        "resolution": rule.resolution.value,
        "equal_distance": rule.equal_distance.value,
    }


def _all_words(texts: Sequence[Bilingual]) -> Value:
    return [text.document() for text in texts]


def _all_listed(entries: Sequence[Listed]) -> Value:
    return [{"code": entry.code, "title": entry.title.document()} for entry in entries]


def _maybe_day(day: date | None) -> Value:
    return None if day is None else day.isoformat()


def _maybe_words(text: Bilingual | None) -> Value:
    return text.document() if text is not None and (text.en or text.sr) else None
