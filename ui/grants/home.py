"""What grants put on the first page: contracts to sign, payments to prepare and approve."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iris_grants.grants import queries
from iris_grants.grants.change_queries import waiting_changes
from iris_grants.grants.queries import GrantRow
from iris_grants.kernel.access import Role
from iris_grants.kernel.money import Money
from iris_grants.reporting.queries import grants_without_reports
from iris_grants.wording import _
from iris_grants.wording.formats import money
from ui.home.parts import Figure, HomePart, Need
from ui.shell.tokens import Meaning
from ui.tables.columns import Chip

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

MONEY = frozenset({Role.FINANCE_OFFICER})
APPROVAL = frozenset({Role.APPROVER})
OFFICER = frozenset({Role.GRANTS_OFFICER})
KINDS = ("addendum", "account")


def home(session: Session) -> HomePart:
    """Figures of all grants, and what waits for a signature or a payment."""
    rows = queries.list_grants(session)
    if not rows:
        return HomePart()
    paid = Money(sum(row.paid.minor for row in rows), "EUR")
    granted = Money(sum(row.amount.minor for row in rows), "EUR")
    waiting = queries.unapproved_payments(session)
    needs = [_unsigned(row) for row in rows if row.state == "drafted"]
    needs += [_unpaid(row) for row in rows if row.state == "signed" and row.id not in waiting]
    needs += [_unapproved(row) for row in rows if row.id in waiting]
    changes, unplanned = waiting_changes(session), grants_without_reports(session)
    for row in rows:
        needs += [_change(row, kind) for kind in KINDS if (row.id, kind) in changes]
        if row.id in unplanned:
            needs.append(_unplanned(row))
        if row.state == "reported":
            needs.append(_closable(row))
    return HomePart(
        figures=(
            Figure(
                title=_("Paid"),
                value=money(paid),
                chip=Chip(
                    word=_("of {granted}").format(granted=money(granted)),
                    meaning=Meaning.INFORMATION,
                ),
            ),
        ),
        needs=tuple(needs),
    )


def _unsigned(row: GrantRow) -> Need:
    return Need(
        text=_("Contract {number} is not signed yet.").format(number=row.number),
        line=row.organisation,
        button=_("To the contract"),
        page="grants",
        record=row.id,
        roles=APPROVAL,
    )


def _unpaid(row: GrantRow) -> Need:
    return Need(
        text=_("Contract {number} is signed: the first instalment can be paid.").format(
            number=row.number
        ),
        line=row.organisation,
        button=_("To the payments"),
        page="grants",
        record=row.id,
        roles=MONEY,
    )


def _unapproved(row: GrantRow) -> Need:
    return Need(
        text=_("A payment of contract {number} waits for approval.").format(number=row.number),
        line=row.organisation,
        button=_("To the payments"),
        page="grants",
        record=row.id,
        roles=APPROVAL,
    )


def _change(row: GrantRow, kind: str) -> Need:
    words = (
        _("An addendum of contract {number} waits for the signatures.")
        if kind == "addendum"
        else _("A new account of contract {number} waits for its confirmation.")
    )
    return Need(
        text=words.format(number=row.number),
        line=row.organisation,
        button=_("To the contract"),
        page="grants",
        record=row.id,
        roles=APPROVAL,
    )


def _unplanned(row: GrantRow) -> Need:
    return Need(
        text=_("The reports of contract {number} are not planned yet.").format(number=row.number),
        line=row.organisation,
        button=_("To the contract"),
        page="grants",
        record=row.id,
        roles=OFFICER,
    )


def _closable(row: GrantRow) -> Need:
    return Need(
        text=_("Contract {number} is to be settled and closed.").format(number=row.number),
        line=row.organisation,
        button=_("To the contract"),
        page="grants",
        record=row.id,
        roles=APPROVAL,
    )
