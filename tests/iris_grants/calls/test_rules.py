"""Tests of what must hold before a call is published or closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from iris_grants.calls.parse import parse_call
from iris_grants.calls.rules import (
    ELEMENTS,
    check_closable,
    check_publishable,
    is_late,
    missing_elements,
)
from iris_grants.calls.terms import CallTerms
from iris_grants.kernel.money import Money
from iris_grants.kernel.problems import Problem, Severity
from iris_grants.programme.fields import NO_WORDS
from iris_grants.programme.templates import load_template

TERMS = parse_call(load_template("calls/iris-progres-2023"))
NOTHING = Money(0, "EUR")
CEILING = Money.of(60_000, "EUR")
BEFORE = datetime(2023, 9, 25, tzinfo=UTC)


@pytest.mark.parametrize(
    ("terms", "missing"),
    [
        (replace(TERMS, objectives=()), "objectives"),
        (replace(TERMS, results=()), "objectives"),
        (replace(TERMS, activities=()), "activities"),
        (replace(TERMS, entities=()), "entities"),
        (replace(TERMS, criteria=()), "criteria"),
        (replace(TERMS, max_amount=NOTHING), "max_amount"),
        (replace(TERMS, amount_method=NO_WORDS), "amount_method"),
        (replace(TERMS, envelope=NOTHING), "envelope"),
    ],
)
def test_each_of_the_seven_elements_blocks_publication(terms: CallTerms, missing: str) -> None:
    assert missing_elements(terms) == (missing,)
    assert [problem.params for problem in _errors(terms)] == [
        {"element": f"calls.element.{missing}"}
    ]


def test_a_complete_call_can_be_published_with_a_warning_about_its_grid() -> None:
    assert missing_elements(TERMS) == ()
    (problem,) = _check(TERMS)

    assert (problem.code, problem.severity) == ("calls.grid_unverified", Severity.WARNING)
    verified = replace(TERMS, grid=replace(TERMS.grid, verified=True))
    assert _check(verified) == ()


def test_the_ceiling_per_third_party_bounds_the_largest_amount() -> None:
    at_ceiling = replace(TERMS, max_amount=CEILING)
    above = replace(TERMS, max_amount=CEILING + Money(1, "EUR"))

    assert _errors(at_ceiling) == []
    assert [problem.code for problem in _errors(above)] == ["calls.over_ceiling"]


def test_the_grant_rules_must_be_in_the_store() -> None:
    problems = check_publishable(TERMS, ceiling=CEILING, rule_sets=frozenset(), now=BEFORE)

    assert [problem.code for problem in problems] == [
        "calls.rule_set_missing",
        "calls.grid_unverified",
    ]


def test_a_deadline_that_has_passed_is_a_warning() -> None:
    after = TERMS.deadline_at + timedelta(seconds=1)
    problems = check_publishable(
        TERMS, ceiling=CEILING, rule_sets=frozenset({"FSTP-2018"}), now=after
    )

    assert [problem.code for problem in problems] == [
        "calls.deadline_past",
        "calls.grid_unverified",
    ]
    assert {problem.severity for problem in problems} == {Severity.WARNING}


def test_a_call_closes_at_its_deadline_and_not_before() -> None:
    before = TERMS.deadline_at - timedelta(seconds=1)

    assert [problem.code for problem in check_closable(TERMS, before)] == ["calls.deadline_ahead"]
    assert check_closable(TERMS, TERMS.deadline_at) == ()


def test_late_is_what_comes_after_the_deadline() -> None:
    assert not is_late(TERMS, TERMS.deadline_at)
    assert is_late(TERMS, TERMS.deadline_at + timedelta(seconds=1))


def test_every_element_can_be_missing() -> None:
    nothing = replace(
        TERMS,
        objectives=(),
        activities=(),
        entities=(),
        criteria=(),
        max_amount=NOTHING,
        amount_method=NO_WORDS,
        envelope=NOTHING,
    )

    assert missing_elements(nothing) == ELEMENTS


def _check(terms: CallTerms) -> tuple[Problem, ...]:
    return check_publishable(terms, ceiling=CEILING, rule_sets=frozenset({"FSTP-2018"}), now=BEFORE)


def _errors(terms: CallTerms) -> list[Problem]:
    return [problem for problem in _check(terms) if problem.severity is Severity.ERROR]
