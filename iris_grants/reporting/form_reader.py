"""Reading a narrative report that came back: every value, or its problem by sheet and cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from iris_grants.documents.read_cells import Findings, ReadCell
from iris_grants.documents.read_workbook import ReadBook, ReadRow
from iris_grants.kernel.problems import Problem, Where, refusal
from iris_grants.reporting.form import (
    COLUMNS,
    FIRST_FIELD_ROW,
    FIRST_INDICATOR_ROW,
    MARK_KIND,
    REMARK_COLUMN,
    VALUE_COLUMNS,
)
from iris_grants.reporting.narrative import FIELDS, check_answers
from iris_grants.reporting.rules.indicators import IndicatorTerms, Value, check_value

REMARK_LENGTH = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenValue:
    """A value of an indicator as a report gives it, and where it stands in the file."""

    value: Value
    remark: str
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadReport:
    """What a form says: texts by field code, values by indicator code, and all problems."""

    answers: Mapping[str, str]
    values: Mapping[str, GivenValue]
    problems: tuple[Problem, ...]


def read_report(
    book: ReadBook,
    *,
    grant_number: str,
    report_number: int,
    kind: str,
    indicators: Mapping[str, IndicatorTerms],
) -> ReadReport:
    """Read a filled form.

    Refused at once: no form of this program, one of another grant or report. In
    `problems`: what is empty and required, unreadable numbers, people that do not add up,
    an indicator without a value, one that the grant does not have.
    """
    _require_own(book, grant_number, report_number)
    findings = Findings()
    sheet = book.sheet(book.marks.get("narrative_sheet", ""))
    answers, places = {}, {}
    for place, field in enumerate(FIELDS):
        cell = sheet.cell(f"B{FIRST_FIELD_ROW + place}")
        places[field.code] = cell.where
        answers[field.code] = findings.keep(cell.text()) or ""
    findings.problems += check_answers(kind, answers, places)
    values = _values(book, findings, indicators)
    for one in (sheet, book.sheet(book.marks.get("indicator_sheet", ""))):
        if (unread := one.unread_values()) is not None:
            findings.problems.append(unread)
    return ReadReport(answers=answers, values=values, problems=tuple(findings.problems))


def _require_own(book: ReadBook, grant_number: str, report_number: int) -> None:
    where = Where(file=book.name)
    marks = book.marks
    if marks.get("kind") != MARK_KIND:
        raise refusal("reporting.not_a_report", where)
    if marks.get("grant") != grant_number or marks.get("report") != str(report_number):
        number, report = marks.get("grant", "?"), marks.get("report", "?")
        raise refusal("reporting.other_report", where, number=number, report=report)


def _values(
    book: ReadBook, findings: Findings, indicators: Mapping[str, IndicatorTerms]
) -> dict[str, GivenValue]:
    sheet = book.sheet(book.marks.get("indicator_sheet", ""))
    found: dict[str, GivenValue] = {}
    for row in sheet.rows(FIRST_INDICATOR_ROW, columns=len(COLUMNS)):
        code = findings.require(row["A"].text(), row["A"])
        if code is None:
            continue
        terms = indicators.get(code)
        if terms is None:
            problem = row["A"].problem("reporting.indicator_unknown", indicator=code)
            findings.problems.append(problem)
            continue
        given = _given(row, findings, terms)
        if given is not None:
            findings.problems += check_value(terms, given.value, given.where)
            found[code] = given
    missing = ", ".join(code for code in indicators if code not in found)
    if missing and not findings.problems:
        where = Where(file=book.name, sheet=sheet.name)
        params = {"indicators": missing}
        findings.problems.append(
            Problem(code="reporting.indicators_missing", where=where, params=params)
        )
    return found


def _given(row: ReadRow, findings: Findings, terms: IndicatorTerms) -> GivenValue | None:
    cells = {name: row[column] for name, column in VALUE_COLUMNS.items()}
    asked = cells if terms.people else {"total": cells["total"]}
    numbers = {name: _milli(cell, findings) for name, cell in asked.items()}
    remark = findings.keep(row[REMARK_COLUMN].text(maximum=REMARK_LENGTH)) or ""
    total = numbers.pop("total")
    if total is None:
        if cells["total"].is_empty:
            findings.problems.append(
                cells["total"].problem("reporting.value_empty", indicator=terms.code)
            )
        return None
    return GivenValue(
        value=Value(total=total, **numbers), remark=remark, where=cells["total"].where
    )


def _milli(cell: ReadCell, findings: Findings) -> int | None:
    found = findings.amount(cell, places=3)
    return None if found is None else int(found * Decimal(1000))
