"""Supporting documents of the sample programme: what one grantee handed in with its list."""

from __future__ import annotations

import tempfile
from pathlib import Path

from iris_grants.demo.office import Office
from iris_grants.documents.pdf import render_pdf
from iris_grants.documents.pdf_blocks import KeyValues, PdfMeta, Title
from iris_grants.finance.evidence import attach_evidence, share_evidence
from iris_grants.finance.queries import ExpenditureRow, ledger
from iris_grants.finance.rules.eligibility import HUMAN_RESOURCES
from iris_grants.grants.queries import GrantRow
from iris_grants.kernel.clock import from_utc_text
from iris_grants.wording import in_language
from iris_grants.wording.formats import day, minor

TITLES = {
    "invoice": "Račun",
    "payslip": "Platni listić",
    "timesheet": "Evidencija radnog vremena",
    "proof_of_payment": "Izvod",
}
SHOWN = 3


def file_evidence(office: Office, grant: GrantRow) -> None:
    """File the proofs of the first costs of a grant: papers of each, one statement for all."""
    with office.finance.read() as session:
        costs = ledger(session, grant.id)[:SHOWN]
    with tempfile.TemporaryDirectory(prefix="iris-") as name:
        folder = Path(name)
        statement = _paper(folder, grant, costs[0], "proof_of_payment")
        tie = _attach(office, costs[0], "proof_of_payment", statement)
        for cost in costs[1:]:
            office.finance.run(share_evidence, cost_document_id=tie, expenditure_id=cost.id)
        for cost in costs:
            staff = cost.line_code.split(".")[0] == HUMAN_RESOURCES
            for kind in ("payslip", "timesheet") if staff else ("invoice",):
                _attach(office, cost, kind, _paper(folder, grant, cost, kind))


def _attach(office: Office, cost: ExpenditureRow, kind: str, path: Path) -> str:
    return office.finance.run(attach_evidence, expenditure_id=cost.id, kind=kind, path=path)


def _paper(folder: Path, grant: GrantRow, cost: ExpenditureRow, kind: str) -> Path:
    """A scan as a grantee sends it; of the sample and nobody's."""
    path = folder / f"{TITLES[kind]} {cost.number}.pdf"
    meta = PdfMeta(
        title=TITLES[kind],
        language="sr-Latn",
        author=grant.organisation,
        created=from_utc_text(f"{cost.document_on}T00:00:00Z"),
    )
    with in_language("sr"):
        rows = _rows(grant, cost)
    path.write_bytes(render_pdf([Title(text=TITLES[kind]), KeyValues(rows=rows)], meta))
    return path


def _rows(grant: GrantRow, cost: ExpenditureRow) -> list[tuple[str, str]]:
    return [
        ("Broj", cost.document_no),
        ("Datum", day(cost.document_on)),
        ("Izdavalac", cost.supplier),
        ("Primalac", grant.organisation),
        ("Opis", cost.description),
        ("Iznos", f"{minor(cost.charged_minor)} {cost.currency}"),
        ("Plaćeno", f"{day(cost.paid_on)} · {cost.payment_ref}"),
    ]
