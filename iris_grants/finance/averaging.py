"""Costs at the average rate of their reporting period: converted when the report takes them in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import select

from db.tables.finance import ExpenditureRecord, FinancialReportRecord
from db.tables.grants import GrantRecord
from iris_grants.finance.rate_book import rate_book
from iris_grants.finance.rules.exchange import AVERAGE, rate_for
from iris_grants.kernel.money import Money, convert, half_up
from iris_grants.kernel.operations import Work
from iris_grants.kernel.problems import Problem, refuse_on_errors


def convert_at_average(work: Work, report: FinancialReportRecord) -> None:
    """Give the costs of a report the average rate of its period, where the contract says so.

    Until then they had the average of the months so far. What was disallowed of a cost stays
    the same share of it. Refused with every month that has no rate, nothing is left out and
    nothing changes then (DOMAIN.md §7.4, FX-A; §14, R-FX1).
    """
    grant = work.get(GrantRecord, report.grant_id)
    if AVERAGE not in (grant.fx_method, grant.fx_other_method):
        return
    period = (date.fromisoformat(report.period_from), date.fromisoformat(report.period_to))
    book = rate_book(work.session, grant.id, period)
    problems: dict[tuple[str, str], Problem] = {}
    for cost in work.session.scalars(
        select(ExpenditureRecord)
        .where(ExpenditureRecord.financial_report_id == report.id)
        .where(ExpenditureRecord.currency != "EUR")
        .order_by(ExpenditureRecord.number)
    ):
        if book.method_of(cost.currency) != AVERAGE:
            continue
        rate = rate_for(book, cost.currency, date.fromisoformat(cost.paid_on))
        if isinstance(rate, Problem):
            problems[cost.currency, str(rate.params.get("day"))] = rate
        elif Decimal(cost.rate) != rate.value:
            _convert(cost, rate.value, rate.source)
    refuse_on_errors(problems.values())
    work.flush()


def _convert(cost: ExpenditureRecord, rate: Decimal, source: str) -> None:
    before, after = cost.eur_minor, convert(Money(cost.charged_minor, cost.currency), rate).minor
    if cost.disallowed_minor and before:
        share = half_up(Fraction(cost.disallowed_minor * after, before))
        cost.disallowed_minor = after if cost.state == "rejected" else min(share, after)
    cost.rate, cost.rate_source, cost.eur_minor = f"{rate:f}", source, after
