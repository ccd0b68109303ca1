"""The pure decisions of reports, indicators, closure and retention."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iris_grants.reporting.narrative import CODES, FIELDS, check_answers, read_back, stored
from iris_grants.reporting.rules.closure import (
    ClosureFacts,
    check_closure,
    closure_points,
    retention,
)
from iris_grants.reporting.rules.indicators import (
    IndicatorTerms,
    Value,
    achieved_percent,
    check_progress,
    check_value,
)
from iris_grants.reporting.rules.review import QUESTIONS, check_approval
from iris_grants.reporting.rules.schedule import (
    Standing,
    check_report_period,
    planned_reports,
    standing,
)

STARTS, ENDS = date(2023, 12, 15), date(2024, 10, 14)
PEOPLE = IndicatorTerms(code="I1", people=True, target=40_000)


@given(
    days=st.integers(min_value=30, max_value=900), interims=st.integers(min_value=0, max_value=12)
)
def test_interim_reports_cover_the_contract_without_gap_or_overlap(
    days: int, interims: int
) -> None:
    ends = STARTS + timedelta(days=days)
    planned = planned_reports(STARTS, ends, interims=interims, interim_days=15, final_days=30)
    assert [one.number for one in planned] == list(range(1, interims + 2))
    following = STARTS
    for one in planned[:-1]:
        assert one.period_to is not None
        assert one.period_from == following <= one.period_to < ends
        following = one.period_to + timedelta(days=1)
    final = planned[-1]
    assert (final.kind, final.period_from, final.period_to, final.due_days) == (
        "final",
        STARTS,
        None,
        30,
    )


@pytest.mark.parametrize(
    ("start", "end", "codes"),
    [
        (STARTS, ENDS, []),
        (ENDS, STARTS, ["reporting.period_reversed"]),
        (STARTS - timedelta(days=1), ENDS, ["reporting.outside_contract"]),
        (STARTS, ENDS + timedelta(days=1), ["reporting.outside_contract"]),
    ],
)
def test_period_of_a_report_lies_in_the_contract(start: date, end: date, codes: list[str]) -> None:
    found = check_report_period(start, end, starts_on=STARTS, ends_on=ENDS)
    assert [one.code for one in found] == codes


@pytest.mark.parametrize(
    ("state", "days", "wanted"),
    [
        ("due", 15, Standing.LATER),
        ("due", 14, Standing.SOON),
        ("due", 0, Standing.SOON),
        ("due", -1, Standing.OVERDUE),
        ("returned", 3, Standing.RETURNED),
        ("returned", -1, Standing.OVERDUE),
        ("received", -9, Standing.RECEIVED),
        ("approved", -9, Standing.APPROVED),
    ],
)
def test_standing_of_a_report_on_a_day(state: str, days: int, wanted: Standing) -> None:
    assert standing(state, ENDS + timedelta(days=days), ENDS) is wanted


@pytest.mark.parametrize(
    ("value", "codes"),
    [
        (Value(total=40_000, female=22_000, male=15_000, other=1_000, unknown=2_000), []),
        (Value(total=40_000, female=40_000), []),
        (Value(total=0, female=0), []),
        (Value(total=40_000), ["reporting.people_without_sex"]),
        (Value(total=40_000, female=22_000, male=15_000), ["reporting.parts_differ"]),
        (Value(total=1_500, female=1_500), ["reporting.people_not_whole"]),
        (Value(total=1_000, female=-1_000, male=2_000), ["reporting.value_negative"]),
    ],
)
def test_people_are_whole_and_add_up_by_sex(value: Value, codes: list[str]) -> None:
    assert [one.code for one in check_value(PEOPLE, value)] == codes


def test_value_of_something_else_needs_no_sex_and_may_have_decimals() -> None:
    terms = IndicatorTerms(code="I2", people=False, target=0)
    assert check_value(terms, Value(total=2_500)) == []
    assert achieved_percent(terms, 2_500) is None
    assert achieved_percent(PEOPLE, 30_000) == 75


def test_value_that_fell_is_a_warning() -> None:
    now, before = Value(total=9_000, female=9_000), Value(total=10_000, female=10_000)
    assert [one.code for one in check_progress(PEOPLE, now, before)] == ["reporting.value_fell"]
    assert check_progress(PEOPLE, before, now) == []
    assert check_progress(PEOPLE, now, None) == []


def test_narrative_asks_for_what_its_kind_requires() -> None:
    assert {one.where.key for one in check_answers("interim", {})} == {
        "summary",
        "target_groups",
        "results",
        "activities",
        "deviations",
        "next_steps",
        "visibility",
        "signatory",
    }
    filled = dict.fromkeys(CODES, "Tekst.")
    assert check_answers("final", filled) == ()
    (too_long,) = check_answers("final", {**filled, "summary": "x" * 20_001})
    assert too_long.code == "reporting.field_too_long"


@given(st.fixed_dictionaries({}, optional={one.code: st.text() for one in FIELDS}))
def test_narrative_is_read_back_as_it_was_stored(answers: dict[str, str]) -> None:
    kept = {code: text.strip() for code, text in answers.items() if text.strip()}
    assert read_back(stored(answers)) == kept


def test_approval_names_everything_that_stands_against_it() -> None:
    answers = dict.fromkeys(QUESTIONS["final"], "yes") | {"in_time": "no", "results": "no"}
    del answers["assets"]
    found = check_approval("final", answers, recorded_by="p", approver="p", undecided_costs=2)
    assert {one.code: one.params for one in found} == {
        "reporting.second_person_needed": {},
        "reporting.questions_open": {"questions": "report.check.assets"},
        "reporting.answered_no": {"questions": "report.check.results"},
        "reporting.costs_undecided": {"n": 2},
    }
    late = dict.fromkeys(QUESTIONS["interim"], "yes") | {"in_time": "no"}
    assert not check_approval("interim", late, recorded_by="p", approver="q", undecided_costs=2)


def facts(**changes: object) -> ClosureFacts:
    sound: dict[str, object] = {
        "final_report": "approved",
        "open_reports": 0,
        "final": 950_000,
        "paid": 950_000,
        "recovery": None,
        "settled": False,
        "payments_open": 0,
        "equipment_minor": 120_000,
        "asset_papers": 1,
        "findings_open": 0,
        "visibility_items": 1,
    }
    return ClosureFacts(**{**sound, **changes})  # type: ignore[arg-type]  # - kinds differ by name


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, []),
        ({"final_report": "received"}, ["reporting.reports_missing"]),
        ({"open_reports": 1}, ["reporting.reports_missing"]),
        ({"final": None}, ["reporting.final_amount_missing", "reporting.balance_missing"]),
        ({"paid": 800_000}, ["reporting.balance_missing"]),
        ({"paid": 960_000}, ["reporting.balance_missing"]),
        ({"paid": 960_000, "recovery": "debit_note"}, ["reporting.balance_missing"]),
        ({"paid": 960_000, "recovery": "paid", "settled": True}, []),
        ({"payments_open": 1}, ["reporting.payments_missing"]),
        ({"asset_papers": 0}, ["reporting.assets_missing"]),
        ({"asset_papers": 0, "equipment_minor": 0}, []),
        ({"findings_open": 2}, ["reporting.findings_missing"]),
        ({"visibility_items": 0}, ["reporting.visibility_missing"]),
    ],
)
def test_closure_names_every_point_that_is_not_met(
    changes: dict[str, object], codes: list[str]
) -> None:
    assert [one.code for one in check_closure(closure_points(facts(**changes)))] == codes


@pytest.mark.parametrize(
    ("closed", "parent", "years", "accounting", "hold", "until", "basis"),
    [
        (date(2025, 2, 3), None, 5, 3, None, date(2031, 1, 31), "end_of_action"),
        (date(2025, 2, 3), date(2026, 9, 30), 5, 3, None, date(2031, 9, 30), "parent_balance"),
        (date(2025, 2, 3), date(2026, 9, 30), 5, 10, None, date(2035, 12, 31), "parent_balance"),
        (date(2025, 2, 3), None, 5, 10, date(2036, 5, 1), date(2036, 5, 1), "hold"),
        (date(2025, 2, 3), None, 5, 10, date(2030, 5, 1), date(2035, 12, 31), "end_of_action"),
        (date(2025, 2, 3), date(2024, 2, 29), 5, 3, None, date(2029, 2, 28), "parent_balance"),
    ],
)
def test_papers_are_kept_until_the_latest_of_all_duties(
    closed: date,
    parent: date | None,
    years: int,
    accounting: int,
    hold: date | None,
    until: date,
    basis: str,
) -> None:
    kept = retention(
        closed_on=closed,
        parent_balance_on=parent,
        action_ends_on=date(2026, 1, 31),
        years=years,
        accounting_years=accounting,
        hold_until=hold,
    )
    assert (kept.until, kept.basis) == (until, basis)
