"""Which step may follow which, and what each one asks for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from iris_grants.kernel.problems import errors_of
from iris_grants.licensing.rules.path import (
    BEFORE_LICENCE,
    DEDICATED,
    CaseFacts,
    Gap,
    Paper,
    Stage,
    check_step,
    counted_since,
    next_stages,
    path_of,
)
from iris_grants.wording import set_language
from iris_grants.wording.sentences import all_sentences, sentence

BARE = CaseFacts(
    stage=Stage.INTEREST,
    goal="licence",
    has_mentor=False,
    gaps=(
        Gap(
            code="S1",
            criticality="blocking",
            self_state="not_assessed",
            verified_state="not_assessed",
            has_action=False,
            done=False,
        ),
    ),
    document_kinds=frozenset(),
    papers=(
        Paper(code="L01", kind="licence_application", at_filing=True),
        Paper(code="L04", kind="statute"),
    ),
    conditions_open=("local",),
    conditions_failed=("non_profit",),
)


def lacks(stage: Stage, to: Stage, **facts: object) -> list[str]:
    known = replace(BARE, stage=stage, **facts)  # type: ignore[arg-type] # facts by their names
    return [problem.code.partition(".")[2] for problem in check_step(known, to)]


def gap(state: str, *, weight: str = "major", action: bool = True, done: bool = False) -> Gap:
    return Gap(
        code="S1",
        criticality=weight,
        self_state="met",
        verified_state=state,
        has_action=action,
        done=done,
    )


def test_every_step_says_what_is_missing() -> None:
    assert lacks(Stage.INTEREST, Stage.SELECTED) == ["condition_failed", "condition_open"]
    assert lacks(Stage.SELECTED, Stage.MENTOR_ASSIGNED) == ["no_mentor"]
    assert lacks(Stage.MENTOR_ASSIGNED, Stage.GAP_SELF_ASSESSMENT) == ["not_self_assessed"]
    assert lacks(Stage.GAP_SELF_ASSESSMENT, Stage.GAP_VERIFIED) == [
        "no_mentor_visit",
        "not_verified",
    ]
    assert lacks(Stage.PLAN_APPROVED, Stage.DOCUMENTS_DRAFTED) == ["document_missing"]
    assert lacks(Stage.GAPS_CLOSED, Stage.MOCK_REVIEW) == ["no_mock_review"]
    assert lacks(Stage.GAPS_CLOSED, Stage.MOCK_REVIEW, mock_verdict="not_ready") == [
        "mock_not_ready"
    ]
    assert lacks(Stage.MOCK_REVIEW, Stage.FILED) == ["document_missing", "document_missing"]


@pytest.mark.parametrize(
    ("found", "planned", "closed"),
    [
        (gap("met"), [], []),
        (gap("not_applicable"), [], []),
        (gap("partly", action=False), ["gap_without_action"], ["gap_not_closed"]),
        (gap("not_met", done=True), [], []),
        (gap("not_met", weight="minor"), [], []),
        (gap("not_met", weight="blocking"), [], ["gap_not_closed"]),
    ],
)
def test_gaps_are_planned_then_closed(found: Gap, planned: list[str], closed: list[str]) -> None:
    assert lacks(Stage.GAP_VERIFIED, Stage.PLAN_APPROVED, gaps=(found,)) == planned
    assert lacks(Stage.DOCUMENTS_DRAFTED, Stage.GAPS_CLOSED, gaps=(found,)) == closed


def test_open_request_warns_and_does_not_block() -> None:
    problems = check_step(
        replace(BARE, stage=Stage.AUTHORITY_REVIEW, open_requests=1), Stage.LICENSED
    )
    assert [problem.code for problem in problems] == ["licensing.request_unanswered"]
    assert errors_of(problems) == ()


def test_goals_end_where_they_end() -> None:
    assert path_of("readiness")[-2:] == (Stage.MOCK_REVIEW, Stage.COMPLETED)
    assert next_stages(Stage.MOCK_REVIEW, "readiness") == (Stage.COMPLETED,)
    assert next_stages(Stage.MOCK_REVIEW, "quality_framework") == (
        Stage.FILED,
        Stage.COMPLETED,
    )
    assert lacks(Stage.MOCK_REVIEW, Stage.FILED, goal="readiness") == ["not_the_next_stage"]


@pytest.mark.parametrize("stage", list(Stage))
def test_only_who_has_no_licence_yet_can_drop_out(stage: Stage) -> None:
    follows = Stage.WITHDRAWN in next_stages(stage, "licence")
    assert follows == (stage in BEFORE_LICENCE and stage is not Stage.WITHDRAWN)


def test_every_stage_can_be_reached_and_has_its_words() -> None:
    reached = {to for stage in Stage for to in next_stages(stage, "quality_framework")}
    reached |= {to for stage in Stage for to in next_stages(stage, "licence")}
    assert reached == set(Stage)
    known = all_sentences()
    assert [s for s in Stage if f"stage.{s}" not in known] == []
    assert [o for o in DEDICATED.values() if f"operation.{o}" not in known] == []
    assert [s for s in Stage if s not in DEDICATED and f"step.{s}" not in known] == []


def test_staff_licence_that_ended_is_warned_of_at_the_filing() -> None:
    facts = replace(
        BARE,
        stage=Stage.MOCK_REVIEW,
        papers=(),
        staff_expired=(("Stručna Primer · SR-1", "2024-01-31"),),
    )
    [problem] = check_step(facts, Stage.FILED)
    assert (problem.code, errors_of([problem])) == ("licensing.staff_licence_expired", ())
    assert "Stručna Primer · SR-1 ended on 31/01/2024" in sentence(problem)


def test_missing_paper_is_named_in_the_language_of_the_reader() -> None:
    problem = check_step(replace(BARE, stage=Stage.PLAN_APPROVED), Stage.DOCUMENTS_DRAFTED)[0]
    assert sentence(problem) == "Paper L04 is missing: statute."
    set_language("sr_Latn")
    try:
        assert sentence(problem) == "Nedostaje dokument L04: statut."
    finally:
        set_language("en")


@pytest.mark.parametrize(
    ("reached", "counted"),
    [
        ({}, (None, None)),
        ({Stage.PLAN_APPROVED: "2024-05-06"}, (None, None)),
        ({Stage.DOCUMENTS_DRAFTED: "2024-05-06"}, (None, None)),
        (
            {Stage.PLAN_APPROVED: "2024-05-06", Stage.DOCUMENTS_DRAFTED: "2024-06-01"},
            ("2024-06-01", "plan_and_documents"),
        ),
        ({Stage.FILED: "2024-09-30"}, ("2024-09-30", "filed")),
        (
            {
                Stage.PLAN_APPROVED: "2024-05-06",
                Stage.DOCUMENTS_DRAFTED: "2024-06-01",
                Stage.FILED: "2024-09-30",
            },
            ("2024-06-01", "plan_and_documents"),
        ),
    ],
)
def test_case_counts_with_plan_and_documents_or_when_filed(
    reached: dict[Stage, str], counted: tuple[str | None, str | None]
) -> None:
    assert counted_since(reached) == counted
