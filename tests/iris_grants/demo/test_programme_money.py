"""The money of the sample programme on two grants: lists, decisions, reports, final amounts."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from iris_grants.calls.queries import call_row, terms_of
from iris_grants.demo.calendar import StoryClock
from iris_grants.demo.office import Office
from iris_grants.demo.programme_ledgers import ODDITIES, SPRING, make_entries
from iris_grants.demo.programme_money import grants_of, settle, settle_grants, take_in_ledgers
from iris_grants.finance.evidence import cost_documents
from iris_grants.finance.queries import ledger
from iris_grants.finance.report_queries import final_amounts, financial_reports, recoveries
from iris_grants.grants.queries import current_budget
from iris_grants.kernel.operations import Desk
from tests.iris_grants.funding import SIGNED, Funding

LINES = (("1", "1.1", 400_000), ("2", "2.1", 200_000), ("5", "5.1", 400_000))


def office_of(funding: Funding) -> Office:
    """The office of the story over the desks of a funding."""
    clock = StoryClock(SIGNED)
    officer, approver, finance = (
        Desk(one.store, one.person, clock)
        for one in (funding.officer, funding.approver, funding.finance)
    )
    with officer.read() as session:
        return Office(
            clock=clock,
            officer=officer,
            secretary=officer,
            approver=approver,
            finance=finance,
            licensing=officer,
            call_id=funding.call_id,
            terms=terms_of(session, funding.call_id),
            call_fingerprint=call_row(session, funding.call_id).fingerprint,
        )


def test_story_of_the_money_of_two_grants(local_funding: Funding, tmp_path: Path) -> None:
    local_funding.signed(1, lines=LINES)
    local_funding.signed(2, lines=LINES, currency="MKD")
    office = office_of(local_funding)
    take_in_ledgers(office, grants_of(office), tmp_path / "finance", 7)
    with office.finance.read() as session:
        costs = ledger(session)
        reports = [(row.grant, row.kind, row.state) for row in financial_reports(session)]
        proofs = cost_documents(session)
    first = [cost for cost in costs if cost.grant_id == costs[0].grant_id][:3]
    assert set(proofs) == {cost.id for cost in first}
    assert {kinds[0].kind for kinds in proofs.values()} <= {"invoice", "proof_of_payment"}
    states = Counter(cost.state for cost in costs)
    assert states["rejected"] == 1
    assert states["question"] == 3
    assert states["reported"] == 0
    assert {cost.currency for cost in costs} == {"RSD", "MKD"}
    assert reports == [("IP-G-001", "interim", "approved")]
    numbers = [grant.number for grant in grants_of(office)]
    settle_grants(office, numbers, folder=tmp_path / "finance", seed=7)
    with office.finance.read() as session:
        finals = {row.grant: row for row in final_amounts(session)}
        assert recoveries(session) == ()
    assert set(finals) == {"IP-G-001", "IP-G-002"}
    assert finals["IP-G-002"].reduction_minor > 0
    assert all(row.balance_minor > 0 for row in finals.values())
    written = {path.name for path in (tmp_path / "finance").iterdir()}
    assert {"budzeti.xlsx", "inforeuro-2024.json", "IP-G-002-finansijski-izvestaj.xlsx"} <= written
    book = load_workbook(tmp_path / "finance" / "IP-G-002-troskovi-A.xlsx", read_only=True)
    assert "Troškovi" in book.sheetnames


def test_who_spent_little_pays_back(local_funding: Funding, tmp_path: Path) -> None:
    local_funding.signed(1, lines=LINES)
    office = office_of(local_funding)
    take_in_ledgers(office, grants_of(office), tmp_path / "finance", 7)
    (grant,) = grants_of(office)
    settle(office, grant, tmp_path / "finance", 7, percent=0, reduced=False)
    with office.finance.read() as session:
        (final,) = final_amounts(session)
        (recovery,) = recoveries(session)
    assert final.balance_minor < 0
    assert (recovery.state, recovery.amount_minor) == ("paid", -final.balance_minor)


def test_lists_follow_from_the_seed(local_funding: Funding) -> None:
    local_funding.signed(1, lines=LINES)
    office = office_of(local_funding)
    (grant,) = grants_of(office)
    with office.finance.read() as session:
        lines = current_budget(session, grant.id).lines
    assert [make_entries(grant, lines, SPRING, 3, odd) for odd in ODDITIES] == [
        make_entries(grant, lines, SPRING, 3, odd) for odd in ODDITIES
    ]
    assert make_entries(grant, lines, SPRING, 3) != make_entries(grant, lines, SPRING, 4)
    assert all(one.paid_on >= date(2024, 1, 1) for one in make_entries(grant, lines, SPRING, 3))
