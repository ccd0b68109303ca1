"""Reference rates of interest, and what a recovery owes for being late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.finance import RecoveryRecord, ReferenceRateRecord
from db.tables.grants import GrantRecord
from iris_grants.finance.commands import FINANCE
from iris_grants.finance.rules.interest import (
    Interest,
    ReferenceRate,
    days_late,
    late_interest,
    reference_of,
)
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Work, fetch, operation
from iris_grants.kernel.problems import Where, refusal
from iris_grants.programme.grant_rules import rules_of_contract

HIGHEST_PERCENT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class LateRow:
    """A recovery that is late on a day, with the rule that makes its interest.

    `interest` is none where no reference rate is known for the month it fell due.
    """

    days: int
    interest: Interest | None
    margin: Decimal
    source: str
    verified: bool
    edition: str


@operation("finance.record_reference_rate", roles=FINANCE, topics=frozenset({"rates"}))
def record_reference_rate(work: Work, *, valid_from: date, percent: Decimal, source: str) -> str:
    """Keep a reference rate of interest (percent a year) with its source; returns its id.

    That of the European Central Bank for its main refinancing operations, as the rules refer
    to it. A rate is never changed: the same day twice is refused, and so are a percent
    outside -100 to 100 and a missing source.
    """
    if not percent.is_finite() or abs(percent) > HIGHEST_PERCENT:
        raise refusal("finance.percent_out_of_range", Where(key="percent"))
    if not source.strip():
        raise refusal("finance.rate_without_source", Where(key="source"))
    record = ReferenceRateRecord(
        id=new_id(),
        valid_from=valid_from.isoformat(),
        percent=f"{percent:f}",
        source=source.strip(),
    )
    return work.add(record).id


def reference_rates(session: Session) -> tuple[ReferenceRate, ...]:
    """All reference rates, in order of their days."""
    return tuple(
        ReferenceRate(
            valid_from=date.fromisoformat(record.valid_from),
            percent=Decimal(record.percent),
            source=record.source,
        )
        for record in session.scalars(
            select(ReferenceRateRecord).order_by(ReferenceRateRecord.valid_from)
        )
    )


def late_recovery(session: Session, recovery_id: str, on: date) -> LateRow | None:
    """What a demanded recovery would owe in interest if it were paid on a day; none in time."""
    recovery = fetch(session, RecoveryRecord, recovery_id)
    if recovery.due_on is None:
        return None
    due_on = date.fromisoformat(recovery.due_on)
    days = days_late(due_on, on)
    if not days:
        return None
    grant = fetch(session, GrantRecord, recovery.grant_id)
    rules = rules_of_contract(session, grant.rule_set_id)
    limit = next(one for one in rules.limits if one.code == "late_interest_margin")
    reference = reference_of(reference_rates(session), due_on)
    interest = None
    if reference is not None:
        interest = late_interest(recovery.amount_minor, due_on, on, reference, limit.value)
    return LateRow(
        days=days,
        interest=interest,
        margin=limit.value,
        source=limit.source,
        verified=limit.verified,
        edition=f"{rules.code} · {rules.edition}",
    )


def charge_interest(work: Work, recovery: RecoveryRecord, paid_on: date) -> None:
    """Write down what a recovery owes for being paid late; nothing if it was in time.

    Refused where no reference rate is known (`finance.reference_rate_missing`).
    """
    late = late_recovery(work.session, recovery.id, paid_on)
    if late is None:
        return
    if late.interest is None:
        where = Where(key="with_interest")
        raise refusal("finance.reference_rate_missing", where, day=recovery.due_on or "")
    recovery.interest_minor, recovery.interest_days = late.interest.minor, late.interest.days
    recovery.interest_percent = f"{late.interest.percent.normalize():f}"
