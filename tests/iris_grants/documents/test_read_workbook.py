"""Received workbooks: read cell by cell, refused with one sentence when they cannot be."""

from __future__ import annotations

import time
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from iris_grants.documents.read_workbook import open_workbook
from iris_grants.documents.workbook import render_workbook
from iris_grants.documents.workbook_parts import CellLike, Formula, Sheet, Workbook
from iris_grants.kernel.problems import Problem, Refused, Severity, Where

ROWS: list[list[CellLike]] = [
    ["Stavka", "Iznos", "Dan"],
    ["Zarade", Decimal("1000.10"), date(2024, 2, 1)],
    ["=nije formula", "12.500,5", "1.2.24"],
    ["Ukupno", Formula(expression="SUM(B2:B2)", result=Decimal("1000.10"))],
]


def written(rows: list[list[CellLike]], marks: dict[str, str] | None = None) -> bytes:
    return render_workbook(
        Workbook(
            title="T",
            author="A",
            created=datetime(2024, 1, 1, tzinfo=UTC),
            sheets=[Sheet(name="Budžet", rows=rows)],
            marks=marks or {},
        )
    )


def changed(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The workbook with a part of its text replaced."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            text = source.read(info)
            if info.filename == part:
                assert old in text
                text = text.replace(old, new)
            target.writestr(info.filename, text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def code(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        open_workbook(data, "form.xlsx")
    (problem,) = refused.value.problems
    assert problem.where == Where(file="form.xlsx")
    return problem.code


def test_cells_are_read_with_their_place(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(written(ROWS))
    sheet = open_workbook(path).sheet("Budžet")
    assert sheet.cell("A2").text() == "Zarade"
    assert sheet.cell("B2").amount() == Decimal("1000.10")
    assert sheet.cell("C2").day(date(2024, 5, 5)) == date(2024, 2, 1)
    assert sheet.cell("A3").text() == "=nije formula"
    assert sheet.cell("B3").amount() == Decimal("12500.5")
    assert sheet.cell("B4").amount() == Problem(
        code="documents.formula_not_input",
        where=Where(file="form.xlsx", sheet="Budžet", cell="B4"),
        params={"formula": "=SUM(B2:B2)"},
    )
    assert sheet.cell("B4").amount(computed=True) == Decimal("1000.1")
    assert sheet.cell("Z99").is_empty
    assert sheet.unread_values() is None


def test_marks_come_back_and_foreign_workbooks_have_none() -> None:
    marks = {"call": "IRIS-2024-01", "fingerprint": "ab" * 32}
    assert open_workbook(written(ROWS, marks)).marks == marks
    assert open_workbook(written(ROWS)).marks == {}


def test_missing_sheet_is_told() -> None:
    book = open_workbook(written(ROWS), "form.xlsx")
    assert book.sheet_names == ("Budžet",)
    with pytest.raises(Refused) as refused:
        book.sheet("Prijava")
    assert refused.value.problems == (
        Problem(
            code="documents.sheet_missing",
            where=Where(file="form.xlsx"),
            params={"sheet": "Prijava"},
        ),
    )


def test_rows_skip_gaps_and_end() -> None:
    rows: list[list[CellLike]] = [["a"], [], ["b"], [None, None, None, "far"], *([[]] * 60), ["c"]]
    sheet = open_workbook(written(rows)).sheet("Budžet")
    assert [row.number for row in sheet.rows(1)] == [1, 3, 4, 65]
    assert [row.number for row in sheet.rows(1, columns=3)] == [1, 3, 65]
    assert [row.number for row in sheet.rows(2, last=64)] == [3, 4]
    assert [cell.where.cell for cell in next(sheet.rows(4)).cells(2)] == ["A4", "B4"]


def test_values_below_a_long_gap_are_not_passed_over_in_silence() -> None:
    rows: list[list[CellLike]] = [["a"], *([[]] * 300), ["b"]]
    sheet = open_workbook(written(rows), "form.xlsx").sheet("Budžet")
    assert [row.number for row in sheet.rows(1)] == [1]
    assert sheet.unread_values() == Problem(
        code="documents.values_unread",
        where=Where(file="form.xlsx", sheet="Budžet"),
        severity=Severity.WARNING,
    )


def test_hundred_thousand_empty_rows_cost_nothing() -> None:
    empty = b"".join(
        b'<row r="%d" s="1" customFormat="1"><c r="A%d" s="0"/><c r="B%d" s="0"/></row>' % (n, n, n)
        for n in range(5, 100_005)
    )
    data = changed(
        written(ROWS), "xl/worksheets/sheet1.xml", b"</sheetData>", empty + b"</sheetData>"
    )
    begun = time.process_time()
    sheet = open_workbook(data).sheet("Budžet")
    assert [row.number for row in sheet.rows(1)] == [1, 2, 3, 4]
    assert sheet.unread_values() is None
    assert time.process_time() - begun < 2


@pytest.mark.parametrize("reference", ["A1:XFD1048576", "A1", "Z9:A1"])
def test_dimension_that_lies_is_not_believed(reference: str) -> None:
    data = changed(
        written(ROWS),
        "xl/worksheets/sheet1.xml",
        b'<dimension ref="A1:C4"/>',
        b'<dimension ref="%s"/>' % reference.encode(),
    )
    sheet = open_workbook(data).sheet("Budžet")
    assert [row.number for row in sheet.rows(1)] == [1, 2, 3, 4]


def test_row_at_the_end_of_the_sheet_is_out_of_reach() -> None:
    data = changed(
        written(ROWS),
        "xl/worksheets/sheet1.xml",
        b"</sheetData>",
        b'<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>',
    )
    sheet = open_workbook(data).sheet("Budžet")
    assert [row.number for row in sheet.rows(1)] == [1, 2, 3, 4]
    assert sheet.unread_values() is not None


def test_error_value_is_a_problem() -> None:
    data = changed(
        written(ROWS),
        "xl/worksheets/sheet1.xml",
        b"<f>SUM(B2:B2)</f><v>1000.10</v>",
        b"<f>#REF!</f><v>#REF!</v>",
    )
    data = changed(data, "xl/worksheets/sheet1.xml", b'<c r="B4"', b'<c t="e" r="B4"')
    found = open_workbook(data).sheet("Budžet").cell("B4").amount(computed=True)
    assert isinstance(found, Problem)
    assert (found.code, found.params) == ("documents.cell_error", {"error": "#REF!"})


def test_formula_without_result_is_told() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "=1+1"  # type: ignore[index]  # the new book has a sheet
    out = BytesIO()
    book.save(out)
    found = open_workbook(out.getvalue()).sheet("Sheet").cell("A1").amount(computed=True)
    assert isinstance(found, Problem)
    assert found.code == "documents.formula_not_computed"


def test_number_is_what_was_typed() -> None:
    data = changed(
        written([[Decimal("1234.1")]]),
        "xl/worksheets/sheet1.xml",
        b"<v>1234.1</v>",
        b"<v>1234.0999999999999</v>",
    )
    assert open_workbook(data).sheet("Budžet").cell("A1").amount() == Decimal("1234.1")


def test_macros_are_no_reason_to_refuse_and_never_run() -> None:
    out = BytesIO(written(ROWS))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\0" * 100)
    assert open_workbook(out.getvalue(), "form.xlsm").sheet_names == ("Budžet",)


def test_other_files_are_refused_each_with_its_sentence() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100)
    assert code(b"") == "documents.file_empty"
    assert code(b"words") == "documents.not_a_workbook"
    assert code(b"%PDF-1.7") == "documents.not_a_workbook"
    assert code(ole) == "documents.workbook_old"
    assert code(ole + "EncryptedPackage".encode("utf-16-le")) == "documents.workbook_encrypted"
    for part, expected in [
        ("content.xml", "documents.workbook_other"),
        ("xl/workbook.bin", "documents.workbook_other"),
        ("word/document.xml", "documents.not_a_workbook"),
    ]:
        out = BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr(part, b"<x/>")
        assert code(out.getvalue()) == expected


def test_missing_and_huge_files_are_told(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        open_workbook(tmp_path / "none.xlsx")
    assert [problem.code for problem in refused.value.problems] == ["documents.file_missing"]
    with (tmp_path / "huge.xlsx").open("wb") as stream:
        stream.truncate(65 * 1024 * 1024)
    with pytest.raises(Refused) as refused:
        open_workbook(tmp_path / "huge.xlsx")
    assert [problem.code for problem in refused.value.problems] == ["documents.too_large"]


def test_bomb_is_refused_before_it_is_parsed() -> None:
    data = changed(
        written(ROWS),
        "xl/worksheets/sheet1.xml",
        b"</sheetData>",
        b" " * 30_000_000 + b"</sheetData>",
    )
    assert code(data) == "documents.archive_bomb"


@pytest.mark.parametrize(
    "trick",
    [
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>',
        '<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd">'.encode("utf-16"),
        b'<?xml version="1.0" encoding="utf-7"?>',
        b"<!--" + b" " * 2_000_000 + b'--><!DOCTYPE x [<!ENTITY a "b">]>',
    ],
)
def test_tricks_of_xml_are_refused(trick: bytes) -> None:
    data = changed(
        written(ROWS),
        "xl/workbook.xml",
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
        trick,
    )
    assert code(data) == "documents.xml_tricks"


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/workbook.xml", b"<sheets>", b"<sheets"),
        ("xl/workbook.xml", b"<sheets>", b"</sheets>"),
        ("[Content_Types].xml", b"Override", b"Orride"),
        ("xl/_rels/workbook.xml.rels", b"worksheets/sheet1.xml", b"worksheets/none.xml"),
        ("xl/styles.xml", b"<cellXfs", b"<cellXf"),
        ("xl/sharedStrings.xml", b"</sst>", b""),
    ],
)
def test_parts_that_contradict_each_other_are_told(part: str, old: bytes, new: bytes) -> None:
    data = changed(written(ROWS), part, old, new)
    with pytest.raises(Refused) as refused:
        open_workbook(data, "form.xlsx").sheet("Budžet").cell("A1")
    assert refused.value.problems[0].code in {
        "documents.workbook_damaged",
        "documents.sheet_missing",
    }


def test_broken_sheet_is_told_with_its_name() -> None:
    data = changed(written(ROWS), "xl/worksheets/sheet1.xml", b"</sheetData>", b"</sheet>")
    sheet = open_workbook(data, "form.xlsx").sheet("Budžet")
    with pytest.raises(Refused) as refused:
        list(sheet.rows(1))
    assert refused.value.problems == (
        Problem(code="documents.workbook_damaged", where=Where(file="form.xlsx", sheet="Budžet")),
    )


def test_cut_workbook_is_refused_wherever_it_is_cut() -> None:
    data = written(ROWS)
    for length in range(4, len(data), 7):
        assert code(data[:length]) == "documents.archive_damaged"


def test_flipped_bits_are_refused_or_change_nothing() -> None:
    data = written(ROWS)
    whole = [
        cell.value for row in open_workbook(data).sheet("Budžet").rows(1) for cell in row.cells(3)
    ]
    for position in range(0, len(data), 5):
        flipped = bytearray(data)
        flipped[position] ^= 0x04
        try:
            book = open_workbook(bytes(flipped))
            sheet = book.sheet("Budžet")
            found = [cell.value for row in sheet.rows(1) for cell in row.cells(3)]
        except Refused:
            continue
        assert found == whole
