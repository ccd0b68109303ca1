"""The one table model: sorting, searching, filtering, and selections that follow their rows."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from tests.ui.sample import COLUMNS, STATES, SampleRow, sample_rows
from ui.tables.model import RowsModel

NUMBER, APPLICANT, STATE, ASKED, RECEIVED = 0, 1, 3, 4, 5


@pytest.fixture
def model(qapp: QApplication) -> RowsModel[SampleRow]:
    """A model over a hundred invented applications, watched by Qt's own tester."""
    made = RowsModel(COLUMNS, lambda row: row.number)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    made.set_rows(sample_rows(100))
    return made


def test_cells_are_shown_in_the_manner_of_their_kind(model: RowsModel[SampleRow]) -> None:
    shown = [model.index(0, column).data() for column in range(len(COLUMNS))]
    assert shown == [
        "2026-00000",
        "Udruženje „Đerdan“ Šabac",
        "Mreža mladih pčelara",
        "Ocenjena",
        "10,000.00",
        "10/01/2026",
        "",
    ]


def test_cell_is_read_aloud_with_its_heading(model: RowsModel[SampleRow]) -> None:
    spoken = model.index(0, ASKED).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Requested (EUR): 10,000.00"


def test_heading_names_the_currency_and_carries_the_arrow(model: RowsModel[SampleRow]) -> None:
    model.sort_toggled(ASKED)
    assert model.headerData(ASKED, Qt.Orientation.Horizontal) == "Requested (EUR) ↑"
    model.sort_toggled(ASKED)
    assert model.headerData(ASKED, Qt.Orientation.Horizontal) == "Requested (EUR) ↓"
    assert model.headerData(NUMBER, Qt.Orientation.Horizontal) == "Number"


def test_sort_by_money_puts_empty_values_first(model: RowsModel[SampleRow]) -> None:
    model.sort(ASKED)
    amounts = [row.asked for row in model.shown_rows()]
    known = [amount for amount in amounts if amount is not None]
    assert amounts[: len(amounts) - len(known)] == [None] * (len(amounts) - len(known))
    assert known == sorted(known, key=lambda amount: amount.minor)


def test_sort_by_text_sorts_both_scripts_together(model: RowsModel[SampleRow]) -> None:
    model.sort(APPLICANT)
    names = list(dict.fromkeys(row.applicant for row in model.shown_rows()))
    assert names == [
        "Čuvari reke",
        "Fond za bašte",
        "Udruženje „Đerdan“ Šabac",
        "Удружење „Ђурђевак“",
    ]


@pytest.mark.parametrize(
    "words", ["djurdjevak", "ĐURĐEVAK", "ђурђевак", "durdevak", "udruz djurdj"]
)
def test_search_finds_every_spelling_of_a_name(model: RowsModel[SampleRow], words: str) -> None:
    model.search(words)
    assert {row.applicant for row in model.shown_rows()} == {"Удружење „Ђурђевак“"}


def test_search_and_filters_narrow_together(model: RowsModel[SampleRow]) -> None:
    model.search("fond")
    model.set_filters([lambda row: row.state == STATES[0], lambda row: row.state == STATES[1]])
    assert {row.applicant for row in model.shown_rows()} == {"Fond za bašte"}
    assert {row.state for row in model.shown_rows()} == {STATES[0], STATES[1]}
    assert model.narrowed()
    model.search("")
    model.set_filters([])
    assert model.rowCount() == 100
    assert not model.narrowed()


def test_index_follows_its_row_and_dies_with_it(model: RowsModel[SampleRow]) -> None:
    first = QPersistentModelIndex(model.index(0, NUMBER))
    model.sort(NUMBER, Qt.SortOrder.DescendingOrder)
    assert first.data() == "2026-00000"
    assert first.row() == 99
    model.set_rows(sample_rows(100)[::-1])
    assert first.data() == "2026-00000"
    model.search("07919")
    assert not first.isValid()


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    column=st.integers(0, len(COLUMNS) - 1),
    backwards=st.booleans(),
    words=st.sampled_from(["", "fond", "2026-0", "odbacena", "bašt reke"]),
    count=st.integers(0, 60),
)
def test_what_is_shown_is_always_a_part_of_the_rows(
    model: RowsModel[SampleRow], column: int, backwards: bool, words: str, count: int
) -> None:
    rows = sample_rows(count)
    way = Qt.SortOrder.DescendingOrder if backwards else Qt.SortOrder.AscendingOrder
    model.set_rows(rows)
    model.search(words)
    model.sort(column, way)
    shown = model.shown_rows()
    assert len({row.number for row in shown}) == len(shown)
    assert {row.number for row in shown} <= {row.number for row in rows}
    orders = [COLUMNS[column].order(row) for row in shown]
    assert orders == sorted(orders, reverse=backwards)


def test_ten_thousand_rows_are_sorted_and_searched_at_once(qapp: QApplication) -> None:
    model = RowsModel(COLUMNS, lambda row: row.number)
    rows = sample_rows(10_000)
    started = time.perf_counter()
    sorted(rows, key=lambda row: row.number)
    model.set_rows(rows)
    model.sort(ASKED)
    model.search("fond")
    model.search("fond b")
    assert model.rowCount() == 2_500
    assert time.perf_counter() - started < 5
