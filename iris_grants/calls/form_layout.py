"""Where everything stands in the application form: one layout for writing, filling and reading.

A field has a key (`applicant.name`, `budget.1.2.units`), a sheet and a cell; the words
around it depend on the language, the place never does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from iris_grants.calls.form_parts import (
    ANSWER_WIDTH,
    CONTINGENCY,
    FIRST_FIELD_ROW,
    FIRST_TABLE_ROW,
    FREE_ATTACHMENT_ROWS,
    INDIRECT,
    LINE_POINTS,
    MOST_AMOUNT,
    MOST_MONTHS,
    MOST_POINTS,
    MOST_UNITS,
    PARTNER_ROWS,
    SHORT_TEXT,
    BudgetRows,
    InputCell,
    Kind,
    Need,
    Sheet,
    attachment_key,
    budget_rows,
    question_key,
)
from iris_grants.calls.terms import CallTerms
from iris_grants.wording import in_language, label


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLayout:
    """The whole form of one call: its input cells in reading order, and the budget's rows."""

    terms: CallTerms
    inputs: tuple[InputCell, ...]
    budget: BudgetRows

    def by_key(self) -> dict[str, InputCell]:
        """The input cells by their keys."""
        return {cell.key: cell for cell in self.inputs}

    def on(self, sheet: Sheet) -> tuple[InputCell, ...]:
        """The input cells of one sheet."""
        return tuple(cell for cell in self.inputs if cell.sheet is sheet)


def layout_of(terms: CallTerms) -> FormLayout:
    """The layout of the form of a call."""
    budget = budget_rows(tuple(heading.code for heading in terms.budget.headings))
    inputs = (
        *_applicant_cells(),
        *_project_cells(terms),
        *_budget_cells(terms, budget),
        *_partner_cells(),
        *_declaration_cells(),
        *_attachment_cells(terms),
    )
    return FormLayout(terms=terms, inputs=inputs, budget=budget)


def input_cells(terms: CallTerms, language: str) -> dict[str, tuple[str, str]]:
    """Every field of the form by its key: the name of its sheet in a language, and its cell."""
    with in_language(language):
        names = {sheet: label(f"form.sheet.{sheet}") for sheet in Sheet}
    return {cell.key: (names[cell.sheet], cell.cell) for cell in layout_of(terms).inputs}


def keys_for_assessors(terms: CallTerms) -> frozenset[str]:
    """The fields of the form whose answers an assessor gets (DOMAIN.md §11, minimisation).

    Who the applicant is, what it wants to do and what it costs; not its bank account, its
    ways of contact and its declarations, which the office checks.
    """
    return frozenset(cell.key for cell in layout_of(terms).inputs if cell.for_assessors)


OFFICE_ONLY = frozenset({"address", "tax_no", "email", "phone", "contact", "iban"})
"""Fields of the applicant that nobody needs to assess an application."""

DECLARATIONS = (
    "truthful",
    "not_excluded",
    "not_listed",
    "no_double_funding",
    "responsible",
    "not_partner",
    "no_ties",
    "data_notice",
)
"""What the applicant confirms (DOMAIN.md §2.1 FSTP-09…14, §3.3 EL-6…EL-11)."""


def _applicant_cells() -> tuple[InputCell, ...]:
    core, expected, optional = Need.CORE, Need.EXPECTED, Need.OPTIONAL
    fields: tuple[tuple[str, Kind, Need, str | None], ...] = (
        ("name", Kind.TEXT, core, None),
        ("country", Kind.CHOICE, core, "countries"),
        ("city", Kind.TEXT, core, None),
        ("address", Kind.TEXT, expected, None),
        ("legal_form", Kind.TEXT, optional, None),
        ("register_no", Kind.TEXT, core, None),
        ("tax_no", Kind.TEXT, optional, None),
        ("registered_on", Kind.DAY, expected, None),
        ("network_member", Kind.CHOICE, optional, "yes_no"),
        ("email", Kind.TEXT, expected, None),
        ("phone", Kind.TEXT, optional, None),
        ("representative", Kind.TEXT, expected, None),
        ("contact", Kind.TEXT, optional, None),
        ("iban", Kind.TEXT, optional, None),
    )
    return _listed(Sheet.APPLICANT, "applicant", fields)


