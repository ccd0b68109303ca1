"""Awards: proposed from a ranking, negotiated, decided, withdrawn, on both engines."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from db.tables.applications import ApplicationRecord
from db.tables.scoring import RankingRecord
from iris_grants.awards.commands import (
    agree_line,
    agree_open_lines,
    grant_award,
    propose_award,
    withdraw_award,
)
from iris_grants.awards.queries import (
    AwardRow,
    LineRow,
    ceiling_ledger,
    envelope_of,
    lines_of,
    list_awards,
    to_negotiate,
)
from iris_grants.grants.commands import give_up_draft
from iris_grants.kernel.money import Money
from iris_grants.kernel.operations import Desk, Work
from iris_grants.people.desks import open_desk
from iris_grants.programme.templates import Value
from tests.iris_grants.funding import DECIDED, RANKING, Funding, open_funding
from tests.iris_grants.refusals import refused

NARROW: Value = {
    "currency": "EUR",
    "min": "5000",
    "max": "15000",
    "envelope": "15000",
    "when_too_large": "stop",
}


@pytest.fixture
def narrow(store_address: str) -> Iterator[Funding]:
    """A call with money for one and a half grants."""
    opened = open_funding(store_address, amounts=NARROW)
    yield opened
    opened.close()


def lines(funding: Funding, award_id: str) -> tuple[LineRow, ...]:
    with funding.officer.read() as session:
        return lines_of(session, award_id)


def awards(funding: Funding) -> list[tuple[str, str, Money]]:
    with funding.officer.read() as session:
        return [(row.number, row.state, row.amount) for row in list_awards(session)]


def application_state(funding: Funding, application_id: str) -> tuple[str, str | None]:
    with funding.officer.read() as session:
        found = session.get_one(ApplicationRecord, application_id)
        return found.state, found.reason


def decide(desk: Desk, award_id: str, number: str = "O-1") -> None:
    desk.run(grant_award, award_id=award_id, decision_no=number, decided_on=DECIDED)


def test_propose_opens_all_lines_of_the_application(funding: Funding) -> None:
    award_id = funding.officer.run(propose_award, application_id=funding.apply(own=50_000))
    assert awards(funding) == [("IP-001", "proposed", Money(950_000, "EUR"))]
    assert [
        (row.code, row.requested_minor, row.agreed_minor) for row in lines(funding, award_id)
    ] == [
        ("1.1", 400_000, None),
        ("2.1", 100_000, None),
        ("5.1", 500_000, None),
    ]


@pytest.mark.parametrize("state", ["reserve", "rejected"])
def test_propose_of_what_was_not_selected_is_refused(funding: Funding, state: str) -> None:
    application_id = funding.apply(state=state, reason="envelope")
    with refused("awards.not_selected"):
        funding.officer.run(propose_award, application_id=application_id)


def test_propose_twice_is_refused(funding: Funding) -> None:
    application_id = funding.apply()
    funding.officer.run(propose_award, application_id=application_id)
    with refused("constraint.uq_award_application_id"):
        funding.officer.run(propose_award, application_id=application_id)


def test_propose_on_a_preliminary_ranking_is_refused(funding: Funding) -> None:
    application_id = funding.apply()
    with funding.direct() as session:
        session.get_one(RankingRecord, RANKING).preliminary = 1
    with refused("awards.no_final_ranking"):
        funding.officer.run(propose_award, application_id=application_id)


def test_propose_does_not_ask_the_ranking_of_another_lot(funding: Funding) -> None:
    application_id = funding.apply()
    with funding.direct() as session:
        session.add(
            RankingRecord(
                id="ranking-2",
                call_id=funding.call_id,
                lot="B",
                number=2,
                preliminary=0,
                grid_json="{}",
                scores_csv="",
                ranking_csv="",
                made_at="2023-11-25T09:00:00Z",
            )
        )
    funding.officer.run(propose_award, application_id=application_id)
    assert [state for _number, state, _amount in awards(funding)] == ["proposed"]


def test_grant_takes_the_agreed_total_less_the_co_financing(funding: Funding) -> None:
    application_id = funding.apply(own=50_000)
    award_id = funding.officer.run(propose_award, application_id=application_id)
    first = lines(funding, award_id)[0]
    funding.officer.run(
        agree_line, line_id=first.id, agreed=Money(350_000, "EUR"), reason="Zarade su niže."
    )
    assert funding.officer.run(agree_open_lines, award_id=award_id) == 2
    decide(funding.approver, award_id, " O-1/2023 ")
    with funding.officer.read() as session:
        (row,) = list_awards(session)
    assert row == AwardRow(
        id=award_id,
        application_id=application_id,
        number="IP-001",
        title="Projekat 1",
        organisation="Udruženje Ogled 1",
        country="RS",
        state="awarded",
        amount=Money(900_000, "EUR"),
        requested=Money(950_000, "EUR"),
        decision_no="O-1/2023",
        decided_on="2023-11-28",
        call_id=funding.call_id,
        organisation_id="o-1",
        lot=None,
        co_financing=Money(50_000, "EUR"),
        closed_on=None,
        closed_reason=None,
    )
    assert application_state(funding, application_id) == ("awarded", None)


def test_grant_with_open_lines_is_refused_and_changes_nothing(funding: Funding) -> None:
    application_id = funding.apply()
    award_id = funding.officer.run(propose_award, application_id=application_id)
    with refused("awards.line_open", "awards.line_open", "awards.line_open"):
        decide(funding.approver, award_id)
    assert awards(funding) == [("IP-001", "proposed", Money(1_000_000, "EUR"))]
    assert application_state(funding, application_id) == ("selected", None)


def test_grant_above_what_a_reduced_offer_gives_is_refused(funding: Funding) -> None:
    award_id = funding.officer.run(propose_award, application_id=funding.apply(offered=600_000))
    funding.officer.run(agree_open_lines, award_id=award_id)
    with refused("awards.above_offer"):
        decide(funding.approver, award_id)


def test_grant_needs_the_number_of_the_decision(funding: Funding) -> None:
    award_id = funding.officer.run(propose_award, application_id=funding.apply())
    funding.officer.run(agree_open_lines, award_id=award_id)
    with refused("awards.decision_no_needed"):
        decide(funding.approver, award_id, "  ")


def test_grant_is_the_approvers_alone(funding: Funding) -> None:
    award_id = funding.officer.run(propose_award, application_id=funding.apply())
    funding.officer.run(agree_open_lines, award_id=award_id)
    for desk in (funding.officer, funding.finance, funding.licensing):
        with refused("kernel.role_missing"):
            decide(desk, award_id)


def test_grant_to_a_partner_of_the_action_is_refused(funding: Funding) -> None:
    partner = funding.organisation(1, name="ASB South-East Europe")
    award_id = funding.officer.run(
        propose_award, application_id=funding.apply(organisation_id=partner)
    )
    funding.officer.run(agree_open_lines, award_id=award_id)
    with refused("awards.is_partner"):
        decide(funding.approver, award_id)


def test_grant_of_an_application_withdrawn_meanwhile_is_refused(funding: Funding) -> None:
    application_id = funding.apply()
    award_id = funding.officer.run(propose_award, application_id=application_id)
    funding.officer.run(agree_open_lines, award_id=award_id)
    with funding.direct() as session:
        session.get_one(ApplicationRecord, application_id).state = "withdrawn"
    with refused("awards.not_selected"):
        decide(funding.approver, award_id)


def test_grant_beyond_the_envelope_is_refused(narrow: Funding) -> None:
    narrow.award(narrow.apply(1), decision_no="O-1")
    second = narrow.officer.run(propose_award, application_id=narrow.apply(2))
    narrow.officer.run(agree_open_lines, award_id=second)
    with refused("awards.over_envelope") as problems:
        decide(narrow.approver, second, "O-2")
    assert problems[0].params == {"award": "10000.00 EUR", "left": "5000.00 EUR"}


def test_grants_to_one_organisation_stay_below_the_ceiling(funding: Funding) -> None:
    """Six times 10.000 reach the 60.000 exactly; the cent above is refused."""
    organisation_id = funding.organisation(99)
    for number in range(1, 6):
        funding.award(funding.apply(number, organisation_id=organisation_id))
    one_cent = (("1", "1.1", 1_000_001),)
    over = funding.officer.run(
        propose_award,
        application_id=funding.apply(6, organisation_id=organisation_id, lines=one_cent),
    )
    funding.officer.run(agree_open_lines, award_id=over)
    with refused("awards.over_ceiling", "awards.over_envelope"):
        decide(funding.approver, over)
    funding.award(funding.apply(7, organisation_id=organisation_id))
    with funding.officer.read() as session:
        (row,) = ceiling_ledger(session)
    assert (row.awarded, row.left) == (Money(6_000_000, "EUR"), Money(0, "EUR"))


def test_agree_line_in_another_currency_or_below_zero_is_refused(funding: Funding) -> None:
    award_id = funding.officer.run(propose_award, application_id=funding.apply())
    line_id = lines(funding, award_id)[0].id
    with refused("awards.other_currency"):
        funding.officer.run(agree_line, line_id=line_id, agreed=Money(1, "RSD"), reason="-")
    with refused("constraint.ck_negotiated_line_agreed_minor_not_negative"):
        funding.officer.run(agree_line, line_id=line_id, agreed=Money(-1, "EUR"), reason="-")


def test_agree_line_after_the_decision_is_refused(funding: Funding) -> None:
    award_id = funding.award(funding.apply())
    line_id = lines(funding, award_id)[0].id
    with refused("awards.wrong_state"):
        funding.officer.run(agree_line, line_id=line_id, agreed=Money(1, "EUR"), reason="-")
    with refused("awards.wrong_state"):
        funding.officer.run(agree_open_lines, award_id=award_id)
    with refused("awards.wrong_state"):
        decide(funding.approver, award_id, "O-2")


def test_withdraw_frees_the_money_of_the_call(narrow: Funding) -> None:
    application_id = narrow.apply(1)
    award_id = narrow.award(application_id)
    with refused("awards.reason_needed"):
        narrow.officer.run(withdraw_award, award_id=award_id, reason=" ")
    narrow.officer.run(withdraw_award, award_id=award_id, reason="Drugi donator.")
    assert application_state(narrow, application_id) == ("withdrawn", "withdrew")
    with narrow.officer.read() as session:
        assert envelope_of(session, narrow.call_id).free == Money(1_500_000, "EUR")
        assert ceiling_ledger(session) == ()
    narrow.award(narrow.apply(2))


def test_withdraw_behind_a_contract_is_refused_until_the_draft_is_given_up(
    funding: Funding,
) -> None:
    grant_id = funding.draft()
    with funding.officer.read() as session:
        award_id = list_awards(session)[0].id
    with refused("awards.has_contract"):
        funding.officer.run(withdraw_award, award_id=award_id, reason="Odustajanje.")
    funding.officer.run(give_up_draft, grant_id=grant_id)
    funding.officer.run(withdraw_award, award_id=award_id, reason="Odustajanje.")
    assert awards(funding) == [("IP-001", "withdrawn", Money(1_000_000, "EUR"))]


def test_to_negotiate_lists_what_is_selected_and_has_no_award(funding: Funding) -> None:
    for number in (1, 2):
        funding.apply(number)
    funding.apply(3, state="reserve", reason="envelope")
    funding.officer.run(propose_award, application_id="a-1")
    with funding.officer.read() as session:
        assert to_negotiate(session) == (("a-2", "IP-002"),)


def test_two_decisions_at_once_do_not_pass_the_envelope(pg_url: str) -> None:
    """On a shared store the second approver waits for the first, and is then refused."""
    funding = open_funding(pg_url, amounts=NARROW)
    second_desk = open_desk(pg_url, "Vuk Probni", clock=funding.approver.clock)
    proposed = []
    for number in (1, 2):
        award_id = funding.officer.run(propose_award, application_id=funding.apply(number))
        funding.officer.run(agree_open_lines, award_id=award_id)
        proposed.append(award_id)
    refusals: list[str] = []

    def decide_second() -> None:
        with refused("awards.over_envelope") as problems:
            decide(second_desk, proposed[1], "O-2")
        refusals.extend(problem.code for problem in problems)

    second = threading.Thread(target=decide_second)
    with _deciding(funding.approver, proposed[0]):
        second.start()
        second.join(timeout=0.5)
        assert second.is_alive()
    second.join()
    second_desk.store.close()
    funding.close()
    assert refusals == ["awards.over_envelope"]


@contextmanager
def _deciding(desk: Desk, award_id: str) -> Iterator[None]:
    """An award that is decided, while its operation has not ended yet."""
    with desk.store.operation(
        operation="awards.grant",
        person_id=desk.person.person_id,
        standing=desk.person.standing,
        at="2023-11-28T09:00:00Z",
    ) as session:
        work = Work(
            session=session, person=desk.person, now=desk.clock(), contents=desk.store.contents
        )
        grant_award(work, award_id=award_id, decision_no="O-1", decided_on=DECIDED)
        yield
