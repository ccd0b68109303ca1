"""A call made in the window from nothing: begun, filled part by part, published, corrected."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from iris_grants.calls.documents import terms_document
from iris_grants.calls.parse import parse_call
from iris_grants.calls.queries import CallRow, terms_of
from iris_grants.calls.terms import CallTerms
from iris_grants.kernel.problems import Problem, Where
from iris_grants.programme.commands import create_programme
from iris_grants.programme.templates import load_template
from iris_grants.programme.values import Value
from tests.iris_grants.calls.sample_call import sample_template
from tests.ui.acting import agree, form, press, refused, send, settle, show, texts
from tests.ui.conftest import Went
from ui.calls import sections
from ui.calls.composing import settled
from ui.calls.draft_values import at_fields, changes_of, filled
from ui.calls.page import build
from ui.calls.sections import Section
from ui.forms.fields import FormSpec
from ui.forms.panel import FormPanel
from ui.shell.act import ActButton
from ui.shell.context import Context
from ui.shell.theme import Theme
from ui.tables.listpage import ListPage

LONG = 20_000
BOTH = ("Na srpskom", "In English")
NEW = {
    "number": "NOVI-1",
    "application_prefix": "NP",
    "title_sr": "Novi poziv",
    "title_en": "New call",
    "deadline": "31.3.2031. 17:00",
    "envelope": "60.000,00",
    "min_amount": "2 000",
    "max_amount": "10000",
}
PARTS = (
    sections.DATA,
    sections.TEXTS,
    sections.CONDITIONS,
    sections.ASSESSMENT,
    sections.CHECKLIST,
    sections.FORM,
)


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> ListPage[CallRow]:
    """The page with the programme and no call."""
    made = show(qtbot, build(context))
    kwargs = {"template": load_template("programme/iris-progres")}
    context.desk.run(create_programme, kwargs, lambda done: None, owner=made)
    qtbot.waitUntil(lambda: "0 calls" in made.head.line.full_text(), timeout=LONG)
    return made


def stored(qtbot: QtBot, context: Context, page: ListPage[CallRow]) -> CallTerms:
    """The terms of the one call."""
    found: list[CallTerms] = []
    key = page.model.rows()[0].id
    context.desk.read(lambda session: terms_of(session, key), found.append, owner=page)
    qtbot.waitUntil(lambda: bool(found), timeout=LONG)
    return found[0]


def change(
    qtbot: QtBot, context: Context, page: ListPage[CallRow], step: str, values: Mapping[str, object]
) -> None:
    """Fill the form of a part and wait until the draft is saved."""
    before = page.model.rows()[0].fingerprint
    press(qtbot, page, step)
    send(qtbot, context, values)
    qtbot.waitUntil(lambda: page.model.rows()[0].fingerprint != before, timeout=LONG)
    settle(qtbot, page)


def publish_and_correct(qtbot: QtBot, context: Context, page: ListPage[CallRow]) -> None:
    """Publish the draft, which nobody can edit then, and move its deadline."""
    press(qtbot, page, "Publish…")
    agree(qtbot, context)
    qtbot.waitUntil(lambda: page.model.rows()[0].state == "published", timeout=LONG)
    settle(qtbot, page)
    steps = [one.text() for one in page.detail.findChildren(ActButton)]
    assert not [words for words in steps if words.startswith("Edit")]
    press(qtbot, page, "Correct the call…")
    correction = {"published_on": date(2030, 1, 1), "text_sr": "Rok", "text_en": "Deadline"}
    send(qtbot, context, {**correction, "deadline": "15.4.2031. 12:00"})
    words = "The deadline moved from 31/03/2031 17:00 to 15/04/2031 12:00."
    qtbot.waitUntil(lambda: any(words in one for one in texts(page.detail)), timeout=LONG)


def test_call_is_made_in_the_window_from_nothing(
    qtbot: QtBot, context: Context, page: ListPage[CallRow], went: Went
) -> None:
    press(qtbot, page.head, "New call…")
    assert refused(qtbot, context, {**NEW, "deadline": "soon"}).keys() == {"deadline"}
    press(qtbot, page.head, "New call…")
    send(qtbot, context, NEW)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=LONG)
    assert went.to == [("calls", page.model.rows()[0].id)]
    settle(qtbot, page)
    press(qtbot, page.detail, "Publish…")
    dialog = form(qtbot, context)
    assert dialog.focusWidget() is dialog.panel.rows["objectives"].editor.input
    half = {"objectives": (("Cilj", ""),)}
    assert refused(qtbot, context, half) == {"objectives": "This is needed."}
    lines = dict.fromkeys(("objectives", "results", "entities", "criteria"), (BOTH,))
    method = {"amount_method__sr": BOTH[0], "amount_method__en": BOTH[1]}
    activities = {"activities": (("service", *BOTH), ("training", *BOTH))}
    change(qtbot, context, page, "Edit the texts…", {**lines, **method, **activities})
    checklist = {"checklist": (("A1", "administrative", "yes", "yes", *BOTH),)}
    attachments = {"attachments": (("statute", "yes", "statut, statute", *BOTH),)}
    step = "Edit checklist and attachments…"
    change(qtbot, context, page, step, {**checklist, **attachments})
    press(qtbot, page, "Edit the assessment…")
    gap = {"reassessment__gap_percent": "20", "tie_break": (("section:2",), ("section:2",))}
    assert "tie_break" in refused(qtbot, context, gap)
    values = {**gap, "tie_break": (("section:2",), ("requested_asc",))}
    change(qtbot, context, page, "Edit the assessment…", values)
    terms = stored(qtbot, context, page)
    assert [one.code for one in terms.activities] == ["service", "training"]
    assert terms.checklist[0].hard
    assert terms.attachments[0].keywords == ("statut", "statute")
    assert terms.tie_break == ("section:2", "requested_asc")
    publish_and_correct(qtbot, context, page)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.fields.__name__.strip("_"))
def test_part_that_nobody_touches_says_what_the_call_says(
    qtbot: QtBot, theme: Theme, part: Section
) -> None:
    other: dict[str, Value] = {**sample_template(), "quotas": {"RS": 2}}
    for template in (load_template("calls/iris-progres-2023"), other):
        terms = parse_call(template)
        document = terms_document(terms)
        document["grid"] = terms.grid.id
        fields = filled(part.fields(terms), document)
        panel = FormPanel(FormSpec(title="t", save="s", fields=fields))
        qtbot.addWidget(panel)
        values = panel.values()
        assert values is not None, panel.faults.faults
        changes = settled(changes_of(fields, values, document), terms)
        assert parse_call({**terms_document(terms), **changes}) == terms


def test_problems_of_a_draft_find_their_line_and_column() -> None:
    keys = (
        "activities[1].title.sr",
        "tie_break[0]",
        "amounts.max",
        "quotas.RS",
        "amounts",
        "number",
        "unknown[2].x",
    )
    names = ("activities", "tie_break", "amounts__max", "amounts__min", "quotas", "number")
    problems = [Problem(code="x", where=Where(key=key)) for key in keys]
    assert [one.where.key for one in at_fields(problems, names)] == [
        "activities.2.title__sr",
        "tie_break.1",
        "amounts__max",
        "quotas",
        "amounts__max",
        "number",
        "unknown[2].x",
    ]
