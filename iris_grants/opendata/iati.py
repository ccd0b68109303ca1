"""The action and its grants as IATI activities (2.03, DOMAIN.md §13.2 and §13.3)."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from iris_grants.kernel.money import Money
from iris_grants.opendata.iati_parts import (
    XML_LANG,
    activity_date,
    child,
    narrative,
    organisation,
    value,
)
from iris_grants.opendata.iati_results import results_of
from iris_grants.opendata.indicators import indicator_results
from iris_grants.opendata.marking import footnote, marked
from iris_grants.opendata.published import OpenData, PublishedGrant
from iris_grants.wording import label

VERSION = "2.03"
NATIONAL_NGO = "22"
PUBLIC_DONOR = "15"
GRANT_STATUS = {
    "signed": "2",
    "running": "2",
    "reported": "3",
    "closed": "4",
    "terminated": "5",
}
"""Activity status: implementation, finalisation, closed, cancelled."""
OPEN_STATUSES = frozenset({"2", "3"})
EUROPE_REGIONAL = "89"
SOCIAL_SERVICES = "16015"


def iati(data: OpenData) -> bytes:
    """The activities as XML (UTF-8): the action as parent, each grant as its child.

    No hour of making stands in it: `last-updated-datetime` is the latest day in the data.
    """
    root = ET.Element("iati-activities", {"version": VERSION})
    root.append(_action(data))
    for grant in data.grants:
        root.append(_grant(data, grant))
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _activity(data: OpenData, identifier: str, *, level: int, changed_on: str) -> ET.Element:
    activity = ET.Element(
        "iati-activity",
        {
            "default-currency": data.programme.budget.currency,
            XML_LANG: "en",
            "hierarchy": str(level),
            "last-updated-datetime": f"{changed_on}T00:00:00Z",
        },
    )
    child(activity, "iati-identifier").text = identifier
    reporting = child(activity, "reporting-org", ref=data.publisher_id, type=NATIONAL_NGO)
    narrative(reporting, data.programme.lead_name)
    return activity


def _action(data: OpenData) -> ET.Element:
    programme = data.programme
    activity = _activity(data, data.activity_id, level=1, changed_on=data.last_changed_on)
    title = child(activity, "title")
    narrative(title, marked(programme.title.en))
    narrative(title, marked(programme.title.sr), language="sr")
    countries = ", ".join(
        sorted({label(f"country.{partner.country}") for partner in programme.partners})
    )
    _describe(
        activity,
        f"{marked(programme.title.en)}. Carried out in: {countries}. Part of the budget is "
        f"passed on as grants to civil-society organisations.",
    )
    organisation(activity, "participating-org", programme.donor, role="1", type=PUBLIC_DONOR)
    lead = programme.lead_name
    organisation(
        activity, "participating-org", lead, role="2", type=NATIONAL_NGO, ref=data.publisher_id
    )
    for partner in programme.partners:
        if partner.name != lead:
            organisation(
                activity, "participating-org", marked(partner.name), role="4", type=NATIONAL_NGO
            )
    child(activity, "activity-status", code=_action_status(data))
    activity_date(activity, "1", programme.starts_on.isoformat())
    activity_date(activity, "2", programme.starts_on.isoformat())
    activity_date(activity, "3", programme.ends_on.isoformat())
    child(activity, "recipient-region", code=EUROPE_REGIONAL, vocabulary="1", percentage="100")
    _defaults(activity)
    period = (programme.starts_on.isoformat(), programme.ends_on.isoformat())
    _budget(activity, programme.budget, *period, valued_on=programme.starts_on.isoformat())
    for grant in data.grants:
        child(activity, "related-activity", ref=data.grant_id(grant), type="2")
    for result in results_of(data):
        activity.append(result)
    return activity


def _action_status(data: OpenData) -> str:
    """Implementation as long as a grant is under way, closed when all have ended."""
    states = {GRANT_STATUS[grant.state] for grant in data.grants}
    return "2" if states & OPEN_STATUSES else "4"


def _grant(data: OpenData, grant: PublishedGrant) -> ET.Element:
    activity = _activity(data, data.grant_id(grant), level=2, changed_on=grant.last_changed_on)
    title, name = marked(grant.title), marked(grant.organisation.name)
    place = label(f"country.{grant.country}")
    narrative(child(activity, "title"), title)
    _describe(
        activity,
        f"Financial support to a third party under {data.programme.code}, call "
        f"{grant.call_number}.",
        *(title, name, place),
        *(text for one in grant.indicators for text in (one.title, one.unit)),
    )
    organisation(activity, "participating-org", data.programme.donor, role="1", type=PUBLIC_DONOR)
    lead = data.programme.lead_name
    organisation(
        activity, "participating-org", lead, role="3", type=NATIONAL_NGO, ref=data.publisher_id
    )
    grantee = grant.organisation.org_id
    organisation(activity, "participating-org", name, role="4", type=NATIONAL_NGO, ref=grantee)
    child(activity, "activity-status", code=GRANT_STATUS[grant.state])
    activity_date(activity, "1", grant.starts_on)
    activity_date(activity, "2", grant.starts_on)
    activity_date(activity, "3", grant.ends_on)
    if grant.closed_on is not None:
        activity_date(activity, "4", grant.closed_on)
    country = child(activity, "recipient-country", code=grant.country, percentage="100")
    narrative(country, place)
    _defaults(activity)
    _budget(activity, grant.amount, grant.starts_on, grant.ends_on, valued_on=grant.signed_on)
    for transaction in _transactions(data, grant, name):
        activity.append(transaction)
    child(activity, "related-activity", ref=data.activity_id, type="1")
    for result in indicator_results(grant.indicators, grant.starts_on, grant.ends_on):
        activity.append(result)
    return activity


def _transactions(data: OpenData, grant: PublishedGrant, name: str) -> Iterator[ET.Element]:
    """The commitment of the signed contract, and each payment."""
    moves = [("2", grant.signed_on, grant.amount)]
    moves += [("3", one.paid_on, one.amount) for one in grant.disbursements]
    for kind, day, amount in moves:
        transaction = ET.Element("transaction")
        child(transaction, "transaction-type", code=kind)
        child(transaction, "transaction-date", **{"iso-date": day})
        value(transaction, amount, day)
        provider = child(
            transaction,
            "provider-org",
            ref=data.publisher_id,
            type=NATIONAL_NGO,
            **{"provider-activity-id": data.activity_id},
        )
        narrative(provider, data.programme.lead_name)
        reference = {"ref": grant.organisation.org_id} if grant.organisation.org_id else {}
        receiver = child(
            transaction,
            "receiver-org",
            type=NATIONAL_NGO,
            **reference,
            **{"receiver-activity-id": data.grant_id(grant)},
        )
        narrative(receiver, name)
        yield transaction


def _describe(activity: ET.Element, text: str, *printed: str) -> None:
    narrative(child(activity, "description", type="1"), text)
    if note := footnote(text, *printed):
        narrative(child(activity, "description", type="4"), note)


def _defaults(activity: ET.Element) -> None:
    """Sector, flow, finance, aid type and tying (DOMAIN.md §13.2)."""
    child(activity, "sector", vocabulary="1", code=SOCIAL_SERVICES, percentage="100")
    child(activity, "default-flow-type", code="10")
    child(activity, "default-finance-type", code="110")
    child(activity, "default-aid-type", code="C01")
    child(activity, "default-tied-status", code="5")


def _budget(activity: ET.Element, amount: Money, first: str, last: str, *, valued_on: str) -> None:
    budget = child(activity, "budget", type="1", status="2")
    child(budget, "period-start", **{"iso-date": first})
    child(budget, "period-end", **{"iso-date": last})
    value(budget, amount, valued_on)
