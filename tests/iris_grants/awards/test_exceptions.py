"""More than the ceiling per third party only on paper, and once another person approved it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from iris_grants.awards.commands import agree_open_lines, grant_award, propose_award
from iris_grants.awards.exceptions import (
    approve_exception,
    ask_exception,
    list_exceptions,
    refuse_exception,
)
from iris_grants.awards.queries import ceiling_ledger, ceiling_of
from iris_grants.kernel.access import Role
from iris_grants.kernel.money import Money
from iris_grants.kernel.operations import Desk
from iris_grants.programme.templates import Value
from tests.iris_grants.funding import DECIDED, Funding, open_funding
from tests.iris_grants.refusals import refused

WIDE: Value = {
    "currency": "EUR",
    "min": "5000.00",
    "max": "60000.00",
    "envelope": "200000.00",
    "when_too_large": "stop",
    "max_rate_percent": 100,
}
LARGE = (("1", "1.1", 6_000_000),)


def euros(amount: str) -> Money:
    return Money.of(amount, "EUR")


@dataclass(slots=True)
class Case:
    """An award that would pass the ceiling of its organisation, agreed line by line."""

    funding: Funding
    award_id: str
    paper: Path

    def ask(
        self, amount: Money, reason: str = "Ciljevi inače nisu mogući.", path: Path | None = None
    ) -> str:
        """Ask for an exception up to this amount."""
        return self.funding.officer.run(
            ask_exception,
            award_id=self.award_id,
            amount=amount,
            reason=reason,
            path=path or self.paper,
        )

    def decide(self) -> None:
        """Decide the award."""
        self.funding.approver.run(
            grant_award, award_id=self.award_id, decision_no="O-2/2023", decided_on=DECIDED
        )


@pytest.fixture
def case(store_address: str, tmp_path: Path) -> Iterator[Case]:
    funding = open_funding(store_address, amounts=WIDE)
    paper = tmp_path / "Obrazloženje.pdf"
    paper.write_bytes(b"%PDF-1.4 probni papir")
    known = funding.organisation(99)
    funding.award(funding.apply(1, organisation_id=known, lines=LARGE))
    award_id = funding.officer.run(
        propose_award, application_id=funding.apply(2, organisation_id=known)
    )
    funding.officer.run(agree_open_lines, award_id=award_id)
    yield Case(funding, award_id, paper)
    funding.close()


def test_what_is_asked_for_has_an_amount_above_the_ceiling_a_reason_and_a_paper(
    case: Case, tmp_path: Path
) -> None:
    with refused("awards.over_ceiling"):
        case.decide()
    with refused("awards.reason_needed"):
        case.ask(euros("70000"), reason=" ")
    with refused("awards.exception_below_ceiling"):
        case.ask(euros("60000"))
    with refused("awards.other_currency"):
        case.ask(Money.of("70000", "RSD"))
    with refused("documents.file_missing"):
        case.ask(euros("70000"), path=tmp_path / "nema.pdf")
    case.ask(euros("70000"))
    with refused("awards.exception_waits"):
        case.ask(euros("70000"))


def test_an_exception_holds_once_another_person_approved_it(case: Case) -> None:
    officer, approver = case.funding.officer, case.funding.approver
    first = case.ask(euros("69999.99"))
    with refused("awards.over_ceiling"):
        case.decide()
    both = replace(officer.person, roles=frozenset(Role))
    with refused("awards.second_person_needed"):
        Desk(officer.store, both, clock=officer.clock).run(approve_exception, exception_id=first)
    with refused("awards.reason_needed"):
        approver.run(refuse_exception, exception_id=first, reason="")
    approver.run(refuse_exception, exception_id=first, reason="Premalo.")
    with refused("awards.exception_decided"):
        approver.run(approve_exception, exception_id=first)
    with refused("awards.over_ceiling"):
        case.decide()
    approver.run(approve_exception, exception_id=case.ask(euros("70000")))
    case.decide()
    with officer.read() as session:
        rows = list_exceptions(session, award_id=case.award_id)
        (ledger,) = ceiling_ledger(session)
        assert ceiling_of(session, ledger.organisation_id) == ledger
    assert [(one.number, one.approved, one.decision_reason) for one in rows] == [
        (1, False, "Premalo."),
        (2, True, None),
    ]
    assert (rows[1].document, rows[1].asked_by != rows[1].decided_by) == (case.paper.name, True)
    assert (ledger.ceiling, ledger.exception) == (euros("60000"), euros("70000"))
    assert (ledger.limit, ledger.left) == (euros("70000"), euros("0"))
