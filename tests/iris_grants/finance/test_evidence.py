"""Supporting documents of costs: filed, shared, taken off; what is missing is said by the rules."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from iris_grants.cli.main import main
from iris_grants.documents.attachments import documents_of
from iris_grants.finance.commands import accept_clean
from iris_grants.finance.evidence import (
    attach_evidence,
    cost_documents,
    detach_evidence,
    missing_evidence,
    missing_problem,
    share_evidence,
)
from iris_grants.finance.financial_reports import approve_report, draw_up_report
from iris_grants.finance.ledger import import_ledger
from iris_grants.finance.rules.evidence import Needed, evidence_missing, evidence_needed
from iris_grants.wording import sentence
from tests.iris_grants.finance.lists import Desk, entry
from tests.iris_grants.refusals import refused

RULES = (
    Needed(lines="*", any_of=("proof_of_payment",)),
    Needed(lines="1", any_of=("payslip",)),
    Needed(lines="1.3", any_of=("travel",)),
    Needed(lines="3", any_of=("invoice",)),
)


def test_nearest_line_says_what_must_prove_a_cost() -> None:
    paid = ("proof_of_payment",)
    assert evidence_needed("1.1.2", RULES) == (paid, ("payslip",))
    assert evidence_needed("1.3.1", RULES) == (paid, ("travel",))
    assert evidence_needed("1.30", RULES) == (paid, ("payslip",))
    assert evidence_needed("7", RULES) == (paid,)
    assert evidence_needed("3.2", RULES, exempt=True, offers=1) == (
        paid,
        ("invoice",),
        ("vat_exemption",),
        ("procurement",),
    )
    assert evidence_missing((("invoice", "travel"), paid), {"travel"}) == (paid,)


def files(desk: Desk) -> list[str]:
    with desk.funding.finance.read() as session:
        return sorted(one.kind for one in documents_of(session, "grant", desk.grant_id))


def missing(desk: Desk) -> list[tuple[tuple[str, ...], ...]]:
    with desk.funding.finance.read() as session:
        found = missing_evidence(session, desk.grant_id)
        assert found == missing_evidence(session)
    return [found.get(cost.id, ()) for cost in desk.costs()]


def test_evidence_is_filed_once_bound_to_costs_and_its_lack_is_said(
    desk: Desk, tmp_path: Path
) -> None:
    finance = desk.funding.finance
    desk.book(desk.write(entry("R-1"), entry("R-2", line="5.1", net="11718")))
    first, second = (cost.id for cost in desk.costs())
    assert missing(desk) == [
        (("proof_of_payment",), ("payslip", "invoice"), ("timesheet", "service_report")),
        (("proof_of_payment",), ("invoice", "contract")),
    ]
    slip, statement = tmp_path / "listić.pdf", tmp_path / "izvod 31.pdf"
    slip.write_bytes(b"%PDF slip")
    statement.write_bytes(b"%PDF statement")
    finance.run(attach_evidence, expenditure_id=first, kind="payslip", path=slip)
    tie = finance.run(
        attach_evidence, expenditure_id=first, kind="proof_of_payment", path=statement
    )
    finance.run(share_evidence, cost_document_id=tie, expenditure_id=second)
    with refused("constraint.uq_cost_document_expenditure_id_document_id"):
        finance.run(attach_evidence, expenditure_id=second, kind="proof_of_payment", path=statement)
    with refused("finance.evidence_unknown"):
        finance.run(attach_evidence, expenditure_id=second, kind="gossip", path=slip)
    assert files(desk) == ["cost_payslip", "cost_proof_of_payment", "ledger"]
    assert missing(desk) == [(("timesheet", "service_report"),), (("invoice", "contract"),)]
    assert sentence(missing_problem((("timesheet", "service_report"),))) == (
        "Supporting documents are missing: timesheet."
    )
    with finance.read() as session:
        found = cost_documents(session, desk.grant_id)
    assert [one.kind for one in found[first]] == ["proof_of_payment", "payslip"]
    assert [one.name for one in found[second]] == ["izvod 31.pdf"]
    finance.run(detach_evidence, cost_document_id=found[second][0].id)
    assert missing(desk)[1] == (("proof_of_payment",), ("invoice", "contract"))
    assert files(desk) == ["cost_payslip", "cost_proof_of_payment", "ledger"]


def test_evidence_of_an_approved_report_stays_and_of_another_grant_is_refused(
    local_desk: Desk, tmp_path: Path
) -> None:
    funding = local_desk.funding
    local_desk.book(local_desk.write(entry("R-1")))
    (cost,) = local_desk.costs()
    path = tmp_path / "listić.pdf"
    path.write_bytes(b"%PDF slip")
    tie = funding.finance.run(attach_evidence, expenditure_id=cost.id, kind="payslip", path=path)
    other = funding.signed(2)
    funding.pay(other)
    there = Desk(funding, other, tmp_path)
    plan = there.plan(there.write(entry("R-9"), name="drugi.xlsx"), "IP-G-002")
    funding.finance.run(import_ledger, plan=plan)
    with refused("finance.evidence_of_another_grant"):
        funding.finance.run(
            share_evidence, cost_document_id=tie, expenditure_id=there.costs()[0].id
        )
    funding.finance.run(accept_clean, grant_id=local_desk.grant_id)
    report = funding.finance.run(
        draw_up_report, grant_id=local_desk.grant_id, kind="interim", period_to=date(2024, 3, 31)
    )
    funding.approver.run(approve_report, report_id=report)
    with refused("finance.cost_locked"):
        funding.finance.run(detach_evidence, cost_document_id=tie)
    path.write_bytes(b"%PDF timesheet")
    funding.finance.run(attach_evidence, expenditure_id=cost.id, kind="timesheet", path=path)
    with funding.finance.read() as session:
        assert len(cost_documents(session)[cost.id]) == 2


def test_documents_are_filed_from_the_command_line(
    local_desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    local_desk.book(local_desk.write(entry("R-1")))
    path = tmp_path / "listić.pdf"
    path.write_bytes(b"%PDF slip")
    (cost,) = local_desk.costs()
    store, person = local_desk.funding.finance.store.address, "Ljuba Ogledna"
    local_desk.funding.close()
    command = ["finance", "attach", store, "IP-G-001"]
    assert main([*command, "9", "payslip", str(path), "--as", person]) == 1
    assert main([*command, "1", "payslip", str(path), "--as", person]) == 0
    assert "Filed: 1." in capsys.readouterr().out
    assert main(["finance", "costs", store, "IP-G-001", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [one["kind"] for one in found["documents"][cost.id]] == ["payslip"]
    assert found["missing"][cost.id] == [["proof_of_payment"], ["timesheet", "service_report"]]
