"""Small cells are not published, nor what would let them be told; personal data are found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iris_grants.results.rules.personal import is_jmbg, personal_data
from iris_grants.results.rules.publishing import SMALLEST, publishable


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        ({"female": 20, "male": 15}, {"female": 20, "male": 15}),
        ({"female": 20, "male": 15, "unknown": 0}, {"female": 20, "male": 15}),
        ({"female": 20, "male": 4}, {}),
        ({"RS": 20, "AL": 9, "ME": 4}, {"RS": 20}),
        ({"RS": 20, "AL": 3, "ME": 4}, {"RS": 20}),
        ({"RS": 20, "AL": 1, "ME": 2, "BA": 8}, {"RS": 20}),
        ({"RS": 5}, {"RS": 5}),
        ({"RS": 4}, {}),
        ({}, {}),
    ],
)
def test_small_cells_and_those_that_betray_them_are_left_out(
    cells: dict[str, int], shown: dict[str, int]
) -> None:
    assert publishable(cells) == shown


@given(st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 30)))
def test_what_is_left_out_cannot_be_told_from_the_total(cells: dict[str, int]) -> None:
    shown = publishable(cells)
    hidden = sum(cells.values()) - sum(shown.values())
    assert all(cells[name] == value >= SMALLEST for name, value in shown.items())
    assert hidden == 0 or hidden >= SMALLEST or not shown


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Sastanak mreže u Nišu, 25 prisutnih, budžet 12.500,50", []),
        ("0101006500006", ["personal.number"]),
        ("0101006500007", []),
        ("Pišite na ana.ogled@primer.example", ["personal.email"]),
        ("tel. +381 64 123 45 67", ["personal.phone"]),
        ("tel. 00387 33 123-456", ["personal.phone"]),
        ("račun RS35 2600 0560 1001 6113 79", ["personal.iban"]),
        ("račun RS36 2600 0560 1001 6113 79", []),
    ],
)
def test_what_looks_personal_is_found(text: str, kinds: list[str]) -> None:
    assert [kind for kind, _found in personal_data(text)] == kinds


def test_check_digit_of_a_personal_number() -> None:
    numbers = [f"010199071000{digit}" for digit in range(10)]
    assert sum(is_jmbg(number) for number in numbers) == 1
    assert not is_jmbg("3201006500006")
