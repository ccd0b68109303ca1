"""The report form: written in both languages, filled in, read back, and what is wrong by cell."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from iris_grants.documents.read_workbook import open_workbook
from iris_grants.kernel.problems import Severity
from iris_grants.reporting.form import report_form
from iris_grants.reporting.receiving import plan_report
from iris_grants.reporting.reviewing import approve_report
from iris_grants.reporting.rules.indicators import Value
from tests.iris_grants.funding import Funding
from tests.iris_grants.refusals import refused
from tests.iris_grants.reporting.life import (
    ANSWERS,
    VALUES,
    check_all,
    filled,
    receive,
    reporting_grant,
    reports_of,
)


@pytest.mark.parametrize(
    ("language", "title"), [("sr", "Privremeni izveštaj"), ("en", "Interim report")]
)
def test_form_speaks_its_language_and_is_the_same_every_time(
    local_funding: Funding, language: str, title: str
) -> None:
    grant_id = reporting_grant(local_funding)
    report = reports_of(local_funding, grant_id)[0]
    with local_funding.officer.read() as session:
        data = report_form(session, report.id, language=language)
        assert report_form(session, report.id, language=language) == data
    book = open_workbook(data, "obrazac.xlsx")
    narrative, indicators = (book.sheet(name) for name in book.sheet_names[:2])
    assert narrative.cell("A1").value == f"{title} · IP-G-001 · 1"
    assert [indicators.cell(f"{column}6").value for column in "ABCD"] == [
        "I2",
        "Obuke",
        "obuka",
        4,
    ]
    for sheet in (narrative, indicators):
        for row in sheet.rows(1):
            for cell in row.cells(10):
                assert not str(cell.value or "").startswith("report.")


def plan(funding: Funding, report_id: str, path: Path) -> list[tuple[str, str | None, Severity]]:
    with funding.officer.read() as session:
        found = plan_report(session, report_id=report_id, path=path).problems
    return [(one.code, one.where.cell, one.severity) for one in found]


def test_form_that_is_filled_in_is_read_back(local_funding: Funding, tmp_path: Path) -> None:
    grant_id = reporting_grant(local_funding)
    report = reports_of(local_funding, grant_id)[0]
    path = filled(local_funding, report.id, tmp_path / "i.xlsx")
    with local_funding.officer.read() as session:
        found = plan_report(session, report_id=report.id, path=path)
    assert found.problems == ()
    assert found.answers == ANSWERS
    assert {code: (one.value, one.remark) for code, one in found.values.items()} == VALUES


def change(path: Path, cells: Mapping[str, str | int | None], sheet: int = 1) -> Path:
    """The workbook with other values in some cells, as Excel would save it."""
    book = openpyxl.load_workbook(path)
    for name, value in cells.items():
        book.worksheets[sheet][name] = value
    book.save(path)
    book.close()
    return path


@pytest.mark.parametrize(
    ("sheet", "cells", "wanted"),
    [
        (0, {"B5": None}, [("reporting.field_empty", "B5")]),
        (1, {"E5": "četrdeset"}, [("documents.not_an_amount", "E5")]),
        (1, {"F5": 24}, [("reporting.parts_differ", "E5")]),
        (1, {"E6": None}, [("reporting.value_empty", "E6")]),
        (1, {"A6": "I7"}, [("reporting.indicator_unknown", "A6")]),
        (1, {"A6": None}, [("documents.cell_empty", "A6")]),
    ],
)
def test_what_is_wrong_is_named_with_its_cell(
    local_funding: Funding,
    tmp_path: Path,
    sheet: int,
    cells: dict[str, str | int | None],
    wanted: list[tuple[str, str]],
) -> None:
    grant_id = reporting_grant(local_funding)
    report = reports_of(local_funding, grant_id)[0]
    path = change(filled(local_funding, report.id, tmp_path / "i.xlsx"), cells, sheet)
    found = plan(local_funding, report.id, path)
    assert [(code, cell) for code, cell, _severity in found] == wanted
    with refused(*[code for code, _cell in wanted]):
        receive(local_funding, report.id, path)


def test_form_of_another_report_or_of_nobody_is_refused(
    local_funding: Funding, tmp_path: Path
) -> None:
    grant_id = reporting_grant(local_funding)
    interim, final = reports_of(local_funding, grant_id)
    path = filled(local_funding, final.id, tmp_path / "z.xlsx")
    with refused("reporting.other_report") as problems:
        plan(local_funding, interim.id, path)
    assert problems[0].params == {"number": "IP-G-001", "report": "2"}
    book = openpyxl.Workbook()
    book.save(tmp_path / "prazan.xlsx")
    with refused("reporting.not_a_report"):
        plan(local_funding, interim.id, tmp_path / "prazan.xlsx")
    (tmp_path / "tekst.xlsx").write_text("nije tabela")
    with refused("documents.not_a_workbook"):
        plan(local_funding, interim.id, tmp_path / "tekst.xlsx")


def test_value_below_the_report_before_is_a_warning_that_stops_nothing(
    local_funding: Funding, tmp_path: Path
) -> None:
    grant_id = reporting_grant(local_funding)
    interim, final = reports_of(local_funding, grant_id)
    receive(local_funding, interim.id, filled(local_funding, interim.id, tmp_path / "i.xlsx"))
    check_all(local_funding, interim)
    local_funding.approver.run(approve_report, report_id=interim.id)
    fallen = {**VALUES, "I2": (Value(total=2_000), "")}
    path = filled(local_funding, final.id, tmp_path / "z.xlsx", values=fallen)
    assert plan(local_funding, final.id, path) == [("reporting.value_fell", "E6", Severity.WARNING)]
    receive(local_funding, final.id, path, date(2024, 11, 4))
    assert reports_of(local_funding, grant_id)[1].state == "received"


def test_indicator_that_came_after_the_form_is_missed(
    local_funding: Funding, tmp_path: Path
) -> None:
    grant_id = reporting_grant(local_funding)
    report = reports_of(local_funding, grant_id)[0]
    path = filled(local_funding, report.id, tmp_path / "i.xlsx")
    change(path, {f"{column}6": None for column in "ABCDEFGHIJ"})
    assert plan(local_funding, report.id, path) == [
        ("reporting.indicators_missing", None, Severity.ERROR)
    ]
