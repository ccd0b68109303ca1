"""Validity, the limited licence, renewal in time, the conditions for mentoring, reminders."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from iris_grants.licensing.rules.licences import (
    check_licence,
    check_renewal,
    valid_until,
    years_later,
)
from iris_grants.licensing.rules.reminders import (
    Urgency,
    day_reminder,
    evaluation_reminder,
    licence_reminder,
)
from iris_grants.licensing.rules.selection import CONDITIONS, check_answer, open_and_failed

FROM = date(2025, 1, 1)
END = date(2030, 12, 31)


def test_years_end_on_the_day_before() -> None:
    assert valid_until(FROM, 6) == END
    assert years_later(date(2024, 2, 29), 1) == date(2025, 3, 1)


@pytest.mark.parametrize(
    ("limited", "until", "had", "codes"),
    [
        (False, END, True, []),
        (True, date(2029, 12, 31), False, []),
        (True, date(2030, 1, 1), False, ["licensing.limited_too_long"]),
        (True, None, False, ["licensing.limited_needs_end"]),
        (True, date(2029, 12, 31), True, ["licensing.limited_only_once"]),
    ],
)
def test_limited_licence_is_short_and_given_once(
    limited: bool, until: date | None, had: bool, codes: list[str]
) -> None:
    found = check_licence(
        valid_from=FROM, valid_to=until, limited=limited, limited_years=5, had_limited=had
    )
    assert [problem.code for problem in found] == codes


def test_renewal_begins_nine_months_before_the_end() -> None:
    first = END - timedelta(days=270)
    assert check_renewal(END, first) == ()
    early = check_renewal(END, first - timedelta(days=1))
    assert [(one.code, one.params["first"]) for one in early] == [
        ("licensing.renewal_too_early", first.isoformat())
    ]
    assert [one.code for one in check_renewal(None, first)] == ["licensing.licence_without_end"]


@pytest.mark.parametrize(
    ("left", "code", "urgency"),
    [
        (271, None, None),
        (270, "reminder.licence_270", Urgency.AHEAD),
        (181, "reminder.licence_270", Urgency.AHEAD),
        (180, "reminder.licence_180", Urgency.AHEAD),
        (90, "reminder.licence_90", Urgency.SOON),
        (0, "reminder.licence_90", Urgency.SOON),
        (-1, "reminder.licence_expired", Urgency.OVERDUE),
    ],
)
def test_licence_is_reminded_of_three_times(
    left: int, code: str | None, urgency: Urgency | None
) -> None:
    found = licence_reminder("L", END, False, END - timedelta(days=left))
    assert (found and found.code) == code
    assert (found and found.urgency) == urgency


def test_limited_licence_says_that_it_cannot_be_repeated() -> None:
    found = licence_reminder("L", END, True, END - timedelta(days=100))
    assert found is not None
    assert found.code == "reminder.limited_ends_180"


def test_days_and_yearly_evaluations_are_reminded_of() -> None:
    assert day_reminder("c", END, END - timedelta(days=31)) is None
    soon, late = day_reminder("c", END, END), day_reminder("c", END, END + timedelta(days=1))
    assert (soon and soon.urgency, late and late.urgency) == (Urgency.SOON, Urgency.OVERDUE)
    assert evaluation_reminder(FROM, None, date(2025, 11, 1)) is None
    due = evaluation_reminder(FROM, date(2026, 2, 10), date(2027, 3, 1))
    assert due is not None
    assert (due.due_on, due.urgency) == (date(2027, 2, 10), Urgency.OVERDUE)


@pytest.mark.parametrize(
    ("question", "answer", "evidence", "since", "codes"),
    [
        ("local", "yes", "statut", None, []),
        ("local", "no", None, None, []),
        ("local", "yes", " ", None, ["licensing.evidence_missing"]),
        ("unheard_of", "yes", "x", None, ["licensing.condition_unknown"]),
        ("registered_year", "yes", "x", date(2023, 3, 5), ["licensing.registered_less_than_year"]),
        ("registered_year", "yes", "x", date(2023, 3, 4), []),
        ("registered_year", "no", None, date(2023, 3, 5), []),
    ],
)
def test_conditions_are_proved(
    question: str, answer: str, evidence: str | None, since: date | None, codes: list[str]
) -> None:
    found = check_answer(question, answer, evidence, since, date(2024, 3, 4))
    assert [problem.code for problem in found] == codes


def test_frameworks_do_not_ask_for_the_wish_of_a_licence() -> None:
    answers = dict.fromkeys(CONDITIONS[:-2], "yes")
    assert open_and_failed(answers, "licence") == (("wants_licence", "basic_capacity"), ())
    assert open_and_failed({**answers, "local": "no"}, "quality_framework") == (
        ("basic_capacity",),
        ("local",),
    )
