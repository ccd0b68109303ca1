"""Financial reports as values: budget with its reallocations, costs, variation, sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.finance import ExpenditureRecord, FinancialReportRecord
from db.tables.grants import GrantRecord
from iris_grants.awards.rules.negotiation import INDIRECT
from iris_grants.finance import queries
from iris_grants.finance.rules.final_amount import indirect_costs
from iris_grants.finance.rules.variation import heading_excess
from iris_grants.grants.headings import heading_words
from iris_grants.grants.queries import Budget, budgets_of
from iris_grants.kernel.money import Money
from iris_grants.kernel.operations import fetch
from iris_grants.kernel.problems import Problem, Severity
from iris_grants.programme.grant_rules import rules_of_contract


@dataclass(frozen=True, slots=True, kw_only=True)
class FinancialReportRow:
    """A financial report in a list; amounts in euro cents, `declared` without indirect costs."""

    id: str
    grant_id: str
    grant: str
    grantee: str
    number: int
    kind: str
    state: str
    period_from: str
    period_to: str
    costs: int
    undecided: int
    declared_minor: int
    disallowed_minor: int
    own_minor: int | None
    other_minor: int | None
    forecast_minor: int | None
    explanation: str | None
    prepared_by: str
    approved_by: str | None
    approved_on: str | None
    workbook_id: str | None
    paper_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine:
    """A budget line in a report, euro cents: blocks A to F of DOMAIN.md §7.2."""

    heading: str
    code: str
    description: str
    unit: str
    units_milli: int
    unit_value_minor: int
    contract_minor: int
    notified_minor: int
    addendum_minor: int
    current_minor: int
    declared_minor: int
    disallowed_minor: int
    before_minor: int
    base_minor: int

    @property
    def accepted_minor(self) -> int:
        """What counts of this period."""
        return self.declared_minor - self.disallowed_minor

    @property
    def cumulated_minor(self) -> int:
        """What counts up to the end of this period."""
        return self.before_minor + self.accepted_minor

    @property
    def variation_minor(self) -> int:
        """Cumulated costs less the budget of the contract or of the last addendum."""
        return self.cumulated_minor - self.base_minor


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Who pays for what counts, in euro cents; None where the grantee did not say.

    `grant_minor` is the share of the grant in the cumulated costs.
    """

    grant_minor: int
    own_minor: int | None
    other_minor: int | None

    @property
    def total_minor(self) -> int | None:
        """All sources together, if all are stated."""
        if self.own_minor is None or self.other_minor is None:
            return None
        return self.grant_minor + self.own_minor + self.other_minor


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A financial report as it stands; `excess` is what of a heading needs an addendum.

    `pending` are the costs of a final report above `pending_from` euro that were not yet paid
    when its period ended.
    """

    report: FinancialReportRow
    title: str
    call_id: str
    lines: tuple[StatementLine, ...]
    costs: tuple[queries.ExpenditureRow, ...]
    numbers: Mapping[str, int]
    indirect_percent: Decimal
    rate_percent: str
    maximum_minor: int
    paid_minor: int
    sources: Sources
    excess: Mapping[str, int]
    pending_from: Decimal
    pending: tuple[queries.ExpenditureRow, ...]

    @property
    def cumulated_minor(self) -> int:
        """All costs that count up to the end of the period."""
        return sum(line.cumulated_minor for line in self.lines)


def statement_of(session: Session, report: FinancialReportRow) -> Statement:
    """The report with every line of the budget in force and every cost up to its end."""
    grant = fetch(session, GrantRecord, report.grant_id)
    budgets = budgets_of(session, grant.id)
    numbers = _numbers(session, grant.id)
    costs = tuple(
        cost
        for cost in queries.ledger(session, grant.id)
        if numbers.get(cost.financial_report_id or "", report.number + 1) <= report.number
    )
    percent = queries.indirect_rate(session, grant.id, budgets[-1])
    lines = _with_indirect(_lines(budgets, costs, numbers, report.number), percent)
    cumulated = sum(line.cumulated_minor for line in lines)
    share = queries.grant_share(cumulated, grant.rate_percent, grant.amount_minor)
    rules = rules_of_contract(session, grant.rule_set_id)
    return Statement(
        report=report,
        title=grant.title,
        call_id=grant.call_id,
        lines=lines,
        costs=costs,
        numbers=numbers,
        indirect_percent=percent,
        rate_percent=grant.rate_percent,
        maximum_minor=grant.amount_minor,
        paid_minor=queries.paid_minor(session, grant.id),
        sources=Sources(
            grant_minor=share, own_minor=report.own_minor, other_minor=report.other_minor
        ),
        excess=heading_excess(
            _by_heading(lines, "base_minor"),
            _by_heading(lines, "cumulated_minor"),
            rules.reallocation_percent,
        ),
        pending_from=rules.pending_payment_from,
        pending=pending_payments(report, costs, rules.pending_payment_from),
    )


def pending_payments(
    report: FinancialReportRow, costs: Sequence[queries.ExpenditureRow], limit: Decimal
) -> tuple[queries.ExpenditureRow, ...]:
    """The costs that a final report names as not yet paid at the end of its period.

    Those above `limit` euro, rejected ones aside (DOMAIN.md §7.1, final report).
    """
    if report.kind != "final":
        return ()
    return tuple(
        cost
        for cost in costs
        if cost.paid_on > report.period_to
        and cost.accepted_minor > 0
        and cost.eur_minor > limit * 100
    )


def statement_problems(session: Session, statement: Statement) -> tuple[Problem, ...]:
    """The headings of a report that need an addendum, each a warning, in the current language."""
    words = heading_words(session, statement.call_id)
    return tuple(
        Problem(
            code="finance.heading_exceeded",
            severity=Severity.WARNING,
            params={"heading": words[heading], "excess": str(Money(excess, "EUR"))},
        )
        for heading, excess in statement.excess.items()
    )


def _by_heading(lines: Sequence[StatementLine], amount: str) -> dict[str, int]:
    sums: dict[str, int] = {}
    for line in lines:
        sums[line.heading] = sums.get(line.heading, 0) + int(getattr(line, amount))
    return sums


def _numbers(session: Session, grant_id: str) -> dict[str, int]:
    """The numbers of the reports that declare costs, by id."""
    found = session.scalars(
        select(FinancialReportRecord)
        .where(FinancialReportRecord.grant_id == grant_id)
        .where(FinancialReportRecord.state != "withdrawn")
    )
    return {report.id: report.number for report in found}


def _lines(
    budgets: Sequence[Budget],
    costs: Sequence[queries.ExpenditureRow],
    numbers: Mapping[str, int],
    number: int,
) -> list[StatementLine]:
    contract = _amounts(budgets[0])
    base = _amounts([one for one in budgets if one.kind in ("contract", "addendum")][-1])
    sums: dict[str, list[int]] = {}
    for cost in costs:
        own = sums.setdefault(cost.line_code, [0, 0, 0])
        if numbers[cost.financial_report_id or ""] == number:
            own[0] += cost.eur_minor
            own[1] += cost.disallowed_minor
        else:
            own[2] += cost.accepted_minor
    moved = _moved(budgets)
    return [
        StatementLine(
            heading=line.heading,
            code=line.code,
            description=line.description,
            unit=line.unit,
            units_milli=line.units_milli,
            unit_value_minor=line.unit_value_minor,
            contract_minor=contract.get(line.code, 0),
            notified_minor=moved["notification"].get(line.code, 0),
            addendum_minor=moved["addendum"].get(line.code, 0),
            current_minor=line.amount_minor,
            declared_minor=sums.get(line.code, [0, 0, 0])[0],
            disallowed_minor=sums.get(line.code, [0, 0, 0])[1],
            before_minor=sums.get(line.code, [0, 0, 0])[2],
            base_minor=base.get(line.code, 0),
        )
        for line in budgets[-1].lines
    ]


def _with_indirect(lines: Sequence[StatementLine], percent: Decimal) -> tuple[StatementLine, ...]:
    """Indirect costs as the flat rate on what counts, before and with this period."""
    direct = [line for line in lines if line.heading != INDIRECT]
    before = indirect_costs(sum(line.before_minor for line in direct), percent)
    after = indirect_costs(sum(line.cumulated_minor for line in direct), percent)
    found = []
    for line in lines:
        if line.heading == INDIRECT:
            found.append(_flat(line, before, after))
            before = after = 0
        else:
            found.append(line)
    return tuple(found)


def _flat(line: StatementLine, before: int, after: int) -> StatementLine:
    return StatementLine(
        heading=line.heading,
        code=line.code,
        description=line.description,
        unit=line.unit,
        units_milli=line.units_milli,
        unit_value_minor=line.unit_value_minor,
        contract_minor=line.contract_minor,
        notified_minor=line.notified_minor,
        addendum_minor=line.addendum_minor,
        current_minor=line.current_minor,
        declared_minor=after - before,
        disallowed_minor=0,
        before_minor=before,
        base_minor=line.base_minor,
    )


def _moved(budgets: Sequence[Budget]) -> dict[str, dict[str, int]]:
    """What notifications and addenda have moved in all, by line code."""
    moved: dict[str, dict[str, int]] = {"notification": {}, "addendum": {}}
    for earlier, later in pairwise(budgets):
        old = _amounts(earlier)
        kind = moved[later.kind]
        for code, amount in _amounts(later).items():
            kind[code] = kind.get(code, 0) + amount - old.get(code, 0)
    return moved


def _amounts(budget: Budget) -> dict[str, int]:
    return {line.code: line.amount_minor for line in budget.lines}


def undecided_costs(session: Session, report_id: str) -> int:
    """How many costs of a report are neither accepted nor disallowed yet."""
    found = session.scalars(
        select(ExpenditureRecord.id)
        .where(ExpenditureRecord.financial_report_id == report_id)
        .where(ExpenditureRecord.state.in_(("reported", "question")))
    )
    return len(found.all())
