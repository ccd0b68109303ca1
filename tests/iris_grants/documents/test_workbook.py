"""Workbooks: the same bytes always, typed cells, formulas with results, rules for input."""

from __future__ import annotations

import zipfile
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import formulas
import openpyxl
import pytest
from openpyxl.workbook import Workbook as OpenedBook

from iris_grants.documents.workbook import (
    CUT_MARK,
    MAX_TEXT,
    render_workbook,
    stream_workbook,
)
from iris_grants.documents.workbook_parts import (
    AMOUNT,
    AMOUNT_INPUT,
    DAY,
    MARKS_SHEET,
    TEXT_INPUT,
    TITLE,
    WRAPPED,
    Cell,
    CellLike,
    DateRule,
    Fill,
    Formula,
    Highlight,
    LengthRule,
    ListRule,
    Look,
    NumberFormat,
    NumberRule,
    Sheet,
    SheetColumn,
    Visibility,
    Workbook,
)

CREATED = datetime(2024, 2, 1, 12, 30, tzinfo=UTC)


def workbook(*sheets: Sheet, created: datetime = CREATED) -> Workbook:
    return Workbook(title="Budžet", author="Centar Primer", created=created, sheets=sheets)


def fields() -> Sheet:
    return Sheet(
        name="Prijava",
        protected=True,
        gridlines=False,
        columns=[SheetColumn(width=30, look=WRAPPED), SheetColumn(width=40)],
        merges=["A1:B1"],
        heights={1: 30},
        rows=[
            [Cell(value="Prijava", look=TITLE)],
            ["Zemlja", Cell(look=TEXT_INPUT)],
            ["Iznos", Cell(value=Decimal("1234.50"), look=AMOUNT_INPUT)],
            ["Početak", Cell(value=date(2024, 2, 1), look=DAY)],
        ],
        rules=[
            ListRule(cells="B2", choices=["Srbija", "Bosna, i Hercegovina"], prompt="Izaberite"),
            NumberRule(cells="B3", minimum=0, maximum=Decimal("60000.00")),
            DateRule(cells="B4", first=date(2023, 2, 1), last=date(2026, 1, 31)),
            LengthRule(cells="A2:A9", maximum=200, refusal="Predugačko"),
        ],
    )


def budget() -> Sheet:
    return Sheet(
        name="Budžet",
        head_rows=1,
        filtered=True,
        landscape=True,
        columns=[
            SheetColumn(width=6),
            SheetColumn(width=30, look=WRAPPED),
            SheetColumn(look=AMOUNT),
        ],
        rows=[
            ["Br.", "Stavka", "Iznos"],
            [1, "Zarade", Decimal("1000.10")],
            [2, "Putovanja", Decimal("200.20")],
            ["", "Ukupno", Formula(expression="SUM(C2:C3)", result=Decimal("1200.30"))],
        ],
        highlights=[Highlight(cells="C2:C3", condition="C2>1000")],
    )


def form() -> Workbook:
    return Workbook(
        title="Obrazac",
        author="Centar Primer",
        created=CREATED,
        sheets=[fields(), budget()],
        marks={"call": "IRIS-2024-01", "fingerprint": "ab" * 32},
        names={"budget_total": "'Budžet'!$C$4"},
        footer="IRIS & partneri",
    )


def opened(data: bytes, *, computed: bool = False) -> OpenedBook:
    return openpyxl.load_workbook(BytesIO(data), data_only=computed)


def one_cell(value: CellLike) -> object:
    return opened(render_workbook(workbook(Sheet(name="S", rows=[[value]]))))["S"]["A1"].value


def test_same_workbook_gives_the_same_bytes() -> None:
    assert render_workbook(form()) == render_workbook(form())


