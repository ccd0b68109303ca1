"""The gap sheet goes out, comes back, and changes only what was filled in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from iris_grants.documents.attachments import documents_of
from iris_grants.kernel.problems import Severity, errors_of
from iris_grants.licensing import commands
from iris_grants.licensing.gap_import import import_gap_sheet
from iris_grants.licensing.gap_layout import HEAD_ROW, Side
from iris_grants.licensing.gap_reading import GapPlan, plan_gap_sheet
from iris_grants.licensing.gap_sheet import gap_sheet
from iris_grants.licensing.queries import GapRow, gaps_of
from iris_grants.licensing.rules.path import Stage
from iris_grants.wording import in_language
from tests.iris_grants.licensing.cases import Licensing
from tests.iris_grants.refusals import refused

TODAY = date(2024, 4, 1)
FIRST = HEAD_ROW + 1
Cells = Mapping[str, str | float | date]


def written(licensing: Licensing, side: Side = Side.ORGANISATION, language: str = "en") -> bytes:
    with licensing.desk.read() as session, in_language(language):
        return gap_sheet(session, licensing.case_id, side)


def returned(path: Path, data: bytes, cells: Cells) -> Path:
    path.write_bytes(data)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    for name, value in cells.items():
        sheet[name].value = value
    book.save(path)
    return path


def planned(licensing: Licensing, path: Path) -> GapPlan:
    with licensing.desk.read() as session:
        return plan_gap_sheet(session, licensing.case_id, path, TODAY)


def taken_in(licensing: Licensing, path: Path) -> int:
    return licensing.desk.run(import_gap_sheet, case_id=licensing.case_id, path=path)


def gap(licensing: Licensing, code: str) -> GapRow:
    with licensing.desk.read() as session:
        return next(row for row in gaps_of(session, licensing.case_id) if row.code == code)


def test_both_sides_come_back_and_stand_side_by_side(licensing: Licensing, tmp_path: Path) -> None:
    with licensing.desk.read() as session:
        count = len(gaps_of(session, licensing.case_id))
    cells: Cells = {f"E{row}": "ispunjen" for row in range(FIRST, FIRST + count)}
    own = returned(
        tmp_path / "procena.xlsx",
        written(licensing, language="sr_Latn"),
        {**cells, f"E{FIRST}": "delimično ispunjen", f"F{FIRST}": "Rampa je u izradi."},
    )
    plan = planned(licensing, own)
    assert (plan.side, plan.problems, plan.assessed) == (Side.ORGANISATION, (), count)
    assert taken_in(licensing, own) == count + 1
    theirs = returned(
        tmp_path / "mentor.xlsx",
        written(licensing, Side.MENTOR),
        {
            f"H{FIRST}": "not met",
            f"I{FIRST}": "Nema rampe.",
            f"J{FIRST}": "Postaviti rampu",
            f"K{FIRST}": "direktorka",
            f"L{FIRST}": date(2024, 8, 31),
            f"M{FIRST}": 350.5,
            f"H{FIRST + 1}": "Met",
        },
    )
    assert taken_in(licensing, theirs) == 7
    found = gap(licensing, "S1")
    assert (found.self_state, found.self_note) == ("partly", "Rampa je u izradi.")
    assert (found.verified_state, found.finding) == ("not_met", "Nema rampe.")
    assert (found.action, found.due_on, found.cost_minor) == (
        "Postaviti rampu",
        "2024-08-31",
        35050,
    )
    with licensing.desk.read() as session:
        kept = documents_of(session, "case", licensing.case_id)
    assert {(one.kind, one.name) for one in kept} == {
        ("gap_sheet", "procena.xlsx"),
        ("gap_sheet", "mentor.xlsx"),
    }


def test_second_arrival_of_a_file_changes_nothing(licensing: Licensing, tmp_path: Path) -> None:
    path = returned(tmp_path / "a.xlsx", written(licensing), {f"E{FIRST}": "met"})
    assert taken_in(licensing, path) == 1
    again = planned(licensing, path)
    assert [(p.code, p.severity) for p in again.problems] == [
        ("licensing.sheet_known", Severity.NOTE)
    ]
    assert taken_in(licensing, path) == 0
    with licensing.desk.read() as session:
        assert len(documents_of(session, "case", licensing.case_id)) == 1


def test_what_was_not_filled_in_leaves_later_work_alone(
    licensing: Licensing, tmp_path: Path
) -> None:
    for code in ("S1", "S2"):
        licensing.desk.run(
            commands.assess_gap, case_id=licensing.case_id, code=code, self_state="met"
        )
    data = written(licensing)
    for code in ("S1", "S2"):
        licensing.desk.run(
            commands.assess_gap, case_id=licensing.case_id, code=code, self_state="partly"
        )
    path = returned(tmp_path / "a.xlsx", data, {f"E{FIRST + 1}": "not met"})
    plan = planned(licensing, path)
    assert [(c.code, c.old, c.new) for c in plan.changes] == [("S2", "partly", "not_met")]
    assert [(p.code, p.severity, p.where.cell) for p in plan.problems] == [
        ("licensing.sheet_overwrites", Severity.WARNING, f"E{FIRST + 1}")
    ]
    taken_in(licensing, path)
    assert (gap(licensing, "S1").self_state, gap(licensing, "S2").self_state) == (
        "partly",
        "not_met",
    )


@pytest.mark.parametrize(
    ("side", "cells", "problems"),
    [
        (Side.ORGANISATION, {f"E{FIRST}": "perhaps"}, [("documents.not_a_choice", f"E{FIRST}")]),
        (Side.ORGANISATION, {f"E{FIRST}": "=1+1"}, [("documents.formula_not_input", f"E{FIRST}")]),
        (Side.ORGANISATION, {f"F{FIRST}": "x" * 2001}, [("documents.text_too_long", f"F{FIRST}")]),
        (
            Side.ORGANISATION,
            {f"A{FIRST}": "S99"},
            [("licensing.sheet_row_unknown", f"A{FIRST}"), ("licensing.sheet_row_missing", None)],
        ),
        (
            Side.ORGANISATION,
            {f"A{FIRST + 1}": "S1"},
            [("licensing.sheet_row_twice", f"A{FIRST + 1}"), ("licensing.sheet_row_missing", None)],
        ),
        (Side.MENTOR, {f"H{FIRST}": "met"}, [("licensing.not_self_assessed", f"H{FIRST}")]),
        (
            Side.MENTOR,
            {f"J{FIRST}": "Rampa"},
            [("licensing.action_incomplete", f"{c}{FIRST}") for c in "KL"],
        ),
        (
            Side.MENTOR,
            {f"M{FIRST}": -1, f"L{FIRST}": "soon"},
            [
                ("documents.not_a_date", f"L{FIRST}"),
                ("licensing.cost_in_euro", f"M{FIRST}"),
            ],
        ),
    ],
)
def test_errors_name_file_sheet_and_cell(
    local: Licensing,
    tmp_path: Path,
    side: Side,
    cells: Cells,
    problems: list[tuple[str, str | None]],
) -> None:
    path = returned(tmp_path / "a.xlsx", written(local, side), cells)
    found = errors_of(planned(local, path).problems)
    assert [(p.code, p.where.cell) for p in found] == problems
    assert {(p.where.file, p.where.sheet) for p in found} == {("a.xlsx", "Standards")}
    with refused(*(code for code, _cell in problems)):
        taken_in(local, path)
    assert gap(local, "S1").self_state == "not_assessed"


def test_sheet_of_another_case_is_refused(local: Licensing, tmp_path: Path) -> None:
    path = returned(tmp_path / "a.xlsx", written(local), {})
    other = local.register("17000029", name="Fond „Druga obala“")
    mine, local.case_id = local.case_id, local.open(number="L-2", organisation_id=other)
    with refused("licensing.gap_sheet_of_other"):
        planned(local, path)
    local.case_id = mine
    (tmp_path / "b.xlsx").write_bytes(written(local).replace(b"PK", b"xx"))
    with refused("documents.not_a_workbook"):
        planned(local, tmp_path / "b.xlsx")
    plain = tmp_path / "c.xlsx"
    Workbook().save(plain)
    with refused("licensing.not_a_gap_sheet"):
        planned(local, plain)
    with refused("licensing.sheet_changed"):
        local.desk.run(import_gap_sheet, case_id=mine, path=path, sha256="0" * 64)


def test_assessment_is_closed_while_the_authority_has_the_case(
    local: Licensing, tmp_path: Path
) -> None:
    path = returned(tmp_path / "a.xlsx", written(local), {})
    local.reach(Stage.FILED)
    with refused("licensing.assessment_closed"):
        planned(local, path)


def test_same_case_gives_the_same_bytes_and_locks_the_other_side(
    local: Licensing, tmp_path: Path
) -> None:
    assert written(local) == written(local)
    path = returned(tmp_path / "a.xlsx", written(local, Side.MENTOR, "sr_Latn"), {})
    sheet = load_workbook(path).worksheets[0]
    assert sheet.title == "Standardi"
    assert sheet.protection.sheet
    assert [sheet[f"{c}{FIRST}"].protection.locked for c in "CEFGHIJKLM"] == [True] * 4 + [
        False
    ] * 6
    assert "Nije pravno proveren" in str(sheet["A2"].value)
