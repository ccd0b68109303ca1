"""The budget sheet of the application form: headings, lines, totals, sources of funding."""

from __future__ import annotations

from iris_grants.calls.form_budget import budget_totals, total_cells, total_formulas
from iris_grants.calls.form_cells import (
    GROUP,
    LINE_AMOUNT,
    QUIET,
    TOTAL,
    TOTAL_AMOUNT,
    SheetPen,
    hundredths,
)
from iris_grants.calls.form_layout import FormLayout
from iris_grants.calls.form_parts import CONTINGENCY, FIRST_BUDGET_ROW, INDIRECT, Sheet
from iris_grants.calls.form_sheets import Values
from iris_grants.documents import workbook_parts as parts
from iris_grants.documents.workbook_parts import HEAD, Formula
from iris_grants.wording import current_language, label, sentence_of

_TITLES = {
    "A": "code",
    "B": "costs",
    "C": "unit",
    "D": "units",
    "E": "unit_value",
    "F": "amount",
}


def draw_budget(layout: FormLayout, values: Values) -> parts.Sheet:
    """The budget by the headings of the call, with its totals (DOMAIN.md §6.1) and sources."""
    pen = SheetPen(Sheet.BUDGET, layout, values, (8, 60, 18, 13, 17, 18))
    header = FIRST_BUDGET_ROW - 1
    for column, title in _TITLES.items():
        words = sentence_of(f"form.budget.{title}", {"currency": layout.terms.currency})
        pen.write(f"{column}{header}", words, HEAD)
    pen.height(header, 32)
    _draw_headings(pen)
    _draw_totals(pen)
    _draw_sources(pen)
    for cell in layout.on(Sheet.BUDGET):
        pen.input(cell)
    _draw_results(pen)
    return pen.finish(head_rows=header, landscape=True)


def _draw_headings(pen: SheetPen) -> None:
    rows = pen.layout.budget
    language = current_language()
    titles = {entry.code: entry.title.of(language) for entry in pen.layout.terms.budget.headings}
    for heading, row in rows.headings.items():
        pen.write(f"A{row}", heading, GROUP)
        pen.write(f"B{row}", titles[heading], GROUP)
        for column in "CDEF":
            pen.write(f"{column}{row}", None, GROUP)
        words = sentence_of("form.budget.subtotal", {"heading": heading})
        _draw_total(pen, rows.subtotals[heading], "", words)
    for line in rows.lines:
        pen.write(f"A{line.row}", line.code, QUIET)


def _draw_totals(pen: SheetPen) -> None:
    rows = pen.layout.budget
    limits = pen.layout.terms.budget
    shares = {
        INDIRECT: str(limits.indirect_percent_max),
        CONTINGENCY: str(limits.contingency_percent_max),
    }
    for code, name, row in (
        ("7", "direct", rows.direct),
        ("8", INDIRECT, rows.indirect),
        ("9", "net", rows.net),
        ("10", CONTINGENCY, rows.contingency),
        ("11", "total", rows.total),
    ):
        words = sentence_of(f"form.budget.{name}", {"percent": shares.get(name, "")})
        _draw_total(pen, row, code, words)
        if name in shares:
            pen.write(f"C{row}", label("form.budget.percent"), TOTAL)


def _draw_sources(pen: SheetPen) -> None:
    rows = pen.layout.budget
    pen.write(f"B{rows.requested - 1}", label("form.funding"), GROUP)
    for name, row in (
        ("requested", rows.requested),
        ("own", rows.own),
        ("other", rows.other),
        ("sources", rows.sources),
        ("difference", rows.difference),
        ("share", rows.share),
    ):
        _draw_total(pen, row, "", label(f"form.funding.{name}"))


def _draw_total(pen: SheetPen, row: int, code: str, words: str) -> None:
    pen.write(f"A{row}", code, TOTAL)
    pen.write(f"B{row}", words, TOTAL)
    for column in "CDE":
        pen.write(f"{column}{row}", None, TOTAL)


def _draw_results(pen: SheetPen) -> None:
    rows = pen.layout.budget
    results = total_cells(rows, budget_totals(rows, pen.values))
    lines = {f"F{line.row}" for line in rows.lines}
    for cell, expression in total_formulas(rows).items():
        formula = Formula(expression=expression, result=hundredths(results[cell]))
        pen.write(cell, formula, LINE_AMOUNT if cell in lines else TOTAL_AMOUNT)
    row = rows.difference
    balanced, unbalanced = label("form.balanced"), label("form.unbalanced")
    said = Formula(
        expression=f'IF(F{row}=0,"{balanced}","{unbalanced}")',
        result=unbalanced if results[f"F{row}"] else balanced,
    )
    pen.write(f"C{row}", said, TOTAL)
    pen.warn(f"C{row}:F{row}", f"$F${row}<>0")
