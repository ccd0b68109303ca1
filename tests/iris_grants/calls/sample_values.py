"""Values of a complete form of the sample call, and a filler that types them into a workbook."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from io import BytesIO

from openpyxl import load_workbook

from iris_grants.calls.form_choices import choice_lists
from iris_grants.calls.form_layout import DECLARATIONS, input_cells, layout_of
from iris_grants.calls.form_parts import CellValue
from iris_grants.calls.terms import CallTerms
from iris_grants.wording import in_language

FILLED: Mapping[str, CellValue] = {
    "applicant.name": "Udruženje Vrbak",
    "applicant.country": "RS",
    "applicant.city": "Zaječar",
    "applicant.address": "Timočka 7",
    "applicant.register_no": "17000011",
    "applicant.tax_no": "100002887",
    "applicant.registered_on": date(2016, 5, 12),
    "applicant.email": "pisma@vrbak.example",
    "applicant.representative": "Đurđica Ćosić",
    "project.title": "Pomoć u kući za starije",
    "project.language": "sr",
    "project.country": "RS",
    "project.duration_months": 8,
    "answer.summary": "Sažetak projekta",
    "budget.1.1.description": "Koordinatorka",
    "budget.1.1.unit": "mesec",
    "budget.1.1.units": Decimal("8"),
    "budget.1.1.unit_value": Decimal("1000.00"),
    "budget.2.1.description": "Prevoz negovateljica",
    "budget.2.1.unit": "km",
    "budget.2.1.units": Decimal("2500.5"),
    "budget.2.1.unit_value": Decimal("0.4"),
    "budget.indirect.percent": Decimal("7"),
    "funding.requested": Decimal("9000.00"),
    "funding.own": Decimal("630.21"),
    "declaration.signatory": "Đurđica Ćosić",
    "declaration.function": "predsednica",
    "declaration.place": "Zaječar",
    "declaration.signed_on": date(2023, 10, 20),
    "attachment.statute.attached": "yes",
    "attachment.statute.file": "Statut.pdf",
}


def sample_values(**changes: CellValue | None) -> dict[str, CellValue]:
    """A balanced form of 9,630.00 EUR; `changes` by key with `__` for `.`, None takes out."""
    values = dict(FILLED)
    values |= {f"declaration.{name}": "yes" for name in DECLARATIONS}
    for key, value in changes.items():
        name = key.replace("__", ".")
        if value is None:
            values.pop(name)
        else:
            values[name] = value
    return values


def type_in(form: bytes, terms: CallTerms, language: str, values: Mapping[str, CellValue]) -> bytes:
    """The form after somebody typed these values into its cells and saved it."""
    book = load_workbook(BytesIO(form))
    cells = layout_of(terms).by_key()
    places = input_cells(terms, language)
    with in_language(language):
        lists = choice_lists(terms)
    for key, value in values.items():
        sheet, cell = places[key]
        choices = cells[key].choices
        shown = lists[choices][str(value)] if choices else value
        book[sheet][cell].value = shown
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def retype(form: bytes, changes: Mapping[tuple[str, str], object]) -> bytes:
    """The workbook with some cells, by sheet and name, changed to anything at all."""
    book = load_workbook(BytesIO(form))
    for (sheet, cell), value in changes.items():
        book[sheet][cell].value = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()
