"""Tests of `call`."""

from __future__ import annotations

from pathlib import Path

from tests.iris_grants.cli.conftest import Run


def test_call_load_publish_close_and_list(run: Run, store: str) -> None:
    loaded = run("call", "load", store, "iris-progres-2023")
    published = run("call", "publish", store, "IP-SG-2023")
    closed = run("call", "close", store, "IP-SG-2023")

    assert (loaded.status, loaded.out, loaded.err) == (0, "IP-SG-2023: loaded as a draft\n", "")
    (call,) = run("call", "list", store, "--json").document["calls"]
    assert published.out == (f"IP-SG-2023: published, fingerprint {call['fingerprint']}\n")
    assert [line.split(":")[:2] for line in published.err.splitlines()] == [
        ["Warning", " deadline"],
        ["Warning", " grid"],
    ]
    assert closed.out == "IP-SG-2023: closed\n"
    assert call["state"] == "closed"
    assert call["envelope"] == {"amount": "180000.00", "currency": "EUR"}
    row = run("call", "list", store).out.splitlines()[2]
    assert [cell.strip() for cell in row.split("  ") if cell] == [
        "IP-SG-2023",
        "Small grants for community-based social services",
        "closed",
        "30/10/2023 18:00",
        "180,000.00 EUR",
    ]


def test_call_load_of_a_file_names_every_line_that_is_wrong(
    run: Run, store: str, tmp_path: Path
) -> None:
    file = tmp_path / "call.yaml"
    file.write_text("number: IP-1\nnumbr: IP-2\ncountries: [HR]\n", encoding="utf-8")

    ran = run("call", "load", store, file)

    assert (ran.status, ran.out) == (1, "")
    lines = ran.err.splitlines()
    assert "call.yaml · 2 · numbr: This key has no meaning here; it may be misspelt." in lines
    assert (
        "call.yaml · 3 · countries: “HR” is not known here. Possible: RS, AL, BA, MK, ME, XK."
    ) in lines
    assert run("call", "list", store, "--json").document == {"calls": []}


def test_call_publish_of_another_number_names_those_there_are(run: Run, store: str) -> None:
    run("call", "load", store, "iris-progres-2023")

    ran = run("call", "publish", store, "IP-9")

    assert ran.status == 1
    assert ran.err == "There is no call “IP-9”. Calls in this store: IP-SG-2023.\n"


def test_call_form_is_among_the_commands(run: Run) -> None:
    ran = run("call", "form", "--help")

    assert ran.status == 0
