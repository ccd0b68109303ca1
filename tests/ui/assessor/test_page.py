"""Assessor mode: a real package opened, scored, signed, and taken in by the office."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from iris_grants.scoring.queries.assessing import own_assessments
from iris_grants.scoring.returns import read_return
from iris_grants.scoring.working_store import work_path
from tests.iris_grants.scoring.packages import merged
from tests.iris_grants.scoring.sample import Office
from tests.ui.acting import button, texts
from tests.ui.assessor.driving import LONG, Assessor
from ui.feedback import Telling
from ui.shell.startpage import StartPage


def score_whole(assessor: Assessor) -> None:
    """Score the application in view with everything that the call wants."""
    for criterion in ("1.1", "2.1", "2.2"):
        assessor.score(criterion, 4)
    assessor.comment_section("1", "Dobri kapaciteti.")
    assessor.comment_section("2", "Važan cilj.")
    assessor.settle()


def test_package_is_scored_signed_and_merged(
    assessor: Assessor, package: Path, office: Office
) -> None:
    desk = assessor.open(package)
    assert desk.bar.place.text() == "All 2 applications"
    rows = desk.work.rows()
    for row in rows:
        desk.open_application(row.application_id)
        score_whole(assessor)
    assert {row.state for row in desk.work.rows()} == {"complete"}
    out = package.with_name("back.iris-return")
    dialog = assessor.sign(out)
    sent = read_return(out.read_bytes())
    assert sent.content.declaration.startswith("I assessed these applications myself")
    assert dialog.made.fingerprint in texts(dialog)
    dialog.close_button.click()
    found = merged(office, out)
    assert found == [[(row.number, "held", "key_not_confirmed") for row in rows]]


def test_every_change_is_in_the_store_and_work_goes_on_after_opening_again(
    assessor: Assessor, package: Path
) -> None:
    desk = assessor.open(package)
    first = desk.work.rows()[0]
    desk.step(1)
    assert desk.current() == first.application_id
    assessor.score("2.1", 1, "Preopširno.")
    assessor.desk.grid.section_comment("2").setPlainText("Još kucam")
    assessor.window.close_store()
    assert isinstance(assessor.window.centralWidget(), StartPage)
    assert assessor.window.preferences.recent[0] == str(package)
    again = assessor.open(work_path(package))
    assert again.current() == first.application_id
    row = again.work.row(first.application_id)
    assert row.assessed.scores["2.1"].milli == 1000
    assert row.assessed.scores["2.1"].comment == "Preopširno."
    assert row.assessed.sections == {"2": "Još kucam"}
    assessor.window.close_store()


def test_wrong_passphrase_is_said_at_its_field_and_asked_again(
    assessor: Assessor, package: Path
) -> None:
    assessor.window.open_store(str(package))
    assessor.answer_passphrase("pogrešno")

    def told() -> str:
        dialog = assessor.window.opening.dialog
        return dialog.panel.rows["passphrase"].wrong() if dialog is not None else ""

    assessor.qtbot.waitUntil(lambda: told() == "The passphrase is wrong.", timeout=LONG)
    assert not work_path(package).exists()
    dialog = assessor.window.opening.dialog
    assert dialog is not None
    dialog.reject()


def test_keys_score_move_and_take_back(assessor: Assessor, package: Path) -> None:
    desk = assessor.open(package)
    desk.step(1)
    key = desk.current()
    grid = desk.grid
    assert grid.opened() == "1.1"
    QTest.keyClick(grid, Qt.Key.Key_3)
    assert desk.work.row(key).assessed.scores["1.1"].milli == 3000
    QTest.keyClick(grid, Qt.Key.Key_Down)
    assert grid.opened() == "2.1"
    QTest.keyClick(grid, Qt.Key.Key_N)
    assert desk.work.row(key).assessed.scores["2.1"].state == "missing"
    QTest.keyClick(grid, Qt.Key.Key_Right)
    assert desk.work.row(key).assessed.scores["2.1"].milli is not None
    QTest.keyClick(grid, Qt.Key.Key_Delete)
    assert desk.work.row(key).assessed.scores["2.1"].milli is None
    QTest.keyClick(grid, Qt.Key.Key_Down)
    QTest.keyClick(grid, Qt.Key.Key_N)
    assert desk.work.row(key).assessed.scores["2.2"].state == "na"
    assessor.settle()
    assert assessor.window.feedback.said == []


def test_conflict_steps_aside_and_can_be_taken_back(assessor: Assessor, package: Path) -> None:
    desk = assessor.open(package)
    desk.step(1)
    key = desk.current()
    button(desk, "I have a conflict of interest…").click()
    dialog = assessor.form()
    assessor.send(dialog, {"kind": "board", "reason": "Član upravnog odbora."})
    assessor.settle()
    assert desk.work.row(key).state == "recused"
    assert desk.grid.items == {}
    assert "Član upravnog odbora." in texts(desk.grid)
    desk.work.come_back(key)
    assessor.settle()
    assert desk.work.row(key).state == "incomplete"
    assert list(desk.grid.items) == ["1.1", "2.1", "2.2"]


def test_return_with_open_scores_needs_a_tick_and_the_right_passphrase(
    assessor: Assessor, package: Path
) -> None:
    desk = assessor.open(package)
    desk.step(1)
    assessor.score("1.1", 4)
    dialog = assessor.sign_form()
    intro = texts(dialog.panel)
    assert any("scores missing, 2 comments missing" in text for text in intro)
    assessor.fill(dialog, {"declaration": True, "passphrase": "pogrešno"})
    dialog.submit()
    assert dialog.panel.rows["incomplete"].wrong() == "This must be confirmed."
    assessor.fill(dialog, {"incomplete": True})
    dialog.submit()
    wrong = dialog.panel.rows["passphrase"].wrong
    assessor.qtbot.waitUntil(lambda: bool(wrong()), timeout=LONG)
    assert wrong() == "The passphrase is wrong."
    assessor.fill(dialog, {"passphrase": "sedam belih golubova"})
    dialog.submit()
    out = package.with_name(package.name.replace(".iris-package", "-1.iris-return"))
    assessor.qtbot.waitUntil(out.exists, timeout=LONG)


def test_overview_ranks_only_what_is_whole(assessor: Assessor, package: Path) -> None:
    desk = assessor.open(package)
    desk.step(1)
    score_whole(assessor)
    desk.bar.overview.click()
    lines = [
        (row.found.number, row.points, row.rank, row.scores_open, row.comments_open, row.spread)
        for row in desk.overview.model.rows()
    ]
    whole, other = lines
    assert whole[1:] == (Decimal(16), 1, 0, 0, "4–4")
    assert other[1:] == (Decimal(0), None, 3, 2, "")


def test_refused_change_is_told_and_what_the_store_has_is_shown(
    assessor: Assessor, package: Path
) -> None:
    desk = assessor.open(package)
    desk.step(1)
    key = desk.current()
    desk.work.comment_on(key, "", "x" * 10_001)
    assessor.settle()
    said = assessor.window.feedback.said
    assessor.qtbot.waitUntil(lambda: desk.work.row(key).assessed.comment == "", timeout=LONG)
    assert [one.telling for one in said] == [Telling.REFUSED]
    with desk.work.desk._desk.read() as session:
        assert {row.assessed.comment for row in own_assessments(session)} == {""}


def test_private_note_and_flag_stay_with_the_assessor(assessor: Assessor, package: Path) -> None:
    desk = assessor.open(package)
    desk.step(1)
    key = desk.current()
    desk.private.flag.click()
    desk.private.show_note.click()
    assert not desk.private.note.isHidden()
    desk.private.note.setPlainText("Pitati za partnera.")
    desk.step(1)
    assert desk.private.note.toPlainText() == ""
    assert not desk.private.flag.isChecked()
    assessor.settle()
    assessor.window.close_store()
    again = assessor.open(package)
    row = again.work.row(key)
    assert (row.note, row.flagged) == ("Pitati za partnera.", True)
    out = package.with_name("back.iris-return")
    assessor.sign(out).close_button.click()
    assert "Pitati" not in out.read_text(encoding="utf-8")


def test_what_is_missing_is_found_one_after_the_other(assessor: Assessor, package: Path) -> None:
    desk = assessor.open(package)
    desk.step(1)
    following = button(desk, "Next that is missing")
    assessor.score("1.1", 4)
    edit = desk.grid.section_comment("1")
    assessor.qtbot.waitUntil(edit.isVisible, timeout=LONG)
    following.click()
    assert desk.focusWidget() is edit
    assessor.comment_section("1", "Dobro.")
    following.click()
    assert desk.grid.opened() == "2.1"
    following.click()
    assert desk.grid.opened() == "2.2"
    assessor.score("2.2", 4)
    assessor.comment_section("2", "Važno.")
    following.click()
    assert desk.grid.opened() == "2.1"
    assessor.settle()
