"""The assessors of the sample programme at work: in the program, twice, in parts, by sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from iris_grants.calls.terms import CallTerms
from iris_grants.demo.assessing import ITEM_REMARKS, SECTION_REMARKS, Figures
from iris_grants.demo.calendar import StoryClock
from iris_grants.demo.programme_people import STEPS_ASIDE, WAYS, Way
from iris_grants.kernel.operations import Desk
from iris_grants.scoring.assessed import scoring_grid
from iris_grants.scoring.commands.assessing import recuse, score_criterion, write_comment
from iris_grants.scoring.packing import MadePackage
from iris_grants.scoring.queries.assessing import (
    OwnAssessmentRow,
    own_assessments,
    own_package,
)
from iris_grants.scoring.returning import MadeReturn, make_return
from iris_grants.scoring.working_store import open_package

OVERALL = "Ocenjeno prema tabeli poziva."
SECOND_THOUGHT = "Posle ponovnog čitanja priloga ocena je viša."


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """What one assessor handed in: the code and the files, in the order of signing."""

    code: str
    returns: tuple[MadeReturn, ...]


def work_on(
    package: MadePackage, out: Path, clock: StoryClock, figures: Figures, *, first: bool
) -> Handed:
    """An assessor with the program scores the applications of a package and returns them.

    Only in the `first` round does anybody step aside, return twice or in parts.
    """
    out.mkdir(parents=True, exist_ok=True)
    way = WAYS[package.code]
    desk = open_package(package.path, package.passphrase, clock=clock)
    try:
        made = _in_the_program(desk, package, out, figures, way if first else Way.PROGRAM, first)
    finally:
        desk.store.close()
    return Handed(code=package.code, returns=made)


def _in_the_program(
    desk: Desk, package: MadePackage, out: Path, figures: Figures, way: Way, first: bool
) -> tuple[MadeReturn, ...]:
    with desk.read() as session:
        terms = own_package(session).call_terms()
        rows = own_assessments(session)
    if first and package.code == STEPS_ASIDE[0]:
        _code, kind, reason = STEPS_ASIDE
        desk.run(recuse, application_id=rows[0].application_id, kind=kind, reason=reason)
        rows = rows[1:]
    path = out / f"{package.number}.iris-return"
    second = out / f"{package.number}-2.iris-return"
    if way is Way.PARTS:
        half = len(rows) // 2
        _score(desk, terms, rows[:half], package.code, figures)
        part = make_return(desk, out=path, incomplete=True)
        _score(desk, terms, rows[half:], package.code, figures)
        return part, make_return(desk, out=second)
    _score(desk, terms, rows, package.code, figures)
    made = make_return(desk, out=path)
    if way is not Way.TWICE:
        return (made,)
    _think_again(desk, terms, rows[0], package.code, figures)
    return made, make_return(desk, out=second)


def _score(
    desk: Desk, terms: CallTerms, rows: Sequence[OwnAssessmentRow], code: str, figures: Figures
) -> None:
    for row in rows:
        given = iter(figures(row.title, code))
        for section in terms.grid.sections:
            for item in section.items:
                figure = next(given)
                desk.run(
                    score_criterion,
                    application_id=row.application_id,
                    criterion=item.code,
                    score=Decimal(figure),
                    comment=ITEM_REMARKS.get(figure),
                )
            desk.run(
                write_comment,
                application_id=row.application_id,
                section=section.code,
                comment=SECTION_REMARKS[section.code],
            )
        desk.run(write_comment, application_id=row.application_id, comment=OVERALL)


def _think_again(
    desk: Desk, terms: CallTerms, row: OwnAssessmentRow, code: str, figures: Figures
) -> None:
    """The first criterion that can be raised by one is raised."""
    items = scoring_grid(terms).items
    for item, figure in zip(items, figures(row.title, code), strict=True):
        if int(figure) < item.maximum:
            desk.run(
                score_criterion,
                application_id=row.application_id,
                criterion=item.code,
                score=Decimal(int(figure) + 1),
                comment=SECOND_THOUGHT,
            )
            return
