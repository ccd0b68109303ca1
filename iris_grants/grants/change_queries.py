"""Changes of contracts as tables, forms and documents show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.grants import ContractChangeLineRecord, ContractChangeRecord
from db.tables.organisations import BankAccountRecord
from iris_grants.people.journal import names_of_people


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedLine:
    """A budget line before and after a change, in cents."""

    code: str
    before_minor: int
    after_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """A change of a contract; `ends_on`, `lines` and `iban` say what it changes."""

    id: str
    grant_id: str
    kind: str
    number: int
    state: str
    requested_on: str
    effective_on: str
    reason: str
    short_notice: str | None
    ends_before: str | None
    ends_on: str | None
    iban: str | None
    lines: tuple[ChangedLine, ...]
    signed_by_us_on: str | None
    signed_by_grantee_on: str | None
    recorded_by: str
    confirmed_by: str | None

    @property
    def moved_minor(self) -> int:
        """How many cents move from lines to other lines."""
        gains = (line.after_minor - line.before_minor for line in self.lines)
        return sum(gain for gain in gains if gain > 0)


def changes_of(session: Session, grant_id: str) -> tuple[ChangeRow, ...]:
    """All changes of a contract, asked for, in force and withdrawn, in the order of asking."""
    found = session.execute(
        select(ContractChangeRecord, BankAccountRecord.iban)
        .outerjoin(BankAccountRecord, BankAccountRecord.id == ContractChangeRecord.bank_account_id)
        .where(ContractChangeRecord.grant_id == grant_id)
        .order_by(
            ContractChangeRecord.requested_on,
            ContractChangeRecord.kind,
            ContractChangeRecord.number,
        )
    ).all()
    lines: dict[str, list[ChangedLine]] = {change.id: [] for change, _iban in found}
    people = names_of_people(session)
    for line in session.scalars(
        select(ContractChangeLineRecord)
        .where(ContractChangeLineRecord.contract_change_id.in_(lines))
        .order_by(ContractChangeLineRecord.code)
    ):
        lines[line.contract_change_id].append(
            ChangedLine(
                code=line.code, before_minor=line.before_minor, after_minor=line.amount_minor
            )
        )
    return tuple(_row(change, iban, lines[change.id], people) for change, iban in found)


def account_waits(session: Session, grant_id: str) -> bool:
    """Whether a new account of the grantee waits for its confirmation."""
    query = (
        select(ContractChangeRecord.id)
        .where(ContractChangeRecord.grant_id == grant_id)
        .where(ContractChangeRecord.bank_account_id.is_not(None))
        .where(ContractChangeRecord.state == "requested")
    )
    return session.scalars(query).first() is not None


def waiting_changes(session: Session) -> frozenset[tuple[str, str]]:
    """The grants with a change that waits: grant id, and `account` or `addendum`."""
    query = select(ContractChangeRecord.grant_id, ContractChangeRecord.bank_account_id).where(
        ContractChangeRecord.state == "requested"
    )
    return frozenset(
        (grant_id, "account" if account else "addendum")
        for grant_id, account in session.execute(query)
    )


def _row(
    change: ContractChangeRecord,
    iban: str | None,
    lines: list[ChangedLine],
    people: Mapping[str, str],
) -> ChangeRow:
    confirmed = change.confirmed_by_id
    return ChangeRow(
        id=change.id,
        grant_id=change.grant_id,
        kind=change.kind,
        number=change.number,
        state=change.state,
        requested_on=change.requested_on,
        effective_on=change.effective_on,
        reason=change.reason,
        short_notice=change.short_notice,
        ends_before=change.ends_before,
        ends_on=change.ends_on,
        iban=iban,
        lines=tuple(lines),
        signed_by_us_on=change.signed_by_us_on,
        signed_by_grantee_on=change.signed_by_grantee_on,
        recorded_by=people[change.recorded_by_id],
        confirmed_by=people[confirmed] if confirmed else None,
    )
