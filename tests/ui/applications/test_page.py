"""Applications on screen: imported by plan, checked by two, admitted, dismissed, answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from iris_grants.applications.queries import ApplicationRow
from iris_grants.applications.rules.clarifications import ClarificationState
from tests.ui.acting import (
    agree,
    button,
    fill,
    form,
    press,
    refused,
    select,
    send,
    settle,
    show,
    texts,
)
from tests.ui.conftest import Went
from ui.applications.checks_dialog import ChecksDialog
from ui.applications.home import home
from ui.applications.page import ApplicationsPage
from ui.committee.merge_dialog import SentencesDialog
from ui.forms.rows import RowsEditor
from ui.home.parts import HomePart
from ui.shell.context import Context
from ui.shell.search import find_records
from ui.tables.files import FileRow
from ui.tables.listpage import ListPage

LONG = 20_000
Page = ListPage[ApplicationRow]


def plan_of(qtbot: QtBot, context: Context) -> SentencesDialog:
    """The plan that is shown."""

    def there() -> list[SentencesDialog]:
        found = QApplication.topLevelWidgets()
        return [one for one in found if isinstance(one, SentencesDialog) and one.isVisible()]

    qtbot.waitUntil(lambda: bool(there()), timeout=LONG)
    return there()[-1]


def checks_of(qtbot: QtBot, page: Page) -> ChecksDialog:
    """The checklist that is open."""
    found = page.window().findChildren(ChecksDialog)
    qtbot.waitUntil(lambda: bool(found) and found[-1].isVisible(), timeout=LONG)
    return found[-1]


def take_in(qtbot: QtBot, context: Context, page: Page, tray: Path) -> None:
    """Import the tray by form and plan, and wait for the rows."""
    press(qtbot, page.head, "Import…")
    send(qtbot, context, {"folder": tray})
    dialog = plan_of(qtbot, context)
    _button(dialog, "Import 2 applications")()
    qtbot.waitUntil(lambda: page.model.rowCount() == 2, timeout=LONG)
    settle(qtbot, page)
    select(qtbot, page, page.model.rows()[0].id)


def _button(dialog: QDialog, text: str) -> Callable[[], None]:
    (found,) = [one for one in dialog.findChildren(QPushButton) if one.text() == text]
    return found.click


def states(page: Page) -> list[tuple[str, str]]:
    """Numbers and states, as the list has them."""
    return [(row.number, row.state) for row in page.model.rows()]


@pytest.fixture
def received(qtbot: QtBot, context: Context, page: Page, tray: Path) -> Page:
    """The page with the two applications, the first in focus."""
    take_in(qtbot, context, page, tray)
    return page


def test_without_a_call_the_way_there_is_shown(qtbot: QtBot, context: Context, went: Went) -> None:
    page = ApplicationsPage(context)
    show(qtbot, page)
    assert page.head.line.full_text() == "No call is published yet"
    press(qtbot, page.head, "Import…")
    assert went.to == [("calls", "")]
    page.take_dropped((Path("anything"),))
    qtbot.waitUntil(lambda: bool(context.feedback.said), timeout=LONG)
    assert context.feedback.said[-1].text == "First publish a call."


def test_plan_is_told_in_sentences_before_anything_is_imported(
    qtbot: QtBot, context: Context, page: Page, tray: Path
) -> None:
    press(qtbot, page.head, "Import…")
    send(qtbot, context, {"folder": tray})
    dialog = plan_of(qtbot, context)
    assert "IP-001 · Udruženje Vrbak" in texts(dialog)
    assert dialog.sentences[0] == (
        "New: “Pomoć u kući za starije”, 9,000.00 EUR requested, 1 attachment, "
        "received 20/10/2023 14:00."
    )
    assert "Late: 5 minutes after the deadline." in dialog.sentences
    dialog.reject()
    assert page.model.rowCount() == 0


def test_imported_applications_stand_in_the_list(received: Page, went: Went) -> None:
    assert states(received) == [("IP-001", "received"), ("IP-002", "received")]
    assert received.head.line.full_text() == (
        "IRIS/2023/1 · deadline 30/10/2023 17:00 · 2 applications · late: 1"
    )
    assert went.waiting["applications"] == 2
    counts = [chip.text() for chip in received.toolbar.chips()]
    assert counts == [
        "To check 2",
        "Late 1",
        "Duplicates 0",
        "Answer awaited 0",
        "Admitted 0",
        "Dismissed 0",
    ]


def test_form_of_another_call_is_told_and_not_imported(
    qtbot: QtBot, context: Context, page: Page, tmp_path: Path
) -> None:
    stray = tmp_path / "stray.xlsx"
    stray.write_bytes(b"no workbook at all")
    assert isinstance(page, ApplicationsPage)
    page.take_dropped((stray,))
    dialog = form(qtbot, context)
    assert dialog.panel.rows["files"].editor.read().value == (stray,)
    dialog.submit()
    plan = plan_of(qtbot, context)
    assert [line.partition(":")[0] for line in plan.sentences] == ["stray.xlsx"]
    assert "To be put right first; until then nothing is imported" in texts(plan)


def test_checklist_is_answered_and_admission_follows(
    qtbot: QtBot, context: Context, received: Page
) -> None:
    assert received.detail.detail is not None
    assert received.detail.detail.acts[0].text == "Answer the checklist…"
    assert not button(received, "Admit").isEnabled()
    press(qtbot, received, "Answer the checklist…")
    dialog = checks_of(qtbot, received)
    dialog.take_findings()
    row = dialog.rows["EL-1"]
    assert row.now() == (None, "")
    row.answer.setCurrentIndex(row.answer.findData("yes"))
    row.remark.setText("Register extract seen")
    dialog.submit()
    qtbot.waitUntil(lambda: states(received)[0] == ("IP-001", "checking"), timeout=LONG)
    settle(qtbot, received)
    assert received.detail.detail.acts[0].text == "Admit"
    press(qtbot, received, "Admit")
    assert agree(qtbot, context)[0] == "Admit IP-001 to assessment?"
    qtbot.waitUntil(lambda: states(received)[0] == ("IP-001", "admitted"), timeout=LONG)


def test_remark_without_an_answer_is_not_sent(
    qtbot: QtBot, context: Context, received: Page
) -> None:
    press(qtbot, received, "Answer the checklist…")
    dialog = checks_of(qtbot, received)
    dialog.rows["EL-1"].remark.setText("to be seen")
    dialog.submit()
    wanted = "A remark needs an answer, and an answer cannot be taken back."
    assert wanted in texts(dialog)
    assert states(received)[0] == ("IP-001", "received")
    folder = context.preferences.path.parent / "drafts"
    qtbot.waitUntil(lambda: len(list(folder.glob("*"))) == 1, timeout=LONG)
    with qtbot.waitSignal(dialog.destroyed, timeout=LONG):
        context.desk.closed.emit()
    press(qtbot, received, "Answer the checklist…")
    again = checks_of(qtbot, received)
    assert again.drafting is not None
    assert again.drafting.offer is not None
    again.drafting.offer.resume.click()
    assert again.rows["EL-1"].now() == (None, "to be seen")
    again.done(QDialog.DialogCode.Rejected)
    assert not list(folder.glob("*"))


def test_late_application_is_dismissed_with_its_letter(
    qtbot: QtBot, context: Context, received: Page
) -> None:
    late = received.model.rows()[1]
    select(qtbot, received, late.id)
    press(qtbot, received, "Dismiss…")
    assert form(qtbot, context).panel.rows["reason"].editor.read().value == "late"
    send(qtbot, context, {})
    qtbot.waitUntil(lambda: states(received)[1] == ("IP-002", "dismissed"), timeout=LONG)
    settle(qtbot, received)
    press(qtbot, received, "Write the letter…")
    send(qtbot, context, {"register_no": "11/2023"})
    qtbot.waitUntil(lambda: "IP-002-dismissal.pdf" in files_of(received), timeout=LONG)
    press(qtbot, received, "Take the dismissal back")
    agree(qtbot, context)
    qtbot.waitUntil(lambda: states(received)[1] == ("IP-002", "checking"), timeout=LONG)


def files_of(page: Page) -> list[str]:
    """The names of the files of the record in focus."""
    return [row._item.name for row in page.detail.findChildren(FileRow)]


def test_duplicate_is_marked_and_unmarked(qtbot: QtBot, context: Context, received: Page) -> None:
    first, second = received.model.rows()
    select(qtbot, received, second.id)
    press(qtbot, received, "Duplicate…")
    send(qtbot, context, {"duplicate_of_id": first.id})
    qtbot.waitUntil(lambda: received.model.rows()[1].duplicate_of == "IP-001", timeout=LONG)
    settle(qtbot, received)
    press(qtbot, received, "Duplicate…")
    send(qtbot, context, {"duplicate_of_id": None})
    qtbot.waitUntil(lambda: received.model.rows()[1].duplicate_of is None, timeout=LONG)


def test_application_is_taken_back(qtbot: QtBot, context: Context, received: Page) -> None:
    press(qtbot, received, "Taken back…")
    agree(qtbot, context)
    qtbot.waitUntil(lambda: states(received)[0] == ("IP-001", "withdrawn"), timeout=LONG)


def test_attachment_is_saved_as_it_was_received(
    qtbot: QtBot, context: Context, received: Page, tmp_path: Path
) -> None:
    (statute,) = [
        row for row in received.detail.findChildren(FileRow) if row._item.name == "Statut.pdf"
    ]
    target = tmp_path / "copy.pdf"
    statute.save_as(target)
    qtbot.waitUntil(target.exists, timeout=LONG)
    assert target.read_bytes() == b"%PDF-1.4 statute"


def test_detail_has_budget_checks_and_history(received: Page) -> None:
    detail = received.detail.detail
    assert detail is not None
    titles = ["Data", "Budget", "Checks", "Clarifications", "Complaints", "Files", "History"]
    assert [tab.title for tab in detail.tabs] == titles
    shown = texts(received.detail)
    assert {"Sažetak projekta", "0 of 14 answered"} <= set(shown)
    assert "Applications imported · Ana Primer" in shown


def test_clarification_is_asked_by_letter_and_its_late_answer_is_noted(
    qtbot: QtBot, context: Context, received: Page
) -> None:
    press(qtbot, received.detail, "Ask for clarification…")
    asked = {"questions": "Send the statute.", "concerns": "A12", "register_no": "90/2023"}
    send(qtbot, context, {**asked, "asked_on": date(2023, 11, 2), "due_on": date(2023, 11, 7)})
    settle(qtbot, received)
    assert received.model.rows()[0].clarification is ClarificationState.OVERDUE
    assert "Send the statute.\nIt concerns: A12\nNot answered" in texts(received.detail)
    press(qtbot, received.detail, "Record the answer…")
    answer = {"received_on": date(2023, 11, 9), "answered_by": "Đurđica Ćosić"}
    assert "path" in refused(qtbot, context, answer)
    press(qtbot, received.detail, "Record the answer…")
    send(qtbot, context, {**answer, "note": "It is on its way."})
    settle(qtbot, received)
    press(qtbot, received.detail, "Dismiss…")
    choices = [one.value for one in form(qtbot, context).panel.rows["reason"].field.choices]
    assert choices[0] == "no_clarification"
    send(qtbot, context, {})
    settle(qtbot, received)
    assert states(received)[0] == ("IP-001", "dismissed")


def on_paper(tray: Path) -> dict[str, object]:
    """What stands on a paper application, with an amount and a line that cannot be read."""
    scan = tray / "prijava.pdf"
    scan.write_bytes(b"%PDF-1.4 scan")
    return {
        "scan": scan,
        "received_at": "30.10.2023. 16:59",
        "applicant__name": "Udruženje Grab",
        "applicant__country": "RS",
        "applicant__city": "Bor",
        "applicant__register_no": "17000037",
        "project__title": "Igraonica",
        "project__duration_months": "8",
        "answer__summary": "Šta se menja, za koga i kako.",
        "attachment__statute": tray / "one" / "Statut.pdf",
        "budget": (("1", "Koordinatorka", "mesec", "8", "1.000,00"), ("1", "", "", "x", "1")),
        "partner": (("Partner Proba", "BA", "Tuzla", "4", "Ime Prezime", "obuka", "yes"),),
        "funding__requested": "osam",
    }


def test_application_on_paper_is_typed_planned_and_entered(
    qtbot: QtBot, context: Context, page: Page, tray: Path
) -> None:
    press(qtbot, page.head, "Enter on paper…")
    paper = form(qtbot, context)
    fill(paper, on_paper(tray))
    paper.submit()
    listed = [(one.name, one.at) for one in paper.panel.faults.faults]
    assert listed == [("budget", "2.units"), ("funding__requested", "")]
    lines = paper.panel.rows["budget"].editor
    assert isinstance(lines, RowsEditor)
    lines.lines[1].remove.click()
    assert paper.panel.rows["budget"].echo() == "Direct costs: 8,000.00 EUR"
    fill(paper, {"funding__requested": "8 000"})
    paper.submit()
    plan = plan_of(qtbot, context)
    assert "The declaration lacks its signatory or date." in plan.sentences
    plan.reject()
    links = {one.name for one in paper.panel.faults.faults}
    assert {"declaration__signatory", "applicant__email", "project__language"} <= links
    assert all(one.warning for one in paper.panel.faults.faults)
    paper.submit()
    _button(plan_of(qtbot, context), "Import 1 application")()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=LONG)
    settle(qtbot, page)
    (row,) = page.model.rows()
    assert (row.number, row.medium, row.minutes_late) == ("IP-001", "paper", 0)
    shown = texts(page.detail)
    assert {"Šta se menja, za koga i kako.", "Partner Proba", "Statute"} <= set(shown)


def test_search_finds_and_the_page_selects(qtbot: QtBot, context: Context, received: Page) -> None:
    hits: list[str] = []
    context.desk.read(
        lambda session: [
            hit.record for hit in find_records(session, "jasen") if hit.page == "applications"
        ],
        hits.extend,
        owner=received,
    )
    qtbot.waitUntil(lambda: bool(hits), timeout=LONG)
    received.open_record(hits[0])
    found = received.table.current_row()
    assert found is not None
    assert found.number == "IP-002"


def test_first_page_shows_what_waits(qtbot: QtBot, context: Context, received: Page) -> None:
    parts: list[HomePart] = []
    context.desk.read(home, parts.append, owner=received)
    qtbot.waitUntil(lambda: bool(parts), timeout=LONG)
    assert [need.text for need in parts[0].needs] == [
        "2 applications wait for checks and a decision."
    ]
    assert [picture.title for picture in parts[0].pictures] == [
        "Applications to IRIS/2023/1 by state"
    ]


def test_nothing_chosen_is_refused_in_the_form(qtbot: QtBot, context: Context, page: Page) -> None:
    press(qtbot, page.head, "Import…")
    dialog = form(qtbot, context)
    fill(dialog, {})
    dialog.submit()
    wanted = "There is no application form among these files."
    qtbot.waitUntil(lambda: wanted in texts(dialog), timeout=LONG)
    dialog.done(QDialog.DialogCode.Rejected)
