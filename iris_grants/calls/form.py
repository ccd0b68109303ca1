"""The application form of a call as an Excel workbook, empty or filled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from iris_grants.calls.form_budget_sheet import draw_budget
from iris_grants.calls.form_layout import layout_of
from iris_grants.calls.form_parts import (
    FINGERPRINT_NAME,
    FORM_FORMAT,
    FORM_VERSION,
    CellValue,
)
from iris_grants.calls.form_sheets import (
    draw_applicant,
    draw_attachments,
    draw_declaration,
    draw_instructions,
    draw_partners,
    draw_project,
)
from iris_grants.calls.terms import CallTerms, Lot
from iris_grants.documents.workbook import render_workbook
from iris_grants.documents.workbook_parts import MARKS_SHEET, Workbook
from iris_grants.kernel.money import Money
from iris_grants.wording import current_language, in_language, label, sentence_of
from iris_grants.wording.formats import moment, money

CREATED = datetime(2000, 1, 1, tzinfo=UTC)
"""A mark without meaning in the file's properties, so that equal forms have equal bytes."""


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
        layout = layout_of(terms)
        given = values or {}
        return render_workbook(
            Workbook(
                title=f"{label('form.title')} {terms.number}",
                author=terms.number,
                created=CREATED,
                sheets=(
                    draw_instructions(layout, given, _facts(terms)),
                    draw_applicant(layout, given),
                    draw_project(layout, given),
                    draw_budget(layout, given),
                    draw_partners(layout, given),
                    draw_declaration(layout, given),
                    draw_attachments(layout, given),
                ),
                marks=_marks(terms, call_fingerprint),
                names={FINGERPRINT_NAME: f"'{MARKS_SHEET}'!$B$2"},
                footer=f"{terms.number} · {terms.title.of(current_language())}",
            )
        )


def _marks(terms: CallTerms, call_fingerprint: str) -> dict[str, str]:
    return {
        "call": terms.number,
        "fingerprint": call_fingerprint,
        "format": FORM_FORMAT,
        "language": current_language(),
        "version": str(FORM_VERSION),
    }


def _facts(terms: CallTerms) -> tuple[tuple[str, str], ...]:
    months = {"least": terms.min_months, "most": terms.max_months}
    deadline = f"{moment(terms.deadline_at, terms.deadline_zone)} ({terms.deadline_zone})"
    lots = tuple((label("form.fact.lot"), _lot(terms, lot)) for lot in terms.lots)
    return (
        (label("form.fact.call"), f"{terms.number} · {terms.title.of(current_language())}"),
        (label("form.fact.deadline"), deadline),
        (label("form.fact.amount"), _amounts(terms.min_amount, terms.max_amount)),
        (label("form.fact.duration"), sentence_of("form.fact.months", months)),
        *lots,
    )


def _lot(terms: CallTerms, lot: Lot) -> str:
    amounts = _amounts(*terms.limits_of(lot.code))
    return f"{lot.code} · {lot.title.of(current_language())}: {amounts}"


def _amounts(least: Money, most: Money) -> str:
    return sentence_of("form.fact.amounts", {"least": money(least), "most": money(most)})
