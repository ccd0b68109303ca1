"""Members of the sample's committee without the program: a sheet from the kit, grids on paper."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pyzipper

from iris_grants.calls.terms import CallTerms
from iris_grants.demo.assessing import ITEM_REMARKS, SECTION_REMARKS, Figures, fill_in
from iris_grants.demo.intake import applications
from iris_grants.demo.office import Office
from iris_grants.documents.atomic import write_atomically
from iris_grants.documents.pdf import render_pdf
from iris_grants.documents.pdf_blocks import (
    KeyValues,
    PdfMeta,
    SignatureLine,
    Signatures,
    Text,
    Title,
)
from iris_grants.scoring.commands.assessing import Filled, Given
from iris_grants.scoring.entering import enter_paper, enter_sheet
from iris_grants.scoring.packing import MadePackage
from iris_grants.scoring.queries.committee import committee_of
from iris_grants.scoring.rules.scores import ScoreState

OVERALL = "Ocenjeno prema tabeli poziva."
NOTE = "Uzorak skeniranog obrasca za ocenjivanje. Osoba i ocene su izmišljene."


def by_sheet(office: Office, package: MadePackage, out: Path, figures: Figures) -> None:
    """A member fills the Excel sheet of the kit; the office takes it over."""
    if package.kit is None:
        raise ValueError(f"{package.number} has no kit")
    path = out / f"{package.number}-{package.code}.xlsx"
    with pyzipper.AESZipFile(package.kit) as kit:
        kit.setpassword(package.passphrase.encode())
        (name,) = (name for name in kit.namelist() if name.endswith(".xlsx") and "/" not in name)
        write_atomically(path, kit.read(name))
    titles = {
        number: title for number, title in _titles(office).items() if number in package.applications
    }
    fill_in(path, office.terms, titles, package.code, figures)
    enter_sheet(office.officer, path, on=office.clock().date(), call_id=office.call_id)


def by_paper(office: Office, package: MadePackage, out: Path, figures: Figures) -> None:
    """A member fills a grid on paper for each application; the office enters it with its scan."""
    rows = {row.number: row for row in applications(office)}
    with office.officer.read() as session:
        member = next(
            one for one in committee_of(session, office.call_id) if one.code == package.code
        )
    for number in package.applications:
        given = figures(rows[number].title, package.code)
        scan = out / f"{package.number}-{number}.pdf"
        write_atomically(scan, _scan(office, number, member.name, given))
        enter_paper(
            office.officer,
            member_id=member.id,
            application_id=rows[number].id,
            scan=scan,
            on=office.clock().date(),
            filled=_filled(office.terms, given),
        )


def _filled(terms: CallTerms, figures: str) -> Filled:
    scores = {
        item.code: Given(
            state=ScoreState.VALUE, score=Decimal(figure), comment=ITEM_REMARKS.get(figure)
        )
        for item, figure in zip(terms.grid.items(), figures, strict=True)
    }
    return Filled(scores=scores, sections=dict(SECTION_REMARKS), comment=OVERALL)


def _scan(office: Office, number: str, name: str, figures: str) -> bytes:
    items = office.terms.grid.items()
    rows = [(item.code, figure) for item, figure in zip(items, figures, strict=True)]
    return render_pdf(
        [
            Title(text="Obrazac za ocenjivanje", eyebrow=number),
            Text(text=NOTE),
            KeyValues(rows=rows),
            Signatures(lines=[SignatureLine(name=name, filled=name)]),
        ],
        PdfMeta(
            title=f"Obrazac za ocenjivanje {number}",
            language="sr-Latn",
            author=name,
            created=office.clock(),
        ),
    )


def _titles(office: Office) -> Mapping[str, str]:
    return {row.number: row.title for row in applications(office)}
