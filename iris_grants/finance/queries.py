"""Expenditure as tables, reports and workbooks show it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.tables.finance import ExpenditureRecord, FinancialReportRecord
from db.tables.grants import GrantRecord, PaymentRecord
from iris_grants.awards.rules.negotiation import CONTINGENCY, INDIRECT
from iris_grants.finance.checking import findings
from iris_grants.finance.rules.final_amount import (
    FinalAmount,
    final_amount,
    indirect_costs,
    indirect_percent,
)
from iris_grants.grants.headings import heading_words
from iris_grants.grants.queries import Budget, budgets_of
from iris_grants.kernel.money import Money
from iris_grants.kernel.operations import fetch
from iris_grants.programme.grant_rules import rules_of_contract


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpenditureRow:
    """A cost in the ledger; `charged_minor` in its currency, euro amounts in cents."""

    id: str
    grant_id: str
    number: int
    sheet_row: int
    line_code: str
    description: str
    supplier: str
    document_type: str
    document_no: str
    document_on: str
    paid_on: str
    payment_ref: str
    currency: str
    net_minor: int
    vat_minor: int
    vat_treatment: str
    charged_minor: int
    rate: str
    rate_source: str
    eur_minor: int
    state: str
    disallowed_minor: int
    reason: str | None
    reason_code: str | None
    answer: str | None
    offers: int | None
    exemption_ref: str | None
    financial_report_id: str | None

    @property
    def accepted_minor(self) -> int:
        """Euro cents that count (reported and asked ones count until decided)."""
        return self.eur_minor - self.disallowed_minor


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """A budget line against its expenditure; all amounts in euro cents."""

    heading: str
    code: str
    description: str
    contract_minor: int
    current_minor: int
    spent_minor: int
    disallowed_minor: int

    @property
    def accepted_minor(self) -> int:
        """What counts of the spending."""
        return self.spent_minor - self.disallowed_minor

    @property
    def left_minor(self) -> int:
        """What is left of the current budget (below zero: overspent)."""
        return self.current_minor - self.accepted_minor


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingSum:
    """A heading of a budget against its costs, in euro cents."""

    heading: str
    title: str
    budget_minor: int
    accepted_minor: int

    @property
    def left_minor(self) -> int:
        """What is left (below zero: exceeded)."""
        return self.budget_minor - self.accepted_minor


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """Totals of one grant in euro cents."""

    reported_minor: int
    disallowed_minor: int
    rows: int

    @property
    def accepted_minor(self) -> int:
        """What counts of the spending."""
        return self.reported_minor - self.disallowed_minor


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What the grant pays of the costs accepted so far; `maximum` in euro cents."""

    rate_percent: str
    maximum: int
    amount: FinalAmount


NOTHING_SPENT = Spending(reported_minor=0, disallowed_minor=0, rows=0)


def ledger(session: Session, grant_id: str | None = None) -> tuple[ExpenditureRow, ...]:
    """The costs of a grant (or of all), in the order of the ledger."""
    query = (
        select(ExpenditureRecord)
        .join(GrantRecord, GrantRecord.id == ExpenditureRecord.grant_id)
        .order_by(GrantRecord.number, ExpenditureRecord.number)
    )
    if grant_id is not None:
        query = query.where(ExpenditureRecord.grant_id == grant_id)
    return tuple(_row(record) for record in session.scalars(query))


def spending(session: Session) -> dict[str, Spending]:
    """Totals of every grant with expenditure, by grant id."""
    query = select(
        ExpenditureRecord.grant_id,
        func.sum(ExpenditureRecord.eur_minor),
        func.sum(ExpenditureRecord.disallowed_minor),
        func.count(),
    ).group_by(ExpenditureRecord.grant_id)
    return {
        grant_id: Spending(
            reported_minor=int(spent), disallowed_minor=int(disallowed), rows=int(rows)
        )
        for grant_id, spent, disallowed, rows in session.execute(query)
    }


def undecided(session: Session) -> int:
    """How many costs are neither accepted nor disallowed yet."""
    found = session.scalar(
        select(func.count())
        .select_from(ExpenditureRecord)
        .where(ExpenditureRecord.state.in_(("reported", "question")))
    )
    return int(found or 0)


def clean_costs(session: Session) -> dict[str, int]:
    """How many undecided costs of each grant are not doubtful, by grant id."""
    doubtful = findings(session)
    query = select(ExpenditureRecord.id, ExpenditureRecord.grant_id).where(
        ExpenditureRecord.state == "reported"
    )
    counts = Counter(grant for cost, grant in session.execute(query) if cost not in doubtful)
    return dict(counts)


def locked_reports(session: Session) -> dict[str, int]:
    """The numbers of the approved financial reports, by id."""
    query = select(FinancialReportRecord).where(FinancialReportRecord.state == "approved")
    return {report.id: report.number for report in session.scalars(query)}


