"""The application form as a workbook: locks, lists, formulas with results, equal bytes."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from iris_grants.applications.plan import OTHER_ATTACHMENT
from iris_grants.calls.documents import terms_document
from iris_grants.calls.form import write_form
from iris_grants.calls.form_layout import input_cells, keys_for_assessors, layout_of
from iris_grants.calls.form_parts import FINGERPRINT_NAME, HEADING_LINES, Kind
from iris_grants.calls.parse import parse_call
from iris_grants.calls.terms import CallTerms, Lot
from iris_grants.documents.read_workbook import open_workbook
from iris_grants.scoring.queries.packing import kinds_sent
from tests.iris_grants.calls.sample_call import sample_template, sample_terms
from tests.iris_grants.calls.sample_values import sample_values

FINGERPRINT = "ab" * 32
NAMES = {
    "en": [
        "Instructions",
        "Applicant",
        "Project",
        "Budget",
        "Partners",
        "Declaration",
        "Attachments",
    ],
    "sr_Latn": [
        "Uputstvo",
        "Podnosilac prijave",
        "Projekat",
        "Budžet",
        "Partneri",
        "Izjava",
        "Prilozi",
    ],
}


@pytest.fixture(scope="module")
def terms() -> CallTerms:
    return sample_terms()


def opened(
    terms: CallTerms, language: str, *, results: bool = False, filled: bool = True
) -> Workbook:
    values = sample_values() if filled else None
    data = write_form(terms, call_fingerprint=FINGERPRINT, language=language, values=values)
    return load_workbook(BytesIO(data), data_only=results)


@pytest.mark.parametrize("language", ["en", "sr_Latn"])
def test_sheets_stand_in_their_order_and_the_rest_is_hidden(
    terms: CallTerms, language: str
) -> None:
    book = opened(terms, language)
    shown = [sheet.title for sheet in book if sheet.sheet_state == "visible"]
    assert shown == NAMES[language]
    assert {sheet.sheet_state for sheet in book if sheet.title not in shown} == {"veryHidden"}


@pytest.mark.parametrize("language", ["en", "sr_Latn"])
def test_input_cells_and_no_others_can_be_changed(terms: CallTerms, language: str) -> None:
    book = opened(terms, language)
    inputs = set(input_cells(terms, language).values())
    below = {
        (NAMES[language][2], f"C{row}")
        for cell in layout_of(terms).inputs
        for row in range(cell.row + 1, cell.row + cell.rows)
    }
    for name in NAMES[language]:
        sheet = book[name]
        assert sheet.protection.sheet
        unlocked = {
            (name, cell.coordinate)
            for row in sheet.iter_rows()
            for cell in row
            if not cell.protection.locked
        }
        assert unlocked - below == {place for place in inputs if place[0] == name}


def test_every_input_has_a_rule_and_choices_name_their_list(terms: CallTerms) -> None:
    book = opened(terms, "sr_Latn")
    for cell in layout_of(terms).inputs:
        sheet = input_cells(terms, "sr_Latn")[cell.key][0]
        rules = [
            rule for rule in book[sheet].data_validations.dataValidation if cell.cell in rule.sqref
        ]
        assert len(rules) == 1, cell.key
        assert (rules[0].type == "list") == (cell.kind is Kind.CHOICE)
        assert 0 < len(rules[0].error or "") <= 255


def test_formulas_carry_their_results(terms: CallTerms) -> None:
    typed, results = opened(terms, "en"), opened(terms, "en", results=True)
    rows = layout_of(terms).budget
    sheet, stored = typed["Budget"], results["Budget"]
    assert (
        sheet[f"F{rows.lines[0].row}"].value
        == f"=ROUND(D{rows.lines[0].row}*E{rows.lines[0].row},2)"
    )
    assert stored[f"F{rows.lines[0].row}"].value == 8000
    assert stored[f"F{rows.direct}"].value == 9000.2
    assert stored[f"F{rows.indirect}"].value == 630.01
    assert stored[f"F{rows.total}"].value == 9630.21
    assert stored[f"F{rows.difference}"].value == 0
    assert stored[f"C{rows.difference}"].value == "Sources and costs agree"
    assert stored[f"F{rows.share}"].value == 93.46


def test_no_formula_needs_a_new_office_program(terms: CallTerms) -> None:
    book = opened(terms, "en")
    used = {
        cell.value.split("(")[0]
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f" and isinstance(cell.value, str)
    }
    assert used <= {"=ROUND", "=SUM", "=IF", "=LEN", "=COUNTBLANK"} | {
        value for value in used if value.startswith("=F")
    }


def test_instructions_count_what_is_still_missing(terms: CallTerms) -> None:
    empty, full = (
        {
            row[1].value: row[2].value
            for row in opened(terms, "en", results=True, filled=filled)["Instructions"].iter_rows()
            if row[1].value in NAMES["en"]
        }
        for filled in (False, True)
    )
    assert empty == {
        "Applicant": 8,
        "Project": 5,
        "Budget": 1,
        "Declaration": 12,
        "Attachments": 1,
    }
    assert full == dict.fromkeys(empty, 0)


def test_form_is_bound_to_its_call(terms: CallTerms) -> None:
    data = write_form(terms, call_fingerprint=FINGERPRINT, language="sr")
    assert dict(open_workbook(data, "form.xlsx").marks) == {
        "call": "IRIS/2023/1",
        "fingerprint": FINGERPRINT,
        "format": "iris-application-form",
        "language": "sr_Latn",
        "version": "1",
    }
    book = load_workbook(BytesIO(data))
    place = book.defined_names[FINGERPRINT_NAME].attr_text
    assert place == "'_iris'!$B$2"
    assert book["_iris"]["B2"].value == FINGERPRINT


def test_same_call_and_values_give_the_same_bytes(terms: CallTerms) -> None:
    written = [
        write_form(terms, call_fingerprint=FINGERPRINT, language="sr", values=sample_values())
        for _ in range(2)
    ]
    assert written[0] == written[1]


def test_form_prints_on_a4_as_wide_as_the_page(terms: CallTerms) -> None:
    for sheet in opened(terms, "en"):
        if sheet.sheet_state == "visible":
            assert sheet.page_setup.paperSize == 9
            assert sheet.page_setup.fitToHeight == 0
            assert getattr(sheet.sheet_properties.pageSetUpPr, "fitToPage", False)


def test_long_answers_get_rows_that_print_whole(terms: CallTerms) -> None:
    wide = replace(
        terms, questions=(replace(terms.questions[0], max_length=6000), *terms.questions[1:])
    )
    first, second = (cell for cell in layout_of(wide).inputs if cell.kind is Kind.LONG_TEXT)
    assert (first.rows, second.row) == (3, first.row + 3)
    data = write_form(wide, call_fingerprint=FINGERPRINT, language="en")
    sheet = load_workbook(BytesIO(data))["Project"]
    assert [str(area) for area in sheet.merged_cells.ranges] == [f"C{first.row}:C{first.row + 2}"]
    heights = [sheet.row_dimensions[row].height for row in range(first.row, first.row + 3)]
    assert sum(heights) >= 6000 / 90 * 14
    assert max(heights) <= 400


def test_budget_has_the_lines_of_each_heading(terms: CallTerms) -> None:
    rows = layout_of(terms).budget
    assert {h: len(rows.lines_of(h)) for h in rows.headings} == {
        "1": HEADING_LINES["1"],
        "2": HEADING_LINES["2"],
        "5": HEADING_LINES["5"],
    }
    assert rows.direct == rows.subtotals["5"] + 1


def test_lots_are_asked_only_where_the_call_has_them(terms: CallTerms) -> None:
    assert "project.lot" not in layout_of(terms).by_key()
    lots = (Lot(code="1", title=terms.title),)
    assert "project.lot" in layout_of(replace(terms, lots=lots)).by_key()


def test_kosovo_is_never_named_without_its_note(terms: CallTerms) -> None:
    noted = [
        any("UNSCR 1244" in str(cell.value) for row in sheet.iter_rows() for cell in row)
        for sheet in (
            opened(terms, "en")["Instructions"],
            opened(replace(terms, countries=("RS",)), "en")["Instructions"],
        )
    ]
    assert noted == [True, False]


def test_what_assessors_do_not_need_is_declared_field_by_field(terms: CallTerms) -> None:
    keys = keys_for_assessors(terms)
    kept = {cell.key for cell in layout_of(terms).inputs} - keys
    office = ("address", "tax_no", "email", "phone", "contact", "iban")
    assert {key for key in kept if not key.startswith("declaration.")} == {
        f"applicant.{name}" for name in office
    }
    assert {"applicant.representative", "answer.summary", "funding.requested"} <= keys
    template = sample_template()
    for part, place in (("questions", 1), ("attachments", 1)):
        entries = template[part]
        assert isinstance(entries, list)
        entry = entries[place]
        assert isinstance(entry, dict)
        entry["for_assessors"] = False
    kept_back = parse_call(template)
    assert parse_call(terms_document(kept_back)) == kept_back
    assert keys - keys_for_assessors(kept_back) == {
        "answer.users",
        "attachment.accounts.attached",
        "attachment.accounts.file",
    }
    assert kinds_sent(kept_back) == {"statute", OTHER_ATTACHMENT}
    assert kinds_sent(terms) == {"statute", "accounts", OTHER_ATTACHMENT}
    assert "for_assessors" not in str(terms_document(terms))
