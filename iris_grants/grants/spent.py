"""What counts as spent of a grant when a further instalment is asked for."""

from __future__ import annotations

from fractions import Fraction

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.tables.finance import ExpenditureRecord
from db.tables.grants import BudgetLineRecord, BudgetVersionRecord, GrantRecord
from iris_grants.awards.rules.negotiation import CONTINGENCY, INDIRECT
from iris_grants.grants.rules.indirect import indirect_costs, indirect_percent
from iris_grants.kernel.money import half_up
from iris_grants.programme.grant_rules import rules_of_contract


def spent_share(session: Session, grant: GrantRecord) -> int:
    """The grant's share of the eligible costs that were incurred, in euro cents.

    Direct costs that were reported and not disallowed, and the contract's own flat rate of
    indirect costs on them: they are eligible costs too (DOMAIN.md §5.3, 70 % rule; §7.5).
    """
    newest = (
        select(func.max(BudgetVersionRecord.number))
        .where(BudgetVersionRecord.grant_id == grant.id)
        .scalar_subquery()
    )
    lines = session.execute(
        select(BudgetLineRecord.code, BudgetLineRecord.heading, BudgetLineRecord.amount_minor)
        .join(BudgetVersionRecord, BudgetVersionRecord.id == BudgetLineRecord.budget_version_id)
        .where(BudgetVersionRecord.grant_id == grant.id)
        .where(BudgetVersionRecord.number == newest)
    ).all()
    planned = {INDIRECT: 0, CONTINGENCY: 0}
    for _code, heading, amount in lines:
        planned[heading] = planned.get(heading, 0) + amount
    indirect = planned.pop(INDIRECT)
    planned.pop(CONTINGENCY)
    flat = {code for code, heading, _amount in lines if heading == INDIRECT}
    direct = sum(
        int(counted)
        for code, counted in session.execute(
            select(
                ExpenditureRecord.line_code,
                func.sum(ExpenditureRecord.eur_minor - ExpenditureRecord.disallowed_minor),
            )
            .where(ExpenditureRecord.grant_id == grant.id)
            .group_by(ExpenditureRecord.line_code)
        )
        if code not in flat
    )
    most = rules_of_contract(session, grant.rule_set_id).indirect_percent_max
    percent = indirect_percent(sum(planned.values()), indirect, most)
    eligible = direct + indirect_costs(direct, percent)
    return half_up(Fraction(eligible) * Fraction(grant.rate_percent) / 100)
