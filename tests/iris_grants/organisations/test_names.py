"""Tests of names of organisations."""

from __future__ import annotations

import pytest

from iris_grants.organisations.names import core_key, latin_name, tidy


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("Удружење „Љиљан“ Његош", "Udruženje „Ljiljan“ Njegoš"),
        ("ЉУБАВ и Џеп", "LJUBAV i Džep"),
        ("ДОМ ЗА СВЕ Њ", "DOM ZA SVE Nj"),
        ("Здружение Ѓурѓа Ќерка", "Združenie Đurđa Ćerka"),
        ("Most – Shoqata", "Most – Shoqata"),
        ("Љ", "Lj"),
        ("", ""),
    ],
)
def test_latin_name_keeps_capitals_and_latin_letters(name: str, latin: str) -> None:
    assert latin_name(name) == latin


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Udruženje građana „Most“", "most"),
        ("УГ Мост", "most"),
        ("NGO Most", "most"),
        ("Centar za podršku porodici", "podrsku porodici"),
        ("Udruženje građana", "udruzenje gradjana"),
    ],
)
def test_core_key_leaves_out_what_many_share(name: str, key: str) -> None:
    assert core_key(name) == key


def test_tidy_takes_needless_blanks_away() -> None:
    assert tidy("  Dom \n  za\u00a0sve ") == "Dom za sve"
