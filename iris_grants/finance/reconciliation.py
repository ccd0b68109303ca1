"""What the contract's exchange rates make of costs beside what the instalments really brought."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.finance import ExpenditureRecord
from db.tables.grants import GrantRecord
from iris_grants.finance.rate_book import rate_book
from iris_grants.finance.rules.exchange import FIFO, Conversion, Outlay, convert_outlays
from iris_grants.kernel.operations import fetch


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """Costs in the accounting currency, in its minor units and in euro cents.

    `declared_minor` by the method of the contract, `received_minor` by the rates at which
    the instalments came, used up in turn. `before` are costs that were paid before any
    instalment came; they are in no sum.
    """

    currency: str
    method: str
    charged_minor: int
    declared_minor: int
    received_minor: int
    before: int

    @property
    def difference_minor(self) -> int:
        """Euro cents gained (below zero: lost) by the grantee; never a cost."""
        return self.declared_minor - self.received_minor


def reconciliation_of(session: Session, grant_id: str) -> Reconciliation | None:
    """The exchange gain or loss of a grant; none where nothing was converted.

    Rejected costs do not count. Exchange losses are ineligible, and neither gain nor loss
    is booked as a cost (DOMAIN.md §5.5, IN-05; §7.4).
    """
    grant = fetch(session, GrantRecord, grant_id)
    currency = grant.accounting_currency
    costs = session.scalars(
        select(ExpenditureRecord)
        .where(ExpenditureRecord.grant_id == grant_id)
        .where(ExpenditureRecord.currency == currency)
        .where(ExpenditureRecord.state != "rejected")
        .order_by(ExpenditureRecord.number)
    ).all()
    if currency == "EUR" or not costs:
        return None
    outlays = [
        Outlay(
            currency=cost.currency,
            paid_on=date.fromisoformat(cost.paid_on),
            charged_minor=cost.charged_minor,
        )
        for cost in costs
    ]
    book = replace(rate_book(session, grant_id), method=FIFO, used_minor=0)
    pairs = [
        (cost, found)
        for cost, found in zip(costs, convert_outlays(book, outlays), strict=True)
        if isinstance(found, Conversion)
    ]
    return Reconciliation(
        currency=currency,
        method=grant.fx_method,
        charged_minor=sum(cost.charged_minor for cost, _found in pairs),
        declared_minor=sum(cost.eur_minor for cost, _found in pairs),
        received_minor=sum(found.eur_minor for _cost, found in pairs),
        before=len(costs) - len(pairs),
    )
