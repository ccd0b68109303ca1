"""Tests of `opendata`: both formats to a file, nothing overwritten, problems in one line."""

from __future__ import annotations

import json
from pathlib import Path

from tests.iris_grants.cli.conftest import Run
from tests.iris_grants.funding import open_funding


def test_open_data_are_written_once(run: Run, tmp_path: Path) -> None:
    store = tmp_path / "programme.iris"
    funding = open_funding(str(store))
    funding.pay(funding.signed(1))
    funding.close()
    out = tmp_path / "360giving.json"
    asked = ("opendata", store, "--format", "360giving", "--out", out, "--lang", "en")

    ran = run(*asked, "--publisher-id", "RS-APR-28000000")
    assert (ran.status, ran.out) == (0, f"{out}: 1 grant\n")
    (grant,) = json.loads(out.read_bytes())["grants"]
    assert grant["id"] == "RS-APR-28000000-IRIS-PROGRES-IP-G-001"
    again = run(*asked)
    assert again.status == 1
    assert len(again.err.splitlines()) == 1
    iati = tmp_path / "iati.xml"
    assert run("opendata", store, "--format", "iati", "--out", iati).status == 0
    assert iati.read_bytes().startswith(b"<?xml version='1.0' encoding='utf-8'?>\n<iati-activities")
    assert run("opendata", store, "--format", "csv", "--out", iati).status == 2


def test_store_without_grants_publishes_nothing(run: Run, store: str, tmp_path: Path) -> None:
    out = tmp_path / "iati.xml"
    ran = run("opendata", store, "--format", "iati", "--out", out, "--lang", "en")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == "No grant contract is signed yet; there is nothing to publish.\n"
    assert not out.exists()
