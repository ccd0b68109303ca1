"""Organisations on screen: entered and checked, corrected, with accounts and what they do."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from iris_grants.organisations.commands import register_organisation
from iris_grants.programme.commands import create_programme
from iris_grants.programme.templates import load_template
from tests.ui.acting import press, refused, select, send, settle, show, texts
from tests.ui.conftest import Went
from ui.organisations.page import build
from ui.organisations.rows import ListedOrganisation
from ui.shell.context import Context
from ui.shell.tokens import Meaning
from ui.tables.columns import Chip
from ui.tables.listpage import ListPage

LONG = 20_000
Page = ListPage[ListedOrganisation]
VRBAK = {
    "name": "Udruženje Vrbak",
    "country": "RS",
    "city": "Zaječar",
    "register_no": "17000011",
    "tax_no": "100002887",
}
IBAN = "RS35260005601001611379"


def accounts(page: Page) -> list[str]:
    """The accounts of the organisation in the first row."""
    return [one.iban for one in page.model.rows()[0].organisation.accounts]


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> Page:
    """The page in a new store."""
    return show(qtbot, build(context))


@pytest.fixture
def known(qtbot: QtBot, context: Context, page: Page) -> Page:
    """The page with the programme and one organisation in focus."""
    template = {"template": load_template("programme/iris-progres")}
    context.desk.run(create_programme, template, lambda made: None, owner=page)
    context.desk.run(register_organisation, VRBAK, lambda made: None, owner=page)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=LONG)
    settle(qtbot, page)
    return page


def test_organisation_is_entered_and_shown(
    qtbot: QtBot, context: Context, page: Page, went: Went
) -> None:
    press(qtbot, page.head, "New organisation…")
    send(qtbot, context, VRBAK)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=LONG)
    assert went.to == [("organisations", page.model.rows()[0].id)]
    settle(qtbot, page)
    assert page.detail.detail is not None
    assert page.detail.detail.chip == Chip(word="sound", meaning=Meaning.GOOD)
    shown = texts(page.detail)
    assert {"17000011", "100002887", "Organisation entered · Ana Primer"} <= set(shown)


def test_wrong_numbers_are_refused_at_their_fields(
    qtbot: QtBot, context: Context, page: Page
) -> None:
    press(qtbot, page.head, "New organisation…")
    wrong = refused(qtbot, context, {**VRBAK, "register_no": "17", "tax_no": "100002888"})
    assert sorted(wrong) == ["register_no", "tax_no"]
    assert wrong["tax_no"] == "The check digit of “100002888” is wrong: is it misspelt?"


def test_other_name_under_a_known_number_is_refused(
    qtbot: QtBot, context: Context, known: Page
) -> None:
    press(qtbot, known.head, "New organisation…")
    wrong = refused(qtbot, context, {**VRBAK, "name": "Fond Lipa"})
    assert wrong == {"register_no": "This register number belongs to Udruženje Vrbak."}


def test_details_are_corrected_with_history(qtbot: QtBot, context: Context, known: Page) -> None:
    press(qtbot, known, "Edit…")
    send(qtbot, context, {"city": "Bor", "phone": "030 000 000"})
    qtbot.waitUntil(lambda: known.model.rows()[0].organisation.city == "Bor", timeout=LONG)
    settle(qtbot, known)
    assert {"Place: Zaječar → Bor", "Telephone: – → 030 000 000"} <= set(texts(known.detail))


def test_account_is_checked_and_entered(qtbot: QtBot, context: Context, known: Page) -> None:
    press(qtbot, known, "Add an account…")
    wrong = refused(qtbot, context, {"iban": "RS35260005601001611378"})
    assert wrong == {"iban": "“RS35260005601001611378” is not a valid IBAN: is it misspelt?"}
    press(qtbot, known, "Add an account…")
    send(qtbot, context, {"iban": "RS35 2600 0560 1001 6113 79"})
    qtbot.waitUntil(lambda: accounts(known) == [IBAN], timeout=LONG)
    settle(qtbot, known)
    assert f"+ {IBAN}" in texts(known.detail)


def test_likely_duplicate_is_pointed_at(qtbot: QtBot, context: Context, known: Page) -> None:
    other = {**VRBAK, "name": "Удружење „Врбак“", "register_no": "17000029", "tax_no": None}
    context.desk.run(register_organisation, other, lambda made: None, owner=known)
    qtbot.waitUntil(lambda: known.model.rowCount() == 2, timeout=LONG)
    select(qtbot, known, known.model.rows()[0].id)
    shown = texts(known.detail)
    assert {"May be the same organisation", "same name"} <= set(shown)


def test_ceiling_is_shown_untouched_without_awards(known: Page) -> None:
    shown = texts(known.detail)
    assert {"Ceiling per third party", "0.00 EUR", "60,000.00 EUR"} <= set(shown)


def test_paper_of_an_organisation_is_filed(
    qtbot: QtBot, context: Context, known: Page, tmp_path: Path
) -> None:
    paper = tmp_path / "statut.pdf"
    paper.write_bytes(b"%PDF-1.4 sample")
    press(qtbot, known, "Add a document…")
    send(qtbot, context, {"kind": "statute", "path": paper})
    qtbot.waitUntil(lambda: "+ statut.pdf" in texts(known.detail), timeout=LONG)
