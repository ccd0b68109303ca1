"""What scoring shows: the committee, its work and its results; the assessor's own work."""

from __future__ import annotations

from iris_grants.scoring.queries.assessing import OwnAssessmentRow, own_assessments, own_package
from iris_grants.scoring.queries.committee import (
    AssignmentRow,
    ConflictRow,
    MemberRow,
    assignments_of,
    committee_of,
    conflicts_of,
    loads_of,
)
from iris_grants.scoring.queries.ranking import (
    FixedRanking,
    current_ranking,
    fixed_rankings,
    lots_of,
    ranking_input,
    ranking_terms,
)
from iris_grants.scoring.queries.returns import PartRow, ReturnRow, returns_of

__all__ = [
    "AssignmentRow",
    "ConflictRow",
    "FixedRanking",
    "MemberRow",
    "OwnAssessmentRow",
    "PartRow",
    "ReturnRow",
    "assignments_of",
    "committee_of",
    "conflicts_of",
    "current_ranking",
    "fixed_rankings",
    "loads_of",
    "lots_of",
    "own_assessments",
    "own_package",
    "ranking_input",
    "ranking_terms",
    "returns_of",
]
