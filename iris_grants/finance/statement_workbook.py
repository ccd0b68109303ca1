"""A financial report as a workbook: every figure a formula over the list of expenditure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy.orm import Session

from iris_grants.awards.rules.negotiation import INDIRECT
from iris_grants.documents.workbook import render_workbook
from iris_grants.documents.workbook_parts import (
    AMOUNT,
    TITLE,
    WRAPPED,
    Cell,
    CellLike,
    Formula,
    Look,
    NumberFormat,
    Sheet,
    SheetColumn,
    Workbook,
)
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
from iris_grants.finance.report_workbook import GROUP, PERCENTS, TOTAL, TOTAL_NAME, stamp
from iris_grants.finance.statements import Statement, StatementLine
from iris_grants.grants.headings import heading_words
from iris_grants.programme.papers import paper_meta
from iris_grants.wording import _, in_language, label
from iris_grants.wording.formats import day, number_text

SUMS = "FGHIJKLMNO"
"""The columns with amounts that a heading sums up: from the contract's budget to the base."""

RATIO = Look(number_format=NumberFormat.PERCENT)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a row stands, and what its formulas need: costs listed, direct headings above."""

    row: int
    costs: int
    number: int
    direct: str
    percent: Decimal


def statement_workbook(session: Session, statement: Statement, *, language: str) -> bytes:
    """The report as .xlsx: its budget with reallocations and costs, and the list they sum.

    Columns after DOMAIN.md §7.2: budget of the contract, reallocations by notification and
    by addendum, current budget, costs of the period, before and with it, variation; below
    them the share of the grant and the sources of funding.
    """
    report = statement.report
    created = stamp(report.period_to)
    with in_language(language):
        author = paper_meta(session, title="", created=created).author
        title = statement_title(statement)
        words = heading_words(session, statement.call_id)
        sheets = [
            _report_sheet(statement, title, words),
            expenditure_sheet(statement.costs, statement.numbers),
        ]
    book = Workbook(title=title, author=author, created=created, sheets=sheets)
    return render_workbook(book)


def statement_title(statement: Statement) -> str:
    """The title of a report with its contract, in the current language."""
    report = statement.report
    kind = label(f"financial_report.{report.kind}")
    return f"{kind[0].upper()}{kind[1:]} {report.number} · {report.grant}"


def pending_title(statement: Statement) -> str:
    """What the list of pending payments is called, with its threshold."""
    return _("Payments above {limit} EUR that were pending at the end of the period").format(
        limit=number_text(statement.pending_from)
    )


def _report_sheet(statement: Statement, title: str, words: Mapping[str, str]) -> Sheet:
    columns = [
        SheetColumn(width=8),
        SheetColumn(width=36, look=WRAPPED),
        SheetColumn(width=12, look=WRAPPED),
        SheetColumn(width=9, look=PERCENTS),
        *[SheetColumn(width=13, look=AMOUNT) for _n in range(12)],
        SheetColumn(width=11, look=RATIO),
    ]
    report = statement.report
    period = f"{day(report.period_from)} – {day(report.period_to)}"
    rows: list[list[CellLike]] = [
        [Cell(value=title, look=TITLE)],
        [Cell(value=f"{report.grantee} · {statement.title} · {period}")],
        [Cell(value=_("All amounts in EUR."), look=QUIET)],
        head_cells(_heads(), columns),
    ]
    rows += _budget_rows(statement, words, len(rows))
    rows += _sources_rows(statement, len(rows))
    return Sheet(
        name=_("Report"),
        rows=rows,
        columns=columns,
        head_rows=HEAD_ROW,
        heights=TITLE_HEIGHT,
        landscape=True,
    )


def _budget_rows(
    statement: Statement, words: Mapping[str, str], above: int
) -> list[list[CellLike]]:
    """Headings with their lines, and the total; `above` is how many rows stand over them."""
    rows: list[list[CellLike]] = []
    groups: list[int] = []
    direct: list[int] = []
    for heading in dict.fromkeys(line.heading for line in statement.lines):
        own = [line for line in statement.lines if line.heading == heading]
        groups.append(above + len(rows) + 1)
        rows.append(_group_row(words[heading], own, groups[-1]))
        for line in own:
            place = _Place(
                row=above + len(rows) + 1,
                costs=len(statement.costs),
                number=statement.report.number,
                direct="+".join(f"{{0}}{row}" for row in direct) or "0",
                percent=statement.indirect_percent,
            )
            rows.append(_line_row(line, place))
        if heading != INDIRECT:
            direct.append(groups[-1])
    return [*rows, _total_row(statement.lines, groups, above + len(rows) + 1)]


def _heads() -> tuple[str, ...]:
    return (
        _("Line"),
        _("Costs"),
        _("Unit"),
        _("Units"),
        _("Value of a unit"),
        _("Budget of the contract"),
        _("By notification"),
        _("By addendum"),
        _("Current budget"),
        _("Declared in this period"),
        _("Disallowed"),
        _("Accepted in this period"),
        _("Before this period"),
        _("Cumulated"),
        _("Budget for the variation"),
        _("Variation"),
        _("Variation in %"),
    )


def _line_row(line: StatementLine, place: _Place) -> list[CellLike]:
    row = place.row
    return [
        line.code,
        line.description,
        line.unit,
        Decimal(line.units_milli).scaleb(-3),
        euros(line.unit_value_minor),
        euros(line.contract_minor),
        euros(line.notified_minor),
        euros(line.addendum_minor),
        Formula(expression=f"F{row}+G{row}+H{row}", result=euros(line.current_minor)),
        *_costs(line, place),
        euros(line.base_minor),
        *_variation(row, line.cumulated_minor, line.base_minor),
    ]


def _costs(line: StatementLine, place: _Place) -> list[CellLike]:
    """Declared, disallowed, accepted, before, cumulated."""
    row, code = place.row, f"A{place.row}"
    declared: CellLike = euros(line.declared_minor)
    disallowed: CellLike = euros(line.disallowed_minor)
    before: CellLike = euros(line.before_minor)
    if line.heading == INDIRECT:
        rate = f"*{place.percent:f}/100,2)"
        after = f"ROUND(({place.direct.format('N')}){rate}"
        declared = Formula(expression=f"{after}-M{row}", result=euros(line.declared_minor))
        before = Formula(
            expression=f"ROUND(({place.direct.format('M')}){rate}",
            result=euros(line.before_minor),
        )
    elif place.costs:
        this, earlier = f"={place.number}", f"<{place.number}"
        listed = place.costs
        declared = Formula(
            expression=sum_by_line(EUR, listed, code, this), result=euros(line.declared_minor)
        )
        disallowed = Formula(
            expression=sum_by_line(DISALLOWED, listed, code, this),
            result=euros(line.disallowed_minor),
        )
        whole, lost = (sum_by_line(column, listed, code, earlier) for column in (EUR, DISALLOWED))
        before = Formula(expression=f"{whole}-{lost}", result=euros(line.before_minor))
    return [
        declared,
        disallowed,
        Formula(expression=f"J{row}-K{row}", result=euros(line.accepted_minor)),
        before,
        Formula(expression=f"M{row}+L{row}", result=euros(line.cumulated_minor)),
    ]


def _variation(row: int, cumulated: int, base: int) -> tuple[Formula, Formula]:
    part = Decimal(cumulated - base) / Decimal(base) if base else Decimal(0)
    return (
        Formula(expression=f"N{row}-O{row}", result=euros(cumulated - base)),
        Formula(expression=f"IF(O{row}=0,0,P{row}/O{row})", result=part),
    )


def _sums(lines: Sequence[StatementLine]) -> list[int]:
    """The totals of the columns F to O."""
    return [
        sum(line.contract_minor for line in lines),
        sum(line.notified_minor for line in lines),
        sum(line.addendum_minor for line in lines),
        sum(line.current_minor for line in lines),
        sum(line.declared_minor for line in lines),
        sum(line.disallowed_minor for line in lines),
        sum(line.accepted_minor for line in lines),
        sum(line.before_minor for line in lines),
        sum(line.cumulated_minor for line in lines),
        sum(line.base_minor for line in lines),
    ]


def _group_row(words: str, lines: Sequence[StatementLine], row: int) -> list[CellLike]:
    first, last = row + 1, row + len(lines)
    return _sum_row(words, lines, row, f"SUM({{0}}{first}:{{0}}{last})", GROUP, GROUP)


def _total_row(lines: Sequence[StatementLine], groups: Sequence[int], row: int) -> list[CellLike]:
    expression = "+".join(f"{{0}}{group}" for group in groups) or "0"
    return _sum_row(_("Total"), lines, row, expression, TOTAL, TOTAL_NAME)


def _sum_row(
    words: str,
    lines: Sequence[StatementLine],
    row: int,
    expression: str,
    look: Look,
    name_look: Look,
) -> list[CellLike]:
    sums = _sums(lines)
    cells: list[CellLike] = [
        Cell(value="", look=name_look),
        Cell(value=words, look=name_look),
        *[Cell(value="", look=name_look) for _n in range(3)],
        *[
            Cell(
                value=Formula(expression=expression.format(column), result=euros(total)),
                look=look,
            )
            for column, total in zip(SUMS, sums, strict=True)
        ],
    ]
    variation, part = _variation(row, sums[-2], sums[-1])
    ratio = replace(look, number_format=NumberFormat.PERCENT)
    return [*cells, Cell(value=variation, look=look), Cell(value=part, look=ratio)]


def _sources_rows(statement: Statement, total: int) -> list[list[CellLike]]:
    """What the grant pays of the cumulated costs, and the other sources as stated."""
    first = total + 2
    sources = statement.sources
    unknown = _("not stated")
    share = Formula(
        expression=f"MIN(F{first + 2},ROUND(F{first}*F{first + 1}/100,2))",
        result=euros(sources.grant_minor),
    )
    steps: list[tuple[str, str | Decimal | Formula, Look]] = [
        (
            _("Eligible costs"),
            Formula(expression=f"N{total}", result=euros(statement.cumulated_minor)),
            AMOUNT,
        ),
        (_("Share that the grant pays, in %"), Decimal(statement.rate_percent), PERCENTS),
        (_("Grant at most"), euros(statement.maximum_minor), AMOUNT),
        (_("Grant for the accepted costs"), share, TOTAL),
        (
            _("Own contribution"),
            unknown if sources.own_minor is None else euros(sources.own_minor),
            AMOUNT,
        ),
        (
            _("Other funding"),
            unknown if sources.other_minor is None else euros(sources.other_minor),
            AMOUNT,
        ),
        (_("Paid"), euros(statement.paid_minor), AMOUNT),
    ]
    if statement.report.forecast_minor is not None:
        steps.append(
            (_("Forecast of the next period"), euros(statement.report.forecast_minor), AMOUNT)
        )
    rows: list[list[CellLike]] = [[]]
    for words, value, look in steps:
        rows.append(["", Cell(value=words, look=WRAPPED), "", "", "", Cell(value=value, look=look)])
    if statement.report.explanation:
        rows += [[], ["", Cell(value=statement.report.explanation, look=WRAPPED)]]
    return [*rows, *_pending_rows(statement)]


def _pending_rows(statement: Statement) -> list[list[CellLike]]:
    """The payments that a final report names as pending (DOMAIN.md §7.1)."""
    if not statement.pending:
        return []
    rows: list[list[CellLike]] = [
        [],
        ["", Cell(value=pending_title(statement), look=Look(bold=True))],
    ]
    for cost in statement.pending:
        words = f"{cost.number} · {cost.supplier} · {cost.document_no} · {day(cost.paid_on)}"
        amount = Cell(value=euros(cost.accepted_minor), look=AMOUNT)
        rows.append([cost.line_code, Cell(value=words, look=WRAPPED), "", "", "", amount])
    return rows
