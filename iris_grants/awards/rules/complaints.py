"""Complaints: how long one may complain, until when it is answered, and who may decide it."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, timedelta
from enum import StrEnum

from iris_grants.kernel.problems import Problem, Where

ANSWER_DAYS = 15
"""Preset of the office for the decision; PRAG 2.12.1 gives 45 (DOMAIN.md §4.9, unverified)."""

DECISIONS = ("upheld", "dismissed", "inadmissible")


class ComplaintState(StrEnum):
    """Where a complaint stands."""

    RECEIVED = "received"
    ASSIGNED = "assigned"
    OVERDUE = "overdue"
    DECIDED = "decided"
    ANSWERED = "answered"


def complaint_state(
    *,
    assigned: bool,
    decided: bool,
    answered: bool,
    due_on: date,
    today: date | None,
) -> ComplaintState:
    """Where a complaint stands on a day; one that is not decided in time is overdue."""
    if answered:
        return ComplaintState.ANSWERED
    if decided:
        return ComplaintState.DECIDED
    if today is not None and today > due_on:
        return ComplaintState.OVERDUE
    return ComplaintState.ASSIGNED if assigned else ComplaintState.RECEIVED


def is_in_time(received_on: date, notified_on: date | None, days: int) -> bool:
    """Whether a complaint came within the days that the letter gave; without letter, it did.

    `days` are calendar days after the letter (DOMAIN.md §4.9, preset of the call).
    """
    return notified_on is None or received_on <= notified_on + timedelta(days=days)


def check_decider(person_id: str, name: str, evaluators: Container[str]) -> tuple[Problem, ...]:
    """A problem if somebody who took part in the evaluation would decide (R-SEP, §14)."""
    if person_id not in evaluators:
        return ()
    params = {"name": name}
    return (
        Problem(code="awards.complaint_by_evaluator", where=Where(key="person_id"), params=params),
    )
