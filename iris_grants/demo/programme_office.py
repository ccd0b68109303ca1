"""The office of the sample programme: the real frame of the action, and the call of its story."""

from __future__ import annotations

from pathlib import Path

from iris_grants.demo.calendar import StoryClock
from iris_grants.demo.office import CALL, PROGRAMME, Office, found_office
from iris_grants.programme.templates import Template, Value, load_template

OWN_PARTNER: dict[str, Value] = {"name": "Udruženje „Izmišljena luka“", "country": "RS"}
"""An invented partner beside the real ones, so that one of the programme's partners applies."""

AMOUNTS: dict[str, Value] = {"min": "5000.00", "max": "20000.00", "envelope": "180000.00"}
MONTHS: dict[str, Value] = {"min": 8, "max": 12}
QUOTAS: dict[str, Value] = {"RS": 4, "BA": 3, "AL": 3, "MK": 3, "ME": 3, "XK": 3}
AS_LEAD = 2


def found_programme(store: Path, clock: StoryClock) -> Office:
    """Make the store of the programme with its call of autumn 2023 (DOMAIN.md §1)."""
    return found_office(store, clock, programme=programme(), call=programme_call())


def programme() -> Template:
    """The action with the invented partner added."""
    template = load_template(PROGRAMME)
    partners = template["partners"]
    if not isinstance(partners, list):
        raise TypeError("the template of the programme has no partners")
    body: dict[str, Value] = {**template, "partners": [*partners, dict(OWN_PARTNER)]}
    return Template(body, file=template.file, lines=template.lines)


def programme_call() -> Template:
    """The call with the amounts, months, limits and quotas of the story."""
    template = load_template(CALL)
    body: dict[str, Value] = {
        **template,
        "amounts": {**_mapping(template, "amounts"), **AMOUNTS},
        "duration_months": dict(MONTHS),
        "applications_per_organisation": {
            **_mapping(template, "applications_per_organisation"),
            "as_lead": AS_LEAD,
        },
        "quotas": dict(QUOTAS),
    }
    return Template(body, file=template.file, lines=template.lines)


def _mapping(template: Template, key: str) -> dict[str, Value]:
    found = template[key]
    if not isinstance(found, dict):
        raise TypeError(f"the template of the call has no {key}")
    return dict(found)
