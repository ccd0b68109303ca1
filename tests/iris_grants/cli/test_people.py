"""Tests of `people`."""

from __future__ import annotations

from tests.iris_grants.cli.conftest import Run


def test_people_add_and_list(run: Run, store: str) -> None:
    added = run(
        *("people", "add", store, " Vuk  Primer", "--role", "finance_officer"),
        *("--role", "approver", "--email", "vuk@primer.example", "--organisation", "Ured"),
        *("--as", "Mila Ogledna"),
    )

    assert (added.status, added.out, added.err) == (0, "Entered: Vuk Primer\n", "")
    found = run("people", "list", store, "--json").document["people"]
    assert [person["name"] for person in found] == ["Mila Ogledna", "Vuk Primer"]
    assert found[1]["roles"] == ["finance_officer", "approver"]
    assert found[1]["email"] == "vuk@primer.example"
    assert found[1]["active"] is True
    assert run("people", "list", store).out.splitlines()[3].split("  ")[0] == "Vuk Primer"


def test_people_add_refuses_an_unknown_role(run: Run, store: str) -> None:
    ran = run("people", "add", store, "Vuk", "--role", "boss")

    assert ran.status == 1
    assert ran.err == (
        "“boss” is no role. Roles: administrator, grants_officer, secretary, finance_officer, "
        "approver, licensing_officer, auditor, assessor.\n"
    )


def test_people_add_wants_the_role_for_it(run: Run, store: str) -> None:
    run("people", "add", store, "Vuk", "--role", "auditor")

    ran = run("people", "add", store, "Ana", "--role", "auditor", "--as", "Vuk")

    assert ran.status == 1
    assert len(run("people", "list", store, "--json").document["people"]) == 2
