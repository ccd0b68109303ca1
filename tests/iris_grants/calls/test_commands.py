"""Tests of loading, publishing and closing calls."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from iris_grants.calls.commands import close_call, load_call, publish_call
from iris_grants.calls.documents import terms_fingerprint
from iris_grants.calls.parse import parse_call
from iris_grants.calls.queries import (
    CallRow,
    call_by_number,
    call_row,
    list_calls,
    terms_of,
)
from iris_grants.kernel.money import Money
from iris_grants.kernel.operations import Desk
from iris_grants.kernel.problems import Refused
from iris_grants.programme.commands import create_programme
from iris_grants.programme.fields import Bilingual
from iris_grants.programme.templates import Value, load_template
from tests.iris_grants.conftest import clock_at

AFTER_THE_DEADLINE = datetime(2023, 10, 30, 17, 0, 1, tzinfo=UTC)
TEMPLATE = load_template("calls/iris-progres-2023")


@pytest.fixture
def desk(office: Desk) -> Desk:
    """An office with its programme."""
    office.run(create_programme, template=load_template("programme/iris-progres"))
    return office


def test_load_call_enters_a_draft(desk: Desk) -> None:
    call_id = desk.run(load_call, template=TEMPLATE)

    with desk.read() as session:
        (row,) = list_calls(session)
        terms = terms_of(session, call_id)
    assert terms == parse_call(TEMPLATE)
    assert row == CallRow(
        id=call_id,
        number="IP-SG-2023",
        title=Bilingual(
            en="Small grants for community-based social services",
            sr="Mali grantovi za socijalne usluge u zajednici",
        ),
        state="draft",
        deadline_at="2023-10-30T17:00:00Z",
        deadline_zone="Europe/Belgrade",
        envelope=Money.of(180_000, "EUR"),
        min_amount=Money.of(5_000, "EUR"),
        max_amount=Money.of(15_000, "EUR"),
        fingerprint=terms_fingerprint(terms),
        published_at=None,
    )


def test_load_call_again_replaces_the_draft(desk: Desk) -> None:
    first = desk.run(load_call, template=TEMPLATE)

    assert desk.run(load_call, template=_with(registered_months=6)) == first
    with desk.read() as session:
        assert terms_of(session, first).registered_months == 6
        assert len(list_calls(session)) == 1


def test_load_call_wants_a_programme_and_a_sound_template(office: Desk) -> None:
    assert _codes(lambda: office.run(load_call, template=TEMPLATE)) == ["programme.none"]
    assert _codes(lambda: office.run(load_call, template=_with(number=None))) == [
        "programme.key_missing"
    ]


def test_publish_call_fixes_the_terms_for_good(desk: Desk) -> None:
    call_id = desk.run(load_call, template=TEMPLATE)

    warnings = desk.run(publish_call, call_id=call_id)

    assert [problem.code for problem in warnings] == ["calls.grid_unverified"]
    with desk.read() as session:
        row = call_row(session, call_id)
    assert (row.state, row.published_at) == ("published", "2023-09-25T08:30:00Z")
    assert _codes(lambda: desk.run(load_call, template=_with(registered_months=6))) == [
        "calls.fixed"
    ]
    assert _codes(lambda: desk.run(publish_call, call_id=call_id)) == ["calls.not_draft"]


def test_publish_call_refuses_what_the_law_wants_complete(desk: Desk) -> None:
    call_id = desk.run(load_call, template=_with(activities=[], amount_method=None))

    assert _codes(lambda: desk.run(publish_call, call_id=call_id)) == [
        "calls.element_missing",
        "calls.element_missing",
        "calls.grid_unverified",
    ]
    with desk.read() as session:
        assert call_row(session, call_id).state == "draft"


def test_close_call_waits_for_the_deadline(desk: Desk) -> None:
    call_id = desk.run(load_call, template=TEMPLATE)
    assert _codes(lambda: desk.run(close_call, call_id=call_id)) == ["calls.not_published"]
    desk.run(publish_call, call_id=call_id)
    assert _codes(lambda: desk.run(close_call, call_id=call_id)) == ["calls.deadline_ahead"]

    desk.clock = clock_at(AFTER_THE_DEADLINE)
    desk.run(close_call, call_id=call_id)

    with desk.read() as session:
        assert call_row(session, call_id).state == "closed"


def test_call_by_number_names_the_calls_there_are(desk: Desk) -> None:
    with desk.read() as session, pytest.raises(Refused) as caught:
        call_by_number(session, "IP-9")
    assert [problem.params for problem in caught.value.problems] == [
        {"number": "IP-9", "known": "–"}
    ]
    desk.run(load_call, template=TEMPLATE)
    desk.run(load_call, template=_with(number="IP-SG-2024"))

    with desk.read() as session:
        assert call_by_number(session, " IP-SG-2024 ").number == "IP-SG-2024"
        with pytest.raises(Refused) as caught:
            call_by_number(session, "IP-9")
    assert [problem.params for problem in caught.value.problems] == [
        {"number": "IP-9", "known": "IP-SG-2023, IP-SG-2024"}
    ]


def _with(**changes: Value) -> dict[str, Value]:
    return {**TEMPLATE, **changes}


def _codes(act: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as caught:
        act()
    return [problem.code for problem in caught.value.problems]
