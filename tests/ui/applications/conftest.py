"""A published call, a tray with forms that were returned to it, and the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from iris_grants.applications.queries import ApplicationRow
from iris_grants.calls.commands import load_call, publish_call
from iris_grants.calls.form import write_form
from iris_grants.calls.form_parts import CellValue
from iris_grants.calls.queries import call_row, terms_of
from iris_grants.kernel.operations import Desk
from iris_grants.kernel.progress import Progress
from iris_grants.programme.commands import create_programme
from iris_grants.programme.templates import load_template
from tests.iris_grants.calls.sample_call import sample_template
from tests.iris_grants.calls.sample_values import sample_values
from tests.ui.acting import show
from ui.applications.page import ApplicationsPage
from ui.shell.context import Context
from ui.tables.listpage import ListPage

LONG = 20_000
ATTACHMENT = b"%PDF-1.4 statute"
RECEIVED = {
    "one": "2023-10-20T12:00:00Z",
    "two": "2023-10-30T16:05:00Z",
}
"""When the two forms were received; the deadline is 2023-10-30 16:00 UTC."""


@pytest.fixture
def tray(qtbot: QtBot, context: Context, tmp_path: Path) -> Path:
    """A published call, and the folder with two forms of it: in time, and late."""
    folder = tmp_path / "tray"

    def prepare(desk: Desk, progress: Progress) -> bool:
        desk.run(create_programme, template=load_template("programme/iris-progres"))
        call_id = desk.run(load_call, template=sample_template())
        desk.run(publish_call, call_id=call_id)
        _lay(desk, call_id, folder / "one")
        other: dict[str, CellValue | None] = {
            "applicant__name": "Udruženje Jasen",
            "applicant__register_no": "17000029",
            "applicant__tax_no": None,
            "project__title": "Klub za mlade",
        }
        _lay(desk, call_id, folder / "two", **other)
        return True

    done: list[bool] = []
    context.desk.work(prepare, done.append, owner=context.window, title="Preparing")
    qtbot.waitUntil(lambda: bool(done), timeout=LONG)
    lines = [f"{name},{at},excel_form" for name, at in RECEIVED.items()]
    log = "\n".join(("path,received_at,medium", *lines))
    (folder / "received.csv").write_text(f"{log}\n", encoding="utf-8")
    return folder


def _lay(desk: Desk, call_id: str, folder: Path, **changes: CellValue | None) -> None:
    with desk.read() as session:
        terms, call = terms_of(session, call_id), call_row(session, call_id)
    data = write_form(
        terms,
        call_fingerprint=call.fingerprint,
        language="sr_Latn",
        values=sample_values(**changes),
    )
    folder.mkdir(parents=True)
    (folder / "form.xlsx").write_bytes(data)
    (folder / "Statut.pdf").write_bytes(ATTACHMENT)


@pytest.fixture
def page(qtbot: QtBot, context: Context, tray: Path) -> ListPage[ApplicationRow]:
    """The page over the published call, nothing imported yet."""
    return show(qtbot, ApplicationsPage(context))
