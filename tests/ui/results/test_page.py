"""Results on screen: entered with evidence, corrected, verified, explained, on the first page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pytestqt.qtbot import QtBot

from iris_grants.programme.commands import create_programme
from iris_grants.programme.templates import load_template
from iris_grants.results.queries import AchievementRow, list_achievements
from iris_grants.results.rules.figures import figures_text
from tests.ui.acting import form, press, refused, select, send, settle, show, texts
from tests.ui.conftest import Went
from ui.home.parts import HomePart
from ui.results.home import home
from ui.results.page import build
from ui.results.rows import ListedResult
from ui.shell.context import Context
from ui.shell.search import find_records
from ui.shell.tokens import Meaning
from ui.tables.columns import Chip
from ui.tables.listpage import ListPage

LONG = 20_000
Page = ListPage[ListedResult]
MEETING = {
    "title": "Sastanak mreže",
    "held_on": date(2024, 3, 5),
    "place": "Niš",
    "country": "RS",
    "participants": 25,
    "participants__sex__female": 15,
    "participants__sex__male": 9,
    "participants__sex__unknown": 1,
    "participants__country__RS": 25,
}


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> Page:
    """The page of a store with its programme."""
    page = show(qtbot, build(context))
    assert page.stack.currentWidget() is page._empty_panel
    template = {"template": load_template("programme/iris-progres")}
    context.desk.run(create_programme, template, lambda made: None, owner=page)
    qtbot.waitUntil(lambda: page.model.rowCount() == 17, timeout=LONG)
    settle(qtbot, page)
    return page


def by_code(page: Page, code: str) -> ListedResult:
    """The row of a target."""
    return next(row for row in page.model.rows() if row.code == code)


def entries(qtbot: QtBot, context: Context, page: Page) -> tuple[AchievementRow, ...]:
    """All entries of the store."""
    found: list[tuple[AchievementRow, ...]] = []
    context.desk.read(list_achievements, found.append, owner=page)
    qtbot.waitUntil(lambda: bool(found), timeout=LONG)
    return found[0]


def test_meeting_is_entered_with_its_list_and_counts_for_both_targets(
    qtbot: QtBot, context: Context, page: Page, tmp_path: Path, went: Went
) -> None:
    paper = tmp_path / "lista.pdf"
    paper.write_bytes(b"%PDF-1.4 sample")
    select(qtbot, page, by_code(page, "R1.3a").id)
    press(qtbot, page.detail, "New entry…")
    send(qtbot, context, MEETING)
    qtbot.waitUntil(lambda: by_code(page, "R1.3a").row.actual.waiting == 25, timeout=LONG)
    assert went.waiting["results"] == 1
    settle(qtbot, page)

    press(qtbot, page.detail, "Add a document…")
    send(qtbot, context, {"path": paper, "kind": "attendance_list"})
    qtbot.waitUntil(lambda: by_code(page, "R1.3a").row.actual.value == 25, timeout=LONG)
    assert by_code(page, "R1.3b").row.actual.value == 1
    assert by_code(page, "R1.3a").women == 62.5
    assert by_code(page, "R1.3a").countries == "RS 25"
    settle(qtbot, page)
    assert page.detail.detail is not None
    assert page.detail.detail.chip == Chip(word="not reached", meaning=Meaning.BAD)
    assert {"25 participations", "500 participations", "05/03/2024 Sastanak mreže"} <= set(
        texts(page.detail)
    )


def test_entry_is_chosen_corrected_and_withdrawn(
    qtbot: QtBot, context: Context, page: Page, tmp_path: Path
) -> None:
    paper = tmp_path / "lista.pdf"
    paper.write_bytes(b"%PDF-1.4 sample")
    press(qtbot, page.head, "New entry…")
    send(qtbot, context, {"result": "R1.3"})
    qtbot.waitUntil(lambda: "held_on" in form(qtbot, context).panel.rows, timeout=LONG)
    wrong = refused(qtbot, context, {**MEETING, "participants__sex__unknown": ""})
    assert wrong == {
        "participants": "The parts by sex sum to 24, the total is 25; put the rest under unknown."
    }
    select(qtbot, page, by_code(page, "R1.3a").id)
    press(qtbot, page.detail, "New entry…")
    send(qtbot, context, {**MEETING, "evidence": paper})
    qtbot.waitUntil(lambda: by_code(page, "R1.3a").row.actual.value == 25, timeout=LONG)
    settle(qtbot, page)
    press(qtbot, page.detail, "Correct…")
    send(qtbot, context, {"participants__sex__male": 10, "participants__sex__unknown": ""})
    qtbot.waitUntil(lambda: by_code(page, "R1.3a").women == 60, timeout=LONG)
    (entry,) = entries(qtbot, context, page)
    assert figures_text(entry.figures) == (
        "participants=25, participants.sex.female=15, participants.sex.male=10, "
        "participants.country.RS=25"
    )
    settle(qtbot, page)
    press(qtbot, page.detail, "Withdraw…")
    send(qtbot, context, {"reason": "Uneto dva puta."})
    qtbot.waitUntil(lambda: by_code(page, "R1.3a").row.actual.value == 0, timeout=LONG)


def test_who_entered_it_cannot_verify_it(
    qtbot: QtBot, context: Context, page: Page, tmp_path: Path
) -> None:
    paper = tmp_path / "studija.pdf"
    paper.write_bytes(b"%PDF-1.4 sample")
    select(qtbot, page, by_code(page, "R2.1").id)
    press(qtbot, page.detail, "New entry…")
    study = {"title": "Studija", "place": "Beograd", "country": "regional"}
    send(qtbot, context, {**study, "held_on": date(2024, 6, 1), "evidence": paper})
    qtbot.waitUntil(lambda: by_code(page, "R2.1").row.actual.value == 1, timeout=LONG)
    settle(qtbot, page)
    press(qtbot, page.detail, "Verify")
    told = "Who entered it cannot verify it: it takes a second person."
    qtbot.waitUntil(lambda: told in str(context.feedback.said[-1]), timeout=LONG)


def test_target_is_changed_and_the_earlier_one_stays_in_the_history(
    qtbot: QtBot, context: Context, page: Page, tmp_path: Path
) -> None:
    select(qtbot, page, by_code(page, "R1.4").id)
    press(qtbot, page.detail, "Change the target…")
    send(qtbot, context, {"target": 13})
    qtbot.waitUntil(lambda: by_code(page, "R1.4").row.target.target == 13, timeout=LONG)
    settle(qtbot, page)
    assert "Target of a result changed · Ana Primer" in texts(page.detail)
    press(qtbot, page.detail, "Compare with the contract…")
    send(qtbot, context, {"source": "Annex C"})
    qtbot.waitUntil(lambda: by_code(page, "R1.4").row.target.verified, timeout=LONG)
    settle(qtbot, page)
    assert "Annex C" in texts(page.detail)
    press(qtbot, page.detail, "Definition…")
    send(qtbot, context, {"title_en": "Grantees of the action"})
    qtbot.waitUntil(lambda: by_code(page, "R1.4").title == "Grantees of the action", timeout=LONG)
    settle(qtbot, page)
    out = tmp_path / "results.xlsx"
    press(qtbot, page.head, "Workbook…")
    send(qtbot, context, {"path": out})
    assert load_workbook(out)["Results"]["E8"].value == 13
    press(qtbot, page.head, "New entry…")
    choices = form(qtbot, context).panel.rows["result"].editor.field.choices
    assert [one.value for one in choices if one.value in ("R1.4", "R1.6", "R2.6")] == ["R2.6"]
    form(qtbot, context).reject()


def test_results_stand_on_the_first_page(
    qtbot: QtBot, context: Context, page: Page, tmp_path: Path
) -> None:
    parts: list[HomePart] = []
    context.desk.read(home, parts.append, owner=page)
    qtbot.waitUntil(lambda: len(parts) == 1, timeout=LONG)
    assert parts[0] == HomePart()
    select(qtbot, page, by_code(page, "R1.3a").id)
    press(qtbot, page.detail, "New entry…")
    send(qtbot, context, MEETING)
    qtbot.waitUntil(lambda: by_code(page, "R1.3a").row.actual.waiting == 25, timeout=LONG)
    context.desk.read(home, parts.append, owner=page)
    qtbot.waitUntil(lambda: len(parts) == 2, timeout=LONG)
    assert [figure.value for figure in parts[1].figures] == ["0 of 17"]
    (need,) = parts[1].needs
    assert (need.text, need.record) == (
        "1 entry towards the results has no document yet.",
        by_code(page, "R1.3a").id,
    )
    paper = tmp_path / "lista.pdf"
    paper.write_bytes(b"%PDF-1.4 sample")
    settle(qtbot, page)
    press(qtbot, page.detail, "Add a document…")
    send(qtbot, context, {"path": paper, "kind": "attendance_list"})
    context.desk.read(home, parts.append, owner=page)
    qtbot.waitUntil(lambda: len(parts) == 3, timeout=LONG)
    assert [one.text for one in parts[2].needs] == [
        "1 entry towards the results waits for a second person to verify it."
    ]
    chart = parts[1].pictures[0].make()
    qtbot.addWidget(chart)
    assert "R2.6: 0 / 1,000,000" in chart.accessibleName()


def test_targets_and_entries_are_found(qtbot: QtBot, context: Context, page: Page) -> None:
    select(qtbot, page, by_code(page, "R1.3a").id)
    press(qtbot, page.detail, "New entry…")
    send(qtbot, context, MEETING)
    qtbot.waitUntil(lambda: by_code(page, "R1.3a").row.actual.waiting == 25, timeout=LONG)
    hits: list[int] = []
    context.desk.read(
        lambda session: [
            sum(hit.page == "results" for hit in find_records(session, words))
            for words in ("r1.7", "caravan", "lipa", "састанак")
        ],
        hits.extend,
        owner=page,
    )
    qtbot.waitUntil(lambda: bool(hits), timeout=LONG)
    assert hits == [2, 1, 0, 1]
