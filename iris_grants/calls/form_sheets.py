"""The sheets of the application form, one function a sheet."""

from __future__ import annotations

from xlsxwriter.format import Format

from iris_grants.calls.form_budget import budget_totals, total_cells, total_formulas
from iris_grants.calls.form_cells import FormPen, height_of
from iris_grants.calls.form_layout import PARTNER_COLUMNS, answer_points
from iris_grants.calls.form_parts import (
    CONTINGENCY,
    FIRST_TABLE_ROW,
    FREE_ATTACHMENT_ROWS,
    INDIRECT,
    PARTNER_ROWS,
    InputCell,
    Need,
    Sheet,
    attachment_key,
    question_key,
)
from iris_grants.calls.terms import FormQuestion
from iris_grants.wording import current_language, label, sentence_of

INSTRUCTION_COUNT = 9
_NEEDED = (Need.CORE, Need.EXPECTED)


def draw_applicant(pen: FormPen) -> None:
    """Who applies."""
    page = pen.head(Sheet.APPLICANT, "C")
    page.set_column("B:B", 40)
    page.set_column("C:C", 60)
    _draw_fields(pen, pen.layout.on(Sheet.APPLICANT), 40)


def draw_project(pen: FormPen) -> None:
    """What for: the short facts, then the questions of the call, each with its counter."""
    page = pen.head(Sheet.PROJECT, "D")
    page.set_column("B:B", 36)
    page.set_column("C:C", 92)
    page.set_column("D:D", 12)
    cells = pen.layout.by_key()
    questions = pen.layout.terms.questions
    asked = {question_key(question.code) for question in questions}
    facts = tuple(c for c in pen.layout.on(Sheet.PROJECT) if c.key not in asked)
    _draw_fields(pen, facts, 36)
    for number, question in enumerate(questions, start=1):
        _draw_question(pen, number, question, cells[question_key(question.code)])


def _draw_question(pen: FormPen, number: int, question: FormQuestion, cell: InputCell) -> None:
    page = pen.sheets[Sheet.PROJECT]
    row = cell.row
    language = current_language()
    words = question.title.of(language)
    if question.help is not None:
        words = f"{words}\n{question.help.of(language)}"
    page.write_number(f"A{row}", number, pen.look("number"))
    page.write_string(f"B{row}", words, _label_look(pen, cell))
    limit = question.max_length
    pen.put(cell, height=max(height_of(words, 34), answer_points(limit)))
    written = str(pen.values.get(cell.key, ""))
    page.write_formula(
        f"D{row}",
        f'=LEN({cell.cell})&" / {limit}"',
        pen.look("counter"),
        f"{len(written.encode('utf-16-le')) // 2} / {limit}",
    )


def draw_budget(pen: FormPen) -> None:
    """The budget by the headings of DOMAIN.md §6.1, with its totals and the sources of funding."""
    page = pen.head(Sheet.BUDGET, "F")
    page.set_landscape()
    for column, width in zip("ABCDEF", (8, 62, 16, 12, 16, 18), strict=True):
        page.set_column(f"{column}:{column}", width)
    currency = pen.layout.terms.currency
    titles = ("code", "costs", "unit", "units", "unit_value", "amount")
    for column, title in zip("ABCDEF", titles, strict=True):
        words = sentence_of(f"form.budget.{title}", {"currency": currency})
        page.write_string(f"{column}5", words, pen.look("heading"))
    page.freeze_panes("A6")
    page.repeat_rows(4)
    _draw_headings(pen)
    _draw_totals(pen)
    _draw_sources(pen)
    for entry in pen.layout.on(Sheet.BUDGET):
        pen.put(entry)
    rows = pen.layout.budget
    results = total_cells(rows, budget_totals(rows, pen.values))
    lines = {f"F{line.row}" for line in rows.lines}
    for cell, formula in total_formulas(rows).items():
        look = pen.look("amount" if cell in lines else "total")
        page.write_formula(cell, formula, look, results[cell] / 100)
    _draw_balance(pen, results[f"F{rows.difference}"])


