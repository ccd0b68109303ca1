"""The exchange gain or loss of a grant, with what it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iris_grants.finance.reconciliation import reconciliation_of
from iris_grants.kernel.money import Money
from iris_grants.wording import _, label
from iris_grants.wording.formats import minor, money
from ui.tables.detail import Pair, Pairs, Why

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

EUR = "EUR"


def exchange_parts(session: Session, grant_id: str) -> tuple[Pairs, ...]:
    """Costs in euro by the contract beside what the instalments brought, if there are any."""
    found = reconciliation_of(session, grant_id)
    if found is None:
        return ()
    declared, received = Money(found.declared_minor, EUR), Money(found.received_minor, EUR)
    why = Why(
        values=(
            (_("Charged"), f"{minor(found.charged_minor)} {found.currency}"),
            (
                _("By the contract: {method}").format(method=label(f"fx.{found.method}")),
                money(declared),
            ),
            (_("At the rates of the instalments, used up in turn"), money(received)),
        ),
        rule=_(
            "The difference is a gain of the grantee, below zero a loss. A loss is no eligible "
            "cost, and neither is booked."
        ),
    )
    pairs = [
        Pair(label=_("Gain or loss"), value=money(Money(found.difference_minor, EUR)), why=why)
    ]
    if found.before:
        pairs.append(
            Pair(label=_("Paid before any instalment came, not counted"), value=str(found.before))
        )
    return (Pairs(title=_("Exchange differences"), pairs=tuple(pairs)),)
