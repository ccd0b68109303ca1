"""The budgets of all grants as one workbook with formulas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from db.tables.grants import GrantRecord
from iris_grants.documents.cell_names import sheet_title
from iris_grants.documents.workbook import render_workbook
from iris_grants.documents.workbook_parts import (
    AMOUNT,
    DAY,
    TITLE,
    WRAPPED,
    Cell,
    CellLike,
    Formula,
    Sheet,
    SheetColumn,
    Workbook,
)
from iris_grants.finance import queries
from iris_grants.finance.expenditure_sheet import (
    HEAD_ROW,
    QUIET,
    TITLE_HEIGHT,
    day_of,
    euros,
    head_cells,
)
from iris_grants.finance.report_workbook import (
    TOTAL,
    TOTAL_NAME,
    BudgetReport,
    budget_report,
    budget_sheet,
    stamp,
)
from iris_grants.grants.queries import GrantRow, list_grants
from iris_grants.kernel.operations import fetch
from iris_grants.programme.papers import paper_meta
from iris_grants.wording import _, in_language, label


def budgets_workbook(session: Session, *, language: str) -> bytes:
    """All grants with amount, payments and spending, and a sheet a grant with its budget."""
    grants = list_grants(session)
    created = stamp(max((grant.ends_on for grant in grants), default="2000-01-01"))
    with in_language(language):
        author = paper_meta(session, title="", created=created).author
        title = _("Budgets of the grants")
        reports = {
            row.id: budget_report(session, fetch(session, GrantRecord, row.id), row.number)
            for row in grants
        }
        sheets = [_overview_sheet(title, grants, {k: _spent(r) for k, r in reports.items()})]
        for row in grants:
            name = sheet_title(row.number, {sheet.name for sheet in sheets})
            sheets.append(budget_sheet(name, reports[row.id]))
    return render_workbook(Workbook(title=title, author=author, created=created, sheets=sheets))


def _spent(report: BudgetReport) -> queries.Spending:
    """The totals of a budget's sheet, indirect costs included."""
    return queries.Spending(
        reported_minor=sum(line.spent_minor for line in report.lines),
        disallowed_minor=sum(line.disallowed_minor for line in report.lines),
        rows=len(report.lines),
    )


def _overview_sheet(
    title: str, grants: Sequence[GrantRow], spent: Mapping[str, queries.Spending]
) -> Sheet:
    columns = [
        SheetColumn(width=16),
        SheetColumn(width=38, look=WRAPPED),
        SheetColumn(width=20),
        SheetColumn(width=22),
        SheetColumn(width=12, look=DAY),
        SheetColumn(width=13, look=DAY),
        *[SheetColumn(width=14, look=AMOUNT) for _n in range(4)],
    ]
    rows: list[list[CellLike]] = [
        [Cell(value=title, look=TITLE)],
        [],
        [Cell(value=_("All amounts in EUR."), look=QUIET)],
        head_cells(_overview_heads(), columns),
        *[_overview_row(grant, spent.get(grant.id, queries.NOTHING_SPENT)) for grant in grants],
        _overview_total(grants, spent),
        *_kosovo_note(grants),
    ]
    return Sheet(
        name=_("Overview"),
        rows=rows,
        columns=columns,
        head_rows=HEAD_ROW,
        heights=TITLE_HEIGHT,
        landscape=True,
    )


def _kosovo_note(grants: Sequence[GrantRow]) -> list[list[CellLike]]:
    """The note that stands wherever the name is printed (DOMAIN.md §1)."""
    if all(grant.country != "XK" for grant in grants):
        return []
    return [[], [Cell(value=label("form.kosovo"), look=QUIET)]]


def _overview_heads() -> tuple[str, ...]:
    return (
        _("Contract"),
        _("Grantee"),
        _("Country"),
        _("State"),
        _("Starts"),
        _("Ends"),
        _("Amount"),
        _("Paid"),
        _("Reported"),
        _("Accepted"),
    )


def _overview_row(grant: GrantRow, spent: queries.Spending) -> list[CellLike]:
    return [
        grant.number,
        grant.organisation,
        label(f"country.{grant.country}"),
        label(f"state.grant.{grant.state}"),
        day_of(grant.starts_on),
        day_of(grant.ends_on),
        grant.amount.amount,
        grant.paid.amount,
        euros(spent.reported_minor),
        euros(spent.accepted_minor),
    ]


def _overview_total(
    grants: Sequence[GrantRow], spent: Mapping[str, queries.Spending]
) -> list[CellLike]:
    first, last = HEAD_ROW + 1, HEAD_ROW + len(grants)
    totals = (
        sum(grant.amount.minor for grant in grants),
        sum(grant.paid.minor for grant in grants),
        sum(own.reported_minor for own in spent.values()),
        sum(own.accepted_minor for own in spent.values()),
    )
    sums: list[CellLike] = [
        Cell(
            value=Formula(
                expression=f"SUM({column}{first}:{column}{last})" if grants else "0",
                result=euros(total),
            ),
            look=TOTAL,
        )
        for column, total in zip("GHIJ", totals, strict=True)
    ]
    names: list[CellLike] = [Cell(value=_("Total"), look=TOTAL_NAME)]
    names += [Cell(value="", look=TOTAL_NAME) for _n in range(5)]
    return [*names, *sums]
