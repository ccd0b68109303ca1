"""The invented applicants: as many as wanted, the same for a seed, with numbers in order."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from iris_grants.demo.cyrillic import in_cyrillic, is_cyrillic
from iris_grants.demo.programme_applicants import (
    DEADLINE,
    LACKING,
    LATE,
    LEAST,
    TOO_LONG,
    TOO_MUCH,
    invent_applicants,
)
from iris_grants.demo.programme_judgement import Judgement
from iris_grants.demo.programme_names import ORGANISATIONS
from iris_grants.organisations.rules import check_iban, check_identifiers

APPLICANTS = invent_applicants(2023, 55)


def test_programme_receives_55_applications_from_six_countries() -> None:
    assert len(APPLICANTS) == 55
    assert Counter(one.country for one in APPLICANTS) == {
        "RS": 19,
        "BA": 10,
        "MK": 7,
        "AL": 7,
        "ME": 6,
        "XK": 6,
    }
    assert len({one.title for one in APPLICANTS}) == 55


def test_same_seed_tells_the_same_story_and_another_does_not() -> None:
    assert invent_applicants(2023, 55) == APPLICANTS
    assert invent_applicants(7, 55) != APPLICANTS


@pytest.mark.parametrize("count", [LEAST, 52, 56, 400])
def test_any_number_of_applications_is_told_apart(count: int) -> None:
    found = invent_applicants(1, count)
    assert len({one.folder for one in found}) == count
    assert len({(one.country, one.register_no, one.title) for one in found}) == count


def test_numbers_of_invented_organisations_are_in_order() -> None:
    for one in APPLICANTS:
        assert (
            check_identifiers(country=one.country, register_no=one.register_no, tax_no=one.tax_no)
            == ()
        ), one.name
        assert one.iban is not None
        assert check_iban(one.iban, one.country) == (), one.name


def test_unusual_applications_are_there() -> None:
    by_folder = {one.folder.partition("-")[2]: one for one in APPLICANTS}
    late = {folder for folder, one in by_folder.items() if one.received_at > DEADLINE}
    assert late == LATE.keys()
    assert {folder for folder, one in by_folder.items() if len(one.attached) < 3} == LACKING.keys()
    assert {folder for folder, one in by_folder.items() if one.months > 12} == TOO_LONG.keys()
    dear = {f for f, one in by_folder.items() if total(one.lines) > 20_000}
    assert dear == TOO_MUCH.keys()
    assert [f for f, one in by_folder.items() if one.registered_on > date(2022, 11, 1)] == [
        "duga-nad-selom"
    ]
    assert [f for f, one in by_folder.items() if not one.signed] == ["gorski-vijenac-djece"]
    assert [f for f, one in by_folder.items() if one.other_edition] == ["treci-red"]
    assert [f for f, one in by_folder.items() if one.on_paper] == ["njihova-soba"]
    leads = Counter((one.country, one.register_no) for one in APPLICANTS)
    assert [number for number in leads.values() if number > 1] == [3]
    assert any(one.typed for one in APPLICANTS)


def total(lines: tuple[tuple[str, str, str, str, str], ...]) -> Decimal:
    """The direct costs of an application, in euros."""
    return sum((Decimal(units) * Decimal(value) for *_words, units, value in lines), Decimal(0))


def test_names_are_written_in_both_scripts() -> None:
    cyrillic = [one for one in ORGANISATIONS if is_cyrillic(one.name)]
    assert {one.country for one in cyrillic} == {"RS", "BA", "MK"}
    told = [one for one in APPLICANTS if is_cyrillic(one.name) and one.language == "sr"]
    assert told
    assert all(is_cyrillic(one.title) for one in told)


def test_latin_words_become_cyrillic_with_one_letter_for_lj_nj_and_dz() -> None:
    assert in_cyrillic("Džep, ljubav i njiva: Đak čeka žut šešir ćerke.") == (
        "Џеп, љубав и њива: Ђак чека жут шешир ћерке."
    )


def test_scores_are_on_the_scale_and_the_same_for_a_seed() -> None:
    first, second = Judgement(3, 20), Judgement(3, 20)
    for one in APPLICANTS:
        for code in "ABCDE":
            given = first.figures(one.title, code)
            assert len(given) == 20
            assert set(given) <= set("12345")
            assert given == second.figures(one.title, code)
