"""A small call for tests of the form and the intake: two questions, three headings."""

from __future__ import annotations

from iris_grants.calls.parse import parse_call
from iris_grants.calls.terms import CallTerms
from iris_grants.programme.templates import Value


def words(text: str, serbian: str | None = None) -> Value:
    """A text in both languages."""
    return {"en": text, "sr": serbian or text}


def listed(code: str, text: str, serbian: str | None = None) -> Value:
    """An entry of a closed list."""
    return {"code": code, "title": words(text, serbian)}


def check(code: str, text: str, *, automatic: bool = True, hard: bool = False) -> Value:
    """A question of the checklist."""
    kind = "administrative" if code.startswith("A") else "eligibility"
    return {
        "code": code,
        "kind": kind,
        "title": words(text),
        "evidence": None,
        "automatic": automatic,
        "hard": hard,
    }


def sample_template() -> dict[str, Value]:
    """The template of the call."""
    checks: list[Value] = [
        check("A1", "Received before the deadline", hard=True),
        check("A2", "Form of this call"),
        check("A4", "Declaration confirmed and signed"),
        check("A5", "Mandates of partners"),
        check("A6", "Budget balanced"),
        check("A8", "Requested amount within limits"),
        check("A9", "Duration within limits"),
        check("A10", "Location eligible"),
        check("A12", "Mandatory attachments"),
        check("EL-1", "Registered legal person", automatic=False),
        check("EL-3", "Registered long enough"),
        check("EL-4", "Established in an eligible country"),
        check("EL-9", "Not a partner of the action"),
        check("EL-10", "Number of applications"),
    ]
    return {
        "number": "IRIS/2023/1",
        "application_prefix": "IP",
        "title": words(
            "Small grants for community services", "Mali grantovi za usluge u zajednici"
        ),
        "languages": ["sr", "en"],
        "rule_set": "FSTP-2018",
        "objectives": [words("Better services")],
        "results": [words("Services run")],
        "activities": [listed("services", "Services")],
        "excluded_activities": [],
        "entities": [words("Associations")],
        "countries": ["RS", "BA", "ME", "XK"],
        "criteria": [words("Registered")],
        "amounts": {
            "currency": "EUR",
            "min": "5000",
            "max": "15000",
            "envelope": "60000",
            "when_too_large": "stop",
        },
        "amount_method": words("The approved budget"),
        "duration_months": {"min": 6, "max": 12},
        "registered_months": 12,
        "applications_per_organisation": {
            "as_lead": 1,
            "as_partner": 1,
            "over_limit": "reject_latest",
        },
        "deadline": {"at": "2023-10-30 17:00", "zone": "Europe/Belgrade"},
        "grid": "FSTP-50",
        "min_assessments": 2,
        "checklist": checks,
        "attachments": [
            {
                "code": "statute",
                "title": words("Statute", "Statut"),
                "required": True,
                "keywords": ["statut"],
            },
            {
                "code": "accounts",
                "title": words("Last annual accounts", "Poslednji završni račun"),
                "required": False,
                "keywords": ["bilans", "accounts"],
            },
        ],
        "questions": [
            {
                "code": "summary",
                "title": words("Summary of the project", "Sažetak projekta"),
                "help": words("In a few sentences.", "U nekoliko rečenica."),
                "max_length": 400,
            },
            {
                "code": "users",
                "title": words("Who will use the service?", "Ko će koristiti uslugu?"),
                "required": False,
                "max_length": 2000,
            },
        ],
        "budget": {
            "headings": [
                listed("1", "Human resources", "Ljudski resursi"),
                listed("2", "Travel", "Putovanja"),
                listed("5", "Other costs, services", "Ostali troškovi, usluge"),
            ],
            "indirect_percent_max": 7,
            "contingency_percent_max": 5,
        },
    }


def sample_terms(number: str = "IRIS/2023/1") -> CallTerms:
    """The terms of the call."""
    return parse_call(sample_template() | {"number": number})
