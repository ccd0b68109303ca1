"""Tests of `licensing`."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from iris_grants.licensing.gap_layout import HEAD_ROW
from iris_grants.licensing.rules.path import Stage
from iris_grants.people.desks import create_store
from tests.iris_grants.cli.conftest import Run
from tests.iris_grants.conftest import MORNING, clock_at
from tests.iris_grants.licensing.cases import Licensing

FIRST = HEAD_ROW + 1


@pytest.fixture
def cases(tmp_path: Path) -> str:
    """A store with a case that just began and one that holds a licence for a month."""
    path = tmp_path / "cases.iris"
    desk = create_store(path, person_name="Mila Ogledna", clock=clock_at(MORNING))
    licensing = Licensing(desk).begin()
    licensing.organisation_id = licensing.register("17000029", name="Fond „Druga obala“")
    licensing.case_id = licensing.open(number="L-2")
    licensing.reach(Stage.LICENSED)
    desk.store.close()
    return str(path)


def test_list_and_supported_say_where_each_case_is(run: Run, cases: str) -> None:
    listed = run("licensing", "list", cases, "--json").document["cases"]
    assert [(row["number"], row["stage"]) for row in listed] == [
        ("L-1", "interest"),
        ("L-2", "licensed"),
    ]
    counted = run("licensing", "supported", cases, "--json").document
    assert counted["organisations"] == 1
    assert [row["reason"] for row in counted["cases"]] == [None, "plan_and_documents"]
    assert run("licensing", "supported", cases).out.endswith("Supported organisations: 1\n")


def test_show_says_what_is_missing_for_the_next_step(run: Run, cases: str) -> None:
    shown = run("licensing", "show", cases, "L-1")
    assert shown.out.splitlines()[0] == "L-1 · Udruženje „Ogled“ · personal assistance"
    assert "Next step “selected”: A condition has no answer yet: It is a non-profit" in shown.out
    assert "Next step “dropped out”: nothing is missing" in shown.out
    document = run("licensing", "show", cases, "L-2", "--json").document
    assert [step["stage"] for step in document["steps"]][-1] == "licensed"
    assert document["next"]["maintenance"] == []


def test_reminders_are_sentences(run: Run, cases: str) -> None:
    found = run("licensing", "reminders", cases)
    assert "The yearly self-evaluation is due on 01/01/2026." in found.out
    rows = run("licensing", "reminders", cases, "--json").document["reminders"]
    assert [row["reminder"]["code"] for row in rows] == ["reminder.evaluation"]


def test_gap_sheet_goes_out_and_comes_back(run: Run, cases: str, tmp_path: Path) -> None:
    sheet = tmp_path / "gap.xlsx"
    assert run("licensing", "gap-sheet", cases, "L-1", "--out", sheet).status == 0
    book = load_workbook(sheet)
    book.worksheets[0][f"E{FIRST}"] = "partly met"
    book.worksheets[0][f"F{FIRST}"] = "Rampa je u izradi."
    book.save(sheet)
    planned = run("licensing", "gap-import", cases, "L-1", sheet, "--plan")
    assert (planned.status, planned.out) == (
        0,
        (
            "S1 · Self-assessment: partly met\n"
            "S1 · Remark of the organisation: Rampa je u izradi.\n"
            "Assessed: 1 of 13. Changes: 2, taken in: 0.\n"
        ),
    )
    assert run("licensing", "gap-import", cases, "L-1", sheet, "--json").document["taken_in"] == 2
    book.worksheets[0][f"E{FIRST}"] = "maybe"
    book.save(sheet)
    wrong = run("licensing", "gap-import", cases, "L-1", sheet)
    assert wrong.status == 1
    assert wrong.err.startswith(f"gap.xlsx · Standards · E{FIRST}: “maybe” is not")
    assert run("licensing", "gap-sheet", cases, "L-9", "--out", sheet).status == 1
