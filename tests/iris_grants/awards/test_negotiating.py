"""Proposals line by line, all changes of a negotiation at once, and an award that is declined."""

from __future__ import annotations

import pytest

from db.tables.applications import ApplicationRecord
from iris_grants.awards.commands import (
    agree_open_lines,
    decline_award,
    propose_award,
)
from iris_grants.awards.negotiating import LineChange, propose_line, save_negotiation
from iris_grants.awards.queries import LineRow, ceiling_of, lines_of, list_awards
from iris_grants.kernel.money import Money
from tests.iris_grants.funding import Funding
from tests.iris_grants.refusals import refused


def lines(funding: Funding, award_id: str) -> tuple[LineRow, ...]:
    with funding.officer.read() as session:
        return lines_of(session, award_id)


@pytest.fixture
def award_id(funding: Funding) -> str:
    """An award in negotiation with three lines."""
    return funding.officer.run(propose_award, application_id=funding.apply())


def test_proposal_with_its_reason_is_what_is_agreed(funding: Funding, award_id: str) -> None:
    line_id = lines(funding, award_id)[0].id
    lower = Money(350_000, "EUR")
    with refused("awards.change_without_reason"):
        funding.officer.run(propose_line, line_id=line_id, proposed=lower, reason=" ")
    funding.officer.run(propose_line, line_id=line_id, proposed=lower, reason="Niže zarade.")
    assert funding.officer.run(agree_open_lines, award_id=award_id) == 3
    assert [
        (row.requested_minor, row.proposed_minor, row.agreed_minor, row.reason)
        for row in lines(funding, award_id)
    ] == [
        (400_000, 350_000, 350_000, "Niže zarade."),
        (100_000, 100_000, 100_000, None),
        (500_000, 500_000, 500_000, None),
    ]
    with funding.officer.read() as session:
        row = ceiling_of(session, "o-1")
    assert (row.awarded, row.proposed) == (Money(0, "EUR"), Money(1_000_000, "EUR"))


def test_negotiation_is_saved_as_a_whole_or_not_at_all(funding: Funding, award_id: str) -> None:
    first, second, _third = (row.id for row in lines(funding, award_id))
    kept = LineChange(proposed=90_000, proposed_reason=" Manje puta. ", agreed=None, reason=None)
    bad = LineChange(proposed=1, proposed_reason=None, agreed=1, reason="-")
    with refused("awards.change_without_reason"):
        funding.officer.run(save_negotiation, award_id=award_id, changes={first: bad, second: kept})
    with refused("awards.line_unknown"):
        funding.officer.run(save_negotiation, award_id=award_id, changes={"nobody": kept})
    assert [row.proposed_minor for row in lines(funding, award_id)] == [400_000, 100_000, 500_000]
    unchanged = LineChange(proposed=400_000, proposed_reason=None, agreed=None, reason=None)
    changes = {first: unchanged, second: kept}
    assert funding.officer.run(save_negotiation, award_id=award_id, changes=changes) == 1
    row = lines(funding, award_id)[1]
    assert (row.proposed_minor, row.proposed_reason) == (90_000, "Manje puta.")


def test_declined_award_closes_the_negotiation_and_rejects_the_application(
    funding: Funding, award_id: str
) -> None:
    with refused("kernel.role_missing"):
        funding.officer.run(decline_award, award_id=award_id, reason="Nije odobreno.")
    with refused("awards.reason_needed"):
        funding.approver.run(decline_award, award_id=award_id, reason="")
    funding.approver.run(decline_award, award_id=award_id, reason="Nije odobreno.")
    with funding.officer.read() as session:
        (row,) = list_awards(session)
        state = session.get_one(ApplicationRecord, "a-1").state
    assert (row.state, row.closed_on, row.closed_reason, state) == (
        "declined",
        "2023-09-25",
        "Nije odobreno.",
        "rejected",
    )
    with refused("awards.wrong_state"):
        funding.officer.run(save_negotiation, award_id=award_id, changes={})
