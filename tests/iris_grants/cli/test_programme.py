"""Tests of `new` and `info`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.iris_grants.cli.conftest import Run


def test_new_makes_a_store_with_its_programme(run: Run, store_address: str) -> None:
    ran = run("new", store_address, "--as", "Mila Ogledna")

    assert (ran.status, ran.err) == (0, "")
    found = run("info", store_address, "--json").document
    assert list(found) == ["store", "programme", "rule_sets", "people", "calls", "records"]
    assert found["programme"]["code"] == "IRIS-PROGRES"
    assert found["programme"]["budget"] == {"amount": "822770.08", "currency": "EUR"}
    assert [person["name"] for person in found["people"]] == ["Mila Ogledna"]
    assert [rules["code"] for rules in found["rule_sets"]] == ["FSTP-2018"]
    assert found["calls"] == []
    assert found["records"]["programme_partner"] == 7


def test_new_takes_the_user_of_the_machine(
    run: Run, store_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "vuk")

    assert run("new", store_address).status == 0
    assert run("info", store_address, "--json").document["people"][0]["name"] == "vuk"


def test_new_takes_a_template_of_its_own(run: Run, store_address: str, tmp_path: Path) -> None:
    template = tmp_path / "action.yaml"
    template.write_text(
        "code: SMALL\ntitle: {en: Small, sr: Mali}\ndonor: D\nlead: L\n"
        "period: {from: 2024-01-01, to: 2024-12-31}\nbudget: {amount: 1000, currency: EUR}\n"
        "third_party_ceiling: 100\n",
        encoding="utf-8",
    )

    assert run("new", store_address, "--template", template, "--as", "Mila").status == 0
    assert run("info", store_address, "--json").document["programme"]["code"] == "SMALL"


@pytest.mark.parametrize(
    ("template", "code"),
    [("none", "programme.template_missing"), ("none.yaml", "programme.file_unreadable")],
)
def test_new_with_a_wrong_template_makes_nothing(
    run: Run, tmp_path: Path, template: str, code: str
) -> None:
    ran = run("new", tmp_path / "a.iris", "--template", template, "--as", "Mila")

    assert (ran.status, ran.out) == (1, "")
    assert len(ran.err.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_new_does_not_touch_a_store_that_is_there(run: Run, store: str) -> None:
    before = run("info", store, "--json").document

    assert run("new", store, "--as", "Vuk Primer").status == 1
    assert run("info", store, "--json").document == before


def test_info_speaks_serbian(run: Run, store: str) -> None:
    run("call", "load", store, "iris-progres-2023")

    lines = run("info", store, "--lang", "sr").out.splitlines()

    assert lines[1].startswith("IRIS-PROGRES · Jačanje kapaciteta")
    assert lines[2] == (
        "Inicijativa za razvoj i saradnju (IDC), European Union, "
        "01.02.2023. – 31.01.2026., 822.770,08 EUR"
    )
    assert [line.split()[0] for line in lines if line.startswith(("IP-SG", "Mila"))] == [
        "Mila",
        "IP-SG-2023",
    ]
    assert not [line for line in lines[1:] if "_" in line]
