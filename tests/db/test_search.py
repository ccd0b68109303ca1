"""Serbian names are found and sorted in either script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from db.search import found_in, latin, search_key, sort_key
from db.store import Store
from db.tables.people import PersonRecord
from tests.db.workshop import person, working

SAME = (
    ("Đorđević", "djordjevic", "ĐORĐEVIĆ", "Ђорђевић", "Djordjević"),
    ("Čačak", "cacak", "ČAČAK", "Чачак"),
    ("Šabac Žabalj", "sabac zabalj", "Шабац  Жабаљ"),
    ("Džumhur", "dzumhur", "Џумхур", "ǅumhur"),
    ("Njegoš", "njegos", "Његош", "ǋegoš"),
    ("Këlcyra", "kelcyra", "KËLCYRA"),
    ("Ѓорче Петров", "djorce petrov"),
)
IN_ORDER = (
    "1. maj",
    "Ana",
    "ЦЕНТАР",
    "Cvet",
    "Čačak",
    "Ћуприја",
    "Ćuprija 2",
    "Dunav",
    "Duško",
    "Džamija",
    "Џон",
    "Đak",
    "Ђорђе",
    "Esma",
    "Lukić",
    "Lužane",
    "Ljig",
    "Љубић",
    "Nušić",
    "Njegoš",
    "Opštinska",
    "Šabac",
    "Tara",
    "Zoran",
    "Žika",
)


@pytest.mark.parametrize("spellings", SAME)
def test_all_spellings_of_a_name_have_one_key(spellings: tuple[str, ...]) -> None:
    assert {search_key(spelling) for spelling in spellings} == {search_key(spellings[1])}


@pytest.mark.parametrize("typed", ["dordevic", "Dorđ", "djordj", "ђорђ", "ević mir", "MIRA djo"])
def test_what_people_type_finds_the_name(typed: str) -> None:
    assert found_in(typed, search_key("Мира Ђорђевић"))


@pytest.mark.parametrize("typed", ["petrovic", "mira petrovic", "đoković"])
def test_other_names_are_not_found(typed: str) -> None:
    assert not found_in(typed, search_key("Мира Ђорђевић"))


def test_names_of_both_scripts_sort_as_one_alphabet() -> None:
    assert sorted(sorted(IN_ORDER), key=sort_key) == list(IN_ORDER)


def test_the_order_is_the_same_in_the_store(store: Store) -> None:
    with working(store) as session:
        session.add_all(person(f"p{n}", name) for n, name in enumerate(reversed(IN_ORDER)))
    with store.read() as session:
        found = session.scalars(select(PersonRecord.name).order_by(PersonRecord.sort_key)).all()
    assert found == list(IN_ORDER)


@given(st.text())
def test_a_key_is_its_own_key(text: str) -> None:
    key = search_key(text)
    assert search_key(key) == key


@given(st.text(alphabet="абвгдђежзијклљмнњопрстћуфхцчџшАБВ "))
def test_a_text_and_its_transcription_are_found_and_sorted_alike(text: str) -> None:
    assert search_key(latin(text)) == search_key(text)
    assert sort_key(latin(text)).partition("\x1f")[0] == sort_key(text).partition("\x1f")[0]


@given(st.text())
def test_every_text_is_found_by_itself(text: str) -> None:
    assert found_in(text, search_key(text))
