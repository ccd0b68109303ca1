"""Tests of `find`."""

from __future__ import annotations

from tests.iris_grants.cli.conftest import Run


def test_find_prints_kind_name_and_place(run: Run, store: str) -> None:
    ran = run("find", store, "огледна", "mila")
    lines = [line.split() for line in ran.out.splitlines()]
    assert (ran.status, lines[0]) == (0, ["Kind", "Name", "Place"])
    assert ["People", "Mila", "Ogledna"] in lines
    found = run("find", store, "mila", "--most", "1", "--json").document["found"]
    assert [one["kind"] for one in found] == ["person", "entry"]


def test_find_wants_two_letters(run: Run, store: str) -> None:
    ran = run("find", store, "x")
    assert (ran.status, ran.err) == (1, "Type at least two letters.\n")
