"""What a returned gap sheet says, as a plan: every change, every problem with its cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.documents import DocumentRecord
from db.tables.licensing import CaseRecord
from iris_grants.documents.read_cells import Findings, ReadCell
from iris_grants.documents.read_workbook import ReadBook, ReadRow, ReadSheet, open_workbook
from iris_grants.documents.workbook_guard import read_limited
from iris_grants.kernel.operations import fetch
from iris_grants.kernel.problems import Problem, Severity, Where, errors_of, refusal
from iris_grants.licensing.commands import ASSESSED
from iris_grants.licensing.gap_layout import (
    CODE,
    FIELDS,
    HEAD_ROW,
    LONGEST,
    SHEET_FORMAT,
    SHEET_VERSION,
    FieldKind,
    SheetField,
    Side,
    fields_of,
    read_mark,
    short_digest,
    stored_value,
)
from iris_grants.licensing.gap_sheet import sheet_fingerprint, state_words
from iris_grants.licensing.queries import GapRow, gaps_of
from iris_grants.licensing.rules.path import Stage
from iris_grants.wording import LANGUAGES, in_language

CLOSED = frozenset(
    {Stage.FILED, Stage.AUTHORITY_REVIEW, Stage.WITHDRAWN, Stage.REVOKED, Stage.COMPLETED}
)
GAP_SHEET = "gap_sheet"
"""The kind of document under which a returned sheet is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GapChange:
    """A value of a standard that the sheet changes; both as the store holds them, as text."""

    code: str
    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GapPlan:
    """What taking in a sheet would do; nothing is done yet.

    `sha256` is that of the file; `assessed` counts the standards that will be assessed by
    the side, of `standards`.
    """

    case_id: str
    number: str
    side: Side
    file: str
    sha256: str
    changes: tuple[GapChange, ...]
    problems: tuple[Problem, ...]
    assessed: int
    standards: int

    @property
    def is_sound(self) -> bool:
        """Whether nothing blocks it."""
        return not errors_of(self.problems)


def plan_gap_sheet(session: Session, case_id: str, path: Path, today: date) -> GapPlan:
    """The plan of taking in a returned sheet.

    Refused at once what is no sheet of this case: `licensing.not_a_gap_sheet`,
    `licensing.gap_sheet_newer`, `licensing.gap_sheet_of_other`, `licensing.assessment_closed`,
    and files that are no workbooks. Everything else is a problem by sheet and cell. An empty
    cell, or one that still holds what was written, leaves what is there; a value that takes
    the place of another one is a warning (`licensing.sheet_overwrites`).
    """
    case = fetch(session, CaseRecord, case_id)
    gaps = gaps_of(session, case_id)
    data = read_limited(path)
    book = open_workbook(data, path.name)
    side = _check_marks(book, case, sheet_fingerprint(case, gaps))
    if Stage(case.stage) in CLOSED:
        raise refusal("licensing.assessment_closed", stage=f"stage.{case.stage}")
    reader = _Reader(book, side, today)
    changes = reader.changes(gaps)
    digest = sha256(data).hexdigest()
    if _known(session, case_id, digest):
        where = Where(file=path.name)
        reader.problems.append(
            Problem(code="licensing.sheet_known", where=where, severity=Severity.NOTE)
        )
    return GapPlan(
        case_id=case_id,
        number=case.number,
        side=side,
        file=path.name,
        sha256=digest,
        changes=changes,
        problems=tuple(reader.problems),
        assessed=_assessed(gaps, side, changes),
        standards=len(gaps),
    )


def _check_marks(book: ReadBook, case: CaseRecord, wanted: str) -> Side:
    marks, where = book.marks, Where(file=book.name)
    if marks.get("format") != SHEET_FORMAT or marks.get("side") not in tuple(Side):
        raise refusal("licensing.not_a_gap_sheet", where)
    if marks.get("version") != SHEET_VERSION:
        version = marks.get("version", "?")
        raise refusal("licensing.gap_sheet_newer", where, version=version)
    if marks.get("fingerprint") != wanted:
        known = marks.get("case", "?")
        raise refusal("licensing.gap_sheet_of_other", where, case=known, wanted=case.number)
    return Side(marks["side"])


