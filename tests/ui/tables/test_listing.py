"""A list taken out of the window: workbook and paper hold what is in view, no more, no less."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from PySide6.QtGui import QPdfWriter
from pytestqt.qtbot import QtBot

from iris_grants.documents.workbook import render_workbook
from iris_grants.kernel.money import Money
from iris_grants.wording import N_
from tests.ui.sample import SampleRow, sample_rows, sample_spec
from ui.shell.context import Context
from ui.tables.columns import Chip, Column, Kind
from ui.tables.exporting import export
from ui.tables.list_workbook import list_workbook
from ui.tables.listing import Listing
from ui.tables.listpage import ListPage
from ui.tables.printing import print_listing, set_up_page

AT = datetime(2026, 2, 3, 9, 30, tzinfo=UTC)
LONG = 10_000


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> ListPage[SampleRow]:
    """A list page of thirty invented applications, narrowed to three by a search."""
    made = ListPage(context, sample_spec(sample_rows(30)))
    qtbot.addWidget(made)
    made.resize(1158, 740)
    made.show()
    qtbot.waitUntil(lambda: made.model.rowCount() == 30, timeout=LONG)
    made.toolbar.search.setText("baste")
    qtbot.waitUntil(lambda: made.model.rowCount() == 7, timeout=LONG)
    return made


def local(text: str) -> datetime:
    """A local time as a cell holds it, without a zone."""
    return datetime.fromisoformat(text)


def rows_of(data: bytes) -> list[list[object]]:
    """The values of the first sheet, as a reader of the file sees them."""
    sheet = openpyxl.load_workbook(BytesIO(data), data_only=True).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_workbook_holds_the_filtered_rows_and_the_shown_columns(
    page: ListPage[SampleRow],
) -> None:
    listing = page.listing()
    found = rows_of(render_workbook(list_workbook(listing, origin="here", created=AT)))
    assert found[0][0] == "Applications"
    assert found[1][0] == "7 of 30 · search: baste"
    assert found[2][0] == "here"
    assert found[4] == [column.heading() for column in page.table.shown_columns()]
    assert [row[0] for row in found[5:]] == [row.number for row in page.model.shown_rows()]
    asked = [row[4] for row in found[5:]]
    wanted = [row.asked.amount if row.asked else None for row in page.model.shown_rows()]
    assert [None if one is None else Decimal(str(one)) for one in asked] == wanted
    assert Decimal(str(found[3][4])) == sum(one for one in wanted if one is not None)


def test_sums_are_live_and_follow_the_filter_of_the_sheet(page: ListPage[SampleRow]) -> None:
    data = render_workbook(list_workbook(page.listing(), origin="", created=AT))
    sheet = openpyxl.load_workbook(BytesIO(data)).worksheets[0]
    assert sheet["E4"].value == "=SUBTOTAL(109,E6:E12)"
    assert sheet.auto_filter.ref == "A5:F12"


class Kinds:
    """One row with a value of every kind."""

    text = "=1+1"
    money = Money(12_345_67, "RSD")
    day = "2026-01-31"
    at = "2026-01-31T12:00:00Z"
    share = Decimal("12.5")
    chip = Chip(word="admitted")
    yes = True
    none: str | None = None


def test_every_kind_becomes_what_excel_holds() -> None:
    columns: tuple[Column[Kinds], ...] = (
        Column(key="text", title=N_("Name")),
        Column(key="money", title=N_("Amount"), kind=Kind.MONEY, total=True),
        Column(key="day", title=N_("Since"), kind=Kind.DATE),
        Column(key="at", title=N_("When"), kind=Kind.MOMENT),
        Column(key="share", title=N_("Change"), kind=Kind.PERCENT),
        Column(key="chip", title=N_("State"), kind=Kind.CHIP),
        Column(key="yes", title=N_("Needed"), kind=Kind.YES),
        Column(key="none", title=N_("Until"), kind=Kind.DATE),
    )
    listing = Listing(title="A/B [list]", columns=columns, rows=(Kinds(),), of=1)
    data = render_workbook(list_workbook(listing, origin="", created=AT))
    sheet = openpyxl.load_workbook(BytesIO(data)).worksheets[0]
    assert [cell.value for cell in sheet[6]] == [
        "=1+1",
        12345.67,
        local("2026-01-31T00:00"),
        local("2026-01-31T13:00"),
        0.125,
        "admitted",
        "yes",
        None,
    ]
    assert sheet["A6"].data_type == "s"
    assert sheet["B6"].number_format == '#,##0.00 "RSD"'


def test_export_writes_the_file_and_says_so(
    qtbot: QtBot, context: Context, page: ListPage[SampleRow], tmp_path: Path
) -> None:
    target = tmp_path / "list.xlsx"
    export(context, page.listing(), target)
    qtbot.waitUntil(lambda: bool(context.feedback.said), timeout=LONG)
    assert context.feedback.said[-1].text == f"Written: {target}"
    found = rows_of(target.read_bytes())
    assert len(found) == 12
    origin = str(found[2][0])
    assert origin.startswith("sample · ")
    assert origin.endswith(" · Ana Primer")


def pages_of(path: Path) -> list[str]:
    """The text of every page of a PDF."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def test_print_repeats_headings_and_numbers_the_pages(
    page: ListPage[SampleRow], tmp_path: Path
) -> None:
    page.toolbar.search.clear()
    page.model.search("")
    page.model.set_rows(sample_rows(90))
    target = tmp_path / "list.pdf"
    writer = QPdfWriter(str(target))
    set_up_page(writer, 6)
    count = print_listing(page.listing(), writer, "sample · Ana Primer")
    del writer
    pages = pages_of(target)
    assert len(pages) == count > 1
    for number, text in enumerate(pages, start=1):
        assert "Requested (EUR)" in text
        assert f"page {number} of {count}" in text
        assert "sample · Ana Primer" in text
    whole = "\n".join(pages)
    assert all(row.number in whole for row in sample_rows(90))


def test_empty_list_prints_its_headings(tmp_path: Path, page: ListPage[SampleRow]) -> None:
    page.model.set_rows(())
    target = tmp_path / "list.pdf"
    writer = QPdfWriter(str(target))
    set_up_page(writer, 6)
    assert print_listing(page.listing(), writer, "") == 1
    del writer
    assert "0 of 0" in pages_of(target)[0]


def test_day_that_is_a_date_already_stays_one() -> None:
    column: Column[tuple[date]] = Column(
        key="on", title=N_("Since"), kind=Kind.DATE, value=lambda row: row[0]
    )
    listing = Listing(title="Days", columns=(column,), rows=((date(2026, 5, 1),),), of=1)
    found = rows_of(render_workbook(list_workbook(listing, origin="", created=AT)))
    assert found[5] == [local("2026-05-01T00:00")]
