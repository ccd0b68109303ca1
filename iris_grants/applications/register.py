"""The register of applications as the intake compares against it."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.search import search_key
from db.tables.applications import ApplicationBudgetLineRecord, ApplicationRecord
from db.tables.documents import DocumentRecord
from db.tables.organisations import OrganisationRecord
from iris_grants.applications.filled import FilledLine, folded_fingerprint
from iris_grants.applications.plan import FORM_KIND
from iris_grants.applications.rules.arrivals import Known
from iris_grants.kernel.canonical import fingerprint
from iris_grants.kernel.clock import from_utc_text
from iris_grants.organisations.rules import tidy_number

CLOSED_STATES = frozenset({"dismissed", "withdrawn"})
OrganisationKey = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The applications of one call; `partners` counts how often each name is a partner's.

    `leads` counts applications on time and not closed by the organisation's key.
    """

    known: tuple[Known, ...]
    leads: Counter[OrganisationKey]
    partners: Counter[str]
    basis: str


def organisation_key(country: str, register_no: str) -> OrganisationKey:
    """What makes two applicants the same: country and register number, however written."""
    return country, tidy_number(register_no)


def read_register(session: Session, call_id: str, wanted: Iterable[OrganisationKey]) -> Register:
    """The register of a call; texts are compared only for the `wanted` organisations."""
    rows = session.execute(
        select(ApplicationRecord, OrganisationRecord)
        .join(OrganisationRecord, OrganisationRecord.id == ApplicationRecord.organisation_id)
        .where(ApplicationRecord.call_id == call_id)
        .order_by(ApplicationRecord.number)
    ).all()
    keys = set(wanted)
    compared = [
        application.id
        for application, organisation in rows
        if organisation_key(organisation.country, organisation.register_no) in keys
    ]
    folded = _folded(session, compared)
    files = _files(session, compared)
    known = tuple(
        _known(app, organisation, folded.get(app.id, ""), files.get(app.id, set()))
        for app, organisation in rows
    )
    return Register(
        known=known,
        leads=Counter(
            organisation_key(each.country, each.register_no)
            for each in known
            if each.on_time and each.state not in CLOSED_STATES
        ),
        partners=Counter(
            name
            for application, _ in rows
            if application.state not in CLOSED_STATES
            for name in partner_names(json.loads(application.answers))
        ),
        basis=fingerprint(
            [[app.number, app.state, app.revision, app.fingerprint] for app, _ in rows]
        ),
    )


def _known(
    application: ApplicationRecord,
    organisation: OrganisationRecord,
    folded: str,
    files: set[tuple[str, str]],
) -> Known:
    return Known(
        id=application.id,
        number=application.number,
        country=organisation.country,
        register_no=organisation.register_no,
        tax_no=organisation.tax_no,
        name=organisation.name,
        title=application.title,
        received_at=from_utc_text(application.received_at),
        on_time=bool(application.on_time),
        state=application.state,
        revision=application.revision,
        folded=folded,
        files=frozenset(sha256 for sha256, _ in files),
        kinds=frozenset(kind for _, kind in files),
    )


def partner_names(answers: dict[str, str]) -> set[str]:
    """The folded names of the partners in the answers of a form."""
    return {
        search_key(text)
        for key, text in answers.items()
        if key.startswith("partner.") and key.endswith(".name")
    }


def _folded(session: Session, ids: list[str]) -> dict[str, str]:
    lines: dict[str, list[FilledLine]] = defaultdict(list)
    for record in session.scalars(
        select(ApplicationBudgetLineRecord)
        .where(ApplicationBudgetLineRecord.application_id.in_(ids))
        .order_by(ApplicationBudgetLineRecord.position)
    ):
        lines[record.application_id].append(
            FilledLine(
                heading=record.heading,
                code=record.code,
                description=record.description,
                unit=record.unit,
                units_milli=record.units_milli,
                unit_value_minor=record.unit_value_minor,
                amount_minor=record.amount_minor,
            )
        )
    answers = session.execute(
        select(ApplicationRecord.id, ApplicationRecord.answers).where(ApplicationRecord.id.in_(ids))
    )
    return {
        identity: folded_fingerprint(json.loads(text), lines[identity])
        for identity, text in answers
    }


def _files(session: Session, ids: list[str]) -> dict[str, set[tuple[str, str]]]:
    """Hash and kind of every attachment of these applications."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    rows = session.execute(
        select(DocumentRecord.subject_id, DocumentRecord.sha256, DocumentRecord.kind)
        .where(DocumentRecord.subject_kind == "application")
        .where(DocumentRecord.subject_id.in_(ids))
        .where(DocumentRecord.kind != FORM_KIND)
    )
    for identity, sha256, kind in rows:
        found[identity].add((sha256, kind))
    return found
