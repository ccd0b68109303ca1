"""The letter to an applicant: head with register number, the application, the text, who signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.applications import ApplicationRecord
from db.tables.calls import CallRecord
from db.tables.organisations import OrganisationRecord
from db.tables.programme import ProgrammeRecord
from iris_grants.documents.pdf_blocks import (
    Block,
    KeyValues,
    SignatureLine,
    Signatures,
    Spacer,
    Text,
    Title,
)
from iris_grants.kernel.money import Money
from iris_grants.kernel.problems import Where, refusal
from iris_grants.wording import _, current_language
from iris_grants.wording.formats import day, moment, money


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """Whom a letter goes to, about which application, and who writes it."""

    application: ApplicationRecord
    organisation: OrganisationRecord
    call: CallRecord
    lead_name: str


def addressees(session: Session, application_ids: Sequence[str]) -> dict[str, Addressee]:
    """The addressees of these applications by identity, in one query."""
    query = (
        select(ApplicationRecord, OrganisationRecord, CallRecord, ProgrammeRecord.lead_name)
        .join(OrganisationRecord, OrganisationRecord.id == ApplicationRecord.organisation_id)
        .join(CallRecord, CallRecord.id == ApplicationRecord.call_id)
        .join(ProgrammeRecord, ProgrammeRecord.id == CallRecord.programme_id)
        .where(ApplicationRecord.id.in_(application_ids))
        .order_by(ApplicationRecord.number)
    )
    return {
        application.id: Addressee(
            application=application, organisation=organisation, call=call, lead_name=lead_name
        )
        for application, organisation, call, lead_name in session.execute(query)
    }


def addressee(session: Session, application_id: str) -> Addressee:
    """The addressee of one application; refused (`kernel.not_found`) if there is none."""
    found = addressees(session, (application_id,)).get(application_id)
    if found is None:
        where = Where(key=application_id)
        raise refusal("kernel.not_found", where, table=ApplicationRecord.__tablename__)
    return found


def letter_blocks(
    to: Addressee, *, title: str, register_no: str, written_on: date, body: Sequence[Block]
) -> list[Block]:
    """A letter in the current language around its text."""
    application, call = to.application, to.call
    call_title = call.title_sr if current_language() == "sr_Latn" else call.title_en
    where = "\n".join(part for part in (to.organisation.address, to.organisation.city) if part)
    return [
        Title(
            text=title,
            eyebrow=f"{_('Register number of the letter')} {register_no} · {day(written_on)}",
        ),
        Text(text=f"{to.organisation.name}\n{where}"),
        KeyValues(
            rows=[
                (_("Call"), f"{call.number} · {call_title}"),
                (_("Application"), f"{application.number} · {application.title}"),
                (_("Received"), moment(application.received_at, call.deadline_zone)),
                (_("On time"), _("yes") if application.on_time else _("no")),
                (
                    _("Requested"),
                    money(Money(application.requested_minor, application.currency)),
                ),
            ]
        ),
        *body,
        Spacer(mm=12),
        Signatures(lines=[SignatureLine(name=to.lead_name)]),
    ]
