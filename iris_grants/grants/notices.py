"""What a grantee notifies beside its budget: a new account, and anything else worth keeping."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from db.tables.grants import ContractChangeRecord, GrantRecord
from db.tables.organisations import BankAccountRecord
from iris_grants.documents.filing import file_document
from iris_grants.grants.changes import next_number
from iris_grants.kernel.access import Role
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Where, refusal

OFFICER = frozenset({Role.GRANTS_OFFICER, Role.FINANCE_OFFICER})
APPROVER = frozenset({Role.APPROVER})
TOPICS = frozenset({"grants", "payments"})
LIVE = ("signed", "running", "reported")


@operation("grants.record_notification", roles=OFFICER, topics=TOPICS)
def record_notification(
    work: Work, *, grant_id: str, received_on: date, reason: str, paper: Path | None = None
) -> str:
    """Keep a notification that changes no money: an address, a person, an auditor.

    In force at once (DOMAIN.md §5.4); returns the id of the change.
    """
    grant = _live(work, grant_id, reason)
    change = work.add(_notice(work, grant, received_on, reason))
    change.state = "in_force"
    work.flush()
    return _with_paper(work, change, paper)


@operation("grants.announce_account", roles=OFFICER, topics=TOPICS)
def announce_account(
    work: Work,
    *,
    grant_id: str,
    bank_account_id: str,
    received_on: date,
    reason: str,
    paper: Path | None = None,
) -> str:
    """Record that a grantee wants to be paid to another account; returns the change's id.

    Nothing is paid until a second person has confirmed it against the signed notice
    (DOMAIN.md §5.3). Refused for an account of another organisation, the present account,
    and while another one waits.
    """
    grant = _live(work, grant_id, reason)
    account = work.get(BankAccountRecord, bank_account_id)
    if account.organisation_id != grant.organisation_id:
        raise refusal("grants.foreign_account", Where(key="bank_account_id"))
    if account.id == grant.bank_account_id:
        raise refusal("grants.same_account", Where(key="bank_account_id"))
    change = _notice(work, grant, received_on, reason)
    change.bank_account_id = account.id
    work.add(change)
    return _with_paper(work, change, paper)


@operation("grants.confirm_account", roles=APPROVER, topics=TOPICS, approval=True)
def confirm_account(work: Work, *, change_id: str) -> None:
    """Confirm a new account: another person than the one who recorded it (R-SEP)."""
    change = work.hold(ContractChangeRecord, change_id)
    if change.bank_account_id is None or change.state != "requested":
        raise refusal("grants.change_decided", state=f"state.contract_change.{change.state}")
    if change.recorded_by_id == work.person.person_id:
        raise refusal("grants.second_person_confirms")
    grant = work.hold(GrantRecord, change.grant_id)
    grant.bank_account_id = change.bank_account_id
    change.confirmed_by_id = work.person.person_id
    change.state = "in_force"
    work.flush()


def _live(work: Work, grant_id: str, reason: str) -> GrantRecord:
    grant = work.hold(GrantRecord, grant_id)
    if grant.state not in LIVE:
        raise refusal("grants.wrong_state", state=f"state.grant.{grant.state}")
    if not reason.strip():
        raise refusal("grants.reason_needed", Where(key="reason"))
    return grant


def _notice(work: Work, grant: GrantRecord, received_on: date, reason: str) -> ContractChangeRecord:
    return ContractChangeRecord(
        id=new_id(),
        grant_id=grant.id,
        kind="notification",
        number=next_number(work, grant.id, "notification"),
        state="requested",
        requested_on=received_on.isoformat(),
        effective_on=received_on.isoformat(),
        reason=reason.strip(),
        recorded_by_id=work.person.person_id,
    )


def _with_paper(work: Work, change: ContractChangeRecord, paper: Path | None) -> str:
    if paper is not None:
        file_document(
            work,
            subject_kind="grant",
            subject_id=change.grant_id,
            kind="notification",
            path=paper,
        )
    return change.id
