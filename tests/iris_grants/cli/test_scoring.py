"""The whole of scoring through the command line: packages, sheets, returns, merge, ranking."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from iris_grants.calls.parse import parse_call
from iris_grants.cli.main import main
from iris_grants.scoring.commands import assign_applications
from iris_grants.scoring.sheet_layout import COMMENT, REMARK, SCORE, section_rows
from tests.iris_grants.scoring.sample import call_template, open_office

OFFICER = "Mila Ogledna"


@pytest.fixture
def store(tmp_path: Path) -> str:
    address = str(tmp_path / "programme.iris")
    office = open_office(address)
    office.desk.run(assign_applications, call_id=office.call_id)
    office.desk.store.close()
    return address


def run(*words: str | Path) -> int:
    return main([str(word) for word in words])


def make(store: str, out: Path, tmp_path: Path) -> list[Path]:
    phrases = tmp_path / "lozinke.txt"
    phrases.write_text("A prva lozinka\nB druga lozinka\nC treća lozinka\nV1 četvrta\n", "utf-8")
    (tmp_path / "A").write_text("prva lozinka\n", "utf-8")
    (tmp_path / "B").write_text("druga lozinka\n", "utf-8")
    (tmp_path / "C").write_text("treća lozinka\n", "utf-8")
    status = run(
        "scoring",
        "packages",
        store,
        "IP-2023",
        "--out",
        out,
        "--passphrases",
        phrases,
        "--as",
        OFFICER,
    )
    assert status == 0
    return sorted(out.glob("*.iris-package"))


def fill(sheet: Path, score: int) -> None:
    book = openpyxl.load_workbook(BytesIO(sheet.read_bytes()))
    for page in [page for page in book.worksheets if page.sheet_state == "visible"]:
        for section in section_rows(parse_call(call_template())):
            page[f"{REMARK}{section.row}"] = "Obrazloženo."
            for _item, row in section.items:
                page[f"{SCORE}{row}"] = score
        page[COMMENT] = "Podržati."
    book.save(sheet)


def returned_from(
    package: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> tuple[str, Path, str]:
    """Code of the assessor, the return, and the fingerprint that was printed."""
    code = package.stem[-1]
    sheet, out = folder / f"{code}.xlsx", folder / f"{code}.iris-return"
    opened = (package, "--passphrase-file", folder / code)
    assert run("scoring", "sheet", *opened, "--out", sheet) == 0
    assert run("scoring", "return", *opened, "--out", out) == 1
    fill(sheet, 4)
    assert run("scoring", "fill", *opened, sheet) == 0
    capsys.readouterr()
    assert run("scoring", "return", *opened, "--out", out) == 0
    found = re.search(r"([0-9a-f]{4} ?){8}", capsys.readouterr().out)
    assert found is not None
    return code, out, found.group().strip()


def test_from_packages_to_the_ranking(
    store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    packages = make(store, tmp_path / "packages", tmp_path)
    assert len(packages) == 3
    returned = [returned_from(package, tmp_path, capsys) for package in packages]
    files = [out for _code, out, _fingerprint in returned]
    assert run("scoring", "merge", store, *files, "--json", "--as", OFFICER) == 0
    document = json.loads(capsys.readouterr().out)
    assert {part["reason"] for one in document["returns"] for part in one["applications"]} == {
        "key_not_confirmed"
    }
    for code, _out, fingerprint in returned:
        assert (
            run("scoring", "confirm-key", store, "IP-2023", code, fingerprint, "--as", OFFICER) == 0
        )
    capsys.readouterr()
    assert run("ranking", "show", store, "IP-2023", "--json") == 0
    shown = json.loads(capsys.readouterr().out)
    assert [one["total"] for one in shown["applications"]] == ["16.00"] * 3
    assert run("ranking", "fix", store, "IP-2023", "--as", OFFICER) == 0
    assert run("ranking", "export", store, "IP-2023", "--out", tmp_path / "ranking") == 0
    assert run("ranking", "recompute", tmp_path / "ranking") == 0
    assert run("scoring", "returns", store, "IP-2023") == 0
    assert run("scoring", "committee", store, "IP-2023") == 0
    assert run("scoring", "conflicts", store, "IP-2023", "--detect", "--as", OFFICER) == 0
    assert run("scoring", "overview", packages[0], "--passphrase-file", tmp_path / "A") == 0


def test_bad_files_are_one_sentence_and_leave_the_store_alone(
    store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (first, *_rest) = make(store, tmp_path / "packages", tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.glob("programme.iris*")}
    broken = tmp_path / "broken.iris-package"
    data = bytearray(first.read_bytes())
    data[-40] ^= 1
    broken.write_bytes(data)
    bad = tmp_path / "bad.iris-return"
    bad.write_bytes(b"{}")
    wrong = tmp_path / "wrong"
    wrong.write_text("pogrešna\n", "utf-8")
    capsys.readouterr()
    wrong_words: list[list[str | Path]] = [
        ["scoring", "overview", broken, "--passphrase-file", tmp_path / "A"],
        ["scoring", "overview", first, "--passphrase-file", wrong],
        ["scoring", "merge", store, bad, "--as", OFFICER],
        ["scoring", "fill", first, bad, "--passphrase-file", tmp_path / "A"],
    ]
    for words in wrong_words:
        assert run(*words) == 1
        told = capsys.readouterr()
        lines = [line for line in told.err.splitlines() if "·" in line or ": " in line]
        assert len(lines) == 1
    assert {path.name: path.read_bytes() for path in tmp_path.glob("programme.iris*")} == before


def test_committee_commands(store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paper = tmp_path / "izjava.pdf"
    paper.write_bytes(b"%PDF-1.7")
    as_officer = ("--as", OFFICER)
    assert run("people", "add", store, "Nova Osoba", "--role", "assessor", *as_officer) == 0
    words = ["member", store, "IP-2023", "--person", "Nova Osoba", "--role", "assessor"]
    assert run("scoring", *words, *as_officer) == 0
    assert (
        run("scoring", "declare", store, "IP-2023", "D", paper, "--on", "2023-11-01", *as_officer)
        == 0
    )
    words = ["conflict", store, "IP-2023", "D", "IP-001", "--kind", "family", "--reason", "Brat."]
    assert run("scoring", *words, *as_officer) == 0
    assert (
        run(
            "scoring",
            "answer",
            store,
            "IP-2023",
            "D",
            "IP-002",
            "--confirm",
            "--reason",
            "x",
            *as_officer,
        )
        == 1
    )
    assert run("scoring", "assign", store, "IP-2023", *as_officer) == 0
    assert run("scoring", "third", store, "IP-2023", *as_officer) == 0
    assert run("scoring", "third", store, "IP-2023", "IP-009", *as_officer) == 1
    capsys.readouterr()
    assert run("scoring", "committee", store, "IP-2023", "--json") == 0
    document = json.loads(capsys.readouterr().out)
    assert [member["code"] for member in document["members"] if member["role"] == "assessor"] == [
        "A",
        "B",
        "C",
        "D",
    ]
