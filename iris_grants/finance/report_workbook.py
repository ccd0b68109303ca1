"""The financial report of a grant as a workbook with formulas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from db.tables.grants import GrantRecord
from iris_grants.awards.rules.negotiation import INDIRECT
from iris_grants.documents.workbook import render_workbook
from iris_grants.documents.workbook_parts import (
    AMOUNT,
    TITLE,
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
from iris_grants.finance.expenditure_sheet import (
    DISALLOWED,
    EUR,
    HEAD_ROW,
    QUIET,
    TITLE_HEIGHT,
    euros,
    expenditure_sheet,
    head_cells,
    sum_by_line,
)
from iris_grants.grants.headings import heading_words
from iris_grants.grants.queries import current_budget
from iris_grants.kernel.clock import from_utc_text
from iris_grants.kernel.operations import fetch
from iris_grants.programme.papers import paper_meta
from iris_grants.wording import _, in_language

PERCENTS = Look(number_format=NumberFormat.RATE)
TOTAL = Look(number_format=NumberFormat.AMOUNT, fill=Fill.TOTAL, bold=True)
TOTAL_NAME = Look(fill=Fill.TOTAL, bold=True)
GROUP = Look(number_format=NumberFormat.AMOUNT, fill=Fill.GROUP, bold=True)


def report_workbook(session: Session, grant_id: str, *, language: str) -> bytes:
    """Budget against actual, the list of expenditure and the payments of a grant, as .xlsx.

    Everything computed is a formula with its result: euro amounts from charged amount and
    rate, sums by budget line from the list, subtotals by heading (DOMAIN.md §7.2, §7.3).
    """
    grant = fetch(session, GrantRecord, grant_id)
    costs = queries.ledger(session, grant_id)
    created = stamp(grant.ends_on)
    with in_language(language):
        author = paper_meta(session, title="", created=created).author
        title = _("Financial report of the project · {number}").format(number=grant.number)
        report = budget_report(session, grant, title)
        sheets = [
            budget_sheet(_("Report"), report, costs=len(costs)),
            expenditure_sheet(costs),
        ]
    return render_workbook(Workbook(title=title, author=author, created=created, sheets=sheets))


def stamp(day: str) -> datetime:
    """The moment that a workbook carries: the data decide it, so equal data give equal bytes."""
    return from_utc_text(f"{day}T00:00:00Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetReport:
    """What a sheet with a budget shows: its lines, headings in words, and the grant's share."""

    title: str
    subtitle: str
    lines: tuple[queries.ReportLine, ...]
    headings: Mapping[str, str]
    share: queries.Share
    indirect_percent: Decimal


def budget_report(session: Session, grant: GrantRecord, title: str) -> BudgetReport:
    """The budget of a grant against its expenditure, in the current language."""
    return BudgetReport(
        title=title,
        subtitle=grant.title,
        lines=queries.report_lines(session, grant.id),
        headings=heading_words(session, grant.call_id),
        share=queries.share_of(session, grant.id),
        indirect_percent=queries.indirect_rate(
            session, grant.id, current_budget(session, grant.id)
        ),
    )


def budget_sheet(name: str, report: BudgetReport, *, costs: int | None = None) -> Sheet:
    """Budget against actual, and below it what the grant pays of it.

    `costs`: rows of the list of expenditure in the same workbook, which is summed up then.
    """
    lines = report.lines
    columns = [
        SheetColumn(width=10),
        SheetColumn(width=44, look=WRAPPED),
        *[SheetColumn(width=15, look=AMOUNT) for _n in range(6)],
        SheetColumn(width=13, look=Look(number_format=NumberFormat.PERCENT)),
    ]
    rows: list[list[CellLike]] = [
        [Cell(value=report.title, look=TITLE)],
        [Cell(value=report.subtitle)],
        [Cell(value=_("All amounts in EUR."), look=QUIET)],
        head_cells(_budget_heads(), columns),
    ]
    groups: list[int] = []
    for heading in dict.fromkeys(line.heading for line in lines):
        own = [line for line in lines if line.heading == heading]
        groups.append(len(rows) + 1)
        rows.append(_group_row(report.headings[heading], own, len(rows) + 1))
        for line in own:
            direct = "+".join(f"G{group}" for group in groups[:-1]) or "0"
            flat = (direct, report.indirect_percent) if heading == INDIRECT else None
            rows.append(_line_row(line, len(rows) + 1, costs, flat))
    rows.append(_total_row(lines, groups, len(rows) + 1))
    rows += share_rows(report.share, total=len(rows))
    return Sheet(
        name=name,
        rows=rows,
        columns=columns,
        head_rows=HEAD_ROW,
        heights=TITLE_HEIGHT,
        landscape=True,
    )


def _budget_heads() -> tuple[str, ...]:
    return (
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


def _line_row(
    line: queries.ReportLine, row: int, costs: int | None, flat: tuple[str, Decimal] | None
) -> list[CellLike]:
    """A line; `flat` are the cells with the direct costs, and the percent of them."""
    spent: Decimal | Formula = euros(line.spent_minor)
    disallowed: Decimal | Formula = euros(line.disallowed_minor)
    if flat is not None:
        if line.spent_minor:
            expression = f"ROUND(({flat[0]})*{flat[1]:f}/100,2)"
            spent = Formula(expression=expression, result=euros(line.spent_minor))
    elif costs:
        code = f"A{row}"
        spent = Formula(expression=sum_by_line(EUR, costs, code), result=euros(line.spent_minor))
        disallowed = Formula(
            expression=sum_by_line(DISALLOWED, costs, code), result=euros(line.disallowed_minor)
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


def share_rows(share: queries.Share, *, total: int) -> list[list[CellLike]]:
    """What the grant pays of the costs accepted so far, and what that leaves.

    `total` is the row with the totals above. Steps after DOMAIN.md §7.5: the rate of the
    contract on the accepted costs, at most the grant, less what was paid.
    """
    amount = share.amount
    first = total + 2
    steps: list[tuple[str, Decimal | Formula, Look]] = [
        (
            _("Accepted costs so far"),
            Formula(expression=f"G{total}", result=euros(amount.eligible)),
            AMOUNT,
        ),
        (_("Share that the grant pays, in %"), Decimal(share.rate_percent), PERCENTS),
        (_("Grant at most"), euros(share.maximum), AMOUNT),
        (
            _("Grant for the accepted costs"),
            Formula(
                expression=f"MIN(C{first + 2},ROUND(C{first}*C{first + 1}/100,2))",
                result=euros(amount.limited),
            ),
            TOTAL,
        ),
        (_("Paid"), euros(amount.paid), AMOUNT),
        (
            _("Still to be paid for them (below zero: paid ahead)"),
            Formula(expression=f"C{first + 3}-C{first + 4}", result=euros(amount.balance)),
            TOTAL,
        ),
    ]
    rows: list[list[CellLike]] = [[]]
    for words, value, look in steps:
        rows.append(["", Cell(value=words, look=WRAPPED), Cell(value=value, look=look)])
    return rows
