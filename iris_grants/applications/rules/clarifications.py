"""Requests for clarification: what state one is in, and what it means for the application."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from iris_grants.kernel.problems import Problem, Severity, Where

CLARIFIABLE = frozenset({"received", "checking", "admitted", "assessed", "selected", "reserve"})
"""States in which an applicant may still be asked (DOMAIN.md §4.2; EV-08 for the selected)."""


class ClarificationState(StrEnum):
    """Where a request stands."""

    AWAITED = "awaited"
    OVERDUE = "overdue"
    ANSWERED = "answered"
    LATE = "late"


LACKING = frozenset({ClarificationState.OVERDUE, ClarificationState.LATE})
"""States that are a ground of dismissal: no answer in the time given, or one after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedClarification:
    """A request with its deadline, and the day on which an answer came (none yet: None)."""

    number: int
    due_on: date
    received_on: date | None


def clarification_state(
    due_on: date, received_on: date | None, today: date | None
) -> ClarificationState:
    """Where a request stands on a day; without a day an unanswered one is awaited.

    An answer on the last day is in time; whatever comes later is late (DOMAIN.md §4.2).
    """
    if received_on is not None:
        in_time = received_on <= due_on
        return ClarificationState.ANSWERED if in_time else ClarificationState.LATE
    if today is not None and today > due_on:
        return ClarificationState.OVERDUE
    return ClarificationState.AWAITED


def check_request(
    number: str, state: str, questions: str, register_no: str, asked_on: date, due_on: date
) -> tuple[Problem, ...]:
    """What stands against asking: nothing asked, no register number, no time to answer."""
    found = []
    if state not in CLARIFIABLE:
        params = {"number": number, "state": f"state.application.{state}"}
        found.append(Problem(code="applications.not_clarifiable", params=params))
    if not questions.strip():
        found.append(_problem("applications.questions_empty", "questions"))
    if not register_no.strip():
        found.append(_problem("applications.register_no_needed", "register_no"))
    if due_on <= asked_on:
        found.append(_problem("applications.due_before_asked", "due_on"))
    return tuple(found)


def check_clarifications(
    asked: Iterable[AskedClarification], today: date | None
) -> tuple[Problem, ...]:
    """What the requests of an application mean for its admission.

    An answer that is still awaited is an error; one that failed to come or came late is a
    warning, since it is a ground of dismissal but the office may weigh it (DOMAIN.md §4.2).
    """
    found = []
    for one in asked:
        state = clarification_state(one.due_on, one.received_on, today)
        if state is ClarificationState.ANSWERED:
            continue
        awaited = state is ClarificationState.AWAITED
        found.append(
            Problem(
                code=f"applications.clarification_{state}",
                where=Where(key=f"clarification.{one.number}"),
                severity=Severity.ERROR if awaited else Severity.WARNING,
                params={"number": one.number, "due": one.due_on.isoformat()},
            )
        )
    return tuple(found)


def is_lacking(asked: Iterable[AskedClarification], today: date) -> bool:
    """Whether an answer is missing or late, so that the application may be dismissed for it."""
    return any(clarification_state(one.due_on, one.received_on, today) in LACKING for one in asked)


def _problem(code: str, key: str) -> Problem:
    return Problem(code=code, where=Where(key=key))
