"""Spending of all grants by month, beside the plan: each budget spread over its grant's months."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from db.tables.finance import ExpenditureRecord
from db.tables.grants import BudgetLineRecord, BudgetVersionRecord, GrantRecord
from iris_grants.finance.rules.months import months_between, spread

OPEN = ("reported", "question")
CONTRACTED = ("signed", "running", "reported", "closed")


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthRow:
    """One month (`2024-01`), amounts in cents of euro: planned, accepted, not decided yet."""

    month: str
    planned_minor: int
    accepted_minor: int
    waiting_minor: int


def spending_by_month(session: Session) -> tuple[MonthRow, ...]:
    """Every month from the first to the last that has a plan or a cost.

    The plan is the newest budget of each contracted grant in equal parts over the months of
    its period; it says nothing of when a grantee means to spend. Costs stand in the month
    in which they were paid, disallowed parts left out. Two statements.
    """
    planned: Counter[str] = Counter()
    for starts_on, ends_on, minor in session.execute(_budgets()):
        planned.update(spread(int(minor), months_between(starts_on, ends_on)))
    accepted: Counter[str] = Counter()
    waiting: Counter[str] = Counter()
    month = func.substr(ExpenditureRecord.paid_on, 1, 7)
    charged = func.sum(ExpenditureRecord.eur_minor - ExpenditureRecord.disallowed_minor)
    costs = select(month, ExpenditureRecord.state, charged).group_by(month, ExpenditureRecord.state)
    for paid, state, minor in session.execute(costs):
        (waiting if state in OPEN else accepted)[paid] += int(minor)
    known = sorted({*planned, *accepted, *waiting})
    return tuple(
        MonthRow(
            month=one,
            planned_minor=planned[one],
            accepted_minor=accepted[one],
            waiting_minor=waiting[one],
        )
        for one in (months_between(known[0], known[-1]) if known else ())
    )


def _budgets() -> Select[*tuple[Any, ...]]:
    other = aliased(BudgetVersionRecord)
    newest = (
        select(func.max(other.number)).where(other.grant_id == GrantRecord.id).scalar_subquery()
    )
    total = func.sum(BudgetLineRecord.amount_minor)
    return (
        select(GrantRecord.starts_on, GrantRecord.ends_on, total)
        .join(BudgetVersionRecord, BudgetVersionRecord.grant_id == GrantRecord.id)
        .join(BudgetLineRecord, BudgetLineRecord.budget_version_id == BudgetVersionRecord.id)
        .where(BudgetVersionRecord.number == newest)
        .where(GrantRecord.state.in_(CONTRACTED))
        .group_by(GrantRecord.id, GrantRecord.starts_on, GrantRecord.ends_on)
    )
