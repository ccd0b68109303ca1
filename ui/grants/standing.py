"""Where a grant stands: what stands between it and a signature or a payment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iris_grants.grants import queries
from iris_grants.grants.conditions import timeless_problems
from iris_grants.grants.payments import PAYABLE
from iris_grants.grants.queries import GrantRow, InstalmentRow
from iris_grants.grants.rules.contract import check_sanctions
from iris_grants.grants.rules.instalments import Due, next_to_pay
from iris_grants.organisations.queries import organisation_row
from iris_grants.programme.grant_rules import rules_of_contract
from iris_grants.wording import _, label, sentence
from iris_grants.wording.formats import day, today

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Facts of a contract, in words; `blocked` says what is missing for the signature.

    `due` is what may be paid of the next instalment, `waits` what it waits for whatever the
    day: a new account to be confirmed, an interim report to be approved.
    """

    rule_set_id: str
    accounts: tuple[tuple[str, str], ...]
    iban: str
    signed: str
    signed_on: str
    searched: str
    blocked: str
    state: str
    instalments: tuple[InstalmentRow, ...]
    due: Due | None
    waits: str
    final_fixed: bool

    def payment_blocked(self, row: InstalmentRow) -> str:
        """What stands between an instalment and its payment; empty if nothing does."""
        unpaid = _next(self.instalments, self.final_fixed)
        if self.state == "drafted":
            return _("First the signatures.")
        if self.state not in PAYABLE:
            return label(f"state.grant.{self.state}")
        if row.id != unpaid and self.final_fixed:
            return _("The final amount is fixed: only the balance is left.")
        if row.id != unpaid:
            return _("An earlier instalment is still unpaid.")
        if row.kind == "balance" and self.state != "reported":
            return _("The balance follows the approved final report.")
        if row.kind == "balance" and not self.final_fixed:
            return _("First the final amount is fixed.")
        if self.waits:
            return self.waits
        if self.due is not None and self.due.amount == 0:
            if row.kind == "balance":
                return _("The final amount is already paid.")
            return _("Too little of the earlier instalments is spent yet.")
        return self.blocked


def standing_of(session: Session, row: GrantRow) -> Standing:
    """The standing of a grant today."""
    contract = queries.contract_of(session, row.id)
    rules = rules_of_contract(session, contract.rule_set_id)
    searches = queries.searches_of(session, row.organisation_id)
    # Papers are entered late too: how old the search may be is judged by the command, on the
    # day that the form asks for.
    day_of_act = searches[-1].searched_on if searches else today()
    problems = [
        sentence(problem)
        for problem in check_sanctions(searches, day_of_act, rules.sanctions_check_days)
    ]
    instalments = queries.instalments_of(session, row.id)
    fixed = queries.final_minor(session, row.id) is not None
    if contract.iban is None:
        problems.insert(0, _("Choose the bank account of the grantee first."))
    return Standing(
        rule_set_id=contract.rule_set_id,
        accounts=tuple(
            (one.id, one.iban) for one in organisation_row(session, row.organisation_id).accounts
        ),
        iban=contract.iban or "",
        signed=_signed(contract.signed_by_us_on, contract.signed_by_grantee_on),
        signed_on=max(contract.signed_by_us_on or "", contract.signed_by_grantee_on or ""),
        searched=day(searches[-1].searched_on) if searches else "",
        blocked="\n".join(problems),
        state=row.state,
        instalments=instalments,
        due=_next_due(session, _next(instalments, fixed)),
        waits=_waits(session, row, _next(instalments, fixed)),
        final_fixed=fixed,
    )


def _next(instalments: tuple[InstalmentRow, ...], final_fixed: bool) -> str | None:
    plan = [(one.id, one.kind, one.approved_by is not None) for one in instalments]
    return next_to_pay(plan, final_fixed=final_fixed)


def _next_due(session: Session, unpaid: str | None) -> Due | None:
    return None if unpaid is None else queries.due_of(session, unpaid)


def _waits(session: Session, row: GrantRow, unpaid: str | None) -> str:
    """What holds whatever the day of the payment; the command judges the rest on that day."""
    if unpaid is None or row.state not in PAYABLE:
        return ""
    found = timeless_problems(session, row.id, unpaid)
    return "\n".join(sentence(problem) for problem in found)


def _signed(ours: str | None, theirs: str | None) -> str:
    return "" if ours is None or theirs is None else f"{day(ours)} · {day(theirs)}"
