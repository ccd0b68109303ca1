"""The sheets of the application form, one function a sheet; the budget has its own module."""

from __future__ import annotations

from collections.abc import Mapping

from iris_grants.calls.form_cells import (
    BOLD,
    COUNT,
    QUIET,
    SheetPen,
    height_of,
    needed,
    needed_look,
)
from iris_grants.calls.form_layout import PARTNER_COLUMNS, FormLayout, answer_points
from iris_grants.calls.form_parts import (
    FIRST_TABLE_ROW,
    FREE_ATTACHMENT_ROWS,
    PARTNER_ROWS,
    CellValue,
    InputCell,
    Sheet,
    attachment_key,
    question_key,
)
from iris_grants.calls.terms import FormQuestion
from iris_grants.documents import workbook_parts as parts
from iris_grants.documents.cell_names import sheet_reference
from iris_grants.documents.workbook_parts import HEAD, LABEL, NOTE, Formula
from iris_grants.wording import current_language, label

INSTRUCTION_COUNT = 9
Values = Mapping[str, CellValue]


def draw_applicant(layout: FormLayout, values: Values) -> parts.Sheet:
    """Who applies."""
    pen = SheetPen(Sheet.APPLICANT, layout, values, (5, 40, 60))
    _draw_fields(pen, layout.on(Sheet.APPLICANT), 40)
    return pen.finish()


def draw_project(layout: FormLayout, values: Values) -> parts.Sheet:
    """What for: the short facts, then the questions of the call, each with its counter."""
    pen = SheetPen(Sheet.PROJECT, layout, values, (5, 36, 92, 14))
    cells = layout.by_key()
    questions = layout.terms.questions
    asked = {question_key(question.code) for question in questions}
    facts = tuple(cell for cell in layout.on(Sheet.PROJECT) if cell.key not in asked)
    _draw_fields(pen, facts, 36)
    for number, question in enumerate(questions, start=1):
        _draw_question(pen, number, question, cells[question_key(question.code)])
    return pen.finish()


def draw_partners(layout: FormLayout, values: Values) -> parts.Sheet:
    """The partners of the applicant."""
    pen = SheetPen(Sheet.PARTNERS, layout, values, (5, 36, 18, 18, 16, 24, 34, 14))
    header = FIRST_TABLE_ROW - 1
    pen.write(f"A{header}", label("form.number"), HEAD)
    for name, column in PARTNER_COLUMNS.items():
        pen.write(f"{column}{header}", label(f"form.partner.{name}"), HEAD)
    for number in range(1, PARTNER_ROWS + 1):
        pen.write(f"A{header + number}", number, QUIET)
        pen.height(header + number, 34)
    for cell in layout.on(Sheet.PARTNERS):
        pen.input(cell)
    return pen.finish(head_rows=header, landscape=True)


def draw_declaration(layout: FormLayout, values: Values) -> parts.Sheet:
    """What the applicant declares on its honour, and who signs."""
    pen = SheetPen(Sheet.DECLARATION, layout, values, (5, 76, 30))
    _draw_fields(pen, layout.on(Sheet.DECLARATION), 72)
    return pen.finish()


def draw_attachments(layout: FormLayout, values: Values) -> parts.Sheet:
    """The checklist of attachments."""
    pen = SheetPen(Sheet.ATTACHMENTS, layout, values, (5, 52, 14, 14, 44))
    header = FIRST_TABLE_ROW - 1
    titles = {"A": "number", "B": "title", "C": "required", "D": "attached", "E": "file"}
    for column, title in titles.items():
        words = label("form.number" if title == "number" else f"form.attachment.{title}")
        pen.write(f"{column}{header}", words, HEAD)
    cells = layout.by_key()
    rules = layout.terms.attachments
    for number, rule in enumerate(rules, start=1):
        cell = cells[attachment_key(rule.code, "attached")]
        words = rule.title.of(current_language())
        pen.write(f"A{header + number}", number, QUIET)
        pen.write(f"B{header + number}", words, needed_look(cell))
        required = label("form.yes" if rule.required else "form.no")
        pen.write(f"C{header + number}", required, LABEL)
        pen.height(header + number, height_of(words, 48))
    for number in range(len(rules) + 1, len(rules) + FREE_ATTACHMENT_ROWS + 1):
        pen.write(f"A{header + number}", number, QUIET)
        pen.write(f"C{header + number}", label("form.attachment.other"), LABEL)
    for entry in layout.on(Sheet.ATTACHMENTS):
        pen.input(entry)
    return pen.finish(head_rows=header)


def draw_instructions(
    layout: FormLayout, values: Values, facts: tuple[tuple[str, str], ...]
) -> parts.Sheet:
    """How to fill the form, the call in figures, and what is still missing on each sheet."""
    pen = SheetPen(Sheet.INSTRUCTIONS, layout, values, (5, 34, 70))
    row = 5
    for title, words in facts:
        pen.write(f"B{row}", title, BOLD)
        pen.write(f"C{row}", words, LABEL)
        pen.height(row, height_of(words, 64))
        row += 1
    row = _draw_missing(pen, row + 1) + 1
    pen.write(f"B{row}", label("form.instructions"), BOLD)
    for number in range(1, INSTRUCTION_COUNT + 1):
        row += 1
        pen.write(f"A{row}", number, QUIET)
        _draw_wide(pen, row, label(f"form.instructions.{number}"), LABEL)
    if "XK" in layout.terms.countries:
        _draw_wide(pen, row + 2, label("form.kosovo"), NOTE)
    return pen.finish()


def _draw_wide(pen: SheetPen, row: int, words: str, look: parts.Look) -> None:
    pen.write(f"B{row}", words, look)
    pen.merge(f"B{row}:C{row}")
    pen.height(row, height_of(words, 96))


def _draw_missing(pen: SheetPen, row: int) -> int:
    pen.write(f"B{row}", label("form.missing"), HEAD)
    pen.write(f"C{row}", label("form.missing.count"), HEAD)
    for sheet in Sheet:
        cells = needed(pen.layout.on(sheet))
        if not cells:
            continue
        row += 1
        name = label(f"form.sheet.{sheet}")
        blank = "+".join(f"COUNTBLANK({sheet_reference(name, cell.cell)})" for cell in cells)
        missing = sum(1 for cell in cells if pen.values.get(cell.key) in (None, ""))
        pen.write(f"B{row}", name, LABEL)
        pen.write(f"C{row}", Formula(expression=blank, result=missing), COUNT)
        pen.warn(f"C{row}", f"C{row}>0")
    return row + 1


def _draw_fields(pen: SheetPen, cells: tuple[InputCell, ...], width: int) -> None:
    for number, cell in enumerate(cells, start=1):
        words = label(f"form.{cell.key}")
        pen.write(f"A{cell.row}", number, QUIET)
        pen.write(f"B{cell.row}", words, needed_look(cell))
        pen.input(cell, height=max(20, height_of(words, width)))


def _draw_question(pen: SheetPen, number: int, question: FormQuestion, cell: InputCell) -> None:
    language = current_language()
    words = question.title.of(language)
    if question.help is not None:
        words = f"{words}\n{question.help.of(language)}"
    limit = question.max_length
    pen.write(f"A{cell.row}", number, QUIET)
    pen.write(f"B{cell.row}", words, needed_look(cell))
    pen.input(cell, height=max(height_of(words, 34), answer_points(limit)))
    written = len(str(pen.values.get(cell.key, "")).encode("utf-16-le")) // 2
    counter = Formula(expression=f'LEN({cell.cell})&" / {limit}"', result=f"{written} / {limit}")
    pen.write(f"D{cell.row}", counter, QUIET)
