"""Assignment in balance."""

from __future__ import annotations

import random
from collections import Counter
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from iris_grants.scoring.rules.assignment import Allotment, Assessor, Pair, Task, allot


def assessors(*countries: str) -> list[Assessor]:
    return [
        Assessor(id=f"m{index}", code=chr(65 + index), country=country or None)
        for index, country in enumerate(countries)
    ]


def tasks(*countries: str) -> list[Task]:
    return [
        Task(id=f"a{index}", number=f"IP-{index:03d}", country=country or None)
        for index, country in enumerate(countries)
    ]


def test_country_of_the_applicant_is_avoided() -> None:
    found = allot(assessors("RS", "BA", "ME"), tasks("RS"), per_application=2)
    assert found == Allotment(pairs=(("m1", "a0"), ("m2", "a0")), short=())


def test_two_of_one_country_are_avoided() -> None:
    found = allot(assessors("BA", "BA", "ME"), tasks("RS"), per_application=2)
    assert found.pairs == (("m0", "a0"), ("m2", "a0"))


def test_application_nobody_may_assess_is_named() -> None:
    found = allot(assessors("", ""), tasks("", ""), per_application=2, blocked={("m0", "a1")})
    assert found == Allotment(pairs=(("m0", "a0"), ("m1", "a0"), ("m1", "a1")), short=("a1",))


def test_present_assignments_stay_and_count() -> None:
    found = allot(
        assessors("", "", ""),
        tasks("", ""),
        per_application=1,
        present={("m0", "a0"), ("m0", "elsewhere")},
    )
    assert found == Allotment(pairs=(("m1", "a1"),), short=())


COUNTRIES = st.sampled_from(["", "RS", "BA"])


@st.composite
def situations(draw: st.DrawFn) -> tuple[list[Assessor], list[Task], set[Pair], int]:
    people = assessors(*draw(st.lists(COUNTRIES, min_size=1, max_size=4)))
    papers = tasks(*draw(st.lists(COUNTRIES, max_size=6)))
    pairs = sorted(product([p.id for p in people], [t.id for t in papers]))
    blocked = draw(st.sets(st.sampled_from(pairs), max_size=6)) if pairs else set()
    return people, papers, blocked, draw(st.integers(1, 3))


@given(situations(), st.randoms(use_true_random=False))
def test_each_gets_its_number_without_ties_and_order_means_nothing(
    situation: tuple[list[Assessor], list[Task], set[Pair], int], chance: random.Random
) -> None:
    people, papers, blocked, wanted = situation
    found = allot(people, papers, per_application=wanted, blocked=blocked)
    assert not set(found.pairs) & blocked
    each = Counter(task for _member, task in found.pairs)
    for paper in papers:
        possible = sum((person.id, paper.id) not in blocked for person in people)
        assert each[paper.id] == min(wanted, possible)
        assert (paper.id in found.short) == (possible < wanted)
    chance.shuffle(people)
    chance.shuffle(papers)
    assert allot(people, papers, per_application=wanted, blocked=blocked) == found


@given(situations())
def test_no_single_exchange_would_even_the_loads(
    situation: tuple[list[Assessor], list[Task], set[Pair], int],
) -> None:
    people, papers, blocked, wanted = situation
    pairs = set(allot(people, papers, per_application=wanted, blocked=blocked).pairs)
    load = Counter(member for member, _task in pairs)
    for member, task in pairs:
        for other in people:
            if (other.id, task) not in pairs | blocked:
                assert load[other.id] >= load[member] - 1
