"""What the assessor's window reads once from a working store, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iris_grants.calls.terms import CallTerms
from iris_grants.scoring.assessed import scoring_grid
from iris_grants.scoring.package import Package
from iris_grants.scoring.queries.assessing import (
    OwnAssessmentRow,
    SentRow,
    own_assessments,
    own_package,
    sent_returns,
)
from iris_grants.scoring.rules.grid import Grid

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """A package under work: what it says, the grid, and all that was scored so far."""

    package: Package
    terms: CallTerms
    grid: Grid
    rows: tuple[OwnAssessmentRow, ...]
    sent: tuple[SentRow, ...]


def read_assignment(session: Session) -> Assignment:
    """Everything the window needs before an application is opened."""
    package = own_package(session)
    terms = package.call_terms()
    return Assignment(
        package=package,
        terms=terms,
        grid=scoring_grid(terms),
        rows=own_assessments(session),
        sent=sent_returns(session),
    )
