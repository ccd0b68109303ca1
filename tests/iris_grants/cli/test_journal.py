"""Tests of `journal`: list, show, verify, undo, redo."""

from __future__ import annotations

from tests.iris_grants.cli.conftest import Run

MILA = ("--as", "Mila Ogledna")
KRUG = ("name=Krug", "country=RS", "city=Niš", "register_no=17000002")


def test_journal_undoes_does_again_and_tells_what_happened(run: Run, store: str) -> None:
    made = run("run", store, "organisations.register", *KRUG, *MILA)
    assert made.status == 0

    undone = run("journal", "undo", store, *MILA)
    assert (undone.status, undone.err) == (0, "")
    entry = run("journal", "list", store, "--json", "--most", "1").document["entries"][0]["number"]
    assert undone.out == f"Undone: Organisation entered (entry {entry - 1})\n"
    listed = run("journal", "list", store, "--person", "mila ogledna").out
    assert f"Organisation entered (undone by {entry})" in listed
    again = run("journal", "redo", store, "--json", *MILA).document
    assert again == {"entry": entry - 1, "operation": "organisations.register"}
    nothing = run("journal", "redo", store, *MILA)
    assert (nothing.status, nothing.err) == (1, "There is nothing to do again.\n")

    of_record = ("--record", "organisation", "--json")
    found = run("journal", "list", store, *of_record).document["entries"]
    assert [one["number"] for one in found] == [entry + 1, entry, entry - 1]
    assert run("journal", "list", store, "--day", "1999-01-01", "--json").document == {
        "entries": []
    }
    shown = run("journal", "show", store, entry - 1)
    assert "Krug" in shown.out
    assert run("journal", "show", store, entry, "--json").document["changes"][0]["verb"] == "delete"
    assert run("journal", "verify", store).out == "The journal is whole: nothing was altered.\n"
    assert run("journal", "verify", store, "--json").document == {"problems": []}


def test_journal_says_what_it_cannot_do(run: Run, store: str) -> None:
    refusals = {
        ("undo",): "The last thing you did cannot be undone: ",
        ("show", "4000"): "The journal has no entry 4000.",
        ("list", "--day", "yesterday"): "day: “yesterday” is no such value.",
        ("list", "--person", "Niko"): "Nobody called “Niko” works in this store.",
    }
    for (word, *rest), sentence in refusals.items():
        ran = run("journal", word, store, *rest, *MILA)
        assert (ran.status, ran.err[: len(sentence)]) == (1, sentence)
