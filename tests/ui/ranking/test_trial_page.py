"""The trial sheet: it changes with its fields, stores nothing, and its export says what it is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from pytestqt.qtbot import QtBot

from iris_grants.cli.main import main
from iris_grants.scoring.queries.ranking import current_ranking
from iris_grants.scoring.queries.whatif import trial_basis
from iris_grants.scoring.rules.ranking_files import ranking_csv
from tests.ui.acting import texts, type_into
from tests.ui.scoring_office import LONG, Seat, merge_all, shown
from ui.ranking.page import RankingPage, build
from ui.ranking.trial_page import TrialPage
from ui.shell.context import Context

CLOSE = {"A": (4, 5, 4), "B": (4, 4, 4), "C": (5, 4, 4)}


def trial_page(qtbot: QtBot, page: RankingPage) -> TrialPage:
    """The sheet with its first result."""
    shown(qtbot, page, "trial")
    found = page.page_of("trial")
    assert isinstance(found, TrialPage)
    qtbot.waitUntil(lambda: found.found is not None, timeout=LONG)
    return found


def changes(page: TrialPage) -> list[tuple[str, str]]:
    """What the sheet says of each application."""
    assert page.found is not None
    return [(one.application.id, str(one.change)) for one in page.found.moves]


def type_terms(page: TrialPage, values: Mapping[str, object]) -> None:
    """Type into the fields at the left, and do not wait for the pause."""
    assert page.form is not None
    for name, value in values.items():
        type_into(page.form.rows[name].editor.input, value)
    page.try_now()


def test_terms_are_tried_and_nothing_is_stored(
    qtbot: QtBot, context: Context, seat: Seat, tmp_path: Path
) -> None:
    merge_all(seat.office, tmp_path, CLOSE)
    with seat.office.desk.read() as session:
        real = current_ranking(session, seat.office.call_id)
        assert ranking_csv(trial_basis(session, seat.office.call_id)) == ranking_csv(real)
    before = (tmp_path / "sample.iris").read_bytes()
    whole = build(context)
    page = trial_page(qtbot, whole)
    assert changes(page) == [("IP-002", "same"), ("IP-001", "same"), ("IP-003", "same")]
    assert "TRIAL" in texts(page)
    assert page._sheet.property("role") == "trial"
    type_terms(page, {"envelope": "31.000,00"})
    qtbot.waitUntil(lambda: changes(page)[2] == ("IP-003", "in"), timeout=LONG)
    said = texts(page._sheet)
    assert "Envelope: 30,000.00 EUR → 31,000.00 EUR\nWould come in: IP-003. Offered would be " in (
        " ".join(said).replace("30,000.06", "")
    )
    type_terms(page, {"envelope": "mnogo"})
    assert any("mnogo" in one for one in texts(page._sheet))
    type_terms(page, {"envelope": "31000", "least.1": "9"})
    qtbot.waitUntil(lambda: any("not between 0 and 5" in one for one in texts(page)), timeout=LONG)
    page.reset()
    qtbot.waitUntil(lambda: changes(page)[2] == ("IP-003", "same"), timeout=LONG)
    page.table.go_to("IP-002")
    chips = page.aside.chips()
    assert [one.text() for one in chips] == ["A · 18", "C · 17"]
    chips[1].click()
    qtbot.waitUntil(lambda: ("IP-002", "out") in changes(page), timeout=LONG)
    out = tmp_path / "PROBA.xlsx"
    page.export_to(out)
    qtbot.waitUntil(out.exists, timeout=LONG)
    sheet = openpyxl.load_workbook(BytesIO(out.read_bytes())).worksheets[0]
    assert sheet.title == "TRIAL"
    column = [str(cell.value) for cell in sheet["A"] if cell.value is not None]
    assert column[1] == "This is a trial, not the ranking. Nothing of it is stored or decided."
    assert column[3] == "Assessments set aside: – → IP-002 · C"
    assert column[-4:] == ["Trial", "trial", "trial", "trial"]
    assert (tmp_path / "sample.iris").read_bytes() == before


def test_the_command_line_tries_the_same(
    seat: Seat, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    merge_all(seat.office, tmp_path, CLOSE)
    words = ["ranking", "try", str(tmp_path / "sample.iris"), "IP-2023"]
    assert main([*words, "--envelope", "31000.00", "--when-too-large", "skip", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["trial"], document["stored"]) == (True, False)
    assert [one["change"] for one in document["applications"]] == ["same", "same", "in"]
    terms = "--quota RS=1 --threshold total=20 --tie-break requested_desc --set-aside IP-002:C"
    assert main([*words, *terms.split(), "--out", str(tmp_path / "p.xlsx")]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "This is a trial, not the ranking. Nothing of it is stored or decided."
    assert "Threshold of the total: none → 20" in said
    assert (tmp_path / "p.xlsx").exists()
    for wrong in ("--quota RS", "--threshold 1=many", "--envelope x", "--quota RS=x"):
        assert main([*words, *wrong.split()]) == 1
        assert wrong.split()[0] in capsys.readouterr().err
    assert main([*words, "--set-aside", "IP-009:A"]) == 1
    assert "IP-009" in capsys.readouterr().err
