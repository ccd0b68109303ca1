"""What was typed into a form comes out of it; what does not belong is named by its cell."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from iris_grants.applications.form_reader import FormReading, read_form
from iris_grants.calls.form import write_form
from iris_grants.calls.form_layout import layout_of
from iris_grants.calls.form_parts import CellValue, InputCell, Kind, Need
from iris_grants.kernel.problems import Severity
from iris_grants.wording import sentence
from tests.iris_grants.calls.sample_call import sample_terms
from tests.iris_grants.calls.sample_values import retype, sample_values, type_in

FINGERPRINT = "ab" * 32
TERMS = sample_terms()
TODAY = date(2023, 10, 30)
LETTERS = "abcčćdđžšljABČĆĐŽ абвгђљњћџшАЂЉ ëç 0123456789 ,.-–„“\n"


def form(language: str = "en", **changes: CellValue | None) -> bytes:
    values = sample_values(**changes)
    return write_form(TERMS, call_fingerprint=FINGERPRINT, language=language, values=values)


def read(data: bytes, name: str = "form.xlsx") -> FormReading:
    return read_form(data, name, terms=TERMS, call_fingerprint=FINGERPRINT, today=TODAY)


def found(reading: FormReading, severity: Severity = Severity.ERROR) -> list[tuple[str, str, str]]:
    return [
        (str(p.where.sheet), str(p.where.cell), p.code)
        for p in reading.problems
        if p.severity is severity
    ]


def texts(longest: int) -> st.SearchStrategy[str]:
    def trimmed(text: str) -> str:
        return unicodedata.normalize("NFC", text).strip()

    return st.text(LETTERS, min_size=1, max_size=longest).map(trimmed).filter(bool)


def values_of(cell: InputCell) -> st.SearchStrategy[CellValue]:
    match cell.kind:
        case Kind.TEXT | Kind.LONG_TEXT:
            return texts(40)
        case Kind.CHOICE:
            codes = {
                "yes_no": ("yes", "no"),
                "countries": TERMS.countries,
                "languages": TERMS.languages,
            }
            return st.sampled_from(codes[str(cell.choices)])
        case Kind.WHOLE:
            return st.integers(1, 120)
        case Kind.DAY:
            return st.dates(date(1901, 1, 1), date(2099, 12, 31))
        case Kind.PERCENT:
            return st.decimals(0, 7, places=2)
        case Kind.UNITS:
            return st.decimals(0, 99_999, places=3)
        case Kind.AMOUNT:
            return st.decimals(0, 9_999_999, places=2)


@st.composite
def filled(draw: st.DrawFn) -> dict[str, CellValue]:
    cells = layout_of(TERMS).inputs
    chosen = draw(st.sets(st.sampled_from([cell.key for cell in cells]), max_size=40))
    return {
        cell.key: draw(values_of(cell))
        for cell in cells
        if cell.key in chosen or cell.need is Need.CORE
    }


@given(filled(), st.sampled_from(["en", "sr_Latn"]))
@settings(max_examples=20)
def test_what_is_written_is_read(values: dict[str, CellValue], language: str) -> None:
    data = write_form(TERMS, call_fingerprint=FINGERPRINT, language=language, values=values)
    reading = read(data)
    assert found(reading) == []
    assert reading.form is not None
    assert dict(reading.form.values) == values
    assert reading.corrections == ()


@given(filled())
@settings(max_examples=5)
def test_what_is_typed_into_an_empty_form_is_read(values: dict[str, CellValue]) -> None:
    empty = write_form(TERMS, call_fingerprint=FINGERPRINT, language="sr")
    reading = read(type_in(empty, TERMS, "sr", values))
    assert reading.form is not None
    assert dict(reading.form.values) == values


def test_form_says_what_it_means() -> None:
    reading = read(form())
    filled_form = reading.form
    assert filled_form is not None
    assert found(reading, Severity.WARNING) == []
    assert filled_form.applicant.name == "Udruženje Vrbak"
    assert filled_form.applicant.registered_on == date(2016, 5, 12)
    assert (filled_form.months, filled_form.requested_minor) == (8, 900_000)
    assert filled_form.totals.total == 963_021
    assert [(line.heading, line.code, line.amount_minor) for line in filled_form.lines] == [
        ("1", "1.1", 800_000),
        ("2", "2.1", 100_020),
        ("indirect", "8", 63_001),
    ]
    assert (filled_form.confirmed, filled_form.signed) == (True, True)


def test_both_scripts_are_read_as_written() -> None:
    reading = read(form("sr", applicant__name="Удружење „Врбак”", applicant__city="Зајечар"))
    assert reading.form is not None
    assert reading.form.applicant.name == "Удружење „Врбак”"
    assert reading.form.applicant.city == "Зајечар"


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1 234,50", "1234.50"),
        ("1\u00a0234,5", "1234.50"),
        ("1234.5", "1234.50"),
        (1234.5, "1234.50"),
        (1234, "1234.00"),
    ],
)
def test_amounts_are_read_as_people_type_them(typed: object, amount: str) -> None:
    reading = read(retype(form(), {("Budget", "E7"): typed}))
    assert reading.form is not None
    assert reading.form.values["budget.1.1.unit_value"] == Decimal(amount)


def test_amount_with_two_readings_is_echoed() -> None:
    reading = read(retype(form(), {("Budget", "E7"): "1.234"}))
    assert found(reading, Severity.WARNING) == [("Budget", "E7", "documents.amount_ambiguous")]
    assert reading.form is not None
    assert reading.form.values["budget.1.1.unit_value"] == Decimal(1234)


@pytest.mark.parametrize("said", ["RS", "RS – Serbia", "RS – Srbija", "  rs – srbija "])
def test_choice_is_known_in_any_language(said: str) -> None:
    reading = read(retype(form(), {("Applicant", "C6"): said}))
    assert reading.form is not None
    assert reading.form.applicant.country == "RS"


@pytest.mark.parametrize(
    ("place", "typed", "code"),
    [
        (("Applicant", "C6"), "Atlantis", "documents.not_a_choice"),
        (("Applicant", "C12"), "soon", "documents.not_a_date"),
        (("Project", "C9"), "half a year", "documents.not_an_amount"),
        (("Project", "C9"), 6.5, "documents.not_whole"),
        (("Project", "C9"), 0, "applications.out_of_range"),
        (("Budget", "E7"), "=1000", "documents.formula_not_input"),
        (("Budget", "D7"), "=SUM(A1:A9)", "documents.formula_not_input"),
        (("Budget", "E7"), "a lot", "documents.not_an_amount"),
        (("Budget", "E7"), -5, "applications.out_of_range"),
        (("Budget", "E7"), 0.123, "documents.too_many_decimals"),
        (("Budget", "D7"), date(2023, 1, 8), "documents.amount_is_day"),
        (("Declaration", "C5"), "maybe", "documents.not_yes_no"),
        (("Applicant", "C5"), None, "applications.core_empty"),
        (("Applicant", "C5"), "   ", "applications.core_empty"),
    ],
)
def test_wrong_cell_is_named(place: tuple[str, str], typed: object, code: str) -> None:
    reading = read(retype(form(), {place: typed}), "Vrbak/form.xlsx")
    assert reading.form is None
    assert found(reading) == [(*place, code)]
    assert [problem.where.file for problem in reading.problems] == ["Vrbak/form.xlsx"]


def test_problem_is_one_sentence_with_file_sheet_and_cell() -> None:
    reading = read(retype(form(), {("Budget", "E7"): "=1000"}), "Vrbak/form.xlsx")
    assert [sentence(problem) for problem in reading.problems] == [
        "Vrbak/form.xlsx · Budget · E7: A value is expected here, not a formula (=1000)."
    ]


def test_every_wrong_cell_is_named_at_once() -> None:
    reading = read(retype(form(), {("Budget", "E7"): "x", ("Applicant", "C7"): None}))
    assert found(reading) == [
        ("Applicant", "C7", "applications.core_empty"),
        ("Budget", "E7", "documents.not_an_amount"),
    ]


def test_what_should_be_filled_and_is_not_is_a_warning() -> None:
    reading = read(form(answer__summary=None, applicant__email=None))
    assert reading.form is not None
    assert [
        (p.where.cell, p.params["field"])
        for p in reading.problems
        if p.severity is Severity.WARNING
    ] == [("C14", "form.applicant.email"), ("C11", "Summary of the project")]


def test_answer_over_the_limit_is_kept_whole() -> None:
    reading = read(form(answer__summary="ž" * 500))
    assert found(reading, Severity.WARNING) == [("Project", "C11", "applications.text_too_long")]
    assert reading.form is not None
    assert reading.form.values["answer.summary"] == "ž" * 500


def test_total_that_somebody_changed_is_corrected() -> None:
    data = retype(form(), {("Budget", "F7"): 9000})
    reading = read(data)
    assert reading.form is not None
    assert reading.form.totals.lines["1.1"] == 800_000
    assert [(p.where.cell, p.code, dict(p.params)) for p in reading.corrections] == [
        ("F7", "applications.total_corrected", {"stated": "9000", "computed": "8000.00"})
    ]


def test_workbook_of_somebody_else_is_not_ours() -> None:
    book = Workbook()
    out = BytesIO()
    book.save(out)
    reading = read(out.getvalue())
    assert (reading.ours, [p.code for p in reading.problems]) == (
        False,
        ["applications.not_our_form"],
    )


def test_form_of_another_call_is_refused() -> None:
    other = sample_terms("IRIS/2024/2")
    data = write_form(other, call_fingerprint=FINGERPRINT, language="en", values=sample_values())
    reading = read(data)
    assert [(p.code, dict(p.params)) for p in reading.problems] == [
        ("applications.other_call", {"call": "IRIS/2024/2", "expected": "IRIS/2023/1"})
    ]


def test_form_of_an_earlier_version_of_the_call_is_refused() -> None:
    data = write_form(TERMS, call_fingerprint="cd" * 32, language="en", values=sample_values())
    assert [p.code for p in read(data).problems] == ["applications.other_version"]


def test_form_of_a_newer_program_is_refused() -> None:
    reading = read(retype(form(), {("_iris", "B5"): "2"}))
    assert [p.code for p in reading.problems] == ["applications.form_newer"]


def test_missing_sheet_is_named() -> None:
    book = load_workbook(BytesIO(form()))
    del book["Budget"]
    out = BytesIO()
    book.save(out)
    reading = read(out.getvalue())
    assert reading.ours
    assert [(p.code, p.params["sheet"]) for p in reading.problems] == [
        ("documents.sheet_missing", "Budget")
    ]


@pytest.mark.parametrize(
    "data", [b"", b"not a workbook", form()[:-200], form()[: len(form()) // 2]]
)
def test_truncated_or_foreign_file_is_one_problem(data: bytes) -> None:
    reading = read(data)
    assert reading.form is None
    assert len(reading.problems) == 1
    assert reading.problems[0].where.file == "form.xlsx"


def test_hundred_thousand_empty_rows_are_no_matter() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(200, 100_200))
    part = "xl/worksheets/sheet4.xml"
    out = BytesIO()
    with ZipFile(BytesIO(form())) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            text = before.read(name)
            if name == part:
                text = text.replace(b"</sheetData>", f"{rows}</sheetData>".encode())
            after.writestr(name, text)
    reading = read(out.getvalue())
    assert found(reading) == []
    assert reading.form is not None