def _project_cells(terms: CallTerms) -> tuple[InputCell, ...]:
    lot: tuple[tuple[str, Kind, Need, str | None], ...] = (
        ("lot", Kind.CHOICE, Need.EXPECTED, "lots"),
    )
    facts: tuple[tuple[str, Kind, Need, str | None], ...] = (
        ("title", Kind.TEXT, Need.CORE, None),
        *(lot if terms.lots else ()),
        ("language", Kind.CHOICE, Need.EXPECTED, "languages"),
        ("country", Kind.CHOICE, Need.EXPECTED, "countries"),
        ("location", Kind.TEXT, Need.OPTIONAL, None),
        ("duration_months", Kind.WHOLE, Need.CORE, None),
    )
    row = FIRST_FIELD_ROW + len(facts) + 1
    asked: list[InputCell] = []
    for question in terms.questions:
        rows = -(-answer_points(question.max_length) // MOST_POINTS)
        asked.append(
            InputCell(
                key=question_key(question.code),
                sheet=Sheet.PROJECT,
                cell=f"C{row}",
                kind=Kind.LONG_TEXT,
                need=Need.EXPECTED if question.required else Need.OPTIONAL,
                most=Decimal(question.max_length),
                rows=rows,
                for_assessors=question.for_assessors,
            )
        )
        row += rows
    return (*_listed(Sheet.PROJECT, "project", facts), *asked)


def answer_points(characters: int) -> int:
    """The height in points that the longest answer needs in its column."""
    return -(-characters // ANSWER_WIDTH) * LINE_POINTS + 8


def _listed(
    sheet: Sheet, prefix: str, fields: tuple[tuple[str, Kind, Need, str | None], ...]
) -> tuple[InputCell, ...]:
    return tuple(
        InputCell(
            key=f"{prefix}.{name}",
            sheet=sheet,
            cell=f"C{FIRST_FIELD_ROW + place}",
            kind=kind,
            need=need,
            choices=choices,
            least=Decimal(1) if kind is Kind.WHOLE else None,
            most=Decimal(SHORT_TEXT if kind is Kind.TEXT else MOST_MONTHS),
            for_assessors=sheet is not Sheet.DECLARATION and name not in OFFICE_ONLY,
        )
        for place, (name, kind, need, choices) in enumerate(fields)
    )


def _budget_cells(terms: CallTerms, rows: BudgetRows) -> tuple[InputCell, ...]:
    cells: list[InputCell] = []
    for line in rows.lines:
        prefix = f"budget.{line.code}"
        cells += [
            _budget_cell(f"{prefix}.description", f"B{line.row}", Kind.TEXT, Decimal(SHORT_TEXT)),
            _budget_cell(f"{prefix}.unit", f"C{line.row}", Kind.TEXT, Decimal(60)),
            _budget_cell(f"{prefix}.units", f"D{line.row}", Kind.UNITS, MOST_UNITS),
            _budget_cell(f"{prefix}.unit_value", f"E{line.row}", Kind.AMOUNT, MOST_AMOUNT),
        ]
    shares = (
        (INDIRECT, rows.indirect, terms.budget.indirect_percent_max),
        (CONTINGENCY, rows.contingency, terms.budget.contingency_percent_max),
    )
    cells += [
        _budget_cell(f"budget.{name}.percent", f"D{row}", Kind.PERCENT, most)
        for name, row, most in shares
    ]
    funding = (("requested", rows.requested), ("own", rows.own), ("other", rows.other))
    cells += [
        _budget_cell(
            f"funding.{name}",
            f"F{row}",
            Kind.AMOUNT,
            MOST_AMOUNT,
            Need.CORE if name == "requested" else Need.OPTIONAL,
        )
        for name, row in funding
    ]
    return tuple(cells)


def _budget_cell(
    key: str, cell: str, kind: Kind, most: Decimal, need: Need = Need.OPTIONAL
) -> InputCell:
    least = None if kind is Kind.TEXT else Decimal(0)
    return InputCell(
        key=key, sheet=Sheet.BUDGET, cell=cell, kind=kind, need=need, least=least, most=most
    )


PARTNER_COLUMNS: Mapping[str, str] = {
    "name": "B",
    "country": "C",
    "city": "D",
    "register_no": "E",
    "representative": "F",
    "role": "G",
    "mandate": "H",
}


def _partner_cells() -> tuple[InputCell, ...]:
    choices = {"country": "countries", "mandate": "yes_no"}
    return tuple(
        InputCell(
            key=f"partner.{number}.{name}",
            sheet=Sheet.PARTNERS,
            cell=f"{column}{FIRST_TABLE_ROW + number - 1}",
            kind=Kind.CHOICE if name in choices else Kind.TEXT,
            choices=choices.get(name),
            most=Decimal(SHORT_TEXT),
        )
        for number in range(1, PARTNER_ROWS + 1)
        for name, column in PARTNER_COLUMNS.items()
    )


def _declaration_cells() -> tuple[InputCell, ...]:
    expected = Need.EXPECTED
    confirmed = tuple((name, Kind.CHOICE, expected, "yes_no") for name in DECLARATIONS)
    signed = (
        ("signatory", Kind.TEXT, expected, None),
        ("function", Kind.TEXT, expected, None),
        ("place", Kind.TEXT, expected, None),
        ("signed_on", Kind.DAY, expected, None),
    )
    return _listed(Sheet.DECLARATION, "declaration", (*confirmed, *signed))


def _attachment_cells(terms: CallTerms) -> tuple[InputCell, ...]:
    cells: list[InputCell] = []
    row = FIRST_TABLE_ROW
    for asked in terms.attachments:
        need = Need.EXPECTED if asked.required else Need.OPTIONAL
        cells += [
            InputCell(
                key=attachment_key(asked.code, "attached"),
                sheet=Sheet.ATTACHMENTS,
                cell=f"D{row}",
                kind=Kind.CHOICE,
                need=need,
                choices="yes_no",
                for_assessors=asked.for_assessors,
            ),
            replace(
                _attachment_text(attachment_key(asked.code, "file"), f"E{row}"),
                for_assessors=asked.for_assessors,
            ),
        ]
        row += 1
    for number in range(1, FREE_ATTACHMENT_ROWS + 1):
        cells += [
            _attachment_text(f"attachment.other{number}.title", f"B{row}"),
            _attachment_text(f"attachment.other{number}.file", f"E{row}"),
        ]
        row += 1
    return tuple(cells)


def _attachment_text(key: str, cell: str) -> InputCell:
    return InputCell(
        key=key,
        sheet=Sheet.ATTACHMENTS,
        cell=cell,
        kind=Kind.TEXT,
        most=Decimal(SHORT_TEXT),
    )
