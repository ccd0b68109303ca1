"""Reading a filled score sheet back: every problem with its sheet and cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from sqlalchemy.orm import Session

from db.tables.scoring import CONFLICT_KINDS
from iris_grants.calls.grid import GridItem
from iris_grants.calls.terms import CallTerms
from iris_grants.documents.read_cells import ReadCell
from iris_grants.documents.read_workbook import ReadBook, ReadSheet, open_workbook
from iris_grants.kernel.problems import Problem, Where, refusal, refuse_on_errors
from iris_grants.scoring.assessed import Recusal, scoring_grid
from iris_grants.scoring.commands.assessing import LONGEST_COMMENT, Filled, Given
from iris_grants.scoring.package import package_fingerprint
from iris_grants.scoring.queries.assessing import own_assessments, own_package
from iris_grants.scoring.rules.grid import Item, check_score
from iris_grants.scoring.rules.scores import ScoreState
from iris_grants.scoring.sheet_layout import (
    ABSENT,
    COMMENT,
    RECUSAL_KIND,
    RECUSAL_REASON,
    REMARK,
    SCORE,
    SHEET_FORMAT,
    SHEET_VERSION,
    section_rows,
    sheet_names,
)
from iris_grants.wording import LANGUAGES, in_language, label

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSheets:
    """What a filled score sheet says, by application identity; recused ones stand apart."""

    filled: Mapping[str, Filled]
    recusals: Mapping[str, Recusal]


def read_score_sheet(session: Session, path: Path) -> ReadSheets:
    """What a workbook made by `score_sheet` for this working store now says.

    An empty cell leaves what is there. Refused with every problem by sheet and cell:
    `scoring.not_a_sheet`, `scoring.sheet_newer`, `scoring.sheet_of_other_package`, sheets
    that are missing, scores that the scale does not have, both a score and *not
    applicable*, a recusal without its kind or reason, formulas, texts that are too long.
    """
    book, package = open_workbook(path), own_package(session)
    if sheet_package(book) != package_fingerprint(package):
        where, number = Where(file=book.name), book.marks.get("package", "?")
        raise refusal("scoring.sheet_of_other_package", where, package=number)
    identities = {row.number: row.application_id for row in own_assessments(session)}
    return read_sheets(book, package.call_terms(), identities)


def sheet_package(book: ReadBook) -> str:
    """The fingerprint of the package that a score sheet was made from.

    Refused: `scoring.not_a_sheet`, `scoring.sheet_newer`.
    """
    marks, where = book.marks, Where(file=book.name)
    if marks.get("format") != SHEET_FORMAT:
        raise refusal("scoring.not_a_sheet", where)
    if marks.get("version") != str(SHEET_VERSION):
        raise refusal("scoring.sheet_newer", where, version=marks.get("version", "?"))
    return str(marks.get("fingerprint", ""))


def read_sheets(book: ReadBook, terms: CallTerms, identities: Mapping[str, str]) -> ReadSheets:
    """What all sheets of a workbook say; `identities` of the applications by number, in order."""
    names = sheet_names(tuple(identities))
    problems: list[Problem] = []
    filled: dict[str, Filled] = {}
    recusals: dict[str, Recusal] = {}
    for number, identity in identities.items():
        if names[number] not in book.sheet_names:
            where = Where(file=book.name)
            params = {"sheet": names[number]}
            problems.append(Problem(code="documents.sheet_missing", where=where, params=params))
            continue
        reader = _SheetReader(book.sheet(names[number]), problems)
        recusal = reader.recusal()
        if recusal is not None:
            recusals[identity] = recusal
        else:
            filled[identity] = reader.filled(terms)
    refuse_on_errors(problems)
    return ReadSheets(filled=filled, recusals=recusals)


class _SheetReader:
    """Reads one sheet; problems are noted with their cells."""

    def __init__(self, sheet: ReadSheet, problems: list[Problem]) -> None:
        self._sheet, self._problems = sheet, problems

    def recusal(self) -> Recusal | None:
        kind_cell, reason_cell = self._sheet.cell(RECUSAL_KIND), self._sheet.cell(RECUSAL_REASON)
        kind = self._kept(kind_cell.choice(_kinds()))
        reason = self._text(reason_cell)
        if kind is None and reason is None:
            return None
        if kind is None and kind_cell.is_empty:
            self._problems.append(kind_cell.problem("scoring.recusal_half"))
        if reason is None and reason_cell.is_empty:
            self._problems.append(reason_cell.problem("scoring.recusal_half"))
        return Recusal(kind=kind or "", reason=reason or "")

    def filled(self, terms: CallTerms) -> Filled:
        items = {item.code: item for item in scoring_grid(terms).items}
        scores: dict[str, Given] = {}
        sections: dict[str, str] = {}
        for rows in section_rows(terms):
            remark = self._text(self._sheet.cell(f"{REMARK}{rows.row}"))
            if remark is not None:
                sections[rows.section.code] = remark
            for item, row in rows.items:
                given = self._given(item, items[item.code], row)
                if given is not None:
                    scores[item.code] = given
        return Filled(
            scores=scores, sections=sections, comment=self._text(self._sheet.cell(COMMENT))
        )

    def _given(self, item: GridItem, scale: Item, row: int) -> Given | None:
        cell, absent = self._sheet.cell(f"{SCORE}{row}"), self._sheet.cell(f"{ABSENT}{row}")
        comment = self._text(self._sheet.cell(f"{REMARK}{row}"))
        score = self._score(cell, scale)
        not_applicable = item.allow_na and self._kept(absent.yes_no()) is True
        if not absent.is_empty and not item.allow_na:
            self._problems.append(absent.problem("scoring.na_not_allowed", criterion=item.code))
        if not_applicable and not cell.is_empty:
            self._problems.append(cell.problem("scoring.both_score_and_na", criterion=item.code))
        if not_applicable:
            return Given(state=ScoreState.NA, comment=comment)
        if score is not None:
            return Given(state=ScoreState.VALUE, score=score, comment=comment)
        if comment is not None and cell.is_empty:
            return Given(state=ScoreState.MISSING, comment=comment)
        return None

    def _score(self, cell: ReadCell, scale: Item) -> Decimal | None:
        score = self._kept(cell.amount())
        wrong = None if score is None else check_score(scale, score, cell.where)
        if wrong is not None:
            self._problems.append(replace(wrong, where=cell.where))
        return score

    def _text(self, cell: ReadCell) -> str | None:
        return self._kept(cell.text(maximum=LONGEST_COMMENT))

    def _kept(self, found: T | Problem | None) -> T | None:
        if isinstance(found, Problem):
            self._problems.append(found)
            return None
        return found


def _kinds() -> Mapping[str, str]:
    """The kinds of ties by their words, in every language that the sheet may have."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        with in_language(language):
            found |= {label(f"scoring.tie.{kind}"): kind for kind in CONFLICT_KINDS}
    return found
