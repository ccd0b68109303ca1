"""The scores of one ranking (scores.csv): rows as values, checked against grid and terms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from iris_grants.kernel.problems import Problem, Where
from iris_grants.scoring.rules.csv_text import BYTE_ORDER_MARK, read_records, write_records
from iris_grants.scoring.rules.exact import exact_number, plain
from iris_grants.scoring.rules.exact_json import decode
from iris_grants.scoring.rules.fields import one_line, shown
from iris_grants.scoring.rules.grid import Item, check_score
from iris_grants.scoring.rules.terms import RankingTerms, TermsReading

SCORES_FILE = "scores.csv"
SCORES_HEADER = ("application", "assessor", "criterion", "state", "score", "comment")


class ScoreState(StrEnum):
    """What is known of one score; only `value` carries a number (DESIGN.md, five states)."""

    VALUE = "value"
    NA = "na"
    MISSING = "missing"
    RECUSED = "recused"
    VOID = "void"


STATES: Mapping[str, ScoreState] = {state.value: state for state in ScoreState}


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreRow:
    """One row of scores.csv: what an assessor gave one criterion of one application."""

    application: str
    assessor: str
    criterion: str
    state: ScoreState
    score: Fraction | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the scores may speak of, as far as grid.json could be read.

    None for `items` or `applications`: their list is not wholly known, so no name can be
    called unknown. An item that is None is known, but no score can be checked against it.
    `sections` are those whose items are all known.
    """

    items: Mapping[str, Item | None] | None = None
    applications: frozenset[str] | None = None
    sections: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def known_from(reading: TermsReading) -> Known:
    """What is known for certain after reading grid.json, problems or not."""
    grid = reading.grid
    sound = {item.code: None if item.code in grid.unsound else item for item in grid.grid.items}
    sections = grid.grid.sections
    return Known(
        items=sound if grid.codes_known else None,
        applications=frozenset(known.id for known in reading.terms.applications)
        if reading.ids_known
        else None,
        sections={
            section.code: tuple(item.code for item in section.items)
            for section in (sections if grid.codes_known else ())
        },
    )


def known_of(terms: RankingTerms) -> Known:
    """What the scores may speak of under terms that are in order."""
    return Known(
        items={item.code: item for item in terms.grid.items},
        applications=frozenset(known.id for known in terms.applications),
        sections={
            section.code: tuple(item.code for item in section.items)
            for section in terms.grid.sections
        },
    )


def read_scores(
    data: bytes, known: Known, problems: list[Problem], file: str = SCORES_FILE
) -> tuple[ScoreRow, ...]:
    """The rows of scores.csv; every problem joins the list with its line.

    Source: RANKING.md, scores.csv and Refused.
    """
    text = decode(data, file, problems)
    if text is None:
        return ()
    records = read_records(text.removeprefix(BYTE_ORDER_MARK), file, problems)
    line, header = next(records, (1, ()))
    if line != 1 or tuple(header) != SCORES_HEADER:
        where = Where(file=file, line=1)
        found = shown(",".join(header))
        problems.append(Problem(code="ranking.header", where=where, params={"found": found}))
        return ()
    checker = RowChecker(known, problems, file)
    rows = [checker.read(number, fields) for number, fields in records]
    checker.finish()
    return tuple(row for row in rows if row is not None)


def check_rows(rows: Iterable[ScoreRow], known: Known) -> tuple[Problem, ...]:
    """Every problem of rows that did not come from a file, numbered as in scores.csv."""
    problems: list[Problem] = []
    checker = RowChecker(known, problems, SCORES_FILE)
    for number, row in enumerate(rows, start=2):
        checker.check(number, row)
    checker.finish()
    return tuple(problems)


def scores_csv(terms: RankingTerms, rows: Iterable[ScoreRow]) -> bytes:
    """The file scores.csv: by application and assessor (code point), items in grid order.

    `ValueError` if a score has no plain decimal.
    """
    position = {item.code: index for index, item in enumerate(terms.grid.items)}
    last = len(position)
    ordered = sorted(
        rows,
        key=lambda row: (
            row.application,
            row.assessor,
            position.get(row.criterion, last),
            row.criterion,
        ),
    )
    return write_records([SCORES_HEADER, *(_record(row) for row in ordered)])


def _record(row: ScoreRow) -> tuple[str, ...]:
    score = "" if row.score is None else plain(row.score)
    return row.application, row.assessor, row.criterion, row.state.value, score, row.comment


