"""Applications on paper: what somebody types from it, read as people write, planned as a form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from sqlalchemy.orm import Session

from iris_grants.applications.filled import FilledForm, filled_form
from iris_grants.applications.form_reader import field_words
from iris_grants.applications.gathering import Source, digest
from iris_grants.applications.intake import (
    OPEN_CALLS,
    ReadForm,
    number_problems,
    plan_reads,
    recognise,
)
from iris_grants.applications.plan import ImportPlan, PlannedAttachment
from iris_grants.applications.receipts import Receipt
from iris_grants.calls.form_choices import NO, YES, meant_choices
from iris_grants.calls.form_layout import FormLayout, layout_of
from iris_grants.calls.form_parts import CellValue, InputCell, Kind, Need, Sheet
from iris_grants.calls.queries import call_row, terms_of
from iris_grants.documents.amounts import (
    ambiguity_note,
    is_ambiguous,
    parse_amount,
    parse_date,
)
from iris_grants.documents.archives import opened
from iris_grants.kernel.problems import Problem, Severity, Where, errors_of, refusal

LANGUAGE = "sr_Latn"
"""The language in which what the program adds to a paper application is written."""

BUDGET = "budget"
BUDGET_PARTS = ("description", "unit", "units", "unit_value")
PARTER = "|"
_PLACES = {Kind.AMOUNT: 2, Kind.UNITS: 3, Kind.PERCENT: 2}
_YES_WORDS, _NO_WORDS = frozenset({"yes", "da", "po", "y"}), frozenset({"no", "ne", "jo", "n"})


def plan_paper(
    session: Session,
    *,
    call_id: str,
    scan: Path,
    received_at: datetime,
    values: Mapping[str, str],
    attachments: Sequence[Path] = (),
) -> ImportPlan:
    """What would become of an application on paper; the store is only read.

    `values` by the keys of the form (`applicant.name`, `funding.requested`, …) as they are
    written (`12.500,5`, `1.2.24`, a country by code or name). `budget` holds a line for
    each cost: `heading | description | unit | units | value of a unit`. Errors of values
    stand in the plan at their key (`budget:3` for the third line): `applications.core_empty`,
    `applications.key_unknown`, `applications.budget_line_parts`,
    `applications.budget_heading`, `applications.budget_full`,
    `applications.choice_unknown`, `applications.out_of_range`, and those of amounts and days.
    Warnings are those of a form: what is expected and empty (`applications.cell_empty`), too
    long (`applications.text_too_long`), or can be read two ways, each at its key.
    """
    call, terms = call_row(session, call_id), terms_of(session, call_id)
    if call.state not in OPEN_CALLS:
        raise refusal("applications.call_not_open", number=call.number)
    layout = layout_of(terms)
    reader = _Typed(layout, terms.deadline_at.date())
    found = reader.read(values)
    source = _source(scan)
    errors = errors_of(reader.problems)
    if errors:
        return ImportPlan(
            call_id=call.id, call_number=call.number, items=(), problems=errors, basis=""
        )
    form = filled_form(layout, LANGUAGE, found)
    read = ReadForm(
        source=source,
        form=form,
        receipt=Receipt(received_at=received_at, medium="paper"),
        problems=(*reader.problems, *number_problems(source.name, form)),
        corrections=(),
        attachments=_attachments(attachments, form, layout),
    )
    return plan_reads(session, call, terms, (read,))


def _attachments(
    paths: Sequence[Path], form: FilledForm, layout: FormLayout
) -> tuple[PlannedAttachment, ...]:
    sources = [_source(path) for path in paths]
    rules = layout.terms.attachments
    return tuple(
        PlannedAttachment(source=source, kind=recognise(source, form, rules)) for source in sources
    )


def _source(path: Path) -> Source:
    with opened(path) as stream:
        sha256 = digest(stream)
        return Source(root=path, name=path.name, sha256=sha256, size=stream.tell())


class _Typed:
    """Reads what somebody typed, and notes what is wrong with it at its key."""

    def __init__(self, layout: FormLayout, today: date) -> None:
        self.problems: list[Problem] = []
        self._layout = layout
        self._cells = layout.by_key()
        self._choices = meant_choices(layout.terms)
        self._words = field_words(layout, LANGUAGE)
        self._today = today

    def read(self, values: Mapping[str, str]) -> dict[str, CellValue]:
        """The values by the keys of the form."""
        typed = {key: text.strip() for key, text in values.items() if text.strip()}
        lines = self._budget(typed.pop(BUDGET, ""))
        found: dict[str, CellValue] = {}
        for key, text in (typed | lines).items():
            cell = self._cells.get(key)
            if cell is None:
                self._note(key, "applications.key_unknown", key=key)
                continue
            value = self._value(cell, text)
            if value is not None:
                found[key] = value
        for cell in self._cells.values():
            if cell.key not in typed:
                self._note_empty(cell)
        return found

    def _note_empty(self, cell: InputCell) -> None:
        """As a form that came empty there; files that are enclosed speak for themselves."""
        field = self._words.get(cell.key, f"form.{cell.key}")
        if cell.need is Need.CORE:
            self._note(cell.key, "applications.core_empty", field=field)
        elif cell.need is Need.EXPECTED and cell.sheet is not Sheet.ATTACHMENTS:
            self._warn(cell.key, "applications.cell_empty", field=field)

    def _budget(self, text: str) -> dict[str, str]:
        """The lines of the budget, each in the next free row of its heading."""
        found: dict[str, str] = {}
        used: dict[str, int] = {}
        rows = [line for line in text.splitlines() if line.strip()]
        for place, line in enumerate(rows, start=1):
            key, parts = f"{BUDGET}:{place}", [part.strip() for part in line.split(PARTER)]
            if len(parts) != len(BUDGET_PARTS) + 1:
                self._note(key, "applications.budget_line_parts")
                continue
            heading = parts[0].rstrip(".")
            offered = self._layout.budget.lines_of(heading)
            number = used[heading] = used.get(heading, 0) + 1
            if not offered:
                known = ", ".join(self._layout.budget.headings)
                self._note(key, "applications.budget_heading", heading=heading, known=known)
            elif number > len(offered):
                self._note(key, "applications.budget_full", heading=heading, most=len(offered))
            else:
                prefix = f"budget.{offered[number - 1].code}"
                found |= {
                    f"{prefix}.{name}": part
                    for name, part in zip(BUDGET_PARTS, parts[1:], strict=True)
                    if part
                }
        return found

    def _value(self, cell: InputCell, text: str) -> CellValue | None:
        match cell.kind:
            case Kind.TEXT | Kind.LONG_TEXT:
                return self._text(cell, text)
            case Kind.CHOICE:
                return self._choice(cell, text)
            case Kind.DAY:
                return self._day(cell, text)
            case Kind.WHOLE | Kind.AMOUNT | Kind.UNITS | Kind.PERCENT:
                return self._number(cell, text)

    def _text(self, cell: InputCell, text: str) -> str:
        limit = int(cell.most or 0)
        if limit and len(text) > limit:
            self._warn(cell.key, "applications.text_too_long", length=len(text), limit=limit)
        return text

    def _number(self, cell: InputCell, text: str) -> CellValue | None:
        number = parse_amount(text, places=_PLACES.get(cell.kind, 0))
        if isinstance(number, Problem):
            self.problems.append(_at(cell.key, number))
            return None
        if is_ambiguous(text):
            note = ambiguity_note(text, number)
            self.problems.append(_at(cell.key, note))
        least, most = cell.least or Decimal(0), cell.most or Decimal(0)
        if number < least or (number > most and cell.kind is not Kind.PERCENT):
            params = {"least": f"{least:f}", "most": f"{most:f}"}
            self._note(cell.key, "applications.out_of_range", **params)
            return None
        return int(number) if cell.kind is Kind.WHOLE else number

    def _choice(self, cell: InputCell, text: str) -> str | None:
        if cell.choices == "yes_no":
            word = text.casefold()
            if word in _YES_WORDS or word in _NO_WORDS:
                return YES if word in _YES_WORDS else NO
        else:
            meant = self._choices[cell.choices or ""]
            folded = {shown.casefold(): code for shown, code in meant.items()}
            named = {shown.rpartition(" – ")[2]: code for shown, code in folded.items()}
            code = folded.get(text.casefold()) or named.get(text.casefold())
            if code is not None:
                return code
        self._note(cell.key, "applications.choice_unknown", text=text[:60])
        return None

    def _day(self, cell: InputCell, text: str) -> date | None:
        day = parse_date(text, self._today)
        if isinstance(day, Problem):
            self.problems.append(_at(cell.key, day))
            return None
        return day

    def _warn(self, key: str, code: str, /, **params: str | int) -> None:
        where, severity = Where(key=key), Severity.WARNING
        self.problems.append(Problem(code=code, where=where, severity=severity, params=params))

    def _note(self, key: str, code: str, /, **params: str | int) -> None:
        self.problems.append(Problem(code=code, where=Where(key=key), params=params))


def _at(key: str, problem: Problem) -> Problem:
    return replace(problem, where=Where(key=key))
