"""Exchange rates and decisions on costs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from db.tables.finance import ExchangeRateRecord, ExpenditureRecord
from db.tables.grants import GrantRecord
from iris_grants.kernel.access import Role
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.money import CURRENCIES, Money
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Where, refusal

FINANCE = frozenset({Role.FINANCE_OFFICER})
TOPICS = frozenset({"expenditure", "grants"})
RECORDED_KINDS = ("inforeuro_month", "national_bank_day")
OPEN = ("signed", "running")
"""States of a grant in which costs are taken in and decided."""


@operation("finance.record_rate", roles=FINANCE, topics=frozenset({"rates"}))
def record_rate(
    work: Work, *, kind: str, currency: str, valid_on: date, rate: Decimal, source: str
) -> str:
    """Keep an exchange rate (units for one euro) with its source; returns its id.

    Monthly rates are valid on the first day of their month; those of instalments stand
    with their payments. A rate is never changed: the same kind, currency and day twice is
    refused (DOMAIN.md §7.4).
    """
    if kind not in RECORDED_KINDS or currency not in CURRENCIES or currency == "EUR":
        raise refusal("finance.rate_kind_unknown", kind=f"rate.{kind}", currency=currency)
    if not rate.is_finite() or rate <= 0:
        raise refusal("finance.rate_not_positive", Where(key="rate"))
    if not source.strip():
        raise refusal("finance.rate_without_source", Where(key="source"))
    day = valid_on.replace(day=1) if kind == "inforeuro_month" else valid_on
    record = ExchangeRateRecord(
        id=new_id(),
        kind=kind,
        currency=currency,
        valid_on=day.isoformat(),
        rate=f"{rate:f}",
        source=source.strip(),
    )
    return work.add(record).id


@operation("finance.accept_cost", roles=FINANCE, topics=TOPICS)
def accept_cost(work: Work, *, expenditure_id: str) -> None:
    """Accept a cost in full; refused once the final report is approved."""
    cost = _open_cost(work, expenditure_id)
    cost.state, cost.disallowed_minor, cost.reason = "accepted", 0, None
    work.flush()


@operation("finance.disallow_cost", roles=FINANCE, topics=TOPICS)
def disallow_cost(work: Work, *, expenditure_id: str, disallowed: Money, reason: str) -> None:
    """Disallow a cost, wholly or in part, with the reason; the amount is in euro."""
    cost = _open_cost(work, expenditure_id)
    if not reason.strip():
        raise refusal("finance.reason_needed", Where(key="reason"))
    if disallowed.currency != "EUR" or not 0 < disallowed.minor <= cost.eur_minor:
        limit = str(Money(cost.eur_minor, "EUR"))
        raise refusal("finance.disallowed_out_of_range", Where(key="disallowed"), limit=limit)
    cost.state = "rejected" if disallowed.minor == cost.eur_minor else "partly_accepted"
    cost.disallowed_minor, cost.reason = disallowed.minor, reason
    work.flush()


@operation("finance.question_cost", roles=FINANCE, topics=TOPICS)
def question_cost(work: Work, *, expenditure_id: str, question: str) -> None:
    """Ask the grantee about a cost; it counts as reported until it is decided."""
    cost = _open_cost(work, expenditure_id)
    if not question.strip():
        raise refusal("finance.reason_needed", Where(key="question"))
    cost.state, cost.disallowed_minor, cost.reason = "question", 0, question
    work.flush()


def _open_cost(work: Work, expenditure_id: str) -> ExpenditureRecord:
    cost = work.get(ExpenditureRecord, expenditure_id)
    require_open(work.hold(GrantRecord, cost.grant_id))
    return cost


def require_open(grant: GrantRecord) -> None:
    """Refuse a grant whose costs are not taken in yet or are decided for good."""
    if grant.state not in OPEN:
        raise refusal("finance.grant_not_open", state=f"state.grant.{grant.state}")
