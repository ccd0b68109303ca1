"""A small call with admitted applications and a whole committee, for the tests of scoring."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from db.files import StoredContent
from db.search import search_key, sort_key
from db.tables.applications import ApplicationRecord
from db.tables.calls import CallRecord
from db.tables.documents import DocumentRecord
from db.tables.organisations import OrganisationRecord
from db.tables.programme import ProgrammeRecord
from iris_grants.calls.documents import terms_document, terms_fingerprint
from iris_grants.calls.parse import parse_call
from iris_grants.kernel.access import Role
from iris_grants.kernel.canonical import canonical_json
from iris_grants.kernel.clock import Clock
from iris_grants.kernel.operations import Desk
from iris_grants.people.commands import add_person
from iris_grants.people.desks import create_store
from iris_grants.programme.templates import Value
from iris_grants.scoring.commands import Paper, add_member, sign_declaration

START = datetime(2023, 11, 6, 8, 0, tzinfo=UTC)
GRID: dict[str, Value] = {
    "id": "SMALL-20",
    "title": {"en": "Small grid", "sr": "Mala tabela"},
    "source": "Made up for the tests.",
    "total": 20,
    "sections": [
        {
            "code": "1",
            "title": {"en": "Capacity", "sr": "Kapaciteti"},
            "min_total": 3,
            "items": [{"code": "1.1", "title": {"en": "Experience", "sr": "Iskustvo"}, "max": 5}],
        },
        {
            "code": "2",
            "title": {"en": "Relevance", "sr": "Relevantnost"},
            "items": [
                {
                    "code": "2.1",
                    "title": {"en": "Objectives", "sr": "Ciljevi"},
                    "max": 5,
                    "coef": 2,
                },
                {
                    "code": "2.2",
                    "title": {"en": "Partners", "sr": "Partneri"},
                    "max": 5,
                    "allow_na": True,
                },
            ],
        },
    ],
    "anchors": [],
    "comment_required": {"section": True, "item_scores": [1]},
}


def call_template(number: str = "IP-2023", **changes: Value) -> dict[str, Value]:
    """The template of the small call."""
    words: Value = {"en": "Small call", "sr": "Mali poziv"}
    template: dict[str, Value] = {
        "number": number,
        "application_prefix": "IP",
        "title": words,
        "languages": ["sr", "en"],
        "rule_set": "FSTP-2018",
        "countries": ["RS", "BA", "ME"],
        "amounts": {
            "currency": "EUR",
            "min": "1000.00",
            "max": "15000.00",
            "envelope": "30000.00",
            "when_too_large": "stop",
        },
        "duration_months": {"min": 3, "max": 12},
        "applications_per_organisation": {
            "as_lead": 1,
            "as_partner": 1,
            "over_limit": "reject_latest",
        },
        "deadline": {"at": "2023-10-31 17:00", "zone": "Europe/Belgrade"},
        "grid": GRID,
        "min_assessments": 2,
        "reassessment": {"gap_percent": 20, "straddles_gates": True},
        "tie_break": ["section:2", "requested_asc"],
        "budget": {
            "headings": [{"code": "1", "title": words}],
            "indirect_percent_max": 7,
            "contingency_percent_max": 5,
        },
    }
    return template | changes


@dataclass(slots=True)
class Office:
    """An open store with the call; times move on by a minute with every look at the clock."""

    desk: Desk
    call_id: str
    members: dict[str, str]
    applications: dict[str, str]

    def run_later(self, **shift: int) -> None:
        """Move the clock on."""
        clock = self.desk.clock
        self.desk.clock = lambda: clock() + timedelta(**shift)


def ticking(start: datetime = START) -> Clock:
    """A clock that starts at a moment and moves on a minute with every look."""
    moments = (start + timedelta(minutes=number) for number in range(10**9))
    return lambda: next(moments)


@contextmanager
def direct(desk: Desk) -> Iterator[Session]:
    """A journalled transaction for rows that other capabilities would write."""
    with desk.store.operation(
        operation="tests.sample",
        person_id=desk.person.person_id,
        standing="declared",
        at="2023-11-01T08:00:00Z",
    ) as session:
        yield session


def make_call(desk: Desk, number: str = "IP-2023", **changes: Value) -> str:
    """Write a published call; gives its identity."""
    terms = parse_call(call_template(number, **changes))
    with direct(desk) as session:
        if session.get(ProgrammeRecord, "programme") is None:
            session.add(_programme())
            session.flush()
        session.add(
            CallRecord(
                id=number,
                programme_id="programme",
                number=number,
                title_en=terms.title.en,
                title_sr=terms.title.sr,
                state="closed",
                deadline_at="2023-10-31T16:00:00Z",
                deadline_zone=terms.deadline_zone,
                envelope_minor=terms.envelope.minor,
                min_amount_minor=terms.min_amount.minor,
                max_amount_minor=terms.max_amount.minor,
                currency=terms.currency,
                terms=canonical_json(terms_document(terms)),
                fingerprint=terms_fingerprint(terms),
                published_at="2023-09-01T08:00:00Z",
            )
        )
    return number


def add_application(
    desk: Desk, number: int, *, country: str = "RS", call_id: str = "IP-2023", prefix: str = "IP"
) -> str:
    """Write an admitted application of an organisation of its own, with one attachment."""
    name = f"{prefix}-{number:03d}"
    organisation = f"Udruženje Ogled {prefix} {number}"
    content = desk.store.contents.put(f"Statut organizacije {organisation}".encode())
    with direct(desk) as session:
        session.add(_organisation(f"o-{name}", organisation, country))
        session.flush()
        session.add(_application(name, number, call_id, country))
        session.add(_attachment(name, content))
    return f"a-{name}"


def _application(name: str, number: int, call_id: str, country: str) -> ApplicationRecord:
    return ApplicationRecord(
        id=f"a-{name}",
        call_id=call_id,
        organisation_id=f"o-{name}",
        number=name,
        lot=None,
        title=f"Projekat {number}",
        search_key=search_key(f"Projekat {number}"),
        country=country,
        requested_minor=1_000_000 + number,
        total_minor=1_100_000,
        currency="EUR",
        duration_months=8,
        language="sr",
        answers=canonical_json(
            {
                "project.location": f"Mesto {number}",
                "applicant.iban": "RS35260005601001611379",
                "applicant.email": f"kancelarija{number}@ogled.example",
                "declaration.signatory": "Ogledana Proba",
            }
        ),
        received_at="2023-10-30T10:00:00Z",
        medium="excel_form",
        on_time=1,
        state="admitted",
        reason=None,
        duplicate_of_id=None,
        revision=1,
        fingerprint=f"{number:064x}",
        third_assessor_id=None,
    )


def _attachment(name: str, content: StoredContent) -> DocumentRecord:
    return DocumentRecord(
        id=f"d-{name}",
        subject_kind="application",
        subject_id=f"a-{name}",
        kind="attachment",
        name="Statut – đak.pdf",
        media_type="application/pdf",
        sha256=content.sha256,
        size=content.size,
        received_at="2023-10-30T10:00:00Z",
        replaces_id=None,
        note=None,
    )


def add_committee(desk: Desk, call_id: str = "IP-2023", assessors: str = "ABC") -> dict[str, str]:
    """Appoint chair, secretary, three who vote and the assessors; all have declared."""
    wanted = [("chair", "CH"), ("secretary", "SE"), *(("voting", f"V{n}") for n in (1, 2, 3))]
    wanted += [("assessor", code) for code in assessors]
    members = {}
    for role, code in wanted:
        person_id = desk.run(
            add_person,
            name=f"Osoba {code} {call_id}",
            roles={Role.ASSESSOR},
            email=f"{code.lower()}@{code.lower()}.example",
            organisation_name=f"Kuća {code}",
        )
        members[code] = desk.run(
            add_member, call_id=call_id, person_id=person_id, role=role, code=code
        )
        desk.run(sign_declaration, member_id=members[code], on=date(2023, 11, 3), document=PAPER)
    return members


PAPER = Paper(name="izjava.pdf", media_type="application/pdf", data=b"%PDF-1.7 izjava")


def open_office(
    address: str, *, countries: tuple[str, ...] = ("RS", "BA", "ME"), **changes: Value
) -> Office:
    """A new store with the call, a committee with assessors A, B, C, and the applications."""
    desk = create_store(address, person_name="Mila Ogledna", clock=ticking())
    call_id = make_call(desk, "IP-2023", **changes)
    applications = {
        f"IP-{number:03d}": add_application(desk, number, country=country)
        for number, country in enumerate(countries, start=1)
    }
    members = add_committee(desk, call_id)
    return Office(desk=desk, call_id=call_id, members=members, applications=applications)


def _programme() -> ProgrammeRecord:
    return ProgrammeRecord(
        id="programme",
        code="SAMPLE",
        title_en="Sample",
        title_sr="Primer",
        donor="EU",
        lead_name="Kancelarija Primer",
        starts_on="2023-02-01",
        ends_on="2026-01-31",
        budget_minor=100,
        currency="EUR",
        third_party_ceiling_minor=6_000_000,
    )


def _organisation(identity: str, name: str, country: str) -> OrganisationRecord:
    return OrganisationRecord(
        id=identity,
        name=name,
        name_latin=name,
        search_key=search_key(name),
        sort_key=sort_key(name),
        country=country,
        city="Beograd",
        address=None,
        legal_form=None,
        register_no=f"R-{identity}",
        tax_no=None,
        registered_on=None,
        email=f"info@{identity}.example",
        phone=None,
        representative=f"Zastupnik {identity}",
    )
