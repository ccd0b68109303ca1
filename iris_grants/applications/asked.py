"""Clarifications as lists, details and dossiers show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.applications import ApplicationRecord, ClarificationRecord
from db.tables.people import PersonRecord
from iris_grants.applications.rules.clarifications import (
    AskedClarification,
    ClarificationState,
    clarification_state,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClarificationRow:
    """A request as lists and dossiers show it; days as ISO text.

    `concerns` are codes of the checklist; `state` is where it stands on the day asked for.
    """

    id: str
    application_id: str
    application: str
    number: int
    register_no: str
    questions: str
    concerns: tuple[str, ...]
    asked_on: str
    asked_by: str
    due_on: str
    received_on: str | None
    answered_by: str | None
    note: str | None
    state: ClarificationState
    document_id: str
    answer_document_id: str | None


def clarifications_of(
    session: Session, application_ids: Sequence[str], today: date | None
) -> tuple[ClarificationRow, ...]:
    """The requests to these applications by number, as they stand on a day."""
    query = (
        select(ClarificationRecord, ApplicationRecord.number, PersonRecord.name)
        .join(ApplicationRecord, ApplicationRecord.id == ClarificationRecord.application_id)
        .join(PersonRecord, PersonRecord.id == ClarificationRecord.asked_by_id)
        .where(ClarificationRecord.application_id.in_(application_ids))
        .order_by(ApplicationRecord.number, ClarificationRecord.number)
    )
    return tuple(
        _row(record, number, name, today) for record, number, name in session.execute(query)
    )


def asked_of(session: Session, application_id: str) -> tuple[AskedClarification, ...]:
    """The requests to one application as the rules want them."""
    found = session.scalars(
        select(ClarificationRecord)
        .where(ClarificationRecord.application_id == application_id)
        .order_by(ClarificationRecord.number)
    )
    return tuple(
        AskedClarification(
            number=record.number,
            due_on=date.fromisoformat(record.due_on),
            received_on=_maybe_day(record.received_on),
        )
        for record in found
    )


def latest_states(
    session: Session, call_id: str, today: date | None
) -> dict[str, ClarificationState]:
    """Where the last request to each application of a call stands, by its identity."""
    query = (
        select(
            ClarificationRecord.application_id,
            ClarificationRecord.due_on,
            ClarificationRecord.received_on,
        )
        .join(ApplicationRecord, ApplicationRecord.id == ClarificationRecord.application_id)
        .where(ApplicationRecord.call_id == call_id)
        .order_by(ClarificationRecord.number)
    )
    return {
        identity: clarification_state(date.fromisoformat(due), _maybe_day(received), today)
        for identity, due, received in session.execute(query)
    }


def _row(
    record: ClarificationRecord, application: str, asked_by: str, today: date | None
) -> ClarificationRow:
    received = _maybe_day(record.received_on)
    return ClarificationRow(
        id=record.id,
        application_id=record.application_id,
        application=application,
        number=record.number,
        register_no=record.register_no,
        questions=record.questions,
        concerns=tuple(record.concerns.split()),
        asked_on=record.asked_on,
        asked_by=asked_by,
        due_on=record.due_on,
        received_on=record.received_on,
        answered_by=record.answered_by,
        note=record.note,
        state=clarification_state(date.fromisoformat(record.due_on), received, today),
        document_id=record.document_id,
        answer_document_id=record.answer_document_id,
    )


def _maybe_day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
