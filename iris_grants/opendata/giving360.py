"""Grants as a 360Giving package (schema 1.4, DOMAIN.md §13.1 and §13.3)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeAlias

from iris_grants.opendata.marking import footnote, marked
from iris_grants.opendata.published import OpenData, PublishedGrant, PublishedOrganisation
from iris_grants.wording import label

VERSION = "1.4"
MONTHS = 12
Node: TypeAlias = "str | int | Decimal | Sequence[Node] | Mapping[str, Node]"


def giving360(data: OpenData) -> bytes:
    """The package as JSON (UTF-8), in the current language where words are ours.

    Amounts are decimal numbers with exactly two places, equal to the store.
    """
    programme = data.programme
    title = marked(programme.title.en)
    countries = [label(f"country.{grant.country}") for grant in data.grants]
    names = [text for grant in data.grants for text in (grant.title, grant.organisation.name)]
    note = footnote(title, *countries, *names)
    description = f"Financial support to third parties under {title}."
    package: dict[str, Node] = {
        "version": VERSION,
        "title": f"{programme.code}: grants",
        "description": f"{description} {note}" if note else description,
        "publisher": {"name": programme.lead_name},
        "grants": [_grant(data, grant) for grant in data.grants],
    }
    return f"{_written(package)}\n".encode()


def _grant(data: OpenData, grant: PublishedGrant) -> dict[str, Node]:
    place = label(f"country.{grant.country}")
    title, name = marked(grant.title), marked(grant.organisation.name)
    note = footnote(title, name, place)
    purpose = (
        f"Grant to a civil-society organisation under {data.programme.code}, call "
        f"{grant.call_number}."
    )
    return {
        "id": data.grant_id(grant),
        "title": title,
        "description": f"{purpose} {note}" if note else purpose,
        "currency": grant.amount.currency,
        "amountAppliedFor": grant.requested.amount,
        "amountAwarded": grant.amount.amount,
        "amountDisbursed": grant.disbursed.amount,
        "awardDate": grant.awarded_on,
        "plannedDates": [
            {
                "startDate": grant.starts_on,
                "endDate": grant.ends_on,
                "duration": months_between(grant.starts_on, grant.ends_on),
            }
        ],
        "recipientOrganization": [{"id": organisation_id(data, grant.organisation), "name": name}],
        "fundingOrganization": [{"id": data.publisher_id, "name": data.programme.lead_name}],
        "beneficiaryLocation": [_location(grant.country, place)],
        "grantProgramme": [{"code": grant.call_number, "title": marked(grant.call_title_en)}],
        "fromOpenCall": "Yes",
        "disbursementTransaction": _disbursements(data, grant),
        "relatedActivity": [data.grant_id(grant)],
        "dateModified": f"{grant.last_changed_on}T00:00:00Z",
    }


def _location(country: str, name: str) -> dict[str, Node]:
    note = footnote(name)
    found = {"name": name, "countryCode": country}
    return {**found, "description": note} if note else {**found}


def _disbursements(data: OpenData, grant: PublishedGrant) -> list[Node]:
    return [
        {
            "id": f"{data.grant_id(grant)}-{one.number}",
            "transactionDate": one.paid_on,
            "currency": one.amount.currency,
            "value": one.amount.amount,
        }
        for one in grant.disbursements
    ]


def organisation_id(data: OpenData, organisation: PublishedOrganisation) -> str:
    """The identifier of a grantee: of its register, or an internal one."""
    internal = f"{data.activity_id}-ORG-{organisation.country}-{organisation.register_no}"
    return organisation.org_id or internal


def months_between(first: str, last: str) -> int:
    """Whole months from the first day to the last, both included; never less than one."""
    start, after = date.fromisoformat(first), date.fromisoformat(last) + timedelta(days=1)
    months = (after.year - start.year) * MONTHS + after.month - start.month
    return max(months - (after.day < start.day), 1)


def _written(node: Node, depth: int = 0) -> str:
    """A node as JSON text, two blanks a level; decimals as they stand, never as floats."""
    if isinstance(node, Decimal):
        return str(node)
    if isinstance(node, str | int):
        return json.dumps(node, ensure_ascii=False)
    opening, closing = ("{", "}") if isinstance(node, Mapping) else ("[", "]")
    lines = list(_lines(node, depth + 1))
    if not lines:
        return opening + closing
    blanks = "  " * (depth + 1)
    inner = ",\n".join(f"{blanks}{line}" for line in lines)
    return f"{opening}\n{inner}\n{'  ' * depth}{closing}"


def _lines(node: Sequence[Node] | Mapping[str, Node], depth: int) -> Iterator[str]:
    if isinstance(node, Mapping):
        for key, value in node.items():
            yield f"{json.dumps(key)}: {_written(value, depth)}"
    else:
        for value in node:
            yield _written(value, depth)
