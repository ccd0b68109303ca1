"""Who may go on to assessment, and for which reasons a file is closed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from iris_grants.applications.rules.checks import Answer
from iris_grants.applications.rules.reasons import DISMISSAL_REASONS as DISMISSAL_REASONS
from iris_grants.applications.rules.reasons import VERIFIED_LATER
from iris_grants.calls.terms import CallTerms, CheckQuestion
from iris_grants.kernel.problems import Problem, Severity, Where

OPEN_STATES = frozenset({"received", "checking"})
VERIFIABLE = frozenset({"admitted", "assessed", "selected", "reserve"})
"""States after admission in which what was stated is verified (DOMAIN.md §4.7, EV-08)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenAnswer:
    """One answer on file; `automatic` ones were given by the program and need a person."""

    question: str
    person_id: str
    answer: Answer
    automatic: bool


def check_admission(terms: CallTerms, answers: Iterable[GivenAnswer]) -> tuple[Problem, ...]:
    """What stands against admitting an application to assessment.

    Errors: a question that fewer people answered than the call wants
    (`applications.check_open`), people who disagree (`applications.check_disputed`), a hard
    question with a no (`applications.check_failed`). A soft no is a warning.
    """
    given: dict[str, list[GivenAnswer]] = defaultdict(list)
    for answer in answers:
        if not answer.automatic:
            given[answer.question].append(answer)
    return tuple(
        problem
        for question in terms.checklist
        for problem in _judge(question, given[question.code], terms.checks_by)
    )


def check_dismissal(reason: str, state: str, number: str) -> tuple[Problem, ...]:
    """What stands against dismissing an application for a reason code.

    After admission only what the verification brings out is a ground (EV-08).
    """
    problems = []
    if reason not in DISMISSAL_REASONS:
        params = {"reason": reason, "known": ", ".join(DISMISSAL_REASONS)}
        problems.append(
            Problem(code="applications.reason_unknown", where=Where(key="reason"), params=params)
        )
    later = state in VERIFIABLE and reason in VERIFIED_LATER
    if state not in OPEN_STATES and not later:
        problems.append(not_open(number, state))
    return tuple(problems)


def not_open(number: str, state: str) -> Problem:
    """The problem of an application that is no longer under check."""
    params = {"number": number, "state": f"state.application.{state}"}
    return Problem(code="applications.not_open", params=params)


def _judge(question: CheckQuestion, given: Sequence[GivenAnswer], people: int) -> list[Problem]:
    where = Where(key=question.code)
    if len(given) < people:
        params: dict[str, str | int] = {"given": len(given), "wanted": people}
        return [Problem(code="applications.check_open", where=where, params=params)]
    answers = {answer.answer for answer in given}
    if len(answers) > 1:
        return [Problem(code="applications.check_disputed", where=where)]
    if answers == {Answer.NO}:
        severity = Severity.ERROR if question.hard else Severity.WARNING
        return [Problem(code="applications.check_failed", where=where, severity=severity)]
    return []
