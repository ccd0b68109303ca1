"""The assessors' side of the sample: sheets filled in Excel, read back, signed, returned."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from openpyxl import load_workbook

from iris_grants.calls.terms import CallTerms
from iris_grants.demo.calendar import StoryClock
from iris_grants.demo.cast import APPLICANTS
from iris_grants.documents.atomic import write_atomically
from iris_grants.scoring.commands.assessing import fill_scores
from iris_grants.scoring.packing import MadePackage
from iris_grants.scoring.queries.assessing import own_assessments, own_package
from iris_grants.scoring.returning import MadeReturn, make_return
from iris_grants.scoring.sheet import score_sheet
from iris_grants.scoring.sheet_layout import COMMENT, REMARK, SCORE, section_rows, sheet_names
from iris_grants.scoring.sheet_reading import read_score_sheet
from iris_grants.scoring.working_store import open_package
from iris_grants.wording import in_language

SECTION_REMARKS = {
    "1": "Organizacija ima iskustva; finansijski kapacitet je skroman.",
    "2": "Predlog odgovara cilju poziva i potrebama korisnika usluge.",
    "3": "Metodologija je jasna; indikatori bi mogli biti precizniji.",
    "4": "Plan je izvodljiv u predviđenom roku.",
    "5": "Jasno je opisan prelazak na opštinsko finansiranje.",
    "6": "Troškovi su razumni u odnosu na rezultate.",
}
ITEM_REMARKS = {
    "5": "Odlično obrazloženo, sa dokazima u prilozima.",
    "2": "Opis je uopšten; nedostaju podaci.",
    "1": "Nema odgovora na pitanje.",
}


Figures = Callable[[str, str], str]
"""The scores of an application (by its title) by one assessor (by code): a figure an item."""


def written_figures(title: str, code: str) -> str:
    """The scores that stand beside the six applications."""
    return next(one.scores[code] for one in APPLICANTS if one.title == title)


def assess(
    package: MadePackage, out: Path, clock: StoryClock, figures: Figures = written_figures
) -> MadeReturn:
    """One assessor opens the package, fills the sheet, signs and writes the return."""
    desk = open_package(package.path, package.passphrase, clock=clock)
    try:
        with desk.read() as session, in_language("sr_Latn"):
            terms = own_package(session).call_terms()
            rows = own_assessments(session)
            sheet = package.path.with_suffix(".xlsx")
            write_atomically(sheet, score_sheet(session))
        titles = {row.number: row.title for row in rows}
        fill_in(sheet, terms, titles, package.code, figures)
        with desk.read() as session:
            read = read_score_sheet(session, sheet)
        desk.run(fill_scores, filled=read.filled)
        out.mkdir(parents=True, exist_ok=True)
        return make_return(desk, out=out / f"{package.number}.iris-return")
    finally:
        desk.store.close()


def fill_in(
    path: Path,
    terms: CallTerms,
    titles: Mapping[str, str],
    code: str,
    figures: Figures = written_figures,
) -> None:
    """Fill the sheet as a member does who has only Excel; `titles` by application number."""
    book = load_workbook(path)
    names = sheet_names(tuple(titles))
    for number, title in titles.items():
        sheet = book[names[number]]
        given = iter(figures(title, code).replace(" ", ""))
        for section in section_rows(terms):
            sheet[f"{REMARK}{section.row}"] = SECTION_REMARKS[section.section.code]
            for _item, line in section.items:
                figure = next(given)
                sheet[f"{SCORE}{line}"] = int(figure)
                if figure in ITEM_REMARKS:
                    sheet[f"{REMARK}{line}"] = ITEM_REMARKS[figure]
        sheet[COMMENT] = "Ocenjeno prema tabeli poziva."
    book.save(path)
