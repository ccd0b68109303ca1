"""An independent evaluator computes every workbook anew and finds the results stored in it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import formulas
import pytest

from tests.journeys.test_libreoffice import results, same, written_by_us


@pytest.mark.slow
def test_evaluator_finds_the_stored_results(sample: Path) -> None:
    books = {hashlib.sha256(path.read_bytes()).digest(): path for path in written_by_us(sample)}
    compared, wrong = 0, []
    for path in books.values():
        # A cell without a result was filled in by somebody else's program.
        stored = {cell: value for cell, value in results(path).items() if value is not None}
        found = computed(path) if stored else {}
        for cell, value in stored.items():
            compared += 1
            if not same(value, found[cell]):
                wrong.append(f"{path.name} {cell}: stored {value!r}, now {found[cell]!r}")
    assert wrong == []
    assert compared > 500


def computed(path: Path) -> dict[tuple[str, str], object]:
    """What the evaluator makes of every cell with a result, by sheet and cell."""
    solution = formulas.ExcelModel().loads(str(path)).finish().calculate()
    found: dict[tuple[str, str], object] = {}
    for sheet, cell in results(path):
        value = solution[f"'[{path.name}]{sheet.upper()}'!{cell}"].value[0, 0]
        found[sheet, cell] = value.item() if hasattr(value, "item") else value
    return found
