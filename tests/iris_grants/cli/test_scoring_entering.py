"""Kits, filled sheets and paper grids through the command line."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
import pyzipper

from tests.iris_grants.cli.test_scoring import OFFICER, run, store

__all__ = ["store"]
AS = ("--as", OFFICER)


def kit_sheet(folder: Path) -> Path:
    """The empty score sheet out of the kit of assessor A."""
    with pyzipper.AESZipFile(folder / "IP-2023-P01-A.zip") as archive:
        archive.setpassword(b"prva lozinka")
        data = archive.read("Score-sheet-IP-2023-P01-A.xlsx")
    path = folder / "sheet.xlsx"
    path.write_bytes(data)
    return path


def fill(path: Path, number: str, scores: tuple[int, int, int]) -> None:
    book = openpyxl.load_workbook(path)
    for cell, score in zip(("D9", "D11", "D12"), scores, strict=True):
        book[number][cell] = score
    for cell in ("F8", "F10"):
        book[number][cell] = "Obrazloženo."
    book.save(path)


def media(store: str, capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str]]:
    capsys.readouterr()
    assert run("scoring", "returns", store, "IP-2023", "--json") == 0
    rows = json.loads(capsys.readouterr().out)["returns"]
    return sorted((row["medium"], row["state"]) for row in rows)


def test_kit_sheet_and_paper_come_in(
    store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    phrases = tmp_path / "lozinke.txt"
    phrases.write_text("A prva lozinka\n", "utf-8")
    out = tmp_path / "out"
    options = ("--out", out, "--kit", "--passphrases", phrases)
    assert run("scoring", "packages", store, "IP-2023", *options, *AS) == 0
    assert sorted(path.suffix for path in out.iterdir()) == [".iris-package"] * 3 + [".zip"] * 3
    sheet, scan = kit_sheet(out), tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.7 tabela")
    day = ("--on", "2023-11-06")
    assert run("scoring", "enter-sheet", store, "IP-2023", sheet, *day, *AS) == 1
    assert "Nothing is filled in." in capsys.readouterr().err
    fill(sheet, "IP-001", (4, 4, 4))
    assert run("scoring", "enter-sheet", store, "IP-2023", sheet, *day, *AS) == 0
    assert "IP-001: counts." in capsys.readouterr().out
    paper = ("scoring", "enter-paper", store, "IP-2023", "A", "IP-002", "--scan", scan)
    assert run(*paper, "--score", "1.1=sto", *day, *AS) == 1
    assert "1.1" in capsys.readouterr().err
    grid = ("--score", "1.1=3,0", "--score", "2.1=4", "--score", "2.2=na")
    words = ("--comment", "1=Dobro.", "--comment", "2=Važno.", "--comment", "all=Podržati.")
    assert run(*paper, *grid, *day, *AS) == 1
    assert run(*paper, *grid, *words, *day, *AS) == 0
    assert media(store, capsys) == [("paper", "accepted"), ("sheet", "accepted")]
    stepped = ("--recused", "board", "--reason", "Član odbora.")
    assert run(*paper, *stepped, *day, *AS) == 0
    assert "IP-002: the assessor has stepped aside." in capsys.readouterr().out
