"""The authority and the years after the licence, led in the window by a licensing officer."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from pytestqt.qtbot import QtBot

from iris_grants.licensing.queries import CaseRow, list_cases
from iris_grants.licensing.records import (
    EvaluationRow,
    evaluations_of,
    requests_of,
    staff_licences_of,
)
from iris_grants.licensing.rules.path import Stage
from iris_grants.wording.formats import today
from tests.iris_grants.licensing.cases import Licensing
from tests.ui.acting import LONG, press, select, send, settle
from ui.licensing.page import CASES, LicensingPage, build
from ui.shell.act import ActButton
from ui.shell.context import Context
from ui.tables.listpage import ListPage
from ui.tables.parts import ShortTable

Cases = ListPage[CaseRow]


def opened(qtbot: QtBot, context: Context, case_id: str) -> tuple[LicensingPage, Cases]:
    """The page, and its list with a case in focus."""
    page = build(context)
    qtbot.addWidget(page)
    page.resize(1150, 740)
    page.show()
    page.open_record(case_id)
    found = page.page_of(CASES)
    assert isinstance(found, ListPage)
    qtbot.waitUntil(lambda: found.model.rowCount() > 0, timeout=LONG)
    select(qtbot, found, case_id)
    return page, found


def beside(cases: Cases, key: str, words: str) -> list[ActButton]:
    """The steps with these words of the row of a table inside the case."""
    tables = [one for one in cases.detail.findChildren(ShortTable) if one.go_to(key)]
    frames = [one.parentWidget() for one in tables]
    steps = [step for one in frames if one is not None for step in one.findChildren(ActButton)]
    return [step for step in steps if step.text() == words]


def press_in_row(qtbot: QtBot, cases: Cases, key: str, words: str) -> None:
    """Press a step of a row inside the case, once the row is there."""
    settle(qtbot, cases)
    qtbot.waitUntil(lambda: bool(beside(cases, key, words)), timeout=LONG)
    beside(cases, key, words)[0].click()


def test_years_after_the_licence_are_led_in_the_window(
    qtbot: QtBot, context: Context, licensing: Licensing
) -> None:
    with licensing.desk.read() as session:
        licensing.case_id = next(row.id for row in list_cases(session) if row.number == "L-2")
    _page, cases = opened(qtbot, context, licensing.case_id)
    _let_somebody_leave(qtbot, context, cases, licensing)
    first = _evaluate(qtbot, context, cases, licensing, 2024, 1)
    newest = _evaluate(qtbot, context, cases, licensing, 2025, 3)
    assert [first.scores[0].score, newest.scores[0].score] == [1, 3]
    press_in_row(qtbot, cases, newest.id, "Improvement…")
    plan = {"action": "Anketa porodica", "responsible": "koordinatorka"}
    send(qtbot, context, {**plan, "due_on": date(2026, 6, 30)})
    [step] = evaluations(licensing)[-1].improvements
    press_in_row(qtbot, cases, step.id, "Done…")
    send(qtbot, context, {"done_on": date(2026, 6, 1)})
    press_in_row(qtbot, cases, step.id, "Open again…")
    send(qtbot, context, {"reason": "Anketa nije završena."})
    [step] = evaluations(licensing)[-1].improvements
    assert (step.done_on, step.reopened_reason) == (None, "Anketa nije završena.")


def evaluations(licensing: Licensing) -> tuple[EvaluationRow, ...]:
    with licensing.desk.read() as session:
        return evaluations_of(session, licensing.case_id)


def _let_somebody_leave(qtbot: QtBot, context: Context, cases: Cases, licensing: Licensing) -> None:
    press(qtbot, cases.detail, "Staff licence…")
    staff = {"name": "Stručna Primer", "kind": "basic", "number": "SR-1"}
    send(qtbot, context, {**staff, "issued_on": date(2020, 5, 1), "valid_to": date(2024, 1, 1)})
    with licensing.desk.read() as session:
        [person] = staff_licences_of(session, licensing.case_id)
    press_in_row(qtbot, cases, person.id, "Left the service…")
    send(qtbot, context, {"left_on": date(2024, 2, 1)})
    with licensing.desk.read() as session:
        [person] = staff_licences_of(session, licensing.case_id)
    assert (person.left_on, person.counts) == ("2024-02-01", False)


def _evaluate(
    qtbot: QtBot, context: Context, cases: Cases, licensing: Licensing, year: int, score: int
) -> EvaluationRow:
    """A year's self-evaluation, and the score of the first standard."""
    settle(qtbot, cases)
    press(qtbot, cases.detail, "Self-evaluation…")
    given = {"year": year, "evaluated_on": date(2026, 1, 15), "evaluated_by": "Koordinatorka"}
    send(qtbot, context, {**given, "users_asked": 14, "users_satisfied": 12})
    key = evaluations(licensing)[-1].id
    qtbot.waitUntil(lambda: bool(beside(cases, key, "Improvement…")), timeout=LONG)
    press_in_row(qtbot, cases, licensing.codes()[0], "Score…")
    send(qtbot, context, {"score": score, "evidence": "dnevnik"})
    return evaluations(licensing)[-1]


def test_authority_asks_decides_and_the_licence_is_renewed(
    qtbot: QtBot, context: Context, licensing: Licensing, tmp_path: Path
) -> None:
    licensing.reach(Stage.AUTHORITY_REVIEW)
    _page, cases = opened(qtbot, context, licensing.case_id)
    press(qtbot, cases.detail, "Request of the authority…")
    asked = {"requested_on": date(2024, 5, 2), "request": "Dokaz o obuci."}
    send(qtbot, context, {**asked, "due_on": date(2024, 5, 17)})
    with licensing.desk.read() as session:
        [request] = requests_of(session, licensing.case_id)
    press_in_row(qtbot, cases, request.id, "Answer…")
    send(qtbot, context, {"answered_on": date(2024, 5, 10), "answer": "Poslato."})
    settle(qtbot, cases)
    paper = tmp_path / "resenje.pdf"
    paper.write_bytes(b"%PDF-1.4 resenje")
    press(qtbot, cases.detail, "Record the licence…")
    send(qtbot, context, {"path": paper})
    qtbot.waitUntil(lambda: "licence" in licensing.facts().document_kinds, timeout=LONG)
    settle(qtbot, cases)
    press(qtbot, cases.detail, "Record the licence…")
    days = {"issued_on": date(2024, 6, 3), "valid_from": date(2024, 6, 3)}
    send(qtbot, context, {"number": "LIC-9", **days, "valid_to": today() + timedelta(days=200)})
    qtbot.waitUntil(lambda: licensing.row().stage == "licensed", timeout=LONG)
    settle(qtbot, cases)
    press(qtbot, cases.detail, "Begin the maintenance…")
    send(qtbot, context, {"reached_on": date(2024, 6, 4)})
    qtbot.waitUntil(lambda: licensing.row().stage == "maintenance", timeout=LONG)
    settle(qtbot, cases)
    press(qtbot, cases.detail, "Begin the renewal…")
    send(qtbot, context, {"started_on": today()})
    qtbot.waitUntil(lambda: licensing.row().stage == "documents_drafted", timeout=LONG)
    assert licensing.row().licence_number == "LIC-9"
