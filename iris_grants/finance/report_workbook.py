"""The financial report of a grant as a workbook with formulas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from db.tables.grants import GrantRecord
from iris_grants.documents.workbook import render_workbook
from iris_grants.documents.workbook_parts import (
    AMOUNT,
    DAY,
    HEAD,
    NOTE,
    TITLE,
    WHOLE,
    WRAPPED,
    Cell,
    CellLike,
    Fill,
    Formula,
    Look,
    NumberFormat,
    Sheet,
    SheetColumn,
    Workbook,
)
from iris_grants.finance import queries
from iris_grants.grants.headings import heading_words
from iris_grants.kernel.clock import from_utc_text
from iris_grants.kernel.operations import fetch
from iris_grants.programme.papers import paper_meta
from iris_grants.wording import _, in_language, label

RATE = Look(number_format=NumberFormat.RATE)
TOTAL = Look(number_format=NumberFormat.AMOUNT, fill=Fill.TOTAL, bold=True)
TOTAL_NAME = Look(fill=Fill.TOTAL, bold=True)
GROUP = Look(number_format=NumberFormat.AMOUNT, fill=Fill.GROUP, bold=True)
HEAD_ROW = 4


def report_workbook(session: Session, grant_id: str, *, language: str) -> bytes:
    """Budget against actual, the list of expenditure and the payments of a grant, as .xlsx.

    Everything computed is a formula with its result: euro amounts from charged amount and
    rate, sums by budget line from the list, subtotals by heading (DOMAIN.md §7.2, §7.3).
    """
    grant = fetch(session, GrantRecord, grant_id)
    costs = queries.ledger(session, grant_id)
    lines = queries.report_lines(session, grant_id)
    created = stamp(grant.ends_on)
    with in_language(language):
        headings = heading_words(session, grant.call_id)
        author = paper_meta(session, title="", created=created).author
        title = _("Financial report of the project · {number}").format(number=grant.number)
        sheets = [
            budget_sheet(title, grant.title, lines, headings, len(costs)),
            _costs_sheet(costs),
        ]
    return render_workbook(Workbook(title=title, author=author, created=created, sheets=sheets))


def stamp(day: str) -> datetime:
    """The moment that a workbook carries: the data decide it, so equal data give equal bytes."""
    return from_utc_text(f"{day}T00:00:00Z")


def euros(minor: int) -> Decimal:
    """Cents as an amount in euro, for a cell."""
    return Decimal(minor).scaleb(-2)


def budget_sheet(
    title: str,
    subtitle: str,
    lines: Sequence[queries.ReportLine],
    headings: Mapping[str, str],
    costs: int | None = None,
) -> Sheet:
    """Budget against actual, `headings` in words by code.

    `costs`: rows of the list of expenditure in the same workbook.
    """
    rows: list[list[CellLike]] = [
        [Cell(value=title, look=TITLE)],
        [Cell(value=subtitle)],
        [Cell(value=_("All amounts in EUR."), look=NOTE)],
        _budget_heads(),
    ]
    groups: list[int] = []
    for heading in dict.fromkeys(line.heading for line in lines):
        own = [line for line in lines if line.heading == heading]
        groups.append(len(rows) + 1)
        rows.append(_group_row(headings[heading], own, len(rows) + 1))
        for line in own:
            rows.append(_line_row(line, len(rows) + 1, costs))
    rows.append(_total_row(lines, groups, len(rows) + 1))
    return Sheet(
        name=title if costs is None else _("Report"),
        rows=rows,
        columns=[
            SheetColumn(width=10),
            SheetColumn(width=44, look=WRAPPED),
            *[SheetColumn(width=15, look=AMOUNT) for _n in range(6)],
            SheetColumn(width=9, look=Look(number_format=NumberFormat.PERCENT)),
        ],
        head_rows=HEAD_ROW,
        landscape=True,
    )


def _budget_heads() -> list[CellLike]:
    heads = (
        _("Line"),
        _("Costs"),
        _("Budget of the contract"),
        _("Current budget"),
        _("Spent"),
        _("Disallowed"),
        _("Accepted"),
        _("Left"),
        _("Used"),
    )
    return [Cell(value=words, look=HEAD) for words in heads]


def _line_row(line: queries.ReportLine, row: int, costs: int | None) -> list[CellLike]:
    last = HEAD_ROW + (costs or 0)
    spent: CellLike = euros(line.spent_minor)
    disallowed: CellLike = euros(line.disallowed_minor)
    if costs:
        sheet = f"'{_('Expenditure')}'"
        codes = f"{sheet}!$B${HEAD_ROW + 1}:$B${last}"
        spent = Formula(
            expression=f"SUMIFS({sheet}!$N${HEAD_ROW + 1}:$N${last},{codes},A{row})",
            result=euros(line.spent_minor),
        )
        disallowed = Formula(
            expression=f"SUMIFS({sheet}!$O${HEAD_ROW + 1}:$O${last},{codes},A{row})",
            result=euros(line.disallowed_minor),
        )
    return [
        line.code,
        line.description,
        euros(line.contract_minor),
        euros(line.current_minor),
        spent,
        disallowed,
        *_derived(row, line.current_minor, line.accepted_minor),
    ]


def _derived(row: int, current: int, accepted: int) -> list[CellLike]:
    used = Decimal(accepted) / Decimal(current) if current else Decimal(0)
    return [
        Formula(expression=f"E{row}-F{row}", result=euros(accepted)),
        Formula(expression=f"D{row}-G{row}", result=euros(current - accepted)),
        Formula(expression=f"IF(D{row}=0,0,G{row}/D{row})", result=used),
    ]


def _group_row(words: str, lines: Sequence[queries.ReportLine], row: int) -> list[CellLike]:
    first, last = row + 1, row + len(lines)
    sums = _sums(lines)
    return [
        Cell(value="", look=GROUP),
        Cell(value=words, look=GROUP),
        *[
            Cell(
                value=Formula(
                    expression=f"SUM({column}{first}:{column}{last})", result=euros(total)
                ),
                look=GROUP,
            )
            for column, total in zip("CDEF", sums, strict=True)
        ],
        *_in_look(_derived(row, sums[1], sums[2] - sums[3]), GROUP),
    ]


def _total_row(
    lines: Sequence[queries.ReportLine], groups: Sequence[int], row: int
) -> list[CellLike]:
    sums = _sums(lines)
    return [
        Cell(value="", look=TOTAL_NAME),
        Cell(value=_("Total"), look=TOTAL_NAME),
        *[
            Cell(
                value=Formula(
                    expression="+".join(f"{column}{group}" for group in groups) or "0",
                    result=euros(total),
                ),
                look=TOTAL,
            )
            for column, total in zip("CDEF", sums, strict=True)
        ],
        *_in_look(_derived(row, sums[1], sums[2] - sums[3]), TOTAL),
    ]


def _in_look(cells: Sequence[CellLike], look: Look) -> list[CellLike]:
    percent = Look(number_format=NumberFormat.PERCENT, fill=look.fill, bold=look.bold)
    looks = [look, look, percent]
    return [
        Cell(value=cell.value if isinstance(cell, Cell) else cell, look=own)
        for cell, own in zip(cells, looks, strict=True)
    ]


def _sums(lines: Sequence[queries.ReportLine]) -> tuple[int, int, int, int]:
    return (
        sum(line.contract_minor for line in lines),
        sum(line.current_minor for line in lines),
        sum(line.spent_minor for line in lines),
        sum(line.disallowed_minor for line in lines),
    )


def _costs_sheet(costs: Sequence[queries.ExpenditureRow]) -> Sheet:
    heads = (
        _("No."),
        _("Line"),
        _("Description"),
        _("Supplier or payee"),
        _("Document"),
        _("Document number"),
        _("Document date"),
        _("Paid on"),
        _("Bank statement"),
        _("Currency"),
        _("Charged"),
        _("Rate"),
        _("Source of the rate"),
        _("EUR"),
        _("Disallowed (EUR)"),
        _("State"),
        _("Reason"),
    )
    blank: list[CellLike] = []
    return Sheet(
        name=_("Expenditure"),
        rows=[
            [Cell(value=_("List of expenditure"), look=TITLE)],
            blank,
            blank,
            [Cell(value=words, look=HEAD) for words in heads],
            *[_cost_row(cost, HEAD_ROW + 1 + place) for place, cost in enumerate(costs)],
        ],
        columns=_cost_columns(),
        head_rows=HEAD_ROW,
        landscape=True,
        filtered=True,
    )


def _cost_columns() -> list[SheetColumn]:
    return [
        SheetColumn(width=6, look=WHOLE),
        SheetColumn(width=8),
        SheetColumn(width=32, look=WRAPPED),
        SheetColumn(width=26, look=WRAPPED),
        SheetColumn(width=12),
        SheetColumn(width=15),
        SheetColumn(width=12, look=DAY),
        SheetColumn(width=12, look=DAY),
        SheetColumn(width=16),
        SheetColumn(width=9),
        SheetColumn(width=14, look=AMOUNT),
        SheetColumn(width=12, look=RATE),
        SheetColumn(width=20, look=WRAPPED),
        SheetColumn(width=12, look=AMOUNT),
        SheetColumn(width=12, look=AMOUNT),
        SheetColumn(width=18),
        SheetColumn(width=30, look=WRAPPED),
    ]


def _cost_row(cost: queries.ExpenditureRow, row: int) -> list[CellLike]:
    return [
        cost.number,
        cost.line_code,
        cost.description,
        cost.supplier,
        cost.document_type,
        cost.document_no,
        day_of(cost.document_on),
        day_of(cost.paid_on),
        cost.payment_ref,
        cost.currency,
        euros(cost.charged_minor),
        Decimal(cost.rate),
        cost.rate_source,
        Formula(expression=f"ROUND(K{row}/L{row},2)", result=euros(cost.eur_minor)),
        euros(cost.disallowed_minor),
        label(f"state.cost.{cost.state}"),
        cost.reason or "",
    ]


def day_of(text: str) -> datetime:
    """A stored day, for a cell."""
    return datetime.fromisoformat(text)
