"""Applications that no form brought in: one on paper with its scan, one on an earlier form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from iris_grants.applications.commands import enter_paper
from iris_grants.applications.paper import BUDGET, PARTER
from iris_grants.calls.form_parts import CellValue
from iris_grants.demo.cast import Applicant
from iris_grants.demo.forms import ATTACHED, attachment, form_values
from iris_grants.demo.office import Office
from iris_grants.documents.atomic import write_atomically
from iris_grants.documents.pdf import render_pdf
from iris_grants.documents.pdf_blocks import KeyValues, PdfMeta, Text, Title

SCANNED = "Uzorak skenirane prijave. Organizacija, brojevi i imena su izmišljeni."
NOT_TYPED = (f"{BUDGET}.", "attachment.")


def enter_papers(
    office: Office, folder: Path, refused: Path, applicants: Sequence[Applicant]
) -> None:
    """Type what came on paper, and what came on a form of another edition, from their files.

    `refused` holds the forms that no import takes; they stand for their own scan.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for applicant in applicants:
        if applicant.on_paper:
            scan = folder / f"{applicant.folder}.pdf"
            write_atomically(scan, _scan(applicant))
            _enter(office, applicant, scan, _attachments(applicant, folder))
        elif applicant.other_edition:
            kept = [refused / f"{applicant.folder} {ATTACHED[c][0]}" for c in applicant.attached]
            _enter(office, applicant, refused / f"{applicant.folder}.xlsx", kept)


def _enter(office: Office, applicant: Applicant, scan: Path, attachments: Sequence[Path]) -> None:
    office.secretary.run(
        enter_paper,
        call_id=office.call_id,
        scan=scan,
        received_at=applicant.received_at,
        values=_typed(applicant),
        attachments=attachments,
    )


def _typed(applicant: Applicant) -> dict[str, str]:
    """The cells as somebody types them, the budget as lines."""
    values = form_values(applicant)
    typed = {key: _text(value) for key, value in values.items() if not key.startswith(NOT_TYPED)}
    lines = [
        f" {PARTER} ".join((code.partition(".")[0], *words)) for code, *words in applicant.lines
    ]
    typed["budget.indirect.percent"] = applicant.indirect_percent
    return {**typed, BUDGET: "\n".join(lines)}


def _text(value: CellValue) -> str:
    return value.strftime("%d.%m.%Y.") if isinstance(value, date) else str(value)


def _attachments(applicant: Applicant, folder: Path) -> list[Path]:
    paths = []
    for code in applicant.attached:
        name, title = ATTACHED[code]
        path = folder / f"{applicant.folder} {name}"
        write_atomically(path, attachment(applicant, title))
        paths.append(path)
    return paths


def _scan(applicant: Applicant) -> bytes:
    typed = _typed(applicant)
    rows = [(key, text.replace("\n", "; ")) for key, text in typed.items() if key != BUDGET]
    return render_pdf(
        [
            Title(text="Prijava", eyebrow=applicant.name),
            Text(text=SCANNED),
            KeyValues(rows=rows),
            *[Text(text=line) for line in typed[BUDGET].splitlines()],
        ],
        PdfMeta(
            title=f"Prijava – {applicant.name}",
            language="sr-Latn",
            author=applicant.name,
            created=applicant.received_at,
        ),
    )