def test_created_is_the_only_time_inside() -> None:
    data = render_workbook(form())
    local = CREATED.astimezone(timezone(timedelta(hours=2)))
    same = workbook(Sheet(name="S", rows=[]), created=local)
    assert render_workbook(same) == render_workbook(workbook(Sheet(name="S", rows=[])))
    assert opened(data).properties.created == datetime(2024, 2, 1, 12, 30)  # noqa: DTZ001 - cells know no zone
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_values_keep_their_kind() -> None:
    assert one_cell("words č Ђ") == "words č Ђ"
    assert one_cell(12) == 12
    assert one_cell(Decimal("12500.55")) == 12500.55
    assert one_cell(date(2024, 2, 1)) == datetime(2024, 2, 1)  # noqa: DTZ001 - cells know no zone
    assert one_cell(True) is True
    assert one_cell("") is None


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "@x", "-2", '=HYPERLINK("x")', "{=1}", "https://example.org", "0123"]
)
def test_text_is_never_interpreted(text: str) -> None:
    cell = opened(render_workbook(workbook(Sheet(name="S", rows=[[text]]))))["S"]["A1"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_text_longer_than_a_cell_ends_with_a_mark() -> None:
    found = one_cell("č" * 40_000)
    assert found == "č" * (MAX_TEXT - len(CUT_MARK)) + CUT_MARK
    assert one_cell("x" * MAX_TEXT) == "x" * MAX_TEXT
    emoji = one_cell("😀" * 20_000)
    assert isinstance(emoji, str)
    assert len(emoji.encode("utf-16-le")) <= 2 * MAX_TEXT
    assert emoji.endswith("😀" + CUT_MARK)


def test_half_a_character_is_replaced() -> None:
    assert one_cell("a\ud800b") == "a\ufffdb"


def test_formula_carries_its_result() -> None:
    data = render_workbook(form())
    assert opened(data)["Budžet"]["C4"].value == "=SUM(C2:C3)"
    assert opened(data, computed=True)["Budžet"]["C4"].value == 1200.3


def test_results_are_what_an_evaluator_computes(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(render_workbook(form()))
    solution = formulas.ExcelModel().loads(str(path)).finish().calculate()
    value = solution["'[book.xlsx]BUDŽET'!C4"].value[0, 0]
    assert round(Decimal(float(value)), 2) == Decimal("1200.30")


def test_rules_stand_in_the_sheet() -> None:
    sheet = opened(render_workbook(form()))["Prijava"]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert rules["B2"].formula1 == "'_lists'!$A$1:$A$2"
    assert rules["B2"].prompt == "Izaberite"
    assert (rules["B3"].type, rules["B3"].formula1, rules["B3"].formula2) == (
        "decimal",
        "0",
        "60000.00",
    )
    assert (rules["B4"].type, rules["B4"].operator) == ("date", None)
    assert (rules["A2:A9"].type, rules["A2:A9"].formula1) == ("textLength", "200")


def test_number_rules_may_have_one_bound_or_none() -> None:
    rules = [
        NumberRule(cells="A1", minimum=1, whole=True),
        NumberRule(cells="A2", maximum=5),
        NumberRule(cells="A3"),
    ]
    sheet = opened(render_workbook(workbook(Sheet(name="S", rows=[], rules=rules))))["S"]
    assert [
        (rule.type, rule.operator, rule.formula1) for rule in sheet.data_validations.dataValidation
    ] == [
        ("whole", "greaterThanOrEqual", "1"),
        ("decimal", "lessThanOrEqual", "5"),
        ("decimal", "greaterThanOrEqual", "-1E+15"),
    ]


def test_choices_and_marks_lie_out_of_sight() -> None:
    book = opened(render_workbook(form()))
    assert [(sheet.title, sheet.sheet_state) for sheet in book.worksheets] == [
        ("Prijava", "visible"),
        ("Budžet", "visible"),
        ("_lists", "veryHidden"),
        (MARKS_SHEET, "veryHidden"),
    ]
    assert [cell.value for cell in book["_lists"]["A"]] == ["Srbija", "Bosna, i Hercegovina"]
    assert book.defined_names["budget_total"].attr_text == "'Budžet'!$C$4"


def test_only_cells_to_fill_in_are_open() -> None:
    sheet = opened(render_workbook(form()))["Prijava"]
    assert sheet.protection.sheet
    locked = {name: sheet[name].protection.locked for name in ("A2", "B2", "B3", "B4")}
    assert locked == {"A2": True, "B2": False, "B3": False, "B4": True}


def test_page_is_set_up_for_paper() -> None:
    sheet = opened(render_workbook(form()))["Budžet"]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:C4"
    assert sheet.oddFooter is not None
    assert sheet.oddFooter.left is not None
    assert sheet.oddFooter.left.text == "IRIS && partneri"


def test_number_formats_show_the_currency() -> None:
    look = Look(number_format=NumberFormat.AMOUNT, currency="RSD", fill=Fill.COMPUTED)
    rows: list[list[CellLike]] = [
        [Cell(value=Decimal("1.50"), look=look), Decimal("1.50"), date(2024, 1, 1)]
    ]
    sheet = opened(render_workbook(workbook(Sheet(name="S", rows=rows))))["S"]
    assert sheet["A1"].number_format == '#,##0.00 "RSD"'
    assert sheet["B1"].number_format == "#,##0.00"
    assert sheet["C1"].number_format == "dd.mm.yyyy."


def test_day_before_the_calendar_of_excel_is_text() -> None:
    assert one_cell(date(1899, 5, 1)) == "1899-05-01"


def test_rows_are_high_enough_for_their_wrapped_texts() -> None:
    look = Look(wrap=True)
    rows: list[list[CellLike]] = [
        [Cell(value="reč " * 30, look=look)],
        [Cell(value="reč", look=look)],
        [Cell(value="a\nb\nc d e f", look=look)],
        [Cell(value="reč " * 30, look=TEXT_INPUT)],
        [Cell(value="reč " * 30, look=look), None],
        [Cell(value="reč " * 9000, look=look)],
    ]
    sheet = Sheet(name="S", columns=[SheetColumn(width=20)] * 2, rows=rows, merges=["A5:B5"])
    heights = opened(render_workbook(workbook(sheet)))["S"].row_dimensions
    assert [heights[row].height for row in range(1, 7)] == [
        107.25,
        None,
        47.25,
        None,
        62.25,
        408.75,
    ]


def test_heads_stand_over_their_figures() -> None:
    sheet = opened(render_workbook(form()))["Budžet"]
    assert [sheet[name].alignment.horizontal for name in ("B1", "C1")] == [None, "right"]


def test_hidden_sheet_is_hidden() -> None:
    sheets = [
        Sheet(name="A", rows=[]),
        Sheet(name="B", rows=[], visibility=Visibility.HIDDEN),
        Sheet(name="C", rows=[], visibility=Visibility.VERY_HIDDEN),
    ]
    book = opened(render_workbook(workbook(*sheets)))
    assert [sheet.sheet_state for sheet in book.worksheets] == ["visible", "hidden", "veryHidden"]


def test_streamed_rows_read_the_same() -> None:
    rows: list[list[CellLike]] = [["Br.", "Stavka"]]
    rows.extend([number, f"stavka {number}"] for number in range(2000))
    out = BytesIO()
    stream_workbook(workbook(Sheet(name="S", head_rows=1, rows=iter(rows))), out)
    again = BytesIO()
    stream_workbook(workbook(Sheet(name="S", head_rows=1, rows=iter(rows))), again)
    assert out.getvalue() == again.getvalue()
    found = [list(row) for row in opened(out.getvalue())["S"].iter_rows(values_only=True)]
    assert found == rows


def test_mistakes_of_ours_are_refused() -> None:
    naive = datetime(2024, 1, 1)  # noqa: DTZ001 - cells know no zone
    with pytest.raises(ValueError, match="zone"):
        render_workbook(workbook(created=naive))
    with pytest.raises(ValueError, match="local time"):
        render_workbook(workbook(Sheet(name="S", rows=[[CREATED]])))
    with pytest.raises(ValueError, match="merged"):
        stream_workbook(workbook(Sheet(name="S", rows=[], merges=["A1:B1"])), BytesIO())
    with pytest.raises(ValueError, match="without a choice"):
        render_workbook(
            workbook(Sheet(name="S", rows=[], rules=[ListRule(cells="A1", choices=[])]))
        )


def test_wide_lists_are_printed_on_larger_paper_and_words_keep_away_from_figures() -> None:
    wide = Sheet(
        name="Spisak",
        rows=[["1", "2"]],
        columns=[
            SheetColumn(width=120),
            SheetColumn(width=120, look=Look(indent=1)),
        ],
        landscape=True,
    )
    sheet = opened(render_workbook(workbook(wide)))["Spisak"]
    assert sheet.page_setup.paperSize == 8
    found = [
        (sheet[name].alignment.horizontal, sheet[name].alignment.indent) for name in ("A1", "B1")
    ]
    assert found == [(None, 0), ("left", 1)]
