"""How costs, report lines and rates look in tables."""

from __future__ import annotations

from dataclasses import dataclass

from iris_grants.finance.evidence import CostDocumentRow, missing_problem
from iris_grants.finance.queries import ExpenditureRow, HeadingSum, ReportLine
from iris_grants.finance.rate_book import RateRow
from iris_grants.finance.report_queries import FinalAmountRow, RecoveryRow
from iris_grants.finance.rules.evidence import AnyOf
from iris_grants.finance.statements import FinancialReportRow, StatementLine
from iris_grants.finance.typed_rows import HeadingTotal
from iris_grants.kernel.problems import Problem
from iris_grants.wording import N_, _, label, sentence
from iris_grants.wording.formats import digits_text, minor
from ui.shell.tokens import Meaning
from ui.tables.columns import Column, Kind, chip

STATES = {
    "accepted": Meaning.GOOD,
    "partly_accepted": Meaning.ATTENTION,
    "rejected": Meaning.BAD,
    "question": Meaning.ATTENTION,
    "reported": Meaning.INFORMATION,
}


STATES_OF_REPORTS = {
    "open": Meaning.INFORMATION,
    "approved": Meaning.GOOD,
    "withdrawn": Meaning.NEUTRAL,
}
STATES_OF_FINALS = {"fixed": Meaning.GOOD, "withdrawn": Meaning.NEUTRAL}
STATES_OF_RECOVERIES = {
    "pre_info": Meaning.ATTENTION,
    "observations": Meaning.ATTENTION,
    "debit_note": Meaning.BAD,
    "paid": Meaning.GOOD,
    "offset": Meaning.GOOD,
    "waived": Meaning.NEUTRAL,
    "withdrawn": Meaning.NEUTRAL,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalRow:
    """A final amount with its recovery, as the page lists it."""

    final: FinalAmountRow
    recovery: RecoveryRow | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CostRow:
    """A cost with its grant, as the page lists it."""

    cost: ExpenditureRow
    grant: str
    grantee: str
    problems: tuple[Problem, ...] = ()
    documents: tuple[CostDocumentRow, ...] = ()
    missing: tuple[AnyOf, ...] = ()
    closed: bool = False
    report: int | None = None


LEDGER: tuple[Column[CostRow], ...] = (
    Column(key="grant", title=N_("Grant"), width=80),
    Column(
        key="number",
        title=N_("No."),
        kind=Kind.INTEGER,
        value=lambda row: row.cost.number,
        width=44,
        hidden=True,
    ),
    Column(key="line", title=N_("Line"), value=lambda row: row.cost.line_code, width=46),
    Column(
        key="description",
        title=N_("Description"),
        value=lambda row: row.cost.description,
        width=100,
        stretch=3,
    ),
    Column(
        key="supplier",
        title=N_("Supplier or payee"),
        value=lambda row: row.cost.supplier,
        width=110,
        stretch=2,
    ),
    Column(
        key="document",
        title=N_("Document"),
        value=lambda row: row.cost.document_no,
        width=84,
        hidden=True,
    ),
    Column(
        key="paid_on",
        title=N_("Paid on"),
        kind=Kind.DATE,
        value=lambda row: row.cost.paid_on,
        hidden=True,
    ),
    Column(
        key="eur",
        title=N_("Amount"),
        kind=Kind.MONEY,
        currency="EUR",
        value=lambda row: row.cost.eur_minor,
        total=True,
        width=112,
        tooltip=lambda row: _("{amount} {currency} at {rate} · {source}").format(
            amount=minor(row.cost.charged_minor),
            currency=row.cost.currency,
            rate=digits_text(row.cost.rate),
            source=row.cost.rate_source,
        ),
    ),
    Column(
        key="disallowed",
        title=N_("Disallowed"),
        kind=Kind.MONEY,
        currency="EUR",
        value=lambda row: row.cost.disallowed_minor or None,
        total=True,
        width=120,
        hidden=True,
    ),
    Column(
        key="documents",
        title=N_("Documents"),
        kind=Kind.INTEGER,
        value=lambda row: len(row.documents) or None,
        width=84,
        hidden=True,
        tooltip=lambda row: sentence(missing_problem(row.missing)) if row.missing else "",
    ),
    Column(
        key="doubts",
        title=N_("Doubts"),
        kind=Kind.INTEGER,
        value=lambda row: len(row.problems) or None,
        width=64,
        tooltip=lambda row: "\n".join(sentence(problem) for problem in row.problems),
    ),
    Column(
        key="state",
        title=N_("State"),
        kind=Kind.CHIP,
        value=lambda row: chip(row.cost.state, STATES, "state.cost."),
        width=126,
    ),
)

HEADINGS: tuple[Column[HeadingSum], ...] = (
    Column(key="title", title=N_("Heading"), width=120, stretch=2),
    Column(key="budget_minor", title=N_("Budget"), kind=Kind.MONEY, currency="EUR", total=True),
    Column(key="accepted_minor", title=N_("Accepted"), kind=Kind.MONEY, currency="EUR", total=True),
    Column(key="left_minor", title=N_("Left"), kind=Kind.MONEY, currency="EUR", total=True),
)

HEADING_TOTALS: tuple[Column[HeadingTotal], ...] = (
    Column(key="title", title=N_("Heading"), width=90, stretch=2),
    Column(key="entered_minor", title=N_("Entered"), kind=Kind.MONEY, total=True, width=90),
    Column(key="left_minor", title=N_("Left"), kind=Kind.MONEY, total=True, width=96),
)

REPORT: tuple[Column[ReportLine], ...] = (
    Column(key="code", title=N_("Line"), width=60),
    Column(key="description", title=N_("Costs"), stretch=2),
    Column(
        key="current_minor",
        title=N_("Budget"),
        kind=Kind.MONEY,
        currency="EUR",
        total=True,
        width=120,
    ),
    Column(
        key="accepted_minor",
        title=N_("Accepted"),
        kind=Kind.MONEY,
        currency="EUR",
        total=True,
        width=120,
    ),
    Column(
        key="left_minor", title=N_("Left"), kind=Kind.MONEY, currency="EUR", total=True, width=120
    ),
)

PENDING: tuple[Column[ExpenditureRow], ...] = (
    Column(key="line_code", title=N_("Line"), width=60),
    Column(key="supplier", title=N_("Supplier or payee"), width=120, stretch=2),
    Column(key="document_no", title=N_("Document"), width=90),
    Column(key="paid_on", title=N_("Paid on"), kind=Kind.DATE),
    Column(
        key="accepted_minor",
        title=N_("Amount"),
        kind=Kind.MONEY,
        currency="EUR",
        total=True,
        width=112,
    ),
)

RATES: tuple[Column[RateRow], ...] = (
    Column(key="currency", title=N_("Currency"), width=90),
    Column(key="kind", title=N_("Kind"), value=lambda row: label(f"rate.{row.kind}"), stretch=1),
    Column(key="valid_on", title=N_("Valid on"), kind=Kind.DATE),
    Column(key="rate", title=N_("Rate"), value=lambda row: digits_text(row.rate), width=110),
    Column(key="source", title=N_("Source"), stretch=2),
)

REPORTS: tuple[Column[FinancialReportRow], ...] = (
    Column(key="grant", title=N_("Contract"), width=90),
    Column(key="grantee", title=N_("Grantee"), width=120, stretch=3),
    Column(key="number", title=N_("No."), kind=Kind.INTEGER, width=52),
    Column(
        key="kind",
        title=N_("Kind"),
        value=lambda row: label(f"report.{row.kind}"),
        width=96,
    ),
    Column(key="period_to", title=N_("Until"), kind=Kind.DATE),
    Column(key="costs", title=N_("Costs"), kind=Kind.INTEGER, width=70, total=True, hidden=True),
    Column(key="declared_minor", title=N_("Declared"), kind=Kind.MONEY, currency="EUR", total=True),
    Column(
        key="disallowed_minor",
        title=N_("Disallowed"),
        kind=Kind.MONEY,
        currency="EUR",
        total=True,
        hidden=True,
    ),
    Column(
        key="state",
        title=N_("State"),
        kind=Kind.CHIP,
        value=lambda row: chip(row.state, STATES_OF_REPORTS, "state.financial_report."),
        width=110,
    ),
)

STATEMENT: tuple[Column[StatementLine], ...] = (
    Column(key="code", title=N_("Line"), width=54),
    Column(key="description", title=N_("Costs"), width=110, stretch=2),
    Column(key="current_minor", title=N_("Budget"), kind=Kind.MONEY, total=True, width=100),
    Column(
        key="accepted_minor",
        title=N_("Accepted in this period"),
        kind=Kind.MONEY,
        total=True,
        width=100,
    ),
    Column(key="cumulated_minor", title=N_("Cumulated"), kind=Kind.MONEY, total=True, width=100),
    Column(key="variation_minor", title=N_("Variation"), kind=Kind.MONEY, total=True, width=100),
)

FINALS: tuple[Column[FinalRow], ...] = (
    Column(key="grant", title=N_("Contract"), value=lambda row: row.final.grant, width=90),
    Column(
        key="grantee",
        title=N_("Grantee"),
        value=lambda row: row.final.grantee,
        width=120,
        stretch=3,
    ),
    Column(
        key="fixed_on", title=N_("Fixed on"), kind=Kind.DATE, value=lambda row: row.final.fixed_on
    ),
    Column(
        key="final",
        title=N_("Final amount"),
        kind=Kind.MONEY,
        currency="EUR",
        value=lambda row: row.final.final_minor,
        total=True,
    ),
    Column(
        key="paid",
        title=N_("Paid"),
        kind=Kind.MONEY,
        currency="EUR",
        value=lambda row: row.final.paid_minor,
        total=True,
        hidden=True,
    ),
    Column(
        key="balance",
        title=N_("Balance"),
        kind=Kind.MONEY,
        currency="EUR",
        value=lambda row: row.final.balance_minor,
        total=True,
    ),
    Column(
        key="recovery",
        title=N_("Recovery"),
        kind=Kind.CHIP,
        value=lambda row: (
            chip(row.recovery.state, STATES_OF_RECOVERIES, "state.recovery.")
            if row.recovery is not None
            else None
        ),
        width=150,
    ),
    Column(
        key="state",
        title=N_("State"),
        kind=Kind.CHIP,
        value=lambda row: chip(row.final.state, STATES_OF_FINALS, "state.final_amount."),
        width=100,
        hidden=True,
    ),
)
