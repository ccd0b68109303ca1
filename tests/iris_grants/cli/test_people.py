"""Tests of `people`."""

from __future__ import annotations

from pathlib import Path

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


def test_people_passphrase_is_set_asked_for_changed_and_removed(
    run: Run, store: str, tmp_path: Path
) -> None:
    own, other = tmp_path / "own", tmp_path / "other"
    own.write_text("šuma i livada\n", encoding="utf-8")
    other.write_text("reka i most 12\n", encoding="utf-8")
    mila = ("--as", "Mila Ogledna")

    assert (
        run("people", "passphrase", store, *mila).err == "Give the new passphrase by --new FILE.\n"
    )
    assert run("people", "passphrase", store, "--new", own, *mila).out == "The passphrase is set.\n"
    asked = run("people", "add", store, "Vuk Primer", "--role", "approver", *mila)
    assert asked.err == (
        "Mila Ogledna signs in with a passphrase. Give it by --passphrase-file, or open the "
        "window.\n"
    )
    wrong = run("people", "add", store, "Vuk", "--role", "approver", "--passphrase-file", other)
    assert (wrong.status, wrong.err) == (1, "passphrase: This is not the passphrase.\n")
    right = (*mila, "--passphrase-file", own)
    assert run("people", "add", store, "Vuk Primer", "--role", "approver", *right).status == 0
    assert run("people", "approvals", store, "--signed-in", "yes", *right).status == 0
    assert run("people", "approvals", store).out == "Approvals need a person who signed in.\n"
    assert run("people", "approvals", store, "--signed-in", "no", *right).status == 0
    for words in ("--new", "--remove"):
        rest = (words, other) if words == "--new" else (words,)
        reset = run("people", "passphrase", store, "--person", "vuk primer", *rest, *right)
        assert (reset.out, reset.err) == ("The passphrase of Vuk Primer is reset.\n", "")
    assert run("people", "passphrase", store, "--new", other, *right).status == 0
    changed = (*mila, "--passphrase-file", other)
    removed = run("people", "passphrase", store, "--remove", *changed)
    assert (removed.out, removed.err) == ("The passphrase is removed.\n", "")
    assert run("people", "add", store, "Ana Primer", "--role", "secretary", *mila).status == 0


def test_passphrase_file_that_is_empty_or_missing_is_said(
    run: Run, store: str, tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    empty.write_text("\n", encoding="utf-8")
    ran = run("people", "passphrase", store, "--new", empty)
    assert ran.err == "empty: There is no passphrase in the first line of the file.\n"
    ran = run("people", "passphrase", store, "--new", tmp_path / "none")
    assert (ran.status, ran.out) == (1, "")
    ran = run("people", "passphrase", store, "--person", "Niko", "--new", empty)
    assert ran.err == "Nobody called “Niko” works in this store.\n"


def test_people_recover_sets_a_new_passphrase_by_the_code(
    run: Run, store: str, tmp_path: Path
) -> None:
    own, other, paper = tmp_path / "own", tmp_path / "other", tmp_path / "code"
    own.write_text("šuma i livada\n", encoding="utf-8")
    other.write_text("reka i most 12\n", encoding="utf-8")
    mila = ("--as", "Mila Ogledna")
    assert run("people", "passphrase", store, "--new", own, *mila).status == 0
    sheet = tmp_path / "sheet.pdf"
    right = (*mila, "--passphrase-file", own)
    made = run("people", "recovery-code", store, "--out", sheet, *right)
    begin = "Recovery code of Mila Ogledna, shown only now: "
    assert (made.status, made.out[: len(begin)]) == (0, begin)
    assert sheet.read_bytes().startswith(b"%PDF")
    paper.write_text(made.out.splitlines()[0].removeprefix(begin), encoding="utf-8")
    lacking = run("people", "recover", store, "--new", other, *mila)
    assert (lacking.status, lacking.err) == (1, "Give the recovery code by --code FILE.\n")
    done = run("people", "recover", store, "--code", paper, "--new", other, *mila)
    assert done.out == "The passphrase is set. The recovery code is used up: make a new one.\n"
    again = run("people", "recover", store, "--code", paper, "--new", own, *mila)
    assert again.status == 1
