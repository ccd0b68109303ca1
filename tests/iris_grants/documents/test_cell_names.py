"""Names of cells and sheets as Excel takes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iris_grants.documents.cell_names import (
    MAX_COLUMNS,
    MAX_ROWS,
    area_of,
    cell_name,
    cell_position,
    column_letters,
    sheet_reference,
    sheet_title,
)


@pytest.mark.parametrize(
    ("column", "letters"),
    [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16384, "XFD")],
)
def test_columns_have_letters(column: int, letters: str) -> None:
    assert column_letters(column) == letters


@given(st.integers(1, MAX_ROWS), st.integers(1, MAX_COLUMNS), st.booleans())
def test_position_undoes_name(row: int, column: int, fixed: bool) -> None:
    assert cell_position(cell_name(row, column, fixed=fixed)) == (row, column)


@pytest.mark.parametrize("name", ["", "A", "5", "A0", "5A", "XFE1", "A1048577", "A1:B2", "Č1"])
def test_other_texts_are_no_cells(name: str) -> None:
    with pytest.raises(ValueError, match="not the name of a cell"):
        cell_position(name)


@pytest.mark.parametrize(
    ("row", "column"), [(0, 1), (1, 0), (MAX_ROWS + 1, 1), (1, MAX_COLUMNS + 1)]
)
def test_cells_outside_the_sheet_have_no_name(row: int, column: int) -> None:
    with pytest.raises(ValueError, match="no such"):
        cell_name(row, column)


def test_areas_are_rectangles() -> None:
    assert area_of("B5:D9") == (5, 2, 9, 4)
    assert area_of("$B$5") == (5, 2, 5, 2)
    with pytest.raises(ValueError, match="not a rectangle"):
        area_of("D9:B5")


def test_references_quote_the_sheet() -> None:
    assert sheet_reference("D'Arc", "$A$1") == "'D''Arc'!$A$1"


def test_any_text_becomes_a_sheet_name() -> None:
    assert sheet_title("Budžet [2024]: a/b") == "Budžet  2024   a b"
    assert sheet_title("'x' * " + "y" * 40) == "x'   " + "y" * 26
    assert sheet_title(" ") == "Sheet"
    assert sheet_title("budžet", {"Budžet", "BUDŽET (2)"}) == "budžet (3)"
    assert sheet_title("x" * 40, {"X" * 31}) == "x" * 27 + " (2)"