class RowChecker:
    """Checks rows one after another, and whole sections at the end."""

    def __init__(self, known: Known, problems: list[Problem], file: str) -> None:
        self._known = known
        self._problems = problems
        self._file = file
        self._seen: dict[tuple[str, str, str], int] = {}
        self._numbers: dict[str, Fraction | None] = {"": None}
        self._checked: dict[tuple[str, int, int], Problem | None] = {}
        self._not_applicable: dict[tuple[str, str, str], int] = {}

    def read(self, line: int, fields: Iterable[str]) -> ScoreRow | None:
        """The row in one record; None (and a problem) where it cannot be one."""
        parts = tuple(fields)
        if len(parts) != len(SCORES_HEADER):
            self._note(line, "ranking.columns", found=len(parts), needed=len(SCORES_HEADER))
            return None
        application, assessor, criterion, state_text, score_text, comment = parts
        self._check_names(line, application, assessor, criterion)
        state = STATES.get(state_text)
        if state is None:
            self._note(line, "ranking.state_unknown", found=shown(state_text))
            return None
        score = self._number(line, score_text)
        if not score_text or score is not None or state is not ScoreState.VALUE:
            self._check_score(line, criterion, state, score, bool(score_text))
        if state is ScoreState.NA:
            self._check_na(line, application, assessor, criterion)
        return ScoreRow(
            application=application,
            assessor=assessor,
            criterion=criterion,
            state=state,
            score=score,
            comment=comment,
        )

    def check(self, line: int, row: ScoreRow) -> None:
        """Check a row that exists already."""
        self._check_names(line, row.application, row.assessor, row.criterion)
        self._check_score(line, row.criterion, row.state, row.score, row.score is not None)
        if row.state is ScoreState.NA:
            self._check_na(line, row.application, row.assessor, row.criterion)

    def finish(self) -> None:
        """Name every section that an assessment calls wholly not applicable."""
        given: dict[tuple[str, str], set[str]] = {}
        for application, assessor, criterion in self._not_applicable:
            given.setdefault((application, assessor), set()).add(criterion)
        for (application, assessor), criteria in given.items():
            for section, items in self._known.sections.items():
                if items and criteria.issuperset(items):
                    first = min(self._not_applicable[application, assessor, item] for item in items)
                    self._note(
                        first,
                        "ranking.section_not_applicable",
                        application=one_line(application),
                        assessor=one_line(assessor),
                        section=one_line(section),
                    )

    def _check_names(self, line: int, application: str, assessor: str, criterion: str) -> None:
        known = self._known
        if known.applications is not None and application not in known.applications:
            self._note(line, "ranking.application_unknown", found=shown(application))
        if not assessor:
            self._note(line, "ranking.assessor_missing")
        if known.items is not None and criterion not in known.items:
            self._note(line, "ranking.criterion_unknown", found=shown(criterion))
        first = self._seen.setdefault((application, assessor, criterion), line)
        if first != line:
            self._note(
                line,
                "ranking.score_twice",
                application=one_line(application),
                assessor=one_line(assessor),
                criterion=one_line(criterion),
                first=first,
            )

    def _number(self, line: int, text: str) -> Fraction | None:
        if text not in self._numbers:
            self._numbers[text] = exact_number(text)
        number = self._numbers[text]
        if number is None and text:
            self._note(line, "ranking.score_no_number", found=shown(text))
        return number

    def _check_score(
        self, line: int, criterion: str, state: ScoreState, score: Fraction | None, given: bool
    ) -> None:
        if state is not ScoreState.VALUE:
            if given:
                self._note(line, "ranking.score_present", state=state.value)
            return
        if score is None:
            self._note(line, "ranking.score_missing")
            return
        key = (criterion, score.numerator, score.denominator)
        if key not in self._checked:
            item = (self._known.items or {}).get(criterion)
            self._checked[key] = None if item is None else check_score(item, score)
        problem = self._checked[key]
        if problem is not None:
            self._note(line, problem.code, **problem.params)

    def _check_na(self, line: int, application: str, assessor: str, criterion: str) -> None:
        self._not_applicable.setdefault((application, assessor, criterion), line)
        item = (self._known.items or {}).get(criterion)
        if item is not None and not item.allow_na:
            self._note(line, "ranking.na_not_allowed", criterion=one_line(criterion))

    def _note(self, line: int, code: str, **params: str | int) -> None:
        where = Where(file=self._file, line=line)
        self._problems.append(Problem(code=code, where=where, params=params))
