"""One search over every kind of record, in any spelling, with a fixed number of statements."""

from __future__ import annotations

from datetime import date

import pytest

from iris_grants.finding.everywhere import Found, find_everywhere
from iris_grants.finding.sources import SOURCES
from iris_grants.grants.payments import approve_payment
from iris_grants.programme.targets import list_targets
from iris_grants.results.commands import record_achievement
from iris_grants.wording.sentences import all_sentences
from tests.iris_grants.crowd import crowd, statements
from tests.iris_grants.funding import Funding


def kinds(funding: Funding, words: str) -> dict[str, list[str]]:
    """What is found, by kind: the titles."""
    found: dict[str, list[str]] = {}
    with funding.officer.read() as session:
        for one in find_everywhere(session, words):
            found.setdefault(one.kind, []).append(one.title)
    return found


def test_every_kind_that_holds_the_words_is_found_with_its_place(funding: Funding) -> None:
    grant_id = funding.signed()
    payment_id = funding.prepare(grant_id)
    funding.approver.run(approve_payment, payment_id=payment_id)

    assert kinds(funding, "projekat 1") == {
        "application": ["IP-001 · Projekat 1"],
        "grant": ["IP-G-001 · Projekat 1"],
        "award": ["IP-001 · Projekat 1"],
    }
    with funding.officer.read() as session:
        (payment,) = [one for one in find_everywhere(session, "nalog 1") if one.kind == "payment"]
        (person,) = find_everywhere(session, "вук пробни")[:1]
        entries = [one for one in find_everywhere(session, "vuk approve") if one.kind == "entry"]
        number = entries[0].record
        by_number = find_everywhere(session, number)
    assert payment == Found(
        kind="payment", record=grant_id, title="nalog 1", line="IP-G-001 · Udruženje Ogled 1"
    )
    assert (person.kind, person.title) == ("person", "Vuk Probni")
    assert {one.line for one in entries} == {"Vuk Probni"}
    assert ("entry", number) in [(one.kind, one.record) for one in by_number]


def test_results_rule_sets_and_dossiers_are_found_where_they_open(funding: Funding) -> None:
    funding.move_to(date(2024, 6, 1))
    funding.officer.run(
        record_achievement,
        result="R1.7",
        title="Akademija u Ohridu",
        held_on=date(2024, 5, 20),
        place="Ohrid",
        country="MK",
        figures="persons=2, persons.sex.female=2, persons.age.30-64=2, persons.country.MK=2",
    )
    with funding.officer.read() as session:
        targets = {one.code: one.id for one in list_targets(session)}
        entry = next(one for one in find_everywhere(session, "ohridu") if one.kind == "achievement")
        by_english = find_everywhere(session, "social academies")
        rules = [one for one in find_everywhere(session, "fstp-2018") if one.kind == "rule_set"]
    assert (entry.record, entry.line) == (targets["R1.7a"], "R1.7 · Ohrid")
    found = {one.record for one in by_english if one.kind == "target"}
    assert found == {targets["R1.7a"], targets["R1.7b"]}
    assert len(rules) == 1


def test_words_are_folded_stand_in_any_order_and_need_two_letters(funding: Funding) -> None:
    crowd(funding.officer, 8)
    for words in ("đerdan 4", "djerdan 4", "DERDAN 4", "4 ђердан"):
        assert kinds(funding, words)["organisation"] == ["Udruženje „Đerdan“ 4"], words
    assert kinds(funding, "ponocni casovi")["application"] == [
        "MN-00007 · Ponoćni časovi 7",
        "MN-00003 · Ponoćni časovi 3",
    ]
    assert kinds(funding, "n") == kinds(funding, " ") == {}
    assert kinds(funding, "nigde ničega") == {}


def test_the_number_of_statements_does_not_grow(funding: Funding) -> None:
    def taken(words: str) -> int:
        with funding.officer.read() as session, statements(session) as seen:
            find_everywhere(session, words)
        return len(seen)

    before = taken("udruzenje")
    crowd(funding.officer, 40)
    assert taken("udruzenje") == taken("nigde") == before == len(SOURCES) + 1


@pytest.mark.slow
def test_ten_thousand_applications_are_searched(local_funding: Funding) -> None:
    crowd(local_funding.officer, 10_000)
    found = kinds(local_funding, "mn-09999")
    assert found == {"application": ["MN-09999 · Ponoćni časovi 9999"]}
    assert len(kinds(local_funding, "djerdan")["organisation"]) == 8


def test_every_kind_has_its_words() -> None:
    named = {f"found.{source.kind}" for source in SOURCES} | {"found.entry"}
    assert named <= all_sentences().keys()
