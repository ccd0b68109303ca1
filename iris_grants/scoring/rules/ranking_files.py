"""The three ranking files: grid.json, scores.csv and ranking.csv, read, written, compared."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from iris_grants.kernel.problems import Problem, Where, refuse_on_errors
from iris_grants.scoring.rules import scores, terms
from iris_grants.scoring.rules.csv_text import read_records, write_records
from iris_grants.scoring.rules.exact import minor_text, two_decimals
from iris_grants.scoring.rules.exact_json import decode, read_json
from iris_grants.scoring.rules.fields import one_line, shown
from iris_grants.scoring.rules.ranking import RankedRow, RankingInput, RankingResult
from iris_grants.scoring.rules.scores import SCORES_FILE, Known, known_from, read_scores
from iris_grants.scoring.rules.terms import (
    GRID_FILE,
    RankingTerms,
    TermsReading,
    read_terms,
    terms_mapping,
)

RANKING_FILE = "ranking.csv"
RANKING_HEADER = (
    "rank",
    "application",
    "lot",
    "country",
    "assessments",
    "total",
    "offered",
    "decision",
    "reason",
    "tie_break",
)


def read_ranking_folder(folder: Path) -> RankingInput:
    """What a ranking is computed from, out of grid.json and scores.csv in a folder.

    `Refused` with every problem of both files (RANKING.md, Refused).
    """
    problems: list[Problem] = []
    if not folder.is_dir():
        where = Where(file=str(folder))
        refuse_on_errors([Problem(code="ranking.folder_missing", where=where)])
    grid = _read_file(folder / GRID_FILE, problems)
    rows = _read_file(folder / SCORES_FILE, problems)
    found = read_ranking(grid, rows, problems)
    refuse_on_errors(problems)
    if found is None:
        raise AssertionError("nothing was read and nothing was wrong")
    return found


def read_ranking(
    grid: bytes | None, rows: bytes | None, problems: list[Problem]
) -> RankingInput | None:
    """The input in the contents of grid.json and scores.csv; None for what cannot be read.

    Every problem joins the list; the result is good only if there is none.
    """
    reading = None if grid is None else _read_terms(grid, problems)
    known = Known() if reading is None else known_from(reading)
    found = () if rows is None else read_scores(rows, known, problems)
    return None if reading is None else RankingInput(terms=reading.terms, scores=found)


def grid_json(ranking_terms: RankingTerms) -> bytes:
    """The file grid.json, every key written out in a fixed order.

    `ValueError` if a number has no plain decimal.
    """
    content = terms_mapping(ranking_terms)
    return f"{json.dumps(content, ensure_ascii=False, indent=1)}\n".encode()


def scores_csv(inputs: RankingInput) -> bytes:
    """The file scores.csv, in a fixed order of rows."""
    return scores.scores_csv(inputs.terms, inputs.scores)


def ranking_csv(result: RankingResult) -> bytes:
    """The file ranking.csv, byte for byte as RANKING.md has it."""
    return write_records([RANKING_HEADER, *(ranking_record(row) for row in result.rows)])


def ranking_record(row: RankedRow) -> tuple[str, ...]:
    """The columns of one row of ranking.csv."""
    return (
        "" if row.rank is None else str(row.rank),
        row.application.id,
        row.application.lot,
        row.application.country,
        str(row.assessments),
        "" if row.total is None else two_decimals(row.total),
        "" if row.offered_minor is None else minor_text(row.offered_minor),
        row.decision.value,
        row.reason,
        row.tie_break,
    )


def read_given_ranking(folder: Path, problems: list[Problem]) -> bytes | None:
    """The content of ranking.csv in a folder; None if it is not there."""
    path = folder / RANKING_FILE
    return _read_file(path, problems) if path.exists() else None


def compare_ranking(given: bytes, result: RankingResult) -> tuple[Problem, ...]:
    """Where a ranking.csv differs from the ranking computed; empty if no byte differs."""
    right = ranking_csv(result)
    if given == right:
        return ()
    problems: list[Problem] = []
    text = decode(given, RANKING_FILE, problems)
    if text is None:
        return tuple(problems)
    records = list(read_records(text.removeprefix("\ufeff"), RANKING_FILE, problems))
    if not records or tuple(records[0][1]) != RANKING_HEADER:
        found = shown(",".join(records[0][1])) if records else ""
        return (*problems, _problem("ranking.row_header", 1, found=found))
    expected = {row.application.id: ranking_record(row) for row in result.rows}
    problems.extend(_differences(records[1:], expected))
    return tuple(problems) or (_problem("ranking.row_bytes", None),)


def _differences(
    records: Sequence[tuple[int, Sequence[str]]], expected: Mapping[str, tuple[str, ...]]
) -> list[Problem]:
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    for line, fields in records:
        name = fields[1] if len(fields) == len(RANKING_HEADER) else ""
        if name not in expected:
            problems.append(_problem("ranking.row_unexpected", line, found=shown(",".join(fields))))
        elif name in seen:
            problems.append(_problem("ranking.row_twice", line, application=one_line(name)))
        else:
            problems.extend(_row_differences(line, fields, expected[name]))
        seen.setdefault(name, line)
    problems.extend(
        _problem("ranking.row_missing", None, application=one_line(name))
        for name in expected
        if name not in seen
    )
    if not problems:
        order = zip(seen.items(), expected, strict=True)
        problems.extend(
            _problem("ranking.row_order", line, application=one_line(name), due=one_line(due))
            for (name, line), due in order
            if name != due
        )
    return problems


def _row_differences(line: int, fields: Sequence[str], right: tuple[str, ...]) -> list[Problem]:
    return [
        _problem(
            "ranking.row_differs",
            line,
            application=one_line(right[1]),
            column=column,
            found=shown(found) or "–",
            computed=shown(computed) or "–",
        )
        for column, found, computed in zip(RANKING_HEADER, fields, right, strict=True)
        if found != computed
    ]


def _read_terms(data: bytes, problems: list[Problem]) -> TermsReading | None:
    before = len(problems)
    content = read_json(data, terms.GRID_FILE, problems)
    return read_terms(content, problems) if len(problems) == before else None


def _read_file(path: Path, problems: list[Problem]) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        problems.append(Problem(code="ranking.file_missing", where=Where(file=path.name)))
    except OSError as error:
        params = {"reason": error.strerror or type(error).__name__}
        problems.append(
            Problem(code="ranking.file_unreadable", where=Where(file=path.name), params=params)
        )
    return None


def _problem(code: str, line: int | None, **params: str | int) -> Problem:
    return Problem(code=code, where=Where(file=RANKING_FILE, line=line), params=params)
