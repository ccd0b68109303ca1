"""What the form answers of the checklist, and who may go on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from iris_grants.applications.filled import FilledForm, filled_form
from iris_grants.applications.rules.checks import (
    Answer,
    CheckFacts,
    automatic_answers,
    full_months,
)
from iris_grants.applications.rules.decisions import (
    GivenAnswer,
    check_admission,
    check_dismissal,
)
from iris_grants.calls.form_layout import layout_of
from iris_grants.calls.form_parts import CellValue
from iris_grants.kernel.problems import Severity
from iris_grants.wording import sentence
from tests.iris_grants.calls.sample_call import sample_terms
from tests.iris_grants.calls.sample_values import sample_values

TERMS = sample_terms()
LAYOUT = layout_of(TERMS)
FACTS = CheckFacts(
    minutes_late=0,
    attached=frozenset({"statute"}),
    partner_of_action=False,
    as_lead=1,
    as_partner=0,
    call_day=date(2023, 9, 30),
)


def form(**changes: CellValue | None) -> FilledForm:
    return filled_form(LAYOUT, "en", sample_values(**changes))


def answers(facts: CheckFacts = FACTS, **changes: CellValue | None) -> dict[str, str]:
    given = automatic_answers(TERMS, form(**changes), facts)
    return {answer.question: answer.answer.value for answer in given}


def said(question: str, facts: CheckFacts = FACTS, **changes: CellValue | None) -> list[str]:
    for answer in automatic_answers(TERMS, form(**changes), facts):
        if answer.question == question:
            assert (answer.answer is Answer.NO) == bool(answer.findings)
            return [sentence(finding) for finding in answer.findings]
    raise AssertionError(question)


def test_good_form_answers_every_automatic_question() -> None:
    assert answers() == {
        "A1": "yes",
        "A2": "yes",
        "A4": "yes",
        "A5": "not_applicable",
        "A6": "yes",
        "A8": "yes",
        "A9": "yes",
        "A10": "yes",
        "A12": "yes",
        "EL-3": "yes",
        "EL-4": "yes",
        "EL-9": "yes",
        "EL-10": "yes",
    }


def test_question_that_is_not_automatic_is_left_to_people() -> None:
    checklist = tuple(replace(each, automatic=False) for each in TERMS.checklist)
    assert automatic_answers(replace(TERMS, checklist=checklist), form(), FACTS) == ()


def test_what_the_form_does_not_say_is_left_to_people() -> None:
    left = answers(applicant__registered_on=None, project__country=None)
    assert {"EL-3", "A10"} & left.keys() == set()


@pytest.mark.parametrize(
    ("question", "facts", "words"),
    [
        ("A1", {"minutes_late": 7}, ["Received 7 minutes after the deadline."]),
        ("A12", {"attached": frozenset()}, ["The required attachment “Statute” is missing."]),
        ("EL-9", {"partner_of_action": True}, ["The applicant is a partner of the programme."]),
        (
            "EL-10",
            {"as_lead": 2, "as_partner": 3},
            [
                "The organisation leads 2 applications to this call, at most 1 are allowed.",
                "The organisation is a partner in 3 applications, at most 1 are allowed.",
            ],
        ),
    ],
)
def test_facts_beside_the_form_count(
    question: str, facts: dict[str, object], words: list[str]
) -> None:
    changed = {name: getattr(FACTS, name) for name in FACTS.__slots__} | facts
    assert said(question, CheckFacts(**changed)) == words


@pytest.mark.parametrize(
    ("question", "changes", "words"),
    [
        (
            "A4",
            {"declaration__not_listed": "no", "declaration__signatory": None},
            [
                "Not every statement of the declaration is a yes.",
                "The declaration lacks its signatory or date.",
            ],
        ),
        (
            "A5",
            {"partner__1__name": "Most", "partner__1__mandate": "no"},
            ["The mandate of Most is not signed."],
        ),
        (
            "A6",
            {"funding__own": Decimal("600.00")},
            ["The sources of funding differ from the total costs by \N{MINUS SIGN}30.21."],
        ),
        (
            "A6",
            {"budget__indirect__percent": Decimal("7.5"), "funding__own": Decimal("675.22")},
            ["Indirect costs are more than 7 % of the direct costs."],
        ),
        ("A6", {"budget__1__1__description": None}, ["Budget line 1.1 has no description."]),
        (
            "A8",
            {"funding__requested": Decimal("4999.99")},
            ["The requested 4,999.99 EUR is not between 5,000.00 and 15,000.00."],
        ),
        (
            "A8",
            {"funding__requested": Decimal("9700")},
            ["More than 100 % of the costs is requested."],
        ),
        ("A9", {"project__duration_months": 5}, ["5 months is not between 6 and 12."]),
        (
            "EL-3",
            {"applicant__registered_on": date(2022, 10, 1)},
            ["The organisation is registered for 11 full months, 12 are required."],
        ),
    ],
)
def test_form_outside_the_rules_is_a_no_with_its_reason(
    question: str, changes: dict[str, CellValue | None], words: list[str]
) -> None:
    assert said(question, FACTS, **changes) == words


def test_limits_themselves_are_inside() -> None:
    for amount in ("5000.00", "15000.00"):
        units = Decimal("30") if amount == "15000.00" else Decimal("8")
        found = answers(funding__requested=Decimal(amount), budget__1__1__units=units)
        assert found["A8"] == "yes"
    assert answers(applicant__registered_on=date(2022, 9, 30))["EL-3"] == "yes"


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2022, 9, 30), date(2023, 9, 30), 12),
        (date(2022, 10, 1), date(2023, 9, 30), 11),
        (date(2023, 9, 30), date(2023, 9, 30), 0),
        (date(2023, 10, 1), date(2023, 9, 30), -1),
    ],
)
def test_full_months(start: date, end: date, months: int) -> None:
    assert full_months(start, end) == months


def given_by(people: int, answer: Answer = Answer.YES, **changed: Answer) -> list[GivenAnswer]:
    return [
        GivenAnswer(
            question=question.code,
            person_id=f"person {number}",
            answer=changed.get(question.code.replace("-", "_"), answer),
            automatic=False,
        )
        for question in TERMS.checklist
        for number in range(people)
    ]


def points(given: list[GivenAnswer], people: int = 1) -> list[tuple[str | None, str, Severity]]:
    found = check_admission(replace(TERMS, checks_by=people), given)
    return [(each.where.key, each.code, each.severity) for each in found]


def test_all_answered_with_yes_admits() -> None:
    assert points(given_by(1)) == []
    assert points(given_by(2), people=2) == []


def test_program_alone_is_nobody() -> None:
    automatic = [replace(each, automatic=True) for each in given_by(1)]
    assert {code for _, code, _ in points(automatic)} == {"applications.check_open"}


def test_every_question_needs_as_many_people_as_the_call_wants() -> None:
    assert len(points(given_by(1), people=2)) == len(TERMS.checklist)


def test_hard_no_blocks_and_soft_no_warns() -> None:
    assert points(given_by(1, A1=Answer.NO, EL_1=Answer.NO)) == [
        ("A1", "applications.check_failed", Severity.ERROR),
        ("EL-1", "applications.check_failed", Severity.WARNING),
    ]


def test_people_who_disagree_block() -> None:
    given = [*given_by(1), *(replace(each, person_id="x") for each in given_by(1, A2=Answer.NO))]
    assert points(given, people=2) == [("A2", "applications.check_disputed", Severity.ERROR)]


@pytest.mark.parametrize(
    ("reason", "state", "codes"),
    [
        ("late", "received", []),
        ("duplicate", "checking", []),
        ("late", "admitted", ["applications.not_open"]),
        ("because", "dismissed", ["applications.reason_unknown", "applications.not_open"]),
    ],
)
def test_dismissal_needs_a_known_reason_and_an_open_file(
    reason: str, state: str, codes: list[str]
) -> None:
    assert [each.code for each in check_dismissal(reason, state, "IP-001")] == codes


def test_indirect_costs_may_be_rounded_up_to_the_cent() -> None:
    whole = form()
    for direct, indirect, answer in (
        (14_378_40, 1_006_49, "yes"),
        (14_378_40, 1_006_50, "no"),
        (10_000_00, 700_00, "yes"),
    ):
        total = direct + indirect
        totals = replace(
            whole.totals, direct=direct, indirect=indirect, contingency=0, total=total, difference=0
        )
        given = automatic_answers(TERMS, replace(whole, totals=totals), FACTS)
        assert [one.answer for one in given if one.question == "A6"] == [answer]
