"""Reading a returned application form: its values, or every problem by sheet and cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from iris_grants.applications.filled import FilledForm, filled_form, value_text
from iris_grants.calls.form_budget import budget_totals, total_cells
from iris_grants.calls.form_choices import NO, YES, meant_choices
from iris_grants.calls.form_layout import FormLayout, layout_of
from iris_grants.calls.form_parts import (
    FORM_FORMAT,
    FORM_VERSION,
    CellValue,
    InputCell,
    Kind,
    Need,
    Sheet,
    attachment_key,
    question_key,
)
from iris_grants.calls.terms import CallTerms
from iris_grants.documents.read_cells import Findings, ReadCell
from iris_grants.documents.read_workbook import ReadBook, ReadSheet, open_workbook
from iris_grants.kernel.problems import Problem, Refused, Severity, Where, errors_of
from iris_grants.wording import LANGUAGES, in_language, label

_PLACES = {Kind.AMOUNT: 2, Kind.UNITS: 3, Kind.PERCENT: 2}
_MARK_KEYS = frozenset({"call", "fingerprint", "language", "version"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FormReading:
    """What came out of one workbook: the form, or why there is none.

    `ours` tells a form of ours, with whatever errors, from any other workbook.
    `corrections` are totals of the workbook that our arithmetic did not confirm.
    """

    name: str
    ours: bool
    form: FilledForm | None
    problems: tuple[Problem, ...]
    corrections: tuple[Problem, ...] = ()


def read_form(
    source: Path | bytes,
    name: str,
    *,
    terms: CallTerms,
    call_fingerprint: str,
    today: date,
) -> FormReading:
    """Read a workbook as the form of this call; `today` dates years of two digits.

    Errors: not a workbook or not ours (`applications.not_our_form`), of another call
    (`applications.other_call`), made from other terms of it (`applications.other_version`),
    a missing sheet, an empty core field, a formula or a wrong kind of value in a cell.
    Warnings: expected fields left empty, texts too long, amounts that can be read two ways.
    """
    try:
        book = open_workbook(source, name)
        marks = book.marks
        if marks.get("format") != FORM_FORMAT or not marks.keys() >= _MARK_KEYS:
            return _unread(name, Problem(code="applications.not_our_form", where=Where(file=name)))
        strange = _check_marks(marks, name, terms, call_fingerprint)
        if strange is not None:
            return _unread(name, strange, ours=True)
        return _read(book, marks["language"], layout_of(terms), today)
    except Refused as refused:
        return _unread(name, *refused.problems)


def field_words(layout: FormLayout, language: str) -> dict[str, str]:
    """What the call itself calls its questions and attachments; other fields have labels.

    By the keys of the form, in a `language` of the program.
    """
    terms = layout.terms
    asked = {question_key(entry.code): entry.title.of(language) for entry in terms.questions}
    attached = {
        attachment_key(entry.code, "attached"): entry.title.of(language)
        for entry in terms.attachments
    }
    return asked | attached


def _unread(name: str, *problems: Problem, ours: bool = False) -> FormReading:
    return FormReading(name=name, ours=ours, form=None, problems=problems)


def _check_marks(
    marks: Mapping[str, str], name: str, terms: CallTerms, call_fingerprint: str
) -> Problem | None:
    where = Where(file=name)
    version = marks["version"]
    if not version.isdigit() or int(version) > FORM_VERSION or marks["language"] not in LANGUAGES:
        return Problem(code="applications.form_newer", where=where)
    if marks["call"] != terms.number:
        params = {"call": marks["call"], "expected": terms.number}
        return Problem(code="applications.other_call", where=where, params=params)
    if marks["fingerprint"] != call_fingerprint:
        params = {"call": terms.number}
        return Problem(code="applications.other_version", where=where, params=params)
    return None


def _read(book: ReadBook, language: str, layout: FormLayout, today: date) -> FormReading:
    with in_language(language):
        names = {sheet: label(f"form.sheet.{sheet}") for sheet in Sheet}
    missing = [name for name in names.values() if name not in book.sheet_names]
    if missing:
        problems = tuple(
            Problem(
                code="documents.sheet_missing", where=Where(file=book.name), params={"sheet": name}
            )
            for name in missing
        )
        return _unread(book.name, *problems, ours=True)
    reader = _CellReader(layout, language, today)
    values: dict[str, CellValue] = {}
    for entry in layout.inputs:
        found = reader.value(entry, book.sheet(names[entry.sheet]).cell(entry.cell))
        if found is not None:
            values[entry.key] = found
    problems = tuple(reader.findings.problems)
    errors = errors_of(problems)
    if errors:
        return _unread(book.name, *errors, ours=True)
    return FormReading(
        name=book.name,
        ours=True,
        form=filled_form(layout, language, values),
        problems=problems,
        corrections=_corrections(book.sheet(names[Sheet.BUDGET]), layout, values),
    )


class _CellReader:
    """Takes the values out of the cells and notes what is wrong with them."""

    def __init__(self, layout: FormLayout, language: str, today: date) -> None:
        self.findings = Findings()
        self._words = field_words(layout, language)
        self._choices = meant_choices(layout.terms)
        self._today = today

    def value(self, entry: InputCell, cell: ReadCell) -> CellValue | None:
        if cell.is_empty:
            self._note_empty(entry, cell)
            return None
        match entry.kind:
            case Kind.TEXT | Kind.LONG_TEXT:
                return self._text(entry, cell)
            case Kind.CHOICE:
                return self._choice(entry, cell)
            case Kind.WHOLE:
                return self._in_range(entry, cell, self.findings.keep(cell.whole()))
            case Kind.DAY:
                return self.findings.keep(cell.day(self._today))
            case Kind.AMOUNT | Kind.UNITS | Kind.PERCENT:
                number = self.findings.amount(cell, places=_PLACES[entry.kind])
                return self._in_range(entry, cell, number)

    def _note_empty(self, entry: InputCell, cell: ReadCell) -> None:
        field = self._words.get(entry.key, f"form.{entry.key}")
        if entry.need is Need.CORE:
            self.findings.problems.append(cell.problem("applications.core_empty", field=field))
        elif entry.need is Need.EXPECTED:
            self._warn(cell, "applications.cell_empty", field=field)

    def _text(self, entry: InputCell, cell: ReadCell) -> str | None:
        found = self.findings.keep(cell.text())
        limit = int(entry.most or 0)
        if found is not None and limit and len(found) > limit:
            self._warn(cell, "applications.text_too_long", length=len(found), limit=limit)
        return found

    def _choice(self, entry: InputCell, cell: ReadCell) -> str | None:
        if entry.choices == "yes_no":
            said = self.findings.keep(cell.yes_no())
            return None if said is None else (YES if said else NO)
        return self.findings.keep(cell.choice(self._choices[entry.choices or ""]))

    def _in_range(
        self, entry: InputCell, cell: ReadCell, found: int | Decimal | None
    ) -> int | Decimal | None:
        if found is None:
            return None
        least, most = entry.least or Decimal(0), entry.most or Decimal(0)
        if found < least or (found > most and entry.kind is not Kind.PERCENT):
            self.findings.problems.append(
                cell.problem("applications.out_of_range", least=f"{least:f}", most=f"{most:f}")
            )
            return None
        return found

    def _warn(self, cell: ReadCell, code: str, **params: str | int) -> None:
        self.findings.problems.append(
            Problem(code=code, where=cell.where, severity=Severity.WARNING, params=params)
        )


def _corrections(
    sheet: ReadSheet, layout: FormLayout, values: Mapping[str, CellValue]
) -> tuple[Problem, ...]:
    """Totals of the workbook that differ from ours; a result that was not stored is none."""
    rows = layout.budget
    found = []
    for name, minor in total_cells(rows, budget_totals(rows, values)).items():
        cell = sheet.cell(name)
        stated = cell.amount(computed=True)
        computed = Decimal(minor).scaleb(-2)
        if isinstance(stated, Decimal) and stated != computed:
            params = {"stated": value_text(stated), "computed": f"{computed:f}"}
            found.append(
                Problem(
                    code="applications.total_corrected",
                    where=cell.where,
                    severity=Severity.NOTE,
                    params=params,
                )
            )
    return tuple(found)
