"""Tests of `reports` and `grants changes`: planned by words, formed, received, listed, closed."""

from __future__ import annotations

from pathlib import Path

from tests.iris_grants.cli.conftest import Run
from tests.iris_grants.funding import Funding
from tests.iris_grants.reporting.life import filled, reporting_grant, reports_of


def test_changes_of_a_contract_are_listed(run: Run, funding: Funding, store_address: str) -> None:
    grant_id = funding.signed()
    funding.close()
    change = (
        "run",
        store_address,
        "grants.move_money",
        f"grant_id={grant_id}",
        "kind=notification",
        "effective_on=2024-02-01",
        "from_line=5.1",
        "to_line=2.1",
        "amount=250.00 EUR",
        "reason=Putovanja.",
    )
    assert run(*change, "--as", "Mila Ogledna").status == 0
    (changed,) = run("grants", "changes", store_address, "IP-G-001", "--json").document["changes"]
    assert (changed["kind"], changed["number"], changed["state"]) == ("notification", 1, "in_force")
    assert "notification of a change" in run("grants", "changes", store_address, "IP-G-001").out


def test_form_is_written_and_taken_in(
    run: Run, funding: Funding, store_address: str, tmp_path: Path
) -> None:
    interim = reports_of(funding, reporting_grant(funding))[0]
    path = filled(funding, interim.id, tmp_path / "i.xlsx")
    funding.close()
    form = tmp_path / "obrazac.xlsx"
    assert run("reports", "form", store_address, "IP-G-001", 1, "--out", form).status == 0
    empty = run("reports", "receive", store_address, "IP-G-001", 1, form, "--plan", "--json")
    assert empty.status == 1
    assert {one["code"] for one in empty.document["problems"]} == {
        "reporting.field_empty",
        "reporting.value_empty",
    }
    unknown = run("reports", "form", store_address, "IP-G-001", 9, "--out", form)
    assert (unknown.status, unknown.err) == (1, "Grant IP-G-001 has no report 9.\n")
    received = run("reports", "receive", store_address, "IP-G-001", 1, path, "--as", "Mila Ogledna")
    assert (received.status, received.out) == (0, "Revision 1 is taken in.\n")
    listed = run("reports", "list", store_address, "--json").document["reports"]
    assert [(one["number"], one["state"]) for one in listed] == [(1, "received"), (2, "due")]
    values = run("reports", "values", store_address, "--json").document["values"]
    assert [one["value"]["total"] for one in values] == [40_000, 3_000]
    assert "I1" in run("reports", "values", store_address).out


def test_deadlines_and_what_is_missing_for_the_closure(
    run: Run, funding: Funding, store_address: str
) -> None:
    final = reports_of(funding, reporting_grant(funding))[1]
    funding.close()
    waits = run("reports", "deadlines", store_address, "--json").document["deadlines"]
    assert [one["kind"] for one in waits] == ["report_interim", "report_final"]
    assert (waits[1]["record_id"], waits[1]["due_on"]) == (final.id, "2024-11-13")
    assert "final report" in run("reports", "deadlines", store_address).out
    assert "interim report" in run("reports", "list", store_address).out
    closure = run("reports", "closure", store_address, "IP-G-001")
    assert closure.status == 1
    assert closure.err.splitlines()[0] == "Not every report of the grant is approved."
    assert (
        run("reports", "closure", store_address, "IP-G-001", "--json").document["closure"] is None
    )
