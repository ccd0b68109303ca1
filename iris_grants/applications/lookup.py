"""Applications found from elsewhere: those of an organisation, and the call of one."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.tables.applications import ApplicationRecord
from db.tables.calls import CallRecord
from iris_grants.kernel.money import Money
from iris_grants.kernel.operations import fetch


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnApplication:
    """An application as the record of its organisation shows it; `received_at` UTC text."""

    id: str
    number: str
    call_id: str
    call_number: str
    title: str
    state: str
    requested: Money
    received_at: str


def applications_of(session: Session, organisation_id: str) -> tuple[OwnApplication, ...]:
    """The applications that an organisation leads, the latest first."""
    found = session.execute(
        select(ApplicationRecord, CallRecord.number)
        .join(CallRecord, CallRecord.id == ApplicationRecord.call_id)
        .where(ApplicationRecord.organisation_id == organisation_id)
        .order_by(ApplicationRecord.received_at.desc(), ApplicationRecord.number)
    )
    return tuple(
        OwnApplication(
            id=record.id,
            number=record.number,
            call_id=record.call_id,
            call_number=call_number,
            title=record.title,
            state=record.state,
            requested=Money(record.requested_minor, record.currency),
            received_at=record.received_at,
        )
        for record, call_number in found
    )


def application_counts(session: Session) -> dict[str, int]:
    """How many applications each organisation leads, by its identity."""
    query = select(ApplicationRecord.organisation_id, func.count()).group_by(
        ApplicationRecord.organisation_id
    )
    found = session.execute(query)
    return {row[0]: row[1] for row in found}


def call_of(session: Session, application_id: str) -> str:
    """The call of an application; refused (`kernel.not_found`) if there is none."""
    return fetch(session, ApplicationRecord, application_id).call_id
