"""Who may be mentored: the conditions of the call for mentoring (DOMAIN.md §1)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from iris_grants.kernel.problems import Problem, Where
from iris_grants.licensing.rules.licences import years_later

CONDITIONS = (
    "non_profit",
    "local",
    "registered_year",
    "in_country",
    "social_services",
    "improves_services",
    "independent",
    "wants_licence",
    "basic_capacity",
)
OF_LICENCES = frozenset({"wants_licence"})
"""Conditions that are not asked of those who want a quality framework only."""


def conditions_of(goal: str) -> tuple[str, ...]:
    """The conditions that are asked for a goal, in their order."""
    left_out = OF_LICENCES if goal == "quality_framework" else frozenset()
    return tuple(one for one in CONDITIONS if one not in left_out)


def open_and_failed(
    answers: Mapping[str, str], goal: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The conditions without an answer, and those that are not fulfilled."""
    asked = conditions_of(goal)
    unanswered = tuple(one for one in asked if one not in answers)
    return unanswered, tuple(one for one in asked if answers.get(one) == "no")


def check_answer(
    question: str, answer: str, evidence: str | None, registered_on: date | None, on: date
) -> tuple[Problem, ...]:
    """What is wrong with an answer given on a day; `registered_on` is known of some only.

    `licensing.condition_unknown`, `licensing.evidence_missing` (a yes without what proves
    it), `licensing.registered_less_than_year`.
    """
    if question not in CONDITIONS:
        return (Problem(code="licensing.condition_unknown", where=Where(key="question")),)
    found = []
    if answer == "yes" and not (evidence or "").strip():
        found.append(Problem(code="licensing.evidence_missing", where=Where(key="evidence")))
    young = registered_on is not None and years_later(registered_on, 1) > on
    if question == "registered_year" and answer == "yes" and registered_on and young:
        found.append(
            Problem(
                code="licensing.registered_less_than_year",
                where=Where(key="answer"),
                params={"registered": registered_on.isoformat()},
            )
        )
    return tuple(found)
