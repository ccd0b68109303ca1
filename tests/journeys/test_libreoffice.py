"""LibreOffice computes every workbook anew and finds the results that are stored in it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
ERRORS = ("#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#N/A", "#NUM!", "Err:")
NEAR = 1e-9
Cell = tuple[str, str]


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_finds_the_stored_results(sample: Path, tmp_path: Path) -> None:
    books = written_by_us(sample)
    computed = recomputed(books, tmp_path)
    compared, wrong = 0, []
    for book in books:
        stored, found = results(book), results(computed[book], formulas_of=book)
        for cell, value in found.items():
            if isinstance(value, str) and value.startswith(ERRORS):
                wrong.append(f"{book.name} {cell}: {value}")
            elif stored[cell] is not None:
                compared += 1
                if not same(stored[cell], value):
                    wrong.append(f"{book.name} {cell}: stored {stored[cell]!r}, now {value!r}")
    assert wrong == []
    assert compared > 500


def written_by_us(sample: Path) -> list[Path]:
    """Every workbook of the sample that the program wrote, outside dossiers and inside."""
    folders = ("call", "finance", "packages", "dossiers")
    return sorted(path for name in folders for path in (sample / name).rglob("*.xlsx"))


def recomputed(books: list[Path], folder: Path) -> dict[Path, Path]:
    """Where LibreOffice wrote each workbook after computing it anew, all in one run."""
    profile, copies = folder / "profile", folder / "in"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS_RECALCULATE)
    copies.mkdir()
    names = {}
    for number, book in enumerate(books):
        names[book] = f"{number:03d}.xlsx"
        shutil.copy(book, copies / names[book])
    out = folder / "out"
    subprocess.run(
        [
            str(OFFICE),
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(out),
            *(str(copies / name) for name in names.values()),
        ],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=280,
    )
    return {book: out / name for book, name in names.items()}


def results(path: Path, formulas_of: Path | None = None) -> dict[Cell, object]:
    """What stands in every cell with a formula (of that workbook, or of another)."""
    wanted = set(formula_cells(formulas_of or path))
    book = load_workbook(path, data_only=True)
    try:
        return {(sheet, cell): book[sheet][cell].value for sheet, cell in wanted}
    finally:
        book.close()


def formula_cells(path: Path) -> Iterator[Cell]:
    """Sheet and cell of every formula."""
    book = load_workbook(path)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    yield sheet.title, cell.coordinate
    book.close()


def same(first: object, second: object) -> bool:
    """Whether two results are the same; nothing and the empty text are."""
    if isinstance(first, int | float) and isinstance(second, int | float):
        return abs(first - second) <= NEAR * max(1.0, abs(first))
    return (first or "") == (second or "")