def draw_partners(pen: FormPen) -> None:
    """The partners of the applicant."""
    page = pen.head(Sheet.PARTNERS, "H")
    page.set_landscape()
    header = FIRST_TABLE_ROW - 1
    page.write_string(f"A{header}", label("form.number"), pen.look("heading"))
    widths = {"name": 36, "country": 16, "city": 18, "register_no": 16, "role": 34}
    for name, column in PARTNER_COLUMNS.items():
        page.set_column(f"{column}:{column}", widths.get(name, 22))
        page.write_string(f"{column}{header}", label(f"form.partner.{name}"), pen.look("heading"))
    for number in range(1, PARTNER_ROWS + 1):
        page.write_number(f"A{header + number}", number, pen.look("number"))
        page.set_row(header + number - 1, 32)
    for cell in pen.layout.on(Sheet.PARTNERS):
        pen.put(cell)


def draw_declaration(pen: FormPen) -> None:
    """What the applicant declares on its honour, and who signs."""
    page = pen.head(Sheet.DECLARATION, "C")
    page.set_column("B:B", 76)
    page.set_column("C:C", 28)
    _draw_fields(pen, pen.layout.on(Sheet.DECLARATION), 76)


def draw_attachments(pen: FormPen) -> None:
    """The checklist of attachments."""
    page = pen.head(Sheet.ATTACHMENTS, "E")
    header = FIRST_TABLE_ROW - 1
    widths = {"A": 5, "B": 52, "C": 14, "D": 14, "E": 40}
    titles = {"A": "number", "B": "title", "C": "required", "D": "attached", "E": "file"}
    for column, title in titles.items():
        page.set_column(f"{column}:{column}", widths[column])
        words = label("form.number" if title == "number" else f"form.attachment.{title}")
        page.write_string(f"{column}{header}", words, pen.look("heading"))
    cells = pen.layout.by_key()
    for number, asked in enumerate(pen.layout.terms.attachments, start=1):
        words = asked.title.of(current_language())
        cell = cells[attachment_key(asked.code, "attached")]
        row = header + number
        page.set_row(row - 1, height_of(words, 52))
        page.write_number(f"A{row}", number, pen.look("number"))
        page.write_string(f"B{row}", words, _label_look(pen, cell))
        required = label("form.yes" if asked.required else "form.no")
        page.write_string(f"C{row}", required, pen.look("cell"))
    first = header + len(pen.layout.terms.attachments) + 1
    for number in range(FREE_ATTACHMENT_ROWS):
        row = first + number
        page.write_number(f"A{row}", row - header, pen.look("number"))
        page.write_string(f"C{row}", label("form.attachment.other"), pen.look("cell"))
    for asked_cell in pen.layout.on(Sheet.ATTACHMENTS):
        pen.put(asked_cell)


def draw_instructions(pen: FormPen, facts: tuple[tuple[str, str], ...]) -> None:
    """How to fill the form, the call in figures, and what is still missing on each sheet."""
    page = pen.head(Sheet.INSTRUCTIONS, "C")
    page.set_column("B:B", 34)
    page.set_column("C:C", 70)
    row = 5
    for title, words in facts:
        page.write_string(f"B{row}", title, pen.look("needed"))
        page.write_string(f"C{row}", words, pen.look("label"))
        page.set_row(row - 1, height_of(words, 70))
        row += 1
    row = _draw_missing(pen, row + 1)
    row += 1
    page.write_string(f"B{row}", label("form.instructions"), pen.look("needed"))
    for number in range(1, INSTRUCTION_COUNT + 1):
        words = label(f"form.instructions.{number}")
        page.write_number(f"A{row + number}", number, pen.look("number"))
        page.merge_range(f"B{row + number}:C{row + number}", words, pen.look("label"))
        page.set_row(row + number - 1, height_of(words, 100))
    if "XK" in pen.layout.terms.countries:
        words = label("form.kosovo")
        row += INSTRUCTION_COUNT + 2
        page.merge_range(f"B{row}:C{row}", words, pen.look("note"))
        page.set_row(row - 1, height_of(words, 110))


