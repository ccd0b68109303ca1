"""Decisions on costs: with reason codes, in bulk where nothing is doubtful, undone, asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from db.tables.grants import GrantRecord, PaymentRecord
from iris_grants.finance.checking import findings
from iris_grants.finance.commands import (
    accept_clean,
    accept_cost,
    answer_question,
    disallow_cost,
    question_cost,
    reopen_cost,
)
from iris_grants.finance.ledger import import_ledger
from iris_grants.finance.ledger_form import LedgerEntry
from iris_grants.finance.queries import ExpenditureRow
from iris_grants.finance.rate_book import rate_book
from iris_grants.kernel.money import Money
from tests.iris_grants.finance.lists import Desk, entry
from tests.iris_grants.refusals import refused

FULL = Decimal("85000")


def decided(desk: Desk) -> list[tuple[str, int, str | None, str | None]]:
    return [(c.state, c.disallowed_minor, c.reason_code, c.reason) for c in desk.costs()]


def found(desk: Desk, costs: tuple[ExpenditureRow, ...]) -> list[list[str]]:
    with desk.funding.finance.read() as session:
        doubtful = findings(session, desk.grant_id)
        everywhere = findings(session)
    own = {cost.id for cost in costs}
    assert {key: value for key, value in everywhere.items() if key in own} == doubtful
    return [[problem.code for problem in doubtful.get(cost.id, ())] for cost in costs]


def sample() -> list[LedgerEntry]:
    """A salary with its taxes, an invoice twice, and one whose VAT is charged."""
    salary = replace(entry("OL-1/24"), net=FULL, charged=Decimal("52000"), supplier="Radmila")
    taxes = replace(
        salary, charged=Decimal("33000"), paid_on=date(2024, 2, 15), payment_ref="izvod 46"
    )
    vat = replace(entry("R-9", line="5.1", net="1000"), vat=Decimal(200), charged=Decimal(1200))
    double = entry("R-7", line="2.1", net="20000")
    return [salary, taxes, double, double, vat]


def test_costs_are_doubted_decided_and_reopened(desk: Desk) -> None:
    finance = desk.funding.finance
    desk.book(desk.write(*sample()))
    costs = desk.costs()
    assert found(desk, costs) == [
        [],
        [],
        ["finance.document_twice"],
        ["finance.document_twice"],
        ["finance.vat_charged"],
    ]
    assert finance.run(accept_clean, grant_id=desk.grant_id) == 2
    with refused("finance.nothing_clean"):
        finance.run(accept_clean, grant_id=desk.grant_id)
    whole = Money(costs[3].eur_minor, "EUR")
    finance.run(
        disallow_cost,
        expenditure_id=costs[3].id,
        disallowed=whole,
        reason="Dva puta",
        reason_code="X-01",
    )
    assert found(desk, costs)[2:4] == [[], []]
    _ask_and_disallow(desk, costs[4].id)
    finance.run(accept_cost, expenditure_id=costs[2].id)
    assert decided(desk) == [
        ("accepted", 0, None, None),
        ("accepted", 0, None, None),
        ("accepted", 0, None, None),
        ("rejected", whole.minor, "X-01", "Dva puta"),
        ("partly_accepted", 171, "IN-10", "PDV nije prihvatljiv"),
    ]
    finance.run(reopen_cost, expenditure_id=costs[3].id)
    with refused("finance.not_decided"):
        finance.run(reopen_cost, expenditure_id=costs[3].id)
    assert decided(desk)[3] == ("reported", 0, None, None)
    assert found(desk, costs)[2:4] == [["finance.document_twice"], ["finance.document_twice"]]


def _ask_and_disallow(desk: Desk, cost_id: str) -> None:
    finance = desk.funding.finance
    finance.run(question_cost, expenditure_id=cost_id, question="Zašto PDV?")
    finance.run(answer_question, expenditure_id=cost_id, answer=" Greškom. ")
    assert desk.costs()[4].answer == "Greškom."
    with refused("finance.no_question"):
        finance.run(answer_question, expenditure_id=cost_id, answer="Ponovo")
    finance.run(
        disallow_cost,
        expenditure_id=cost_id,
        disallowed=Money(171, "EUR"),
        reason="PDV nije prihvatljiv",
        reason_code="IN-10",
    )


def test_decision_without_a_known_reason_is_refused(local_desk: Desk) -> None:
    local_desk.book(local_desk.write(entry()))
    (cost,) = local_desk.costs()
    one = Money(1, "EUR")
    run = local_desk.funding.finance.run
    with refused("finance.reason_needed"):
        run(disallow_cost, expenditure_id=cost.id, disallowed=one, reason=" ")
    with refused("finance.reason_code_unknown"):
        run(
            disallow_cost,
            expenditure_id=cost.id,
            disallowed=one,
            reason="zato",
            reason_code="IN-99",
        )
    for wrong in (Money(0, "EUR"), Money(cost.eur_minor + 1, "EUR"), Money(1, "RSD")):
        with refused("finance.disallowed_out_of_range"):
            run(disallow_cost, expenditure_id=cost.id, disallowed=wrong, reason="zato")
    run(disallow_cost, expenditure_id=cost.id, disallowed=one, reason=" zato ")
    assert decided(local_desk) == [("partly_accepted", 1, "X-09", "zato")]
    with refused("finance.no_question"):
        run(answer_question, expenditure_id=cost.id, answer="?")
    with refused("kernel.role_missing"):
        local_desk.funding.officer.run(accept_cost, expenditure_id=cost.id)


def test_purchases_and_lines_are_watched_over_several_lists(local_desk: Desk) -> None:
    local_desk.book(local_desk.write(entry("R-1", line="2.1", net="30000")))
    plan = local_desk.plan(
        local_desk.write(
            replace(entry("R-2", line="2.1", net="30000"), offers=1),
            replace(entry("R-3", line="2.1", net="90000"), offers=1),
            name="drugi.xlsx",
        )
    )
    assert [(problem.code, problem.where.cell) for problem in plan.problems] == [
        ("finance.line_exceeded", "K6"),
    ]
    split = local_desk.plan(
        local_desk.write(entry("R-2", line="2.1", net="30000"), name="treci.xlsx")
    )
    assert [problem.code for problem in split.problems] == ["finance.purchase_split"]


def test_invoice_of_another_grant_is_doubted_in_both(local_desk: Desk) -> None:
    funding = local_desk.funding
    other_id = funding.signed(2)
    funding.pay(other_id)
    other = Desk(funding, other_id, local_desk.folder)
    local_desk.book(local_desk.write(entry("R-1/24")))
    path = other.write(entry("r-1 / 24"), name="drugi.xlsx")
    plan = other.plan(path, "IP-G-002")
    assert [(p.code, p.params["grants"]) for p in plan.problems] == [
        ("finance.document_elsewhere", "IP-G-001")
    ]
    funding.finance.run(import_ledger, plan=plan)
    assert found(local_desk, local_desk.costs()) == [["finance.document_elsewhere"]]


def test_instalments_are_used_up_over_several_lists(local_desk: Desk) -> None:
    with local_desk.funding.direct() as session:
        session.get_one(GrantRecord, local_desk.grant_id).fx_method = "instalment_fifo"
        payment = session.scalars(select(PaymentRecord)).one()
        credited = payment.local_minor or 0
    most = Decimal(credited - 100) / 100
    local_desk.book(local_desk.write(entry("R-1", net=str(most))))
    local_desk.book(local_desk.write(entry("R-2", net="43500"), name="drugi.xlsx"))
    assert [cost.rate for cost in local_desk.costs()] == ["117.1830", "117.1830"]
    with local_desk.funding.finance.read() as session:
        assert rate_book(session, local_desk.grant_id).used_minor == credited - 100 + 4_350_000
