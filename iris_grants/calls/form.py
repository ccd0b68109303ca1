"""The application form of a call as an Excel workbook, empty or filled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from iris_grants.calls.form_cells import FormPen
from iris_grants.calls.form_layout import layout_of
from iris_grants.calls.form_parts import (
    FINGERPRINT_NAME,
    FORM_FORMAT,
    FORM_VERSION,
    HIDDEN_SHEET,
    CellValue,
)
from iris_grants.calls.form_sheets import (
    draw_applicant,
    draw_attachments,
    draw_budget,
    draw_declaration,
    draw_instructions,
    draw_partners,
    draw_project,
)
from iris_grants.calls.terms import CallTerms
from iris_grants.wording import current_language, in_language, label, sentence_of
from iris_grants.wording.formats import moment, money

CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - a mark without meaning, so that bytes repeat


def write_form(
    terms: CallTerms,
    *,
    call_fingerprint: str,
    language: str,
    values: Mapping[str, CellValue] | None = None,
) -> bytes:
    """The application form of a call in a language (`en`, `sr_Latn`), filled if values are given.

    `values` go by the keys of `form_layout`. Inputs are the only unlocked cells; every
    formula carries its result. A hidden sheet and a defined name bind the form to the call
    by its fingerprint. The same call, language and values give the same bytes.
    """
    with in_language(language):
        pen = FormPen(layout_of(terms), values or {})
        _describe(pen)
        draw_instructions(pen, _facts(terms))
        draw_applicant(pen)
        draw_project(pen)
        draw_budget(pen)
        draw_partners(pen)
        draw_declaration(pen)
        draw_attachments(pen)
        _hide(pen, call_fingerprint, current_language())
        return pen.finish()


def _facts(terms: CallTerms) -> tuple[tuple[str, str], ...]:
    amounts = {"least": money(terms.min_amount), "most": money(terms.max_amount)}
    months = {"least": terms.min_months, "most": terms.max_months}
    deadline = f"{moment(terms.deadline_at, terms.deadline_zone)} ({terms.deadline_zone})"
    return (
        (label("form.fact.call"), f"{terms.number} · {terms.title.of(current_language())}"),
        (label("form.fact.deadline"), deadline),
        (label("form.fact.amount"), sentence_of("form.fact.amounts", amounts)),
        (label("form.fact.duration"), sentence_of("form.fact.months", months)),
    )


def _describe(pen: FormPen) -> None:
    terms = pen.layout.terms
    pen.book.set_properties(
        {
            "title": f"{label('form.title')} {terms.number}",
            "subject": terms.title.of(current_language()),
            "created": CREATED,
        }
    )
    pen.book.set_size(2400, 1600)


def _hide(pen: FormPen, call_fingerprint: str, language: str) -> None:
    page = pen.book.add_worksheet(HIDDEN_SHEET)
    facts = (
        ("call", pen.layout.terms.number),
        ("fingerprint", call_fingerprint),
        ("language", language),
    )
    page.write_string(0, 0, FORM_FORMAT)
    page.write_number(0, 1, FORM_VERSION)
    for row, (name, value) in enumerate(facts, start=1):
        page.write_string(row, 0, name)
        page.write_string(row, 1, value)
    for name, entries in pen.lists.items():
        column = pen.list_column(name)
        page.write_string(0, column, name)
        for row, shown in enumerate(entries.values(), start=1):
            page.write_string(row, column, shown)
    page.protect()
    page.very_hidden()
    pen.book.define_name(FINGERPRINT_NAME, f"='{HIDDEN_SHEET}'!$B$3")
