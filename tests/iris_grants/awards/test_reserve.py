"""The reserve list moves: money that becomes free goes to the next one by rule."""

from __future__ import annotations

from datetime import timedelta

from iris_grants.awards.commands import (
    agree_open_lines,
    grant_award,
    propose_award,
    withdraw_award,
)
from iris_grants.awards.queries import list_awards
from iris_grants.awards.reserve import propose_from_reserve, reserve_list
from iris_grants.awards.rules.reserve import Waiting
from iris_grants.awards.validity import reserve_validity
from iris_grants.programme.templates import Value
from tests.iris_grants.funding import DECIDED, Funding, open_funding
from tests.iris_grants.refusals import refused

NARROW: Value = {
    "currency": "EUR",
    "min": "5000.00",
    "max": "15000.00",
    "envelope": "15000.00",
    "when_too_large": "stop",
    "max_rate_percent": 100,
}


def told(funding: Funding) -> list[tuple[str, str]]:
    """Numbers with the offer, or why they wait."""
    with funding.officer.read() as session:
        return [
            (row.number, str(row.offered) if row.offered else str(row.waiting))
            for row in reserve_list(session, funding.call_id)
        ]


def test_withdrawal_moves_the_reserve_list(store_address: str) -> None:
    funding = open_funding(store_address, amounts=NARROW)
    award_id = funding.award(funding.apply(1))
    for number in (2, 3):
        funding.apply(number, state="reserve", reason="envelope")
    assert told(funding) == [("IP-002", "envelope"), ("IP-003", "before")]
    with refused("awards.reserve_waits"):
        funding.officer.run(propose_from_reserve, application_id="a-2")
    funding.officer.run(withdraw_award, award_id=award_id, reason="Drugi donator.")
    assert told(funding) == [("IP-002", "10000.00 EUR"), ("IP-003", "before")]
    with refused("awards.not_next"):
        funding.officer.run(propose_from_reserve, application_id="a-3")
    second = funding.officer.run(propose_from_reserve, application_id="a-2")
    assert told(funding) == [("IP-003", "envelope")]
    with refused("awards.not_on_reserve"):
        funding.officer.run(propose_from_reserve, application_id="a-2")
    funding.officer.run(agree_open_lines, award_id=second)
    funding.approver.run(grant_award, award_id=second, decision_no="O-2/2023", decided_on=DECIDED)
    with funding.officer.read() as session:
        states = [(row.number, row.state) for row in list_awards(session)]
    funding.close()
    assert states == [("IP-001", "withdrawn"), ("IP-002", "awarded")]


def test_money_offered_but_not_negotiated_yet_is_not_free(store_address: str) -> None:
    funding = open_funding(store_address, amounts=NARROW)
    funding.apply(1)
    funding.apply(2, state="reserve", reason="envelope")
    assert told(funding) == [("IP-002", "envelope")]
    funding.officer.run(propose_award, application_id="a-1")
    assert told(funding) == [("IP-002", "envelope")]
    funding.close()


def test_nobody_moves_up_after_the_last_day_of_the_list(store_address: str) -> None:
    """The shipped rules say 180 days after the ranking was fixed."""
    funding = open_funding(store_address, amounts=NARROW)
    funding.apply(1, state="reserve", reason="envelope")
    with funding.officer.read() as session:
        found = reserve_validity(session, funding.call_id)
        assert found is not None
        assert (found.days, found.verified) == (180, False)
        assert found.until == found.fixed_on + timedelta(days=180)
        late = found.until + timedelta(days=1)
        (place,) = reserve_list(session, funding.call_id, today=late)
        assert (place.offered, place.waiting) == (None, Waiting.EXPIRED)
        (place,) = reserve_list(session, funding.call_id, today=found.until)
        assert place.offered is not None
    funding.move_to(late)
    with refused("awards.reserve_expired"):
        funding.officer.run(propose_from_reserve, application_id="a-1")
    funding.move_to(found.until)
    funding.officer.run(propose_from_reserve, application_id="a-1")
    funding.close()
