"""The review of a report: its questions, and when it may be returned or approved."""

from __future__ import annotations

from collections.abc import Mapping

from iris_grants.kernel.problems import Problem, Where

BOTH = ("in_time", "period", "signed", "activities", "indicators", "deviations", "visibility")
QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "interim": (*BOTH, "finance_agrees"),
    "final": (*BOTH, "finance_agrees", "results", "records", "assets"),
}
"""The checklist by kind of report (DOMAIN.md §7.1, §9.1); the words are `report.check.<code>`."""

YES, NO = "yes", "no"
CORRECTABLE = frozenset(BOTH) - {"in_time"} | {"finance_agrees", "results", "records", "assets"}
"""Questions whose *no* stands against approval: what was late stays late."""


def check_return(comments: str) -> tuple[Problem, ...]:
    """A report is returned with what is to be corrected, or not at all."""
    if comments.strip():
        return ()
    return (Problem(code="reporting.comments_needed", where=Where(key="comments")),)


def check_approval(
    kind: str,
    answers: Mapping[str, str],
    *,
    recorded_by: str,
    approver: str,
    undecided_costs: int,
) -> tuple[Problem, ...]:
    """Problems of approving a report.

    Every question is answered, none of what can be corrected with *no*; who approves is
    not who recorded it (R-SEP); and the final report waits until every cost is accepted or
    disallowed, because nothing can be decided after it (DOMAIN.md §7.5).
    """
    problems = []
    if recorded_by == approver:
        problems.append(Problem(code="reporting.second_person_needed"))
    open_questions = [one for one in QUESTIONS[kind] if one not in answers]
    if open_questions:
        words = ", ".join(f"report.check.{one}" for one in open_questions)
        problems.append(Problem(code="reporting.questions_open", params={"questions": words}))
    against = [one for one, given in answers.items() if given == NO and one in CORRECTABLE]
    if against:
        words = ", ".join(f"report.check.{one}" for one in sorted(against))
        problems.append(Problem(code="reporting.answered_no", params={"questions": words}))
    if kind == "final" and undecided_costs:
        problems.append(Problem(code="reporting.costs_undecided", params={"n": undecided_costs}))
    return tuple(problems)
