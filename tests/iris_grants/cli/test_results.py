"""Tests of `results`: entered by named operations, listed, shown, told in Serbian."""

from __future__ import annotations

from pathlib import Path

from tests.iris_grants.cli.conftest import Run
from tests.iris_grants.funding import Funding
from tests.iris_grants.reporting.life import reporting_grant


def test_entries_are_recorded_by_words_and_shown_with_their_parts(
    run: Run, store: str, tmp_path: Path
) -> None:
    paper = tmp_path / "lista.pdf"
    paper.write_bytes(b"%PDF-1.4 sample")
    entry = ("result=R1.7", "title=Akademija", "held_on=2024-05-20", "place=Ohrid", "country=MK")
    figures = (
        "figures=persons=31, persons.sex.female=20, persons.sex.male=11, "
        "persons.age.18-29=31, persons.country.MK=25, persons.country.unknown=6"
    )
    wrong = run("run", store, "results.record", *entry, "figures=persons=31")
    assert wrong.status == 1
    assert wrong.err.splitlines() == [
        "persons.sex: Divide the total of 31 by sex; what nobody knows goes under unknown.",
        "persons.age: Divide the total of 31 by age; what nobody knows goes under unknown.",
        "persons.country: Divide the total of 31 by country; what nobody knows goes under unknown.",
    ]
    assert run("run", store, "results.record", *entry, figures, f"evidence={paper}").status == 0

    found = {
        one["code"]: one for one in run("results", "list", store, "--json").document["results"]
    }
    assert len(found) == 17
    assert [found[code]["actual"] for code in ("R1.7a", "R1.7b", "R1.8")] == [31, 1, 0]
    assert found["R1.7a"]["parts"]["country"] == {"MK": 25, "unknown": 6}

    shown = run("results", "show", store, "R1.7a", "--json").document
    assert shown["course"] == [["2024-Q2", 31]]
    assert shown["entries"][0]["figures"] == figures.removeprefix("figures=")
    lines = run("results", "show", store, "R1.7a", "--lang", "sr").out.splitlines()
    assert lines[0] == "R1.7a · Polaznici"
    assert "po polu: žene 20, muškarci 11" in lines
    unknown = run("results", "show", store, "R9", "--lang", "en")
    assert (unknown.status, unknown.err) == (1, "code: The framework has no target R9.\n")


def test_list_is_a_table_in_serbian(run: Run, store: str) -> None:
    lines = run("results", "list", store, "--lang", "sr").out.splitlines()
    assert lines[0].split()[:3] == ["Šifra", "Indikator", "Ciljna"]
    assert lines[-1].endswith("nije dostignut")
    assert len(lines) == 19


def test_entry_is_recorded_by_name_and_results_go_to_a_workbook(
    run: Run, store: str, tmp_path: Path
) -> None:
    paper = tmp_path / "zapisnik.pdf"
    paper.write_bytes(b"%PDF-1.4 sample")
    asked = ("--title", "Dijalog", "--held-on", "2024-02-05", "--place", "Bar", "--country", "ME")
    ran = run("results", "record", store, "R2.2", *asked, "--evidence", paper, "--kind", "minutes")
    assert (ran.status, ran.err) == (0, "")
    shown = run("results", "show", store, "R2.2b", "--json").document
    assert (shown["actual"], shown["entries"][0]["id"]) == (1, ran.out.strip())

    out = tmp_path / "results.xlsx"
    assert run("results", "export", store, "--out", out).status == 0
    assert out.read_bytes()[:2] == b"PK"
    assert run("results", "export", store, "--out", out).status == 1


def test_indicator_of_a_grant_is_linked_and_unlinked_by_names(
    run: Run, funding: Funding, store_address: str
) -> None:
    reporting_grant(funding)
    funding.close()
    link = ("results", "link", store_address, "R1.5", "IP-G-001")
    wrong = run(*link, "I9", "--basis", "Osoblje.", "--as", "Mila Ogledna")
    assert wrong.err == "indicator: Contract IP-G-001 has no indicator I9 for this.\n"
    assert run(*link, "I1", "--basis", "Osoblje.", "--as", "Mila Ogledna").status == 0
    again = run(*link, "I1", "--basis", "Osoblje.", "--as", "Mila Ogledna")
    assert "The indicator I1 counts towards R1.5 already" in again.err
    [shown] = run("results", "show", store_address, "R1.5", "--json").document["links"]
    assert (shown["grant"], shown["value"], shown["ended"]) == ("IP-G-001", None, None)
    assert "not reported yet" in run("results", "show", store_address, "R1.5").out
    end = ("results", "unlink", store_address, "IP-G-001", "I1", "--reason", "Isti ljudi.")
    assert run(*end, "--as", "Mila Ogledna").status == 0
    assert run(*end, "--as", "Mila Ogledna").status == 1
    assert "counts no more" in run("results", "show", store_address, "R1.5").out
