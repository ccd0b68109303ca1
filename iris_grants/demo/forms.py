"""The forms of the sample, filled in as the applicants returned them, with their attachments."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from io import StringIO
from pathlib import Path

from iris_grants.calls.form import write_form
from iris_grants.calls.form_choices import YES
from iris_grants.calls.form_layout import DECLARATIONS
from iris_grants.calls.form_parts import CellValue
from iris_grants.calls.terms import CallTerms
from iris_grants.demo.cast import APPLICANTS, Applicant
from iris_grants.documents.amounts import parse_amount
from iris_grants.documents.atomic import write_atomically
from iris_grants.documents.pdf import render_pdf
from iris_grants.documents.pdf_blocks import PdfMeta, Text, Title
from iris_grants.kernel.money import round_cents

OTHER_EDITION = "0" * 64
"""The fingerprint that a form of an earlier edition of the call carries."""

ATTACHED = {
    "statute": ("Statut.pdf", "Statut"),
    "registration": ("Rešenje o registraciji.pdf", "Rešenje o upisu u registar"),
    "accounts": ("Bilans 2022.pdf", "Finansijski izveštaji za 2022. godinu"),
}
ANSWERS = {
    "relevance": "Odgovara cilju poziva i potrebama zajednice; potrebe su potvrđene razgovorima.",
    "target_groups": "Korisnici usluge i njihove porodice; krajnji korisnici su građani opštine.",
    "results": "Usluga radi redovno, osoblje je obučeno, grad je uključen u finansiranje.",
    "activities": "Priprema, obuka, pružanje usluge, razgovori sa institucijama, izveštavanje.",
    "action_plan": "Priprema u prva dva meseca, usluga od trećeg meseca do kraja projekta.",
    "monitoring": "Mesečni zapisnici, upitnik korisnicima usluge na početku i na kraju.",
    "capacity": "Organizacija ima iskustvo sa sličnim projektima, prostor i stručno osoblje.",
    "risks": "Kašnjenje odluka opštine; razgovori počinju na vreme, a plan predviđa i zamenu.",
    "sustainability": "Usluga ulazi u opštinski budžet; procedure i priručnik ostaju.",
    "visibility": "Na materijalima stoje amblem Evropske unije i izjava o finansiranju.",
}


def write_forms(
    terms: CallTerms,
    *,
    call_fingerprint: str,
    out: Path,
    applicants: Sequence[Applicant] = APPLICANTS,
    flat: bool = False,
) -> None:
    """Write form and attachments of each applicant, and the receipt log.

    Each has a folder of its own; `flat` puts all into one, told apart by the beginning of
    their names.
    """
    log = StringIO()
    writer = csv.writer(log, lineterminator="\n")
    writer.writerow(["path", "received_at", "medium"])
    for applicant in applicants:
        language = "sr_Latn" if applicant.language == "sr" else "en"
        form = write_form(
            terms,
            call_fingerprint=OTHER_EDITION if applicant.other_edition else call_fingerprint,
            language=language,
            values=form_values(applicant),
        )
        name = applicant.folder
        start = out / name / "prijava" if not flat else out / name
        start.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(start.with_name(f"{start.name}.xlsx"), form)
        for code in applicant.attached:
            file, title = ATTACHED[code]
            path = out / f"{name} {file}" if flat else out / name / file
            write_atomically(path, attachment(applicant, title))
        received = applicant.received_at.strftime("%Y-%m-%d %H:%M")
        writer.writerow([f"{name}.xlsx" if flat else name, received, "excel_form"])
    write_atomically(out / "received.csv", log.getvalue().encode())


def form_values(applicant: Applicant) -> dict[str, CellValue]:
    """What the applicant wrote into the cells of the form, by their keys."""
    values: dict[str, CellValue | None] = {
        "applicant.name": applicant.name,
        "applicant.country": applicant.country,
        "applicant.city": applicant.city,
        "applicant.address": applicant.address,
        "applicant.legal_form": applicant.legal_form,
        "applicant.register_no": applicant.register_no,
        "applicant.tax_no": applicant.tax_no,
        "applicant.registered_on": applicant.registered_on,
        "applicant.network_member": YES,
        "applicant.email": applicant.email,
        "applicant.representative": applicant.representative,
        "applicant.iban": applicant.iban,
        "project.title": applicant.title,
        "project.language": applicant.language,
        "project.country": applicant.country,
        "project.location": applicant.city,
        "project.duration_months": applicant.months,
        "answer.summary": applicant.summary,
        **{f"answer.{code}": words for code, words in ANSWERS.items()},
        **(_signature(applicant) if applicant.signed else {}),
        **_attachment_values(applicant),
        **_budget_values(applicant),
    }
    return {key: value for key, value in values.items() if value is not None}


def _signature(applicant: Applicant) -> dict[str, CellValue | None]:
    return {
        **{f"declaration.{code}": YES for code in DECLARATIONS},
        "declaration.signatory": applicant.representative,
        "declaration.function": "zastupnik",
        "declaration.place": applicant.city,
        "declaration.signed_on": (applicant.received_at - timedelta(days=1)).date(),
    }


def _attachment_values(applicant: Applicant) -> dict[str, CellValue | None]:
    values: dict[str, CellValue | None] = {}
    for code in applicant.attached:
        values[f"attachment.{code}.attached"] = YES
        values[f"attachment.{code}.file"] = ATTACHED[code][0]
    return values


def _budget_values(applicant: Applicant) -> dict[str, CellValue | None]:
    values: dict[str, CellValue | None] = {}
    direct = Decimal(0)
    for code, description, unit, units, unit_value in applicant.lines:
        count, price = _amount(units), _amount(unit_value)
        direct += round_cents(Fraction(count) * Fraction(price))
        values[f"budget.{code}.description"] = description
        values[f"budget.{code}.unit"] = unit
        values[f"budget.{code}.units"] = count
        values[f"budget.{code}.unit_value"] = _written(price, code) if applicant.typed else price
    percent = _amount(applicant.indirect_percent)
    total = direct + round_cents(Fraction(direct) * Fraction(percent) / 100)
    own = _amount(applicant.own)
    values["budget.indirect.percent"] = percent
    values["funding.requested"] = total - own
    values["funding.own"] = own
    return values


def _written(price: Decimal, code: str) -> CellValue:
    """An amount as text, as people type it: in one of three ways by its line."""
    regional = f"{price:,.2f}".translate(str.maketrans(",.", ".,"))
    spaced = f"{price:,.2f}".replace(",", " ").replace(".", ",")
    return (regional, f"{price:.2f}".replace(".", ","), spaced)[int(code[-1]) % 3]


def _amount(text: str) -> Decimal:
    found = parse_amount(text)
    if not isinstance(found, Decimal):
        raise ValueError(f"not an amount: {text}")
    return found


def attachment(applicant: Applicant, title: str) -> bytes:
    """A paper of an applicant as PDF, marked as a sample."""
    return render_pdf(
        [
            Title(text=title, eyebrow=applicant.name),
            Text(
                text=(
                    "Ovaj dokument je uzorak za ogledni program. Organizacija, brojevi i imena su "
                    "izmišljeni."
                )
            ),
        ],
        PdfMeta(
            title=title,
            language="sr-Latn",
            author=applicant.name,
            created=applicant.received_at - timedelta(days=2),
        ),
    )
