"""Changes of a contract: budgets by notification or addendum, and the signed addendum itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from sqlalchemy import func, select

from db.tables.grants import ContractChangeLineRecord, ContractChangeRecord, GrantRecord
from db.tables.programme import ProgrammeRecord
from iris_grants.documents.filing import file_document
from iris_grants.grants import queries
from iris_grants.grants.budgets import (
    changeable,
    moved_amounts,
    next_version,
    planned_amounts,
    require_allowed,
)
from iris_grants.grants.rules.changes import check_new_end, check_notice, check_signatures
from iris_grants.kernel.access import Role
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.money import Money
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Where, refusal, refuse_on_errors
from iris_grants.programme.grant_rules import rules_of_contract

OFFICER = frozenset({Role.GRANTS_OFFICER, Role.FINANCE_OFFICER})
APPROVER = frozenset({Role.APPROVER})
TOPICS = frozenset({"grants", "awards", "reports"})
KINDS = ("notification", "addendum")


@operation("grants.change_budget", roles=OFFICER, topics=TOPICS)
def change_budget(
    work: Work,
    *,
    grant_id: str,
    kind: str,
    effective_on: date,
    amounts: Mapping[str, Money],
    reason: str,
    requested_on: date | None = None,
    short_notice: str = "",
    paper: Path | None = None,
) -> str:
    """Change the budget to new amounts by line code; returns the id of the change.

    A notification is in force at once, with a new version of the budget: allowed where the
    reallocation meter allows it (DOMAIN.md §5.4; §14, R-REALLOC25). An addendum is
    requested (`requested_on`, today if empty) and in force when both have signed
    (`sign_addendum`); it is asked for in time, or `short_notice` says why not. The total
    never changes. `paper`, the letter received, becomes a document of the grant.
    """
    grant = changeable(work, grant_id, effective_on, reason)
    current = queries.current_budget(work.session, grant_id)
    planned = planned_amounts(current, grant.currency, amounts)
    change = _prepared(work, grant, kind, effective_on, reason, requested_on, short_notice)
    require_allowed(
        work.session,
        grant,
        kind=kind,
        current=current,
        effective_on=effective_on,
        planned=planned,
    )
    _add_with_lines(work, change, current, planned)
    if kind == "notification":
        _put_budget_in_force(work, change, current, planned)
    return _with_paper(work, change, paper)


@operation("grants.move_money", roles=OFFICER, topics=TOPICS)
def move_money(
    work: Work,
    *,
    grant_id: str,
    kind: str,
    effective_on: date,
    from_line: str,
    to_line: str,
    amount: Money,
    reason: str,
    requested_on: date | None = None,
    short_notice: str = "",
    paper: Path | None = None,
) -> str:
    """Move an amount from one budget line to another, as `change_budget`; returns the change.

    Refused as well where the line has less than that.
    """
    grant = changeable(work, grant_id, effective_on, reason)
    current = queries.current_budget(work.session, grant_id)
    amounts = moved_amounts(
        current, grant.currency, from_line=from_line, to_line=to_line, amount=amount
    )
    return change_budget(
        work,
        grant_id=grant_id,
        kind=kind,
        effective_on=effective_on,
        amounts=amounts,
        reason=reason,
        requested_on=requested_on,
        short_notice=short_notice,
        paper=paper,
    )


@operation("grants.extend_period", roles=OFFICER, topics=TOPICS)
def extend_period(
    work: Work,
    *,
    grant_id: str,
    ends_on: date,
    effective_on: date,
    reason: str,
    requested_on: date | None = None,
    short_notice: str = "",
    paper: Path | None = None,
) -> str:
    """Request an addendum that moves the end of the implementation period; returns its id.

    In force when both have signed; the due day of the final report moves with it. Refused
    as `change_budget`, and for an end after that of the action (DOMAIN.md §5.4).
    """
    grant = changeable(work, grant_id, effective_on, reason)
    action = work.session.scalars(select(ProgrammeRecord)).one()
    refuse_on_errors(
        check_new_end(
            ends_on,
            current=date.fromisoformat(grant.ends_on),
            effective_on=effective_on,
            action_ends=date.fromisoformat(action.ends_on),
        )
    )
    change = _prepared(work, grant, "addendum", effective_on, reason, requested_on, short_notice)
    change.ends_before, change.ends_on = grant.ends_on, ends_on.isoformat()
    work.add(change)
    return _with_paper(work, change, paper)


@operation("grants.sign_addendum", roles=APPROVER, topics=TOPICS)
def sign_addendum(
    work: Work, *, change_id: str, signed_by_us_on: date, signed_by_grantee_on: date
) -> None:
    """Record both signatures of an addendum: it is in force from the day of its effect.

    If it was signed later than that, from the last signature on. Refused where the budget
    or the period was changed since it was asked for (`grants.addendum_outdated`).
    """
    change = _requested(work, change_id, "addendum")
    asked = date.fromisoformat(change.requested_on)
    refuse_on_errors(check_signatures(asked, signed_by_us_on, signed_by_grantee_on))
    last = max(signed_by_us_on, signed_by_grantee_on)
    effective_on = max(date.fromisoformat(change.effective_on), last)
    grant = changeable(work, change.grant_id, effective_on, change.reason)
    change.effective_on = effective_on.isoformat()
    change.signed_by_us_on = signed_by_us_on.isoformat()
    change.signed_by_grantee_on = signed_by_grantee_on.isoformat()
    if change.ends_on is not None:
        if grant.ends_on != change.ends_before:
            raise refusal("grants.addendum_outdated")
        grant.ends_on = change.ends_on
        change.state = "in_force"
    lines = _lines(work, change)
    if lines:
        current = queries.current_budget(work.session, grant.id)
        if any(current.amounts.get(line.code) != line.before_minor for line in lines):
            raise refusal("grants.addendum_outdated")
        planned = current.amounts | {line.code: line.amount_minor for line in lines}
        require_allowed(
            work.session,
            grant,
            kind="addendum",
            current=current,
            effective_on=effective_on,
            planned=planned,
        )
        _put_budget_in_force(work, change, current, planned)
    work.flush()


@operation("grants.withdraw_change", roles=OFFICER, topics=TOPICS)
def withdraw_change(work: Work, *, change_id: str) -> None:
    """Withdraw a change that was asked for and is not in force; it stays on file."""
    change = work.hold(ContractChangeRecord, change_id)
    if change.state != "requested":
        raise refusal("grants.change_decided", state=f"state.contract_change.{change.state}")
    change.state = "withdrawn"
    work.flush()


def next_number(work: Work, grant_id: str, kind: str) -> int:
    """The number of the next notification or addendum of a grant, from 1."""
    last = work.session.scalar(
        select(func.max(ContractChangeRecord.number))
        .where(ContractChangeRecord.grant_id == grant_id)
        .where(ContractChangeRecord.kind == kind)
    )
    return int(last or 0) + 1


def _prepared(
    work: Work,
    grant: GrantRecord,
    kind: str,
    effective_on: date,
    reason: str,
    requested_on: date | None,
    short_notice: str,
) -> ContractChangeRecord:
    if kind not in KINDS:
        raise refusal("grants.kind_unknown", Where(key="kind"))
    asked = requested_on or work.today
    if kind == "addendum":
        days = rules_of_contract(work.session, grant.rule_set_id).addendum_notice_days
        refuse_on_errors(check_notice(asked, effective_on, days=days, short_notice=short_notice))
    return ContractChangeRecord(
        id=new_id(),
        grant_id=grant.id,
        kind=kind,
        number=next_number(work, grant.id, kind),
        state="requested",
        requested_on=asked.isoformat(),
        effective_on=effective_on.isoformat(),
        reason=reason.strip(),
        short_notice=short_notice.strip() or None,
        recorded_by_id=work.person.person_id,
    )


def _requested(work: Work, change_id: str, kind: str) -> ContractChangeRecord:
    change = work.hold(ContractChangeRecord, change_id)
    if change.kind != kind or change.state != "requested":
        raise refusal("grants.change_decided", state=f"state.contract_change.{change.state}")
    return change


def _lines(work: Work, change: ContractChangeRecord) -> list[ContractChangeLineRecord]:
    query = select(ContractChangeLineRecord).where(
        ContractChangeLineRecord.contract_change_id == change.id
    )
    return list(work.session.scalars(query))


def _add_with_lines(
    work: Work, change: ContractChangeRecord, current: queries.Budget, planned: Mapping[str, int]
) -> None:
    work.add(change)
    work.add_all(
        [
            ContractChangeLineRecord(
                id=new_id(),
                contract_change_id=change.id,
                code=line.code,
                before_minor=line.amount_minor,
                amount_minor=planned[line.code],
            )
            for line in current.lines
            if planned[line.code] != line.amount_minor
        ]
    )


def _put_budget_in_force(
    work: Work, change: ContractChangeRecord, current: queries.Budget, planned: Mapping[str, int]
) -> None:
    change.budget_version_id = next_version(
        work,
        current,
        kind=change.kind,
        effective_on=date.fromisoformat(change.effective_on),
        reason=change.reason,
        planned=planned,
    )
    change.state = "in_force"
    work.flush()


def _with_paper(work: Work, change: ContractChangeRecord, paper: Path | None) -> str:
    if paper is not None:
        file_document(
            work,
            subject_kind="grant",
            subject_id=change.grant_id,
            kind="notification" if change.kind == "notification" else "addendum_request",
            path=paper,
        )
    return change.id
