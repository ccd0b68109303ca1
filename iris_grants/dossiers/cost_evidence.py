"""What a dossier writes of costs: the index to the documents that prove them, and equipment."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

from db.tables.grants import GrantRecord
from iris_grants.documents.pdf_blocks import Align, Column, Row, RowLook, Table
from iris_grants.dossiers import sheets
from iris_grants.dossiers.pieces import Piece, deferred, written
from iris_grants.dossiers.sheets import Paper
from iris_grants.finance.equipment_paper import equipment_table
from iris_grants.finance.equipment_register import equipment_of
from iris_grants.finance.evidence import CostDocumentRow, cost_documents, missing_evidence
from iris_grants.finance.queries import ExpenditureRow, ledger
from iris_grants.wording import _, label
from iris_grants.wording.formats import minor, number_text

HASH_SHOWN = 12
"""Characters of a hash that tell files of one dossier apart; the whole stands in its manifest."""


def evidence_pieces(paper: Paper, grant: GrantRecord) -> list[Piece]:
    """The index of supporting documents, if the grant has costs (DOMAIN.md §8.3, section 16)."""
    costs = ledger(paper.session, grant.id)
    if not costs:
        return []
    name = "supporting-documents.pdf"
    return [
        deferred("supporting_documents", name, "sheet", lambda: evidence_index(paper, grant, costs))
    ]


def equipment_pieces(paper: Paper, grant: GrantRecord) -> list[Piece]:
    """The register of equipment, if the grant has one (DOMAIN.md §8.3, section 21)."""
    rows = equipment_of(paper.session, grant.id)
    if not rows:
        return []
    page = sheets.pdf(
        paper, _("List of equipment"), [equipment_table(rows)], grant.title, landscape=True
    )
    return [written("assets", "equipment.pdf", "sheet", page)]


def evidence_index(paper: Paper, grant: GrantRecord, costs: tuple[ExpenditureRow, ...]) -> bytes:
    """By budget line: each cost with its rate, its payment, its documents and what is missing."""
    documents = cost_documents(paper.session, grant.id)
    missing = missing_evidence(paper.session, grant.id)
    rows: list[Row] = []
    ordered = sorted(costs, key=lambda one: (by_number(one.line_code), one.number))
    for code, own in groupby(ordered, key=lambda one: one.line_code):
        listed = list(own)
        cells = [code, "", "", minor(sum(one.eur_minor for one in listed))]
        rows.append(Row(cells=cells, look=RowLook.GROUP))
        for cost in listed:
            lacks = _lacking(missing.get(cost.id, ()))
            rows.append(Row(cells=[*_cost(cost), *_proof(documents.get(cost.id, ())), lacks]))
    total = ["", _("Total"), "", minor(sum(one.eur_minor for one in costs))]
    table = Table(
        columns=[
            Column(title=_("Line"), width_mm=14),
            Column(title=_("Supplier or payee")),
            Column(title=_("Document number")),
            Column(title=_("EUR"), align=Align.RIGHT),
            Column(title=_("Rate"), align=Align.RIGHT),
            Column(title=_("Bank statement")),
            Column(title=_("Supporting documents"), width_mm=60),
            Column(title=_("Missing"), width_mm=60),
        ],
        rows=[*rows, Row(cells=total, look=RowLook.TOTAL)],
        small=True,
    )
    title = _("Supporting documents by cost")
    return sheets.pdf(paper, title, [table], subtitle=grant.title, landscape=True)


def by_number(code: str) -> tuple[tuple[int, str], ...]:
    """A code so that 5.2 stands before 5.10: its figures as numbers, anything else as text."""
    parts = code.split(".")
    return tuple((int(part), "") if part.isdecimal() else (0, part) for part in parts)


def _cost(cost: ExpenditureRow) -> list[str]:
    return [
        str(cost.number),
        cost.supplier,
        cost.document_no,
        minor(cost.eur_minor),
        f"{number_text(Decimal(cost.rate))} {cost.rate_source}",
        cost.payment_ref,
    ]


def _lacking(groups: Sequence[Sequence[str]]) -> str:
    return ", ".join(" / ".join(label(f"evidence.{kind}") for kind in group) for group in groups)


def _proof(documents: tuple[CostDocumentRow, ...]) -> list[str]:
    return [
        "\n".join(
            f"{label(f'evidence.{one.kind}')}: {one.name} ({one.sha256[:HASH_SHOWN]})"
            for one in documents
        )
    ]