def report_lines(session: Session, grant_id: str) -> tuple[ReportLine, ...]:
    """Budget against actual, line by line (DOMAIN.md §7.2, blocks A, B, E and F).

    Indirect costs are the contract's flat rate on what counts of the direct ones (§7.5).
    """
    budgets = budgets_of(session, grant_id)
    spent = _spent_by_line(session, grant_id)
    contract = {line.code: line.amount_minor for line in budgets[0].lines}
    direct = sum(
        spent.get(line.code, (0, 0))[0] - spent.get(line.code, (0, 0))[1]
        for line in budgets[-1].lines
        if line.heading != INDIRECT
    )
    flat = indirect_costs(direct, indirect_rate(session, grant_id, budgets[-1]))
    lines = []
    for line in budgets[-1].lines:
        own, disallowed = spent.get(line.code, (0, 0))
        if line.heading == INDIRECT:
            own, disallowed, flat = flat, 0, 0
        lines.append(
            ReportLine(
                heading=line.heading,
                code=line.code,
                description=line.description,
                contract_minor=contract.get(line.code, 0),
                current_minor=line.amount_minor,
                spent_minor=own,
                disallowed_minor=disallowed,
            )
        )
    return tuple(lines)


def indirect_rate(session: Session, grant_id: str, budget: Budget) -> Decimal:
    """The contract's rate of indirect costs in percent: that of its budget, within the rules."""
    by_heading = budget.by_heading
    indirect = by_heading.pop(INDIRECT, 0)
    by_heading.pop(CONTINGENCY, None)
    rules = rules_of_contract(session, fetch(session, GrantRecord, grant_id).rule_set_id)
    return indirect_percent(sum(by_heading.values()), indirect, rules.indirect_percent_max)


def heading_sums(
    session: Session, grant_id: str, lines: tuple[ReportLine, ...]
) -> tuple[HeadingSum, ...]:
    """The totals of each heading of a grant, its title in the current language."""
    words = heading_words(session, fetch(session, GrantRecord, grant_id).call_id)
    return tuple(
        HeadingSum(
            heading=heading,
            title=words[heading],
            budget_minor=sum(one.current_minor for one in lines if one.heading == heading),
            accepted_minor=sum(one.accepted_minor for one in lines if one.heading == heading),
        )
        for heading in dict.fromkeys(line.heading for line in lines)
    )


def share_of(session: Session, grant_id: str) -> Share:
    """What the grant would pay if no more costs came (DOMAIN.md §7.5)."""
    grant = fetch(session, GrantRecord, grant_id)
    amount = final_amount(
        eligible=sum(line.accepted_minor for line in report_lines(session, grant_id)),
        maximum=grant.amount_minor,
        rate_percent=Decimal(grant.rate_percent),
        paid=paid_minor(session, grant_id),
    )
    return Share(rate_percent=grant.rate_percent, maximum=grant.amount_minor, amount=amount)


def grant_share(eligible: int, rate_percent: str, maximum: int) -> int:
    """What the grant pays of eligible costs in cents: its rate on them, at most the grant."""
    amount = final_amount(
        eligible=eligible, maximum=maximum, rate_percent=Decimal(rate_percent), paid=0
    )
    return amount.limited


def paid_minor(session: Session, grant_id: str) -> int:
    """What was paid of a grant in approved payments, in cents."""
    paid = session.scalar(
        select(func.sum(PaymentRecord.amount_minor))
        .where(PaymentRecord.grant_id == grant_id)
        .where(PaymentRecord.approved_by_id.is_not(None))
    )
    return int(paid or 0)


def grant_amount(session: Session, grant_id: str) -> Money:
    """The largest amount of a grant."""
    grant = fetch(session, GrantRecord, grant_id)
    return Money(grant.amount_minor, grant.currency)


def _spent_by_line(session: Session, grant_id: str) -> dict[str, tuple[int, int]]:
    query = (
        select(
            ExpenditureRecord.line_code,
            func.sum(ExpenditureRecord.eur_minor),
            func.sum(ExpenditureRecord.disallowed_minor),
        )
        .where(ExpenditureRecord.grant_id == grant_id)
        .group_by(ExpenditureRecord.line_code)
    )
    return {
        code: (int(spent), int(disallowed)) for code, spent, disallowed in session.execute(query)
    }


def _row(record: ExpenditureRecord) -> ExpenditureRow:
    return ExpenditureRow(
        id=record.id,
        grant_id=record.grant_id,
        number=record.number,
        sheet_row=record.sheet_row,
        line_code=record.line_code,
        description=record.description,
        supplier=record.supplier,
        document_type=record.document_type,
        document_no=record.document_no,
        document_on=record.document_on,
        paid_on=record.paid_on,
        payment_ref=record.payment_ref,
        currency=record.currency,
        net_minor=record.net_minor,
        vat_minor=record.vat_minor,
        vat_treatment=record.vat_treatment,
        charged_minor=record.charged_minor,
        rate=record.rate,
        rate_source=record.rate_source,
        eur_minor=record.eur_minor,
        state=record.state,
        disallowed_minor=record.disallowed_minor,
        reason=record.reason,
        reason_code=record.reason_code,
        answer=record.answer,
        offers=record.offers,
        exemption_ref=record.exemption_ref,
        financial_report_id=record.financial_report_id,
    )