class _Reader:
    """Reads the rows of one sheet; problems are noted with their cells."""

    def __init__(self, book: ReadBook, side: Side, today: date) -> None:
        self._book, self._side, self._today = book, side, today
        self._findings = Findings()
        self.problems = self._findings.problems

    def changes(self, gaps: tuple[GapRow, ...]) -> tuple[GapChange, ...]:
        sheet = self._book.sheet(self._book.marks.get("sheet", ""))
        rows = self._rows(sheet, {gap.code for gap in gaps})
        found: list[GapChange] = []
        for gap in gaps:
            row = rows.get(gap.code)
            if row is None:
                where = Where(file=self._book.name, sheet=sheet.name)
                problem = Problem(
                    code="licensing.sheet_row_missing", where=where, params={"standard": gap.code}
                )
                self.problems.append(problem)
                continue
            found += self._row(gap, row)
        unread = sheet.unread_values()
        if unread is not None:
            self.problems.append(unread)
        return tuple(found)

    def _rows(self, sheet: ReadSheet, known: set[str]) -> dict[str, ReadRow]:
        found: dict[str, ReadRow] = {}
        for row in sheet.rows(HEAD_ROW + 1, columns=len(FIELDS) + 4):
            cell = row[CODE]
            code = self._findings.keep(cell.text())
            if code is None or code not in known:
                self.problems.append(
                    cell.problem("licensing.sheet_row_unknown", standard=code or "")
                )
            elif code in found:
                self.problems.append(cell.problem("licensing.sheet_row_twice", standard=code))
            else:
                found[code] = row
        return found

    def _row(self, gap: GapRow, row: ReadRow) -> list[GapChange]:
        marks = read_mark(self._book.marks, gap.code, self._side)
        values: dict[str, str] = {}
        for field, written in zip(fields_of(self._side), marks, strict=True):
            cell = row[field.column]
            value = self._value(field, cell)
            if value and short_digest(value) != written:
                values[field.name] = value
                self._note_overwriting(gap, field, value, cell)
        self._check(gap, row, values)
        return [
            GapChange(code=gap.code, name=name, old=old, new=value)
            for name, value in values.items()
            if (old := stored_value(gap, _FIELDS[name])) != value
        ]

    def _value(self, field: SheetField, cell: ReadCell) -> str:
        keep = self._findings.keep
        match field.kind:
            case FieldKind.STATE:
                return keep(cell.choice(_states())) or ""
            case FieldKind.DAY:
                day = keep(cell.day(self._today))
                return day.isoformat() if day else ""
            case FieldKind.EURO:
                return self._euro(cell)
            case _:
                return keep(cell.text(maximum=LONGEST)) or ""

    def _euro(self, cell: ReadCell) -> str:
        amount = self._findings.amount(cell)
        if amount is None:
            return ""
        if amount < 0:
            self.problems.append(cell.problem("licensing.cost_in_euro"))
            return ""
        return str(int((amount * 100).quantize(Decimal(1))))

    def _note_overwriting(self, gap: GapRow, field: SheetField, value: str, cell: ReadCell) -> None:
        old = stored_value(gap, field)
        if not old or old == value:
            return
        params = {"standard": gap.code}
        if field.kind is FieldKind.STATE:
            params |= {"old": f"gap.{old}", "new": f"gap.{value}"}
        else:
            params |= {"old": _short(old), "new": _short(value)}
        self.problems.append(
            Problem(
                code="licensing.sheet_overwrites",
                where=cell.where,
                severity=Severity.WARNING,
                params=params,
            )
        )

    def _check(self, gap: GapRow, row: ReadRow, values: Mapping[str, str]) -> None:
        """A verified standard was assessed before; an action has a person and a day."""
        if "verified_state" in values and gap.self_state == "not_assessed":
            cell = row[_FIELDS["verified_state"].column]
            self.problems.append(cell.problem("licensing.not_self_assessed"))
        planned = {"action", "responsible", "due_on", "cost_minor"} & values.keys()
        if not planned:
            return
        changed = any(stored_value(gap, _FIELDS[name]) != values[name] for name in planned)
        if gap.done_on is not None and changed:
            cell = row[_FIELDS["action"].column]
            self.problems.append(cell.problem("licensing.done_already", done=gap.done_on))
        for name in ("action", "responsible", "due_on"):
            field = _FIELDS[name]
            cell = row[field.column]
            if not values.get(name) and not stored_value(gap, field) and cell.is_empty:
                self.problems.append(cell.problem("licensing.action_incomplete"))


_FIELDS = {field.name: field for field in FIELDS}


def _states() -> Mapping[str, str]:
    """The states by their words, in every language that the sheet may have."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        with in_language(language):
            found |= {state_words(state): state for state in ASSESSED}
    return found


def _assessed(gaps: tuple[GapRow, ...], side: Side, changes: tuple[GapChange, ...]) -> int:
    state = "self_state" if side is Side.ORGANISATION else "verified_state"
    done = {gap.code for gap in gaps if stored_value(gap, _FIELDS[state])}
    return len(done | {change.code for change in changes if change.name == state})


def _known(session: Session, case_id: str, digest: str) -> bool:
    query = (
        select(DocumentRecord.id)
        .where(DocumentRecord.subject_kind == "case")
        .where(DocumentRecord.subject_id == case_id)
        .where(DocumentRecord.kind == GAP_SHEET)
        .where(DocumentRecord.sha256 == digest)
    )
    return session.scalars(query).first() is not None


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
