"""Where a grant stands: what stands between it and a signature or a payment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from iris_grants.grants import queries
from iris_grants.grants.queries import GrantRow, InstalmentRow
from iris_grants.grants.rules.contract import check_sanctions
from iris_grants.organisations.queries import organisation_row
from iris_grants.programme.grant_rules import rules_of_contract
from iris_grants.wording import _, sentence
from iris_grants.wording.formats import day, today

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Facts of a contract, in words; `blocked` says what is missing for the signature."""

    rule_set_id: str
    accounts: tuple[tuple[str, str], ...]
    iban: str
    signed: str
    searched: str
    blocked: str
    state: str
    instalments: tuple[InstalmentRow, ...]

    def payment_blocked(self, row: InstalmentRow) -> str:
        """What stands between an instalment and its payment; empty if nothing does."""
        unpaid = next((one.id for one in self.instalments if one.payment_id is None), None)
        if self.state == "drafted":
            return _("First the signatures.")
        if row.id != unpaid:
            return _("An earlier instalment is still unpaid.")
        if row.kind == "balance" and self.state != "reported":
            return _("The balance follows the approved final report.")
        return self.blocked


def standing_of(session: Session, row: GrantRow) -> Standing:
    """The standing of a grant today."""
    contract = queries.contract_of(session, row.id)
    rules = rules_of_contract(session, contract.rule_set_id)
    checked_on, result = queries.last_sanctions_check(session, row.organisation_id)
    problems = [
        sentence(problem)
        for problem in check_sanctions(checked_on, result, today(), rules.sanctions_check_days)
    ]
    if contract.iban is None:
        problems.insert(0, _("Choose the bank account of the grantee first."))
    return Standing(
        rule_set_id=contract.rule_set_id,
        accounts=tuple(
            (one.id, one.iban) for one in organisation_row(session, row.organisation_id).accounts
        ),
        iban=contract.iban or "",
        signed=_signed(contract.signed_by_us_on, contract.signed_by_grantee_on),
        searched=_searched(checked_on),
        blocked="\n".join(problems),
        state=row.state,
        instalments=queries.instalments_of(session, row.id),
    )


def _signed(ours: str | None, theirs: str | None) -> str:
    return "" if ours is None or theirs is None else f"{day(ours)} · {day(theirs)}"


def _searched(checked_on: date | None) -> str:
    return "" if checked_on is None else day(checked_on)
