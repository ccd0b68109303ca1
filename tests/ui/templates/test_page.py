"""Rule sets on screen: what ships is adopted, saved, corrected and adopted again."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from iris_grants.programme.commands import create_programme
from iris_grants.programme.templates import load_template, template_names
from tests.ui.acting import form, press, refused, select, send, settle, show, texts
from ui.shell.context import Context
from ui.tables.listpage import ListPage
from ui.templates.page import build
from ui.templates.rows import TemplateRow

LONG = 20_000
PACK = "standards/RS-PERSONAL-ASSISTANCE"


def states(page: ListPage[TemplateRow]) -> dict[str, str]:
    """Where each rule set stands, by code and edition."""
    return {f"{row.code} {row.edition}".strip(): row.state for row in page.model.rows()}


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> ListPage[TemplateRow]:
    """The page in a store whose programme brought its grant rules."""
    done: list[str] = []
    kwargs = {"template": load_template("programme/iris-progres")}
    context.desk.run(create_programme, kwargs, done.append, owner=context.window)
    qtbot.waitUntil(lambda: bool(done), timeout=LONG)
    return show(qtbot, build(context))


def test_store_and_shipped_rules_stand_together(page: ListPage[TemplateRow]) -> None:
    assert states(page) == {
        "FSTP-2018 1": "adopted",
        **{f"{name.partition('/')[2]} 2024-1": "shipped" for name in template_names("standards")},
        "FSTP-50": "in_calls",
        "PRAG-CN-2018": "in_calls",
        "PRAG-FULL-2018": "in_calls",
    }
    assert page.head.line.full_text() == (
        "1 rule set in the store · not compared with their source: 1"
    )


def test_every_kind_shows_its_rules(qtbot: QtBot, page: ListPage[TemplateRow]) -> None:
    for row in page.model.rows():
        select(qtbot, page, row.key)
        assert page.detail.detail is not None
        assert page.detail.detail.title == row.code
    shown = texts(page.detail)
    assert "PRAG-FULL-2018, 100 points" in shown


def test_shipped_pack_is_adopted_by_the_form(
    qtbot: QtBot, context: Context, page: ListPage[TemplateRow]
) -> None:
    press(qtbot, page.head, "Adopt…")
    send(qtbot, context, {"name": PACK})
    wanted = "RS-PERSONAL-ASSISTANCE 2024-1"
    qtbot.waitUntil(lambda: states(page)[wanted] == "adopted", timeout=LONG)


def test_corrected_edition_is_adopted_from_a_file(
    qtbot: QtBot, context: Context, page: ListPage[TemplateRow], tmp_path: Path
) -> None:
    target = tmp_path / "rules.yaml"
    press(qtbot, page.detail, "Save as a file…")
    send(qtbot, context, {"path": target})
    text = target.read_text(encoding="utf-8")
    edited = text.replace("edition: '1'", "edition: '2'").replace(
        "verified: false", "verified: true"
    )
    target.write_text(edited, encoding="utf-8")
    press(qtbot, page.head, "From a file…")
    send(qtbot, context, {"kind": "grant_rules", "path": target})
    qtbot.waitUntil(lambda: "FSTP-2018 2" in states(page), timeout=LONG)
    (made,) = [row for row in page.model.rows() if row.edition == "2"]
    assert made.verified
    settle(qtbot, page)
    select(qtbot, page, made.id)
    assert "Rule set adopted · Ana Primer" in texts(page.detail)


def test_file_that_is_no_pack_is_refused_with_its_keys(
    qtbot: QtBot, context: Context, page: ListPage[TemplateRow], tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("code: X\nedition: '1'\nsource: s\n", encoding="utf-8")
    press(qtbot, page.head, "From a file…")
    dialog = form(qtbot, context)
    refused(qtbot, context, {"kind": "standards_pack", "path": wrong})
    said = texts(dialog.panel)
    assert any("wrong.yaml" in line and "authority" in line for line in said)
    assert "X 1" not in states(page)
