"""Problems in people's data, as values: a code, a place, a severity and parameters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem weighs: it blocks, needs a tick, or informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """The place of a problem; every part is optional.

    `file` is the name people know, `sheet` and `cell` are of a workbook, `line` counts
    from 1, `key` is a path in a structured file or the name of a form field.
    """

    file: str | None = None
    sheet: str | None = None
    cell: str | None = None
    line: int | None = None
    key: str | None = None

    def __str__(self) -> str:
        parts = [self.file, self.sheet, self.cell, None if self.line is None else str(self.line)]
        return " · ".join(part for part in [*parts, self.key] if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong in somebody's data.

    `code` is `<capability>.<reason>`; its sentence stands in `wording`, which fills in
    `params` (plain text and whole numbers only).
    """

    code: str
    where: Where = field(default_factory=Where)
    severity: Severity = Severity.ERROR
    params: Mapping[str, str | int] = field(default_factory=dict)


class Refused(Exception):  # noqa: N818 - the field's word: the input is refused, nothing failed
    """The data or the world is at fault: nothing was done, and these problems say why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems


def refusal(code: str, where: Where | None = None, /, **params: str | int) -> Refused:
    """A refusal for a single problem with the given code, place and parameters."""
    return Refused(Problem(code=code, where=where or Where(), params=params))


def errors_of(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those of the problems that block."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)


def refuse_on_errors(problems: Iterable[Problem]) -> None:
    """Raise `Refused` with all the problems if any of them blocks."""
    found = tuple(problems)
    if errors_of(found):
        raise Refused(*found)
