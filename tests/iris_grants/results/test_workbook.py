"""The workbook of results: formulas compute what the program computed, the same bytes always."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from iris_grants.results.commands import record_achievement
from iris_grants.results.workbook import results_workbook
from tests.iris_grants.funding import Funding


def test_formulas_give_the_actual_values(local_funding: Funding, tmp_path: Path) -> None:
    funding = local_funding
    funding.signed(1)
    funding.move_to(date(2024, 6, 1))
    paper = tmp_path / "lista.pdf"
    paper.write_bytes(b"%PDF-1.4 sample")
    for place, evidence in (("Niš", paper), ("Bor", paper), ("Čačak", None)):
        funding.officer.run(
            record_achievement,
            result="R1.3",
            title=f"Sastanak, {place}",
            held_on=date(2024, 5, 20),
            place=place,
            country="RS",
            figures="participants=20, participants.sex.unknown=20, participants.country.RS=20",
            evidence=evidence,
        )
    with funding.officer.read() as session:
        data = results_workbook(session, language="en")
        assert results_workbook(session, language="en") == data
    shown = load_workbook(io.BytesIO(data), data_only=True)
    results = shown["Results"]
    values = {results.cell(row, 1).value: results.cell(row, 6).value for row in range(4, 21)}
    assert (values["R1.3a"], values["R1.3b"], values["R1.4"], values["R2.6"]) == (40, 2, 1, 0)
    entries = list(shown["Entries"].iter_rows(min_row=2, values_only=True))
    counted: dict[object, int] = {}
    for code, _day, _what, _place, _country, value, _evidence, yes in entries:
        assert isinstance(value, int)
        counted[code] = counted.get(code, 0) + (value if yes == "yes" else 0)
    assert counted == {"R1.3a": 40, "R1.3b": 2, "R1.4": 1}
    formula = load_workbook(io.BytesIO(data))["Results"]["F6"].value
    assert formula == (
        "=SUMIFS('Entries'!$F$2:$F$8,'Entries'!$A$2:$A$8,A6,'Entries'!$H$2:$H$8,\"yes\")"
    )
