"""The list of expenditure of a grant as a sheet of its financial report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from iris_grants.documents.cell_names import sheet_reference
from iris_grants.documents.workbook_parts import (
    AMOUNT,
    DAY,
    FIGURES,
    HEAD,
    TITLE,
    WHOLE,
    WRAPPED,
    Cell,
    CellLike,
    Formula,
    HorizontalAlign,
    Look,
    NumberFormat,
    Sheet,
    SheetColumn,
)
from iris_grants.finance.queries import ExpenditureRow
from iris_grants.wording import _, label

HEAD_ROW = 4
TITLE_HEIGHT = {1: 24}
QUIET = Look(quiet=True)
CODES, EUR, DISALLOWED, REPORT = "B", "Q", "R", "X"
"""Columns that are summed up: budget line, euro, disallowed euro; and the report's number."""

_CHARGED, _RATE = "N", "O"


def euros(minor: int) -> Decimal:
    """Cents as an amount in euro, for a cell."""
    return Decimal(minor).scaleb(-2)


def day_of(text: str) -> datetime:
    """A stored day, for a cell."""
    return datetime.fromisoformat(text)


def head_cells(words: Sequence[str], columns: Sequence[SheetColumn]) -> list[CellLike]:
    """The heads of columns, each on the side where its values stand."""
    return [
        Cell(value=one, look=replace(HEAD, align=_side(column.look), indent=column.look.indent))
        for one, column in zip(words, columns, strict=True)
    ]


def _side(look: Look) -> HorizontalAlign:
    if look.align is not HorizontalAlign.AUTO:
        return look.align
    to_right = look.number_format in FIGURES or look.number_format is NumberFormat.DATE
    return HorizontalAlign.RIGHT if to_right else HorizontalAlign.LEFT


def sum_by_line(column: str, costs: int, code: str, report: str = "") -> str:
    """The formula that sums a column of the list over one budget line.

    `costs` is the number of rows, `code` the cell with the line. Codes are compared as
    texts: `SUMIFS` would take 1.1 and 1.10 for one number. `report` limits the sum to the
    reports for which the comparison holds (`=2`, `<2`).
    """
    first, last = HEAD_ROW + 1, HEAD_ROW + costs
    codes, amounts, reports = (
        sheet_reference(_("Expenditure"), f"${letter}${first}:${letter}${last}")
        for letter in (CODES, column, REPORT)
    )
    of_report = f"*({reports}{report})" if report else ""
    return f"SUMPRODUCT(({codes}={code}){of_report}*{amounts})"


def expenditure_sheet(
    costs: Sequence[ExpenditureRow], numbers: Mapping[str, int] | None = None
) -> Sheet:
    """Every cost with its document, its conversion and what became of it (DOMAIN.md §7.3).

    `numbers` are those of the financial reports by their ids, for the last column.
    """
    known = numbers or {}
    columns = _columns()
    return Sheet(
        name=_("Expenditure"),
        rows=[
            [Cell(value=_("List of expenditure"), look=TITLE)],
            [],
            [],
            head_cells(_heads(), columns),
            *[
                _row(cost, HEAD_ROW + 1 + place, known.get(cost.financial_report_id or ""))
                for place, cost in enumerate(costs)
            ],
        ],
        columns=columns,
        head_rows=HEAD_ROW,
        heights=TITLE_HEIGHT,
        landscape=True,
        filtered=True,
    )


def _heads() -> tuple[str, ...]:
    return (
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
        _("Net"),
        _("VAT"),
        _("VAT treatment"),
        _("Charged"),
        _("Rate"),
        _("Source of the rate"),
        _("EUR"),
        _("Disallowed (EUR)"),
        _("State"),
        _("Reason"),
        _("Reason code"),
        _("Offers obtained"),
        _("VAT exemption certificate"),
        _("Report number"),
    )


def _columns() -> list[SheetColumn]:
    centred = Look(number_format=NumberFormat.TEXT, wrap=True, align=HorizontalAlign.CENTRE)
    return [
        SheetColumn(width=6, look=WHOLE),
        SheetColumn(width=8, look=centred),
        SheetColumn(width=26, look=WRAPPED),
        SheetColumn(width=22, look=WRAPPED),
        SheetColumn(width=11, look=WRAPPED),
        SheetColumn(width=12, look=WRAPPED),
        SheetColumn(width=12, look=DAY),
        SheetColumn(width=12, look=DAY),
        SheetColumn(width=12, look=centred),
        SheetColumn(width=8, look=centred),
        SheetColumn(width=13, look=AMOUNT),
        SheetColumn(width=12, look=AMOUNT),
        SheetColumn(width=15, look=centred),
        SheetColumn(width=13, look=AMOUNT),
        SheetColumn(width=11, look=Look(number_format=NumberFormat.RATE)),
        SheetColumn(width=16, look=centred),
        SheetColumn(width=11, look=AMOUNT),
        SheetColumn(width=11, look=AMOUNT),
        SheetColumn(width=13, look=centred),
        SheetColumn(width=24, look=WRAPPED),
        SheetColumn(width=9, look=centred),
        SheetColumn(width=10, look=WHOLE),
        SheetColumn(width=15, look=centred),
        SheetColumn(width=9, look=WHOLE),
    ]


def _row(cost: ExpenditureRow, row: int, report: int | None) -> list[CellLike]:
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
        euros(cost.net_minor),
        euros(cost.vat_minor),
        label(f"vat.{cost.vat_treatment}"),
        euros(cost.charged_minor),
        Decimal(cost.rate),
        cost.rate_source,
        Formula(expression=f"ROUND({_CHARGED}{row}/{_RATE}{row},2)", result=euros(cost.eur_minor)),
        euros(cost.disallowed_minor),
        label(f"state.cost.{cost.state}"),
        cost.reason or "",
        cost.reason_code or "",
        cost.offers if cost.offers is not None else "",
        cost.exemption_ref or "",
        report if report is not None else "",
    ]