def _draw_missing(pen: FormPen, row: int) -> int:
    page = pen.sheets[Sheet.INSTRUCTIONS]
    page.write_string(f"B{row}", label("form.missing"), pen.look("heading"))
    page.write_string(f"C{row}", label("form.missing.count"), pen.look("heading"))
    for sheet in Sheet:
        needed = [cell for cell in pen.layout.on(sheet) if cell.need in _NEEDED]
        if not needed:
            continue
        row += 1
        name = label(f"form.sheet.{sheet}")
        page.write_url(f"B{row}", f"internal:'{name}'!A1", pen.look("cell"), name)
        formula = "+".join(f"COUNTBLANK('{name}'!{cell.cell})" for cell in needed)
        missing = sum(1 for cell in needed if pen.values.get(cell.key) in (None, ""))
        look = pen.look("cell", num_format="0", align="left")
        page.write_formula(f"C{row}", f"={formula}", look, missing)
    return row + 1


def _draw_fields(pen: FormPen, cells: tuple[InputCell, ...], width: int) -> None:
    for number, cell in enumerate(cells, start=1):
        page = pen.sheets[cell.sheet]
        row = cell.row
        words = label(f"form.{cell.key}")
        page.write_number(f"A{row}", number, pen.look("number"))
        page.write_string(f"B{row}", words, _label_look(pen, cell))
        pen.put(cell, height=max(20, height_of(words, width)))


def _label_look(pen: FormPen, cell: InputCell) -> Format:
    return pen.look("needed" if cell.need in _NEEDED else "label")


def _draw_headings(pen: FormPen) -> None:
    page = pen.sheets[Sheet.BUDGET]
    rows = pen.layout.budget
    language = current_language()
    titles = {entry.code: entry.title.of(language) for entry in pen.layout.terms.budget.headings}
    for heading, row in rows.headings.items():
        page.write_string(f"A{row}", heading, pen.look("group"))
        page.write_string(f"B{row}", titles[heading], pen.look("group"))
        for column in "CDEF":
            page.write_blank(f"{column}{row}", None, pen.look("group"))
        total = rows.subtotals[heading]
        words = sentence_of("form.budget.subtotal", {"heading": heading})
        _draw_total_row(pen, total, "", words)
    for line in rows.lines:
        page.write_string(f"A{line.row}", line.code, pen.look("number"))


def _draw_totals(pen: FormPen) -> None:
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
        _draw_total_row(pen, row, code, words)
        if name in shares:
            page = pen.sheets[Sheet.BUDGET]
            page.write_string(f"C{row}", label("form.budget.percent"), pen.look("total"))


def _draw_sources(pen: FormPen) -> None:
    page = pen.sheets[Sheet.BUDGET]
    rows = pen.layout.budget
    page.write_string(f"B{rows.requested - 1}", label("form.funding"), pen.look("needed"))
    for name, row in (
        ("requested", rows.requested),
        ("own", rows.own),
        ("other", rows.other),
        ("sources", rows.sources),
        ("difference", rows.difference),
        ("share", rows.share),
    ):
        _draw_total_row(pen, row, "", label(f"form.funding.{name}"))


def _draw_total_row(pen: FormPen, row: int, code: str, words: str) -> None:
    page = pen.sheets[Sheet.BUDGET]
    page.write_string(f"A{row}", code, pen.look("total"))
    page.write_string(f"B{row}", words, pen.look("total", text_wrap=True))
    for column in "CDE":
        page.write_blank(f"{column}{row}", None, pen.look("total"))


def _draw_balance(pen: FormPen, difference: int) -> None:
    page = pen.sheets[Sheet.BUDGET]
    row = pen.layout.budget.difference
    balanced, unbalanced = label("form.balanced"), label("form.unbalanced")
    page.write_formula(
        f"C{row}",
        f'=IF(F{row}=0,"{balanced}","{unbalanced}")',
        pen.look("total"),
        unbalanced if difference else balanced,
    )
    warning = pen.book.add_format({"font_color": "#B3261E", "bold": True})
    page.conditional_format(
        f"C{row}:F{row}",
        {"type": "formula", "criteria": f"=$F${row}<>0", "format": warning},
    )
