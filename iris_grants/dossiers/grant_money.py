"""What the dossier of a grant holds of its money: payments and the list of expenditure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from db.tables.grants import GrantRecord
from iris_grants.documents.pdf_blocks import Align, Column, Row, RowLook, Table
from iris_grants.dossiers import sheets
from iris_grants.dossiers.cost_evidence import equipment_pieces, evidence_pieces
from iris_grants.dossiers.pieces import Piece, written
from iris_grants.dossiers.sheets import Paper
from iris_grants.finance.queries import ledger
from iris_grants.finance.report_workbook import report_workbook
from iris_grants.grants.queries import InstalmentRow, instalments_of
from iris_grants.wording import _, current_language, label
from iris_grants.wording.formats import day, minor, number_text


def money_pieces(paper: Paper, grant: GrantRecord) -> list[Piece]:
    """Payments, the financial report and the index of proofs, where there is something to say."""
    instalments = instalments_of(paper.session, grant.id)
    pieces = []
    if any(row.payment_id for row in instalments):
        pieces.append(
            written("payments", "payments.pdf", "sheet", _payments(paper, grant, instalments))
        )
    if ledger(paper.session, grant.id):
        report = report_workbook(paper.session, grant.id, language=current_language())
        pieces.append(
            written("supporting_documents", "financial-report.xlsx", "financial_report", report)
        )
        pieces += evidence_pieces(paper, grant)
    return [*pieces, *equipment_pieces(paper, grant)]


def _payments(paper: Paper, grant: GrantRecord, rows: Sequence[InstalmentRow]) -> bytes:
    """Every instalment with its payment and the running balance (DOMAIN.md §8.3, section 13)."""
    lines: list[Row] = []
    so_far = 0
    for row in rows:
        paid = row.paid.minor if row.paid is not None and row.paid_on else None
        so_far += paid or 0
        lines.append(Row(cells=_cells(row, paid, so_far)))
    total = ["", _("Total"), minor(sum(row.amount.minor for row in rows)), minor(so_far)]
    table = Table(
        columns=[
            Column(title=_("No.")),
            Column(title=_("Kind")),
            Column(title=_("Planned (EUR)"), align=Align.RIGHT),
            Column(title=_("Paid (EUR)"), align=Align.RIGHT),
            Column(title=_("Paid so far (EUR)"), align=Align.RIGHT),
            Column(title=_("Paid on")),
            Column(title=_("Bank order")),
            Column(title=_("Prepared by")),
            Column(title=_("Approved by")),
            Column(title=_("Credited"), align=Align.RIGHT),
            Column(title=_("Rate"), align=Align.RIGHT),
        ],
        rows=[*lines, Row(cells=total, look=RowLook.TOTAL)],
        small=True,
    )
    return sheets.pdf(paper, _("Payments"), [table], subtitle=grant.title, landscape=True)


def _cells(row: InstalmentRow, paid: int | None, so_far: int) -> list[str]:
    return [
        str(row.number),
        label(f"instalment.{row.kind}"),
        minor(row.amount.minor),
        "" if paid is None else minor(paid),
        "" if paid is None else minor(so_far),
        day(row.paid_on),
        row.bank_ref or "",
        row.prepared_by or "",
        row.approved_by or "",
        f"{minor(row.local_minor)} {row.local_currency}" if row.local_minor else "",
        _rate(row.rate),
    ]


def _rate(rate: str | None) -> str:
    return "" if rate is None else number_text(Decimal(rate))
