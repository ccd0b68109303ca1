"""Drafts: what was typed survives a killed process, belongs to its place, and goes when saved."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from iris_grants.kernel.operations import Desk
from iris_grants.kernel.problems import refusal
from iris_grants.kernel.progress import Progress
from iris_grants.people.commands import add_person
from iris_grants.people.desks import create_store, open_desk
from tests.ui.acting import fill, send
from tests.ui.feedback.test_door import press
from tests.ui.forms.sample_form import sample_form
from tests.ui.forms.test_dialog import FIXED, SHORT, people_of, person_form, type_name
from ui.desk import WindowDesk
from ui.feedback import Feedback
from ui.forms.dialog import FormDialog, open_form
from ui.forms.drafts import DraftOffer, DraftPlace, shelf_at
from ui.forms.fields import Field, FieldKind, FormSpec, Values
from ui.forms.work import open_work
from ui.shell.context import Context
from ui.shell.packages import WORK_SUFFIX
from ui.tasks import Tasks

LONG = 30_000
TYPED = "Petar Nedovrseni"


def ask(context: Context, spec: Callable[[], FormSpec] = person_form) -> FormDialog:
    """The form that enters a person."""
    context.window.show()
    return open_form(context, context.window, spec(), add_person, fixed=FIXED)


def drafts(context: Context) -> list[Path]:
    """The files of the drafts."""
    return sorted((context.preferences.path.parent / "drafts").glob("*"))


def name_in(dialog: FormDialog) -> str:
    """What stands in the field of the name."""
    return dialog.panel.rows["name"].editor.typed()


def offer_of(dialog: FormDialog) -> DraftOffer:
    """The draft that the form offers."""
    assert dialog.drafting is not None
    assert dialog.drafting.offer is not None
    return dialog.drafting.offer


def offers(dialog: FormDialog) -> bool:
    """Whether the form offers a draft."""
    return dialog.drafting is not None and dialog.drafting.offer is not None


def noted(dialog: FormDialog) -> str:
    """What the foot of the form says of its draft."""
    return dialog.drafting.note.text() if dialog.drafting is not None else ""


def type_and_leave(qtbot: QtBot, context: Context) -> None:
    """Type a name, wait until it is kept, and lose the form with the store."""
    dialog = ask(context)
    type_name(dialog, TYPED)
    qtbot.waitUntil(lambda: len(drafts(context)) == 1, timeout=SHORT)
    with qtbot.waitSignal(dialog.destroyed, timeout=SHORT):
        context.desk.closed.emit()


def test_draft_survives_a_killed_process_and_is_taken_up(
    qtbot: QtBot, window: object, tasks: Tasks, feedback: Feedback, context: Context, tmp_path: Path
) -> None:
    store = tmp_path / "killed.iris"
    create_store(store, person_name="Ana Primer").store.close()
    names = (str(store), str(context.preferences.path), TYPED)
    command = [sys.executable, "-m", "tests.ui.forms.typing_process", *names]
    process = subprocess.Popen(
        command, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, stderr=subprocess.PIPE
    )
    try:
        qtbot.waitUntil(
            lambda: any(TYPED in one.read_text(encoding="utf-8") for one in drafts(context)),
            timeout=LONG,
        )
    finally:
        process.send_signal(signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
        process.communicate()
    desk = WindowDesk(open_desk(store, "Ana Primer"), tasks, context.window)
    again = ask(replace(context, desk=desk))
    offered = offer_of(again)
    assert not again.save.isEnabled()
    assert name_in(again) == ""
    offered.resume.click()
    assert name_in(again) == TYPED
    assert again.panel.dirty()
    again.submit()
    qtbot.waitUntil(lambda: drafts(context) == [], timeout=SHORT)
    assert people_of(qtbot, replace(context, desk=desk)) == ["Ana Primer", TYPED]
    desk.close()


def test_draft_waits_until_it_is_taken_up_or_given_up(qtbot: QtBot, context: Context) -> None:
    type_and_leave(qtbot, context)
    assert drafts(context)[0].stat().st_mode & 0o077 == 0 or sys.platform == "win32"
    undecided = ask(context)
    assert offers(undecided)
    undecided.reject()
    assert len(drafts(context)) == 1
    other = open_form(context, context.window, person_form(), add_person, fixed={"roles": ()})
    assert not offers(other)
    other.reject()
    dialog = ask(context)
    offered = offer_of(dialog)
    offered.anew.click()
    assert (name_in(dialog), drafts(context)) == ("", [])
    assert not offers(dialog)
    assert dialog.save.isEnabled()
    type_name(dialog, "Else")
    qtbot.waitUntil(lambda: len(drafts(context)) == 1, timeout=SHORT)
    dialog.reject()
    press(qtbot, context.feedback, "Discard")
    assert drafts(context) == []


def test_forms_with_passphrases_and_sealed_stores_leave_no_draft(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    def with_secret() -> FormSpec:
        secret = Field(name="passphrase", label="Passphrase", kind=FieldKind.SECRET)
        return replace(person_form(), fields=(*person_form().fields, secret))

    dialog = ask(context, with_secret)
    fill(dialog, {"name": TYPED, "passphrase": "not for the disk"})
    assert dialog.drafting is None
    dialog.done(0)
    monkeypatch.setattr(WindowDesk, "address", f"/somewhere/package{WORK_SUFFIX}")
    dialog = ask(context)
    type_name(dialog, TYPED)
    assert dialog.drafting is None
    dialog.done(0)
    assert drafts(context) == []


def test_every_kind_of_field_comes_back_as_it_was_typed(
    qtbot: QtBot, context: Context, tmp_path: Path
) -> None:
    paper = tmp_path / "statement.pdf"
    paper.write_bytes(b"x")
    typed = {
        "title": "First instalment",
        "amount": "12.500,5",
        "paid_on": "1.2.24",
        "kind": "final",
        "marks": ("final",),
        "note": "Two\nlines",
        "papers": paper,
        "checked": True,
    }
    dialog = open_work(context, context.window, sample_form(), _nothing, lambda done: None)
    fill(dialog, typed)
    before = dialog.panel.typed()
    assert set(before) == set(typed)
    qtbot.waitUntil(lambda: len(drafts(context)) == 1, timeout=SHORT)
    context.desk.closed.emit()
    again = open_work(context, context.window, sample_form(), _nothing, lambda done: None)
    offered = offer_of(again)
    offered.resume.click()
    assert again.panel.typed() == before
    again.done(0)


def _nothing(desk: Desk, values: Values, progress: Progress) -> None:
    """Work that does nothing."""


def test_leaving_the_store_while_work_runs_closes_the_form_and_keeps_its_draft(
    qtbot: QtBot, context: Context, tasks: Tasks
) -> None:
    going, begun = Event(), Event()

    def slow(desk: Desk, values: Values, progress: Progress) -> None:
        begun.set()
        going.wait(10)
        raise refusal("kernel.not_found", table="x")

    dialog = open_work(context, context.window, person_form(), slow, lambda done: None)
    type_name(dialog, TYPED)
    dialog.submit()
    qtbot.waitUntil(begun.is_set, timeout=SHORT)
    assert not dialog.save.isEnabled()
    going.set()
    with qtbot.waitSignal(dialog.destroyed, timeout=SHORT):
        tasks.settle()
        context.desk.closed.emit()
    assert len(drafts(context)) == 1


def test_stopped_work_leaves_a_form_that_can_be_sent_again(qtbot: QtBot, context: Context) -> None:
    def stopped(desk: Desk, values: Values, progress: Progress) -> None:
        progress.cancel()
        progress.step(1, 2, "")

    dialog = open_work(context, context.window, person_form(), stopped, lambda done: None)
    type_name(dialog, TYPED)
    dialog.submit()
    qtbot.waitUntil(lambda: bool(context.feedback.said), timeout=SHORT)
    assert context.feedback.said[-1].text == "Stopped. Nothing was changed."
    qtbot.waitUntil(dialog.save.isEnabled, timeout=SHORT)
    dialog.done(0)


def test_shelf_knows_its_drafts_and_overlooks_what_is_damaged(tmp_path: Path) -> None:
    shelf = shelf_at(tmp_path / "window.ini")
    place = DraftPlace(store="s", person="p", form="f", record="r")
    assert shelf.find(place) is None
    assert shelf.keep(place, {"name": "Šabac"})
    found = shelf.find(place)
    assert found is not None
    assert found.texts == {"name": "Šabac"}
    others = (replace(place, **{part: "x"}) for part in ("store", "person", "form", "record"))
    assert [shelf.find(one) for one in others] == [None] * 4
    file = tmp_path / "drafts" / place.name
    assert "Šabac" not in file.name
    for damaged in ("", "[]", '{"place": {}}', '{"place": null, "texts": 1}'):
        file.write_text(damaged, encoding="utf-8")
        assert shelf.find(place) is None
    os.utime(file, (0, 0))
    shelf.tidy()
    assert not file.exists()


def test_disk_that_takes_nothing_is_said_and_the_form_works_on(
    qtbot: QtBot, context: Context
) -> None:
    (context.preferences.path.parent / "drafts").write_text("no folder", encoding="utf-8")
    dialog = ask(context)
    type_name(dialog, TYPED)
    qtbot.waitUntil(lambda: bool(noted(dialog)), timeout=SHORT)
    assert noted(dialog) == "What you type cannot be kept on this disk."
    send(qtbot, context, {})
