"""What scoring shows: rows of the committee, its work and its results."""

from __future__ import annotations

from iris_grants.scoring.queries.committee import (
    AssignmentRow,
    ConflictRow,
    MemberRow,
    assignments_of,
    committee_of,
    conflicts_of,
    loads_of,
)

__all__ = [
    "AssignmentRow",
    "ConflictRow",
    "MemberRow",
    "assignments_of",
    "committee_of",
    "conflicts_of",
    "loads_of",
]
