"""What an arriving form is: new, revision, duplicate, older, late."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iris_grants.applications.rules.arrivals import (
    Arrival,
    Decision,
    ItemKind,
    Known,
    decide,
    next_number,
)
from iris_grants.applications.rules.lateness import minutes_late

DEADLINE = datetime(2023, 10, 30, 16, 0, tzinfo=UTC)


def arrival(
    place: int = 0,
    *,
    register_no: str = "17000011",
    name: str = "Udruženje Vrbak",
    title: str = "Pomoć u kući",
    minutes: int = -60,
    folded: str = "one",
    files: frozenset[str] = frozenset(),
    tax_no: str | None = None,
) -> Arrival:
    return Arrival(
        place=place,
        country="RS",
        register_no=register_no,
        tax_no=tax_no,
        name=name,
        title=title,
        received_at=DEADLINE + timedelta(minutes=minutes),
        folded=folded,
        files=files,
        kinds=frozenset(),
    )


def known(
    number: str = "IP-001",
    *,
    state: str = "received",
    minutes: int = -120,
    on_time: bool = True,
    folded: str = "known",
) -> Known:
    return Known(
        id=f"id of {number}",
        number=number,
        country="RS",
        register_no="17000011",
        tax_no="100002887",
        name="Udruženje Vrbak",
        title="Pomoć u kući",
        received_at=DEADLINE + timedelta(minutes=minutes),
        on_time=on_time,
        state=state,
        revision=1,
        folded=folded,
        files=frozenset({"statute"}),
        kinds=frozenset({"statute"}),
    )


def decided(*arrivals: Arrival, before: tuple[Known, ...] = (), most: int = 1) -> list[Decision]:
    return list(decide(before, arrivals, deadline=DEADLINE, prefix="IP", max_as_lead=most))


@pytest.mark.parametrize(
    ("seconds", "minutes"), [(-1, 0), (0, 0), (1, 1), (60, 1), (61, 2), (3600, 60)]
)
def test_lateness_counts_started_minutes(seconds: int, minutes: int) -> None:
    assert minutes_late(DEADLINE + timedelta(seconds=seconds), DEADLINE) == minutes


def test_numbers_follow_the_order_of_receipt() -> None:
    found = decided(
        arrival(0, register_no="1", name="A", minutes=-10),
        arrival(1, register_no="2", name="B", minutes=-30),
        arrival(2, register_no="3", name="C", minutes=-10),
        before=(known(),),
    )
    assert [(each.place, each.number) for each in found] == [
        (1, "IP-002"),
        (0, "IP-003"),
        (2, "IP-004"),
    ]


def test_numbers_go_on_past_three_digits() -> None:
    assert next_number("IP", ["IP-999", "IP-007", "XX-5000", "IP-x"]) == "IP-1000"
    assert next_number("IP", []) == "IP-001"


def test_sent_again_before_the_deadline_is_a_revision() -> None:
    (found,) = decided(arrival(register_no="17 000 011"), before=(known(),))
    assert (found.kind, found.number, found.application_id, found.revision) == (
        ItemKind.REVISION,
        "IP-001",
        "id of IP-001",
        2,
    )
    assert found.files == frozenset({"statute"})


def test_nothing_new_is_a_duplicate_whatever_the_spelling() -> None:
    (found,) = decided(
        arrival(name="Удружење Врбак", folded="known", files=frozenset({"statute"})),
        before=(known(),),
    )
    assert (found.kind, found.number, found.other_spelling) == (
        ItemKind.DUPLICATE,
        "IP-001",
        "Udruženje Vrbak",
    )


def test_a_new_attachment_makes_it_a_revision() -> None:
    (found,) = decided(
        arrival(folded="known", files=frozenset({"statute", "accounts"})), before=(known(),)
    )
    assert (found.kind, found.files) == (
        ItemKind.REVISION,
        frozenset({"statute", "accounts"}),
    )


def test_older_edition_does_not_replace_a_newer_one() -> None:
    (found,) = decided(arrival(minutes=-180), before=(known(),))
    assert (found.kind, found.revision) == (ItemKind.OLDER, 1)


def test_late_never_replaces_and_names_what_it_repeats() -> None:
    (found,) = decided(arrival(minutes=1), before=(known(),))
    assert (found.kind, found.number, found.on_time, found.again) == (
        ItemKind.NEW,
        "IP-002",
        False,
        "IP-001",
    )


@pytest.mark.parametrize("state", ["admitted", "dismissed", "awarded"])
def test_decided_application_is_not_revised(state: str) -> None:
    (found,) = decided(arrival(), before=(known(state=state),))
    assert (found.kind, found.number) == (ItemKind.NEW, "IP-002")


def test_late_application_is_not_revised_by_one_in_time() -> None:
    (found,) = decided(arrival(), before=(known(on_time=False, minutes=5),))
    assert found.kind is ItemKind.NEW


def test_where_several_are_allowed_the_title_tells_them_apart() -> None:
    found = decided(
        arrival(0, title="Дневни боравак"),
        arrival(1, title="помоћ у кући", minutes=-50, folded="two"),
        before=(known(),),
        most=2,
    )
    assert [(each.kind, each.number) for each in found] == [
        (ItemKind.NEW, "IP-002"),
        (ItemKind.REVISION, "IP-001"),
    ]


def test_same_name_or_tax_number_under_another_register_number_resembles() -> None:
    found = decided(
        arrival(0, register_no="999", name="UDRUZENJE VRBAK"),
        arrival(1, register_no="998", name="Nešto drugo", tax_no="100 002 887", folded="two"),
        arrival(2, register_no="997", name="Treće", folded="three"),
        before=(known(),),
    )
    assert [each.resembles for each in found] == ["IP-001", "IP-001", None]


def test_one_batch_may_hold_an_application_and_its_revision() -> None:
    found = decided(arrival(0, folded="a"), arrival(1, folded="b", minutes=-30))
    assert [(each.kind, each.number, each.revision) for each in found] == [
        (ItemKind.NEW, "IP-001", 1),
        (ItemKind.REVISION, "IP-001", 2),
    ]


@given(st.permutations(range(6)))
def test_order_of_the_files_means_nothing(order: list[int]) -> None:
    arrivals = [
        arrival(
            place, register_no=str(place % 4), name=str(place % 4), minutes=place, folded=str(place)
        )
        for place in range(-3, 3)
    ]
    expected = decided(*arrivals)
    assert decided(*(arrivals[index] for index in order)) == expected
