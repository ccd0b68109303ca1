"""Calls on screen: from an empty store to a published call with its form, and closed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from iris_grants.calls.commands import load_call
from iris_grants.calls.queries import CallRow
from iris_grants.programme.commands import create_programme
from iris_grants.programme.templates import load_template, template_text
from tests.iris_grants.calls.sample_call import sample_template
from tests.ui.acting import agree, form, press, refused, select, send, settle, show, texts
from tests.ui.conftest import Went
from ui.calls.home import home
from ui.calls.page import build
from ui.home.parts import HomePart
from ui.shell.context import Context
from ui.tables.listpage import ListPage

LONG = 20_000


def states(page: ListPage[CallRow]) -> list[tuple[str, str]]:
    """Numbers and states, as the list has them."""
    return [(row.number, row.state) for row in page.model.rows()]


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> ListPage[CallRow]:
    """The page in a new store."""
    return show(qtbot, build(context))


@pytest.fixture
def drafted(qtbot: QtBot, context: Context, page: ListPage[CallRow]) -> ListPage[CallRow]:
    """The page with the programme and the sample call as a draft."""
    kwargs = {"template": load_template("programme/iris-progres")}
    context.desk.run(create_programme, kwargs, lambda made: None, owner=page)
    template = {"template": sample_template()}
    context.desk.run(load_call, template, lambda made: None, owner=page)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=LONG)
    settle(qtbot, page)
    return page


def publish(qtbot: QtBot, context: Context, page: ListPage[CallRow]) -> tuple[str, ...]:
    """Publish the call in focus; gives what was asked."""
    press(qtbot, page, "Publish…")
    asked = agree(qtbot, context)
    qtbot.waitUntil(lambda: states(page) == [("IRIS/2023/1", "published")], timeout=LONG)
    settle(qtbot, page)
    return asked


def test_new_store_begins_with_programme_and_call(
    qtbot: QtBot, context: Context, page: ListPage[CallRow], went: Went
) -> None:
    assert page.head.line.full_text() == "The programme is not entered yet"
    press(qtbot, page.head, "Enter the programme…")
    send(qtbot, context, {})
    qtbot.waitUntil(lambda: "0 calls" in page.head.line.full_text(), timeout=LONG)
    press(qtbot, page.head, "Load a call…")
    send(qtbot, context, {})
    qtbot.waitUntil(lambda: states(page) == [("IP-SG-2023", "draft")], timeout=LONG)
    assert went.to == [("calls", page.model.rows()[0].id)]
    assert went.waiting["calls"] == 1


def test_call_is_loaded_from_a_file(
    qtbot: QtBot, context: Context, drafted: ListPage[CallRow], tmp_path: Path
) -> None:
    other = tmp_path / "second.yaml"
    other.write_bytes(template_text({**sample_template(), "number": "IRIS/2024/1"}))
    press(qtbot, drafted.head, "Load a call…")
    send(qtbot, context, {"path": other})
    qtbot.waitUntil(lambda: len(states(drafted)) == 2, timeout=LONG)
    assert sorted(states(drafted)) == [("IRIS/2023/1", "draft"), ("IRIS/2024/1", "draft")]


def test_wrong_template_is_refused_with_its_line(
    qtbot: QtBot, context: Context, drafted: ListPage[CallRow], tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("number: X\ndeadline: soon\n", encoding="utf-8")
    press(qtbot, drafted.head, "Load a call…")
    dialog = form(qtbot, context)
    refused(qtbot, context, {"path": wrong})
    assert any(line.startswith("wrong.yaml · 2 · deadline") for line in texts(dialog.panel))
    assert states(drafted) == [("IRIS/2023/1", "draft")]


def test_warnings_are_shown_before_publishing(
    qtbot: QtBot, context: Context, drafted: ListPage[CallRow]
) -> None:
    shown = texts(drafted.detail)
    warning = "The deadline has passed: 2023-10-30 17:00 (Europe/Belgrade)."
    assert warning in shown
    question, detail = publish(qtbot, context, drafted)
    assert question == "Publish the call IRIS/2023/1? Its terms are then fixed for good."
    assert warning in detail


def test_missing_element_blocks_publication_and_is_named(
    qtbot: QtBot, context: Context, drafted: ListPage[CallRow]
) -> None:
    template = {**sample_template(), "activities": []}
    context.desk.run(load_call, {"template": template}, lambda made: None, owner=drafted)
    blocked = "A call must not be published without this: the closed list of eligible activities."
    qtbot.waitUntil(lambda: blocked in texts(drafted.detail), timeout=LONG)
    assert "1 of seven is missing." in texts(drafted.detail)


@pytest.mark.parametrize(("language", "sheet"), [("sr_Latn", "Uputstvo"), ("en", "Instructions")])
def test_form_is_written_in_the_chosen_language(
    qtbot: QtBot,
    context: Context,
    drafted: ListPage[CallRow],
    tmp_path: Path,
    language: str,
    sheet: str,
) -> None:
    target = tmp_path / "form"
    press(qtbot, drafted, "Application form…")
    send(qtbot, context, {"language": language, "path": target})
    written = tmp_path / "form.xlsx"
    qtbot.waitUntil(written.exists, timeout=LONG)
    assert load_workbook(written).sheetnames[0] == sheet


def test_published_call_is_closed_and_its_history_kept(
    qtbot: QtBot, context: Context, drafted: ListPage[CallRow]
) -> None:
    publish(qtbot, context, drafted)
    press(qtbot, drafted, "Close the call")
    agree(qtbot, context)
    qtbot.waitUntil(lambda: states(drafted) == [("IRIS/2023/1", "closed")], timeout=LONG)
    settle(qtbot, drafted)
    shown = texts(drafted.detail)
    assert {"State: draft → published", "State: published → closed"} <= set(shown)


def test_paper_is_filed_with_the_call(
    qtbot: QtBot, context: Context, drafted: ListPage[CallRow], tmp_path: Path
) -> None:
    paper = tmp_path / "guidelines.pdf"
    paper.write_bytes(b"%PDF-1.4 sample")
    press(qtbot, drafted, "Add a document…")
    send(qtbot, context, {"kind": "guidelines", "path": paper})
    key = drafted.model.rows()[0].id
    select(qtbot, drafted, key)
    detail = drafted.detail.detail
    assert detail is not None
    assert [(tab.title, tab.count) for tab in detail.tabs][7] == ("Documents", 1)


def test_form_is_left_without_a_trace(
    qtbot: QtBot, context: Context, page: ListPage[CallRow]
) -> None:
    press(qtbot, page.head, "Enter the programme…")
    form(qtbot, context).done(QDialog.DialogCode.Rejected)
    assert states(page) == []


def test_first_page_says_what_calls_need(
    qtbot: QtBot, context: Context, drafted: ListPage[CallRow]
) -> None:
    parts: list[HomePart] = []
    context.desk.read(home, parts.append, owner=drafted)
    qtbot.waitUntil(lambda: bool(parts), timeout=LONG)
    assert [need.text for need in parts[0].needs] == ["The call IRIS/2023/1 is a draft."]


def test_questions_are_answered_for_all_and_the_call_is_corrected(
    qtbot: QtBot, context: Context, drafted: ListPage[CallRow]
) -> None:
    publish(qtbot, context, drafted)
    settle(qtbot, drafted)
    press(qtbot, drafted.detail, "Enter a question…")
    assert "question_sr" in refused(qtbot, context, {"question_sr": " "})
    press(qtbot, drafted.detail, "Enter a question…")
    asked = {"received_on": date(2023, 10, 10), "question_sr": "Može li?", "asked_by": "Neko"}
    send(qtbot, context, asked)
    settle(qtbot, drafted)
    press(qtbot, drafted.detail, "Answer…")
    answered = {"question_en": "May one?", "answer_sr": "Može.", "answer_en": "One may."}
    send(qtbot, context, answered)
    settle(qtbot, drafted)
    press(qtbot, drafted.detail, "Publish the answers…")
    send(qtbot, context, {"published_on": date(2023, 10, 20)})
    settle(qtbot, drafted)
    said = "\n".join(texts(drafted.detail))
    assert "May one?\nAnswer: One may.\nPublished on 20/10/2023" in said
    press(qtbot, drafted.detail, "Correct the call…")
    texts_of = {"text_sr": "Novi datum.", "text_en": "A new day."}
    send(qtbot, context, {"published_on": date(2023, 10, 21), **texts_of})
    settle(qtbot, drafted)
    detail = drafted.detail.detail
    assert detail is not None
    counts = {tab.title: tab.count for tab in detail.tabs}
    assert (counts["Questions"], counts["Corrections"], counts["Documents"]) == (1, 1, 4)
