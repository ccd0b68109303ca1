"""Questions about a call: until when they are taken and answered, and what may be published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from iris_grants.calls.terms import CallTerms
from iris_grants.kernel.problems import Problem, Severity, Where

QUESTION_DAYS, ANSWER_DAYS = 10, 5
"""Days before the deadline until which questions are taken and answers published, unless the
call says; typical of sub-grants, PRAG has 21 and 11 (DOMAIN.md §3.2, presets)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionDates:
    """The last days for questions and answers; `preset` where the call itself is silent."""

    questions_until: date
    answers_until: date
    preset: bool


def question_dates(terms: CallTerms) -> QuestionDates:
    """Until when questions are taken and answers published, in the zone of the call."""
    deadline = terms.deadline_at.astimezone(ZoneInfo(terms.deadline_zone)).date()
    return QuestionDates(
        questions_until=terms.questions_until or deadline - timedelta(days=QUESTION_DAYS),
        answers_until=terms.answers_until or deadline - timedelta(days=ANSWER_DAYS),
        preset=terms.questions_until is None or terms.answers_until is None,
    )


def check_question(terms: CallTerms, received_on: date) -> tuple[Problem, ...]:
    """A warning for a question that came after the last day: it need not be answered."""
    until = question_dates(terms).questions_until
    if received_on <= until:
        return ()
    params = {"until": until.isoformat()}
    return (Problem(code="calls.question_late", severity=Severity.WARNING, params=params),)


def check_publication(terms: CallTerms, published_on: date) -> tuple[Problem, ...]:
    """A warning for answers that are published after the last day for them."""
    until = question_dates(terms).answers_until
    if published_on <= until:
        return ()
    params = {"until": until.isoformat()}
    return (Problem(code="calls.answers_late", severity=Severity.WARNING, params=params),)


def missing_languages(
    languages: Sequence[str], texts: dict[str, str | None], key: str
) -> tuple[Problem, ...]:
    """An error for each language of the call in which a text is not written."""
    return tuple(
        Problem(
            code="calls.text_missing",
            where=Where(key=f"{key}_{language}"),
            params={"language": f"form.language.{language}"},
        )
        for language in languages
        if not (texts.get(language) or "").strip()
    )
