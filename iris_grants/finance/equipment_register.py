"""The register of equipment of a grant: what was bought, where it is, whose it became."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.tables.finance import EquipmentRecord, ExpenditureRecord
from db.tables.grants import BudgetLineRecord, BudgetVersionRecord

HEADING = "3"
"""Equipment and supplies (DOMAIN.md §6.1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentRow:
    """A piece of equipment in the register; `value_minor` of all of it, in euro cents."""

    id: str
    grant_id: str
    number: int
    description: str
    serial_no: str | None
    quantity: int
    value_minor: int
    acquired_on: str
    place: str
    state: str
    changed_on: str | None
    receiver: str | None
    reason: str | None
    cost: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoughtRow:
    """A cost of equipment that stands in no register yet; `accepted_minor` in euro cents."""

    id: str
    number: int
    description: str
    document_on: str
    accepted_minor: int


def equipment_of(session: Session, grant_id: str) -> tuple[EquipmentRow, ...]:
    """The register of a grant, in order of its numbers."""
    query = (
        select(EquipmentRecord, ExpenditureRecord.number)
        .outerjoin(ExpenditureRecord, ExpenditureRecord.id == EquipmentRecord.expenditure_id)
        .where(EquipmentRecord.grant_id == grant_id)
        .order_by(EquipmentRecord.number)
    )
    return tuple(
        EquipmentRow(
            id=one.id,
            grant_id=one.grant_id,
            number=one.number,
            description=one.description,
            serial_no=one.serial_no,
            quantity=one.quantity,
            value_minor=one.value_minor,
            acquired_on=one.acquired_on,
            place=one.place,
            state=one.state,
            changed_on=one.changed_on,
            receiver=one.receiver,
            reason=one.reason,
            cost=cost,
        )
        for one, cost in session.execute(query)
    )


def bought_unlisted(session: Session, grant_id: str) -> tuple[BoughtRow, ...]:
    """The costs of equipment that count and stand in no register yet, in their order."""
    newest = (
        select(func.max(BudgetVersionRecord.number))
        .where(BudgetVersionRecord.grant_id == grant_id)
        .scalar_subquery()
    )
    lines = (
        select(BudgetLineRecord.code)
        .join(BudgetVersionRecord, BudgetVersionRecord.id == BudgetLineRecord.budget_version_id)
        .where(BudgetVersionRecord.grant_id == grant_id)
        .where(BudgetVersionRecord.number == newest)
        .where(BudgetLineRecord.heading == HEADING)
    )
    listed = select(EquipmentRecord.expenditure_id).where(
        EquipmentRecord.expenditure_id.is_not(None)
    )
    query = (
        select(ExpenditureRecord)
        .where(ExpenditureRecord.grant_id == grant_id)
        .where(ExpenditureRecord.state != "rejected")
        .where(ExpenditureRecord.line_code.in_(lines))
        .where(ExpenditureRecord.id.not_in(listed))
        .order_by(ExpenditureRecord.number)
    )
    return tuple(
        BoughtRow(
            id=one.id,
            number=one.number,
            description=one.description,
            document_on=one.document_on,
            accepted_minor=one.eur_minor - one.disallowed_minor,
        )
        for one in session.scalars(query)
    )
