"""The changes of scoring: the office's side and the assessor's."""

from __future__ import annotations

from iris_grants.scoring.commands.assessing import (
    Filled,
    Given,
    clear_score,
    fill_scores,
    recuse,
    score_criterion,
    set_not_applicable,
    take_back_recusal,
    write_comment,
)
from iris_grants.scoring.commands.assignment import Assigned, assign_applications
from iris_grants.scoring.commands.committee import Paper, add_member, sign_declaration
from iris_grants.scoring.commands.conflicts import (
    declare_conflict,
    detect_conflicts,
    resolve_conflict,
)
from iris_grants.scoring.commands.entering import Entered, enter_return
from iris_grants.scoring.commands.merge import (
    TakenReturn,
    confirm_key,
    decide_return,
    merge_returns,
)
from iris_grants.scoring.commands.noting import write_note
from iris_grants.scoring.commands.ranking import fix_ranking, name_third_assessor

__all__ = [
    "Assigned",
    "Entered",
    "Filled",
    "Given",
    "Paper",
    "TakenReturn",
    "add_member",
    "assign_applications",
    "clear_score",
    "confirm_key",
    "decide_return",
    "declare_conflict",
    "detect_conflicts",
    "enter_return",
    "fill_scores",
    "fix_ranking",
    "merge_returns",
    "name_third_assessor",
    "recuse",
    "resolve_conflict",
    "score_criterion",
    "set_not_applicable",
    "sign_declaration",
    "take_back_recusal",
    "write_comment",
    "write_note",
]
