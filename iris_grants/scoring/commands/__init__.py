"""The changes of scoring: committee, conflicts, assignment."""

from __future__ import annotations

from iris_grants.scoring.commands.assignment import Assigned, assign_applications
from iris_grants.scoring.commands.committee import Paper, add_member, sign_declaration
from iris_grants.scoring.commands.conflicts import (
    declare_conflict,
    detect_conflicts,
    resolve_conflict,
)

__all__ = [
    "Assigned",
    "Paper",
    "add_member",
    "assign_applications",
    "declare_conflict",
    "detect_conflicts",
    "resolve_conflict",
    "sign_declaration",
]
