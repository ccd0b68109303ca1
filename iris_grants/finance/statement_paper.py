"""A financial report as a PDF: its figures, what was disallowed and why, who signs."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from sqlalchemy.orm import Session

from iris_grants.awards.rules.negotiation import INDIRECT
from iris_grants.documents.pdf import render_pdf
from iris_grants.documents.pdf_blocks import (
    Align,
    Block,
    Column,
    Heading,
    KeyValues,
    Row,
    RowLook,
    SignatureLine,
    Signatures,
    Table,
    Text,
    TextLook,
    Title,
    Together,
)
from iris_grants.finance.statement_workbook import pending_title, statement_title
from iris_grants.finance.statements import Statement, StatementLine
from iris_grants.grants.headings import heading_words
from iris_grants.kernel.clock import from_utc_text
from iris_grants.kernel.money import Money, round_cents
from iris_grants.programme.papers import paper_meta
from iris_grants.wording import _, in_language, label
from iris_grants.wording.formats import day, decimal_text, minor, money, number_text

EUR = "EUR"
AMOUNT_MM = 22


def statement_paper(session: Session, statement: Statement, *, language: str, at: str) -> bytes:
    """The report as PDF/A; `at` is the moment that the file carries (stored UTC text)."""
    with in_language(language):
        title = statement_title(statement)
        meta = paper_meta(
            session,
            title=title,
            created=from_utc_text(at),
            reference=statement.report.grant,
            landscape=True,
        )
        return render_pdf(_blocks(session, statement, title), meta)


def _blocks(session: Session, statement: Statement, title: str) -> list[Block]:
    report = statement.report
    return [
        Title(text=title, eyebrow=report.grantee, subtitle=statement.title),
        _facts(statement),
        Heading(text=_("Budget and costs")),
        _figures(session, statement),
        *_explanation(statement),
        Heading(text=_("Sources of funding")),
        _sources(statement),
        *_pending(statement),
        Heading(text=_("Disallowed costs")),
        _disallowed(statement),
        Together(
            blocks=[
                Signatures(
                    lines=[
                        SignatureLine(name=report.prepared_by, role=_("Drawn up by")),
                        SignatureLine(name=report.approved_by or "", role=_("Approved by")),
                    ],
                    place_and_date=_("Place and date"),
                )
            ]
        ),
    ]


def _facts(statement: Statement) -> KeyValues:
    report = statement.report
    rows = [
        (_("Contract"), report.grant),
        (_("Period"), f"{day(report.period_from)} – {day(report.period_to)}"),
        (_("Costs declared"), str(report.costs)),
        (
            _("Rate of indirect costs"),
            f"{number_text(statement.indirect_percent.normalize())} %",
        ),
        (_("State"), label(f"state.financial_report.{report.state}")),
    ]
    if report.approved_on:
        rows.append((_("Approved on"), day(report.approved_on)))
    return KeyValues(rows=rows)


def _figures(session: Session, statement: Statement) -> Table:
    words = heading_words(session, statement.call_id)
    rows: list[Row] = []
    for heading in dict.fromkeys(line.heading for line in statement.lines):
        own = [line for line in statement.lines if line.heading == heading]
        rows.append(Row(cells=["", words[heading], *_totals(own)], look=RowLook.GROUP))
        if heading != INDIRECT:
            rows += [Row(cells=[one.code, one.description, *_totals([one])]) for one in own]
    rows.append(Row(cells=["", _("Total"), *_totals(statement.lines)], look=RowLook.TOTAL))
    amounts = (
        _("Budget of the contract"),
        _("Reallocated"),
        _("Current budget"),
        _("Declared in this period"),
        _("Accepted in this period"),
        _("Before this period"),
        _("Cumulated"),
        _("Variation"),
    )
    return Table(
        columns=[
            Column(title=_("Line"), width_mm=12),
            Column(title=_("Costs")),
            *[Column(title=one, align=Align.RIGHT, width_mm=AMOUNT_MM) for one in amounts],
            Column(title="%", align=Align.RIGHT, width_mm=14),
        ],
        rows=rows,
        note=_("All amounts in EUR."),
        small=True,
    )


def _totals(lines: list[StatementLine] | tuple[StatementLine, ...]) -> list[str]:
    base = sum(line.base_minor for line in lines)
    variation = sum(line.variation_minor for line in lines)
    moved = sum(line.notified_minor + line.addendum_minor for line in lines)
    return [
        minor(sum(line.contract_minor for line in lines)),
        minor(moved),
        minor(sum(line.current_minor for line in lines)),
        minor(sum(line.declared_minor for line in lines)),
        minor(sum(line.accepted_minor for line in lines)),
        minor(sum(line.before_minor for line in lines)),
        minor(sum(line.cumulated_minor for line in lines)),
        minor(variation),
        _percent(variation, base),
    ]


def _percent(part: int, whole: int) -> str:
    """A variation in percent; a dash where there was no budget (DOMAIN.md §7.2)."""
    if whole == 0:
        return "–"
    return decimal_text(round_cents(Fraction(part * 100, whole)), 1)


def _explanation(statement: Statement) -> list[Block]:
    if not statement.report.explanation:
        return []
    return [
        Heading(text=_("Explanation of the variations")),
        Text(text=statement.report.explanation),
    ]


def _sources(statement: Statement) -> KeyValues:
    sources = statement.sources
    rate = number_text(Decimal(statement.rate_percent))
    share = f"{money(Money(sources.grant_minor, EUR))} ({rate} %)"
    rows = [
        (_("Eligible costs"), money(Money(statement.cumulated_minor, EUR))),
        (_("Grant for the accepted costs"), share),
        (_("Own contribution"), _stated(sources.own_minor)),
        (_("Other funding"), _stated(sources.other_minor)),
        (_("Paid"), money(Money(statement.paid_minor, EUR))),
    ]
    if sources.total_minor is not None:
        rows.insert(4, (_("All sources"), money(Money(sources.total_minor, EUR))))
    if statement.report.forecast_minor is not None:
        rows.append((_("Forecast of the next period"), _stated(statement.report.forecast_minor)))
    return KeyValues(rows=rows)


def _pending(statement: Statement) -> list[Block]:
    """What a final report names as not yet paid at its end (DOMAIN.md §7.1)."""
    if statement.report.kind != "final":
        return []
    head = Heading(text=pending_title(statement))
    if not statement.pending:
        return [head, Text(text=_("None."), look=TextLook.SMALL)]
    table = Table(
        columns=[
            Column(title=_("No."), align=Align.RIGHT),
            Column(title=_("Line")),
            Column(title=_("Supplier or payee")),
            Column(title=_("Document")),
            Column(title=_("Paid on")),
            Column(title=_("Amount (EUR)"), align=Align.RIGHT),
        ],
        rows=[
            [
                str(cost.number),
                cost.line_code,
                cost.supplier,
                cost.document_no,
                day(cost.paid_on),
                minor(cost.accepted_minor),
            ]
            for cost in statement.pending
        ],
        small=True,
    )
    return [head, table]


def _stated(amount: int | None) -> str:
    return _("not stated") if amount is None else money(Money(amount, EUR))


def _disallowed(statement: Statement) -> Block:
    costs = [
        cost
        for cost in statement.costs
        if cost.disallowed_minor and cost.financial_report_id == statement.report.id
    ]
    if not costs:
        return Text(text=_("Nothing was disallowed."), look=TextLook.SMALL)
    return Table(
        columns=[
            Column(title=_("No."), align=Align.RIGHT),
            Column(title=_("Line")),
            Column(title=_("Supplier or payee")),
            Column(title=_("Document")),
            Column(title=_("Declared"), align=Align.RIGHT),
            Column(title=_("Disallowed"), align=Align.RIGHT),
            Column(title=_("Rule")),
            Column(title=_("Reason")),
        ],
        rows=[
            [
                str(cost.number),
                cost.line_code,
                cost.supplier,
                cost.document_no,
                minor(cost.eur_minor),
                minor(cost.disallowed_minor),
                cost.reason_code or "",
                cost.reason or "",
            ]
            for cost in costs
        ],
        small=True,
    )
